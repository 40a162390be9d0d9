"""Servers and their variables (OpenAPI 3.1, sections 4.8.5 and 4.8.6)."""

from __future__ import annotations

import re

from specpress.model import Name, Server, ServerVariable
from specpress.naming.words import words
from specpress.normalize import docs, rules
from specpress.normalize.nodes import Node

_VARIABLE = re.compile(r"\{([^{}]*)\}")


def servers_of(node: Node) -> tuple[Server, ...]:
    """The servers of the document, a path item or an operation, in their order."""
    return tuple(_server(given) for given in node.items("servers") if given.is_object())


def _server(node: Node) -> Server:
    url = node.text("url")
    declared = dict(node.entries("variables")) if node.has("variables") else {}
    variables = []
    for wire_name in dict.fromkeys(_VARIABLE.findall(url)):
        given = declared.get(wire_name)
        if given is None or not given.is_object():
            node.report(
                rules.SERVER_VARIABLE, f"the variable `{wire_name}` of {url} is not declared"
            )
        variables.append(_variable(wire_name, given))
    return Server(url=url.rstrip("/"), variables=tuple(variables), docs=docs.of_node(node))


def _variable(wire_name: str, node: Node | None) -> ServerVariable:
    name = Name(words=words(wire_name), declared=wire_name)
    if node is None:
        return ServerVariable(name=name, wire_name=wire_name, default="")
    return ServerVariable(
        name=name,
        wire_name=wire_name,
        default=node.text("default"),
        values=node.texts("enum"),
        docs=docs.of_node(node),
    )
