"""Tokens of OAuth 2 (RFC 6749) that a client asks for itself."""

from __future__ import annotations

import base64
import threading
import time
import urllib.parse
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from . import canonical_json
from .secret import Secret

MARGIN = 30.0
"""Seconds before its end from which on a token is not used any more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClientCredentials:
    """Tokens for the client's own id and secret (RFC 6749, section 4.4).

    Attributes:
        client_id: The id of the client.
        client_secret: Its secret.
        scopes: What the tokens are good for; None for what the server gives by itself.
        token_url: Where tokens come from, if not from where the API says.
    """

    client_id: str
    client_secret: str = field(repr=False)
    scopes: Sequence[str] | None = None
    token_url: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RefreshToken:
    """Tokens for a token that outlives the others (RFC 6749, section 6).

    Attributes:
        refresh_token: The token that outlives them.
        client_id: The id of the client, "" where the server wants none.
        client_secret: Its secret, None where it has none.
        token_url: Where tokens come from, if not from where the API says.
    """

    refresh_token: str = field(repr=False)
    client_id: str = ""
    client_secret: str | None = field(default=None, repr=False)
    token_url: str | None = None


@dataclass(slots=True, eq=False)
class TokenSource:
    """Where the tokens of a credential come from, and the one that is used now."""

    grant: ClientCredentials | RefreshToken | Callable[[], str]
    url: str = ""
    current: str = field(default="", repr=False)
    until: float = 0.0
    refresh: str = field(default="", repr=False)
    lock: threading.Lock = field(default_factory=threading.Lock, repr=False)
    clock: Callable[[], float] = field(default=time.monotonic, repr=False)

    @property
    def is_good(self) -> bool:
        """Whether the token can be used for half a minute at least."""
        return bool(self.current) and self.clock() < self.until

    @property
    def secret(self) -> Secret:
        """The token that is used now."""
        return Secret(self.current)

    @property
    def secrets(self) -> tuple[Secret, ...]:
        """All that no message may show."""
        found = [self.current, self.refresh]
        match self.grant:
            case ClientCredentials(client_secret=secret):
                found.append(secret)
            case RefreshToken(refresh_token=token, client_secret=other):
                found += [token, other or ""]
            case _:
                pass
        return tuple(Secret(text) for text in found if text)

    def form(self) -> tuple[str, str]:
        """The form that asks for a token, and the header Authorization, "" for none."""
        match self.grant:
            case ClientCredentials() as grant:
                form = [("grant_type", "client_credentials")]
                if grant.scopes:
                    form.append(("scope", " ".join(grant.scopes)))
                return _encoded(form), _basic(grant.client_id, grant.client_secret)
            case RefreshToken() as grant:
                form = [("grant_type", "refresh_token")]
                form.append(("refresh_token", self.refresh or grant.refresh_token))
                if grant.client_secret is not None:
                    return _encoded(form), _basic(grant.client_id, grant.client_secret)
                if grant.client_id:
                    form.append(("client_id", grant.client_id))
                return _encoded(form), ""
            case _:
                raise TypeError("a function gives its tokens without a request")

    def take(self, content: bytes) -> None:
        """Takes a token from the answer of the server (RFC 6749, section 5.1).

        Raises:
            ValueError: There is none in it.
        """
        answer = canonical_json.decode(content)
        if not canonical_json.is_object(answer):
            raise ValueError("the answer is no object")
        token = answer.get("access_token")
        if not isinstance(token, str) or not token:
            raise ValueError("the answer has no token")
        lifetime = answer.get("expires_in")
        self.until = float("inf")
        if isinstance(lifetime, int | float | str):
            self.until = self.clock() + float(lifetime) - MARGIN
        if isinstance(refresh := answer.get("refresh_token"), str):
            self.refresh = refresh
        self.current = token


def _encoded(form: Sequence[tuple[str, str]]) -> str:
    return "&".join(f"{name}={_quoted(value)}" for name, value in form)


def _basic(name: str, secret: str) -> str:
    """Both are encoded as in a form first (RFC 6749, section 2.3.1)."""
    pair = f"{_quoted(name)}:{_quoted(secret)}".encode()
    return f"Basic {base64.b64encode(pair).decode()}"


def _quoted(text: str) -> str:
    return urllib.parse.quote(text, safe="")
