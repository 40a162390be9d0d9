"""Where a statement is broken into lines."""

from __future__ import annotations

import re

from specpress.targets.python.layout.scan import Group, Item, UnknownForm, parsed
from specpress.targets.python.prose import columns

WIDTH = 88
"""Columns of a line, which is Black's default."""

INDENT = "    "
_COMMA_AT_END = re.compile(r",\s*[)\]}]")
_OPERATOR = re.compile(r"\|| (?:if|else|and|or|in|is|for|[-+*/%<>&^@]|[=!<>]=) |\b(?:lambda|not) ")
"""Where Black would break a line before it breaks it at a bracket."""

_TEXTS = re.compile(r"\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*'")
_IMPORT = re.compile(r"(?P<head>from [\w.]+ import) (?P<names>[\w, ]+)")


def fits(line: str) -> bool:
    """Whether a line is not wider than Black has it."""
    return len(line) <= WIDTH and columns(line) <= WIDTH


def lines_of(source: str) -> list[str]:
    """The lines of one statement, or of a docstring or comment, which stay as they are."""
    bare = source.lstrip()
    if bare.startswith("#") or '"""' in source:
        return [source]
    if "\n" not in source and fits(source) and not _COMMA_AT_END.search(source):
        return [source]
    margin = source[: len(source) - len(bare)]
    if (found := _IMPORT.fullmatch(bare)) is not None:
        names = [f"{margin}{INDENT}{name.strip()}," for name in found["names"].split(",")]
        return [f"{margin}{found['head']} (", *names, f"{margin})"]
    return _statement(parsed(source), margin)


def _statement(item: Item, margin: str) -> list[str]:
    if _whole(item, margin):
        return [margin + flat(item)]
    definition = isinstance(item[0], str) and item[0].startswith(("def ", "async def "))
    places = [place for place, part in enumerate(item) if isinstance(part, Group)]
    if not places or (not definition and _has_operator(item)):
        raise UnknownForm
    return _opened(item, places[0 if definition else -1], margin, "", definition=definition)


def _whole(item: Item, margin: str, tail: str = "") -> bool:
    return not _is_magic(item) and fits(margin + flat(item) + tail)


def _broken(item: Item, margin: str, tail: str) -> list[str]:
    """The lines of something in brackets, with `tail` after the last."""
    if _whole(item, margin, tail):
        return [margin + flat(item) + tail]
    if _has_operator(item):
        raise UnknownForm
    places = [place for place, part in enumerate(item) if isinstance(part, Group)]
    if not places:
        return [margin + flat(item) + tail]
    return _opened(item, places[-1], margin, tail)


def _opened(
    item: Item, place: int, margin: str, tail: str, *, definition: bool = False
) -> list[str]:
    """The lines with the group at `place` opened: its head, its body, its end."""
    group = item[place]
    assert isinstance(group, Group)
    head, end = item[:place], item[place + 1 :]
    first = f"{margin}{flat(head)}{group.opening}"
    last = f"{margin}{group.closing}{flat(end)}{tail}"
    if not group.items or _is_magic(head) or _is_magic(end) or not fits(first) or not fits(last):
        raise UnknownForm
    return [first, *_body(group, margin + INDENT, definition=definition), last]


def _body(group: Group, margin: str, *, definition: bool) -> list[str]:
    alone = len(group.items) == 1
    if alone and not group.comma and not definition:
        return _broken(group.items[0], margin, "")
    if not alone and group.trailer and not group.comma:
        line = margin + ", ".join(map(flat, group.items))
        if fits(line) and not any(map(_is_magic, group.items)):
            return [line]
    return [line for item in group.items for line in _broken(item, margin, ",")]


def flat(item: Item) -> str:
    """An item on one line."""
    return "".join(part if isinstance(part, str) else _flat_group(part) for part in item)


def _flat_group(group: Group) -> str:
    comma = "," if _is_single(group) else ""
    return f"{group.opening}{', '.join(map(flat, group.items))}{comma}{group.closing}"


def _is_single(group: Group) -> bool:
    """Whether it is a tuple of one, or an index with one: their comma asks for no line."""
    one = len(group.items) == 1 and group.comma
    return one and (group.opening == "(" and not group.trailer or _is_index(group))


def _is_index(group: Group) -> bool:
    return group.opening == "[" and group.trailer


def _is_magic(item: Item) -> bool:
    """Whether a comma at the end of some bracket asks for a line for each element."""
    return any(
        (part.comma and not _is_single(part)) or any(map(_is_magic, part.items))
        for part in item
        if isinstance(part, Group)
    )


def _has_operator(item: Item) -> bool:
    """Whether there is an operator outside its brackets and strings."""
    texts = (part for part in item if isinstance(part, str))
    return any(_OPERATOR.search(_TEXTS.sub('""', text)) for text in texts)
