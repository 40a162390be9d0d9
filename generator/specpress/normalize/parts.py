"""The parts of a form or multipart body (OpenAPI 3.1, section 4.8.15.1; RFC 7578)."""

from __future__ import annotations

from collections.abc import Mapping

from specpress.model import (
    Access,
    Codec,
    Constant,
    Encoding,
    Enumeration,
    Field,
    ListOf,
    Named,
    Part,
    Record,
    Scalar,
    ScalarKind,
    Style,
    TypeRef,
    Union,
)
from specpress.normalize import media
from specpress.normalize.bare import bare
from specpress.normalize.types import TypeTable

_WHOLE = frozenset({Codec.JSON, Codec.TEXT, Codec.BYTES})


def parts_of(
    table: TypeTable, type_: TypeRef, encodings: tuple[Encoding, ...], codec: Codec
) -> tuple[Part, ...]:
    """The properties of a form or multipart body that a caller sends, in their order.

    None where the body is no record.
    """
    record = table.target_of(type_)
    if not isinstance(record, Record):
        return ()
    by_name = {encoding.wire_name: encoding for encoding in encodings}
    return tuple(
        _part(table, field, by_name, codec)
        for field in record.fields
        if field.access is not Access.READ
    )


def _part(table: TypeTable, field: Field, encodings: Mapping[str, Encoding], codec: Codec) -> Part:
    encoding = encodings.get(field.wire_name, Encoding(wire_name=field.wire_name))
    styled = encoding.style is not None or encoding.explode is not None or encoding.allow_reserved
    stated = media.codec_of(encoding.content_types[0]) if encoding.content_types else None
    type_, repeated = _one(table, field.type)
    if repeated and stated is Codec.JSON and codec is Codec.FORM:
        type_, repeated = field.type, False  # the array is one JSON document
    style = encoding.style
    if style is None and (codec is Codec.FORM or styled):
        style = Style.FORM
    explode = encoding.explode if encoding.explode is not None else style in (None, Style.FORM)
    written = _codec(table, type_)
    if written is not Codec.BYTES and stated is not None:
        written = stated if stated in _WHOLE and stated is not Codec.BYTES else written
    elif codec is Codec.FORM and written is Codec.JSON and styled:
        written = Codec.TEXT  # the style says how the object is spelled
    return Part(
        wire_name=field.wire_name,
        type=type_,
        required=field.required,
        repeated=repeated,
        codec=written,
        content_type=_media_type(encoding.content_types, written, codec),
        content_types=encoding.content_types,
        headers=encoding.headers,
        style=style,
        explode=explode,
        allow_reserved=encoding.allow_reserved,
    )


def _media_type(stated: tuple[str, ...], written: Codec, body: Codec) -> str:
    """The media type of a part; where several are allowed, the first that names one."""
    named = next((one for one in stated if "*" not in one), "")
    if written is Codec.BYTES:
        return named if len(stated) == 1 else ""
    if named or body is Codec.FORM or written is not Codec.JSON:
        return named
    return "application/json"


def _one(table: TypeTable, type_: TypeRef) -> tuple[TypeRef, bool]:
    """The type of one part, and whether the property is a list of them.

    One thing or a list of it is a list: a caller with one gives a list of one.
    """
    match bare(table, type_):
        case ListOf(item):
            return item, True
        case Named(id) if isinstance(union := table.defined.get(id), Union):
            lists = [
                inner.item
                for variant in union.variants
                if isinstance(inner := bare(table, variant.type), ListOf)
            ]
            others = [
                inner
                for variant in union.variants
                if not isinstance(inner := bare(table, variant.type), ListOf)
            ]
            if len(lists) == 1 and len(others) == 1 and others[0] == bare(table, lists[0]):
                return lists[0], True
            return type_, False
        case _:
            return type_, False


def _codec(table: TypeTable, type_: TypeRef) -> Codec:
    """How one value is written where the description does not say: an object as JSON, a file as it
    is, everything else as text. A union that may be a file is one."""
    match bare(table, type_):
        case Scalar(kind):
            return Codec.BYTES if kind is ScalarKind.BYTES else Codec.TEXT
        case Constant():
            return Codec.TEXT
        case Named(id):
            match table.defined.get(id):
                case Enumeration():
                    return Codec.TEXT
                case Union(variants=variants):
                    codecs = {_codec(table, variant.type) for variant in variants}
                    if Codec.BYTES in codecs:
                        return Codec.BYTES
                    return Codec.TEXT if codecs == {Codec.TEXT} else Codec.JSON
                case _:
                    return Codec.JSON
        case _:
            return Codec.JSON
