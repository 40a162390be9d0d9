"""Calls to requests: address, credentials, headers. Nothing is sent here."""

from __future__ import annotations

import urllib.parse
from dataclasses import dataclass, field, replace
from typing import Any

from ..errors import ConfigurationError, RequestInfo
from .multipart import Multipart
from .operation import Call, Idempotency, Operation
from .options import Credential, Settings
from .parameters import Pair, checked_header, expand
from .secret import (
    MASK,
    BasicCredential,
    KeyCredential,
    SchemeCredential,
    authorization,
)
from .tokens import TokenSource
from .uploads import Source

_IN_A_PATH = "/%:@!$&'()*+,;="
"""What the path of a URL holds beside unreserved characters (RFC 3986, section 3.3)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """A request that is ready to be sent.

    `url` is the address without secrets; `target` is the path and query that goes over
    the wire where that differs. `info` is what errors and logs may show. `tokens` are
    those that could be renewed.
    """

    method: str
    url: str
    headers: tuple[Pair, ...] = field(repr=False)
    content: bytes | Source | None = field(repr=False)
    target: str | None = field(repr=False)
    info: RequestInfo
    tokens: tuple[str, ...] = field(default=(), repr=False)

    @property
    def is_one_shot(self) -> bool:
        """Whether its body can be read only once."""
        return isinstance(self.content, Source)


@dataclass(frozen=True, slots=True)
class _Signed:
    """What credentials add to a request, and the same with the secrets masked."""

    headers: tuple[Pair, ...] = ()
    query: tuple[Pair, ...] = ()
    cookies: tuple[Pair, ...] = ()
    hidden: frozenset[str] = frozenset()
    tokens: tuple[str, ...] = ()


def build_request(settings: Settings, call: Call[Any]) -> Request:
    """The request of a call.

    Raises:
        ConfigurationError: A credential that the operation needs was not given.
        ValueError: A header has characters that cannot be sent.
    """
    operation = call.operation
    root = server_of(settings, operation)
    path = urllib.parse.urlsplit(root).path + expand(operation.path, call.path)
    if call.link:
        root, path = _split(call.link)
    media_type, content = _written(settings, call)
    headers = [("Content-Type", media_type)] if content is not None else []
    headers += call.headers
    call = replace(call, headers=tuple(headers))
    return _request(
        settings,
        operation,
        method=operation.method,
        root=root,
        path=path,
        call=call,
        content=content,
    )


def server_of(settings: Settings, operation: Operation) -> str:
    """Where an operation is: at its own server, or at another that the caller gives for
    it.

    Raises:
        ConfigurationError: That is no URL.
    """
    server = operation.server
    if server is None:
        return settings.base_url
    given = {key.rstrip("/"): url for key, url in settings.servers.items()}
    url = given.get(server.described.rstrip("/"), server.url)
    try:
        joined = urllib.parse.urljoin(f"{settings.base_url}/", url)
        if urllib.parse.urlsplit(joined).hostname:
            return joined.rstrip("/")
    except ValueError:
        pass
    raise ConfigurationError(f"{operation.id}: {url} is no server")


def _split(link: str) -> tuple[str, str]:
    """The origin of a URL, and its path with the query."""
    parts = urllib.parse.urlsplit(link)
    origin = f"{parts.scheme}://{parts.netloc}"
    return origin, link[len(origin) :].partition("#")[0] or "/"


def _written(settings: Settings, call: Call[Any]) -> tuple[str, bytes | Source | None]:
    """The media type and octets of a body."""
    if call.body is None:
        return "", None
    media_type, content = call.body.media_type, call.body.content
    if isinstance(content, Multipart):
        boundary = settings.new_boundary()
        return f"{media_type}; boundary={boundary}", content.with_boundary(boundary)
    return media_type, content


def build_poll(settings: Settings, operation: Operation, location: str) -> Request:
    """The request for the state of a job at `location`, its path with any query."""
    call: Call[Any] = Call(operation=operation)
    root = server_of(settings, operation)
    return _request(
        settings, operation, method="GET", root=root, path=location, call=call
    )


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


def job_path(root: str, location: str) -> str:
    """The path and query of a job's location, below the path of the server `root`.

    The scheme, host and port that a server names are its own idea and are not used.
    """
    parts = urllib.parse.urlsplit(location)
    prefix = urllib.parse.urlsplit(root).path
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
    root: str,
    path: str,
    call: Call[Any],
    content: bytes | Source | None = None,
) -> Request:
    signed = _sign(settings, operation)
    headers = _merge(
        (
            ("Accept", operation.accept(streamed=call.streamed)),
            ("Accept-Encoding", "gzip"),
            ("User-Agent", settings.user_agent),
        ),
        call.headers,
        _cookie_header(call.cookies + signed.cookies),
        signed.headers,
        tuple(checked_header(*pair) for pair in settings.headers.items()),
    )
    origin = urllib.parse.urlsplit(root)._replace(path="").geturl()
    query = _query(call.query, call.querystring)
    masked = _query(tuple((name, MASK) for name, _ in signed.query))
    public = _target(path, (*query, *masked))
    target = _target(path, (*query, *_query(signed.query)))
    hidden = signed.hidden | {name.lower() for name in settings.headers}
    hidden |= {"authorization", "cookie"}
    return Request(
        method=method,
        url=origin + public,
        headers=headers,
        content=content,
        target=target if signed.query else None,
        info=RequestInfo(
            operation=operation.id,
            method=method,
            url=origin + public,
            headers={k: MASK if k.lower() in hidden else v for k, v in headers},
        ),
        tokens=signed.tokens,
    )


def _sign(settings: Settings, operation: Operation) -> _Signed:
    """What credentials add to a request."""
    return _signed(credentials_of(settings, operation))


def credentials_of(settings: Settings, operation: Operation) -> tuple[Credential, ...]:
    """The first alternative whose credentials the client has.

    Raises:
        ConfigurationError: It has those of none.
    """
    if not operation.security:
        return ()
    known = settings.credentials
    for names in operation.security:
        if all(name in known for name in names):
            return tuple(known[name] for name in names)
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
    tokens: list[str] = []
    for credential in credentials:
        match credential:
            case SchemeCredential() | BasicCredential():
                headers.append(("Authorization", authorization(credential)))
            case TokenSource(current=token):
                headers.append(("Authorization", f"Bearer {token}"))
                tokens.append(token)
            case KeyCredential("query", name, secret):
                query.append((name, urllib.parse.quote(secret.reveal(), safe="")))
            case KeyCredential("cookie", name, secret):
                cookies.append((name, secret.reveal()))
            case KeyCredential(_, name, secret):
                headers.append((name, secret.reveal()))
                hidden.add(name.lower())
    return _Signed(
        tuple(headers), tuple(query), tuple(cookies), frozenset(hidden), tuple(tokens)
    )


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


def _query(pairs: tuple[Pair, ...], whole: str = "") -> tuple[str, ...]:
    """The parts of a query, between which an `&` stands."""
    return (*(f"{name}={value}" for name, value in pairs), *([whole] if whole else []))


def _target(path: str, query: tuple[str, ...]) -> str:
    mark = "&" if "?" in path else "?"
    return path + mark * bool(query) + "&".join(query)


def _new_key(settings: Settings, idempotency: Idempotency) -> str:
    key = settings.new_key()
    return key.hex if idempotency.form == "hex32" else str(key)
