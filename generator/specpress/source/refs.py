"""References within a document (OpenAPI 3.1, section 4.8.23; RFC 6901; RFC 3986, section 3.5)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple
from urllib.parse import quote, unquote

from specpress.diagnostics import Rule, Sink, error
from specpress.jsonvalue import Json, escape, unescape
from specpress.jsonvalue import pointer as to_pointer
from specpress.source.document import LoadedDocument
from specpress.source.kinds import kind_of
from specpress.source.nearest import nearest
from specpress.source.positions import index_of

DANGLING = error("ref-dangling", "a reference leads to nothing")
EXTERNAL = error("ref-external-unsupported", "a reference leads out of the document")
CYCLE = error("ref-cycle", "references lead to each other and to nothing else")
CHAIN = error("ref-long-chain", "parts lead to each other in a chain that is too long")
NOT_A_STRING = error("ref-not-a-string", "a reference is no string")

_BAD_ESCAPE = re.compile(r"~(?![01])")
_IN_FRAGMENT = "/?:@!$&'()*+,;=~"
"""What may stand in a fragment beside letters and digits (RFC 3986, section 3.5)."""

_BAD_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")


LONGEST_CHAIN = 250
"""References, and schemas in `allOf`, that lead from one to the next. Real chains stay below 20.
Each schema has all that the ones after it have, so that time grows with the square."""

_MOST_SHOWN = 6

_ONE_DOCUMENT = "only the description itself can refer to other files"


class Resolved(NamedTuple):
    """What a reference leads to: its JSON pointer in the document, and its value."""

    pointer: str
    value: Json


def resolve(document: LoadedDocument, ref: Json, at: str, sink: Sink) -> Resolved | None:
    """What `ref` leads to, one step; None, after it told the sink, when it leads nowhere.

    `ref` is the value of `$ref`, and `at` the pointer of the object that has it.
    """
    if not isinstance(ref, str):
        _report(document, NOT_A_STRING, at, f"a reference is a string, not {kind_of(ref)}", sink)
        return None
    if ref in document.told:
        sink = Sink()
    outside, _, fragment = ref.partition("#")
    if outside:
        message = f"`{ref}` leads out of this document"
        hint = _local_hint(document, fragment) or _ONE_DOCUMENT
        _report(document, EXTERNAL, at, message, sink, hint)
        return None
    if _BAD_PERCENT.search(fragment):
        _report(document, DANGLING, at, f"`{ref}` has a `%` without two hex digits", sink)
        return None
    fragment = unquote(fragment, errors="replace")
    if not fragment:
        return Resolved("", document.root)
    if not fragment.startswith("/"):
        return _by_anchor(document, fragment, at, sink)
    return _by_pointer(document, fragment, at, sink)


def follow(document: LoadedDocument, ref: Json, at: str, sink: Sink) -> Resolved | None:
    """What `ref` leads to in the end, where what it leads to is a reference itself.

    None, after it told the sink, when it leads nowhere or round in a circle.
    """
    seen = {at: None}
    found = resolve(document, ref, at, sink)
    while found is not None and isinstance(found.value, dict) and "$ref" in found.value:
        if found.pointer in seen:
            chain = " -> ".join(f"`#{pointer}`" for pointer in (*_some(seen), found.pointer))
            _report(document, CYCLE, at, f"a circle of references: {chain}", sink)
            return None
        if len(seen) > LONGEST_CHAIN:
            message = f"a chain of more than {LONGEST_CHAIN} references"
            _report(document, CHAIN, at, message, sink)
            return None
        seen[found.pointer] = None
        found = resolve(document, found.value["$ref"], found.pointer, sink)
    return found


def _some(pointers: Iterable[str]) -> Iterator[str]:
    """The first of them, as many as a person reads."""
    for number, pointer in enumerate(pointers):
        if number == _MOST_SHOWN:
            yield "..."
            return
        yield pointer


def local(pointer: str) -> str:
    """The reference within a document that leads to a pointer."""
    return f"#{quote(pointer, safe=_IN_FRAGMENT)}"


def pointer_of(reference: Json) -> str | None:
    """The pointer that a reference within a document has, None for any other reference."""
    if not isinstance(reference, str) or not reference.startswith("#"):
        return None
    pointer = unquote(reference[1:], errors="replace")
    return pointer if not pointer or pointer.startswith("/") else None


def lookup(root: Json, pointer: str) -> Resolved | None:
    """The value at a JSON pointer, None when there is none."""
    value = root
    for token in pointer.split("/")[1:]:
        found = _entry(value, unescape(token))
        if found is None:
            return None
        (value,) = found
    return Resolved(pointer, value)


def _entry(value: Json, key: str) -> tuple[Json] | None:
    """The entry of `value` in a tuple, because an entry may be null."""
    if isinstance(value, dict):
        return (value[key],) if key in value else None
    number = index_of(key)
    if isinstance(value, list) and number is not None and number < len(value):
        return (value[number],)
    return None


def _by_pointer(document: LoadedDocument, pointer: str, at: str, sink: Sink) -> Resolved | None:
    if _BAD_ESCAPE.search(pointer):
        message = f"`#{pointer}` is no JSON pointer: `~` stands before 0 or 1 only"
        _report(document, DANGLING, at, message, sink, "write `~0` for a tilde")
        return None
    found = lookup(document.root, pointer)
    if found is None:
        hint = near_miss(document.root, pointer) or _local_hint(document, pointer)
        _report(document, DANGLING, at, f"there is no `#{pointer}`", sink, hint)
    return found


def near_miss(root: Json, pointer: str) -> str:
    """A hint: the pointer with the first token that fails put right, when that leads somewhere."""
    value = root
    tokens = [unescape(token) for token in pointer.split("/")[1:]]
    for number, token in enumerate(tokens):
        found = _entry(value, token)
        if found is not None:
            (value,) = found
            continue
        keys = list(value) if isinstance(value, dict) else []
        near = nearest(token, keys)
        text = to_pointer(*tokens[:number], near, *tokens[number + 1 :])
        found_there = near and lookup(root, text)
        return f"did you mean `#{text}`?" if found_there else ""
    return ""


def _local_hint(document: LoadedDocument, fragment: str) -> str:
    """Says where a component of the same name is, for a reference to the wrong section."""
    name = unescape(fragment.rpartition("/")[2])
    components = document.root.get("components")
    for section, members in components.items() if isinstance(components, dict) else ():
        if isinstance(members, dict) and name in members:
            return f"there is `#/components/{section}/{escape(name)}`"
    return ""


def _by_anchor(document: LoadedDocument, anchor: str, at: str, sink: Sink) -> Resolved | None:
    """A schema by its `$anchor` (JSON Schema 2020-12, section 8.2.2)."""
    todo: list[Resolved] = [Resolved("", document.root)]
    while todo:
        place = todo.pop()
        match place.value:
            case dict() as members:
                if members.get("$anchor") == anchor:
                    return place
                todo += [Resolved(f"{place.pointer}/{escape(k)}", v) for k, v in members.items()]
            case list() as items:
                todo += [Resolved(f"{place.pointer}/{n}", v) for n, v in enumerate(items)]
    hint = f"a pointer begins with a slash: `#/{anchor}`" if "/" in anchor else ""
    if not hint:
        hint = _local_hint(document, anchor)
    _report(document, DANGLING, at, f"there is no `$anchor` named `{anchor}`", sink, hint)
    return None


def _report(
    document: LoadedDocument, rule: Rule, at: str, message: str, sink: Sink, hint: str = ""
) -> None:
    sink.report(rule.at(document.positions.locate(f"{at}/$ref"), message, hint=hint))
