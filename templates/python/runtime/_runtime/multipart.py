"""Forms of several parts (RFC 7578), written as browsers do."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from .uploads import Octets, Source, Upload

if TYPE_CHECKING:
    from .parameters import Pair

_LINE_ENDS = ("\r", "\n")


@dataclass(frozen=True, slots=True)
class FormPart:
    """One part: its head, line by line, and its octets."""

    head: tuple[str, ...]
    content: Octets = field(repr=False)


@dataclass(frozen=True, slots=True)
class Multipart:
    """A form of several parts, which a boundary will part."""

    parts: tuple[FormPart, ...]

    def with_boundary(self, boundary: str) -> bytes | Source:
        """The octets of the form; in one piece if those of all parts are in hand."""
        found: list[Octets] = []
        for part in self.parts:
            head = "".join(f"{line}\r\n" for line in part.head)
            found += [f"--{boundary}\r\n{head}\r\n".encode(), part.content, b"\r\n"]
        found.append(f"--{boundary}--\r\n".encode())
        whole = [piece for piece in found if isinstance(piece, bytes)]
        return b"".join(whole) if len(whole) == len(found) else Source(tuple(found))


def value_part(name: str, text: str, media_type: str = "") -> FormPart:
    """A part with a value; `media_type` is "" where the API names none."""
    return FormPart(_head(f'name="{_escaped(name)}"', media_type, ()), text.encode())


def file_part(name: str, file: Upload | Octets, media_type: str = "") -> FormPart:
    """A part with a file; `media_type` is the API's own, "" where it leaves that open.

    Raises:
        ValueError: A header of the part has a line end.
    """
    upload = file if isinstance(file, Upload) else Upload(file)
    kind = upload.content_type or media_type or "application/octet-stream"
    filename = name if upload.filename is None else upload.filename
    quoted = f'name="{_escaped(name)}"; filename="{_escaped(filename)}"'
    content = upload.content
    whole = bytes(content) if isinstance(content, bytearray) else content
    return FormPart(_head(quoted, kind, tuple(upload.headers.items())), whole)


def _head(quoted: str, media_type: str, headers: Iterable[Pair]) -> tuple[str, ...]:
    lines = [f"Content-Disposition: form-data; {quoted}"]
    lines += [f"Content-Type: {media_type}"] * bool(media_type)
    lines += [f"{name}: {value}" for name, value in headers]
    if _broken(lines):
        raise ValueError("a header of a part has a line end")
    return tuple(lines)


def _broken(lines: Sequence[str]) -> bool:
    return any(end in line for line in lines for end in _LINE_ENDS)


def _escaped(name: str) -> str:
    """A name inside quotes, as the HTML standard has it ("multipart form data")."""
    return name.replace('"', "%22").replace("\r", "%0D").replace("\n", "%0A")
