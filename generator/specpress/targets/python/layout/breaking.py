"""Where a statement is broken into lines."""

from __future__ import annotations

import re

from specpress.targets.python.escape import WIDTH
from specpress.targets.python.layout.scan import Group, Item, UnknownFormError, parsed
from specpress.targets.python.prose import columns

INDENT = "    "
_COMMA_AT_END = re.compile(r",\s*[)\]}]")
_OPERATOR = re.compile(r" (?:if|else|and|or|in|is|for|[-+*/%<>&^@]|[=!<>]=) |\b(?:lambda|not) ")
"""Where Black would break a line before it breaks it at a bracket, beside a bar."""

_BAR = re.compile(r" \| ")

_HEADS = ("def ", "async def ", "class ")

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
    places = _groups(item)
    if places and isinstance(item[0], str) and item[0].startswith(_HEADS):
        return _definition(item, places[0], margin)
    if _has(_OPERATOR, item):
        raise UnknownFormError
    target, value = _cut(item, " = ")
    bare = bool(value) and not _groups(value) and fits(f"{margin}{flat(target)} = (")
    if _has(_BAR, item) or not places or bare:
        return _bracketed(target, value, margin)
    if fits(f"{margin}{flat(item[: places[-1]])}("):
        return _opened(item, places[-1], margin, "")
    return _assignment(target, value, margin)


def _bracketed(target: Item, value: Item, margin: str) -> list[str]:
    """`name: type = value` with brackets of its own around the value, else around the type."""
    name, annotation = _cut(target, ": ")
    if _groups(value) and not _has(_BAR, value):
        whole, place = [*target, " = ", *value], len(target) + _groups(value)[-1] + 1
        if fits(f"{margin}{flat(whole[:place])}("):
            return _opened(whole, place, margin, "")
    if fits(f"{margin}{flat(target)} = (") and (
        _has(_BAR, value) or _groups(value) or _whole(value, margin + INDENT)
    ):
        inner = _broken(value, margin + INDENT, "")
        return [f"{margin}{flat(target)} = (", *inner, f"{margin})"]
    roomy = fits(f"{margin}{flat(name)}: (")
    if not annotation or not (roomy or value):
        raise UnknownFormError
    if not _whole(annotation, margin + INDENT) and not _has(_BAR, annotation):
        if value or _groups(annotation):
            raise UnknownFormError
        return [margin + flat([*target])]  # it fits no line
    inner = _broken(annotation, margin + INDENT, "")
    return [f"{margin}{flat(name)}: (", *inner, *_after_annotation(value, margin, roomy=roomy)]


def _after_annotation(value: Item, margin: str, *, roomy: bool) -> list[str]:
    """The lines from the bracket on that ends an annotation; alternatives get brackets too.

    A value is opened, even if it fits a line, behind a name that is too long for its line.
    """
    if not value:
        return [f"{margin})"]
    alternatives = _has(_BAR, value)
    line = f"{margin}) = ({flat(value)})" if alternatives else f"{margin}) = {flat(value)}"
    if roomy and fits(line) and not _is_magic(value):
        return [line]
    if alternatives:
        return [f"{margin}) = (", *_broken(value, margin + INDENT, ""), f"{margin})"]
    if not _groups(value):
        raise UnknownFormError
    return _opened([") = ", *value], _groups(value)[-1] + 1, margin, "")


def _assignment(target: Item, value: Item, margin: str) -> list[str]:
    """`name: type = call(...)` that has no room for the whole head of the call."""
    if not _groups(target) and ": " not in flat(target):
        raise UnknownFormError
    if not _groups(value):
        raise UnknownFormError
    if fits(f"{margin}{flat(target)} = ("):
        inner = _broken(value, margin + INDENT, "")
        return [f"{margin}{flat(target)} = (", *inner, f"{margin})"]
    name, _ = _cut(target, ": ")
    if not _groups(target):
        return _bracketed(target, value, margin)
    head = flat(target[: _groups(target)[-1]])
    if not fits(f"{margin}{head}[") and fits(f"{margin}{flat(name)}: ("):
        raise UnknownFormError  # a type that needs brackets of its own
    return _opened([*target, " = ", *value], len(target) + _groups(value)[-1] + 1, margin, "")


def _definition(item: Item, place: int, margin: str) -> list[str]:
    """A signature with its arguments opened, and the type of its result if that is too long."""
    group = item[place]
    assert isinstance(group, Group)
    head, end = item[:place], item[place + 1 :]
    if flat(head).startswith("class "):
        return _opened(item, place, margin, "")
    lines = [f"{margin}{flat(head)}{group.opening}", *_body(group, margin + INDENT, defined=True)]
    if group.items and fits(f"{margin}){flat(end)}"):
        return [*lines, f"{margin}){flat(end)}"]
    arrow, result = _cut(end, " -> ")
    colon = result[-1]
    if arrow or not isinstance(colon, str):
        raise UnknownFormError
    bare = [*result[:-1], colon.removesuffix(":")]
    if group.items and not _has(_BAR, bare):
        return [*lines, *_broken([") -> ", *bare], margin, ":")]
    begin = [*lines, f"{margin}) -> ("] if group.items else [f"{margin}{flat(head)}() -> ("]
    return [*begin, *_broken(bare, margin + INDENT, ""), f"{margin}):"]


def _whole(item: Item, margin: str, tail: str = "") -> bool:
    return not _is_magic(item) and fits(margin + flat(item) + tail)


def _broken(item: Item, margin: str, tail: str) -> list[str]:
    """The lines of something in brackets, with `tail` after the last."""
    if _whole(item, margin, tail):
        return [margin + flat(item) + tail]
    if _has(_OPERATOR, item):
        if _is_lambda(item) and not _groups(item) and not _has(_BAR, item):
            return [margin + flat(item) + tail]
        raise UnknownFormError
    if _has(_BAR, item):
        first, *rest = _alternatives(item)
        starts = [first, *(["| ", *one] for one in rest)]
        tails = [*("" for _ in rest), tail]
        pairs = zip(starts, tails, strict=True)
        return [line for one, end in pairs for line in _broken_alternative(one, margin, end)]
    return _broken_alternative(item, margin, tail)


def _broken_alternative(item: Item, margin: str, tail: str) -> list[str]:
    places = _groups(item)
    if not any(_items(item)) or _whole(item, margin, tail):
        return [margin + flat(item) + tail]
    return _opened(item, places[-1], margin, tail)


def _items(item: Item) -> list[list[Item]]:
    """What each group holds."""
    return [part.items for part in item if isinstance(part, Group)]


def _parameter(item: Item, margin: str) -> list[str]:
    """The lines of a parameter in a signature; alternatives of its type get brackets."""
    name, typed = _cut(item, ": ")
    if not typed or not _has(_BAR, item) or _whole(item, margin, ","):
        return _broken(item, margin, ",")
    annotation, default = _cut(typed, " = ")
    if not default:
        annotation, default = typed, []
    end = f") = {flat(default)}," if default else "),"
    inner = _broken(annotation, margin + INDENT, "")
    return [f"{margin}{flat(name)}: (", *inner, f"{margin}{end}"]


def _opened(item: Item, place: int, margin: str, tail: str) -> list[str]:
    """The lines with the group at `place` opened: its head, its body, its end.

    Where the head is too long, a group before it is opened: alone if the rest then fits a line.
    """
    group = item[place]
    assert isinstance(group, Group)
    head, end = item[:place], item[place + 1 :]
    last = f"{margin}{group.closing}{flat(end)}{tail}"
    if not group.items or _is_magic(head) or _is_magic(end) or not fits(last):
        raise UnknownFormError
    lines = [*_body(group, margin + INDENT), last]
    places = _groups(head)
    if fits(f"{margin}{flat(head)}{group.opening}") or not places:
        return [f"{margin}{flat(head)}{group.opening}", *lines]
    rest = f"{margin}]{flat(item[places[-1] + 1 :])}{tail}"
    if fits(rest) and not _is_magic(item):
        return _opened(item, places[-1], margin, tail)
    return [*_opened(head, places[-1], margin, group.opening), *lines]


def _body(group: Group, margin: str, *, defined: bool = False) -> list[str]:
    """What a group holds: on one line, or a line or more for each of its items."""
    alone = len(group.items) == 1
    if alone and not group.comma and not defined:
        return _broken(group.items[0], margin, "")
    if not alone and group.trailer and not group.comma:
        line = margin + ", ".join(map(flat, group.items))
        if fits(line) and not any(map(_is_magic, group.items)):
            return [line]
    if defined:
        return [line for item in group.items for line in _parameter(item, margin)]
    return [line for item in group.items for line in _broken(item, margin, ",")]


def _is_lambda(item: Item) -> bool:
    """Whether it is a function without arguments, at whose colon no line is broken."""
    return isinstance(item[0], str) and item[0].startswith("lambda: ")


def _groups(item: Item) -> list[int]:
    return [place for place, part in enumerate(item) if isinstance(part, Group)]


def _cut(item: Item, mark: str) -> tuple[Item, Item]:
    """What stands before and after the first `mark` outside brackets; all and nothing without."""
    for place, part in enumerate(item):
        if isinstance(part, str) and mark in part:
            before, _, after = part.partition(mark)
            head = [*item[:place], *filter(None, (before,))]
            return head, [*filter(None, (after,)), *item[place + 1 :]]
    return item, []


def _alternatives(item: Item) -> list[Item]:
    """The operands of ` | `."""
    found: list[Item] = []
    before, after = _cut(item, " | ")
    while after:
        found.append(before)
        before, after = _cut(after, " | ")
    return [*found, before]


def flat(item: Item) -> str:
    """An item on one line."""
    return "".join(part if isinstance(part, str) else _flat_group(part) for part in item)


def _flat_group(group: Group) -> str:
    comma = "," if _is_single(group) else ""
    return f"{group.opening}{', '.join(map(flat, group.items))}{comma}{group.closing}"


def _is_single(group: Group) -> bool:
    """Whether it is a tuple of one, or an index with one: their comma asks for no line."""
    one = len(group.items) == 1 and group.comma
    return one and ((group.opening == "(" and not group.trailer) or _is_index(group))


def _is_index(group: Group) -> bool:
    return group.opening == "[" and group.trailer


def _is_magic(item: Item) -> bool:
    """Whether a comma at the end of some bracket asks for a line for each element."""
    return any(
        (part.comma and not _is_single(part)) or any(map(_is_magic, part.items))
        for part in item
        if isinstance(part, Group)
    )


def _has(pattern: re.Pattern[str], item: Item) -> bool:
    """Whether `pattern` is there outside brackets and strings."""
    texts = (part for part in item if isinstance(part, str))
    return any(pattern.search(_TEXTS.sub('""', text)) for text in texts)
