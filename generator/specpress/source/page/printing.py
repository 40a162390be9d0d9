"""An operation of an OpenAPI document to a page, in the grammar that the reader reads."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from http import HTTPStatus

from specpress.diagnostics import Sink
from specpress.jsonvalue import Json, JsonObject
from specpress.source import extensions
from specpress.source.document import Positions, PositionTable
from specpress.source.page import labels, losses, rules
from specpress.source.page.filling import filled
from specpress.source.page.labels import Label
from specpress.source.page.names import pascal, response_name
from specpress.source.page.operations import DEFAULT_STATUS, OK
from specpress.source.page.printed_curl import curl_line, json_line
from specpress.source.page.printed_rows import RowPrinter
from specpress.source.page.views import Description, OperationView, objects_of, text_of


def print_page(
    root: JsonObject, operation_id: str, sink: Sink, *, positions: Positions | None = None
) -> str:
    """The page of an operation, in the bulleted English rendering, with a line feed at its end.

    `root` is an OpenAPI document, and `positions` knows the places of its parts. What the grammar
    has no word for is reported, part by part: the printed page is read again, and everything that
    does not come back the same is a diagnostic. Without such an operation: a diagnostic, and "".
    """
    positions = positions or PositionTable(file="description", places={})
    description = Description(root)
    view = description.operation(operation_id)
    if view is None:
        message = f"the description has no operation `{operation_id}`"
        near = difflib.get_close_matches(operation_id, description.operation_ids, n=1)
        hint = f"did you mean `{near[0]}`?" if near else ""
        sink.report(rules.PRINT_NO_OPERATION.at(positions.locate("/paths"), message, hint=hint))
        return ""
    text = "\n\n".join(block for block in _Printer(description, view).blocks() if block) + "\n"
    losses.report(description, view, text, positions, sink)
    return text


class _Printer:
    """Prints one operation, block by block; blocks are separated by blank lines."""

    def __init__(self, description: Description, view: OperationView) -> None:
        self.view = view
        self.request = view.media(view.operation.get("requestBody"))
        self.answer = view.media(view.answer)
        fill = extensions.SINCE not in view.operation
        self.sent = _example(description, self.request, fill=fill)
        self.shown = _example(description, self.answer, fill=fill)
        self.rows = RowPrinter(description, view.id)

    def blocks(self) -> Iterator[str]:
        """The blocks of the page in their order."""
        yield "\n".join((Label.SKIP.value, *self._head()))
        title = text_of(self.view.operation, "summary") or self.view.id
        yield from (title, title, Label.AVAILABILITY.value, Label.TRY_IT.value)
        yield labels.TRY_IT_SENTENCE
        path, query, body = self._path(), self._query(), self._body()
        if path:
            yield Label.PATH.value
        if query:
            yield Label.QUERY.value
        yield Label.REQUEST.value
        for label, rows in ((Label.PATH, path), (Label.QUERY, query), (Label.BODY, body)):
            if rows:
                yield label.value
                yield rows
        if not (path or query or body):
            yield labels.NO_PARAMETERS_SENTENCE
        yield from self._responses()
        yield from self._tail()

    def _head(self) -> Iterator[str]:
        operation, view = self.view.operation, self.view
        crumbs = [str(part) for part in view.breadcrumb]
        if crumbs:
            yield "/".join(crumbs)
        group = view.tag
        since = text_of(operation, extensions.SINCE)
        mode = operation.get(extensions.SYNCHRONOUS)
        last = crumbs[-1] if crumbs else ""
        if mode is None and not since and group == last:
            return
        badge = f"{view.method}{group}Since {since}"
        badge += labels.SYNCHRONOUS[0] if mode is True else ""
        badge += labels.AUTH_REQUIRED[0] if view.needs_auth else ""
        yield badge.rstrip()

    def _path(self) -> str:
        return self._parameters("path", dict.fromkeys(self.view.variables))

    def _query(self) -> str:
        sent: JsonObject = {
            text_of(one, "name"): next(iter(self.view.parameter_schema(one)[1]), None)
            for one in self.view.parameters("query")
        }
        return self._parameters("query", sent)

    def _parameters(self, place: str, sent: JsonObject) -> str:
        rows = []
        for one in self.view.parameters(place):
            if one.get(extensions.UNDOCUMENTED):
                continue
            required = place == "path" or bool(one.get("required"))
            required = required or bool(one.get(extensions.DOCUMENTED_REQUIRED))
            schema, _ = self.view.parameter_schema(one)
            described = {**schema, "description": text_of(one, "description")}
            rows.append((text_of(one, "name"), described, required))
        return self.rows.printed(rows, pascal(self.view.id), [sent])

    def _body(self) -> str:
        schema = self.request.get("schema")
        objects = [*objects_of(self.sent[0] if self.sent else None)]
        names: JsonObject = {text_of(one, "name"): None for one in self.view.all_parameters}
        return self.rows.of_schema(schema, pascal(self.view.id), [*objects, names])

    def _responses(self) -> Iterator[str]:
        view = self.view
        yield Label.RESPONSES.value
        tree = self.rows.of_schema(
            self.answer.get("schema"),
            response_name(view.id),
            [*objects_of(self.shown[0] if self.shown else None)],
        )
        failure = view.media(view.failure)
        sentence = text_of(view.answer, "description")
        bare = not tree and "example" in failure and view.status == DEFAULT_STATUS
        if not bare or sentence[:1].isdigit():
            yield _status_line(view.status)
        if sentence not in ("", OK):
            yield sentence
        elif tree or "example" not in failure:
            yield labels.TREE_SENTENCE
        yield tree
        if "example" in failure:
            if not tree and self.shown:
                yield Label.SUCCESS.value
                yield json_line(self.shown[0])
            yield Label.ERROR.value
            yield json_line(failure["example"])

    def _tail(self) -> Iterator[str]:
        view = self.view
        yield Label.ENDPOINT.value
        yield view.method + view.path
        yield view.path
        yield from (Label.OPERATION_ID.value, view.id, Label.PERMALINK.value)
        yield Label.REQUEST_EXAMPLE.value
        yield curl_line(view, self.sent)
        yield Label.RESPONSE_EXAMPLE.value
        yield "\n".join((view.status, *map(json_line, self.shown)))
        yield Label.HISTORY.value
        history = view.operation.get(extensions.HISTORY)
        records = history if isinstance(history, list) else []
        lines = [
            f"{text_of(record, 'version')} {text_of(record, 'change')}".strip()
            for record in records
            if isinstance(record, dict)
        ]
        yield "\n".join(lines) or labels.NO_HISTORY_SENTENCE
        yield Label.VIEW_ALL.value


def _status_line(status: str) -> str:
    try:
        return f"{status} {HTTPStatus(int(status)).phrase}"
    except ValueError:
        return status


def _example(description: Description, media: JsonObject, *, fill: bool) -> tuple[Json, ...]:
    """The example of a body, or none. Descriptions that no page gave have it filled by rule."""
    if "example" in media:
        return (media["example"],)
    if fill and "schema" in media:
        return (filled(description, media["schema"]),)
    return ()
