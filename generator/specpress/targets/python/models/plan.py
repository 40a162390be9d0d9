"""What the models module says: classes, their fields, and aliases, in the order of the file."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TypeAlias

from specpress.model import (
    Access,
    Alias,
    AnyValue,
    ApiModel,
    Constant,
    Enumeration,
    Field,
    Named,
    Nullable,
    Record,
    Scalar,
    ScalarKind,
    TypeDef,
    TypeId,
    TypeRef,
    Union,
)
from specpress.naming.scopes import Names
from specpress.targets.base import TypeExpr
from specpress.targets.python import types
from specpress.targets.python.models import directions, facts, order

NONE = TypeExpr("None")
"""Null among the parts of an alias, where it comes last."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldPlan:
    """One field of a class.

    `type` is the annotation without the None that stands for absence or null; `wire_name` is None
    where it is the name itself.
    """

    name: str
    wire_name: str | None
    type: TypeExpr
    required: bool
    nullable: bool
    secret: bool
    docs: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassPlan:
    """A record. `extras` is the type of members without a field, None where they are untyped."""

    name: str
    fields: tuple[FieldPlan, ...]
    extras: TypeExpr | None
    docs: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AliasPlan:
    """A name for a type: `parts` are the alternatives, of which one is the usual case.

    `literals` are documented values, printed as the first alternative. `tags` say which type a
    discriminator's value stands for; `open` that a value which fits no part is kept as it is.
    `recursive`: the parts lead back to the alias without a class between.
    """

    name: str
    parts: tuple[TypeExpr, ...]
    literals: tuple[str, ...] = ()
    open: bool = False
    tag: str = ""
    tags: tuple[tuple[str, TypeExpr], ...] = ()
    recursive: bool = False
    docs: str = ""


DefinitionPlan: TypeAlias = "ClassPlan | AliasPlan"


@dataclass(frozen=True, slots=True)
class Planner:
    """Plans definitions of one model."""

    model: ApiModel
    names: Names
    sent: frozenset[TypeId]
    received: frozenset[TypeId]

    @classmethod
    def of(cls, model: ApiModel, names: Names) -> Planner:
        """A planner, which knows in which directions each type travels."""
        return cls(model, names, directions.sent(model), directions.received(model))

    def plans(self, ids: Iterable[TypeId]) -> tuple[DefinitionPlan, ...]:
        """Definitions of one module: enumerations, classes, then aliases, each sorted by name.

        An alias comes after those that it is made of, as it is evaluated where it stands. The order
        does not depend on the order of the description.
        """
        ordered = sorted(ids, key=lambda type_id: (self.names.type(type_id).casefold(), type_id))
        aliases, recursive = order.aliases(self.model, ordered)
        definitions = [self.model.types[type_id] for type_id in ordered]
        return (
            *(self._enumeration(item) for item in definitions if isinstance(item, Enumeration)),
            *(self._class(item) for item in definitions if isinstance(item, Record)),
            *(
                replace(self._alias(self.model.types[type_id]), recursive=type_id in recursive)
                for type_id in aliases
            ),
        )

    def _class(self, record: Record) -> ClassPlan:
        untyped = record.extras is None or isinstance(record.extras, AnyValue)
        return ClassPlan(
            name=self.names.type(record.id),
            fields=tuple(self._field(record, field) for field in record.fields),
            extras=None if untyped or record.extras is None else self._expr(record.extras),
            docs=facts.type_text(record),
        )

    def _field(self, record: Record, field: Field) -> FieldPlan:
        name = self.names.field(record.id, field.wire_name)
        return FieldPlan(
            name=name,
            wire_name=None if name == field.wire_name else field.wire_name,
            type=self._expr(field.type.of if isinstance(field.type, Nullable) else field.type),
            required=field.required and self._always_there(record.id, field),
            nullable=admits_null(self.model, field.type),
            secret=isinstance(field.type, Scalar) and field.type.format == "password",
            docs=facts.field_text(field),
        )

    def _always_there(self, type_id: TypeId, field: Field) -> bool:
        """Whether a required field is there in each direction in which its record travels."""
        match field.access:
            case Access.BOTH:
                return True
            case Access.READ:
                return type_id not in self.sent
            case Access.WRITE:
                return type_id not in self.received

    def _alias(self, definition: TypeDef) -> AliasPlan:
        match definition:
            case Union():
                return self._union(definition)
            case Alias():
                return AliasPlan(
                    name=self.names.type(definition.id),
                    parts=self._parts([definition.target]),
                    docs=facts.type_text(definition),
                )
            case Record() | Enumeration():
                raise TypeError(f"{definition.id} is no alias")

    def _enumeration(self, definition: Enumeration) -> AliasPlan:
        """An open literal: editors complete the documented values, and any other is as good."""
        values = [member.value for member in definition.members]
        literals = [text for value in values if (text := types.literal_text(value))]
        bases = {types.scalar_expr(Scalar(definition.base.kind)).text: None}
        for value in values:
            bases.setdefault(type(value).__name__)
        return AliasPlan(
            name=self.names.type(definition.id),
            parts=tuple(TypeExpr(base) for base in bases),
            literals=tuple(dict.fromkeys(literals)),
            docs=facts.type_text(definition),
        )

    def _union(self, union: Union) -> AliasPlan:
        tags = {
            tag: self._expr(variant.type)
            for variant in union.variants
            for tag in variant.tags
            if isinstance(variant.type, Named)
        }
        return AliasPlan(
            name=self.names.type(union.id),
            parts=self._parts(variant.type for variant in union.variants),
            open=True,
            tag=union.discriminator.wire_name if union.discriminator and tags else "",
            tags=tuple(tags.items()) if union.discriminator else (),
            docs=facts.type_text(union),
        )

    def _parts(self, refs: Iterable[TypeRef]) -> tuple[TypeExpr, ...]:
        """The alternatives, null last. Any value is none of them, but where it is alone."""
        given = tuple(refs)
        bare = [ref.of if isinstance(ref, Nullable) else ref for ref in given]
        known = [ref for ref in bare if not isinstance(ref, AnyValue)]
        if not known:
            return (self._expr(AnyValue()),)
        parts = dict.fromkeys(map(self._expr, known))
        if NONE in parts or any(isinstance(ref, Nullable) for ref in given):
            parts.pop(NONE, None)
            parts[NONE] = None
        return tuple(parts)

    def _expr(self, ref: TypeRef) -> TypeExpr:
        return types.inner_expr(ref, self.names)


def admits_null(model: ApiModel, ref: TypeRef) -> bool:
    """Whether null is a value of `ref`, through any number of aliases and unions."""
    return _admits_null(model, ref, frozenset())


def _admits_null(model: ApiModel, ref: TypeRef, seen: frozenset[TypeId]) -> bool:
    match ref:
        case Nullable() | AnyValue() | Constant(None) | Scalar(ScalarKind.NULL):
            return True
        case Named(type_id) if type_id not in seen:
            return any(
                _admits_null(model, part, seen | {type_id})
                for part in directions.parts(model, type_id)
                if not isinstance(model.types[type_id], Record)
            )
        case _:
            return False
