"""Bodies: their media types, encodings, and the fields of a request that become arguments."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from specpress.model import (
    Access,
    AnyValue,
    Body,
    BodyArgument,
    Codec,
    Content,
    Encoding,
    Envelope,
    EventForm,
    Field,
    Name,
    Origin,
    Record,
    Scalar,
    ScalarKind,
    Style,
    TypeRef,
)
from specpress.naming.words import words
from specpress.normalize import docs, media, rules, streams, uploads
from specpress.normalize.nodes import Node
from specpress.normalize.operation_ids import FoundOperation
from specpress.normalize.parameters import headers_of
from specpress.normalize.parts import parts_of
from specpress.normalize.types import TypeTable

_TEXT = Scalar(ScalarKind.STRING)
_BYTES = Scalar(ScalarKind.BYTES)
_FORMS = frozenset({Codec.FORM, Codec.MULTIPART})


def body_of(table: TypeTable, found: FoundOperation, *, flat: bool = True) -> Body | None:
    """The request body of an operation; None where it has none. `flat`: its fields may become
    arguments of the call."""
    if not found.node.has("requestBody"):
        return None
    given = found.node.object("requestBody")
    node = given.resolved() if given is not None else None
    if node is None:
        return None
    contents = contents_of(table, node)
    required = node.flag("required")
    arguments, envelopes = (
        _arguments(table, node, contents, required=required) if flat else ((), ())
    )
    declared = node.text("x-body-name") or "body"
    return Body(
        name=Name(words=words(declared), declared=declared),
        required=required,
        contents=contents,
        arguments=arguments,
        envelopes=envelopes,
        docs=docs.of_node(node),
        origin=Origin(node.pointer),
    )


def contents_of(table: TypeTable, holder: Node) -> tuple[Content, ...]:
    """The media types of a body or response, the preferred one first."""
    listed = list(holder.entries("content")) if holder.has("content") else []
    ordered = sorted(listed, key=lambda entry: (media.rank(entry[0]), entry[0]))
    return tuple(
        _content(table, media_type, node) for media_type, node in ordered if node.is_object()
    )


def _content(table: TypeTable, media_type: str, given: Node) -> Content:
    node = given.resolved() or given
    if not media.is_valid(media_type):
        given.report(
            rules.MEDIA_TYPE, f"`{media_type}` is no media type; the body is taken for bytes"
        )
    codec = media.codec_of(media_type)
    schema = node.schema("schema")
    type_: TypeRef = table.of_node(schema) if schema is not None else AnyValue()
    if codec is Codec.JSON and type_ == _BYTES:
        codec = Codec.BYTES
    item: TypeRef | None = None
    form = EventForm.DATA
    encodings = tuple(_encodings(table, node))
    match codec:
        case Codec.BYTES:
            type_ = _BYTES
        case Codec.XML:
            given.report(rules.MEDIA_XML, f"a body of {media_type} is handed on as text")
            type_ = _TEXT
        case Codec.TEXT if type_ == AnyValue():
            type_ = _TEXT
        case Codec.EVENTS | Codec.JSON_LINES:
            item = streams.item_of(table, node, type_)
            form = streams.form_of(table, item) if codec is Codec.EVENTS else form
            type_ = _TEXT
        case Codec.MULTIPART if not isinstance(table.target_of(type_), Record):
            given.report(rules.MEDIA_MULTIPART, f"a body of {media_type} has no parts by name")
            codec, type_ = Codec.BYTES, _BYTES
        case _:
            pass
    return Content(
        media_type=media_type,
        codec=codec,
        type=type_,
        item=item,
        event_form=form,
        parts=parts_of(table, type_, encodings, codec) if codec in _FORMS else (),
        encodings=encodings,
        docs=docs.of_node(node),
    )


def _encodings(table: TypeTable, node: Node) -> Iterator[Encoding]:
    """How the properties of a form or multipart body are written (section 4.8.15)."""
    for wire_name, encoding in node.entries("encoding") if node.has("encoding") else ():
        if not encoding.is_object():
            continue
        types = encoding.text("contentType")
        style = encoding.text("style")
        yield Encoding(
            wire_name=wire_name,
            content_types=tuple(part.strip() for part in types.split(",") if part.strip()),
            headers=headers_of(table, encoding),
            style=next((known for known in Style if known.value == style), None),
            explode=encoding.flag("explode") if encoding.has("explode") else None,
            allow_reserved=encoding.flag("allowReserved"),
        )


def _arguments(
    table: TypeTable, body: Node, contents: tuple[Content, ...], *, required: bool
) -> tuple[tuple[BodyArgument, ...], tuple[Envelope, ...]]:
    """The fields of the body that are arguments of the call, and the envelopes around them.

    That is so for a JSON object that has an envelope, and for one that is declared inline and is
    the only body: a record with a name of its own is something that callers hold in their hands.
    The fields of a form are arguments wherever the form is declared, if it is the only body.
    """
    if not contents or contents[0].codec not in (Codec.JSON, *_FORMS):
        return (), ()
    record = table.target_of(contents[0].type)
    if not isinstance(record, Record):
        return (), ()
    is_form = contents[0].codec in _FORMS
    inline = len(contents) == 1 and (is_form or record.id.startswith(f"{body.pointer}/"))
    open_ended = table.records[record.id].open or bool(table.records[record.id].additional)
    enveloped = any((record.id, field.wire_name) in table.envelopes for field in record.fields)
    if not enveloped and (not inline or open_ended):
        return (), ()
    flattened = _Flattened(table, contents[0], [], [])
    flattened.add(record, (), required=required)
    return tuple(flattened.arguments), tuple(flattened.envelopes)


class _Flattened:
    """The arguments and envelopes of a body, gathered from the outside in."""

    def __init__(
        self,
        table: TypeTable,
        content: Content,
        arguments: list[BodyArgument],
        envelopes: list[Envelope],
    ) -> None:
        self.table = table
        self.content = content
        self.arguments = arguments
        self.envelopes = envelopes
        self._open: list[str] = []

    def add(self, record: Record, path: tuple[str, ...], *, required: bool) -> None:
        """Adds the fields of `record`, which stands at `path`."""
        for field in record.fields:
            if field.access is Access.READ:
                continue
            here = (*path, field.wire_name)
            needed = required and field.required
            marked = (record.id, field.wire_name) in self.table.envelopes
            if marked and self._add_envelope(field, here, needed=needed):
                continue
            given = replace(field, type=self._type(field, here))
            self.arguments.append(BodyArgument(path=here, field=given, required=needed))

    def _type(self, field: Field, path: tuple[str, ...]) -> TypeRef:
        """The type of an argument: JSON has no octets, and a part that repeats is a list."""
        if self.content.codec is Codec.JSON:
            return uploads.as_text(field.type)
        lists = uploads.lists_of((self.content,)) if len(path) == 1 else {}
        return lists.get(path[0], field.type)

    def _add_envelope(self, field: Field, path: tuple[str, ...], *, needed: bool) -> bool:
        inner = self.table.target_of(field.type)
        if not isinstance(inner, Record) or inner.id in self._open:
            self.table.tree.report(
                rules.ENVELOPE,
                field.origin.pointer,
                f"`{field.wire_name}` is marked as an envelope, and is no object with properties",
            )
            return False
        self.envelopes.append(Envelope(path=path, required=needed, type=inner.id))
        self._open.append(inner.id)
        self.add(inner, path, required=needed)
        self._open.pop()
        return True
