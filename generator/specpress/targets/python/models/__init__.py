"""The models module of a Python client: a pydantic class a record, an alias for all other types.

The models come from datamodel-code-generator. Its public entry, `generate()`, takes a JSON Schema,
and would be fed with one made from the model. It was weighed and not taken:

- It needs 0.32 s for a model of any size and 4 s for 1,000 types; the library's own classes for
  models and fields, driven directly, need 0.02 s and 0.4 s for the same. Its parser answers
  questions (references, merges, names, nullability) that normalisation has answered already.
- It renames what it finds: a class `Model` or a field `json` comes out under another name than the
  client that imports it was told.
- Nullability, open enumerations and unions that keep unknown variants cannot be said in the schema
  that it reads, only in the types that it prints.

So `plan` says what the module holds, and `drawing` builds and renders it with the library's model
layer. The price is that the layer is less stable than the entry: its version is pinned to a minor
release, and the tests of this folder compile and use what it renders.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath

from specpress.model import ApiModel
from specpress.naming.scopes import Names
from specpress.targets.base import OutputFile, TypeExpr
from specpress.targets.python.models.plan import plan

TEMPLATE = "models.py.j2"


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelsView:
    """What `models.py.j2` prints: `definitions` are whole statements, `exports` their names."""

    docs: str
    exports: tuple[str, ...]
    definitions: tuple[TypeExpr, ...]


def models_file(path: PurePosixPath, model: ApiModel, names: Names) -> OutputFile:
    """The models module at `path`, which is `models.py` in the root of the package.

    It depends on `model.types`, their names and the directions in which operations send them, and
    on nothing else.
    """
    return OutputFile(path=path, template=TEMPLATE, view=models_view(model, names))


def models_view(model: ApiModel, names: Names) -> ModelsView:
    """The view of the models module. Takes 0.2 s more the first time (see `drawing`)."""
    from specpress.targets.python.models.drawing import draw

    plans = plan(model, names)
    return ModelsView(
        docs=f"The types of {model.info.title}.",
        exports=tuple(sorted(item.name for item in plans)),
        definitions=draw(plans),
    )
