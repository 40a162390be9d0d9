"""The text of the models module: its forms, its order, and that Black has nothing to do."""

from __future__ import annotations

import random
import subprocess
import sys

import black
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from specpress.model import (
    Access,
    AnyValue,
    ApiModel,
    Constant,
    Docs,
    ListOf,
    MapOf,
    Named,
    Nullable,
    Scalar,
    ScalarKind,
    TypeDef,
    TypeRef,
)
from unit.targets.python.models.building import printed
from unit.targets.python.models.rich import (
    FLAG,
    POISON,
    RICH,
    TEXT,
    WHOLE,
    alias,
    api,
    enumeration,
    field,
    record,
    ref,
    type_id,
    union,
    variant,
)

YES = (True,)


def definition(model: ApiModel, name: str) -> str:
    """The statements of one definition, without those of its neighbours."""
    blocks = printed(model).split("\n\n\n")
    found = [block for block in blocks if block.startswith((f"class {name}(", f"{name}: "))]
    assert len(found) == 1
    return found[0].rstrip("\n")


def test_a_class() -> None:
    image = record(
        "Image",
        field("uuid", required=True, docs=Docs(description="The UUID.")),
        field("createDate"),
        field("refs", ListOf(ref("Image"))),
        about="An image.",
    )
    assert definition(api([image]), "Image") == (
        "class Image(Model):\n"
        '    """An image."""\n'
        "\n"
        "    uuid: str\n"
        '    """The UUID."""\n'
        "\n"
        '    create_date: Annotated[str | None, Field(alias="createDate")] = None\n'
        "    refs: list[Image] | None = None"
    )


def test_a_whole_module() -> None:
    assert printed(api([record("Image", field("size", WHOLE))])) == (
        '"""The types of Images."""\n'
        "\n"
        "from __future__ import annotations\n"
        "\n"
        "from ._runtime.model import Int64, Model\n"
        "\n"
        "__all__ = [\n"
        '    "Image",\n'
        "]\n"
        "\n"
        "\n"
        "class Image(Model):\n"
        "    size: Int64 | None = None\n"
    )


@pytest.mark.parametrize(
    ("definitions", "name", "text"),
    [
        (
            [enumeration("State", "On", "Off")],
            "State",
            'State: TypeAlias = Literal["On", "Off"] | str',
        ),
        ([enumeration("Port", 80, base=WHOLE)], "Port", "Port: TypeAlias = Literal[80] | int"),
        ([enumeration("Flag", *YES, base=FLAG)], "Flag", "Flag: TypeAlias = Literal[True] | bool"),
        ([enumeration("Big", 2**64, base=WHOLE)], "Big", "Big: TypeAlias = int"),
        ([enumeration("Nothing")], "Nothing", "Nothing: TypeAlias = str"),
        ([enumeration("Mixed", "a", 1)], "Mixed", 'Mixed: TypeAlias = Literal["a", 1] | str | int'),
        ([alias("Names", ListOf(TEXT))], "Names", "Names: TypeAlias = list[str]"),
        (
            [record("A"), union("U", variant(ref("A")), variant(TEXT))],
            "U",
            "U: TypeAlias = Annotated[A | str | Any, OneOf()]",
        ),
        (
            [record("A"), union("U", variant(Nullable(ref("A"))), variant(TEXT))],
            "U",
            "U: TypeAlias = Annotated[A | str | None | Any, OneOf()]",
        ),
        ([union("U", variant(AnyValue()))], "U", "U: TypeAlias = Annotated[Any, OneOf()]"),
        ([alias("Any", AnyValue())], "Any_", "Any_: TypeAlias = Any"),
        ([alias("More", Nullable(AnyValue()))], "More", "More: TypeAlias = Any"),
        ([alias("Maybe", Nullable(TEXT))], "Maybe", "Maybe: TypeAlias = str | None"),
        (
            [record("A"), union("U", variant(ref("A"), "a"), tag="kind")],
            "U",
            'U: TypeAlias = Annotated[A | Any, OneOf("kind", {"a": A})]',
        ),
    ],
)
def test_aliases(definitions: list[TypeDef], name: str, text: str) -> None:
    assert definition(api(definitions), name) == text


@pytest.mark.parametrize(
    ("of", "required", "text"),
    [
        (TEXT, True, "x: str"),
        (TEXT, False, "x: str | None = None"),
        (Nullable(TEXT), True, "x: str | None"),
        (Nullable(TEXT), False, "x: Annotated[str | None, NULLABLE] = None"),
        (AnyValue(), True, "x: Any"),
        (AnyValue(), False, "x: Any = None"),
        (Nullable(AnyValue()), False, "x: Any = None"),
        (Constant(None), True, "x: None"),
        (Constant("a"), False, 'x: Literal["a"] | None = None'),
        (ListOf(Nullable(TEXT)), True, "x: list[str | None]"),
        (Scalar(ScalarKind.STRING, "password"), True, "x: Annotated[str, Field(repr=False)]"),
    ],
)
def test_fields(of: TypeRef, required: bool, text: str) -> None:
    found = definition(api([record("A", field("x", of, required=required))]), "A")
    assert found == f"class A(Model):\n    {text}"


def test_an_alias_for_null_makes_a_field_nullable() -> None:
    model = api([record("A", field("x", ref("B"))), alias("B", Nullable(TEXT))])
    assert definition(model, "A") == (
        "class A(Model):\n    x: Annotated[B | None, NULLABLE] = None"
    )


def test_fields_of_one_direction_are_required_where_they_are_always_there() -> None:
    fields = (
        field("r", required=True, access=Access.READ),
        field("w", required=True, access=Access.WRITE),
    )
    unused = definition(api([record("A", *fields)]), "A")
    assert "    r: str\n" in unused
    assert "    w: str\n" in unused


def test_order_is_enumerations_classes_aliases_each_after_what_it_needs() -> None:
    model = api(
        [
            alias("A", ListOf(ref("B"))),
            alias("B", ref("C")),
            record("R", field("x", ref("A"))),
            alias("C", MapOf(ref("R"))),
            enumeration("Z", "z"),
            record("D"),
        ]
    )
    text = printed(model)
    places = [
        text.index(f"\n{head}") for head in ("Z: ", "class D(", "class R(", "C: ", "B: ", "A: ")
    ]
    assert places == sorted(places)


def test_the_order_of_the_description_does_not_matter() -> None:
    definitions = list(RICH.types.values())
    expected = printed(RICH)
    for seed in range(3):
        random.Random(seed).shuffle(definitions)
        shuffled = api(definitions, title=RICH.info.title)
        assert printed(shuffled) == expected


def test_the_library_is_imported_only_to_draw() -> None:
    code = (
        "import sys; import specpress.targets.python.models, specpress.targets.python.naming;"
        "import specpress.targets.python.imports;"
        "heavy = {'datamodel_code_generator', 'black', 'pydantic'} & set(sys.modules);"
        "sys.exit(str(heavy) if heavy else 0)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_black_is_not_imported_for_a_common_model() -> None:
    code = (
        "import sys; from unit.targets.python.models import building, rich;"
        "building.printed(rich.api(rich.IMAGES[:4] + rich.IMAGES[6:]));"
        "sys.exit('black' in sys.modules)"
    )
    path = ":".join(sys.path)
    subprocess.run([sys.executable, "-c", code], check=True, env={"PYTHONPATH": path})


names = st.one_of(
    st.text("ab_", min_size=1, max_size=90),
    st.text("abcXYZ镜é", min_size=1, max_size=12),
    st.sampled_from(["class", "self", "json", "list", 'a"b', "a-b", "x" * 60]),
)
scalars = st.sampled_from(
    [
        TEXT,
        WHOLE,
        AnyValue(),
        Scalar(ScalarKind.STRING, "date-time"),
        Constant('a"b'),
        Constant(None),
    ]
)
prose = st.sampled_from(["", "Short.", "Long words. " * 20, POISON, '"', "Ends in \\"])


@st.composite
def models(draw: st.DrawFn) -> ApiModel:
    type_names = draw(st.lists(names, min_size=1, max_size=4, unique=True))
    refs = st.recursive(
        scalars | st.sampled_from([Named(type_id(name)) for name in type_names]),
        lambda inner: inner.map(ListOf) | inner.map(MapOf),
        max_leaves=3,
    )
    fields = st.builds(
        lambda wire, of, required, nullable, text: field(
            wire,
            Nullable(of) if nullable and not isinstance(of, AnyValue) else of,
            required=required,
            docs=Docs(description=text),
        ),
        *(names, refs, st.booleans(), st.booleans(), prose),
    )
    definitions: list[TypeDef] = []
    for name in type_names:
        kind = draw(st.integers(0, 5))
        if kind == 0:
            definitions.append(enumeration(name, *draw(st.lists(names, unique=True, max_size=6))))
        elif kind == 1:
            parts = draw(st.lists(refs, min_size=1, max_size=4, unique_by=str))
            definitions.append(union(name, *(variant(part) for part in parts)))
        elif kind == 2:
            definitions.append(alias(name, ListOf(draw(refs)), docs=Docs(description=draw(prose))))
        else:
            found = draw(st.lists(fields, max_size=5, unique_by=lambda item: item.wire_name))
            extras = draw(st.sampled_from([AnyValue(), None, WHOLE, Named(type_id(type_names[0]))]))
            definitions.append(record(name, *found, extras=extras, about=draw(prose)))
    return api(definitions)


@settings(max_examples=60, deadline=None, derandomize=True)
@given(models())
def test_black_leaves_any_model_as_it_is(model: ApiModel) -> None:
    text = printed(model)
    assert black.format_str(text, mode=black.Mode()) == text
    compile(text, "models.py", "exec")
