"""What the models of the package have in common.

Three decisions hold for all of them:

- What a server sends is read leniently. Members that the API does not document are
  kept, in `model_extra` and when the model is sent again. Lengths, ranges and patterns
  are documentation: only the server knows which of them it still asserts.
- A field that was never given is not sent. One that was given as `None` is sent as null
  where the API documents null; elsewhere `None` means that it is left out.
- A model does not change. `model_copy(update={...})` makes another one.
"""

from __future__ import annotations

import base64
import functools
from collections.abc import Iterator
from typing import Annotated, Any, Final, TypeAlias

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainSerializer,
    SerializationInfo,
    SerializerFunctionWrapHandler,
    model_serializer,
)

from .one_of import OneOf

__all__ = ["NULLABLE", "Base64", "Int64", "Model", "OneOf"]


class _Nullable:
    """The type of `NULLABLE`."""

    def __repr__(self) -> str:
        return "NULLABLE"


NULLABLE: Final = _Nullable()
"""Marks an optional field whose null means something else than its absence."""


class Model(BaseModel):
    """A JSON object of the API.

    It can be made with the names that the class has (`Model(create_date=...)`) and with
    those of the wire (`Model.model_validate({"createDate": ...})`); it is written with
    those of the wire. `model_fields_set` has the names of the fields that were given,
    `model_extra` the members that the class does not know.
    """

    model_config = ConfigDict(
        extra="allow",
        frozen=True,
        validate_by_name=True,
        validate_by_alias=True,
        serialize_by_alias=True,
        protected_namespaces=(),
        defer_build=True,
    )

    @model_serializer(mode="wrap")
    def _leave_out_nulls(
        self, handler: SerializerFunctionWrapHandler, info: SerializationInfo
    ) -> dict[str, Any]:
        written: dict[str, Any] = handler(self)
        if not info.exclude_unset:
            return written
        by_alias = info.by_alias is not False
        return {
            name: value
            for name, value in written.items()
            if value is not None or name not in _never_null(type(self), by_alias)
        }

    def __repr_args__(self) -> Iterator[tuple[str | None, Any]]:
        """The fields that were given: the others would only repeat the class."""
        for name, value in super().__repr_args__():
            if name in self.model_fields_set:
                yield name, value


@functools.cache
def _never_null(model: type[BaseModel], by_alias: bool) -> frozenset[str]:
    """The names, as written, of fields that may be left out and may not be null."""
    model.model_rebuild()
    return frozenset(
        name if field.alias is None or not by_alias else field.alias
        for name, field in model.model_fields.items()
        if not field.is_required()
        and field.annotation is not Any
        and not any(item is NULLABLE for item in field.metadata)
    )


def _octets(value: object) -> object:
    """Base64 (RFC 4648, section 4 or 5, with or without padding) as octets."""
    if not isinstance(value, str):
        return value
    text = value.translate({ord("-"): "+", ord("_"): "/"}).rstrip("=")
    return base64.b64decode(text + "=" * (-len(text) % 4))


def _base64(octets: bytes) -> str:
    return base64.b64encode(octets).decode()


Base64: TypeAlias = Annotated[
    bytes,
    BeforeValidator(_octets),
    PlainSerializer(_base64, return_type=str, when_used="json"),
]
"""Octets, which JSON holds as base64."""

Int64: TypeAlias = Annotated[int, Field(ge=-(2**63), le=2**63 - 1)]
"""An integer of 64 bits. A bigger one does not fit in any language's client."""
