"""Constraints in words."""

from __future__ import annotations

from collections.abc import Iterator

from specpress.model import Constraints
from specpress.targets.docs.content import Code, Inlines, Words


def worded(given: Constraints) -> tuple[Inlines, ...]:
    """One phrase for each thing that `given` asserts: "at most 255 characters"."""
    return tuple(_phrases(given))


def _phrases(given: Constraints) -> Iterator[Inlines]:
    yield from _counted(given.min_length, given.max_length, "character", "characters")
    if given.pattern is not None:
        yield (Words("matches "), Code(given.pattern))
    for bound, phrase in (
        (given.minimum, "at least "),
        (given.exclusive_minimum, "more than "),
        (given.maximum, "at most "),
        (given.exclusive_maximum, "less than "),
        (given.multiple_of, "a multiple of "),
    ):
        if bound is not None:
            yield (Words(f"{phrase}{_number(bound)}"),)
    yield from _counted(given.min_items, given.max_items, "item", "items")
    if given.unique_items:
        yield (Words("no item twice"),)
    yield from _counted(given.min_properties, given.max_properties, "property", "properties")


def _counted(least: int | None, most: int | None, one: str, many: str) -> Iterator[Inlines]:
    least = least or None
    if least is None and most is None:
        return
    noun = one if (least if most is None else most) == 1 else many
    if most is None:
        yield (Words(f"at least {least} {noun}"),)
    elif least is None:
        yield (Words(f"at most {most} {noun}"),)
    elif least == most:
        yield (Words(f"exactly {most} {noun}"),)
    else:
        yield (Words(f"{least} to {most} {noun}"),)


def _number(value: float) -> str:
    return str(int(value)) if float(value).is_integer() and abs(value) < 1e15 else str(value)
