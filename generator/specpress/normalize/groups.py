"""Groups of operations: the tags of the description."""

from __future__ import annotations

import re
from collections.abc import Sequence

from specpress.model import Docs, Group, Operation
from specpress.naming.words import words
from specpress.normalize import docs
from specpress.normalize.nodes import Node, Tree
from specpress.normalize.operation_ids import FoundOperation
from specpress.normalize.pinning import Naming

_VERSION = re.compile(r"api|rest|v\d+([._]\d+)*", re.IGNORECASE)


def group_ids(found: FoundOperation) -> tuple[str, ...]:
    """The groups of an operation: its tags, else the first word of its path, else `default`.

    The first segment of a path that is no variable and no version is what it is about:
    `/api/v1/images/{uuid}` is about `images`.
    """
    tags = tuple(dict.fromkeys(tag for tag in found.node.texts("tags") if tag))
    if tags:
        return tags
    for segment in found.path.split("/"):
        if segment and "{" not in segment and not _VERSION.fullmatch(segment):
            return (segment,)
    return ("default",)


def groups_of(tree: Tree, operations: Sequence[Operation], naming: Naming) -> tuple[Group, ...]:
    """The groups that have operations: declared tags first, then the others as they come."""
    members: dict[str, list[str]] = {}
    for operation in operations:
        for group in operation.groups:
            members.setdefault(group, []).append(operation.id)
    declared: dict[str, Node] = {}
    for tag in tree.root.items("tags"):
        if tag.is_object():
            declared.setdefault(tag.text("name"), tag)
    order = [key for key in declared if key in members]
    order += [key for key in members if key not in declared]
    return tuple(
        Group(
            id=key,
            name=naming.name("groups", key, split=_words(key)),
            operations=tuple(members[key]),
            docs=docs.of_node(declared[key]) if key in declared else Docs(),
        )
        for key in order
    )


def _words(key: str) -> tuple[str, ...]:
    """The words of a tag without those that say only that it is a tag of operations."""
    found = words(key)
    return found[:-1] if len(found) > 1 and found[-1] in {"operations", "apis"} else found
