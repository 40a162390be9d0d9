"""Statements of a module, and the brackets of a statement as a tree."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TypeAlias

_TRIPLE = re.compile(r'[rR]?"""(?:[^\\]|\\.)*?"""', re.DOTALL)
_STRING = r"""(?:"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')"""
_TOKEN = re.compile(rf"(?P<string>{_STRING})|(?P<gap>\s*\n\s*)|(?P<other>[^\s\"'()\[\]{{}},#]+|.)")
_CLOSED_BY = {"(": ")", "[": "]", "{": "}"}
_BRACKETS = re.compile(rf"{_STRING}|[()\[\]{{}}#]")


class UnknownFormError(Exception):
    """A statement that is of no form that this folder lays out."""


@dataclass(slots=True)
class Group:
    """A pair of brackets. `comma`: there is one after the last item. `trailer`: of a call or index.

    An item is a run of texts and groups with no comma between them.
    """

    opening: str
    trailer: bool
    items: list[Item] = field(default_factory=list)
    comma: bool = False

    @property
    def closing(self) -> str:
        """The bracket at the end."""
        return _CLOSED_BY[self.opening]


Item: TypeAlias = "list[str | Group]"


def statements(text: str) -> Iterator[str]:
    """Each statement of a module without the line end after it, "" for an empty line.

    A docstring is one statement, and so is the line of a comment.
    """
    lines = iter(text.split("\n"))
    for first in lines:
        if '"""' in first:
            yield _through_quotes(first, lines)
            continue
        if "(" not in first and "[" not in first and "{" not in first:
            yield first.rstrip()
            continue
        source, depth = first.rstrip(), _depth(first)
        while depth > 0:
            following = next(lines, None)
            if following is None or '"""' in following:
                raise UnknownFormError
            source, depth = f"{source}\n{following}", depth + _depth(following)
        yield source


def _through_quotes(first: str, lines: Iterator[str]) -> str:
    if _TRIPLE.fullmatch(first.strip()):
        return first
    found = [first]
    for following in lines:
        found.append(following)
        if '"""' in following:
            source = "\n".join(found)
            if _TRIPLE.fullmatch(source.strip()):
                return source
    raise UnknownFormError


def _depth(line: str) -> int:
    """How many more brackets the line opens than it closes."""
    if line.isspace() or not line:
        return 0
    depth = 0
    for found in _BRACKETS.finditer(line):
        match found.group()[0]:
            case "(" | "[" | "{":
                depth += 1
            case ")" | "]" | "}":
                depth -= 1
            case "#":
                break
            case _:
                pass
    return depth


def parsed(source: str) -> Item:
    """The tree of a statement that has no comment. Blanks at the edges of items are left out."""
    top = Group("(", trailer=False)
    top.items.append([])
    stack = [top]
    for token in _TOKEN.finditer(source):
        text, group = token.group(), stack[-1]
        if token.lastgroup == "gap":
            text = " "
        if text in _CLOSED_BY and token.lastgroup == "other":
            stack.append(_opened(text, group))
        elif len(stack) > 1 and text == group.closing and token.lastgroup == "other":
            _close(stack.pop())
        elif text == "," and len(stack) > 1:
            group.items.append([])
        elif text == "#":
            raise UnknownFormError
        else:
            _add(group, text)
    if len(stack) > 1:
        raise UnknownFormError
    return _stripped(top.items[0])


def _opened(bracket: str, group: Group) -> Group:
    if not group.items:
        group.items.append([])
    item = group.items[-1]
    before = item[-1] if item else ""
    named = isinstance(before, Group) or before[-1:].isidentifier() or before[-1:].isdigit()
    found = Group(bracket, trailer=bracket != "{" and named)
    item.append(found)
    return found


def _add(group: Group, text: str) -> None:
    if not group.items:
        group.items.append([])
    item = group.items[-1]
    if item and isinstance(item[-1], str):
        item[-1] += text
    else:
        item.append(text)


def _close(group: Group) -> None:
    items = [_stripped(item) for item in group.items]
    group.comma = len(items) > 1 and not items[-1]
    group.items = [item for item in items if item]
    if len(group.items) + group.comma != len(items) and items != [[]]:
        raise UnknownFormError


def _stripped(item: Item) -> Item:
    found = list(item)
    if found and isinstance(found[0], str):
        found[0] = found[0].lstrip()
    if found and isinstance(found[-1], str):
        found[-1] = found[-1].rstrip()
    return [part for part in found if part != ""]
