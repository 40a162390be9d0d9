"""The lines of a page to its sections: a heading and what stands below it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from specpress.source.page.labels import CHINESE, ENGLISH, WORDS, Label
from specpress.source.page.lines import Line


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A heading, its line, and the lines below it. `label` None is what stands before the first."""

    label: Label | None
    line: Line
    lines: tuple[Line, ...]


_LONGEST_FIRST = "|".join(re.escape(word) for word in sorted(WORDS, key=len, reverse=True))
# `}Endpoint`, `'Response Example`, `200{}Change HistoryThis`: a heading glued to the end of an
# example, and perhaps to what follows it. A quote or a brace behind it would be one of the example.
_AFTER_EXAMPLE = re.compile(
    rf"(?P<before>(?:[0-9]{{3}}\s*)?[\[{{].*[}}\]]|curl\s.*['\"])\s*"
    rf"(?P<label>{_LONGEST_FIRST})(?P<after>[^\sa-z\"'}}\],].*)?\Z",
    re.DOTALL,
)
# `Change HistoryThis API`, `Request Examplecurl -X`: a heading glued to what follows it.
_AT_START = re.compile(rf"(?P<label>{_LONGEST_FIRST})(?P<after>(?:curl\s|[^\sa-z]).*)\Z", re.DOTALL)


_MOST = 8
"""Headings that one line may have run together with."""

_SOMETIMES = {Label.PATH, Label.QUERY, Label.BODY, Label.SUCCESS, Label.ERROR}


def split_sections(lines: Iterable[Line]) -> tuple[Section, ...]:
    """The sections of a page in their order; a heading may come twice."""
    found: list[Section] = []
    label: Label | None = None
    heading = Line(number=1, column=1, indent=0, text="")
    inside: list[Line] = []
    for line in _unglued(tuple(lines)):
        meaning = heading_of(line)
        if meaning is None:
            inside.append(line)
            continue
        found.append(Section(label=label, line=heading, lines=tuple(inside)))
        label, heading, inside = meaning, line, []
    found.append(Section(label=label, line=heading, lines=tuple(inside)))
    return tuple(found)


def heading_of(line: Line) -> Label | None:
    """The heading that a line is. Headings are not indented, descriptions of fields are."""
    if line.indent or line.bullet or line.text not in WORDS:
        return None
    return WORDS[line.text][0]


def language_of(sections: Iterable[Section]) -> str:
    """The language of most headings."""
    tongues = [WORDS[section.line.text][1] for section in sections if section.label]
    return CHINESE if tongues.count(CHINESE) > tongues.count(ENGLISH) else ENGLISH


def _unglued(lines: tuple[Line, ...]) -> Iterator[Line]:
    """The lines, with headings that ran together with others on lines of their own.

    A heading that every page has, and this one on a line of its own, is not looked for inside
    another line.
    """
    own = {label for line in lines if (label := heading_of(line))} - _SOMETIMES
    inside = False
    for line in lines:
        inside = inside or heading_of(line) not in (None, Label.SKIP)
        if line.indent or line.bullet or not inside or line.text in WORDS:
            yield line
        else:
            yield from _parts(line, own)


def _parts(line: Line, own: set[Label], left: int = _MOST) -> Iterator[Line]:
    """The parts of a line; `left` is how many headings are still looked for in it."""
    start = _AT_START.match(line.text) if left else None
    if start and WORDS[start["label"]][0] not in own:
        yield line.cut(0, start.end("label"))
        yield from _parts(line.cut(start.end("label")), own, left - 1)
        return
    end = _AFTER_EXAMPLE.match(line.text) if left else None
    if end and WORDS[end["label"]][0] not in own:
        yield from _parts(line.cut(0, end.end("before")), own, left - 1)
        yield line.cut(end.start("label"), end.end("label"))
        if end["after"]:
            yield from _parts(line.cut(end.start("after")), own, left - 1)
        return
    yield line
