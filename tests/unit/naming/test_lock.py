"""The name lock: what is written is read again, and no name moves that need not."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from specpress.diagnostics import Sink
from specpress.jsonvalue import Json
from specpress.model import ApiModel, Name
from specpress.naming import lock
from specpress.naming.allocate import allocate
from specpress.naming.scopes import Entry, Key, Scope
from specpress.naming.standard import standard_scopes
from specpress.naming.words import words
from specpress.normalize import normalize
from specpress.source.document import LoadedDocument, PositionTable
from unit.naming.test_standard import CONVENTIONS, SNAKE


def test_what_is_written_is_read() -> None:
    table: dict[Key, str] = {
        ("type", "/components/schemas/Größe"): "Größe",
        ("field", "/a~1b", ""): "empty",
        ("field", "/a~1b", 'quo"te'): "quote",
        ("body", "op", "params", "name"): "name",
        ("body", "other"): "body",
    }
    content = lock.written(lock.Lock(), {"go": {}, "python": table})
    sink = Sink()
    found = lock.read(content, "specpress.lock", sink)
    assert not len(sink)
    assert found.of("python") == table
    assert found.of("java") == {}
    assert lock.written(found, {}) == content


def test_a_target_that_was_not_run_keeps_its_names() -> None:
    before = lock.Lock({"go": {("type", "/x"): "X"}, "python": {("type", "/y"): "Y"}})
    content = lock.written(before, {"python": {("type", "/z"): "Z"}})
    found = lock.read(content, "specpress.lock", Sink())
    assert found.tables == {"go": {("type", "/x"): "X"}, "python": {("type", "/z"): "Z"}}


@pytest.mark.parametrize(
    "content",
    [b"", b"[]", b'{"lock": 9, "targets": {}}', b'{"lock": 1}', b"<<<<<<< HEAD\n{}", b"\xff"],
)
def test_a_lock_that_is_none_is_a_fault(content: bytes) -> None:
    sink = Sink()
    assert lock.read(content, "specpress.lock", sink) == lock.Lock()
    assert [one.code for one in sink] == ["lock-unreadable"]


def entry(declared: str, *, pin: str = "", rank: int = 0) -> Entry:
    name = Name(words=words(pin or declared), declared=declared, pinned=bool(pin))
    return Entry(key=("x", declared), name=name, rank=rank)


def names(*entries: Entry, locked: dict[Key, str]) -> dict[str, str]:
    scope = Scope(id=("x",), rule=SNAKE, entries=entries)
    return {key[1]: text for key, text in allocate([scope], locked=locked).table.items()}


def test_a_newcomer_with_a_better_claim_does_not_take_a_locked_name() -> None:
    locked: dict[Key, str] = {("x", "aB"): "a_b"}
    assert names(entry("a_b"), entry("aB", rank=1), locked={}) == {"a_b": "a_b", "aB": "a_b_2"}
    assert names(entry("a_b"), entry("aB", rank=1), locked=locked) == {"a_b": "a_b_2", "aB": "a_b"}


def test_a_pin_comes_before_the_lock() -> None:
    locked: dict[Key, str] = {("x", "aB"): "a_b", ("x", "c"): "c"}
    found = names(entry("aB"), entry("c", pin="aB"), locked=locked)
    assert found == {"aB": "a_b_2", "c": "a_b"}


def test_a_name_that_can_no_longer_be_is_not_kept() -> None:
    # Another thing stands under the key now, as after a reordered oneOf.
    assert names(entry("b"), locked={("x", "b"): "a"}) == {"b": "b"}
    assert names(entry("b"), locked={("x", "b"): "b_7"}) == {"b": "b_7"}


WORDS = st.sampled_from(["pet", "Pet", "PET", "pet_", "pet2", "Pet2", "petItem", "a b", "a-b", "1"])


def _object(properties: dict[str, Json]) -> Json:
    return {"type": "object", "properties": properties}


PROPERTY: st.SearchStrategy[Json] = st.sampled_from(
    [
        {"type": "string"},
        {"type": "array", "items": {"type": "object", "properties": {"x": {}, "X": {}}}},
        {"oneOf": [{"type": "string"}, {"type": "object", "properties": {"y": {}}}]},
        {"type": "string", "enum": ["a", "A", "*", ""]},
    ]
)
SCHEMA: st.SearchStrategy[Json] = st.dictionaries(WORDS, PROPERTY, max_size=4).map(_object)
OPERATION = st.fixed_dictionaries(
    {
        "parameters": st.lists(
            st.tuples(WORDS, st.sampled_from(["query", "header"])), max_size=3, unique=True
        ),
        "schema": SCHEMA,
    }
)


def _parameters(given: list[tuple[str, str]]) -> list[Json]:
    return [{"name": name, "in": place, "schema": {"type": "string"}} for name, place in given]


@st.composite
def descriptions(draw: st.DrawFn) -> dict[str, Json]:
    """A description whose names want the same identifiers all the time."""
    schemas: dict[str, Json] = dict(draw(st.dictionaries(WORDS, SCHEMA, max_size=4)))
    paths: dict[str, Json] = {}
    for number, (id_, parts) in enumerate(
        draw(st.dictionaries(WORDS, OPERATION, max_size=4)).items()
    ):
        paths[f"/p{number}"] = {
            "post": {
                "operationId": id_,
                "tags": ["Tag" if number % 2 else "tag"],
                "parameters": _parameters(parts["parameters"]),
                "requestBody": {"content": {"application/json": {"schema": parts["schema"]}}},
                "responses": {},
            }
        }
    return {"openapi": "3.1.1", "paths": paths, "components": {"schemas": schemas}}


def merged(left: Json, right: Json) -> Json:
    """All of both, `left` first; where both have an operation or a schema, that of `left`."""
    assert isinstance(left, dict)
    assert isinstance(right, dict)
    result: dict[str, Json] = {}
    for key in (*left, *right):
        if key not in left or key not in right:
            result[key] = left[key] if key in left else right[key]
        elif key in {"paths", "components", "schemas"}:
            result[key] = merged(left[key], right[key])
        else:
            result[key] = left[key]
    return result


def read(root: Json) -> ApiModel:
    assert isinstance(root, dict)
    positions = PositionTable(file="any.json", places={})
    document = LoadedDocument(root=root, positions=positions, dialect="3.1.1")
    return normalize(document, sink=Sink())


def renumbered(root: Json) -> Json:
    """The same operations under other paths, so that they stand beside those of another."""
    assert isinstance(root, dict)
    paths = root["paths"]
    assert isinstance(paths, dict)
    return {**root, "paths": {f"/q{path}": item for path, item in paths.items()}}


def without_ids_of(root: Json, other: Json) -> Json:
    """`root` without the operations whose id `other` has: an id that comes twice is a fault."""
    assert isinstance(root, dict)
    taken = {json_id(item) for item in paths_of(other).values()}
    kept = {path: item for path, item in paths_of(root).items() if json_id(item) not in taken}
    return {**root, "paths": kept}


def paths_of(root: Json) -> dict[str, Json]:
    assert isinstance(root, dict)
    paths = root["paths"]
    assert isinstance(paths, dict)
    return paths


def json_id(item: Json) -> Json:
    assert isinstance(item, dict)
    post = item["post"]
    assert isinstance(post, dict)
    return post["operationId"]


@settings(derandomize=True, deadline=None, max_examples=150)
@given(descriptions(), descriptions(), st.booleans())
def test_what_comes_goes_or_moves_renames_nothing_else(
    kept: Json, others: Json, first: bool
) -> None:
    others = without_ids_of(renumbered(others), kept)
    both = merged(others, kept) if first else merged(kept, others)
    # Schemas that both have are those of `kept`: what changes is only what stands beside them.
    both = merged(kept, both) if not first else swapped(both, kept)
    for before, after in itertools.permutations((kept, both), 2):
        old = allocate(standard_scopes(read(before), CONVENTIONS)).table
        new = allocate(standard_scopes(read(after), CONVENTIONS), locked=old).table
        shared = old.keys() & new.keys()
        assert {key: new[key] for key in shared} == {key: old[key] for key in shared}
        fresh = len(allocate(standard_scopes(read(after), CONVENTIONS)).table)
        assert len(new) == fresh


def swapped(both: Json, kept: Json) -> Json:
    """`both` in its own order, with the schemas of `kept` where both have one."""
    assert isinstance(both, dict)
    assert isinstance(kept, dict)
    mine = schemas_of(kept)
    schemas = {name: mine.get(name, schema) for name, schema in schemas_of(both).items()}
    return {**both, "components": {"schemas": schemas}}


def schemas_of(root: Json) -> dict[str, Json]:
    assert isinstance(root, dict)
    components = root["components"]
    assert isinstance(components, dict)
    schemas = components["schemas"]
    assert isinstance(schemas, dict)
    return schemas
