"""JSONPath expressions of an overlay: compiled, evaluated, and explained when they miss."""

from __future__ import annotations

import re
from typing import Any, TypeAlias

from jsonpath_rfc9535 import JSONPathEnvironment, JSONPathError, JSONPathQuery
from jsonpath_rfc9535.segments import JSONPathSegment
from jsonpath_rfc9535.selectors import IndexSelector, NameSelector

from specpress.diagnostics import Location, Sink, error, warning
from specpress.jsonvalue import Json
from specpress.source.nearest import nearest
from specpress.source.overlay.values import Target
from specpress.source.positions import DEEPEST, TextPositions

BAD_PATH = error("overlay-bad-path", "an expression is not JSONPath (RFC 9535)")
DASHED_NAME = warning("overlay-dashed-name", "a name with a dash that is not in brackets")

Place: TypeAlias = tuple[str | int, ...]
"""The keys and indexes that lead from the root to a node."""

_QUOTED_OR_DASHED = re.compile(
    r"""'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"|\.(?P<dashed>[^\W\d]\w*(?:-\w+)+)"""
)


class _Environment(JSONPathEnvironment):
    # Deeper than any document: the readers and `apply` see to that.
    max_recursion_depth = 2 * DEEPEST


_ENVIRONMENT = _Environment()


def compile_path(text: str, pointer: str, positions: TextPositions, sink: Sink) -> Target | None:
    """The expression `text`, which stands at `pointer` in the overlay.

    None, after it told the sink, when RFC 9535 does not allow it. One slip is forgiven with a
    warning, because examples of the Overlay Specification 1.0 have it: `@.x-name` is read as
    `@['x-name']`.
    """
    try:
        return Target(text=text, query=_compiled(text), pointer=pointer)
    except JSONPathError as fault:
        repaired = _QUOTED_OR_DASHED.sub(_in_brackets, text)
        target = None if repaired == text else _repaired(repaired, pointer)
        offset = fault.token.index if fault.token is not None else 0
        place = place_within(positions, pointer, text, offset)
        if target is None:
            message = f"`{text}` is no JSONPath: {fault.args[0]}"
            sink.report(BAD_PATH.at(place, message, hint=_hint(text)))
        else:
            message = "a name with a dash stands in brackets (RFC 9535, section 2.5.1)"
            sink.report(DASHED_NAME.at(place, message, hint=f"write `{repaired}`"))
        return target
    except RecursionError:
        place = positions.locate_value(pointer)
        sink.report(BAD_PATH.at(place, "the expression is nested too deep"))
        return None


def _compiled(text: str) -> JSONPathQuery:
    return _ENVIRONMENT.compile(text)


def _repaired(text: str, pointer: str) -> Target | None:
    try:
        return Target(text=text, query=_compiled(text), pointer=pointer)
    except JSONPathError:
        return None


def _in_brackets(found: re.Match[str]) -> str:
    name = found["dashed"]
    if name is None:
        return found[0]
    # `..x-name` keeps its two dots: the first of them is before the match.
    descends = found.string[: found.start()].endswith(".")
    return f".['{name}']" if descends else f"['{name}']"


def _hint(text: str) -> str:
    if not text.startswith("$"):
        return "an expression begins with `$`, the root of the document"
    if re.search(r"\.[^\s.'\"\[]*/", text):
        return "a path goes in brackets: `$.paths['/pets']`"
    return ""


def place_within(positions: TextPositions, pointer: str, text: str, offset: int) -> Location:
    """The place of a character of the string at `pointer`, or of the string, when it is folded."""
    begin = positions.value_offset(pointer)
    raw = positions.text[begin : begin + 2 * len(text) + 2]
    quote = raw[:1] if raw[:1] in ("'", '"') else ""
    doubled = {"'": "''", '"': '\\"'}.get(quote, "")
    written = quote + (text.replace(quote, doubled) if quote else text)
    if not raw.startswith(written):
        return positions.at(begin, pointer)
    before = text[:offset]
    shift = len(quote) + len(before.replace(quote, doubled) if quote else before)
    return positions.at(begin + shift, pointer)


def select(target: Target, root: Json) -> list[Place]:
    """The places of the nodes that `target` selects in `root`, each once, in document order."""
    value: Any = root
    return list(dict.fromkeys(node.location for node in target.query.finditer(value)))


def explain_miss(target: Target, root: Json) -> tuple[int, str]:
    """Why `target` selects nothing: the offset in its text of the part that fails, and a hint."""
    value: Any = root
    segments = target.query.segments
    nodes: list[Any] = [root]
    for number, segment in enumerate(segments):
        begun = JSONPathQuery(env=_ENVIRONMENT, segments=segments[: number + 1])
        found = [node.value for node in begun.finditer(value)]
        if not found:
            return _explained(target.text, segment, nodes)
        nodes = found
    return 0, ""


def _explained(text: str, segment: JSONPathSegment, nodes: list[Any]) -> tuple[int, str]:
    offset = segment.token.index
    prefix = text[:offset].rstrip(".[ \n") or "$"
    begin = f"`{prefix}` is there, but "
    match segment.selectors:
        case [NameSelector() as selector, *_]:
            return offset, begin + _name_hint(str(selector.name), nodes)
        case [IndexSelector() as selector, *_]:
            lengths = [len(node) for node in nodes if isinstance(node, list)]
            longest = f"an array of {max(lengths)}" if lengths else "no array"
            return offset, f"{begin}it is {longest}, and has no item {selector.index}"
        case _:
            return offset, f"{begin}`{segment}` selects none of its entries"


def _name_hint(name: str, nodes: list[Any]) -> str:
    keys = list(dict.fromkeys(key for node in nodes if isinstance(node, dict) for key in node))
    if not keys:
        return f"it is no object with members, so it has no `{name}`"
    near = nearest(name, keys)
    if near:
        return f"has no `{name}`; did you mean `{near}`?"
    listed = ", ".join(f"`{key}`" for key in keys[:6])
    return f"has no `{name}`, only {listed}{' ...' if len(keys) > 6 else ''}"
