"""The headers of answers, by type."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Protocol, get_origin

from .bodies import adapter

if TYPE_CHECKING:
    import httpx2


class HasHeaders(Protocol):
    """An answer: a `RawResponse`, a stream, or an error that has one."""

    @property
    def headers(self) -> httpx2.Headers:
        """The headers; their names know no case."""
        ...


class ResponseHeaders:
    """The base of the documented headers of an operation.

    One that is absent, or is not as documented, is None.
    """

    def __init__(self, answer: HasHeaders) -> None:
        self._headers = answer.headers

    def _read(self, name: str, annotation: Callable[[], Any]) -> Any:
        text = self._headers.get(name)
        if text is None:
            return None
        kind = annotation()
        value: object = text
        if get_origin(kind) is list:
            value = [part.strip() for part in text.split(",") if part.strip()]
        try:
            return adapter(kind).validate_python(value)
        except ValueError:
            return None
