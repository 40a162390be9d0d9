"""Diagnostics as text, JSON and annotations."""

from __future__ import annotations

import json

from specpress import printers
from specpress.diagnostics import Location, Sink, error, note, warning

BROKEN = error("page-broken", "a test fault")
ODD = warning("page-odd", "a test doubt")
SEEN = note("page-seen", "a test remark")


def sink_with_a_page() -> Sink:
    sink = Sink()
    sink.add_text("a.txt", "one\n\tname 名前 x\nthree")
    return sink


def test_text_shows_place_excerpt_and_hint() -> None:
    sink = sink_with_a_page()
    place = Location(file="a.txt", line=2, column=10)
    sink.report(BROKEN.at(place, "no good", hint="write y", related=[Location(file="b.txt")]))
    assert printers.as_text(sink) == (
        "a.txt:2:10: error[page-broken]: no good\n"
        "  2 |  name 名前 x\n"
        "    |            ^\n"
        "  see b.txt\n"
        "  hint: write y\n"
    )


def test_wide_characters_move_the_caret() -> None:
    sink = sink_with_a_page()
    sink.report(ODD.at(Location(file="a.txt", line=2, column=9), "here"))
    excerpt, caret = printers.as_text(sink).splitlines()[1:3]
    assert excerpt == "  2 |  name 名前 x"
    # Seven narrow columns and two characters of two columns each, less one, stand before it.
    assert caret == "    | " + " " * 10 + "^"


def test_all_faults_come_sorted_by_place_and_once() -> None:
    sink = Sink()
    for line in (9, 3, 3):
        sink.report(ODD.at(Location(file="b", line=line, column=1), "twice"))
    sink.report(BROKEN.at(Location(file="a", line=5, column=1), "first"))
    heads = [line.split(": ")[0] for line in printers.as_text(sink).splitlines()]
    assert heads == ["a:5:1", "b:3:1", "b:9:1"]


def test_an_excerpt_cannot_steer_the_terminal() -> None:
    sink = Sink()
    sink.add_text("x", "a\x1b[2Jb\u202ec")
    sink.report(BROKEN.at(Location(file="x", line=1, column=1), "bad \x1b[31m text\nsecond line"))
    text = printers.as_text(sink)
    assert "\x1b" not in text
    assert "\u202e" not in text
    assert text.count("\n") == 3


def test_a_line_past_the_end_has_no_excerpt() -> None:
    sink = sink_with_a_page()
    sink.report(BROKEN.at(Location(file="a.txt", line=99, column=1), "gone"))
    assert printers.as_text(sink) == "a.txt:99:1: error[page-broken]: gone\n"


def test_json_has_every_field() -> None:
    sink = sink_with_a_page()
    place = Location(file="a.txt", pointer="/x", line=2, column=1)
    sink.report(SEEN.at(place, "look", hint="there"))
    (found,) = json.loads(printers.as_json(sink))
    assert found == {
        "code": "page-seen",
        "severity": "note",
        "message": "look",
        "file": "a.txt",
        "pointer": "/x",
        "line": 2,
        "column": 1,
        "hint": "there",
        "related": [],
    }


def test_annotations_escape_what_ends_a_command() -> None:
    sink = Sink()
    sink.report(ODD.at(Location(file="a,b:c", line=1, column=2), "50%\nnext"))
    assert printers.as_annotations(sink) == (
        "::warning file=a%2Cb%3Ac,title=page-odd,line=1,col=2::50%25%0Anext\n"
    )


def test_strict_turns_warnings_into_errors_and_leaves_notes() -> None:
    sink = Sink(strict=True)
    sink.report(SEEN.at(Location(file="a"), "seen"))
    assert not sink.failed
    sink.report(ODD.at(Location(file="a"), "odd"))
    assert sink.failed
    assert printers.count(sink) == "1 error, 1 note"


def test_every_printer_names_a_file_as_the_user_would() -> None:
    sink = Sink()
    sink.add_text("a.txt", "text")
    sink.show_as("a.txt", "spec/a.txt")
    place = Location(file="a.txt", line=1, column=1)
    sink.report(BROKEN.at(place, "bad", related=[place]))
    assert "spec/a.txt:1:1: error" in printers.as_text(sink)
    assert "see spec/a.txt:1:1" in printers.as_text(sink)
    assert "1 | text" in printers.as_text(sink)
    assert json.loads(printers.as_json(sink))[0]["file"] == "spec/a.txt"
    assert "file=spec/a.txt" in printers.as_annotations(sink)
