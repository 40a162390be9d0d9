"""Reduces what the JSON Schema engine reports to the faults that a person would name.

The engine reports every branch of a oneOf or anyOf that does not fit. One of them was meant: the
one that the value's type, its `$ref` or its constants point at, else the one that fails deepest.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, TypeAlias

import jsonschema_rs

Place: TypeAlias = tuple[str | int, ...]

ONE_OF_REQUIRED = "one-of-required"
AMBIGUOUS = "ambiguous"


@dataclass(frozen=True, slots=True)
class Leaf:
    """One fault: the keyword that is not kept, the place, what the keyword says, and its schema.

    Two keywords are made up: ONE_OF_REQUIRED (the details have `properties`) and AMBIGUOUS (a value
    fits more branches of a oneOf than one).
    """

    keyword: str
    place: Place
    details: dict[str, Any]
    message: str
    schema_at: tuple[str, Place]


_Branch: TypeAlias = list[Leaf]


def leaves(errors: Iterable[jsonschema_rs.ValidationError]) -> list[Leaf]:
    """The faults behind `errors`, without those that another one explains."""
    found = [leaf for error in errors for leaf in _reduced(error)]
    causes = _Causes(found)
    return [leaf for leaf in found if not causes.explain(leaf)]


class _Causes:
    """Which faults only follow from another one.

    - A member that fails its own schema counts as unevaluated in its parent, and so do the members
      of an object whose constant (`type`, `in`) tells no schema.
    - An object that must have an entry, and has none, lacks every one that may be required of it.
    - Tags and parameters that come twice are told by name elsewhere.
    """

    def __init__(self, found: list[Leaf]) -> None:
        self.at: set[tuple[str, Place]] = set()
        self.faulty: set[Place] = set()
        self.above: set[Place] = set()
        self.undecided: set[Place] = set()
        for leaf in found:
            self.at.add((leaf.keyword, leaf.place))
            if leaf.keyword == "unevaluatedProperties":
                continue
            place = _texts(leaf.place)
            self.faulty.add(place)
            self.above.update(place[:size] for size in range(1, len(place) + 1))
            if leaf.keyword in ("enum", "const"):
                self.undecided.add(place[:-1])

    def explain(self, leaf: Leaf) -> bool:
        """Whether another fault explains `leaf`."""
        match leaf.keyword:
            case "unevaluatedProperties":
                place = _texts(leaf.place)
                known = place in self.faulty or place in self.undecided
                return known or any(
                    (*place, name) in self.above for name in leaf.details["unexpected"]
                )
            case "required":
                return ("minProperties", leaf.place) in self.at
            case "ambiguous":
                return ("type", leaf.place) in self.at
            case "uniqueItems":
                return leaf.place == ("tags",) or leaf.place[-1:] == ("parameters",)
            case _:
                return False


def _texts(place: Place) -> Place:
    """`place` with text for numbers: the engine takes the key "200" for an index."""
    return tuple(str(token) for token in place)


def _reduced(error: jsonschema_rs.ValidationError) -> _Branch:
    kind = error.kind
    if isinstance(kind, jsonschema_rs.ValidationErrorKind.OneOfMultipleValid):
        return [_leaf(error, AMBIGUOUS, {})]
    if not isinstance(
        kind,
        jsonschema_rs.ValidationErrorKind.AnyOf | jsonschema_rs.ValidationErrorKind.OneOfNotValid,
    ):
        return [_leaf(error, kind.name, kind.as_dict())]
    branches = [[leaf for inner in branch for leaf in _reduced(inner)] for branch in kind.context]
    return _meant(error, branches)


def _leaf(error: jsonschema_rs.ValidationError, keyword: str, details: dict[str, Any]) -> Leaf:
    resource = (error.absolute_keyword_location or "").partition("#")[0]
    where = (resource, tuple(error.schema_path[:-1]))
    return Leaf(keyword, tuple(error.instance_path), details, error.message, where)


def _meant(error: jsonschema_rs.ValidationError, branches: list[_Branch]) -> _Branch:
    """The faults of the branch that was meant, or one that stands for all of them."""
    here = tuple(error.instance_path)
    branches = _without(branches, lambda leaf: _is_wrong_about_reference(leaf, here))
    if all(_has(branch, "type", here) for branch in branches):
        types = [name for leaf in _all(branches, "type", here) for name in leaf.details["types"]]
        return [_leaf(error, "type", {"types": list(dict.fromkeys(types))})]
    branches = _without(branches, lambda leaf: leaf.keyword == "type" and leaf.place == here)
    constant = _common_constant(branches)
    if constant is not None:
        return [constant]
    branches = _without(
        branches, lambda leaf: leaf.keyword in ("enum", "const") and leaf.place[:-1] == here
    )
    if len(branches) > 1 and all(
        len(branch) == 1 and _has(branch, "required", here) for branch in branches
    ):
        names = [leaf.details["property"] for leaf in _all(branches, "required", here)]
        return [_leaf(error, ONE_OF_REQUIRED, {"properties": names})]
    return max(branches, key=lambda branch: (max(len(leaf.place) for leaf in branch), -len(branch)))


def _is_wrong_about_reference(leaf: Leaf, here: Place) -> bool:
    """Whether the branch of `leaf` wants a reference where there is none, or none where one is."""
    if leaf.place != here:
        return False
    wants = leaf.keyword == "required" and leaf.details["property"] == "$ref"
    refuses = leaf.keyword == "additionalProperties" and "$ref" in leaf.details["unexpected"]
    return wants or refuses


def _common_constant(branches: list[_Branch]) -> Leaf | None:
    """One fault for a member that has another constant in each branch: all of them are allowed."""
    for leaf in branches[0]:
        if leaf.keyword not in ("enum", "const"):
            continue
        same = [
            other
            for branch in branches
            for other in branch
            if other.keyword in ("enum", "const") and other.place == leaf.place
        ]
        if len(same) < len(branches) or len(branches) < 2:
            continue
        options = [option for other in same for option in _options(other)]
        details = {"options": list({str(option): option for option in options}.values())}
        return Leaf("enum", leaf.place, details, leaf.message, leaf.schema_at)
    return None


def _options(leaf: Leaf) -> list[Any]:
    if leaf.keyword == "const":
        return [leaf.details["expected_value"]]
    options: list[Any] = leaf.details["options"]
    return options


def _without(branches: list[_Branch], refuse: Callable[[Leaf], bool]) -> list[_Branch]:
    """The branches that have no leaf to refuse; all of them when none is left."""
    kept = [branch for branch in branches if not any(refuse(leaf) for leaf in branch)]
    return kept or branches


def _has(branch: _Branch, keyword: str, place: Place) -> bool:
    return any(leaf.keyword == keyword and leaf.place == place for leaf in branch)


def _all(branches: list[_Branch], keyword: str, place: Place) -> list[Leaf]:
    return [
        leaf
        for branch in branches
        for leaf in branch
        if leaf.keyword == keyword and leaf.place == place
    ]
