"""Types, constraints, statuses, example values and names in words."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from specpress.model import (
    Access,
    AnyValue,
    Constant,
    Constraints,
    Default,
    Docs,
    Enumeration,
    Example,
    ListOf,
    MapOf,
    Named,
    Nullable,
    Page,
    Place,
    Scalar,
    ScalarKind,
    StatusRange,
    TypeRef,
    Union,
    Variant,
)
from specpress.naming.allocate import allocate
from specpress.targets.docs import example_values, names
from specpress.targets.docs.building import constraints, operations, text, types
from specpress.targets.docs.building import place as building
from specpress.targets.docs.content import Code, Link, Ref, Timing, Words
from specpress.targets.docs.markdown import links
from specpress.targets.docs.names import Anchors
from unit.targets.docs.printing import given
from unit.targets.docs.sample_model import (
    ADD_IMAGE,
    GET_JOB,
    HERE,
    INTEGER,
    STRING,
    content,
    field,
    model,
    name,
    parameter,
    record,
)


def a_place() -> building.Place:
    found = given(model())
    return building.Place(
        model=found.model, names=found.names, samples=found.samples, source=lambda _: ""
    )


@pytest.mark.parametrize(
    ("type_", "words"),
    [
        (STRING, "string"),
        (INTEGER, "integer (int64)"),
        (Scalar(ScalarKind.BYTES), "binary"),
        (Scalar(ScalarKind.NULL), "null"),
        (Constant("a|b"), 'always `"a|b"`'),
        (AnyValue(), "any value"),
        (ListOf(ListOf(STRING)), "array of array of string"),
        (MapOf(Nullable(INTEGER)), "object of integer (int64) or null"),
        (Nullable(Named("/Image")), "[Image](schemas/Image.md) or null"),
        (ListOf(Named("/MediaType")), "array of string, one of [MediaType](schemas/MediaType.md)"),
        (Named("/Uuid"), "string ([Uuid](schemas/Uuid.md))"),
    ],
)
def test_types_in_words(type_: TypeRef, words: str) -> None:
    assert links.inlines(types.words(a_place(), type_), "index") == words


@pytest.mark.parametrize(
    ("asserted", "phrases"),
    [
        (Constraints(), []),
        (Constraints(min_length=1), ["at least 1 character"]),
        (Constraints(min_length=0, max_length=1), ["at most 1 character"]),
        (Constraints(min_length=2, max_length=5), ["2 to 5 characters"]),
        (Constraints(min_length=32, max_length=32), ["exactly 32 characters"]),
        (Constraints(pattern="^`$"), ["matches ``^`$``"]),
        (Constraints(minimum=0, maximum=1.5), ["at least 0", "at most 1.5"]),
        (Constraints(exclusive_minimum=0, exclusive_maximum=9.0), ["more than 0", "less than 9"]),
        (Constraints(minimum=2**63), [f"at least {2**63}"]),
        (Constraints(maximum=1e300), ["at most 1e+300"]),
        (Constraints(multiple_of=5), ["a multiple of 5"]),
        (Constraints(max_items=0), ["at most 0 items"]),
        (Constraints(min_items=1, unique_items=True), ["at least 1 item", "no item twice"]),
        (Constraints(max_properties=1), ["at most 1 property"]),
    ],
)
def test_constraints_in_words(asserted: Constraints, phrases: list[str]) -> None:
    assert [links.inlines(one, "index") for one in constraints.worded(asserted)] == phrases


@pytest.mark.parametrize(
    ("first", "last", "status", "reason"),
    [
        (200, 200, "200", "OK"),
        (299, 299, "299", ""),
        (400, 499, "4XX", ""),
        (0, 999, "default", ""),
        (500, 503, "500-503", ""),
    ],
)
def test_statuses_in_words(first: int, last: int, status: str, reason: str) -> None:
    assert text.status(StatusRange(first, last)) == status
    assert text.reason(StatusRange(first, last)) == reason


def test_several_statuses() -> None:
    found = text.statuses((StatusRange(404, 404), StatusRange(410, 410), StatusRange(500, 599)))
    assert found == "404, 410 or 5XX"


@pytest.mark.parametrize(
    ("summary", "description", "both"),
    [("", "", ""), ("S", "", "S"), ("S", "D", "S\n\nD"), ("S", "S and more", "S and more")],
)
def test_a_summary_goes_before_what_it_does_not_repeat(
    summary: str, description: str, both: str
) -> None:
    assert text.of(Docs(summary=summary, description=description)) == both


@pytest.mark.parametrize(
    ("claim", "timing"),
    [
        (True, Timing.SYNCHRONOUS),
        (False, Timing.ASYNCHRONOUS),
        (None, Timing.UNKNOWN),
    ],
)
def test_the_pages_claim_counts_only_where_nothing_better_is_known(
    claim: bool | None, timing: Timing
) -> None:
    page = Page(synchronous=claim)
    assert operations.timing(replace(GET_JOB, page=page)) is timing
    assert operations.timing(replace(ADD_IMAGE, page=page)) is Timing.LONG_RUNNING


def test_titles() -> None:
    assert operations.title(GET_JOB) == "GetJob"
    assert operations.title(replace(GET_JOB, docs=Docs(summary="Asks."))) == "Asks."
    assert operations.title(replace(GET_JOB, page=Page(title="Page"))) == "Page"


TREE = record("/Tree", field("tree", Named("/Tree"), required=True))
FOREST = record("/Forest", field("trees", ListOf(Named("/Forest")), required=True))
PICKED = Union(
    id="/Picked",
    name=name("Picked"),
    variants=(Variant(name=name("a"), type=Constant("a")),),
    origin=HERE,
)
NOTHING = Union(id="/Nothing", name=name("Nothing"), variants=(), origin=HERE)
NO_VALUES = Enumeration(id="/NoValues", name=name("NoValues"), base=STRING, members=(), origin=HERE)
MIXED = record(
    "/Mixed",
    field("date", Scalar(ScalarKind.STRING, "date"), required=True),
    field("limit", INTEGER, required=True, constraints=Constraints(minimum=5)),
    field("more", INTEGER, required=True, constraints=Constraints(exclusive_minimum=7)),
    field("count", INTEGER, required=True),
    field("flag", Scalar(ScalarKind.BOOLEAN), required=True),
    field("kind", Named("/MediaType"), required=True),
    field("assumed", required=True, default=Default("x")),
    field("seen", required=True, access=Access.READ),
    field("optional"),
    field("map", MapOf(STRING), required=True),
    field("maybe", Nullable(STRING), required=True),
)


@pytest.mark.parametrize(
    ("type_", "value"),
    [
        (Named("/Tree"), {"tree": None}),
        (Named("/Forest"), {"trees": []}),
        (Nullable(Named("/Picked")), "a"),
        (Named("/Nothing"), None),
        (Named("/NoValues"), "text"),
        (ListOf(Named("/Uuid")), ["text"]),
        (AnyValue(), {}),
        (Scalar(ScalarKind.NULL), None),
        (
            Named("/Mixed"),
            {
                "date": "2025-01-31",
                "limit": 5,
                "more": 8,
                "count": 1,
                "flag": True,
                "kind": "ISO",
                "assumed": "x",
                "map": {},
                "maybe": "maybe",
            },
        ),
    ],
)
def test_a_value_for_a_type_without_examples(type_: TypeRef, value: Any) -> None:
    own = (TREE, FOREST, PICKED, NOTHING, NO_VALUES, MIXED)
    api = replace(model(), types={**model().types, **{one.id: one for one in own}})
    assert example_values.of_content(api, content(type_)) == value


def test_examples_go_before_made_up_values() -> None:
    example = Example(key="", value=[1])
    assert example_values.of_content(model(), content(STRING, example)) == [1]
    assert example_values.of_parameter(model(), parameter("p", Place.QUERY, example=example)) == [1]
    tree = replace(TREE, docs=Docs(examples=(Example(key="", value="whole"),)))
    api = replace(model(), types={**model().types, "/Tree": tree})
    assert example_values.of_content(api, content(ListOf(Named("/Tree")))) == ["whole"]


def test_anchors_are_made_of_the_parts_and_unique() -> None:
    anchors = Anchors()
    assert anchors.take("body", "params", "name") == "body-params-name"
    assert anchors.take("body", 'a b/ü"><') == "body-a_20b_2f_fc_22_3e_3c"
    assert anchors.take("body", "") == "body-_"
    assert anchors.take("body-params", "name") == "body-params-name-2"
    assert anchors.take("body", "params", "name") == "body-params-name-3"


@pytest.mark.parametrize(
    ("declared", "spelled"),
    [
        ("AddImage", "AddImage"),
        ("a/b c", "a-b-c"),
        ("../..", "unnamed"),
        (".hidden.", "hidden"),
        ("get /x/{id}", "get-x-id"),
        ("\u202e", "unnamed"),
        ("\ud800x", "x"),
    ],
)
def test_the_name_of_a_page(declared: str, spelled: str) -> None:
    assert names.spelled(declared) == spelled


def test_long_names_stay_apart_and_fit() -> None:
    one, other = names.spelled("ü" * 300 + "a"), names.spelled("ü" * 300 + "b")
    assert one != other
    assert len(one.encode()) <= 120


def test_a_pinned_name_is_that_of_the_page() -> None:
    pinned = replace(TREE, name=replace(name("Tree"), words=("old", "oak"), pinned=True))
    api = replace(model(), types={"/Tree": pinned})
    assert allocate(names.scopes(api)).type("/Tree") == "OldOak"


def test_links_between_pages() -> None:
    here = "operations/AddImage"
    assert links.href(Ref("schemas/Image", "field-a"), here) == "../schemas/Image.md#field-a"
    assert links.href(Ref("operations/中"), here) == "%E4%B8%AD.md"
    assert links.href(Ref(here, "body"), here) == "#body"
    assert links.href(Ref(here), here) == "AddImage.md"
    assert links.href(Ref("index"), "index") == "index.md"
    text_of = links.inlines((Words("!"), Link("[x]", Ref("index")), Code("a"), Code("b")), "index")
    assert text_of == "\\![\\[x\\]](index.md)`a` `b`"
