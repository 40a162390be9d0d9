"""One draft to its OpenAPI operation."""

from __future__ import annotations

import re
from collections.abc import Mapping

from specpress.diagnostics import Location, Sink
from specpress.jsonvalue import Json, JsonObject, pointer
from specpress.source import extensions
from specpress.source.page import labels, names, rules
from specpress.source.page.draft import Draft, heading_of
from specpress.source.page.envelope import chosen, is_envelope
from specpress.source.page.errors import is_error_object
from specpress.source.page.examples import Example
from specpress.source.page.fields import Row
from specpress.source.page.numbers import WholeNumbers
from specpress.source.page.parameters import Parameter
from specpress.source.page.schemas import SchemaBuilder, reference
from specpress.source.page.shapes import Seen, Shape, Shapes
from specpress.source.page.words import ERROR_TYPE, Kind, kind_of

SCHEME = "OAuth"
"""The name of the security scheme: `Authorization: OAuth {sessionUuid}`."""

JSON_MEDIA = "application/json"
DEFAULT_STATUS = "200"
OK = "OK"
ERROR_DESCRIPTION = "Error response"
_LOGIN = re.compile(r"\ALog_?in", re.IGNORECASE)


class OperationBuilder:
    """Builds one operation in three steps, each for all operations before the next.

    `document` enters the rows, `show` the examples, `operation` prints what came of them.
    """

    def __init__(self, draft: Draft, shapes: Shapes, schemas: SchemaBuilder, sink: Sink) -> None:
        self.draft = draft
        self.id = draft.identity.id
        self._shapes = shapes
        self._schemas = schemas
        self._sink = sink
        self._parameters = Shape(name="", prefix=names.pascal(self.id))
        self._request: Shape | None = None
        self._response: Shape | None = None
        self._error: Shape | None = None

    def document(self) -> None:
        """Enters what the rows document."""
        draft, file = self.draft, self.draft.page.file
        rows = tuple(one.row for one in draft.parameters if one.row)
        self._shapes.document(self._parameters, rows, file)
        if draft.body or (draft.request and isinstance(draft.request.value, dict)):
            name, prefix = names.request_name(self.id), names.pascal(self.id)
            self._request = self._shapes.root(name, prefix, draft.body, file)
            self._request.lost = draft.cut_request
        if draft.answer or draft.response is None or isinstance(draft.response.value, dict):
            name = names.response_name(self.id)
            self._response = self._shapes.root(name, name, draft.answer, file)
            self._response.lost = draft.cut_response

    def show(self) -> None:
        """Enters what the examples show."""
        draft = self.draft
        for one in draft.parameters:
            for value in one.values if one.row else ():
                spot = _spot(one, value, draft.page.file)
                self._shapes.show(
                    self._parameters,
                    Seen(value={one.name: value}, example=spot, path=(), answer=False),
                )
        self._show(self._request, draft.request, answer=False)
        self._show(self._response, draft.response, answer=True)
        if draft.error and isinstance(draft.error.value, dict):
            self._show_error(draft.error, draft.error.value)

    def _show(self, shape: Shape | None, example: Example | None, *, answer: bool) -> None:
        if shape and example and isinstance(example.value, dict):
            seen = Seen(value=example.value, example=example, path=(), answer=answer)
            self._shapes.show(shape, seen)

    def _show_error(self, example: Example, value: JsonObject) -> None:
        """The sample of an error: the error object, or an object that holds it."""
        known = self._shapes.named(ERROR_TYPE, self.draft.page.file)
        known.lost = known.lost or not known.documented
        if is_error_object(value):
            self._error = known
            plain = self._without_odd(value)
            seen = Seen(value=plain, example=example, path=(), answer=True)
            self._shapes.show(known, seen)
            return
        name = names.error_name(self.id)
        self._error = self._shapes.root(name, name, (), self.draft.page.file)
        self._error.lost = True
        inner = value.get("error")
        if isinstance(inner, dict):
            self._error.children["error"] = known.name
            value = {**value, "error": self._without_odd(inner)}
        seen = Seen(value=value, example=example, path=(), answer=True)
        self._shapes.show(self._error, seen)

    def _without_odd(self, value: JsonObject) -> JsonObject:
        return {key: part for key, part in value.items() if key not in self.draft.error_keys}

    def operation(self, schemas: Mapping[str, JsonObject], path: str) -> JsonObject:
        """The operation; `schemas` are the component schemas, `path` its key in `paths`."""
        draft = self.draft
        base = pointer("paths", path, draft.identity.method.lower())
        self._note(base, heading_of(draft).number, heading_of(draft).column)
        found: JsonObject = {}
        group = group_of(draft)
        if group:
            found["tags"] = [group]
        if draft.identity.summary:
            found["summary"] = draft.identity.summary
        found["operationId"] = self.id
        parameters: list[Json] = [
            self._parameter(one, n, base) for n, one in enumerate(draft.parameters)
        ]
        if parameters:
            found["parameters"] = parameters
        body = self._body(schemas, base)
        if body:
            found["requestBody"] = body
        found["responses"] = self._responses(schemas, base)
        needed: list[Json] = [{SCHEME: []}]
        found["security"] = needed if self._needs_auth() else []
        return {**found, **self._extras()}

    def _note(self, where: str, line: int, column: int) -> None:
        place = Location(file=self.draft.page.file, line=line, column=column)
        self._schemas.places[where] = place

    def _extras(self) -> JsonObject:
        header, history = self.draft.page.header, self.draft.page.history
        found: JsonObject = {extensions.SINCE: header.badge.since if header.badge else ""}
        if header.breadcrumb:
            found[extensions.BREADCRUMB] = list(header.breadcrumb)
        if header.badge:
            found[extensions.SYNCHRONOUS] = header.badge.synchronous
        if history:
            records: list[Json] = [
                {"version": version, "change": change} for version, change in history
            ]
            found[extensions.HISTORY] = records
        return found

    def _parameter(self, one: Parameter, number: int, base: str) -> JsonObject:
        self._note(f"{base}/parameters/{number}", one.line.number, one.line.column)
        found: JsonObject = {"name": one.name, "in": one.place}
        if one.row is None:
            if one.place == "path":
                found["required"] = True
            return {**found, "schema": {"type": "string"}, extensions.UNDOCUMENTED: True}
        if one.row.description:
            found["description"] = one.row.description
        denied = self._check_words(one, one.row)
        if one.place == "path" or (one.row.required and not denied):
            found["required"] = True
        schema, example = self._parameter_schema(one, one.row)
        if _is_structured(schema):
            content: JsonObject = {"schema": schema}
            if example is not None:
                content["example"] = example
            found["content"] = {JSON_MEDIA: content}
        else:
            found["schema"] = schema
            if example is not None:
                found["example"] = example
        if denied:
            found[extensions.DOCUMENTED_REQUIRED] = True
        return found

    def _check_words(self, one: Parameter, row: Row) -> bool:
        """Reports on the description; returns whether it denies the label Required."""
        draft = self.draft
        place = Location(file=draft.page.file, line=row.line.number, column=row.line.column)
        if labels.is_foreign(row.description, draft.page.language):
            message = f"the description of `{row.name}` is not in the language of the page"
            self._sink.report(rules.FOREIGN.at(place, message, hint="translate it"))
        denied = row.required and bool(labels.OPTIONAL.match(row.description))
        if denied and one.place != "path":
            message = f"`{row.name}` is labelled Required and described as optional"
            self._sink.report(rules.OPTIONAL.at(place, message, hint="read as optional"))
        return denied and one.place != "path"

    def _parameter_schema(self, one: Parameter, row: Row) -> tuple[JsonObject, Json]:
        many = kind_of(row.type) in (Kind.LIST, Kind.SET) and not row.children
        place = Location(file=self.draft.page.file, line=row.line.number, column=row.line.column)
        child = self._parameters.children.get(one.name)
        values: list[Json] = [] if many else list(one.values)
        schema = self._schemas.typed(row, values, child, place, text=True)
        example: Json = list(one.values) if many and one.values else next(iter(values), None)
        return schema, example

    def _body(self, schemas: Mapping[str, JsonObject], base: str) -> JsonObject:
        example = self.draft.request
        if self._request is None and example is None:
            return {}
        line = next(iter(self.draft.body)).line if self.draft.body else self.draft.identity.line
        self._note(f"{base}/requestBody", line.number, line.column)
        found: JsonObject = {}
        if self._request and schemas[self._request.name].get("required"):
            found["required"] = True
        found["content"] = {JSON_MEDIA: self._media(self._request, example, schemas)}
        return found

    def _media(
        self, shape: Shape | None, example: Example | None, schemas: Mapping[str, JsonObject]
    ) -> JsonObject:
        if shape is not None:
            schema = reference(shape.name)
        else:
            assert example is not None, "without a shape there is an example"
            schema = self._schemas.evident("", [example.value], None)
        found: JsonObject = {"schema": schema}
        if example is not None:
            restore = WholeNumbers(schemas=schemas, example=example, sink=self._sink)
            found["example"] = restore.restored(schema)
        return found

    def _responses(self, schemas: Mapping[str, JsonObject], base: str) -> JsonObject:
        page = self.draft.page
        status = page.response.status or page.status or DEFAULT_STATUS
        line = page.response.line or self.draft.identity.line
        self._note(f"{base}/responses/{status}", line.number, line.column)
        sentence = page.response.sentence
        found: JsonObject = {
            status: {
                "description": OK if sentence in ("", labels.TREE_SENTENCE) else sentence,
                "content": {JSON_MEDIA: self._media(self._response, self.draft.response, schemas)},
            }
        }
        if self.draft.error:
            place = self.draft.error.locate(())
            self._note(f"{base}/responses/default", place.line, place.column)
            found["default"] = {
                "description": ERROR_DESCRIPTION,
                "content": {JSON_MEDIA: self._media(self._error, self.draft.error, schemas)},
            }
        return found

    def _needs_auth(self) -> bool:
        """The badge decides; where it is missing, the header of the curl does."""
        badge, curl = self.draft.page.header.badge, self.draft.page.curl
        sent = curl is not None and curl.header("Authorization") is not None
        place = Location(file=self.draft.page.file)
        if badge is not None:
            place = Location(
                file=self.draft.page.file, line=badge.line.number, column=badge.line.column
            )
        if badge is None:
            return sent
        if badge.auth and self._logs_in():
            message = f"`{self.id}` logs in, and is marked Auth Required"
            hint = "read as open: there is no session before the login"
            self._sink.report(rules.LOGIN.at(place, message, hint=hint))
            return False
        if curl is not None and sent != badge.auth:
            says = "Auth Required" if badge.auth else "no authentication"
            does = "sends" if sent else "does not send"
            message = f"the badge says {says}, the curl {does} an Authorization header"
            self._sink.report(rules.AUTH.at(place, message, hint="read as required"))
            return True
        return badge.auth

    def _logs_in(self) -> bool:
        path = self.draft.identity.path.lower()
        return bool(_LOGIN.match(self.id)) or path.endswith(("/login", "/log-in"))

    def mark_envelope(self, schemas: Mapping[str, JsonObject]) -> None:
        """Marks the property of the request that holds the arguments of the call."""
        if self._request is None:
            return
        properties = schemas[self._request.name].get("properties")
        if not isinstance(properties, dict):
            return
        found = [
            name
            for name, part in properties.items()
            if is_envelope(name, self.id) and isinstance(part, dict) and "$ref" in part
        ]
        name = chosen(found, self.draft.identity)
        if name is not None:
            part = properties[name]
            assert isinstance(part, dict), "checked above"
            part[extensions.ENVELOPE] = True


def group_of(draft: Draft) -> str:
    """The tag of an operation: the group of the badge, else the end of the breadcrumb."""
    header = draft.page.header
    if header.badge and header.badge.group:
        return header.badge.group
    return header.breadcrumb[-1] if header.breadcrumb else ""


def _is_structured(schema: JsonObject) -> bool:
    """Whether a parameter is more than a scalar or a list of scalars."""
    items = schema.get("items")
    if isinstance(items, dict):
        return _is_structured(items) or items.get("type") == "array"
    return "$ref" in schema or schema.get("type") == "object"


def _spot(one: Parameter, value: Json, file: str) -> Example:
    return Example(value=value, text="", file=file, line=one.line.number, column=one.line.column)
