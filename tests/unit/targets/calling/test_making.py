"""Values fit the types that they are made for, end, and do not depend on who asks first."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema_rs
import pytest

from specpress.jsonvalue import Json
from specpress.model import Access, Named, Union
from specpress.targets.calling import Extent, Making, chosen, octets, settled
from unit.targets.calling.api import described, read

CASES = sorted((Path(__file__).parents[3] / "cases").glob("*/spec.yaml"))
TEXT: Json = {"type": "string"}


def made(folder: Path, schema: Json, extent: Extent = Extent.BRIEF, **others: Json) -> Json:
    """The value for a schema that is named T."""
    body: dict[str, Json] = {"$ref": "#/components/schemas/T"}
    operation: dict[str, Json] = {
        "requestBody": {"content": {"application/json": {"schema": body}}}
    }
    model = described(folder, operation, T=schema, **others)
    value = Making(model, extent).made_up("body", Named("/components/schemas/T"))
    document: Json = {
        "$ref": "#/components/schemas/T",
        "components": {"schemas": {"T": schema, **others}},
    }
    jsonschema_rs.validate(document, value)
    return value


def test_required_fields_only_or_all(tmp_path: Path) -> None:
    schema: Json = {
        "type": "object",
        "required": ["b", "id"],
        "properties": {
            "a": {"type": "integer"},
            "b": {"type": "string", "minLength": 3},
            "id": {"type": "string", "readOnly": True},
        },
    }
    schema_of_requests = {**schema, "required": ["b"]}
    assert made(tmp_path, schema_of_requests) == {"b": "bbb"}
    assert made(tmp_path, schema_of_requests, Extent.FULL) == {"a": 1, "b": "bbb"}


def test_a_value_that_holds_itself_ends(tmp_path: Path) -> None:
    node: Json = {"$ref": "#/components/schemas/T"}
    tree: Json = {
        "type": "object",
        "required": ["children", "kind"],
        "properties": {
            "children": {"type": "array", "items": node},
            "kind": {"enum": ["leaf", "root"]},
            "parent": node,
        },
    }
    value = made(tmp_path, tree, Extent.FULL)
    assert isinstance(value, dict)
    assert value["kind"] == "leaf"


def test_a_union_takes_the_variant_that_ends(tmp_path: Path) -> None:
    pair: Json = {
        "type": "object",
        "required": ["left", "right"],
        "properties": {
            "left": {"$ref": "#/components/schemas/T"},
            "right": {"$ref": "#/components/schemas/T"},
        },
    }
    either: Json = {"oneOf": [{"$ref": "#/components/schemas/Pair"}, {"type": "integer"}]}
    assert made(tmp_path, either, Pair=pair) is not None


def test_a_record_that_must_hold_itself_has_no_value(tmp_path: Path) -> None:
    endless: Json = {
        "type": "object",
        "required": ["again"],
        "properties": {"again": {"$ref": "#/components/schemas/T"}},
    }
    with pytest.raises(jsonschema_rs.ValidationError):
        made(tmp_path, endless)


def test_definitions_that_double_do_not_fill_the_memory(tmp_path: Path) -> None:
    chain: dict[str, Json] = {
        f"L{level}": {
            "type": "object",
            "required": ["a", "b"],
            "properties": {
                key: {"$ref": f"#/components/schemas/L{level + 1}"} for key in ("a", "b")
            },
        }
        for level in range(40)
    }
    model = described(tmp_path, {}, **chain, L40=TEXT)
    value = Making(model).made_up("body", Named("/components/schemas/L0"))
    assert len(str(value)) < 1_000_000


def test_lists_have_as_many_items_as_they_must(tmp_path: Path) -> None:
    listed: Json = {"type": "array", "minItems": 3, "uniqueItems": True, "items": TEXT}
    assert made(tmp_path, listed) == ["body", "body2", "body3"]
    closed: Json = {"type": "array", "minItems": 2, "items": {"enum": ["x", "y"]}}
    assert made(tmp_path, closed) == ["x", "y"]


def test_the_discriminator_is_set(tmp_path: Path) -> None:
    cat: Json = {
        "type": "object",
        "required": ["kind"],
        "properties": {"kind": TEXT, "lives": {"type": "integer"}},
    }
    wide: Json = {
        "oneOf": [{"$ref": "#/components/schemas/Cat"}, {"$ref": "#/components/schemas/Dog"}],
        "discriminator": {
            "propertyName": "kind",
            "mapping": {"tom": "#/components/schemas/Cat", "rex": "#/components/schemas/Dog"},
        },
    }
    model = described(tmp_path, {}, T=wide, Cat=cat, Dog=cat)
    value = Making(model).made_up("body", Named("/components/schemas/T"))
    assert value == {"kind": "tom"}
    definition = model.types["/components/schemas/T"]
    assert isinstance(definition, Union)
    dog = chosen(model, definition, {"kind": "rex"})
    assert dog is not None
    assert dog.type == Named("/components/schemas/Dog")
    assert chosen(model, definition, {"kind": "nobody"}) is None


def test_a_union_without_a_discriminator_takes_what_keeps_most(tmp_path: Path) -> None:
    def record(*keys: str) -> Json:
        return {"type": "object", "properties": dict.fromkeys(keys, TEXT)}

    union: Json = {
        "anyOf": [{"$ref": "#/components/schemas/A"}, {"$ref": "#/components/schemas/B"}]
    }
    model = described(tmp_path, {}, T=union, A=record("a"), B=record("a", "b"))
    definition = model.types["/components/schemas/T"]
    assert isinstance(definition, Union)
    found = chosen(model, definition, {"b": "1", "a": "2"})
    assert found is not None
    assert found.type == Named("/components/schemas/B")


@pytest.mark.parametrize(
    ("schema", "value", "fits"),
    [
        ({"type": "string", "format": "date-time"}, "2026-01-31T12:00:00Z", True),
        ({"type": "string", "format": "date-time"}, "yesterday", False),
        ({"type": "string", "format": "date-time"}, "2026-01-31 12:00", False),
        ({"type": "string", "format": "date"}, "2026-02-30", False),
        ({"type": "string", "format": "uuid"}, "123", False),
        ({"type": "string", "format": "byte"}, "*", False),
        ({"type": "string", "pattern": "^a$"}, "b", False),
        ({"type": "integer", "format": "int32"}, 2**31, False),
        ({"type": "integer"}, True, False),
        ({"type": "integer"}, 1.5, False),
        ({"type": "number"}, 1, True),
        ({"type": "array", "items": TEXT}, "a,b", False),
        ({"type": "array", "items": TEXT, "maxItems": 1}, ["a", "b"], False),
        ({"enum": ["a", "b"]}, "c", False),
        ({"type": ["string", "null"]}, None, True),
        ({"type": "object", "additionalProperties": {"type": "integer"}}, {"a": "1"}, False),
    ],
)
def test_what_fits(tmp_path: Path, schema: Json, value: Json, fits: bool) -> None:
    model = described(tmp_path, {}, T={"type": "object", "properties": {"v": schema}})
    found = settled(model, {"v": value}, Named("/components/schemas/T"))
    assert (found is not None) == fits


def test_what_a_caller_cannot_say_is_left_out(tmp_path: Path) -> None:
    schema: Json = {
        "type": "object",
        "properties": {
            "b": TEXT,
            "a": TEXT,
            "read": {"type": "string", "readOnly": True},
            "write": {"type": "string", "writeOnly": True},
        },
    }
    model = described(tmp_path, {}, T=schema)
    given: Json = {"other": 1, "a": "1", "read": "2", "write": "3", "b": "4"}
    asked = settled(model, given, Named("/components/schemas/T"))
    answered = settled(model, given, Named("/components/schemas/T"), toward=Access.READ)
    assert asked is not None
    assert answered is not None
    assert json.dumps(asked.value) == '{"b": "4", "a": "1", "write": "3"}'
    assert json.dumps(answered.value) == '{"b": "4", "a": "1", "read": "2"}'


def test_base64_stands_for_octets() -> None:
    assert octets("aGk=") == b"hi"
    assert octets("no base64!") == b"no base64!"


@pytest.mark.parametrize("extent", Extent)
@pytest.mark.parametrize("path", CASES, ids=lambda path: path.parent.name)
def test_made_values_fit_in_every_case(path: Path, extent: Extent) -> None:
    model = read(path)
    forwards, backwards = Making(model, extent), Making(model, extent)
    values = {type_id: forwards.made_up("x", Named(type_id)) for type_id in model.types}
    for type_id in reversed(model.types):
        value = backwards.made_up("x", Named(type_id))
        assert value == values[type_id], "the order in which values are asked for is nothing"
        if forwards.height(Named(type_id)) < 1_000_000:
            assert settled(model, value, Named(type_id)) is not None, (type_id, value)
