"""Documentation: summaries, descriptions, examples, links."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from specpress.model import Docs, Example
from specpress.normalize import rules
from specpress.normalize.nodes import Node

_EXAMPLES = frozenset({"example", "examples"})
_TOLD = _EXAMPLES | {"title", "description", "externalDocs"}
_NONE = Docs()


def of_node(node: Node, *, examples: bool = True) -> Docs:
    """The documentation of one object of the description."""
    return of_nodes((node,), examples=examples)


def of_nodes(nodes: Sequence[Node], *, examples: bool = True) -> Docs:
    """The documentation of what several objects describe; the first that has a text gives it."""
    return Docs(
        summary=_text(nodes, "summary"),
        description=_text(nodes, "description"),
        examples=_examples(nodes) if examples else (),
        links=_links(nodes),
    )


def of_schema(nodes: Sequence[Node]) -> Docs:
    """The documentation of a schema; its title is the summary."""
    if all(_TOLD.isdisjoint(node.raw()) for node in nodes):
        return _NONE
    return Docs(
        summary=_text(nodes, "title"),
        description=_text(nodes, "description"),
        examples=_examples(nodes),
        links=_links(nodes),
    )


def _text(nodes: Sequence[Node], key: str) -> str:
    for node in nodes:
        value = node.raw().get(key)
        if isinstance(value, str) and value:
            return value
    return ""


def _examples(nodes: Sequence[Node]) -> tuple[Example, ...]:
    for node in nodes:
        if _EXAMPLES.isdisjoint(node.raw()):
            continue
        found = tuple(_of_one(node))
        if found:
            return found
    return ()


def _of_one(node: Node) -> Iterator[Example]:
    raw = node.raw()
    if "example" in raw:
        yield Example(key="", value=raw["example"])
        return
    listed = raw.get("examples")
    if isinstance(listed, list):
        for value in listed:
            yield Example(key="", value=value)
    elif isinstance(listed, dict):
        for key, given in node.entries("examples"):
            example = given.resolved()
            if example is None:
                continue
            data = example.child("value") or example.child("dataValue")
            if data is not None:
                yield Example(key=key, value=data.value, summary=example.text("summary"))
            elif example.has("externalValue"):
                example.report(rules.EXTERNAL_EXAMPLE, "the example is in another file")


def _links(nodes: Sequence[Node]) -> tuple[tuple[str, str], ...]:
    for node in nodes:
        if node.has("externalDocs"):
            link = node.object("externalDocs")
            if link is not None and link.text("url"):
                url = link.text("url")
                return ((link.text("description") or url, url),)
    return ()
