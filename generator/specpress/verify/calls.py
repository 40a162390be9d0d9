"""The calls of a project: what each language runs, and what a server answers."""

from __future__ import annotations

import dataclasses
import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from specpress.jsonvalue import Json
from specpress.model import (
    Access,
    ApiModel,
    Codec,
    Content,
    EventForm,
    Operation,
)
from specpress.targets.base import AnyTarget, TargetInput, Tree
from specpress.targets.building import Program
from specpress.targets.calling import Extent, Making
from specpress.verify.recording import Answer

_VARIABLE = re.compile(rb"\b([A-Z][A-Z0-9_]*)_BASE_URL\b")
_LATER = ("_CLIENT_ID", "_CLIENT_SECRET", "_REFRESH_TOKEN", "_TOKEN_URL")
"""Credentials that are exchanged for others first, which is another call."""

SECRET = "secret"  # noqa: S105
"""What every credential is: all clients say the same of who asks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """A call of an operation, of which every language has a program of this number."""

    number: int
    operation: Operation
    extent: Extent


def calls(model: ApiModel) -> tuple[Call, ...]:
    """Two calls of each operation: with what it needs, and with all that it takes."""
    return tuple(
        Call(number=2 * index + offset, operation=operation, extent=extent)
        for index, operation in enumerate(model.operations)
        for offset, extent in ((1, Extent.BRIEF), (2, Extent.FULL))
    )


def programs(
    target: AnyTarget, given: TargetInput[Any], asked: Iterable[Call]
) -> tuple[Program, ...]:
    """The samples of a target as programs, one for each call of an operation that it has."""
    known = {operation.id for operation in given.model.operations}
    found: list[Program] = []
    for call in asked:
        if call.operation.id not in known:
            continue
        sample = target.sample(dataclasses.replace(given, extent=call.extent), call.operation)
        if sample is not None:
            found.append(Program(number=call.number, file=sample.file, code=sample.code))
    return tuple(found)


def environment(tree: Tree, url: str) -> dict[str, str]:
    """The variables that a client reads, by the names that its files speak of."""
    text = b"\n".join(data for path, data in sorted(tree.items()) if _is_text(path))
    found: dict[str, str] = {}
    for prefix in sorted({one.group(1) for one in _VARIABLE.finditer(text)}):
        for name in re.findall(rb"\b%b_[A-Z0-9_]+\b" % prefix, text):
            word = name.decode()
            if not word.endswith(_LATER):
                found[word] = url if word.endswith("_BASE_URL") else SECRET
    return found


def without_servers(model: ApiModel) -> ApiModel:
    """An API whose operations are all where the client is told: no other host is ever asked."""
    return dataclasses.replace(
        model,
        operations=tuple(dataclasses.replace(one, servers=()) for one in model.operations),
    )


def answer(model: ApiModel, operation: Operation) -> Answer:
    """The first documented answer that means success, with a value made up."""
    for response in operation.responses:
        status = response.status.first if 200 <= response.status.first < 300 else 200
        if not response.contents:
            return Answer(status=status)
        content = response.contents[0]
        return Answer(
            status=status,
            media_type=_concrete(content),
            body=_body(model, content),
        )
    return Answer(status=204)


def _body(model: ApiModel, content: Content) -> bytes:
    making = Making(model, toward=Access.READ)
    ref = content.item or content.type
    match content.codec:
        case Codec.JSON:
            return _json(making.of(content.docs, "body", content.type)).encode()
        case Codec.EVENTS:
            return _event(making.made_up("body", ref), content.event_form)
        case Codec.JSON_LINES:
            return f"{_json(making.made_up('body', ref))}\n".encode()
        case _:
            return b"text"


def _event(value: Json, form: EventForm) -> bytes:
    """An event of a stream (HTML, section 9.2.6), and the mark that many servers end it with."""
    fields = {"data": value}
    if form is not EventForm.DATA and isinstance(value, dict):
        fields = value
    lines = [f"{key}: {one if isinstance(one, str) else _json(one)}" for key, one in fields.items()]
    return ("\n".join(lines) + "\n\ndata: [DONE]\n\n").encode()


def _json(value: Json) -> str:
    return json.dumps(value, ensure_ascii=False)


def _concrete(content: Content) -> str:
    """A media type that can be sent, for a range of them."""
    if "*" not in content.media_type:
        return content.media_type
    match content.codec:
        case Codec.JSON:
            return "application/json"
        case Codec.TEXT:
            return "text/plain"
        case _:
            return "application/octet-stream"


def _is_text(path: PurePosixPath) -> bool:
    return path.suffix not in (".png", ".gz")


def name(call: Call) -> str:
    """What a report calls a call."""
    return call.operation.id + ("" if call.extent is Extent.BRIEF else " (all arguments)")


def numbers(found: Sequence[Call]) -> dict[int, Call]:
    """Calls by their number."""
    return {one.number: one for one in found}
