"""Whether a JSON value is one of a type, and what of it a caller can say.

Examples of descriptions often do not fit their own schema: one that does not is never used.
"""

from __future__ import annotations

import base64
import binascii
import datetime
import decimal
import re
import uuid
from collections.abc import Iterator
from dataclasses import dataclass

from specpress.jsonvalue import Json
from specpress.model import (
    Access,
    Alias,
    AnyValue,
    ApiModel,
    Constant,
    Constraints,
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
    Variant,
)
from specpress.targets.calling.limits import NO_LIMITS, keeps

_DEEPEST = 64
_MOMENT = re.compile(r"\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(\.\d{1,6})?([Zz]|[+-]\d\d:\d\d)")


@dataclass(frozen=True, slots=True)
class Fit:
    """A value that fits its type, without what a caller cannot express."""

    value: Json


def settled(
    model: ApiModel,
    value: Json,
    ref: TypeRef,
    *,
    limits: Constraints = NO_LIMITS,
    toward: Access = Access.WRITE,
) -> Fit | None:
    """`value` as a caller can give it for the type `ref`; None where it does not fit.

    Members that a record does not list and those that travel the other way than `toward` (WRITE is
    a request, READ an answer) are left out; members of a record come in the order of its
    declaration, those of a map in that of their keys.
    """
    return _Settling(model, toward).of(value, ref, limits, 0)


def chosen(
    model: ApiModel, union: Union, value: Json, *, toward: Access = Access.WRITE
) -> Variant | None:
    """The variant of a union that a JSON value is, None where it fits none.

    The discriminator decides where there is one; else the variant that keeps most of the value, the
    first of equals.
    """
    found = _Settling(model, toward).variant(value, union, 0)
    return found[0] if found else None


def octets(value: Json) -> bytes:
    """The octets that a base64 text stands for (RFC 4648, section 4); those of any other text."""
    text = value if isinstance(value, str) else ""
    try:
        return base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        return text.encode()


@dataclass(frozen=True, slots=True)
class _Settling:
    model: ApiModel
    toward: Access

    def of(self, value: Json, ref: TypeRef, limits: Constraints, depth: int) -> Fit | None:
        if depth > _DEEPEST:
            return None
        match ref:
            case Nullable(of):
                return Fit(None) if value is None else self.of(value, of, limits, depth)
            case Constant(wanted):
                return Fit(value) if _same(value, wanted) else None
            case AnyValue():
                return Fit(_sorted(value, depth))
            case Named(type_id):
                return self._named(value, type_id, limits, depth)
            case Scalar() if _is_scalar(value, ref) and keeps(value, limits):
                return Fit(value)
            case ListOf(item) if isinstance(value, list) and keeps(value, limits):
                return self._list(value, item, depth)
            case MapOf(item) if isinstance(value, dict) and keeps(value, limits):
                return self._map(value, item, depth)
            case _:
                return None

    def variant(self, value: Json, union: Union, depth: int) -> tuple[Variant, Fit] | None:
        """The variant that a value is, and the value as it."""
        best: tuple[Variant, Fit] | None = None
        most = -1
        for variant in self._candidates(value, union):
            found = self.of(value, variant.type, NO_LIMITS, depth + 1)
            if found is None:
                continue
            size = _size(found.value)
            if size > most:
                best, most = (variant, found), size
        return best

    def _candidates(self, value: Json, union: Union) -> Iterator[Variant]:
        if union.discriminator is None or not isinstance(value, dict):
            yield from union.variants
            return
        tag = value.get(union.discriminator.wire_name)
        yield from (one for one in union.variants if tag in one.tags)

    def _named(self, value: Json, type_id: str, limits: Constraints, depth: int) -> Fit | None:
        match self.model.types[type_id]:
            case Record(fields=fields) as record:
                del fields
                return self._record(value, record, depth) if keeps(value, limits) else None
            case Enumeration(members=members):
                listed = any(_same(value, member.value) for member in members)
                return Fit(value) if listed else None
            case Alias(target=target, constraints=own):
                found = self.of(value, target, own, depth + 1)
                return found if found is not None and keeps(value, limits) else None
            case Union() as union:
                picked = self.variant(value, union, depth)
                return picked[1] if picked and keeps(value, limits) else None

    def _record(self, value: Json, record: Record, depth: int) -> Fit | None:
        if not isinstance(value, dict):
            return None
        made: dict[str, Json] = {}
        for field in record.fields:
            if field.access not in (Access.BOTH, self.toward):
                continue
            if field.wire_name not in value:
                if field.required:
                    return None
                continue
            found = self.of(value[field.wire_name], field.type, field.constraints, depth + 1)
            if found is None:
                return None
            made[field.wire_name] = found.value
        return Fit(made)

    def _list(self, value: list[Json], item: TypeRef, depth: int) -> Fit | None:
        found = [self.of(one, item, NO_LIMITS, depth + 1) for one in value]
        fits = [one.value for one in found if one is not None]
        return Fit(fits) if len(fits) == len(value) else None

    def _map(self, value: dict[str, Json], item: TypeRef, depth: int) -> Fit | None:
        made: dict[str, Json] = {}
        for key in sorted(value):
            found = self.of(value[key], item, NO_LIMITS, depth + 1)
            if found is None:
                return None
            made[key] = found.value
        return Fit(made)


def _sorted(value: Json, depth: int) -> Json:
    """A value of any form, the members of its objects sorted: languages keep no common order."""
    if depth > _DEEPEST:
        return None
    if isinstance(value, dict):
        return {key: _sorted(value[key], depth + 1) for key in sorted(value)}
    if isinstance(value, list):
        return [_sorted(one, depth + 1) for one in value]
    return value


def _same(one: Json, other: Json) -> bool:
    """Equality of JSON values, in which true is not 1."""
    return type(one) is type(other) and one == other


def _size(value: Json) -> int:
    if isinstance(value, dict):
        return 1 + sum(map(_size, value.values()))
    return 1 + sum(map(_size, value)) if isinstance(value, list) else 1


_SMALLEST = {"int32": -(2**31), "int64": -(2**63)}


def _is_scalar(value: Json, scalar: Scalar) -> bool:
    match scalar.kind:
        case ScalarKind.STRING:
            return isinstance(value, str) and _has_form(value, scalar.format)
        case ScalarKind.BYTES:
            return isinstance(value, str)
        case ScalarKind.BOOLEAN:
            return isinstance(value, bool)
        case ScalarKind.INTEGER:
            least = _SMALLEST.get(scalar.format, -(2**63))
            return (
                isinstance(value, int) and not isinstance(value, bool) and least <= value < -least
            )
        case ScalarKind.NUMBER:
            return isinstance(value, int | float) and not isinstance(value, bool)
        case ScalarKind.NULL:
            return value is None


def _has_form(text: str, form: str) -> bool:
    """Whether a text is one of the formats that clients hold as more than text."""
    try:
        match form:
            case "date-time":
                datetime.datetime.fromisoformat(text.upper())
                return _MOMENT.fullmatch(text) is not None
            case "date":
                return datetime.date.fromisoformat(text).isoformat() == text
            case "uuid":
                return str(uuid.UUID(text)) == text
            case "decimal":
                return decimal.Decimal(text).is_finite()
            case "byte":
                base64.b64decode(text, validate=True)
    except (ValueError, ArithmeticError):
        return False
    return True
