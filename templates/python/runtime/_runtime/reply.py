"""An answer as it came."""

from __future__ import annotations

import codecs
import http
from dataclasses import dataclass, field
from email.message import Message
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    import httpx2

    from ..errors import RequestInfo
    from .flow import Send

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """A whole answer, before anybody looked into it.

    Attributes:
        status: The status code.
        headers: The headers; their names know no case.
        content: The body, with any content coding undone.
        request: What was asked.
    """

    status: int
    headers: httpx2.Headers = field(repr=False)
    content: bytes = field(repr=False)
    request: RequestInfo

    @property
    def media_type(self) -> str:
        """The media type in lower case, without parameters; "" where there is none."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()

    @property
    def text(self) -> str:
        """The body in the charset that the answer names, else UTF-8; it never fails."""
        message = Message()
        message["content-type"] = self.headers.get("content-type", "")
        charset = message.get_content_charset("utf-8")
        try:
            codecs.lookup(charset)
            return self.content.decode(charset, errors="replace")
        except (LookupError, ValueError):
            return self.content.decode(errors="replace")

    @property
    def reason(self) -> str:
        """The status and its standard phrase: "404 Not Found"."""
        try:
            return f"{self.status} {http.HTTPStatus(self.status).phrase}"
        except ValueError:
            return str(self.status)


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened(Reply):
    """An answer whose body has not been read; `send` is what was wanted."""

    response: httpx2.Response = field(repr=False)
    send: Send = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class RawResponse(Generic[T]):
    """The answer of a call with everything that it carried.

    Attributes:
        status: The status code.
        headers: The headers; their names know no case.
        content: The body, with any content coding undone.
        parsed: What the call returns.
    """

    status: int
    headers: httpx2.Headers = field(repr=False)
    content: bytes = field(repr=False)
    parsed: T
