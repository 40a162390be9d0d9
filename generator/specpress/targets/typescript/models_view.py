"""The types of the API: the views of `models.ts` and `schemas.ts`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TypeAlias

from specpress.model import (
    Access,
    Alias,
    AnyValue,
    ApiModel,
    Enumeration,
    ErrorShape,
    Field,
    MapOf,
    Record,
    TypeDef,
    TypeId,
    Union,
    Variant,
)
from specpress.naming.scopes import Names
from specpress.targets.base import Symbol, TypeExpr
from specpress.targets.typescript import places
from specpress.targets.typescript.escape import doc_text, ts_key, ts_string
from specpress.targets.typescript.layout import (
    SPACE,
    Concat,
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
from specpress.targets.typescript.package import Package
from specpress.targets.typescript.places import INDEX
from specpress.targets.typescript.schemas import schema_declaration
from specpress.targets.typescript.sentences import known_values, value_text
from specpress.targets.typescript.types import Types, property_type, union
from specpress.targets.typescript.usage import Usage

SCHEMAS_ABOUT = "How the types of the API are read and written. Not part of the public interface."

_STEP = 2
_NO_MEMBERS = generic("Record", ("string", "never"))
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

    about: str = SCHEMAS_ABOUT

    declarations: tuple[TypeExpr, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexFile:
    """An `index.ts`, which offers what stands in other files; `keyword` is `export` for values."""

    about: str
    keyword: str
    files: tuple[str, ...]


_Known: TypeAlias = dict[tuple[object, ...], Member]
"""Members that were made already, by all that they are made of."""


def models_files(package: Package) -> Iterator[tuple[str, ModelsFile | IndexFile]]:
    """The views of all modules of types, by their path below `src/` without its ending."""
    shown = [type_id for type_id in package.model.types if type_id not in package.used.hidden]
    title = doc_text(" ".join(package.model.info.title.split()))
    about = f"The types of the {title}."
    known: _Known = {}
    for module, type_ids in _by_module(package, "models", shown):
        definitions = tuple(_shown(package, type_id, known) for type_id in type_ids)
        yield module, ModelsFile(about=_of_file(about, module, package), definitions=definitions)
    for path, files in package.places.indices("models", shown).items():
        yield f"models/{path}", IndexFile(about=about, keyword="export type", files=files)


def schemas_files(package: Package) -> Iterator[tuple[str, SchemasFile | IndexFile]]:
    """The views of all modules of schemas, by their path below `src/` without its ending."""
    shown = [type_id for type_id in package.model.types if package.used.users(type_id)]
    shapes = {shape.body: shape for shape in package.model.error_shapes}
    for module, type_ids in _by_module(package, "schemas", shown):
        declared = [_schema(package, type_id) for type_id in type_ids]
        declared += [_shape(shapes[one], package.names) for one in type_ids if one in shapes]
        yield module, SchemasFile(declarations=tuple(map(render, declared)))
    for path, files in package.places.indices("schemas", shown).items():
        if path != INDEX:
            yield f"schemas/{path}", IndexFile(about=SCHEMAS_ABOUT, keyword="export", files=files)


def _by_module(
    package: Package, folder: str, type_ids: list[TypeId]
) -> Iterable[tuple[str, list[TypeId]]]:
    found: dict[str, list[TypeId]] = {} if package.places.is_split else {folder: []}
    for type_id in type_ids:
        found.setdefault(package.places.module(folder, type_id), []).append(type_id)
    return found.items()


def _of_file(about: str, module: str, package: Package) -> str:
    """The words at the top of a file of types: what is in it of many."""
    if not package.places.is_split:
        return about
    first, *deeper = module.split("/")[1:]
    match first:
        case _ if deeper:
            return f"Types of the {deeper[0]}."
        case places.SHARED:
            return "Types that several groups of operations use."
        case places.OTHERS:
            return "Types that no operation uses."
        case _:
            return f"Types that {first} alone use."


def _shown(package: Package, type_id: TypeId, known: _Known) -> Definition:
    return _definition(package.model.types[type_id], package.own_types, package.used, known)


def _schema(package: Package, type_id: TypeId) -> Doc:
    definition = package.model.types[type_id]
    return schema_declaration(definition, package.own_schemas, package.types, package.used)


def _definition(definition: TypeDef, types: Types, used: Usage, known: _Known) -> Definition:
    types = replace(types, given=used.is_given(definition.id))
    name = types.names.type(definition.id)
    doc = doc_text(definition.docs.description or definition.docs.summary)
    if definition.deprecated:
        doc = f"{doc}\n\n@deprecated".strip()
    match definition:
        case Record():
            members = tuple(_members(definition, types, used, known))
            if members:
                return Definition(doc=doc, name=name, members=members)
            return Definition(doc=doc, name=name, alias=_alias(name, (_NO_MEMBERS,)))
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
    either = union(alternatives, indented=False)
    if len(alternatives) == 1 or isinstance(either, Concat):
        return render(concat(f"export type {name} =", assigned(either), ";"))
    right = group(indent(SPACE, either))
    return render(concat(f"export type {name} =", right, ";"))


def _members(record: Record, types: Types, used: Usage, known: _Known) -> Iterator[Member]:
    fields = [field for field in record.fields if used.has(record.id, field)]
    for field in fields:
        certain = used.is_certain(record.id, field)
        if field.default is not None or field.notes is not None:
            yield _member(field, types, certain=certain)
            continue
        # Large descriptions repeat the same field in a hundred types.
        key = (
            *(field.wire_name, field.type, field.docs.description or field.docs.summary),
            *(field.constraints, field.required, field.access, field.deprecated),
            *(certain, types.given),
        )
        member = known.get(key)
        if member is None:
            member = known[key] = _member(field, types, certain=certain)
        yield member
    if record.extras is not None and (not fields or record.extras != AnyValue()):
        yield _extras(record, fields, types)


def _member(field: Field, types: Types, *, certain: bool) -> Member:
    mark, more = ("", ()) if certain else ("?", ("undefined",) * types.given)
    declared = property_type(f"{ts_key(field.wire_name)}{mark}", (*types.of(field.type), *more))
    doc = _field_doc(field, types.model, certain=certain)
    return Member(doc=doc, declaration=render(declared, _STEP))


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


def _field_doc(field: Field, model: ApiModel, *, certain: bool) -> str:
    text = value_text(
        model,
        field.type,
        docs=field.docs,
        constraints=field.constraints,
        default=field.default,
        deprecated=field.deprecated,
        notes=field.notes,
    )
    if certain == field.required or not field.required:
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
