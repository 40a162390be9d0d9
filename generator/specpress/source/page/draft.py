"""One page, its contradictions about places settled: what is a parameter, what is the body."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass

from specpress.jsonvalue import Json, JsonObject
from specpress.source.page import rules
from specpress.source.page.envelope import settle_envelope
from specpress.source.page.errors import read_error
from specpress.source.page.examples import Example, plain_json
from specpress.source.page.fields import Objects, Row, objects_in, settle, split_rows
from specpress.source.page.glued import read_glued
from specpress.source.page.identity import Identity
from specpress.source.page.labels import EMPTY
from specpress.source.page.lines import Line, Reporter
from specpress.source.page.parameters import Parameter, sort_rows
from specpress.source.page.parse import FieldList, Page


@dataclass(frozen=True, slots=True, kw_only=True)
class Lists:
    """The rows of each list of a page, split, nothing else done to them."""

    path: tuple[Row, ...]
    query: tuple[Row, ...]
    body: tuple[Row, ...]
    response: tuple[Row, ...]

    @property
    def every(self) -> tuple[Row, ...]:
        """The rows of all lists."""
        return (*self.path, *self.query, *self.body, *self.response)


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """An operation as one page has it.

    `request` and `response` are the examples. `cut_request` and `cut_response` say that this copy
    of the page lost rows, so that a field of an example may well be documented.
    """

    page: Page
    identity: Identity
    parameters: tuple[Parameter, ...]
    body: tuple[Row, ...]
    request: Example | None
    cut_request: bool
    answer: tuple[Row, ...]
    response: Example | None
    cut_response: bool
    error: Example | None
    error_keys: frozenset[str]


def split_lists(page: Page, identity: Identity, named: Set[str], report: Reporter) -> Lists:
    """The rows of a page, with their names and types apart. `named` are the types known so far."""
    body = objects_in(page.curl.body.value) if page.curl and page.curl.body else []
    example = page.example or page.response.success
    answer = objects_in(example.value) if example else []
    path: list[JsonObject] = [dict.fromkeys(identity.variables)]
    query: list[JsonObject] = [dict.fromkeys(identity.query)]
    if page.curl:
        query.append({name: plain_json(value) for name, value in page.curl.query})
    return Lists(
        path=_split(page.path, path, named, report),
        query=_split(page.query, query, named, report),
        body=_split(page.body, [*body, *path, *query], named, report),
        response=split_rows(page.response.rows, answer, named),
    )


def _split(
    fields: FieldList, objects: Objects, named: Set[str], report: Reporter
) -> tuple[Row, ...]:
    if fields.glued:
        return read_glued(fields.glued, objects, named, report)
    return split_rows(fields.rows, objects, named)


def draft(page: Page, identity: Identity, lists: Lists, report: Reporter) -> Draft:
    """Settles where everything belongs; every contradiction on the way is reported."""
    sent = page.curl.body if page.curl else None
    objects = objects_in(sent.value) if sent else []
    variables: list[JsonObject] = [dict.fromkeys(identity.variables)]
    body = settle(settle_envelope(lists.body, objects, identity, report), objects, report)
    sorted_rows = sort_rows(
        identity,
        settle(lists.path, variables, report),
        settle(lists.query, [], report),
        body,
        page.curl,
        report,
    )
    request = _usable(sorted_rows.example, sorted_rows.body, "request", report)
    response = _success(page, report)
    answer = settle(lists.response, objects_in(response.value) if response else [], report)
    response = _usable(response, answer, "response", report)
    error, odd = read_error(page.response.error, report)
    _check_denial(page, sorted_rows.parameters, sorted_rows.body, report)
    return Draft(
        page=page,
        identity=identity,
        parameters=sorted_rows.parameters,
        body=sorted_rows.body,
        request=request,
        cut_request=_is_truncated(page, sorted_rows.body, request, report),
        answer=answer,
        response=response,
        cut_response=_lost_response(page, answer, response, report),
        error=error,
        error_keys=odd,
    )


def _usable(
    example: Example | None, rows: tuple[Row, ...], what: str, report: Reporter
) -> Example | None:
    """An example, unless it is no object where the page lists fields."""
    if example is None or not rows or isinstance(example.value, dict):
        return example
    message = f"the page lists the fields of the {what}, and its example is no object"
    report.at(example.locate(()), rules.TYPE_CONTRADICTED, message, "the example is left out")
    return None


def _success(page: Page, report: Reporter) -> Example | None:
    first, second = page.response.success, page.example
    if first and second and first.value != second.value:
        message = "the success response differs from the response example"
        report.at(first.locate(()), rules.EXAMPLES_DIFFER, message, "the second one is read")
    return second or first


def _lost_response(
    page: Page, answer: tuple[Row, ...], response: Example | None, report: Reporter
) -> bool:
    if answer or response is None or response.value == {}:
        return False
    if EMPTY.search(page.response.sentence):
        message = "the response is called an empty object, and the example has fields"
        report.at(response.locate(()), rules.NOT_EMPTY, message, "the fields are read")
        return True
    message = "the fields of the response are not listed"
    line = page.response.line
    place = line if line is not None else response.locate(())
    hint = "read from the example; copy the page with its bullets to have their types and words"
    report.at(place, rules.NO_RESPONSE_TREE, message, hint)
    return True


def _is_truncated(
    page: Page, body: tuple[Row, ...], request: Example | None, report: Reporter
) -> bool:
    """Whether a copy without bullets lost rows that the curl knows."""
    if not page.body.glued or request is None:
        return False
    missing = list(_missing(body, request.value))
    if missing:
        names = ", ".join(f"`{name}`" for name in missing)
        message = f"the list stops before {names}"
        hint = "read from the curl; copy the page with its bullets to have their types and words"
        report.at(page.body.glued[-1], rules.TRUNCATED, message, hint)
    return bool(missing)


def _missing(rows: tuple[Row, ...], value: Json) -> list[str]:
    if not isinstance(value, dict):
        return []
    known = {row.name: row for row in rows}
    found = []
    for key, part in value.items():
        if key not in known:
            found.append(key)
        elif known[key].children:
            for inner in objects_in(part):
                found += [f"{key}.{name}" for name in _missing(known[key].children, inner)]
    return list(dict.fromkeys(found))


def _check_denial(
    page: Page,
    parameters: tuple[Parameter, ...],
    body: tuple[Row, ...],
    report: Reporter,
) -> None:
    names = [f"`{one.name}`" for one in parameters if one.place != "header"]
    names += [f"`{row.name}`" for row in body]
    if page.denial is not None and names:
        message = f"the page says that there are no request parameters, and has {', '.join(names)}"
        report.at(page.denial, rules.NOT_WITHOUT, message, "they are read")


def heading_of(found: Draft) -> Line:
    """The line that stands for the whole operation."""
    return found.page.header.line or found.identity.line
