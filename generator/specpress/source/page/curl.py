"""The request example: a curl command to its method, URL, headers and body."""

from __future__ import annotations

import re
import shlex
from dataclasses import dataclass
from urllib.parse import unquote

from specpress.source.page import rules
from specpress.source.page.examples import Example, read_example
from specpress.source.page.lines import Line, Reporter

_BODY = re.compile(r"\s(?:-d|--data(?:-raw|-binary|-ascii)?)\s+'")
_URL = re.compile(
    r"(?P<scheme>[a-z][a-z0-9+.-]*)://(?P<host>[^/?#]*)(?P<path>[^?#]*)"
    r"(?:\?(?P<query>[^#]*))?",
    re.IGNORECASE,
)
_DATA = {"-d", "--data", "--data-raw", "--data-binary", "--data-ascii"}
_METHOD = {"-X", "--request"}
_HEADER = {"-H", "--header"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Curl:
    """A request as the page shows it. `query` is decoded; `path` may be ""; `method` None when no
    option names one."""

    method: str | None
    scheme: str
    path: str
    query: tuple[tuple[str, str], ...]
    headers: tuple[tuple[str, str], ...]
    body: Example | None
    line: Line

    def header(self, name: str) -> str | None:
        """The value of a header, whose name has no case (RFC 9110, section 5.1)."""
        return next((v for key, v in self.headers if key.lower() == name.lower()), None)


def read_curl(lines: tuple[Line, ...], report: Reporter) -> Curl | None:
    """The curl command of a section; None, reported, when there is none to read."""
    shown = [line for line in lines if line.text]
    start = next((n for n, line in enumerate(shown) if line.text.split()[0] == "curl"), None)
    if start is None:
        if shown:
            report.at(shown[0], rules.BAD_CURL, "the request example is no curl command")
        return None
    shown = shown[start:]
    text = "\n".join(line.text for line in shown)
    found = _BODY.search(text) if text.endswith("'") else None
    words = _words(text[: found.start()] if found else text)
    if words is None:
        message = "a quotation of the curl command does not end"
        report.at(shown[0], rules.BAD_CURL, message, hint="is the page cut off?")
        return None
    body = _body(text, found.end(), shown, report) if found else None
    return _curl(words, body, shown[0], report)


def _words(text: str) -> list[str] | None:
    try:
        return shlex.split(text)
    except ValueError:
        return None


def _body(text: str, start: int, shown: list[Line], report: Reporter) -> Example | None:
    """The body from `start` to the last quote, with the quotes of the shell taken off.

    `'\\''` is an apostrophe.
    """
    row = text.count("\n", 0, start)
    column = start - (text.rfind("\n", 0, start) + 1)
    first = shown[row]
    place = Line(number=first.number, column=first.column + column, indent=0, text="")
    body = text[start:-1].replace("'\\''", "'")
    return read_example(body, place, report, "the body of the curl") if body.strip() else None


def _curl(words: list[str], body: Example | None, line: Line, report: Reporter) -> Curl | None:
    method, url, headers = None, "", []
    rest = iter(words[1:])
    for word in rest:
        if word in _METHOD:
            method = next(rest, "").upper() or None
        elif word in _HEADER:
            name, _, value = next(rest, "").partition(":")
            headers.append((name.strip(), value.strip()))
        elif word in _DATA:
            text = next(rest, "")
            body = body or read_example(text, line, report, "the body of the curl")
        elif not word.startswith("-") and not url:
            url = word
    parts = _URL.match(url)
    if parts is None:
        report.at(line, rules.BAD_CURL, "the curl command has no URL")
        return None
    return Curl(
        method=method,
        scheme=parts["scheme"].lower(),
        path=unquote(parts["path"]),
        query=_query(parts["query"] or ""),
        headers=tuple(headers),
        body=body,
        line=line,
    )


def _query(text: str) -> tuple[tuple[str, str], ...]:
    pairs = (part.partition("=") for part in text.split("&") if part)
    return tuple((unquote(name), unquote(value)) for name, _, value in pairs if name)
