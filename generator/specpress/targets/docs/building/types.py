"""Types in words: "array of string", "integer (int64)", "object of number or null"."""

from __future__ import annotations

from specpress.model import (
    Alias,
    AnyValue,
    Constant,
    Enumeration,
    ListOf,
    MapOf,
    Named,
    Nullable,
    Record,
    Scalar,
    ScalarKind,
    TypeRef,
    Union,
)
from specpress.targets.docs.building.place import Place, json_text
from specpress.targets.docs.content import Code, Inlines, Words

OBJECT: Inlines = (Words("object"),)
ONE_OF: Inlines = (Words("one of"),)


def words(place: Place, given: TypeRef) -> Inlines:
    """The words for a type, with links to the pages of the types it names.

    The vocabulary is that of JSON Schema: array, object, string, integer, number, boolean, null.
    """
    match given:
        case Scalar():
            return (Words(_scalar(given)),)
        case Constant(value):
            return (Words("always "), Code(json_text(value)))
        case AnyValue():
            return (Words("any value"),)
        case ListOf(item):
            return (Words("array of "), *words(place, item))
        case MapOf(value):
            return (Words("object of "), *words(place, value))
        case Nullable(of):
            return (*words(place, of), Words(" or null"))
        case Named(id):
            return _named(place, id)


def _scalar(given: Scalar) -> str:
    if given.kind is ScalarKind.BYTES:
        return "binary"
    return f"{given.kind.value} ({given.format})" if given.format else given.kind.value


def _named(place: Place, type_id: str) -> Inlines:
    link = place.type_link(type_id)
    match place.type(type_id):
        case Record():
            return (link,)
        case Enumeration(base=base):
            return (Words(f"{_scalar(base)}, one of "), link)
        case Union():
            return (Words("one of "), link)
        case Alias(target=target):
            return (*_shallow(place, target), Words(" ("), link, Words(")"))


def _shallow(place: Place, given: TypeRef) -> Inlines:
    """The words for the target of an alias; an alias in it is only named: it may be the same."""
    match given:
        case Named(id):
            return (place.type_link(id),)
        case ListOf(item):
            return (Words("array of "), *_shallow(place, item))
        case MapOf(value):
            return (Words("object of "), *_shallow(place, value))
        case Nullable(of):
            return (*_shallow(place, of), Words(" or null"))
        case _:
            return words(place, given)
