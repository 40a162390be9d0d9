"""The types of the API: the views of `models.ts` and `schemas.ts`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from specpress.model import (
    Access,
    Alias,
    AnyValue,
    ApiModel,
    Enumeration,
    ErrorShape,
    Field,
    MapOf,
    Named,
    Record,
    TypeDef,
    Union,
    Variant,
)
from specpress.naming.scopes import Names
from specpress.targets.base import Symbol, TypeExpr
from specpress.targets.typescript.escape import doc_text, ts_key, ts_string
from specpress.targets.typescript.layout import (
    SPACE,
    Doc,
    Uses,
    assigned,
    block,
    bracketed,
    concat,
    generic,
    group,
    indent,
    render,
)
from specpress.targets.typescript.schemas import Schemas, schema_declaration
from specpress.targets.typescript.sentences import known_values, value_text
from specpress.targets.typescript.types import Types, property_type, union
from specpress.targets.typescript.usage import Usage

_STEP = 2
_JSON = frozenset({"string", "number", "bigint", "boolean", "null"})
"""What `JsonValue` says already."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A member of an interface."""

    doc: str
    declaration: TypeExpr


@dataclass(frozen=True, slots=True, kw_only=True)
class Definition:
    """A named type: an interface where it has members, else an alias, whose text is whole."""

    doc: str
    name: str
    members: tuple[Member, ...] = ()
    alias: TypeExpr | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelsFile:
    """`models.ts`."""

    about: str
    definitions: tuple[Definition, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SchemasFile:
    """`schemas.ts`: declarations, each a whole statement."""

    declarations: tuple[TypeExpr, ...]


def models_file(model: ApiModel, types: Types, used: Usage) -> ModelsFile:
    """The view of `models.ts`."""
    shown = (one for one in model.types.values() if one.id not in used.hidden)
    return ModelsFile(
        about=f"The types of the {doc_text(' '.join(model.info.title.split()))}.",
        definitions=tuple(_definition(definition, types, used) for definition in shown),
    )


def schemas_file(model: ApiModel, schemas: Schemas, used: Usage) -> SchemasFile:
    """The view of `schemas.ts`."""
    shown = (one for one in model.types.values() if one.id not in used.hidden)
    declarations = [render(schema_declaration(one, schemas, used)) for one in shown]
    declarations += [render(_shape(shape, schemas.names)) for shape in model.error_shapes]
    return SchemasFile(declarations=tuple(declarations))


def _definition(definition: TypeDef, types: Types, used: Usage) -> Definition:
    types = replace(types, given=used.is_given(definition.id))
    name = types.names.type(definition.id)
    doc = doc_text(definition.docs.description or definition.docs.summary)
    if definition.deprecated:
        doc = f"{doc}\n\n@deprecated".strip()
    match definition:
        case Record():
            members = tuple(_members(definition, types, used))
            if members:
                return Definition(doc=doc, name=name, members=members)
            return Definition(doc=doc, name=name, alias=_alias(name, ("Record<string, never>",)))
        case Enumeration():
            opened = concat(f"export type {name} =", assigned(types.enumeration(definition)), ";")
            words = "\n\n".join(part for part in (doc, known_values(definition)) if part)
            return Definition(doc=words, name=name, alias=render(opened))
        case Union():
            alternatives = tuple(_variants(definition, replace(types, aliased=True)))
            return Definition(doc=doc, name=name, alias=_alias(name, alternatives))
        case Alias(target=MapOf(value)):
            declared = property_type("[name: string]", types.of(value))
            member = Member(doc="", declaration=render(declared, _STEP))
            return Definition(doc=doc, name=name, members=(member,))
        case Alias(target=target, constraints=constraints):
            text = value_text(
                types.model,
                target,
                docs=definition.docs,
                constraints=constraints,
                deprecated=definition.deprecated,
            )
            alternatives = replace(types, aliased=True).of(target)
            return Definition(doc=text, name=name, alias=_alias(name, alternatives))


def _alias(name: str, alternatives: tuple[Doc, ...]) -> TypeExpr:
    if len(alternatives) == 1:
        return render(concat(f"export type {name} =", assigned(alternatives[0]), ";"))
    right = group(indent(SPACE, union(alternatives, indented=False)))
    return render(concat(f"export type {name} =", right, ";"))


def _members(record: Record, types: Types, used: Usage) -> Iterator[Member]:
    fields = [field for field in record.fields if used.has(record.id, field)]
    for field in fields:
        certain = used.is_certain(record.id, field)
        mark, more = ("", ()) if certain else ("?", ("undefined",) * types.given)
        declared = property_type(f"{ts_key(field.wire_name)}{mark}", (*types.of(field.type), *more))
        yield Member(
            doc=_field_doc(field, types.model, record.id, used), declaration=render(declared, _STEP)
        )
    if record.extras is not None and (not fields or record.extras != AnyValue()):
        yield _extras(record, fields, types)


def _extras(record: Record, fields: list[Field], types: Types) -> Member:
    assert record.extras is not None
    alternatives: dict[str, Doc] = {}
    for ref in (record.extras, *(field.type for field in fields)):
        for doc in types.of(ref):
            alternatives.setdefault(render(doc).text, doc)
    if fields:
        alternatives.setdefault("undefined", "undefined")
    if "JsonValue" in alternatives:
        alternatives = {text: one for text, one in alternatives.items() if text not in _JSON}
    declared = property_type("[name: string]", tuple(alternatives.values()))
    doc = "Properties that are not listed." if fields else ""
    return Member(doc=doc, declaration=render(declared, _STEP))


def _field_doc(field: Field, model: ApiModel, type_id: str, used: Usage) -> str:
    text = value_text(
        model,
        field.type,
        docs=field.docs,
        constraints=field.constraints,
        default=field.default,
        deprecated=field.deprecated,
        notes=field.notes,
    )
    if used.is_certain(type_id, field) == field.required or not field.required:
        return text
    way = "answers" if field.access is Access.READ else "requests"
    return f"{text} Only in {way}.".strip()


def _variants(definition: Union, types: Types) -> Iterator[Doc]:
    discriminator = definition.discriminator
    for variant in definition.variants:
        if discriminator is None or not variant.tags:
            yield from types.of(variant.type)
        else:
            yield _tagged(variant, discriminator.wire_name, types)
    if discriminator is not None and not types.given:
        name = Uses("UnknownVariant", frozenset({Symbol("type runtime/wire", "UnknownVariant")}))
        yield concat(name, f"<{ts_string(discriminator.wire_name)}>")


def _tagged(variant: Variant, tag: str, types: Types) -> Doc:
    """A variant with its tags as literals, so that comparing the property tells it."""
    name = Uses("Tagged", frozenset({Symbol("type runtime/wire", "Tagged")}))
    tags = union(tuple(ts_string(one) for one in variant.tags), indented=False)
    listed = (types.one(variant.type), ts_string(tag), tags)
    return generic(name, listed)


def _shape(shape: ErrorShape, names: Names) -> Doc:
    """Where an error body keeps what."""
    paths = {
        "error": shape.error,
        "code": shape.code,
        "message": shape.message,
        "details": shape.details,
        "cause": shape.cause,
    }
    rows = [
        concat(f"{part}: ", bracketed("[", [ts_string(name) for name in path], "]"))
        for part, path in paths.items()
        if path or part == "error"
    ]
    left = f"export const {names.table['shape', shape.body]}: ErrorShape = "
    used = frozenset({Symbol("type runtime/operation", "ErrorShape")})
    return concat(Uses(left, used), block("{", rows, "}"), ";")


def shape_of(model: ApiModel, ref: object, names: Names) -> str | None:
    """The constant for the shape of an error body, None for a type that has none."""
    for shape in model.error_shapes:
        if ref == Named(shape.body):
            return names.table["shape", shape.body]
    return None
