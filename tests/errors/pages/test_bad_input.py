"""Input that is no page, half a page or a hostile one: told soon, and never a traceback."""

from __future__ import annotations

import random
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from errors.pages.base import BASE, edited, read
from specpress.diagnostics import Severity, Sink
from specpress.source.page import print_page, read_pages

FAST = settings(max_examples=150, deadline=None, derandomize=True)


def codes(*pages: str | bytes) -> list[str]:
    return [found.code for found in read(*pages)[1]]


def root_of(*pages: str | bytes) -> object:
    document, _ = read(*pages)
    assert document is not None
    return document.root


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "text-empty"),
        (b" \n\t\r\n", "text-empty"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\xff\xfe", "text-undecodable"),
        (b"Endpoint\n\x00\n", "text-control-character"),
        ("Endpoint\n请求地址".encode("gb18030"), "text-undecodable"),
        (b"To be, or not to be: that is the question.", "page-not-a-page"),
        (b"openapi: 3.1.0\npaths: {}\n", "page-not-a-page"),
    ],
)
def test_what_is_no_page(data: bytes, code: str) -> None:
    document, found = read(data)
    assert document is None
    assert [told.code for told in found] == [code]
    assert found[0].severity is Severity.ERROR


def test_that_no_page_gives_no_document() -> None:
    assert read() == (None, [])


def test_that_a_bad_page_does_not_hide_the_faults_of_another() -> None:
    document, found = read(b"", edited(('"size": 7', '"size": 7.0')), b"nothing")
    assert document is not None
    assert [told.code for told in found] == ["text-empty", "page-whole-float", "page-not-a-page"]


def test_that_fifty_megabytes_are_refused_soon() -> None:
    start = time.perf_counter()
    document, found = read(b"x " * 25_000_000)
    assert time.perf_counter() - start < 1
    assert document is None
    assert [told.code for told in found] == ["page-too-large"]


@pytest.mark.parametrize(
    "spoil",
    [
        lambda text: text.replace("\n", "\r\n"),
        lambda text: text.replace("\n", "\r"),
        lambda text: "\ufeff" + text,
        lambda text: text.replace("  ", "\t"),
        lambda text: text.replace("\n", " \t\n"),
        lambda text: text.replace("\n\n", "\n\n\n"),
        lambda text: text.replace("  ", "\u00a0\u00a0"),
    ],
    ids=["crlf", "cr", "bom", "tabs", "trailing-space", "blank-lines", "no-break-space"],
)
def test_that_the_form_of_the_text_does_not_matter(spoil: object) -> None:
    assert callable(spoil)
    assert spoil(BASE) != BASE
    assert codes(spoil(BASE)) == []
    assert root_of(spoil(BASE)) == root_of(BASE)


def test_that_utf_16_is_read() -> None:
    assert root_of(BASE.encode("utf-16")) == root_of(BASE)


def test_every_cut() -> None:
    for end in range(0, len(BASE), 7):
        document, found = read(BASE[:end])
        whole = BASE[end:].strip() in ("", "View all change history")
        assert found or whole or end > BASE.index("Change History"), end
        assert document is not None or any(told.severity is Severity.ERROR for told in found)


def test_ten_thousand_levels_of_fields() -> None:
    rows = "\n".join(" " * level + f"• f{level}Object" for level in range(10_000))
    text = edited(("  • paramsObject", rows[:3_500_000] + "\n  • paramsObject"))
    start = time.perf_counter()
    found = codes(text)
    assert "page-too-large" in found or "page-nesting-too-deep" in found
    assert time.perf_counter() - start < 5


def test_that_deep_fields_are_read_up_to_a_bound() -> None:
    def page(levels: int) -> str:
        rows = "\n".join(" " * level + f"• f{level}Object" for level in range(levels))
        return edited((BASE[BASE.index("  • params") : BASE.index("Responses")], rows + "\n\n"))

    assert "page-nesting-too-deep" not in codes(page(100))
    assert "page-nesting-too-deep" in codes(page(2000))
    document, _ = read(page(90))
    assert document is not None
    assert print_page(document.root, "AddThing", Sink()).count("Object") == 89


@pytest.mark.parametrize("brackets", ["[]", "{}"])
def test_ten_thousand_levels_of_json(brackets: str) -> None:
    opening = "[" if brackets == "[]" else '{"a":'
    deep = opening * 10_000 + "1" + brackets[1] * 10_000
    assert "page-example-unreadable" in codes(edited(("200\n{", f"200\n{deep}\n{{")))
    assert "page-example-unreadable" in codes(edited(("-d '{", f"-d '{deep}{{")))


def test_numbers_that_no_reader_can_hold() -> None:
    for number in ("9" * 5000, "1e400", "NaN", "-Infinity"):
        assert "page-example-unreadable" in codes(edited(('"size": 7', f'"size": {number}')))


def test_huge_whole_floats_are_no_integers() -> None:
    document, found = read(edited(('"size": 7', '"size": 1e300')))
    assert document is not None
    schema = document.root["components"]["schemas"]["ThingInventory"]["properties"]["size"]  # type: ignore[index,call-overload]
    assert schema["type"] == "number"
    assert "page-type-contradicted" in [told.code for told in found]


def test_many_rows_in_short_time() -> None:
    rows = "\n".join(f"    • field{number}String\n\n      Words." for number in range(20_000))
    start = time.perf_counter()
    assert codes(edited(("    • tagsList", rows + "\n    • tagsList"))) == []
    assert time.perf_counter() - start < 20


def spoiled(text: str, chance: random.Random) -> bytes:
    """A page that was cut, shuffled and changed in places, down to its bytes."""
    lines = text.split("\n")
    for _ in range(chance.randrange(1, 6)):
        match chance.randrange(6):
            case 0:
                chance.shuffle(lines)
            case 1:
                del lines[chance.randrange(len(lines) + 1) :]
            case 2:
                start = chance.randrange(len(lines) + 1)
                lines[start:start] = lines[: chance.randrange(8)]
            case 3:
                lines = ["".join(lines[n : n + 2]) for n in range(0, len(lines), 2)]
            case 4:
                lines = [" " * chance.randrange(9) + line.strip() for line in lines]
            case _:
                lines = [line.replace(chance.choice("aeiou{}[]\"'•/"), "") for line in lines]
    data = bytearray("\n".join(lines), "utf-8")
    for _ in range(chance.choice([0, 0, 1, 5])):
        if data:
            data[chance.randrange(len(data))] = chance.randrange(256)
    return bytes(data)


@FAST
@given(st.integers(0, 10**9))
def test_that_no_spoiled_page_breaks_the_reader(seed: int) -> None:
    chance = random.Random(seed)
    files = [(f"{n}", spoiled(BASE, chance)) for n in range(chance.choice([1, 1, 3]))]
    sink = Sink()
    document = read_pages(files, sink)
    assert document is not None or sink.failed
    if document is not None:
        for item in document.root["paths"].values():  # type: ignore[union-attr]
            for operation in item.values():  # type: ignore[union-attr]
                print_page(document.root, operation["operationId"], Sink())  # type: ignore[index,arg-type,call-overload]


@FAST
@given(st.text())
def test_that_no_text_breaks_the_reader(text: str) -> None:
    sink = Sink()
    document = read_pages([("page", text.encode("utf-8", "replace"))], sink)
    assert document is not None or sink.failed


HOSTILE = {
    "a path of slashes": ("POST/v1/things/{uuid}", "POST" + "/" * 100_000 + "{"),
    "a badge without end": ("POSTThing", "POST" + "Since" * 100_000 + " x"),
    "a row without end": ("limitInteger", "limit" * 100_000 + "Integer"),
    "headings without end": ("Operation ID\n", "PermalinkX" * 100_000 + "\n"),
    "headings behind an example": ('"size": 7 } }', '"size": 7 } }' + "}Endpoint" * 50_000),
    "bodies without end": (" -d '", " -d '" * 100_000 + "x" + " -d '"),
    "an open body": ("""}}'\n""", "}}" + " -d '" * 100_000 + "\n"),
    "fields of one name": (
        '"size": 7',
        ",".join(f'"a{"." * (n % 300)}{"-" * (n // 300)}":{{"b":1}}' for n in range(9_000)),
    ),
    "fields of a long list": ('"size": 7', ",".join(f'"a{n}": 1.0' for n in range(50_000))),
    "lines of a glued list": (
        BASE[BASE.index("  • params") : BASE.index("Responses")],
        "\n".join(f"field{n}StringRequiredThe field." for n in range(20_000)) + "\n",
    ),
}


@pytest.mark.parametrize("change", HOSTILE.values(), ids=HOSTILE)
def test_that_hostile_text_takes_no_time(change: tuple[str, str]) -> None:
    start = time.perf_counter()
    read(edited(change))
    assert time.perf_counter() - start < 15
