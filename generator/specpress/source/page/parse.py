"""One page to its parts: what it says, before anything is weighed against anything."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from specpress.source.page import labels, rules
from specpress.source.page.curl import Curl, read_curl
from specpress.source.page.examples import Example, read_example
from specpress.source.page.header import Header, read_header
from specpress.source.page.labels import Label
from specpress.source.page.lines import Line, Reporter, prose, read_lines
from specpress.source.page.rows import RawRow, read_rows
from specpress.source.page.sections import Section, language_of, split_sections

_STATUS = re.compile(r"(?P<code>[1-5][0-9]{2})(?![0-9])\s*(?P<phrase>OK|Created|Accepted)?\s*")
_ENDPOINT = re.compile(rf"(?P<method>{'|'.join(labels.METHODS)})?\s*(?P<path>/.*)\Z")
_VERSION = re.compile(
    r"(?P<version>v?[0-9]+(?:\.[0-9]+)+(?:[-+][0-9A-Za-z.]+)?)(?:\s*[:\uff1a]\s*|\s*)(?P<change>.*)"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldList:
    """A list of fields: a tree of bulleted rows, or lines of a rendering without bullets."""

    rows: tuple[RawRow, ...] = ()
    glued: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ResponseText:
    """The responses of a page. `status` and `sentence` are "" where the page has none."""

    status: str
    sentence: str
    rows: tuple[RawRow, ...]
    success: Example | None
    error: Example | None
    line: Line | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Endpoint:
    """Method ("" when the page leaves it out) and path as the page writes them."""

    method: str
    path: str
    line: Line


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What one page says. `denial` is the line that says there are no request parameters.

    `example` is the response example and `status` the code above it ("" for none). `history` has
    pairs of version and change.
    """

    file: str
    language: str
    header: Header
    path: FieldList
    query: FieldList
    body: FieldList
    denial: Line | None
    response: ResponseText
    endpoint: Endpoint | None
    operation_id: Line | None
    curl: Curl | None
    example: Example | None
    status: str
    history: tuple[tuple[str, str], ...]


def read_page(data: bytes, report: Reporter) -> Page | None:
    """The parts of a page; None, reported, when the bytes are no page at all."""
    lines = read_lines(data, report)
    if not lines:
        return None
    sections = split_sections(lines)
    known = {section.label for section in sections if section.label}
    if not known & {Label.REQUEST, Label.RESPONSES, Label.ENDPOINT, Label.REQUEST_EXAMPLE}:
        report.at(
            None,
            rules.NO_PAGE,
            "no heading of a documented page: neither `Request Inputs` nor `Endpoint`",
            hint="give the text of one API page, copied from its first line to its last",
        )
        return None
    _report_missing(known, report)
    return _page(sections, report)


def _page(sections: tuple[Section, ...], report: Reporter) -> Page:
    head = tuple(
        line for part in sections if part.label in (None, Label.SKIP) for line in part.lines
    )
    language = language_of(sections)
    example, status = _response_example(_lines(sections, Label.RESPONSE_EXAMPLE), report)
    return Page(
        file=report.file,
        language=language,
        header=read_header(head),
        path=_fields(_lines(sections, Label.PATH), report),
        query=_fields(_lines(sections, Label.QUERY), report),
        body=_fields(_lines(sections, Label.BODY), report),
        denial=_denial(_lines(sections, Label.REQUEST, Label.PATH, Label.QUERY, Label.BODY)),
        response=_response(sections, report),
        endpoint=_endpoint(_lines(sections, Label.ENDPOINT), report),
        operation_id=_first(_lines(sections, Label.OPERATION_ID)),
        curl=read_curl(_lines(sections, Label.REQUEST_EXAMPLE), report),
        example=example,
        status=status,
        history=tuple(_history(_lines(sections, Label.HISTORY))),
    )


def _report_missing(known: set[Label], report: Reporter) -> None:
    hint = "is the page cut off?"
    for label in (
        Label.RESPONSES,
        Label.REQUEST_EXAMPLE,
        Label.RESPONSE_EXAMPLE,
        Label.HISTORY,
    ):
        if label not in known:
            report.at(None, rules.NO_SECTION, f"the page has no section `{label.value}`", hint)


def _lines(sections: Iterable[Section], *wanted: Label) -> tuple[Line, ...]:
    return tuple(line for part in sections if part.label in wanted for line in part.lines)


def _first(lines: tuple[Line, ...]) -> Line | None:
    return next((line for line in lines if line.text and line.text not in labels.WORDS), None)


def _denial(lines: tuple[Line, ...]) -> Line | None:
    return next((line for line in lines if _denies(line)), None)


def _denies(line: Line) -> bool:
    return not line.bullet and not line.indent and bool(labels.NO_PARAMETERS.search(line.text))


def _fields(lines: tuple[Line, ...], report: Reporter) -> FieldList:
    if any(line.bullet for line in lines):
        return FieldList(rows=read_rows(lines, report))
    return FieldList(glued=tuple(line for line in lines if line.text and not _denies(line)))


def _response(sections: tuple[Section, ...], report: Reporter) -> ResponseText:
    lines = _lines(sections, Label.RESPONSES)
    heading = next((part.line for part in sections if part.label is Label.RESPONSES), None)
    before: list[Line] = []
    for line in lines:
        if line.bullet:
            break
        before.append(line)
    status, before = _status(before)
    success = _lines(sections, Label.SUCCESS)
    failure = _lines(sections, Label.ERROR)
    return ResponseText(
        status=status,
        sentence=prose([line for line in before if line.text not in labels.WORDS]),
        rows=read_rows(lines, report),
        success=_json(_status(list(success))[1], report, "the success response"),
        error=_json(_status(list(failure))[1], report, "the error response"),
        line=heading,
    )


def _status(lines: list[Line]) -> tuple[str, list[Line]]:
    """The status code at the head of some lines, and the lines without it."""
    for number, line in enumerate(lines):
        if not line.text:
            continue
        found = _STATUS.match(line.text)
        if not found:
            break
        return found["code"], [line.cut(found.end()), *lines[number + 1 :]]
    return "", lines


def _response_example(lines: tuple[Line, ...], report: Reporter) -> tuple[Example | None, str]:
    status, rest = _status(list(lines))
    found = _json(rest, report, "the response example")
    if lines and not any(line.text for line in rest):
        message = f"the section `{Label.RESPONSE_EXAMPLE.value}` is empty"
        report.at(None, rules.NO_SECTION, message, "is the page cut off?")
    return found, status


def _json(lines: Sequence[Line], report: Reporter, what: str) -> Example | None:
    """The JSON in some lines."""
    shown = [line for line in lines if line.text]
    if not shown:
        return None
    # The JSON keeps its own line breaks and indents, so that places in it are places in the page.
    text = shown[0].text
    last = shown[0].number
    for line in shown[1:]:
        text += "\n" * (line.number - last) + " " * (line.column - 1) + line.text
        last = line.number
    return read_example(text, shown[0], report, what)


def _endpoint(lines: tuple[Line, ...], report: Reporter) -> Endpoint | None:
    shown = [line for line in lines if line.text]
    found = [(line, match) for line in shown if (match := _ENDPOINT.match(line.text))]
    if not found:
        return None
    line, match = next((pair for pair in found if pair[1]["method"]), found[0])
    method = match["method"] or _lonely_method(shown)
    path = _once(match["path"].strip())
    for other, again in found:
        if _once(again["path"].strip()) != path:
            message = f"the endpoint is `{path}` and then `{again['path'].strip()}`"
            report.at(other, rules.ENDPOINT, message, hint="the first one is read")
    return Endpoint(method=method, path=path, line=line)


def _lonely_method(lines: list[Line]) -> str:
    return next((line.text for line in lines if line.text in labels.METHODS), "")


def _once(path: str) -> str:
    """A path that ran together with its own repetition, once."""
    half, odd = divmod(len(path), 2)
    return path[:half] if not odd and half > 1 and path[:half] == path[half:] else path


def _history(lines: tuple[Line, ...]) -> Iterable[tuple[str, str]]:
    """The records: a version and what changed, on one line or on two."""
    shown = [line.text for line in lines if line.text and line.text not in labels.WORDS]
    if shown and labels.NO_HISTORY.search(shown[0]) and not _VERSION.match(shown[0]):
        return
    pending = ""
    for text in shown:
        found = _VERSION.fullmatch(text)
        if found and not found["change"]:
            if pending:
                yield pending, ""
            pending = found["version"]
        elif found:
            if pending:
                yield pending, ""
            pending = ""
            yield found["version"], found["change"]
        else:
            yield pending, text
            pending = ""
    if pending:
        yield pending, ""
