"""A client's settings from its arguments and the environment."""

from __future__ import annotations

import os
import re
import urllib.parse
from collections.abc import Callable, Mapping
from dataclasses import replace

from ..errors import ConfigurationError
from .options import Credential
from .secret import BasicCredential, KeyCredential, SchemeCredential, Secret
from .tokens import ClientCredentials, RefreshToken, TokenSource

_NOT_IN_A_HEADER = re.compile(r"[^\x20-\x7e]")


def base_url(
    given: str | None,
    *,
    variable: str,
    default: str | None = None,
    variables: Mapping[str, str] | None = None,
) -> str:
    """The base URL, without a slash at its end.

    Args:
        given: The client's argument.
        variable: The environment variable to look at where there is no argument.
        default: The API's own server, None where it has none that is known.
        variables: What stands for each `{name}` in it.

    Raises:
        ConfigurationError: There is none, or it is not the URL of a server.
    """
    url = given or os.environ.get(variable) or _filled(default or "", variables or {})
    if not url:
        raise ConfigurationError(
            f"where is the server? Give base_url= or set {variable}"
        )
    try:
        parts = urllib.parse.urlsplit(url)
    except ValueError:
        raise ConfigurationError("base_url is no URL") from None
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ConfigurationError(
            "base_url must begin with http:// or https:// and a host"
        )
    if "@" in parts.netloc or parts.query or parts.fragment:
        raise ConfigurationError("base_url must have no user, no query and no fragment")
    return url.rstrip("/")


def _filled(url: str, variables: Mapping[str, str]) -> str:
    for name, value in variables.items():
        url = url.replace(f"{{{name}}}", value)
    return url


def scheme_credential(
    given: str | None, *, argument: str, variable: str, scheme: str
) -> SchemeCredential | None:
    """A credential that is sent behind `scheme` in Authorization."""
    text = _text(given, variable)
    return SchemeCredential(scheme, _secret(text, argument)) if text else None


def basic_credential(
    given: tuple[str, str] | None, *, variable: str
) -> BasicCredential | None:
    """A user and a password; the environment variable has them with a colon between."""
    if given is None:
        user, _, password = os.environ.get(variable, "").partition(":")
        given = (user, password)
    return BasicCredential(given[0], Secret(given[1])) if given[0] else None


def key_credential(
    given: str | None, *, argument: str, variable: str, place: str, wire_name: str
) -> KeyCredential | None:
    """A credential in a header, a query parameter or a cookie."""
    text = _text(given, variable)
    if not text:
        return None
    return KeyCredential(place, wire_name, _secret(text, argument))


def token_credential(
    given: str | ClientCredentials | RefreshToken | Callable[[], str] | None,
    *,
    argument: str,
    variable: str,
    token_url: str = "",
    scopes: str = "",
) -> SchemeCredential | TokenSource | None:
    """A bearer token, or what gives one: `token_url` and `scopes` are those of the
    API.
    """
    if given is None or isinstance(given, str):
        return scheme_credential(
            given, argument=argument, variable=variable, scheme="Bearer"
        )
    if isinstance(given, ClientCredentials) and given.scopes is None and scopes:
        given = replace(given, scopes=scopes.split())
    return TokenSource(grant=given, url=token_url)


def given_only(credentials: Mapping[str, Credential | None]) -> dict[str, Credential]:
    """The credentials that there are."""
    return {name: one for name, one in credentials.items() if one is not None}


def _text(given: str | None, variable: str) -> str:
    return os.environ.get(variable, "") if given is None else given


def _secret(text: str, argument: str) -> Secret:
    if _NOT_IN_A_HEADER.search(text):
        raise ConfigurationError(f"{argument} has characters that cannot be sent")
    return Secret(text)
