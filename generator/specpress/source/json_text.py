"""JSON text (RFC 8259) to a JSON value, strictly and within bounds."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from typing import NoReturn

from specpress.diagnostics import Sink, error
from specpress.jsonvalue import Json, escape
from specpress.source.positions import DEEPEST, Node, TextPositions
from specpress.source.yaml_scalars import LONGEST_NUMBER, BadNumberError, finite

SYNTAX = error("json-syntax", "the text is not JSON")
DUPLICATE_KEY = error("json-duplicate-key", "an object has a key twice")
BAD_NUMBER = error("json-bad-number", "a number that JSON cannot hold")
LONE_SURROGATE = error("json-lone-surrogate", "an escape is one half of a character")
TOO_DEEP = error("json-too-deep", "the nesting is too deep")

_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*+"|[{}\[\],:]|[^\s{}\[\],:"]++', re.DOTALL)
_SURROGATE_ESCAPE = re.compile(r"\\u[dD][89a-fA-F]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_NUMBER = re.compile(r"-?(?:Infinity|NaN|[0-9][0-9.eE+-]*)\Z")


class NotJsonError(Exception):
    """The text is not JSON, or breaks a limit: the sink knows why."""


def read(text: str, positions: TextPositions, sink: Sink) -> Json:
    """The value of `text`; `positions` are those of the text.

    Raises NotJsonError, after it told the sink, when the text is not JSON or breaks a limit.
    """
    try:
        return read_if_json(text, positions, sink)
    except json.JSONDecodeError as fault:
        message = f"{fault.msg[:1].lower()}{fault.msg[1:]}"
        place = positions.at(fault.pos)
        sink.report(SYNTAX.at(place, message, hint=_hint(text, fault.pos)))
        raise NotJsonError from fault


def read_if_json(text: str, positions: TextPositions, sink: Sink) -> Json:
    """As `read`, but what is not JSON raises JSONDecodeError and the sink is not told."""
    repeated = False

    def build(pairs: list[tuple[str, Json]]) -> dict[str, Json]:
        nonlocal repeated
        built = dict(pairs)
        repeated = repeated or len(built) != len(pairs)
        return built

    try:
        value: Json = json.loads(
            text,
            object_pairs_hook=build,
            parse_constant=_refuse,
            parse_float=finite,
            parse_int=_whole,
        )
    except BadNumberError as fault:
        _Places(text).report_numbers(positions, sink)
        raise NotJsonError from fault
    except RecursionError as fault:
        raise _too_deep(text, positions, sink) from fault
    if _is_too_deep(value):
        raise _too_deep(text, positions, sink)
    if repeated:
        _Places(text).report_repeated(positions, sink)
    if _SURROGATE_ESCAPE.search(text):
        return _without_surrogates(value, positions, sink)
    return value


def _refuse(text: str) -> NoReturn:
    raise BadNumberError(f"`{text}` has no form in JSON")


def _whole(text: str) -> int:
    if len(text) > LONGEST_NUMBER:
        raise BadNumberError(f"a number of {len(text)} digits")
    return int(text)


def _is_too_deep(value: Json) -> bool:
    level = [value]
    for _ in range(DEEPEST):
        level = [item for part in level for item in _items(part) if isinstance(item, dict | list)]
    return bool(level)


def _items(part: Json) -> Iterable[Json]:
    return part.values() if isinstance(part, dict) else part if isinstance(part, list) else ()


def _too_deep(text: str, positions: TextPositions, sink: Sink) -> NotJsonError:
    message = f"more than {DEEPEST} levels of nesting"
    sink.report(TOO_DEEP.at(positions.at(_Places(text).deepest), message))
    return NotJsonError(message)


def _hint(text: str, offset: int) -> str:
    following = text[offset : offset + 2]
    before = text[:offset].rstrip()[-1:]
    if following[:1] == "'":
        return "JSON has double quotes only"
    if following in ("//", "/*"):
        return "JSON has no comments"
    if before == "," and following[:1] in ("}", "]", '"', ""):
        return "take the last comma away"
    return ""


def _without_surrogates(value: Json, positions: TextPositions, sink: Sink) -> Json:
    """`value` with U+FFFD for each half of a character; each string that has one is reported."""

    def cleaned(text: str, place: str) -> str:
        if not _SURROGATE.search(text):
            return text
        message = "a string has one half of a surrogate pair"
        where = positions.locate_value(place)
        sink.report(LONE_SURROGATE.at(where, message, hint="write both halves, or the character"))
        return _SURROGATE.sub("\ufffd", text)

    def walk(part: Json, place: str) -> Json:
        match part:
            case str():
                return cleaned(part, place)
            case list():
                return [walk(item, f"{place}/{number}") for number, item in enumerate(part)]
            case dict():
                return {
                    cleaned(key, f"{place}/{escape(key)}"): walk(item, f"{place}/{escape(key)}")
                    for key, item in part.items()
                }
            case _:
                return part

    return walk(value, "")


class _Places:
    """One pass over the tokens of a text: where its parts are, and which keys come twice.

    `deepest` is the offset where the nesting becomes too deep, if it does.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.root = Node(0, 0)
        self.deepest = 0
        self.repeated: list[tuple[str, int, int]] = []
        self._stack: list[Node] = []
        self._key: tuple[str, int] | None = None
        for token in _TOKEN.finditer(text):
            if not self._take(token.group(), token.start()):
                break

    def _take(self, token: str, offset: int) -> bool:
        """Whether to go on."""
        match token[0]:
            case "{" | "[":
                if len(self._stack) >= DEEPEST:
                    self.deepest = offset
                    return False
                node = self._value(offset)
                node.entries = {} if self.text[offset] == "{" else []
                self._stack.append(node)
            case "}" | "]":
                if self._stack:
                    self._stack.pop()
            case ":" | ",":
                pass
            case '"' if self._wants_key():
                self._key = (_string(token), offset)
            case _:
                self._value(offset)
        return True

    def _wants_key(self) -> bool:
        return bool(self._stack) and type(self._stack[-1].entries) is dict and self._key is None

    def _value(self, offset: int) -> Node:
        node = Node(offset, offset)
        match self._stack[-1].entries if self._stack else None:
            case dict() as members if self._key is not None:
                key, node.start = self._key
                self._key = None
                first = members.setdefault(key, node)
                if first is not node:
                    self.repeated.append((key, first.start, node.start))
            case list() as items:
                items.append(node)
            case None if self.root.entries is None:
                self.root = node
            case _:
                pass  # not JSON: the reader tells
        return node

    def report_repeated(self, positions: TextPositions, sink: Sink) -> None:
        for key, first, again in self.repeated:
            before = positions.at(first)
            message = f"the key `{key}` was given before, on line {before.line}"
            sink.report(DUPLICATE_KEY.at(positions.at(again), message, related=(before,)))

    def report_numbers(self, positions: TextPositions, sink: Sink) -> None:
        """All tokens that are numbers to Python and not to JSON."""
        for token in _TOKEN.finditer(self.text):
            text = token.group()
            if not _NUMBER.match(text):
                continue
            try:
                _refuse(text) if text[-1] in "yN" else finite(text)
                _whole(text)
            except BadNumberError as fault:
                sink.report(BAD_NUMBER.at(positions.at(token.start()), str(fault)))
            except ValueError:
                pass  # a sound number that is not whole


def _string(token: str) -> str:
    if "\\" not in token:
        return token[1:-1]
    try:
        return str(json.loads(token, strict=False))
    except json.JSONDecodeError:
        return token[1:-1]
