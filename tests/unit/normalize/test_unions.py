"""Alternatives: their names, and the property that tells them apart."""

from __future__ import annotations

import pytest

from specpress.model import Enumeration, Union
from unit.normalize.described import read_document, read_schemas

PETS = """
paths: {}
components:
  schemas:
    Cat: {type: object, required: [kind], properties: {kind: {type: string}, meow: {type: boolean}}}
    Dog: {type: object, required: [kind], properties: {kind: {type: string, enum: [hound, pup]}}}
    Pet:
      oneOf: [{$ref: "#/components/schemas/Cat"}, {$ref: "#/components/schemas/Dog"}]
      discriminator: {propertyName: kind%s}
"""


@pytest.mark.parametrize(
    ("mapping", "expected"),
    [
        ("", "union by kind @Cat (Cat) | @Dog (hound/pup)"),
        (
            ', mapping: {cat: "#/components/schemas/Cat", lion: Cat}',
            "union by kind @Cat (cat/lion) | @Dog (hound/pup)",
        ),
        (", mapping: {dog: Dog}", "union by kind @Cat (Cat) | @Dog (dog)"),
    ],
)
def test_tags_of_a_discriminator(mapping: str, expected: str) -> None:
    assert read_document(PETS % mapping).type("Pet") == expected


BASE = """
paths: {}
components:
  schemas:
    Owner: {type: object, properties: {pet: {$ref: "#/components/schemas/Pet"}}}
    Pet:
      type: object
      required: [kind]
      properties: {kind: {type: string}}
      discriminator: {propertyName: kind%s}
    Cat: {allOf: [{$ref: "#/components/schemas/Pet"}, {properties: {meow: {type: boolean}}}]}
    Dog: {allOf: [{$ref: "#/components/schemas/Pet"}, {properties: {bark: {type: boolean}}}]}
    Hound: {allOf: [{$ref: "#/components/schemas/Dog"}]}
"""


def test_a_base_is_any_of_its_heirs() -> None:
    found = read_document(BASE % ", mapping: {cat: Cat}")
    assert found.type("Owner") == "record pet: @Pet"
    assert found.type("Pet") == "union by kind @Cat (cat) | @Dog (Dog) | @Hound (Hound)"
    assert found.type("Cat") == "record kind*: string, meow: boolean"
    assert found.codes == []


def test_a_base_that_stands_for_itself_too() -> None:
    found = read_document(BASE % ", mapping: {cat: Cat, pet: Pet}")
    assert found.type("Pet").startswith("union by kind @PetBase (pet) | @Cat (cat)")
    assert found.type("PetBase") == "record kind*: string"


def test_a_base_that_lists_its_heirs_itself() -> None:
    found = read_document(
        """
        paths: {}
        components:
          schemas:
            Pet:
              type: object
              properties: {kind: {type: string}}
              oneOf: [{$ref: "#/components/schemas/Cat"}]
              discriminator: {propertyName: kind}
            Cat: {allOf: [{$ref: "#/components/schemas/Pet"}, {properties: {meow: {}}}]}
        """
    )
    assert found.type("Cat") == "record kind: string, meow: any"
    assert found.codes == []


TAGGED = "{required: [t], properties: {t: {const: a}}}"


@pytest.mark.parametrize(
    ("schema", "expected"),
    [
        (
            f"{{oneOf: [{TAGGED}, {{required: [t], properties: {{t: {{enum: [b, c]}}}}}}]}}",
            "union by t @XA (a) | @XWithT (b/c)",
        ),
        (
            f"{{oneOf: [{TAGGED}, {{properties: {{t: {{const: b}}}}}}]}}",
            "union @XA | @XB",
        ),
        (
            f"{{oneOf: [{TAGGED}, {{title: Second, allOf: [{TAGGED}]}}]}}",
            "union @XA | @XSecond",
        ),
    ],
    ids=["constants", "not required", "the same constant"],
)
def test_a_property_with_constants_tells_alternatives_apart(schema: str, expected: str) -> None:
    assert read_schemas(schema).type("X") == expected


@pytest.mark.parametrize(
    ("alternative", "name"),
    [
        ("{title: The Shape, properties: {a: {}}}", "XTheShape"),
        ("{properties: {kind: {const: circle}, a: {}}}", "XCircle"),
        ("{properties: {a: {}, b: {}}}", "XWithA"),
        ("{type: object, additionalProperties: false}", "XObject"),
        ("{type: string, enum: [p, q]}", "XString"),
        ("{allOf: [{ref A}, {ref B}]}", "XA"),
    ],
)
def test_names_of_inline_alternatives(alternative: str, name: str) -> None:
    found = read_schemas(f"{{oneOf: [{{type: integer}}, {alternative}]}}")
    assert found.type("X") == f"union integer | @{name}"


def test_labels_of_alternatives_differ() -> None:
    found = read_schemas(
        "{oneOf: [{title: Same, type: object, properties: {a: {}}}, {title: Same, "
        "type: object, properties: {b: {}}}, {title: Same, type: string}]}"
    )
    union = found.model.types["/components/schemas/X"]
    assert isinstance(union, Union)
    labels = [variant.name.declared for variant in union.variants]
    assert len(set(labels)) == 3


def test_names_and_texts_of_enum_members() -> None:
    found = read_schemas(
        "{type: integer, enum: [1, 2], x-enum-varnames: [LowValue, HIGH], "
        "x-enum-descriptions: [Not much., A lot.]}"
    )
    enum = found.model.types["/components/schemas/X"]
    assert isinstance(enum, Enumeration)
    assert [member.name.words for member in enum.members] == [("low", "value"), ("high",)]
    assert [member.docs.description for member in enum.members] == ["Not much.", "A lot."]


def test_names_of_mixed_members_stay_with_their_values() -> None:
    found = read_schemas("{enum: [1, a, 2], x-enumNames: [One, Letter, Two]}")
    assert found.type("X") == "union @XInteger | @XString"
    names = {
        member.value: member.name.words
        for enum in found.model.types.values()
        if isinstance(enum, Enumeration) and enum.name.declared.startswith("X")
        for member in enum.members
    }
    assert names == {1: ("one",), 2: ("two",), "a": ("letter",)}
