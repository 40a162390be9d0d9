"""What a field says beside its type."""

from __future__ import annotations

import pytest

from specpress.model import Access, Constraints, Default, Field, FieldNotes, Record
from unit.normalize.described import read_schemas


def field_of(schema: str, **more: str) -> Field:
    found = read_schemas(f"{{type: object, properties: {{p: {schema}}}}}", **more)
    record = found.model.types["/components/schemas/X"]
    assert isinstance(record, Record)
    return record.fields[0]


@pytest.mark.parametrize(
    ("schema", "constraints"),
    [
        ("{type: string, minLength: 1, maxLength: 2.0}", Constraints(min_length=1, max_length=2)),
        ("{type: string, pattern: ^a$}", Constraints(pattern="^a$")),
        ("{type: number, minimum: 1, maximum: 2.5}", Constraints(minimum=1, maximum=2.5)),
        ("{type: integer, exclusiveMinimum: 1}", Constraints(exclusive_minimum=1)),
        (
            "{type: integer, minimum: 1, exclusiveMinimum: true}",
            Constraints(exclusive_minimum=1),
        ),
        ("{type: integer, maximum: 1, exclusiveMaximum: false}", Constraints(maximum=1)),
        ("{type: integer, multipleOf: 5}", Constraints(multiple_of=5)),
        (
            "{type: array, minItems: 1, maxItems: 2, uniqueItems: true}",
            Constraints(min_items=1, max_items=2, unique_items=True),
        ),
        (
            "{type: object, minProperties: 1, maxProperties: 2}",
            Constraints(min_properties=1, max_properties=2),
        ),
        # of two bounds the tighter one holds
        (
            "{allOf: [{type: integer, minimum: 1, maximum: 9}, {minimum: 3, maximum: 12}]}",
            Constraints(minimum=3, maximum=9),
        ),
        (
            "{allOf: [{type: string, minLength: 1, maxLength: 9}, {minLength: 3, maxLength: 12}]}",
            Constraints(min_length=3, max_length=9),
        ),
        ("{allOf: [{multipleOf: 4}, {type: integer, multipleOf: 6}]}", Constraints(multiple_of=12)),
        # a nullable one keeps what it asserts
        ('{anyOf: [{type: string, maxLength: 5}, {type: "null"}]}', Constraints(max_length=5)),
        # what the target of a reference asserts stays with the target
        ("{ref Y}", Constraints()),
        ("{ref Y, maxLength: 5}", Constraints(max_length=5)),
    ],
)
def test_constraints(schema: str, constraints: Constraints) -> None:
    found = field_of(schema, Y="{type: string, maxLength: 9}")
    assert found.constraints == constraints


@pytest.mark.parametrize(
    ("schema", "default"),
    [
        ("{type: string}", None),
        ("{type: string, default: a}", Default("a")),
        ("{default: null}", Default(None)),
        ("{ref Y}", Default("y")),
        ("{ref Y, default: z}", Default("z")),
        ('{anyOf: [{ref Y}, {type: "null"}], default: z}', Default("z")),
    ],
)
def test_defaults(schema: str, default: Default | None) -> None:
    assert field_of(schema, Y="{type: string, default: y}").default == default


@pytest.mark.parametrize(
    ("schema", "access"),
    [
        ("{type: string}", Access.BOTH),
        ("{type: string, readOnly: true}", Access.READ),
        ("{type: string, writeOnly: true}", Access.WRITE),
        ("{type: string, readOnly: true, writeOnly: true}", Access.BOTH),
        ("{ref Y}", Access.READ),
        ("{ref Y, writeOnly: false}", Access.READ),
    ],
)
def test_access(schema: str, access: Access) -> None:
    assert field_of(schema, Y="{type: string, readOnly: true}").access is access


def test_docs_are_those_of_the_place() -> None:
    target = "{type: string, description: Of the type., deprecated: true}"
    own = field_of("{ref Y, description: Of the place., examples: [1, 2]}", Y=target)
    assert own.docs.description == "Of the place."
    assert [example.value for example in own.docs.examples] == [1, 2]
    assert not own.deprecated
    assert field_of("{ref Y}", Y=target).docs.description == ""
    inner = '{description: Outer., anyOf: [{type: string, description: Inner.}, {type: "null"}]}'
    assert field_of(inner).docs.description == "Outer."
    assert field_of("{type: string, deprecated: true, title: T}").deprecated


def test_notes_of_a_documented_page() -> None:
    schema = (
        "{type: string, x-specpress-documented-required: true, x-specpress-since: '4.0', "
        "x-specpress-rule: unless a is b, x-specpress-undocumented: true}"
    )
    assert field_of(schema).notes == FieldNotes(
        documented_required=True, undocumented=True, since="4.0", rule="unless a is b"
    )
    assert field_of("{type: string}").notes is None
    assert field_of("{ref Y}", Y="{type: string, x-specpress-since: '4.0'}").notes is None


def test_origins_are_where_a_field_is_declared() -> None:
    found = read_schemas("{allOf: [{ref A}, {properties: {a: {maxLength: 2}, c: {}}}]}")
    record = found.model.types["/components/schemas/X"]
    assert isinstance(record, Record)
    assert {field.wire_name: field.origin.pointer for field in record.fields} == {
        "a": "/components/schemas/X/properties/a",
        "c": "/components/schemas/X/allOf/1/properties/c",
    }
    assert record.origin.pointer == record.id
