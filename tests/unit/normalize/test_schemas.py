"""What type each kind of schema is."""

from __future__ import annotations

import pytest

from unit.normalize.described import read_schemas

SCHEMAS = {
    # scalars, and the ways to say null
    "string": ("{type: string}", "alias string"),
    "format": ("{type: string, format: date-time}", "alias string:date-time"),
    "int64": ("{type: integer, format: int64}", "alias integer:int64"),
    "boolean": ("{type: boolean}", "alias boolean"),
    "null": ('{type: "null"}', "alias null"),
    "type array": ('{type: [string, "null"]}', "alias string?"),
    "nullable": ("{type: integer, nullable: true}", "alias integer?"),
    "x-nullable": ("{type: integer, x-nullable: true}", "alias integer?"),
    "number over integer": ("{type: [number, integer]}", "alias number"),
    "binary": ("{type: string, format: binary}", "alias string:binary"),
    "octets": ("{type: string, contentMediaType: application/octet-stream}", "alias string:binary"),
    "base64": ("{type: string, contentEncoding: base64}", "alias string:byte"),
    "base64 octets": (
        "{type: string, contentEncoding: base64, contentMediaType: application/octet-stream}",
        "alias string:byte",
    ),
    # what needs no type
    "empty": ("{}", "alias any"),
    "true": ("true", "alias any"),
    "all types": (
        '{type: [object, array, string, number, integer, boolean, "null"]}',
        "alias any",
    ),
    "unknown keywords": ("{type: string, x-any: 1, unknown: [2]}", "alias string"),
    "not, if": ("{type: string, not: {const: a}, if: {minLength: 2}, then: {}}", "alias string"),
    # types that follow from other keywords
    "implied object": ("{properties: {a: {type: string}}}", "record a: string"),
    "implied array": ("{items: {type: string}}", "alias [string]"),
    "implied string": ("{pattern: '^a'}", "alias string"),
    "implied by format": ("{format: uuid}", "alias string:uuid"),
    "implied number": ("{minimum: 1}", "alias number"),
    # arrays
    "array": ("{type: array, items: {type: string}}", "alias [string]"),
    "array of any": ("{type: array}", "alias [any]"),
    "array of arrays": (
        "{type: array, items: {type: array, items: {ref A}}}",
        "alias [[@A]]",
    ),
    "array of nullable": ('{type: array, items: {type: [string, "null"]}}', "alias [string?]"),
    "nullable array": ('{type: [array, "null"], items: {type: string}}', "alias [string]?"),
    "tuple of one type": (
        "{type: array, prefixItems: [{type: string}, {type: string}]}",
        "alias [string]",
    ),
    "tuple": ("{type: array, prefixItems: [{type: string}, {ref A}]}", "alias [@XItem]"),
    "tuple of 2019": ("{type: array, items: [{type: string}]}", "alias [string]"),
    # objects
    "map": ("{type: object, additionalProperties: {type: integer}}", "alias {integer}"),
    "free object": ("{type: object}", "alias {any}"),
    "open object": ("{type: object, additionalProperties: true}", "alias {any}"),
    "patterns": ('{type: object, patternProperties: {"^x": {type: string}}}', "alias {string}"),
    "two patterns": (
        '{type: object, patternProperties: {"^x": {type: string}, "^y": {type: integer}}}',
        "alias {any}",
    ),
    "closed without properties": ("{type: object, additionalProperties: false}", "record closed"),
    "record": (
        "{type: object, required: [a], properties: {a: {type: string}, b: {ref A}}}",
        "record a*: string, b: @A",
    ),
    "record and map": (
        "{type: object, properties: {a: {type: string}}, additionalProperties: {ref A}}",
        "record a: string, ...@A",
    ),
    "closed record": (
        "{type: object, properties: {a: {type: string}}, additionalProperties: false}",
        "record a: string, closed",
    ),
    "unevaluated": (
        "{allOf: [{ref A}], unevaluatedProperties: false}",
        "record a*: string, closed",
    ),
    "required without schema": (
        "{type: object, required: [z], properties: {a: {type: string}}}",
        "record a: string, z*: any",
    ),
    # enums and constants
    "enum": ("{type: string, enum: [a, b]}", "enum string 'a', 'b'"),
    "enum of one": ("{enum: [a]}", "enum string 'a'"),
    "enum of integers": ("{type: integer, enum: [1, 2.0]}", "enum integer 1, 2"),
    "enum of numbers": ("{type: number, enum: [1, 2.5]}", "enum number 1, 2.5"),
    "enum with null": ("{type: string, enum: [a, null], nullable: true}", "enum string 'a'"),
    "only null": ("{enum: [null]}", "alias null"),
    "mixed enum": ("{enum: [a, 1, true]}", "union @XString | @XInteger | =True"),
    "one boolean": ("{type: boolean, enum: [true]}", "alias =True"),
    "both booleans": ("{type: boolean, enum: [true, false]}", "alias boolean"),
    "const": ("{const: a}", "alias ='a'"),
    "const null": ("{const: null}", "alias null"),
    # references
    "reference": ("{ref A}", "alias @A"),
    "described reference": ("{ref A, description: text}", "alias @A"),
    "nullable reference": ("{ref A, nullable: true}", "alias @A?"),
    "reference in allOf": ("{allOf: [{ref A}], description: text}", "alias @A"),
    "nullable in allOf": ("{allOf: [{ref A}], nullable: true}", "alias @A?"),
    "nullable type in allOf": ('{type: [object, "null"], allOf: [{ref A}]}', "alias @A?"),
    "reference and more": (
        "{ref A, properties: {c: {type: string}}}",
        "record c: string, a*: string",
    ),
    # allOf
    "allOf": ("{allOf: [{ref A}, {ref B}]}", "record a*: string, b: integer"),
    "allOf and own": (
        "{allOf: [{ref A}], required: [c], properties: {c: {type: boolean}}}",
        "record c*: boolean, a*: string",
    ),
    "allOf tightens": (
        "{allOf: [{ref B}, {required: [b], properties: {b: {minimum: 1}}}]}",
        "record b*: integer",
    ),
    "allOf number and integer": ("{allOf: [{type: number}, {type: integer}]}", "alias integer"),
    "allOf of enums": ("{allOf: [{enum: [a, b]}, {enum: [b, c]}]}", "enum string 'b'"),
    "allOf with a map": (
        "{allOf: [{ref A}, {additionalProperties: {type: string}}]}",
        "record a*: string, ...string",
    ),
    "allOf of one twice": ("{allOf: [{ref A}, {ref A}]}", "record a*: string"),
    "allOf with a choice": (
        "{allOf: [{ref A}, {oneOf: [{ref B}, {title: Empty case, properties: {c: {}}}]}]}",
        "union @XB | @XEmptyCase",
    ),
    # oneOf, anyOf
    "null first": ('{oneOf: [{ref A}, {type: "null"}]}', "alias @A?"),
    "null of enum": ("{anyOf: [{ref A}, {enum: [null]}]}", "alias @A?"),
    "null of const": ("{anyOf: [{const: null}, {type: string}]}", "alias string?"),
    "only one": ("{anyOf: [{type: array, items: {type: string}}]}", "alias [string]"),
    "union": ("{oneOf: [{ref A}, {ref B}]}", "union @A | @B"),
    "union of types": ("{type: [string, integer]}", "union string | integer"),
    "union of kinds": ("{oneOf: [{type: string}, {ref A}]}", "union string | @A"),
    "the same twice": ("{oneOf: [{ref A}, {ref A}]}", "alias @A"),
    "any of them": ("{anyOf: [{ref A}, {}]}", "alias any"),
    "string and enum": ("{anyOf: [{type: string}, {enum: [x, y]}]}", "enum string 'x', 'y'"),
    "string and E": ("{anyOf: [{type: string}, {ref E}]}", "alias @E"),
    "formats of one kind": (
        "{anyOf: [{type: string, format: date}, {type: string, format: date-time}]}",
        "alias string",
    ),
    "same format": (
        "{anyOf: [{type: string, format: uri, minLength: 1}, {type: string, format: uri}]}",
        "alias string:uri",
    ),
    "integer and number": ("{anyOf: [{type: integer}, {type: number}]}", "alias number"),
    "only asserts": (
        "{properties: {a: {type: string}, b: {}}, anyOf: [{required: [a]}, {required: [b]}]}",
        "record a: string, b: any",
    ),
    "formats of a string": (
        "{type: string, anyOf: [{format: date}, {format: date-time}]}",
        "alias string",
    ),
    "common properties": (
        "{type: object, properties: {id: {type: string}}, oneOf: [{ref A}, {ref B}]}",
        "union @XA | @XB",
    ),
    "false is no alternative": ("{oneOf: [{ref A}, false]}", "alias @A"),
}


@pytest.mark.parametrize(("schema", "expected"), SCHEMAS.values(), ids=SCHEMAS.keys())
def test_the_type_of_a_schema(schema: str, expected: str) -> None:
    assert read_schemas(schema).type("X") == expected


def test_a_reference_to_a_nullable_component_is_nullable() -> None:
    found = read_schemas(
        "{type: object, properties: {y: {ref Y}, z: {ref Z}}}",
        Y='{type: [object, "null"], properties: {a: {type: string}}}',
        Z='{type: [string, "null"]}',
    )
    assert found.type("X") == "record y: @Y?, z: @Z"
    assert found.type("Z") == "alias string?"


def test_a_choice_shares_the_common_properties() -> None:
    found = read_schemas(
        "{type: object, required: [id], properties: {id: {type: string}}, "
        "oneOf: [{ref A}, {title: Big one, properties: {c: {type: number}}}]}"
    )
    assert found.type("X") == "union @XA | @XBigOne"
    assert found.type("XA") == "record id*: string, a*: string"
    assert found.type("XBigOne") == "record id*: string, c: number"


def test_two_choices_multiply() -> None:
    found = read_schemas(
        "{allOf: [{oneOf: [{ref A}, {ref B}]}, "
        "{anyOf: [{properties: {c: {type: string}}}, {properties: {d: {type: string}}}]}]}"
    )
    assert found.type("X") == "union @XA | @XB"
    assert found.type("XB") == "union @XBWithC | @XBWithD"
    assert found.type("XBWithD") == "record b: integer, d: string"


def test_a_reference_into_a_component_is_its_type() -> None:
    found = read_schemas(
        "{type: object, properties: {s: {$ref: '#/components/schemas/A/properties/a'}, "
        "r: {$ref: '#/components/schemas/Y/properties/r'}, "
        "l: {$ref: '#/components/schemas/Y/properties/l'}}}",
        Y="{type: object, properties: {r: {type: object, properties: {q: {type: string}}}, "
        "l: {type: array, items: {$ref: '#/components/schemas/Y/properties/l'}}}}",
    )
    assert found.type("X") == "record s: string, r: @YR, l: @YL"
    assert found.type("YL") == "alias [@YL]"


@pytest.mark.parametrize(
    ("schema", "expected"),
    [
        ("{type: object, properties: {x: {ref X}}}", "record x: @X"),
        ("{type: array, items: {ref X}}", "alias [@X]"),
        ("{type: object, additionalProperties: {ref X}}", "alias {@X}"),
        ("{anyOf: [{type: string}, {type: array, items: {ref X}}]}", "union string | [@X]"),
        (
            '{type: object, properties: {x: {anyOf: [{ref X}, {type: "null"}]}}}',
            "record x: @X?",
        ),
        ("{allOf: [{ref A}, {properties: {x: {ref X}}}]}", "record a*: string, x: @X"),
    ],
)
def test_recursion(schema: str, expected: str) -> None:
    found = read_schemas(schema)
    assert found.type("X") == expected
    assert found.codes == []


def test_lists_are_named_when_they_are_too_deep() -> None:
    schema = "{type: string}"
    for _ in range(60):
        schema = f"{{type: array, items: {schema}}}"
    found = read_schemas(schema)
    assert max(found.told(item).count("[") for item in found.model.types.values()) == 16
    assert len(found.model.types) == 3 + 1 + 60 // 16


def test_no_depth_is_too_deep() -> None:
    """A document deeper than any stack, built in memory."""
    from specpress.diagnostics import Sink
    from specpress.jsonvalue import Json
    from specpress.normalize import normalize
    from specpress.source.document import LoadedDocument, PositionTable

    schema: dict[str, Json] = {"type": "string"}
    for level in range(1000):
        holder: dict[str, Json]
        match level % 4:
            case 0:
                holder = {"type": "array", "items": schema}
            case 1:
                holder = {"type": "object", "properties": {"p": schema}}
            case 2:
                holder = {"oneOf": [schema, {"type": "integer"}]}
            case _:
                holder = {"allOf": [schema, {"description": "x"}]}
        schema = holder
    root: dict[str, Json] = {"components": {"schemas": {"X": schema}}}
    sink = Sink()
    positions = PositionTable(file="deep.json", places={})
    document = LoadedDocument(root=root, positions=positions, dialect="3.1.1")
    assert len(normalize(document, sink=sink).types) > 400


@pytest.mark.parametrize(
    ("schema", "more"),
    [
        # a property that two parts declare, each with the other's parts inside
        (
            "{allOf: [{ref Y}, {ref Z}]}",
            {
                "Y": "{type: object, properties: {p: {ref Y}}}",
                "Z": "{type: object, properties: {p: {ref Z}}}",
            },
        ),
        # an alternative that is merged with what is beside it, and holds the whole
        (
            "{properties: {a: {type: string}}, oneOf: [{ref Y}, {ref Z}]}",
            {
                "Y": "{properties: {b: {type: string}}, oneOf: [{ref X}, {ref Z}]}",
                "Z": "{properties: {c: {type: string}}, oneOf: [{ref X}, {ref Y}]}",
            },
        ),
        ("{type: array, prefixItems: [{ref X}, {ref Y}]}", {"Y": "{oneOf: [{ref A}, {ref X}]}"}),
    ],
    ids=["joined", "merged", "tuple"],
)
def test_what_is_merged_without_end_ends(schema: str, more: dict[str, str]) -> None:
    found = read_schemas(schema, **more)
    assert len(found.model.types) < 40
    assert "normalize-schema-wide" not in found.codes


def test_a_merged_schema_that_holds_itself_is_its_own_type() -> None:
    found = read_schemas(
        "{allOf: [{ref Y}, {ref Z}]}",
        Y="{type: object, properties: {p: {ref Y}, y: {type: string}}}",
        Z="{type: object, properties: {p: {ref Z}, z: {type: string}}}",
    )
    assert found.type("X") == "record p: @XP, y: string, z: string"
    assert found.type("XP") == "record p: @XP, y: string, z: string"
