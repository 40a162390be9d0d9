"""The printed pages: what stands on them, where their links lead, and what cannot break them."""

from __future__ import annotations

import dataclasses
import enum
import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from specpress.model import (
    Alias,
    ApiKeyAuth,
    Discriminator,
    Docs,
    Enumeration,
    Example,
    Info,
    ListOf,
    MapOf,
    Named,
    Nullable,
    OAuth2Auth,
    OAuth2Flow,
    Record,
    Union,
    Variant,
)
from unit.targets.docs.printing import pages
from unit.targets.docs.reading import anchors, dead_links, foreign_html, hrefs, skeleton, tokens
from unit.targets.docs.sample_model import (
    ADD_IMAGE,
    GET_JOB,
    HERE,
    STRING,
    field,
    model,
    name,
    record,
)


def headings(text: str) -> list[str]:
    found = list(tokens(text))
    return [
        found[number + 1].content
        for number, token in enumerate(found)
        if token.type == "heading_open" and token.tag == "h2"
    ]


@pytest.fixture(scope="module")
def printed() -> Mapping[str, str]:
    return pages(model())


@pytest.fixture(scope="module")
def page(printed: Mapping[str, str]) -> str:
    return printed["operations/AddImage.md"]


def test_there_is_a_page_for_everything(printed: Mapping[str, str]) -> None:
    schemas = {f"schemas/{id_.removeprefix('/')}.md" for id_ in model().types}
    operations = {"operations/AddImage.md", "operations/GetJob.md"}
    assert set(printed) == {"index.md", "corrections.md"} | operations | schemas


def test_every_link_leads_somewhere(printed: Mapping[str, str]) -> None:
    assert dead_links(printed) == []
    assert sum(len(hrefs(text)) for text in printed.values()) > 50


def test_anchors_are_unique_on_a_page_and_the_only_html(printed: Mapping[str, str]) -> None:
    for path, text in printed.items():
        found = anchors(text)
        assert len(found) == len(set(found)), path
        assert foreign_html(text) == [], path


def test_every_page_ends_in_one_line_end_and_has_no_double_gaps(
    printed: Mapping[str, str],
) -> None:
    for path, text in printed.items():
        assert text.endswith("\n")
        assert not text.startswith("\n")
        assert not text.endswith("\n\n"), path
        unfenced = re.sub(r"^```.*?^```", "", text, flags=re.DOTALL | re.MULTILINE)
        assert "\n\n\n" not in unfenced.replace("\n\n\n\n", ""), path
        assert not re.search(r"[ \t]\n", unfenced), path


def test_the_page_has_its_parts_in_order(page: str) -> None:
    assert page.startswith("Resource Center / Image Operations\n")
    assert headings(page) == [
        "Request inputs",
        "Responses",
        "Long-running",
        "Errors",
        "Endpoint",
        "Operation ID",
        "Permalink",
        "Request example",
        "Response example",
        "Change history",
        "Corrections",
    ]


@pytest.mark.parametrize(
    "line",
    [
        "# AddImage",
        "- `POST` `/zstack/v1/images`",
        "- group: [Image Operations](../index.md#group-Image-Operations)",
        "- since 0.6",
        "- long-running: [answered at once, finished later](#long-running)",
        "- authentication: [OAuth](../index.md#auth-OAuth), header `Authorization: OAuth <secret>`",
        "Adds an *image*.",
        "- from a URL",
        '- <a id="header-X-Job-UUID"></a>`X-Job-UUID` string',
        '- <a id="body-params"></a>`params` [Params](../schemas/Params.md), **required**',
        "  - the fields below it are arguments of the call",
        '  - <a id="body-params-name"></a>`name` string, **required**',
        "    - at most 255 characters",
        (
            '  - <a id="body-params-mediaType"></a>`mediaType` string, '
            "one of [MediaType](../schemas/MediaType.md), since 3.1"
        ),
        "    - required unless `format` is ISO",
        '    - the server assumes `"ISO"`',
        '      - `"ISO"`: A CD image.',
        '- <a id="body-systemTags"></a>`systemTags` array of string',
        "  - at least 1 item",
        "### 202 Accepted",
        '- <a id="response-202-location"></a>`location` string, **required**',
        (
            '  - <a id="response-200-inventory-uuid"></a>`uuid` '
            "string ([Uuid](../schemas/Uuid.md)), **required**"
        ),
        "    - exactly 32 characters, matches `^[0-9a-f]+$`",
        "    - documented as required, but missing from the documented example",
        '    - <a id="response-200-inventory-refs-id"></a>`id` integer (int64)',
        "      - not documented: known from an example only",
        "The answer `200` carries the result. See [200](#response-200).",
        "The answer `503` means that the work failed. See [503](#error-503).",
        "Any other field: string.",
        "    - fields: see [ErrorCode](../schemas/ErrorCode.md)",
        "| [400](#error-400) Bad Request | A wrong call \\\\| in plain text. |  |",
        "- `http://{host}/zstack/v1/images`",
        "`AddImage`",
        "[operations/AddImage#AddImage](#AddImage)",
        "### Basic",
        "10 PRINT",
        "- 4.0: takes `architecture`",
        "| synchronous | 202 and a `job` \\\\| polled | `APIAddImageMsg.java` |",
        "Described in `api.yaml`.",
    ],
)
def test_a_line_of_the_page(page: str, line: str) -> None:
    assert line in page.split("\n")


def test_fields_travel_in_their_direction_only(page: str, printed: Mapping[str, str]) -> None:
    found = anchors(page)
    assert "body-params-created" not in found
    assert "response-200-inventory-secret" not in found
    assert "`secret` string, write-only" in printed["schemas/Image.md"]
    assert "`created` string, read-only" in printed["schemas/Params.md"]


def test_samples_are_printed_as_they_are(page: str) -> None:
    assert "```basic\n10 PRINT\n\n\n20 GOTO 10\n```" in page


def test_a_recursive_type_ends_in_a_link(printed: Mapping[str, str]) -> None:
    text = printed["schemas/ErrorCode.md"]
    assert "- fields: see [ErrorCode](ErrorCode.md)" in text
    assert anchors(text) == ["ErrorCode", "field-code", "field-cause"]


def test_schema_pages_say_who_uses_them(printed: Mapping[str, str]) -> None:
    assert "- [AddImage](../operations/AddImage.md)" in printed["schemas/Ref.md"]
    assert "- [GetJob](../operations/GetJob.md)" in printed["schemas/Ref.md"]
    assert "GetJob" not in printed["schemas/Params.md"]
    assert "No other fields are documented." in printed["schemas/Ref.md"]


def test_the_front_page(printed: Mapping[str, str]) -> None:
    lines = printed["index.md"].split("\n")
    for line in (
        "# ZStack",
        "- Version: 1.0",
        "- License: Apache-2.0",
        "- `http://{host}`",
        "  - `host`, by default `localhost:8080`",
        '<a id="auth-OAuth"></a>',
        "header `Authorization: OAuth <secret>`",
        "## Image Operations",
        (
            "| [AddImage](operations/AddImage.md) | `POST` `/zstack/v1/images` "
            "| Adds an image. (long-running) |"
        ),
        "## Other operations",
        "- [Uuid](schemas/Uuid.md)",
        "See [Corrections](corrections.md).",
    ):
        assert line in lines, line


def test_what_is_not_there_is_said() -> None:
    bare = replace(
        GET_JOB, parameters=(), responses=(), auth=(), docs=Docs(), origin=HERE, deprecated=True
    )
    text = pages(replace(model(bare), corrections=(), groups=(), servers=(), auth=()))
    page = text["operations/GetJob.md"]
    for line in (
        "**Deprecated.**",
        "- no authentication",
        "This operation takes no parameters.",
        "No response is documented.",
        "No example is documented.",
        "This operation has no change history yet.",
    ):
        assert line in page.split("\n"), line
    assert "corrections.md" not in text
    assert "## Operations" in text["index.md"]
    assert dead_links(text) == []


def test_unions_maps_aliases_and_flows() -> None:
    union = Union(
        id="/Pet",
        name=name("Pet"),
        variants=(
            Variant(name=name("cat"), type=Named("/Uuid"), tags=("cat", "c")),
            Variant(name=name("none"), type=Nullable(Named("/Ref"))),
        ),
        discriminator=Discriminator(wire_name="kind"),
        docs=Docs(examples=(Example(key="one", value={"kind": "cat"}, summary="A cat."),)),
        origin=HERE,
    )
    loop = Alias(id="/Loop", name=name("Loop"), target=Named("/Loop"), origin=HERE)
    holder = record(
        "/Holder",
        field("pets", MapOf(ListOf(Named("/Pet")))),
        field("refs", MapOf(ListOf(Named("/Ref")))),
        field("loop", Named("/Loop")),
    )
    flow = OAuth2Flow(kind="implicit", authorization_url="https://a.b/c", scopes=(("read", "R"),))
    api = replace(
        model(),
        types={**model().types, "/Pet": union, "/Loop": loop, "/Holder": holder},
        auth=(OAuth2Auth(id="O", name=name("O"), flows=(flow,), origin=HERE),),
    )
    text = pages(api)
    assert dead_links(text) == []
    assert "- string ([Uuid](Uuid.md)), when `kind` is `cat` or `c`" in text["schemas/Pet.md"]
    assert "- [Ref](Ref.md) or null" in text["schemas/Pet.md"]
    assert "one: A cat." in text["schemas/Pet.md"]
    assert "`pets` object of array of one of [Pet](Pet.md)" in text["schemas/Holder.md"]
    assert '<a id="field-refs-id"></a>`id`' in text["schemas/Holder.md"]
    assert "[Loop](Loop.md) ([Loop](Loop.md))" in text["schemas/Holder.md"]
    assert "  - scope `read`: R" in text["index.md"]


def test_a_tree_that_would_not_fit_is_cut_with_links() -> None:
    """Ten types, each with ten fields of the next: all of it would be ten thousand million rows."""
    types: dict[str, Record] = {}
    for depth in range(10):
        below = Named(f"/T{depth + 1}") if depth < 9 else STRING
        types[f"/T{depth}"] = record(f"/T{depth}", *(field(f"f{n}", below) for n in range(10)))
    text = pages(replace(model(), types={**model().types, **types}))["schemas/T0.md"]
    assert text.count("<a id=") == 1 + 10 + 100
    assert text.count("- fields: see [T2](T2.md)") == 100


def test_the_order_of_types_changes_nothing_but_lists() -> None:
    turned = replace(model(), types=dict(reversed(model().types.items())))
    one, other = pages(model()), pages(turned)
    assert {path for path in one if one[path] != other[path]} == {"index.md"}


def test_names_of_files_that_no_path_likes() -> None:
    ids = ["a/b", "A/B", "../../x", "con", "", "x" * 300, "中文", "a b", "a-b"]
    operations = tuple(replace(GET_JOB, id=one) for one in ids)
    text = pages(model(*operations))
    files = [path for path in text if path.startswith("operations/")]
    assert len({path.casefold() for path in files}) == len(ids)
    for path in files:
        assert re.fullmatch(r"operations/[\w.-]{1,140}\.md", path), path
        assert ".." not in path
    assert "operations/con_.md" in files
    assert dead_links(text) == []


POISON = (
    '`` ` ``` ~~~ <script>alert(1)</script> </a> <a id="x"> [l](javascript:x) ![i](http://e.x/i) '
    "| p | *b* _u_ # h \\ {{ 7*7 }} {% raw %} \x00\u202e\ud800 -->'\" &lt; $x$"
)
BLOCKS = (
    "\n\n# H\n\n<div>\n\n```\nopen\n```\n\n| a |\n| - |\n\n[x]: http://e.x\n\n"
    f"- {POISON}\n\n---\n\nZ\n===\n\n~~~\nnever closed"
)
KEPT = {"method", "media_type", "lexer", "place", "url", "target", "id", "poll_path"}


def poisoned(value: Any, poison: str, key: str = "") -> Any:
    """The same value with `poison` at the end of every text but those that other parts point at."""
    match value:
        case str():
            return value if key in KEPT or value.startswith("/") else value + poison
        case enum.Enum():
            return value
        case tuple():
            return tuple(poisoned(one, poison, key) for one in value)
        case dict():
            return {id_: poisoned(one, poison, key) for id_, one in value.items()}
        case _ if dataclasses.is_dataclass(value) and not isinstance(value, type):
            changed = {
                one.name: poisoned(getattr(value, one.name), poison, one.name)
                for one in dataclasses.fields(value)
                if one.init and one.name not in {"groups", "operations", "schemes", "auth"}
            }
            return replace(value, **changed)
        case _:
            return value


@pytest.mark.parametrize("poison", [POISON, BLOCKS], ids=["line", "blocks"])
def test_a_poisoned_description_changes_no_structure(poison: str) -> None:
    clean = model()
    bad = replace(
        poisoned(clean, poison),
        operations=tuple(poisoned(one, poison) for one in clean.operations),
        groups=tuple(
            replace(poisoned(one, poison), operations=one.operations) for one in clean.groups
        ),
        auth=tuple(poisoned(one, poison) for one in clean.auth),
    )
    one, other = pages(clean), pages(bad)
    assert len(one) == len(other)
    for path, text in other.items():
        assert foreign_html(text) == [], path
        assert not [token for token in tokens(text) if token.type == "image"], path
        assert [href for href in hrefs(text) if re.match(r"(?!https?:)\w+:", href)] == [], path
        text.encode()
    assert dead_links(other) == []
    if poison is POISON:
        for before, after in zip(
            sorted(skeleton(text) for text in one.values()),
            sorted(skeleton(text) for text in other.values()),
            strict=True,
        ):
            assert after == before


def test_the_poison_reaches_the_pages() -> None:
    text = pages(replace(model(), info=Info(title="T" + POISON, version="1" + BLOCKS)))["index.md"]
    assert "alert(1)" in text
    assert "49" not in text


def test_links_of_the_description_are_checked() -> None:
    links = (("good", "https://x.y"), ("bad", "javascript:alert(1)"), ("", "http://plain.x"))
    api = replace(model(), docs=Docs(links=links))
    assert "[good](<https://x.y>)" in pages(api)["index.md"]
    assert "[http://plain.x](<http://plain.x>)" in pages(api)["index.md"]
    assert "javascript" not in pages(api)["index.md"]


def test_no_enumeration_or_key_scheme_breaks_the_page() -> None:
    empty = Enumeration(id="/None", name=name("None"), base=STRING, members=(), origin=HERE)
    api = replace(
        model(replace(ADD_IMAGE, long_running=None, page=None)),
        types={**model().types, "/None": empty},
        auth=(
            ApiKeyAuth(id="OAuth", name=name("K"), place="cookie", wire_name="sid", origin=HERE),
        ),
    )
    text = pages(api)
    assert "cookie `sid`" in text["operations/AddImage.md"]
    assert "long-running" not in text["operations/AddImage.md"].lower()
    assert dead_links(text) == []
