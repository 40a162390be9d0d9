"""A model with every kind of definition, with names and texts that mean harm."""

from __future__ import annotations

import re
from collections.abc import Iterable

from specpress.model import (
    Access,
    Alias,
    AnyValue,
    ApiModel,
    Constant,
    Constraints,
    Default,
    Discriminator,
    Docs,
    Enumeration,
    Field,
    FieldNotes,
    Info,
    ListOf,
    MapOf,
    Member,
    Name,
    Named,
    Nullable,
    Origin,
    Record,
    Scalar,
    ScalarKind,
    TypeDef,
    TypeRef,
    Union,
    Variant,
)
from specpress.naming.words import words

TEXT = Scalar(ScalarKind.STRING)
WHOLE = Scalar(ScalarKind.INTEGER, "int64")
NUMBER = Scalar(ScalarKind.NUMBER)
ANY = AnyValue()
YES = (True,)
FLAG = Scalar(ScalarKind.BOOLEAN)

POISON = (
    'Breaks out: """\n    marker()\n    """ and \\""" and \\\n'
    "with \u2028marker() \u202e)(rekram\u202c \x00 \r marker()\r\n\n"
    "{{ marker() }} {% marker %} %(marker)s ends in a backslash \\"
)


def name(text: str) -> Name:
    return Name(words=words(text), declared=text)


def type_id(text: str) -> str:
    return f"#/components/schemas/{text}"


def ref(text: str) -> Named:
    return Named(type_id(text))


def docs(text: str) -> Docs:
    return Docs(description=text)


def field(wire: str, of: TypeRef = TEXT, *, required: bool = False, **more: object) -> Field:
    return Field(
        name=name(wire),
        wire_name=wire,
        type=of,
        required=required,
        origin=Origin(""),
        **more,  # type: ignore[arg-type]
    )


def record(text: str, *fields: Field, extras: TypeRef | None = ANY, about: str = "") -> Record:
    return Record(
        id=type_id(text),
        name=name(text),
        fields=fields,
        extras=extras,
        docs=docs(about),
        origin=Origin(""),
    )


def enumeration(text: str, *values: str | int | float | bool, base: Scalar = TEXT) -> Enumeration:
    return Enumeration(
        id=type_id(text),
        name=name(text),
        base=base,
        members=tuple(Member(name=name(str(value)), value=value) for value in values),
        origin=Origin(""),
    )


def union(text: str, *variants: Variant, tag: str = "") -> Union:
    return Union(
        id=type_id(text),
        name=name(text),
        variants=variants,
        discriminator=Discriminator(wire_name=tag) if tag else None,
        origin=Origin(""),
    )


def variant(of: TypeRef, *tags: str) -> Variant:
    declared = re.sub(r".*/", "", of.id) if isinstance(of, Named) else str(of)
    return Variant(name=name(declared), type=of, tags=tags)


def alias(text: str, target: TypeRef, **more: object) -> Alias:
    return Alias(
        id=type_id(text),
        name=name(text),
        target=target,
        origin=Origin(""),
        **more,  # type: ignore[arg-type]
    )


def api(definitions: Iterable[TypeDef], title: str = "Images") -> ApiModel:
    return ApiModel(
        info=Info(title=title, version="1"),
        servers=(),
        auth=(),
        groups=(),
        operations=(),
        types={definition.id: definition for definition in definitions},
    )


IMAGES = (
    enumeration("ImageState", "Enabled", "Disabled"),
    enumeration("Port", 80, 443, base=WHOLE),
    enumeration("Ratio", 0.5, 1.0, base=NUMBER),
    enumeration("Odd", "", "*", 'say "hi"', "it's", "\\", "\u2028", "镜像", 1, *YES),
    enumeration("Long", *(f"a-rather-long-value-of-it-number-{number}" for number in range(9))),
    enumeration("None"),
    record(
        "ImageInventory",
        field("uuid", required=True, docs=docs("The resource UUID.")),
        field("name", constraints=Constraints(min_length=1, max_length=255)),
        field("size", WHOLE, docs=docs("The image size in octets.")),
        field("state", ref("ImageState")),
        field("virtio", FLAG, default=Default(value=True), docs=docs("Whether virtio is used.")),
        field("createDate", Scalar(ScalarKind.STRING, "timestamp")),
        field("backupStorageRefs", ListOf(ref("ImageBackupStorageRefInventory"))),
        field("systemTags", ListOf(TEXT), notes=FieldNotes(since="4.0", rule="For root volumes")),
        about="An image.\n\nIt is registered on backup storages.",
    ),
    record(
        "ImageBackupStorageRefInventory",
        field("id", WHOLE),
        field("imageUuid", required=True),
        field("exportUrl", Nullable(TEXT)),
        about="A copy of an image on a backup storage, of one zone, in words that go on.",
    ),
    record(
        "ErrorCode",
        field("code", required=True),
        field("details"),
        field("cause", ref("ErrorCode")),
        field("opaque", MapOf(AnyValue())),
        field("elaboration", Nullable(TEXT)),
        about="What went wrong.",
    ),
    record("Nothing", about=""),
    record("Empty", about="Nothing at all."),
)

KINDS = (
    record(
        "Kinds",
        field("moment", Scalar(ScalarKind.STRING, "date-time")),
        field("date", Scalar(ScalarKind.STRING, "date")),
        field("otherDate", Scalar(ScalarKind.STRING, "date")),
        field("key", Scalar(ScalarKind.STRING, "uuid")),
        field("price", Scalar(ScalarKind.STRING, "decimal")),
        field("octets", Scalar(ScalarKind.STRING, "byte")),
        field("raw", Scalar(ScalarKind.BYTES)),
        field("secret", Scalar(ScalarKind.STRING, "password")),
        field("number", NUMBER),
        field("nothing", Scalar(ScalarKind.NULL)),
        field("anything", AnyValue()),
        field("neededAnything", AnyValue(), required=True),
        field("constant", Constant('a "b"')),
        field("one", Constant(1), required=True),
        field("never", Constant(None)),
        field("half", Constant(0.5)),
        field("nullableRequired", Nullable(WHOLE), required=True),
        field("nullableOptional", Nullable(WHOLE)),
        field("nullableConstant", Nullable(Constant("x"))),
        field("listOfNullable", ListOf(Nullable(TEXT))),
        field("mapOfLists", MapOf(ListOf(ref("ImageState")))),
        field("maybe", ref("Maybe")),
        field("json", ref("Json")),
        field("readOnly", required=True, access=Access.READ),
        field("writeOnly", required=True, access=Access.WRITE),
    ),
    record("Counts", field("total", WHOLE), extras=WHOLE, about="How many of each."),
    record("CountsOnly", extras=ListOf(ref("Counts"))),
    record("Closed", field("a"), extras=None),
    alias("Maybe", Nullable(TEXT), docs=docs("Text, or null.")),
    alias("Uuid", TEXT, constraints=Constraints(pattern="^[0-9a-f]{32}$")),
    alias("Strings", ListOf(ref("Uuid"))),
    alias("AAA", ref("Strings")),
    union(
        "Json",
        variant(TEXT),
        variant(NUMBER),
        variant(ListOf(ref("Json"))),
        variant(MapOf(ref("Json"))),
    ),
    alias("Left", Nullable(ListOf(ref("Right"))), docs=docs("Goes around.")),
    alias("Right", MapOf(ref("Left"))),
)

PETS = (
    record(
        "Cat", field("petType", required=True), field("lives", WHOLE), field("friend", ref("Pet"))
    ),
    record("Dog", field("petType", required=True), field("bark", required=True)),
    union("Pet", variant(ref("Cat"), "cat", "kitten"), variant(ref("Dog"), 'd"g'), tag="petType"),
    record("Square", field("kind", Constant("square"), required=True), field("size", NUMBER)),
    record("Cube", field("kind", Constant("cube"), required=True), field("size", NUMBER)),
    record("Circle", field("radius", NUMBER, required=True)),
    union(
        "Shape",
        variant(ref("Square")),
        variant(ref("Cube")),
        variant(ref("Circle")),
        variant(ListOf(WHOLE)),
        variant(AnyValue()),
    ),
    record("Drawing", field("shapes", ListOf(ref("Shape"))), field("pet", ref("Pet"))),
    union(
        "WideUnionOfManyDifferentThings",
        *(variant(ref(f"AVeryLongNameOfAThingThatIsNumber{n}")) for n in range(4)),
        tag="kindOfThing",
    ),
    *(record(f"AVeryLongNameOfAThingThatIsNumber{n}", field(f"n{n}")) for n in range(4)),
)

_LONG = "aFieldWithANameThatIsSoLongThatNoLineOfBlackCouldEverHoldItAndItsTypeToo"

_WIRES = (
    *("class", "json", "json_", "JSON", "copy", "schema", "dict", "list", "str", "int"),
    *("model_config", "modelFields", "self", "cls", "__class__", "_private", "__init__"),
    *("model_validate", "def", "match", "type", "date", "datetime", "property", "@id", "$ref"),
    *("a-b", "a.b", "a+b", "1st", "2", "é", "ß", "镜像", "😀", "x_y", "xY"),
)

NASTY = (
    record(
        "Nasty",
        *(field(wire, required=wire == "class") for wire in _WIRES),
        field(""),
        field(" "),
        field('say "hi"\n'),
        field("\u2028"),
        field("back\\slash"),
        field(_LONG),
        field(_LONG + "Much", ListOf(ref("AVeryLongNameOfAThingThatIsNumber1"))),
        field(_LONG + "More", MapOf(ref("AVeryLongNameOfAThingThatIsNumber1")), required=True),
        about=POISON,
    ),
    record("镜像", field("镜像", ref("镜像")), about="镜像服务器" * 30),
    record("Model", field("any", AnyValue())),
    record("Field", field("field", ref("Any"), docs=docs(POISON))),
    record(
        "Any",
        field("any", Nullable(ref("Literal")), docs=docs('"')),
    ),
    record("Literal", field("literal", ref("OneOf"), docs=docs("\\"))),
    record("Annotated", field("annotated", ref("TypeAlias"))),
    alias("TypeAlias", ref("Exception"), docs=docs(POISON)),
    union("OneOf", variant(ref("Annotated")), variant(ref("none")), variant(FLAG)),
    enumeration("none", 'x"""', "\\", "\n"),
    record("Exception", about="x" * 100),
    record("dict", field("list", ListOf(TEXT)), field("x", ListOf(TEXT)), extras=ref("Exception")),
    record(_LONG.capitalize() + "WithEvenMoreInIt", field("a", ref("dict"))),
)

RICH = api((*IMAGES, *KINDS, *PETS, *NASTY), title=f'Images """ {POISON}')
