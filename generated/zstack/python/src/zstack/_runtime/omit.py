"""The value of an argument that the caller leaves out."""

from __future__ import annotations

from typing import Final, final


@final
class Omit:
    """The type of `omit`. An omitted argument is not sent; `None` is sent as null."""

    __slots__ = ()

    def __bool__(self) -> bool:
        return False

    def __repr__(self) -> str:
        return "omit"

    def __reduce__(self) -> str:
        return "omit"


omit: Final = Omit()
"""Leaves an argument out of the request, so that the server's own default applies."""
