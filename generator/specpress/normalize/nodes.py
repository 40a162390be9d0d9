"""Reads a JSON tree with checks: what is not of the kind it must be is reported, and left out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TypeGuard

from specpress.diagnostics import Rule, Sink
from specpress.jsonvalue import Json, JsonObject, escape, unescape
from specpress.normalize import rules
from specpress.source import refs
from specpress.source.document import LoadedDocument

Number = int | float

_KINDS = {dict: "an object", list: "an array", str: "a string", bool: "a boolean"}


@dataclass(frozen=True, slots=True)
class Tree:
    """A document and the sink for what is wrong with it.

    `known` keeps what was worked out of parts of the document, for those who ask again.
    """

    document: LoadedDocument
    sink: Sink
    known: dict[tuple[str | int, ...], object] = field(
        default_factory=dict, compare=False, repr=False
    )

    def forget(self) -> None:
        """Drops what was worked out. It leads back to the tree, so that without this all of it
        would stay in memory until the collector of circles comes."""
        self.known.clear()

    @property
    def root(self) -> Node:
        """The whole document."""
        return Node(self, "", self.document.root)

    def at(self, pointer: str) -> Node | None:
        """The part of the document at `pointer`, None where there is none."""
        value: Json = self.document.root
        for token in pointer.split("/")[1:]:
            if isinstance(value, dict) and unescape(token) in value:
                value = value[unescape(token)]
            elif isinstance(value, list) and token.isdecimal() and int(token) < len(value):
                value = value[int(token)]
            else:
                return None
        return Node(self, pointer, value)

    def made(self, key: tuple[str | int, ...], value: JsonObject) -> JsonObject:
        """A schema that stands nowhere in the document, made of parts of it: the same object for
        the same `key`, so that what is made of it again is known to be the same.

        A key may have the identity of values of the document, which live as long as it does.
        """
        found = self.known.setdefault(key, value)
        assert isinstance(found, dict)
        return found

    def report(self, rule: Rule, pointer: str, message: str, hint: str = "") -> None:
        """Reports a breach of `rule` at `pointer`."""
        place = self.document.positions.locate(pointer)
        self.sink.report(rule.at(place, message, hint=hint))


@dataclass(slots=True)
class Node:
    """A value of the document and the JSON pointer of its place.

    Nobody changes a node. It is not frozen all the same: there is one for each look at a part of a
    document, and a frozen dataclass takes three times as long to make.
    """

    tree: Tree
    pointer: str
    value: Json

    def has(self, key: str) -> bool:
        """Whether the node is an object with this key."""
        return isinstance(self.value, dict) and key in self.value

    def child(self, key: str) -> Node | None:
        """The value of a key, of any kind; None where the node has no such key."""
        value = self.value
        if isinstance(value, dict) and key in value:
            return Node(self.tree, f"{self.pointer}/{escape(key)}", value[key])
        return None

    def down(self, tokens: Iterable[str]) -> Node | None:
        """What a path of keys and indexes leads to, None where it leads nowhere."""
        steps = "".join(f"/{escape(token)}" for token in tokens)
        return self.tree.at(self.pointer + steps)

    def object(self, key: str) -> Node | None:
        """The object at a key."""
        found = self.child(key)
        return found if found is not None and found.is_object() else None

    def schema(self, key: str) -> Node | None:
        """The schema at a key: an object or a boolean."""
        found = self.child(key)
        if found is None or isinstance(found.value, bool):
            return found
        return found if found.is_object() else None

    def items(self, key: str) -> tuple[Node, ...]:
        """The elements of the array at a key."""
        found = self.child(key)
        if found is None:
            return ()
        if not isinstance(found.value, list):
            found.wrong("an array")
            return ()
        return tuple(
            Node(self.tree, f"{found.pointer}/{index}", value)
            for index, value in enumerate(found.value)
        )

    def entries(self, key: str) -> Iterator[tuple[str, Node]]:
        """The keys and values of the object at a key."""
        found = self.object(key)
        return found.members() if found is not None else iter(())

    def members(self) -> Iterator[tuple[str, Node]]:
        """The keys and values of the node itself; none where it is no object."""
        if isinstance(self.value, dict):
            tree, pointer = self.tree, self.pointer
            for key, value in self.value.items():
                yield key, Node(tree, f"{pointer}/{escape(key)}", value)

    def text(self, key: str, default: str = "") -> str:
        """The string at a key."""
        given = self.value
        if not isinstance(given, dict) or key not in given:
            return default
        text = given[key]
        if isinstance(text, str):
            return text
        Node(self.tree, f"{self.pointer}/{escape(key)}", text).wrong("a string")
        return default

    def texts(self, key: str) -> tuple[str, ...]:
        """The strings of the array at a key."""
        return tuple(item.value for item in self.items(key) if item.is_text(item.value))

    def flag(self, key: str, *, default: bool = False) -> bool:
        """The boolean at a key."""
        found = self.child(key)
        if found is None:
            return default
        if isinstance(found.value, bool):
            return found.value
        found.wrong("a boolean")
        return default

    def says(self, key: str) -> bool:
        """Whether the value at a key is true; of an annotation, whose other values are no fault."""
        return isinstance(self.value, dict) and self.value.get(key) is True

    def number(self, key: str) -> Number | None:
        """The number at a key."""
        found = self.child(key)
        if found is None:
            return None
        if isinstance(found.value, (int, float)) and not isinstance(found.value, bool):
            return found.value
        found.wrong("a number")
        return None

    def count(self, key: str) -> int | None:
        """The whole number at a key that is not negative (a whole float counts)."""
        found = self.number(key)
        if found is None:
            return None
        if found >= 0 and found == found // 1:
            return int(found)
        self.tree.report(
            rules.SHAPE,
            f"{self.pointer}/{escape(key)}",
            f"`{key}` must be a whole number from 0 on",
        )
        return None

    def is_object(self) -> bool:
        """Whether the value is an object; reports when not."""
        if isinstance(self.value, dict):
            return True
        self.wrong("an object")
        return False

    def is_text(self, value: Json) -> TypeGuard[str]:
        """Whether `value`, the node's own, is a string; reports when not."""
        if isinstance(value, str):
            return True
        self.wrong("a string")
        return False

    def raw(self) -> JsonObject:
        """The value as an object; an empty one where it is none."""
        return self.value if isinstance(self.value, dict) else {}

    def wrong(self, wanted: str) -> None:
        """Reports that the value should be `wanted`."""
        key = unescape(self.pointer.rpartition("/")[2])
        told = "an entry" if key.isdecimal() else f"`{key}`"
        self.report(rules.SHAPE, f"{told} must be {wanted}, and is {kind_of(self.value)}")

    def report(self, rule: Rule, message: str, hint: str = "") -> None:
        """Reports a breach of `rule` here."""
        self.tree.report(rule, self.pointer, message, hint)

    def resolved(self) -> Node | None:
        """The object that a chain of `$ref` leads to, or the node itself.

        None where the chain leads nowhere, out of the document, or back to itself, which is
        reported.
        """
        node: Node | None = self
        if self.has("$ref"):
            reference = self.raw()["$ref"]
            found = refs.follow(self.tree.document, reference, self.pointer, self.tree.sink)
            node = None if found is None else Node(self.tree, found.pointer, found.value)
        return node if node is not None and node.is_object() else None

    def target(self) -> Node | None:
        """What the `$ref` of this node refers to, one step on; reports when there is none."""
        reference = self.raw().get("$ref")
        if isinstance(reference, str) and reference.startswith("#/"):
            known = self.tree.known.get(("target", reference))
            if type(known) is not Node:
                known = self._target(reference)
                self.tree.known["target", reference] = known
            return known
        return self._target(reference)

    def _target(self, reference: Json) -> Node | None:
        found = refs.resolve(self.tree.document, reference, self.pointer, self.tree.sink)
        return None if found is None else Node(self.tree, found.pointer, found.value)


def kind_of(value: Json) -> str:
    """The kind of a JSON value in words: "an object"."""
    if value is None:
        return "null"
    return _KINDS.get(type(value), "a number")
