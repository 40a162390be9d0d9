"""Calls to requests: address, credentials, headers. Nothing is sent here."""

from __future__ import annotations

import urllib.parse
from dataclasses import dataclass, field, replace
from typing import Any

from ..errors import ConfigurationError, RequestInfo
from .operation import Call, Idempotency, Operation
from .options import Settings
from .parameters import Pair, checked_header, expand
from .secret import (
    MASK,
    BasicCredential,
    Credential,
    KeyCredential,
    SchemeCredential,
    authorization,
)

_IN_A_PATH = "/%:@!$&'()*+,;="
"""What the path of a URL holds beside unreserved characters (RFC 3986, section 3.3)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """A request that is ready to be sent.

    `url` is the address without secrets; `target` is the path and query that goes over
    the wire where that differs. `info` is what errors and logs may show.
    """

    method: str
    url: str
    headers: tuple[Pair, ...] = field(repr=False)
    content: bytes | None = field(repr=False)
    target: str | None = field(repr=False)
    info: RequestInfo


@dataclass(frozen=True, slots=True)
class _Signed:
    """What credentials add to a request, and the same with the secrets masked."""

    headers: tuple[Pair, ...] = ()
    query: tuple[Pair, ...] = ()
    cookies: tuple[Pair, ...] = ()
    hidden: frozenset[str] = frozenset()


def build_request(settings: Settings, call: Call[Any]) -> Request:
    """The request of a call.

    Raises:
        ConfigurationError: A credential that the operation needs was not given.
        ValueError: A header has characters that cannot be sent.
    """
    operation = call.operation
    path = urllib.parse.urlsplit(settings.base_url).path + expand(
        operation.path, call.path
    )
    body = call.body
    headers = [("Content-Type", body.media_type)] if body is not None else []
    headers += call.headers
    return _request(
        settings,
        operation,
        method=operation.method,
        path=path,
        call=replace(call, headers=tuple(headers)),
    )


def build_poll(settings: Settings, operation: Operation, location: str) -> Request:
    """The request for the state of a job at `location`, its path with any query."""
    call: Call[Any] = Call(operation=operation)
    return _request(settings, operation, method="GET", path=location, call=call)


def with_key(settings: Settings, call: Call[Any]) -> tuple[Call[Any], str]:
    """The call with an idempotency key, the caller's or a new one; and the key, "" for
    none.
    """
    idempotency = call.operation.idempotency
    if idempotency is None:
        return call, ""
    for name, value in (*call.headers, *settings.headers.items()):
        if name.lower() == idempotency.header.lower():
            return call, value
    key = _new_key(settings, idempotency)
    return replace(call, headers=(*call.headers, (idempotency.header, key))), key


def job_path(settings: Settings, location: str) -> str:
    """The path and query of a job's location, below the path of the client's base URL.

    The scheme, host and port that a server names are its own idea and are not used.
    """
    parts = urllib.parse.urlsplit(location)
    prefix = urllib.parse.urlsplit(settings.base_url).path
    path = urllib.parse.quote("/" + parts.path.lstrip("/"), safe=_IN_A_PATH)
    if prefix and path != prefix and not path.startswith(f"{prefix}/"):
        path = prefix + path
    query = urllib.parse.quote(parts.query, safe=f"{_IN_A_PATH}?")
    return f"{path}?{query}" if query else path


def _request(
    settings: Settings,
    operation: Operation,
    *,
    method: str,
    path: str,
    call: Call[Any],
) -> Request:
    signed = _sign(settings, operation)
    headers = _merge(
        (
            ("Accept", operation.accept),
            ("Accept-Encoding", "gzip"),
            ("User-Agent", settings.user_agent),
        ),
        call.headers,
        _cookie_header(call.cookies + signed.cookies),
        signed.headers,
        tuple(checked_header(*pair) for pair in settings.headers.items()),
    )
    origin = urllib.parse.urlsplit(settings.base_url)._replace(path="").geturl()
    public = _target(path, call.query + tuple((name, MASK) for name, _ in signed.query))
    target = _target(path, call.query + signed.query)
    hidden = signed.hidden | {name.lower() for name in settings.headers}
    hidden |= {"authorization", "cookie"}
    return Request(
        method=method,
        url=origin + public,
        headers=headers,
        content=call.body.content if call.body is not None else None,
        target=target if signed.query else None,
        info=RequestInfo(
            operation=operation.id,
            method=method,
            url=origin + public,
            headers={k: MASK if k.lower() in hidden else v for k, v in headers},
        ),
    )


def _sign(settings: Settings, operation: Operation) -> _Signed:
    """What the first alternative adds whose credentials the client has."""
    if not operation.security:
        return _Signed()
    known = settings.credentials
    for names in operation.security:
        if all(name in known for name in names):
            return _signed(tuple(known[name] for name in names))
    hints = settings.credential_hints
    needed = " or ".join(
        " and ".join(hints.get(name, name) for name in names)
        for names in operation.security
    )
    raise ConfigurationError(f"{operation.id} needs a credential: give {needed}")


def _signed(credentials: tuple[Credential, ...]) -> _Signed:
    headers: list[Pair] = []
    query: list[Pair] = []
    cookies: list[Pair] = []
    hidden: set[str] = set()
    for credential in credentials:
        match credential:
            case SchemeCredential() | BasicCredential():
                headers.append(("Authorization", authorization(credential)))
            case KeyCredential("query", name, secret):
                query.append((name, urllib.parse.quote(secret.reveal(), safe="")))
            case KeyCredential("cookie", name, secret):
                cookies.append((name, secret.reveal()))
            case KeyCredential(_, name, secret):
                headers.append((name, secret.reveal()))
                hidden.add(name.lower())
    return _Signed(tuple(headers), tuple(query), tuple(cookies), frozenset(hidden))


def _merge(*parts: tuple[Pair, ...]) -> tuple[Pair, ...]:
    """All headers; a later one replaces an earlier one of the same name."""
    merged: dict[str, Pair] = {}
    for part in parts:
        for name, value in part:
            merged[name.lower()] = (name, value)
    return tuple(merged.values())


def _cookie_header(cookies: tuple[Pair, ...]) -> tuple[Pair, ...]:
    if not cookies:
        return ()
    return (("Cookie", "; ".join(f"{name}={value}" for name, value in cookies)),)


def _target(path: str, query: tuple[Pair, ...]) -> str:
    mark = "&" if "?" in path else "?"
    return (
        path + mark * bool(query) + "&".join(f"{name}={value}" for name, value in query)
    )


def _new_key(settings: Settings, idempotency: Idempotency) -> str:
    key = settings.new_key()
    return key.hex if idempotency.form == "hex32" else str(key)
