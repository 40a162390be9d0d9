"""Pages to one OpenAPI document."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from specpress.diagnostics import Location, Sink
from specpress.jsonvalue import Json, JsonObject, pointer
from specpress.source.document import LoadedDocument, PositionTable
from specpress.source.page import names, rules
from specpress.source.page.catalogue import Catalogue
from specpress.source.page.draft import Draft, draft, split_lists
from specpress.source.page.fields import types_of
from specpress.source.page.identity import Identity, identify
from specpress.source.page.lines import Reporter
from specpress.source.page.operations import SCHEME, OperationBuilder, group_of
from specpress.source.page.parse import Page, read_page
from specpress.source.page.required import drop_cycles, target_of
from specpress.source.page.schemas import SchemaBuilder
from specpress.source.page.shapes import Shapes

DIALECT = "3.1.1"
TITLE = "Documented API"


def read_pages(files: Sequence[tuple[str, bytes]], sink: Sink) -> LoadedDocument | None:
    """One OpenAPI 3.1 document from the text of documentation pages.

    `files` are the name (as locations show it) and the bytes of each page; their order does not
    matter. A page that cannot be read is reported and left out, so that all faults are found at
    once. None when no page could be read.
    """
    drafts = _drafts(files, sink)
    if not drafts:
        return None
    builder = _Assembly(drafts, sink)
    root = builder.document()
    table = PositionTable(file=drafts[0].page.file, places=builder.places)
    return LoadedDocument(root=root, positions=table, dialect=DIALECT)


def _drafts(files: Sequence[tuple[str, bytes]], sink: Sink) -> list[Draft]:
    """The pages that can be read, sorted by operation id, each id once."""
    read: list[tuple[Page, Identity, Reporter]] = []
    for file, data in sorted(files):
        report = Reporter(file, sink)
        page = read_page(data, report)
        identity = identify(page, report) if page else None
        if page and identity:
            read.append((page, identity, report))
    read.sort(key=lambda found: (found[1].id, found[0].file))
    unique = list(_once(read))
    first = [split_lists(page, identity, frozenset(), _deaf(r)) for page, identity, r in unique]
    named = frozenset(name for lists in first for name in types_of(lists.every))
    return [
        draft(page, identity, split_lists(page, identity, named, report), report)
        for page, identity, report in unique
    ]


def _deaf(report: Reporter) -> Reporter:
    """A reporter nobody listens to: the first look at the rows is taken again."""
    return Reporter(report.file, Sink())


def _once(
    read: list[tuple[Page, Identity, Reporter]],
) -> Iterator[tuple[Page, Identity, Reporter]]:
    known: dict[str, str] = {}
    for page, identity, report in read:
        before = known.setdefault(identity.id, page.file)
        if before == page.file:
            yield page, identity, report
            continue
        message = f"the operation `{identity.id}` is also that of {before}"
        report.at(identity.line, rules.REPEATED_OPERATION, message, "give one page of each")


class _Assembly:
    """Puts the drafts together: shapes first, then schemas, then operations."""

    def __init__(self, drafts: list[Draft], sink: Sink) -> None:
        self.drafts = drafts
        self.sink = sink
        catalogue = Catalogue(self._reserved(), sink)
        for found in drafts:
            rows = [one.row for one in found.parameters if one.row]
            for part in (rows, found.body, found.answer):
                catalogue.add(part, found.identity.id, found.page.file)
        self.shapes = Shapes(catalogue, sink)
        languages = {found.page.file: found.page.language for found in drafts}
        self.schemas = SchemaBuilder(shapes=self.shapes, languages=languages, sink=sink)
        self.operations = [
            OperationBuilder(found, self.shapes, self.schemas, sink) for found in drafts
        ]

    def _reserved(self) -> list[str]:
        makers = (names.request_name, names.response_name, names.error_name)
        return [make(found.identity.id) for found in self.drafts for make in makers]

    def document(self) -> JsonObject:
        """The document. Keys in the order of the OpenAPI specification."""
        for operation in self.operations:
            operation.document()
        for operation in self.operations:
            operation.show()
        schemas = {
            name: self.schemas.component(shape) for name, shape in list(self.shapes.by_name.items())
        }
        paths = self._paths(schemas)
        schemas = _reached(paths, schemas)
        for operation in self.operations:
            operation.mark_envelope(schemas)
        drop_cycles(schemas, self.schemas.places, self.sink)
        tags = list(dict.fromkeys(group for found in self.drafts if (group := group_of(found))))
        root: JsonObject = {"openapi": DIALECT, "info": _info(self.drafts)}
        root["servers"] = [_server(self._scheme())]
        if tags:
            root["tags"] = [{"name": name} for name in tags]
        root["paths"] = paths
        root["components"] = {"schemas": dict(schemas), "securitySchemes": _SECURITY}
        self._note_places(schemas)
        return root

    def _scheme(self) -> str:
        return next((found.page.curl.scheme for found in self.drafts if found.page.curl), "http")

    def _paths(self, schemas: Mapping[str, JsonObject]) -> JsonObject:
        """The paths. OpenAPI has one operation a path and method: further ones get a fragment."""
        paths: dict[str, JsonObject] = {}
        first: dict[tuple[str, str], str] = {}
        scheme = self._scheme()
        for builder in self.operations:
            identity = builder.draft.identity
            path = identity.path
            other = first.setdefault((path, identity.method), identity.id)
            if other != identity.id:
                path = f"{path}#{identity.id}"
                self._report_shared(builder.draft, other, path)
            operation = builder.operation(schemas, path)
            curl = builder.draft.page.curl
            if curl and curl.scheme != scheme:
                operation["servers"] = [_server(curl.scheme)]
            paths.setdefault(path, {})[identity.method.lower()] = operation
        return dict(paths)

    def _report_shared(self, found: Draft, other: str, path: str) -> None:
        identity = found.identity
        message = f"`{identity.id}` has the method and the path of `{other}`"
        hint = f"OpenAPI has one operation for both; this one stands under `{path}`"
        Reporter(found.page.file, self.sink).at(identity.line, rules.SHARED_ENDPOINT, message, hint)

    def _note_places(self, schemas: Mapping[str, JsonObject]) -> None:
        for name in schemas:
            shape = self.shapes.by_name[name]
            rows = shape.rows
            where = pointer("components", "schemas", name)
            if rows:
                file, line = shape.documented[0].file, rows[0].line
                place = Location(file=file, line=line.number, column=line.column)
                self.schemas.places[where] = place
            elif shape.seen:
                self.schemas.places[where] = shape.seen[0].example.locate(shape.seen[0].path)

    @property
    def places(self) -> Mapping[str, Location]:
        """The place of each part of the document that stands in a page."""
        return self.schemas.places


_SECURITY: JsonObject = {
    SCHEME: {
        "type": "http",
        "scheme": "OAuth",
        "description": "`Authorization: OAuth {sessionUuid}`, with the UUID of a session.",
    }
}


def _server(scheme: str) -> JsonObject:
    host: JsonObject = {
        "default": "localhost",
        "description": "The host, and the port where it is not the default.",
    }
    return {"url": f"{scheme}://{{host}}", "variables": {"host": host}}


def _info(drafts: Sequence[Draft]) -> JsonObject:
    products = {found.page.header.breadcrumb[:1] for found in drafts}
    title = TITLE
    if len(products) == 1:
        (product,) = products
        title = product[0] if product else TITLE
    versions = [found.page.header.badge.since for found in drafts if found.page.header.badge]
    highest = max((version for version in versions if version), key=_version_key, default="0")
    return {"title": title, "version": highest}


def _version_key(version: str) -> tuple[list[int], str]:
    return [int(part[:9]) for part in re.findall(r"[0-9]+", version)], version


def _reached(paths: JsonObject, schemas: Mapping[str, JsonObject]) -> dict[str, JsonObject]:
    """The schemas that the operations refer to, in the order in which they come to them."""
    found: dict[str, JsonObject] = {}
    waiting: list[Json] = [paths]
    while waiting:
        part = waiting.pop()
        if isinstance(part, list):
            waiting.extend(reversed(part))
        if not isinstance(part, dict):
            continue
        name = target_of(part)
        if name in schemas and name not in found:
            found[name] = schemas[name]
            waiting.append(schemas[name])
        waiting.extend(
            value for key, value in reversed(part.items()) if key not in ("example", "required")
        )
    return found
