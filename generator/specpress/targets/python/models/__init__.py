"""The models of a Python client: a pydantic class a record, an alias for all other types.

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

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from specpress.model import ApiModel, TypeId
from specpress.naming.scopes import Names
from specpress.targets.base import OutputFile, TypeExpr
from specpress.targets.python.models.modules import families, module_names
from specpress.targets.python.models.plan import Planner

TEMPLATE = "models.py.j2"
INDEX = "models_index.py.j2"


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelsView:
    """What `models.py.j2` prints: `definitions` are whole statements, `exports` their names."""

    docs: str
    exports: tuple[str, ...]
    definitions: tuple[TypeExpr, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Module:
    """A module of the package `models`, and the names that it defines."""

    name: str
    exports: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexView:
    """What `models_index.py.j2` prints: the package that imports its modules when asked."""

    docs: str
    modules: tuple[Module, ...]


def models_files(package: PurePosixPath, model: ApiModel, names: Names) -> Iterator[OutputFile]:
    """`models.py` below `package`, or the package `models` where there are many definitions.

    They depend on `model.types`, their names and the directions in which operations send them, and
    on nothing else.
    """
    docs = f"The types of {model.info.title}."
    planner = Planner.of(model, names)
    grouped = families(model)
    if not grouped:
        view = _view(docs, planner, sorted(model.types), {})
        yield OutputFile(path=package / "models.py", template=TEMPLATE, view=view)
        return
    found = {names.table["module", head]: head for head in grouped}
    homes = {names.type(type_id): name for name, head in found.items() for type_id in grouped[head]}
    folder = package / "models"
    called = module_names(model)
    modules: list[Module] = []
    for name, head in sorted(found.items()):
        what = called[head].declared
        about = f"{what}, and what it is made of." if head in model.types else f"Types of {what}."
        view = _view(about, planner, grouped[head], homes)
        modules.append(Module(name=name, exports=view.exports))
        yield OutputFile(path=folder / f"{name}.py", template=TEMPLATE, view=view)
    index = IndexView(docs=docs, modules=tuple(modules))
    yield OutputFile(path=folder / "__init__.py", template=INDEX, view=index)


def _view(
    docs: str, planner: Planner, ids: Iterable[TypeId], homes: Mapping[str, str]
) -> ModelsView:
    """The view of one module. Takes 0.2 s more the first time (see `drawing`)."""
    from specpress.targets.python.models.drawing import draw

    plans = planner.plans(ids)
    return ModelsView(
        docs=docs,
        exports=tuple(sorted(item.name for item in plans)),
        definitions=draw(plans, homes),
    )
