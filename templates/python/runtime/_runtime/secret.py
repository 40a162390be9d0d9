"""Values that must not be seen, and the credentials that hold them."""

from __future__ import annotations

import base64
from collections.abc import Iterable
from dataclasses import dataclass

MASK = "***"


class Secret:
    """A text that no repr, log or error shows. `reveal` gives it."""

    __slots__ = ("_value",)

    def __init__(self, value: str) -> None:
        self._value = value

    def reveal(self) -> str:
        """The text itself."""
        return self._value

    def __repr__(self) -> str:
        return f"Secret({MASK!r})"


@dataclass(frozen=True, slots=True)
class SchemeCredential:
    """A secret behind a scheme in Authorization (RFC 9110, section 11.4): `Bearer
    <it>`.
    """

    scheme: str
    secret: Secret


@dataclass(frozen=True, slots=True)
class BasicCredential:
    """A user and a password (RFC 7617)."""

    user: str
    secret: Secret


@dataclass(frozen=True, slots=True)
class KeyCredential:
    """A secret of its own; `place` is "header", "query" or "cookie"."""

    place: str
    wire_name: str
    secret: Secret


def authorization(credential: SchemeCredential | BasicCredential) -> str:
    """The value of the header Authorization."""
    match credential:
        case SchemeCredential(scheme, secret):
            return f"{scheme} {secret.reveal()}"
        case BasicCredential(user, secret):
            pair = f"{user}:{secret.reveal()}".encode()
            return f"Basic {base64.b64encode(pair).decode()}"


def scrub(text: str, secrets: Iterable[Secret]) -> str:
    """`text` with every secret masked: a server may repeat what it was sent."""
    for secret in secrets:
        if value := secret.reveal():
            text = text.replace(value, MASK)
    return text
