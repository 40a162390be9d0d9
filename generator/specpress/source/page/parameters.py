"""The parameters of an operation, from wherever a page lists them."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from specpress.jsonvalue import Json
from specpress.source.page import rules
from specpress.source.page.curl import Curl
from specpress.source.page.envelope import is_envelope
from specpress.source.page.examples import Example, plain_json
from specpress.source.page.fields import Row, without
from specpress.source.page.identity import Identity
from specpress.source.page.lines import Line, Reporter
from specpress.source.page.values import as_integer, fits, is_placeholder
from specpress.source.page.words import SCALARS, Kind, kind_of

WITHOUT_BODY = ("GET", "HEAD")
"""Methods whose request body has no meaning (RFC 9110, sections 9.3.1 and 9.3.2)."""

_COMMON_HEADERS = ("authorization", "content-type", "accept", "user-agent")
_PLACEHOLDER = re.compile(r"[<{][^\"<>{}]*[>}]\Z")


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """A parameter. `row` is None for one that only an example, or the path itself, knows.

    `values` are those of the curl, placeholders left out.
    """

    name: str
    place: str
    row: Row | None
    line: Line
    values: tuple[Json, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Sorted:
    """The rows of a page, each where it belongs."""

    parameters: tuple[Parameter, ...]
    body: tuple[Row, ...]
    example: Example | None


@dataclass(slots=True)
class _Body:
    """The body while parameters are taken out of it."""

    rows: tuple[Row, ...]
    example: Example | None
    operation_id: str

    def take(self, name: str) -> Row | None:
        """The row of a name, from the outermost list or the envelope, now out of the body."""
        for row in self.rows:
            if row.name == name:
                self.rows = without(self.rows, name)
                self._forget((name,))
                return row
            inner = next((child for child in row.children if child.name == name), None)
            if inner and is_envelope(row.name, self.operation_id):
                less = row.with_children(without(row.children, name))
                kept = less.children or kind_of(row.type) is Kind.NAMED
                self.rows = tuple(
                    less if other is row else other
                    for other in self.rows
                    if kept or other is not row
                )
                self._forget((row.name, name) if kept else (row.name,))
                return inner
        return None

    def _forget(self, path: tuple[str, ...]) -> None:
        if self.example is not None:
            value = _without(self.example.value, path)
            self.example = (
                None if value == {} and not self.rows else replace(self.example, value=value)
            )


def _without(value: Json, path: tuple[str, ...]) -> Json:
    if not isinstance(value, dict) or path[0] not in value:
        return value
    if len(path) == 1:
        return {key: part for key, part in value.items() if key != path[0]}
    return {
        key: _without(part, path[1:]) if key == path[0] else part for key, part in value.items()
    }


def sort_rows(
    identity: Identity,
    path: tuple[Row, ...],
    query: tuple[Row, ...],
    body: tuple[Row, ...],
    curl: Curl | None,
    report: Reporter,
) -> Sorted:
    """Gives each row its place: the path, the query string, or the body."""
    inside = _Body(body, curl.body if curl else None, identity.id)
    variables, strays = _path_parameters(identity, path, inside, report)
    listed = [*query, *strays, *_from_path(identity, query, inside, report)]
    if identity.method in WITHOUT_BODY:
        listed += _from_body(identity, inside, curl, report)
    values = _values(curl, inside if identity.method in WITHOUT_BODY else None)
    if identity.method in WITHOUT_BODY:
        inside.rows, inside.example = (), None
    return Sorted(
        parameters=(
            *variables,
            *_query_parameters(identity, listed, values, curl, report),
            *_header_parameters(curl, report),
        ),
        body=inside.rows,
        example=inside.example,
    )


def _path_parameters(
    identity: Identity, rows: Sequence[Row], body: _Body, report: Reporter
) -> tuple[list[Parameter], list[Row]]:
    """One parameter a variable of the path, and the rows that are none."""
    left = {row.name: row for row in rows}
    found = []
    for name in identity.variables:
        row = left.pop(name, None)
        if row is None:
            row = _unlisted(name, identity, body, report)
        elif not row.required:
            message = f"the path parameter `{name}` is not labelled Required"
            report.at(row.line, rules.OPTIONAL_VARIABLE, message, "a path has all its variables")
        line = row.line if row else identity.line
        found.append(Parameter(name=name, place="path", row=row, line=line))
    for row in left.values():
        message = f"the path `{identity.path}` has no variable `{row.name}`"
        report.at(row.line, rules.UNKNOWN_VARIABLE, message, "read as a query parameter")
    return found, list(left.values())


def _unlisted(name: str, identity: Identity, body: _Body, report: Reporter) -> Row | None:
    row = body.take(name)
    if row is None:
        message = f"the variable `{name}` of the path is listed nowhere"
        report.at(identity.line, rules.UNLISTED_VARIABLE, message, "read as a required string")
        return None
    message = f"the variable `{name}` of the path is listed as a field of the body"
    report.at(row.line, rules.VARIABLE_IN_BODY, message, "read as a path parameter only")
    return row


def _from_path(
    identity: Identity, query: Sequence[Row], body: _Body, report: Reporter
) -> list[Row]:
    """The rows of the body that a query string in the path names."""
    if not identity.query:
        return []
    listed = {row.name for row in query}
    moved = [row for name in identity.query if name not in listed and (row := body.take(name))]
    names = ", ".join(f"`{name}`" for name in identity.query)
    message = f"the path carries a query string with {names}"
    hint = "read as query parameters"
    if moved:
        hint += "; " + ", ".join(f"`{row.name}`" for row in moved) + " moved there from the body"
    report.at(identity.line, rules.QUERY_IN_PATH, message, hint)
    return moved


def _from_body(identity: Identity, body: _Body, curl: Curl | None, report: Reporter) -> list[Row]:
    """The body fields of a method that has no body, those in an envelope one by one."""
    if not body.rows and body.example is None:
        return []
    line = body.rows[0].line if body.rows else curl.line if curl else identity.line
    message = f"{identity.method} with a request body"
    report.at(line, rules.GET_BODY, message, "its fields are read as query parameters")
    found: list[Row] = []
    for row in body.rows:
        found.extend(row.children if is_envelope(row.name, identity.id) else (row,))
    return found


def _values(curl: Curl | None, body: _Body | None) -> dict[str, list[Json]]:
    """What the curl sends for each query parameter."""
    found: dict[str, list[Json]] = {}
    for name, text in curl.query if curl else ():
        found.setdefault(name, []).append(text)
    for key, value in _fields(body.example.value if body and body.example else None):
        inner = value if body and is_envelope(key, body.operation_id) else None
        for name, part in _fields(inner) if isinstance(inner, dict) else [(key, value)]:
            found.setdefault(name, []).append(_text(part))
    return found


def _fields(value: Json) -> list[tuple[str, Json]]:
    return list(value.items()) if isinstance(value, dict) else []


def _text(value: Json) -> Json:
    """A value of a body as a query string would carry it."""
    match value:
        case str():
            return value
        case [str() as only] if _PLACEHOLDER.match(only):
            return only
        case _:
            return json.dumps(value, ensure_ascii=False)


def _query_parameters(
    identity: Identity,
    rows: Sequence[Row],
    values: dict[str, list[Json]],
    curl: Curl | None,
    report: Reporter,
) -> list[Parameter]:
    kept = {row.name: row for row in reversed(rows)}
    known = {row.name: kept[row.name] for row in rows}
    found = [
        Parameter(
            name=name, place="query", row=row, line=row.line, values=_given(row, values, report)
        )
        for name, row in known.items()
    ]
    for name in dict.fromkeys((*identity.query, *values)):
        if name in known:
            continue
        line = identity.line if name in identity.query or curl is None else curl.line
        message = f"the query parameter `{name}` is sent and documented nowhere"
        report.at(line, rules.UNDOCUMENTED_PARAMETER, message, "read as an optional string")
        found.append(Parameter(name=name, place="query", row=None, line=line))
    return found


def _given(row: Row, values: dict[str, list[Json]], report: Reporter) -> tuple[Json, ...]:
    """The values of the curl as the type of a parameter reads them; placeholders are none."""
    texts = [text for text in values.get(row.name, ()) if isinstance(text, str)]
    found: list[Json] = []
    for text in texts:
        if _PLACEHOLDER.match(text) or is_placeholder(text, row.name):
            continue
        value = _value(row, text)
        if value is None:
            message = f"the curl sends `{text}` for `{row.name}`, which is no {row.type}"
            report.at(row.line, rules.TYPE_CONTRADICTED, message, "the value is left out")
        else:
            found.append(value)
    return tuple(found)


def _value(row: Row, text: str) -> Json:
    """The value of a parameter as its type reads it; None when it cannot."""
    kind = kind_of(row.type)
    structured = plain_json(text) if text[:1] in ("{", "[") and row.children else None
    match kind:
        case Kind.SCALAR if structured is None:
            schema = SCALARS[row.type]
            value = text if schema["type"] == "string" else plain_json(text)
            if not fits(schema, value):
                return None
            return as_integer(value) if schema["type"] == "integer" else value
        case Kind.OPEN:
            return plain_json(text)
        case Kind.LIST | Kind.SET if row.children:
            return structured
        case _:
            return text if structured is None else structured


def _header_parameters(curl: Curl | None, report: Reporter) -> list[Parameter]:
    found: dict[str, Parameter] = {}
    for name, _ in curl.headers if curl else ():
        if not name or name.lower() in _COMMON_HEADERS or name.lower() in found:
            continue
        assert curl is not None, "it has headers"
        message = f"the curl sends the header `{name}`, which is documented nowhere"
        report.at(curl.line, rules.UNDOCUMENTED_PARAMETER, message, "read as an optional string")
        found[name.lower()] = Parameter(name=name, place="header", row=None, line=curl.line)
    return list(found.values())
