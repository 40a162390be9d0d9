"""Draws the plans with the model layer of datamodel-code-generator.

Its classes for a pydantic model, a field and a type alias take the plans, decide where an
annotation gets its None, and render through our templates in `templates/python/dmcg/`, which have
the names that the library looks for. Importing it takes 0.2 s, so only `models` does, and late.
"""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from datamodel_code_generator.model import DataModelFieldBase
from datamodel_code_generator.model.pydantic_v2 import BaseModel, DataModelField
from datamodel_code_generator.model.type_alias import TypeAlias
from datamodel_code_generator.reference import Reference
from datamodel_code_generator.types import DataType

from specpress import resources
from specpress.targets.base import Symbol, TypeExpr
from specpress.targets.python.escape import py_docstring, py_string
from specpress.targets.python.models.plan import AliasPlan, ClassPlan, DefinitionPlan, FieldPlan
from specpress.targets.python.types import ANY, LITERAL, MODELS

BASE = Symbol("._runtime.model", "Model")
NULLABLE = Symbol("._runtime.model", "NULLABLE")
ONE_OF = Symbol("._runtime.model", "OneOf")
ANNOTATED = Symbol("typing", "Annotated")
TYPE_ALIAS = Symbol("typing", "TypeAlias")
TYPE_CHECKING = Symbol("typing", "TYPE_CHECKING")
TYPE_ALIAS_TYPE = Symbol("typing_extensions", "TypeAliasType", "typing-extensions")
FIELD = Symbol("pydantic", "Field", "pydantic")


def draw(plans: Iterable[DefinitionPlan], homes: Mapping[str, str]) -> tuple[TypeExpr, ...]:
    """The source of each definition, with no line end after it, and the symbols that it uses.

    `homes` has the module of each definition, and none where all stand in one.
    """
    return tuple(_placed(_draw(plan), homes) for plan in plans)


def _placed(expr: TypeExpr, homes: Mapping[str, str]) -> TypeExpr:
    """`expr` with definitions as symbols of the modules that hold them."""
    own = frozenset(symbol for symbol in expr.symbols if symbol.module == MODELS)
    if not own:
        return expr
    placed = {
        Symbol(f"{MODELS}.{home}", symbol.name)
        for symbol in own
        if (home := homes.get(symbol.name)) is not None
    }
    return TypeExpr(expr.text, (expr.symbols - own) | placed)


def _draw(plan: DefinitionPlan) -> TypeExpr:
    match plan:
        case ClassPlan():
            return _class(plan)
        case AliasPlan():
            return _alias(plan)


class _Field(DataModelField):
    """A field with arguments of `Annotated` beside its type, and its docstring ready to print."""

    arguments: tuple[str, ...] = ()
    docs: str = ""

    @functools.cached_property
    def annotated(self) -> str:
        """The whole statement: name, annotation, default."""
        tail = "" if self.required else " = None"
        return f"    {self.name}: {_annotated(self.type_hint, *self.arguments)}{tail}"

    @property
    def docstring(self) -> str:
        """The attribute docstring, quotes included, "" for none."""
        return self.docs


class _Statement(DataModelField):
    """The one field that the library has an alias hold: its statement is the alias."""

    statement: str

    @property
    def annotated(self) -> str:
        """The whole statement."""
        return self.statement


def _class(plan: ClassPlan) -> TypeExpr:
    fields: list[DataModelFieldBase] = [_field(field) for field in plan.fields]
    model = BaseModel(
        reference=_reference(plan.name),
        fields=fields,
        custom_base_class=f"_runtime.model.{BASE.name}",
        custom_template_dir=_templates(),
        extra_template_data=_template_data(
            plan.name,
            header=f"class {plan.name}({BASE.name}):",
            docstring=py_docstring(plan.docs),
            extras=plan.extras.text if plan.extras else "",
        ),
    )
    return TypeExpr(model.render(), frozenset(_class_symbols(plan)))


@functools.lru_cache(maxsize=20_000)
def _field(plan: FieldPlan) -> _Field:
    """The field of the library; records of an API often have the same ones, and share it."""
    whole = plan.type.text in {"Any", "None"}
    optional = not whole and (plan.nullable or not plan.required)
    if plan.type.text.endswith(" | None"):
        optional = False
    return _Field(
        name=plan.name,
        data_type=DataType(type=plan.type.text, is_optional=optional, use_union_operator=True),
        required=plan.required,
        nullable=optional,
        arguments=_arguments(plan),
        docs=py_docstring(plan.docs),
    )


def _arguments(plan: FieldPlan) -> tuple[str, ...]:
    """What `Annotated` holds beside the type."""
    options = []
    if plan.wire_name is not None:
        options.append(f"alias={py_string(plan.wire_name)}")
    if plan.secret:
        options.append("repr=False")
    found = [f"Field({', '.join(options)})"] if options else []
    if _marks_null(plan):
        found.append(NULLABLE.name)
    return tuple(found)


def _marks_null(plan: FieldPlan) -> bool:
    return plan.nullable and not plan.required and plan.type.text != "Any"


def _class_symbols(plan: ClassPlan) -> Iterable[Symbol]:
    yield BASE
    if plan.extras:
        yield TYPE_CHECKING
        yield from plan.extras.symbols
    for field in plan.fields:
        yield from field.type.symbols
        if _arguments(field):
            yield ANNOTATED
        if field.wire_name is not None or field.secret:
            yield FIELD
        if _marks_null(field):
            yield NULLABLE


def _alias(plan: AliasPlan) -> TypeExpr:
    parts = _parts(plan)
    head = f"{plan.name}: TypeAlias = "
    if plan.recursive:
        statement = f"{head}{py_string(' | '.join(parts))}"
    elif plan.open:
        statement = f"{head}{_annotated(' | '.join(parts), _one_of(plan))}"
    else:
        statement = f"{head}{' | '.join(parts)}"
    model = TypeAlias(
        reference=_reference(plan.name),
        fields=[_Statement(data_type=DataType(type="object"), statement=statement)],
        custom_template_dir=_templates(),
        extra_template_data=_template_data(
            plan.name,
            docstring=py_docstring(plan.docs, 4 if plan.recursive else 0),
            recursive=_recursive(plan, parts) if plan.recursive else "",
        ),
    )
    return TypeExpr(model.render(), frozenset(_alias_symbols(plan)))


def _parts(plan: AliasPlan) -> tuple[str, ...]:
    texts = tuple(part.text for part in plan.parts)
    if plan.literals:
        texts = (f"Literal[{', '.join(plan.literals)}]", *texts)
    return (*texts, ANY.name) if plan.open and ANY.name not in texts else texts


def _annotated(annotation: str, *arguments: str) -> str:
    return f"Annotated[{', '.join((annotation, *arguments))}]" if arguments else annotation


def _one_of(plan: AliasPlan) -> str:
    if not plan.tag:
        return f"{ONE_OF.name}()"
    types = [f"{py_string(value)}: {expr.text}" for value, expr in plan.tags]
    return f"{ONE_OF.name}({py_string(plan.tag)}, {{{', '.join(types)}}})"


def _recursive(plan: AliasPlan, parts: tuple[str, ...]) -> str:
    """The definition that pydantic sees: type checkers follow strings, pydantic only this."""
    value = " | ".join(parts)
    if plan.open:
        value = _annotated(value, _one_of(plan))
    return f"{plan.name} = {TYPE_ALIAS_TYPE.name}({py_string(plan.name)}, {py_string(value)})"


def _alias_symbols(plan: AliasPlan) -> Iterable[Symbol]:
    yield TYPE_ALIAS
    for part in (*plan.parts, *(expr for _, expr in plan.tags)):
        yield from part.symbols
    if plan.literals:
        yield LITERAL
    if plan.recursive:
        yield from (TYPE_CHECKING, TYPE_ALIAS_TYPE)
    if plan.open:
        yield from (ANNOTATED, ANY, ONE_OF)


def _reference(name: str) -> Reference:
    return Reference(path=name, name=name)


def _template_data(path: str, **values: str) -> defaultdict[str, dict[str, Any]]:
    return defaultdict(dict, {path: dict(values)})


@functools.cache
def _templates() -> Path:
    return (resources.templates_root() / "python" / "dmcg").absolute()
