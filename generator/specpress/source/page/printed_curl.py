"""The request example of a printed page."""

from __future__ import annotations

import json
from collections.abc import Iterator
from urllib.parse import quote

from specpress.jsonvalue import Json
from specpress.source import extensions
from specpress.source.page.views import OperationView, list_of, text_of

_READABLE = "<>{}"


def curl_line(view: OperationView, body: tuple[Json, ...]) -> str:
    """The curl command. `body` is the example of the request, if it has one."""
    query = "&".join(_query(view))
    url = f"{view.scheme}://{{host}}{view.path}" + (f"?{query}" if query else "")
    parts = ["curl", "-X", view.method, _quoted(url)]
    if view.needs_auth:
        parts += ["-H", _quoted("Authorization: OAuth {sessionUuid}")]
    if body:
        parts += ["-H", _quoted("Content-Type: application/json;charset=UTF-8")]
    for one in view.parameters("header"):
        if one.get(extensions.UNDOCUMENTED):
            name = text_of(one, "name")
            parts += ["-H", _quoted(f"{name}: <{name}>")]
    if body:
        parts += ["-d", _quoted(_dumped(body[0], ",", ":"))]
    return " ".join(parts)


def json_line(value: Json) -> str:
    """A JSON value on one line."""
    return _dumped(value, ", ", ": ")


def _dumped(value: Json, comma: str, colon: str) -> str:
    text = json.dumps(value, ensure_ascii=False, separators=(comma, colon))
    try:
        text.encode()
    except UnicodeEncodeError:  # half a surrogate pair, which only an escape can carry
        return json.dumps(value, separators=(comma, colon))
    return text


def _query(view: OperationView) -> Iterator[str]:
    for one in view.parameters("query"):
        name = text_of(one, "name")
        schema, example = view.parameter_schema(one)
        texts = [f"<{name}>"]
        if example:
            plain = "content" not in one
            listed = plain and schema.get("type") == "array" and isinstance(example[0], list)
            values = list_of(example[0]) if listed else [example[0]]
            texts = [
                value if plain and isinstance(value, str) else _dumped(value, ",", ":")
                for value in values
            ]
        yield from (f"{_encoded(name)}={_encoded(text)}" for text in texts)


def _encoded(text: str) -> str:
    return quote(text, safe=_READABLE, errors="replace")


def _quoted(text: str) -> str:
    """Quoted for a shell."""
    return "'" + text.replace("'", "'\\''") + "'"
