"""Octets to elements, as they arrive: server-sent events and lines of JSON."""

from __future__ import annotations

import codecs
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Protocol

from . import canonical_json
from .bodies import fitted
from .reply import Reply

_END = "[DONE]"
"""What some servers send as the data of an event that ends the stream."""


class Decoder(Protocol):
    """Takes octets and gives elements; `ended` once the server announced the end."""

    ended: bool

    def feed(self, octets: bytes) -> Iterator[Any]:
        """The elements that are whole now. Raises ValueError where one does not fit."""
        ...

    def finish(self) -> Iterator[Any]:
        """The elements that the end of the answer makes whole."""
        ...


@dataclass(frozen=True, slots=True)
class EventsBody:
    """Server-sent events (HTML, section 9.2).

    `form` says what an element is: "data" for what stands in the data of an event as
    JSON, "text" for the data itself, "event" for the event as an object, "event-json"
    for the same with the data as the JSON that it holds.
    """

    annotation: Callable[[], Any]
    form: str = "data"
    media_type: str = "text/event-stream"

    def accepts(self, media_type: str) -> bool:
        """Events, or anything without a name."""
        return media_type in ("", self.media_type)

    def read(self, reply: Reply) -> list[Any]:
        """All elements of an answer that is there as a whole."""
        return _all(self.decoder(), reply.content)

    def decoder(self) -> Decoder:
        """A decoder at the beginning of an answer."""
        return _Events(self.annotation(), self.form)


@dataclass(frozen=True, slots=True)
class LinesBody:
    """Lines that each are a JSON text."""

    annotation: Callable[[], Any]
    media_type: str = "application/jsonl"

    def accepts(self, media_type: str) -> bool:
        """Anything: the names of this form are many."""
        return True

    def read(self, reply: Reply) -> list[Any]:
        """All elements of an answer that is there as a whole."""
        return _all(self.decoder(), reply.content)

    def decoder(self) -> Decoder:
        """A decoder at the beginning of an answer."""
        return _Lines(self.annotation())


def _all(decoder: Decoder, content: bytes) -> list[Any]:
    return [*decoder.feed(content), *decoder.finish()]


class _Lines:
    def __init__(self, annotation: Any) -> None:
        self.ended = False
        self._annotation = annotation
        self._rest = b""

    def feed(self, octets: bytes) -> Iterator[Any]:
        *lines, self._rest = (self._rest + octets).split(b"\n")
        for line in lines:
            yield from self._element(line)

    def finish(self) -> Iterator[Any]:
        line, self._rest = self._rest, b""
        yield from self._element(line)

    def _element(self, line: bytes) -> Iterator[Any]:
        text = line.strip(b" \t\r\x1e")  # RFC 7464 begins each with a separator
        if text:
            yield fitted(self._annotation, canonical_json.decode(text))


class _Events:
    def __init__(self, annotation: Any, form: str) -> None:
        self.ended = False
        self._annotation = annotation
        self._form = form
        self._text = codecs.getincrementaldecoder("utf-8-sig")(errors="replace")
        self._rest = ""
        self._event: dict[str, Any] = {}
        self._data: list[str] = []

    def feed(self, octets: bytes) -> Iterator[Any]:
        text = self._rest + self._text.decode(octets)
        # A return at the end may be half of a line end.
        held = "\r" if text.endswith("\r") else ""
        text = text.removesuffix(held).replace("\r\n", "\n").replace("\r", "\n")
        *lines, rest = text.split("\n")
        self._rest = rest + held
        for line in lines:
            yield from self._line(line)
            if self.ended:
                return

    def finish(self) -> Iterator[Any]:
        if self._rest.endswith("\r") and not self.ended:
            line, self._rest = self._rest[:-1], ""
            yield from self._line(line)

    def _line(self, line: str) -> Iterator[Any]:
        if not line:
            yield from self._dispatched()
            return
        name, _, value = line.partition(":")
        value = value.removeprefix(" ")
        match name:
            case "data":
                self._data.append(value)
            case "event":
                self._event["event"] = value
            case "id" if "\0" not in value:
                self._event["id"] = value
            case "retry" if value.isascii() and value.isdigit():
                self._event["retry"] = int(value)
            case _:  # a comment, or a field that there is none of
                pass

    def _dispatched(self) -> Iterator[Any]:
        event, data = self._event, self._data
        self._event, self._data = {}, []
        if not data:
            return
        text = "\n".join(data)
        if text.strip() == _END:
            self.ended = True
            return
        yield fitted(self._annotation, self._value(event, text))

    def _value(self, event: dict[str, Any], text: str) -> object:
        match self._form:
            case "text":
                return text
            case "event":
                return {**event, "data": text}
            case "event-json":
                return {**event, "data": canonical_json.decode(text.encode())}
            case _:
                return canonical_json.decode(text.encode())
