"""The definitions of `models.go`."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass

from specpress.model import (
    Access,
    Alias,
    AnyValue,
    Constant,
    Enumeration,
    Field,
    ListOf,
    MapOf,
    Member,
    Record,
    ScalarKind,
    TypeDef,
    Union,
)
from specpress.naming.standard import member_key
from specpress.targets.base import TypeExpr
from specpress.targets.go.escape import go_string, go_tag
from specpress.targets.go.fields import Line, lay_out
from specpress.targets.go.places import in_files
from specpress.targets.go.reach import by_value_cycles, kept
from specpress.targets.go.sentences import field_text, joined, prose, rules
from specpress.targets.go.types import JSON, Types, around, base_type

# The names that a json tag can hold (encoding/json, isValidTag), without the comma and the hyphen
# that stands alone.
_TAG_NAME = re.compile(r"[A-Za-z0-9_$@.:/#+~!%&()*;<=>?\[\]^{|}-]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Struct:
    """A record, with the fields of its struct and that of members nobody documented."""

    name: str
    doc: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """A union. `shape` is how its variants are told apart."""

    name: str
    doc: str
    lines: tuple[Line, ...]
    shape: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """An enumeration or alias: a type with a name, and the constants of that type."""

    name: str
    doc: str
    type: TypeExpr
    alias: bool
    constants: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class JsonMethods:
    """The methods that make a type one of encoding/json. gofmt leaves short ones on one line."""

    name: str
    marshals_on_one_line: bool
    unmarshals_on_one_line: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelsFile:
    """`models.go`."""

    package: str
    methods: tuple[JsonMethods, ...]
    structs: tuple[Struct, ...]
    choices: tuple[Choice, ...]
    kinds: tuple[Kind, ...]


def models_files(types: Types, package: str) -> Iterator[tuple[str, ModelsFile]]:
    """The views of all definitions that callers see, each with the name of its file.

    Small packages have one file; in others, types whose names begin alike share a file.
    """
    cycles = by_value_cycles(types)
    for file, found in in_files(kept(types.model), types):
        structs = tuple(_struct(one, types, cycles) for one in found if isinstance(one, Record))
        choices = tuple(_choice(one, types) for one in found if isinstance(one, Union))
        view = ModelsFile(
            package=package,
            methods=tuple(_methods(name) for name in _names(structs, choices)),
            structs=structs,
            choices=choices,
            kinds=tuple(_kinds(found, types)),
        )
        yield file, view


def _names(structs: tuple[Struct, ...], choices: tuple[Choice, ...]) -> Iterator[str]:
    yield from (one.name for one in structs)
    yield from (one.name for one in choices)


# The longest function on one line (printer of gofmt, funcBody).
_LONGEST = 100


def _methods(name: str) -> JsonMethods:
    marshal = f"func (v {name}) MarshalJSON() ([]byte, error) return encodeJSON(v)"
    unmarshal = f"func (v *{name}) UnmarshalJSON(data []byte) error return decodeJSON(data, v)"
    return JsonMethods(
        name=name,
        marshals_on_one_line=len(marshal) <= _LONGEST,
        unmarshals_on_one_line=len(unmarshal) <= _LONGEST,
    )


def _kinds(found: tuple[TypeDef, ...], types: Types) -> Iterator[Kind]:
    for definition in found:
        match definition:
            case Enumeration():
                yield _enumeration(definition, types)
            case Alias():
                yield _alias(definition, types)
            case _:
                pass


def _doc(definition: TypeDef, name: str, what: str) -> str:
    said = prose(definition.docs)
    if said.startswith(("A ", "An ", "The ")):
        said = f"{name} is {said[0].lower()}{said[1:]}"
    else:
        said = f"{name} is {what}.\n\n{said}".strip()
    return joined([said], deprecated=definition.deprecated)


def _struct(record: Record, types: Types, cycles: frozenset[tuple[str, str]]) -> Struct:
    name = types.names.type(record.id)
    rows = [
        _field(record, field, types, pointer=(record.id, field.wire_name) in cycles)
        for field in record.fields
    ]
    rows.append(_extras(record, types))
    return Struct(name=name, doc=_doc(record, name, "an object of the API"), lines=lay_out(rows))


def _field(
    record: Record, field: Field, types: Types, *, pointer: bool
) -> tuple[str, tuple[TypeExpr, ...]]:
    required = field.required and field.access is Access.BOTH
    nullable = types.is_nullable(field.type)
    expr = types.expr(field.type) if required else types.optional(field.type)
    if pointer and required:
        expr = TypeExpr(f"*{expr.text}", expr.symbols)
    option = "" if required else ",omitzero"
    pairs = [("json", field.wire_name + option)]
    if not _TAG_NAME.fullmatch(field.wire_name) or field.wire_name == "-":
        pairs = [("json", "-"), ("wire", field.wire_name + option)]
    if nullable:
        pairs.append(("api", "nullable"))
    doc = field_text(types.model, field)
    if isinstance(field.type, Constant) and field.type.value is not None:
        doc += " It need not be set." * required
        pairs.append(("const", json.dumps(field.type.value, ensure_ascii=False)))
    cells = (
        TypeExpr(types.names.field(record.id, field.wire_name)),
        expr,
        TypeExpr(go_tag(*pairs)),
    )
    return doc, cells


def _extras(record: Record, types: Types) -> tuple[str, tuple[TypeExpr, ...]]:
    value = TypeExpr("json.RawMessage", frozenset({JSON}))
    if record.extras is not None and not isinstance(record.extras, AnyValue):
        value = types.expr(record.extras)
    tag = TypeExpr(go_tag(("json", "-"), ("api", "extra")))
    return "", (TypeExpr("Extra"), around("Extras[{}]", value), tag)


def _choice(union: Union, types: Types) -> Choice:
    name = types.names.type(union.id)
    rows: list[tuple[str, tuple[TypeExpr, ...]]] = []
    for variant in union.variants:
        field = types.names.variant(union.id, variant.name.declared)
        rows.append(("", (TypeExpr(field), types.optional(variant.type))))
    raw = TypeExpr("json.RawMessage", frozenset({JSON}))
    rows.append(("Raw is a value that is none of them, as it came.", (TypeExpr("Raw"), raw)))
    doc = _doc(union, name, "a value of one of several types")
    return Choice(
        name=name,
        doc=f"{doc}\n\nOne of its fields is set. A value that fits none is kept in Raw.",
        lines=lay_out(rows),
        shape=_shape(union),
    )


def _shape(union: Union) -> str:
    if union.discriminator is None:
        return "unionShape{}"
    tags = {tag: place for place, one in enumerate(union.variants) for tag in one.tags}
    listed = ", ".join(f"{go_string(tag)}: {place}" for tag, place in tags.items())
    return f"unionShape{{{go_string(union.discriminator.wire_name)}, map[string]int{{{listed}}}}}"


def _enumeration(definition: Enumeration, types: Types) -> Kind:
    name = types.names.type(definition.id)
    rows = [
        (prose(member.docs), _constant(definition, member, name, types))
        for member in definition.members
        if _fits(definition, member)
    ]
    doc = _doc(definition, name, "an enumeration")
    return Kind(
        name=name,
        doc=f"{doc}\n\nIts constants are the documented values. A newer server may know others.",
        type=TypeExpr(base_type(definition)),
        alias=False,
        constants=lay_out(rows),
    )


def _constant(
    definition: Enumeration, member: Member, name: str, types: Types
) -> tuple[TypeExpr, ...]:
    constant = types.names.member(definition.id, member_key(member))
    value = member.value
    text = go_string(value) if isinstance(value, str) else json.dumps(value)
    return TypeExpr(constant), TypeExpr(name), TypeExpr(f"= {text}")


_HELD: dict[ScalarKind, tuple[type, ...]] = {
    ScalarKind.STRING: (str,),
    ScalarKind.BOOLEAN: (bool,),
    ScalarKind.INTEGER: (int,),
    ScalarKind.NUMBER: (int, float),
}


def _fits(definition: Enumeration, member: Member) -> bool:
    """Whether the type below the enumeration can hold a member; a boolean is no number."""
    value = member.value
    if isinstance(value, bool) and definition.base.kind is not ScalarKind.BOOLEAN:
        return False
    if isinstance(value, int) and abs(value) >= 2**63:
        return False
    return isinstance(value, _HELD.get(definition.base.kind, ()))


def _alias(definition: Alias, types: Types) -> Kind:
    name = types.names.type(definition.id)
    said = [_doc(definition, name, "another name of a type")]
    said += rules(types.model, definition.target, definition.constraints, None)
    return Kind(
        name=name,
        doc=joined(said, deprecated=False),
        type=types.declared(definition.target),
        alias=types.definition(definition.target) is not None or _is_scalar(definition),
    )


def _is_scalar(definition: Alias) -> bool:
    """Lists and maps may hold themselves, which only a type of its own can."""
    return not isinstance(definition.target, ListOf | MapOf)
