"""No input is a traceback, no operation is lost, and every name can be had."""

from __future__ import annotations

import random
from collections.abc import Iterator

from hypothesis import given, settings
from hypothesis import strategies as st

from specpress.diagnostics import Sink
from specpress.jsonvalue import Json
from specpress.model import (
    Alias,
    ApiModel,
    Content,
    ListOf,
    MapOf,
    Named,
    Nullable,
    Record,
    TypeDef,
    TypeRef,
    Union,
)
from specpress.naming import cases
from specpress.naming.allocate import allocate
from specpress.naming.scopes import NameRule, Scope
from specpress.naming.standard import Conventions, standard_scopes
from specpress.normalize import normalize
from specpress.source.document import LoadedDocument, PositionTable

SNAKE, PASCAL = NameRule(case=cases.snake), NameRule(case=cases.pascal, folds_case=True)
CONVENTIONS = Conventions(
    type=PASCAL,
    field=SNAKE,
    member=NameRule(case=cases.screaming),
    variant=PASCAL,
    group=SNAKE,
    operation=SNAKE,
    argument=SNAKE,
    credential=SNAKE,
)

texts = st.sampled_from(["a", "b", "A", "a_b", "aB", "", "*", "kind", "1", "x/y", "~"])
scalars = st.one_of(st.none(), st.booleans(), st.integers(-2, 9), st.just(1.5), texts)
pointers = st.sampled_from(
    [
        "#/components/schemas/A",
        "#/components/schemas/B",
        "#/components/schemas/C",
        "#/components/schemas/A/properties/a",
        "#/components/schemas/B/items",
        "#/components/schemas/B/oneOf/0",
        "#/nowhere",
        "other.yaml",
        "#",
        "#anchor",
    ]
)
types = st.sampled_from(["object", "array", "string", "integer", "number", "boolean", "null", "?"])


def schema_of(inner: st.SearchStrategy[Json]) -> st.SearchStrategy[Json]:
    listed = st.lists(inner, max_size=3)
    keyed = st.dictionaries(texts, inner, max_size=3)
    keywords: dict[str, st.SearchStrategy[Json]] = {
        "$ref": pointers,
        "type": st.one_of(types, st.lists(types, max_size=3)),
        "properties": keyed,
        "required": st.lists(texts, max_size=2),
        "additionalProperties": st.one_of(st.booleans(), inner),
        "patternProperties": keyed,
        "items": inner,
        "prefixItems": listed,
        "allOf": listed,
        "oneOf": listed,
        "anyOf": listed,
        "not": inner,
        "enum": st.lists(st.one_of(scalars, listed), max_size=3),
        "const": scalars,
        "discriminator": st.fixed_dictionaries(
            {"propertyName": texts},
            optional={"mapping": st.dictionaries(texts, pointers, max_size=2)},
        ),
        "nullable": st.booleans(),
        "format": st.sampled_from(["date", "binary", "int64"]),
        "maxLength": scalars,
        "pattern": texts,
        "default": scalars,
        "title": texts,
        "x-specpress-envelope": st.booleans(),
        "x-specpress-error": st.fixed_dictionaries({}, optional={"error": texts, "code": texts}),
        "x-enum-varnames": st.lists(texts, max_size=3),
    }

    def of(*names: str, **fixed: Json) -> st.SearchStrategy[Json]:
        always = {name: st.just(value) for name, value in fixed.items()}
        return st.fixed_dictionaries(
            {**always, names[0]: keywords[names[0]]},
            optional={name: keywords[name] for name in names[1:]},
        )

    whole = st.fixed_dictionaries({}, optional=keywords)
    spoiled = st.tuples(whole, st.sampled_from(sorted(keywords)), scalars).map(
        lambda given_: {**given_[0], given_[1]: given_[2]}
    )
    return st.one_of(
        of("properties", "required", "additionalProperties", "discriminator", type="object"),
        of("properties", "allOf", "title", "nullable"),
        of("items", type="array"),
        of("oneOf", "discriminator", "nullable", "properties"),
        of("anyOf", "type", "allOf", "title"),
        of("allOf", "required"),
        of("enum", "type", "x-enum-varnames"),
        of("$ref", "title"),
        spoiled,
    )


leaves: st.SearchStrategy[Json] = st.one_of(
    types.map(lambda name: {"type": name}),
    pointers.map(lambda pointer: {"$ref": pointer}),
    texts.map(lambda value: {"const": value}),
    st.booleans(),
)
schemas: st.SearchStrategy[Json] = st.recursive(leaves, schema_of, max_leaves=20)
contents = st.dictionaries(
    st.sampled_from(["application/json", "text/plain", "a/b", "multipart/form-data", "x"]),
    st.one_of(st.fixed_dictionaries({"schema": schemas}), scalars),
    max_size=2,
)
parameters = st.fixed_dictionaries(
    {"name": texts, "in": st.sampled_from(["path", "query", "header", "cookie", "body"])},
    optional={"schema": schemas, "required": st.booleans(), "style": texts, "content": contents},
)
operations = st.fixed_dictionaries(
    {
        "responses": st.dictionaries(
            st.sampled_from(["200", "201", "4XX", "default", "x"]),
            st.one_of(st.fixed_dictionaries({"content": contents}), scalars),
            max_size=3,
        )
    },
    optional={
        "operationId": texts,
        "tags": st.lists(texts, max_size=2),
        "parameters": st.lists(st.one_of(parameters, scalars), max_size=3),
        "requestBody": st.fixed_dictionaries({"content": contents}, optional={"required": scalars}),
        "x-specpress-long-running": st.fixed_dictionaries({}, optional={"poll": texts}),
        "security": st.lists(st.dictionaries(texts, st.lists(texts), max_size=1), max_size=1),
    },
)
documents: st.SearchStrategy[dict[str, Json]] = st.fixed_dictionaries(
    {
        "openapi": st.just("3.1.1"),
        "paths": st.dictionaries(
            st.sampled_from(["/a", "/a/{a}", "/a/{b}", "a", "/a?b=c#d"]),
            st.dictionaries(st.sampled_from(["get", "post"]), operations, max_size=2),
            max_size=3,
        ),
        "components": st.fixed_dictionaries(
            {"schemas": st.fixed_dictionaries(dict.fromkeys("ABC", schema_of(schemas)))}
        ),
    }
)


@settings(derandomize=True, deadline=None, max_examples=150)
@given(documents, st.integers(0, 9))
def test_any_input_is_read(root: dict[str, Json], seed: int) -> None:
    model = read(root)
    paths = root["paths"]
    assert isinstance(paths, dict)
    wanted = [
        (method.upper(), path.partition("#")[0])
        for path, item in paths.items()
        if isinstance(item, dict)
        for method in sorted(item, key=("get", "post").index)
    ]
    assert [(operation.method, operation.path) for operation in model.operations] == wanted
    assert len({operation.id for operation in model.operations}) == len(wanted)
    assert {ref.id for ref in references(model)} <= model.types.keys()
    scopes = standard_scopes(model, CONVENTIONS)
    table = allocate(scopes).table
    for scope in scopes:
        assert_unique(scope, [table[entry.key] for entry in scope.entries])
    other = shuffled(root, random.Random(seed))
    assert isinstance(other, dict)
    turned = read(other)
    assert dict(turned.types).keys() == dict(model.types).keys()
    names = {id_: definition.name for id_, definition in model.types.items()}
    assert {id_: definition.name for id_, definition in turned.types.items()} == names
    assert allocate(standard_scopes(turned, CONVENTIONS)).table == table


def read(root: dict[str, Json]) -> ApiModel:
    positions = PositionTable(file="any.json", places={})
    document = LoadedDocument(root=root, positions=positions, dialect="3.1.1")
    return normalize(document, sink=Sink())


def assert_unique(scope: Scope, identifiers: list[str]) -> None:
    folded = [text.casefold() if scope.rule.folds_case else text for text in identifiers]
    assert len(set(folded)) == len(folded), scope.id


def shuffled(value: Json, dice: random.Random) -> Json:
    """The same description with the keys of every object in another order."""
    match value:
        case dict():
            entries = [(key, shuffled(inner, dice)) for key, inner in value.items()]
            dice.shuffle(entries)
            return dict(entries)
        case list():
            return [shuffled(inner, dice) for inner in value]
        case _:
            return value


def references(model: ApiModel) -> Iterator[Named]:
    for definition in model.types.values():
        yield from named(*parts(definition))
    for operation in model.operations:
        yield from named(*(parameter.type for parameter in operation.parameters))
        bodies: list[Content] = list(operation.body.contents) if operation.body else []
        for response in operation.responses + operation.errors:
            bodies += response.contents
        yield from named(*(content.type for content in bodies))


def parts(definition: TypeDef) -> tuple[TypeRef, ...]:
    match definition:
        case Record():
            extras = () if definition.extras is None else (definition.extras,)
            return (*(field.type for field in definition.fields), *extras)
        case Union():
            return tuple(variant.type for variant in definition.variants)
        case Alias():
            return (definition.target,)
        case _:
            return ()


def named(*refs: TypeRef) -> Iterator[Named]:
    waiting = list(refs)
    while waiting:
        match waiting.pop():
            case Named() as found:
                yield found
            case ListOf(inner) | MapOf(inner) | Nullable(inner):
                assert not isinstance(inner, Nullable) or not isinstance(refs, Nullable)
                waiting.append(inner)
            case _:
                pass
