"""The places of all parts of a YAML text."""

from __future__ import annotations

from typing import Any

import yaml

from specpress.source.positions import DEEPEST, Node
from specpress.source.yaml_events import YamlSyntaxError, events


class _Open:
    """A container that is being read, and the key whose value comes next."""

    __slots__ = ("key", "key_start", "node")

    def __init__(self, node: Node) -> None:
        self.node = node
        self.key: str | None = None
        self.key_start = 0


class _EndedError(Exception):
    """Nothing that follows has a place: the reader stops here too."""


def places(text: str) -> Node:
    """The places of `text`, up to where it stops being YAML that can be read."""
    reading = _Reading()
    try:
        for event in events(text):
            if type(event) is yaml.DocumentEndEvent:
                break
            reading.take(event)
    except (YamlSyntaxError, _EndedError):
        pass  # the reader tells; what stands before the fault has its places
    return reading.root


class _Reading:
    def __init__(self) -> None:
        self.root = Node(0, 0)
        self.anchors: dict[str, Node] = {}
        self.keys: dict[str, str] = {}
        self.stack: list[_Open] = []

    def take(self, event: Any) -> None:
        kind = type(event)
        if kind in (yaml.MappingEndEvent, yaml.SequenceEndEvent):
            self._end()
        elif kind in (
            yaml.ScalarEvent,
            yaml.AliasEvent,
            yaml.MappingStartEvent,
            yaml.SequenceStartEvent,
        ):
            top = self.stack[-1] if self.stack else None
            if top is not None and type(top.node.entries) is dict and top.key is None:
                self._key(top, event)
            else:
                self._node(self._entered(top, event), event)

    def _key(self, top: _Open, event: Any) -> None:
        if type(event) is yaml.AliasEvent:
            top.key = self.keys.get(str(event.anchor), "")
        elif type(event) is yaml.ScalarEvent:
            top.key = event.value
            if event.anchor is not None:
                self.keys[event.anchor] = event.value
        else:
            raise _EndedError
        top.key_start = event.start_mark.index

    def _entered(self, top: _Open | None, event: Any) -> Node:
        """The node of a value, put in its place in the tree."""
        offset = event.start_mark.index
        if top is None:
            self.root = Node(offset, offset)
            return self.root
        match top.node.entries:
            case dict() as members:
                node = Node(top.key_start, offset)
                members.setdefault(top.key or "", node)
                top.key = None
            case list() as items:
                node = Node(offset, offset)
                items.append(node)
            case _:  # pragma: no cover - an open container has entries
                raise AssertionError
        return node

    def _node(self, node: Node, event: Any) -> None:
        kind = type(event)
        if kind is yaml.AliasEvent:
            anchor = self.anchors.get(event.anchor)
            if anchor is not None:
                node.entries, node.merged = anchor.entries, anchor.merged
            return
        if event.anchor is not None:
            self.anchors[event.anchor] = node
        if kind is yaml.ScalarEvent:
            if event.anchor is not None:
                self.keys[event.anchor] = event.value
            return
        if len(self.stack) >= DEEPEST:
            raise _EndedError
        node.entries = {} if kind is yaml.MappingStartEvent else []
        self.stack.append(_Open(node))

    def _end(self) -> None:
        node = self.stack.pop().node
        merge = node.entries.get("<<") if isinstance(node.entries, dict) else None
        if merge is None:
            return
        if isinstance(merge.entries, list):
            node.merged += merge.entries
        elif merge.entries is not None:
            node.merged.append(merge)
