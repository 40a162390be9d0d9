"""Which operation a page is about: its id, its method and its path."""

from __future__ import annotations

import re
from dataclasses import dataclass

from specpress.source.page import rules
from specpress.source.page.labels import Label
from specpress.source.page.lines import Line, Reporter
from specpress.source.page.names import pascal
from specpress.source.page.parse import Page

_IDENTIFIER = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]*\Z")
_VARIABLE = re.compile(r"\{([^{}]*)\}")
_PATH = re.compile(r"(?:/(?:[^\s{}?#/]|\{[^\s{}?#/]+\})*+)++\Z")


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """An operation: `summary` is "" where the title says nothing new, `query` the names in a query
    string that the path carried, and `line` the endpoint."""

    id: str
    summary: str
    method: str
    path: str
    query: tuple[str, ...]
    line: Line

    @property
    def variables(self) -> tuple[str, ...]:
        """The variables of the path, in their order."""
        return tuple(dict.fromkeys(_VARIABLE.findall(self.path)))


def identify(page: Page, report: Reporter) -> Identity | None:
    """The operation of a page; None, reported, when it has no endpoint that can be read."""
    found = _endpoint(page, report)
    if found is None:
        return None
    method, whole, line = found
    path, _, query = whole.partition("?")
    if not _is_template(path):
        message = f"`{path}` is no path template: variables stand in braces, each one once"
        report.at(line, rules.BAD_PATH, message)
        return None
    name = _operation_id(page, method, path, line, report)
    title = page.header.title
    return Identity(
        id=name,
        summary="" if title == name else title,
        method=method,
        path=path,
        query=tuple(dict.fromkeys(part.partition("=")[0] for part in query.split("&") if part)),
        line=line,
    )


def _is_template(path: str) -> bool:
    names = _VARIABLE.findall(path)
    return bool(_PATH.match(path)) and len(set(names)) == len(names)


def _endpoint(page: Page, report: Reporter) -> tuple[str, str, Line] | None:
    """Method, path with its query string, and the line that says so."""
    badge, curl, endpoint = page.header.badge, page.curl, page.endpoint
    elsewhere = {
        "badge": badge.method if badge else "",
        "curl": (curl.method or "") if curl else "",
    }
    if endpoint is None and (curl is None or not curl.path.startswith("/")):
        message = "the page has neither an endpoint nor a curl with a URL"
        report.at(None, rules.NO_ENDPOINT, message, "is the page cut off?")
        return None
    if endpoint is None:
        assert curl is not None, "checked above"
        message = f"the page has no section `{Label.ENDPOINT.value}`; the URL of the curl is read"
        report.at(curl.line, rules.NO_SECTION, message)
        method, path, line = "", curl.path, curl.line
    else:
        method, path, line = endpoint.method, endpoint.path, endpoint.line
        _compare_paths(page, path, report)
    for source, other in elsewhere.items():
        if method and other and other != method:
            message = f"the endpoint says {method}, the {source} says {other}"
            report.at(line, rules.ENDPOINT, message, f"{method} is read")
    if not method:
        method = elsewhere["badge"] or elsewhere["curl"]
        if not method:
            message = f"the endpoint `{path}` has no HTTP method, and nothing else names one"
            report.at(line, rules.NO_METHOD, message, "write it before the path: POST/a/b")
            return None
        if endpoint is not None:
            message = f"the endpoint has no HTTP method; {method} is read from elsewhere"
            report.at(line, rules.ENDPOINT, message)
    return method, path, line


def _compare_paths(page: Page, path: str, report: Reporter) -> None:
    curl = page.curl
    if curl is None or not curl.path:
        return
    plain = path.partition("?")[0]
    if curl.path != plain:
        message = f"the curl calls `{curl.path}`, the endpoint is `{plain}`"
        report.at(curl.line, rules.ENDPOINT, message, "the endpoint is read")


def _operation_id(page: Page, method: str, path: str, line: Line, report: Reporter) -> str:
    given = page.operation_id
    if given is not None and _IDENTIFIER.match(given.text):
        return given.text
    title = page.header.title
    if _IDENTIFIER.match(title):
        if given is not None:
            message = f"`{given.text}` is no operation id; the title `{title}` is read"
            report.at(given, rules.NO_OPERATION_ID, message)
        return title
    made = method.lower() + pascal(path)
    message = f"neither an operation id nor a title that could be one; `{made}` is used"
    report.at(given or line, rules.NO_OPERATION_ID, message, "add the section `Operation ID`")
    return made
