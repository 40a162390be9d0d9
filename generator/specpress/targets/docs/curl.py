"""A call as a command of curl, for a POSIX shell."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from urllib.parse import quote

from specpress.jsonvalue import Json
from specpress.model import (
    ApiKeyAuth,
    ApiModel,
    AuthScheme,
    BasicAuth,
    Codec,
    Content,
    HttpAuth,
    Operation,
    Parameter,
    Part,
    Place,
    Style,
)
from specpress.targets.docs import example_values

_TOKEN = re.compile(r"[A-Za-z0-9!#$%&'*+.^_`|~-]+\Z")
"""The name of a header (RFC 9110, section 5.1)."""


def command(model: ApiModel, operation: Operation) -> str:
    """The command that sends a plausible request, one argument a line."""
    url = _url(model, operation)
    words = ["curl", *_method(operation, url), quoted(url)]
    lines = [" ".join(words), *_arguments(model, operation)]
    return " \\\n  ".join(lines)


def quoted(text: str) -> str:
    """`text` as one word of a POSIX shell (section 2.2.2), which cannot hold the character NUL."""
    return "'" + text.replace("\0", "").replace("'", "'\\''") + "'"


def _method(operation: Operation, url: str) -> Iterator[str]:
    method = operation.method.upper()
    if method == "HEAD":
        yield "--head"
    elif method != "GET" or operation.body is not None:
        yield f"-X {method if method.isalpha() else quoted(method)}"
    if set(url) & set("{}[]"):
        yield "--globoff"


def _arguments(model: ApiModel, operation: Operation) -> Iterator[str]:
    for scheme in _schemes(model, operation):
        yield from _credential(scheme)
    cookies = []
    for one in operation.parameters:
        if one.place is Place.HEADER and one.required:
            yield from _header(one.wire_name, _simple(example_values.of_parameter(model, one)))
        elif one.place is Place.COOKIE and one.required:
            value = _simple(example_values.of_parameter(model, one))
            cookies.append(f"{one.wire_name}={_percent(value)}")
    if cookies:
        yield f"-b {quoted('; '.join(cookies))}"
    if operation.body is not None and operation.body.contents:
        yield from _body(model, operation.body.contents[0])


def _schemes(model: ApiModel, operation: Operation) -> Iterator[AuthScheme]:
    """The schemes of the operation's first alternative."""
    wanted = dict(operation.auth[0].schemes) if operation.auth else {}
    yield from (one for one in model.auth if one.id in wanted)


def _credential(scheme: AuthScheme) -> Iterator[str]:
    match scheme:
        case HttpAuth(scheme=name):
            yield from _header("Authorization", f"{name} <secret>")
        case BasicAuth():
            yield f"-u {quoted('<user>:<password>')}"
        case ApiKeyAuth(place="header", wire_name=name):
            yield from _header(name, "<secret>")
        case ApiKeyAuth(place="cookie", wire_name=name):
            yield f"-b {quoted(f'{name}=<secret>')}"
        case ApiKeyAuth():
            return  # it stands in the URL
        case _:
            yield from _header("Authorization", "Bearer <token>")


def _header(name: str, value: str) -> Iterator[str]:
    """A header; not one whose name no request can carry, or that curl takes for a file (@)."""
    if _TOKEN.match(name):
        yield f"-H {quoted(f'{name}: ' + ' '.join(value.split()))}"


def _url(model: ApiModel, operation: Operation) -> str:
    path = operation.path
    for one in operation.parameters:
        if one.place is Place.PATH:
            value = _simple(example_values.of_parameter(model, one))
            path = path.replace(f"{{{one.wire_name}}}", _percent(value, safe=","))
    pairs = [
        pair
        for one in operation.parameters
        if one.place is Place.QUERY and one.required
        for pair in _query(one, example_values.of_parameter(model, one))
    ]
    pairs += [
        f"{_percent(one.wire_name)}=SECRET"
        for one in _schemes(model, operation)
        if isinstance(one, ApiKeyAuth) and one.place == "query"
    ]
    query = f"{'&' if '?' in path else '?'}{'&'.join(pairs)}" if pairs else ""
    return f"{_server(model, operation)}{path}{query}"


def _server(model: ApiModel, operation: Operation) -> str:
    """The first server, its variables at their defaults; a host of one's own where it has none."""
    server = next(iter(operation.servers or model.servers), None)
    url = server.url if server is not None else ""
    for variable in server.variables if server is not None else ():
        url = url.replace(f"{{{variable.wire_name}}}", variable.default)
    return url if "://" in url else f"http://localhost{url}"


def _query(parameter: Parameter, value: Json) -> Iterator[str]:
    """The pairs of a query parameter (OpenAPI 3.1, section 4.8.12.4: style values)."""
    name = _percent(parameter.wire_name)
    between = {Style.SPACE_DELIMITED: "%20", Style.PIPE_DELIMITED: "%7C"}.get(parameter.style, ",")
    match value:
        case _ if parameter.content_type:
            yield f"{name}={_percent(json.dumps(value))}"
        case list() if parameter.explode:
            yield from (f"{name}={_encoded(one)}" for one in value)
        case list():
            yield f"{name}={between.join(_encoded(one) for one in value)}"
        case dict() if parameter.style is Style.DEEP_OBJECT:
            for key, one in value.items():
                yield f"{name}%5B{_percent(key)}%5D={_encoded(one)}"
        case dict() if parameter.explode:
            yield from (f"{_percent(key)}={_encoded(one)}" for key, one in value.items())
        case dict():
            yield f"{name}={between.join(f'{key},{_encoded(one)}' for key, one in value.items())}"
        case _:
            yield f"{name}={_encoded(value)}"


def _encoded(value: Json) -> str:
    return _percent(_simple(value))


def _percent(text: str, *, safe: str = "") -> str:
    """`text` in the characters of a URL; half a character (a lone surrogate) is a question mark."""
    return quote(text, safe=safe, errors="replace")


def _simple(value: Json) -> str:
    """A value as text: the style "simple", as in paths and headers."""
    match value:
        case str():
            return value
        case list():
            return ",".join(_simple(one) for one in value)
        case dict():
            return ",".join(f"{key},{_simple(one)}" for key, one in value.items())
        case _:
            return json.dumps(value)


def _body(model: ApiModel, content: Content) -> Iterator[str]:
    value = example_values.of_content(model, content)
    match content.codec, value:
        case Codec.FORM, dict():
            for key, one in value.items():
                yield f"--data-urlencode {quoted(f'{_percent(key)}={_simple(one)}')}"
        case Codec.MULTIPART, dict():
            yield from _parts(value, content)
        case Codec.BYTES, _:
            yield from _header("Content-Type", content.media_type)
            yield f"--data-binary {quoted('@FILE')}"
        case Codec.JSON, _:
            yield from _header("Content-Type", content.media_type)
            yield f"-d {quoted(json.dumps(value, ensure_ascii=False, indent=2))}"
        case _:
            yield from _header("Content-Type", content.media_type)
            yield f"--data-raw {quoted(_simple(value))}"


def _parts(value: Mapping[str, Json], content: Content) -> Iterator[str]:
    """The parts of a multipart body; each element of an array is one."""
    known = {part.wire_name: part for part in content.parts}
    for key, given in value.items():
        part = known.get(key)
        several = part is not None and part.repeated and part.explode and isinstance(given, list)
        for one in given if several and isinstance(given, list) else (given,):
            yield _part(key, one, part)


def _part(key: str, value: Json, part: Part | None) -> str:
    if part is not None and part.codec is Codec.BYTES:
        kind = f";type={part.content_type}" if part.content_type else ""
        return f"-F {quoted(f'{key}=@FILE{kind}')}"
    if part is not None and part.content_type:
        text = json.dumps(value) if part.codec is Codec.JSON else _simple(value)
        inner = text.replace("\\", "\\\\").replace('"', '\\"')
        return "-F " + quoted(f'{key}="{inner}";type={part.content_type}')
    return f"--form-string {quoted(f'{key}={_simple(value)}')}"
