"""Names of types, from the place of their declaration alone.

A component has its own name. What is declared inline is called after its owner and its place in it:
`ImageInventory` + `backupStorageRefs` + `Item`, `AddImage` + `Response`. No counter over the
document, so that nothing is renamed by a change elsewhere.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from specpress.jsonvalue import unescape
from specpress.model import Name
from specpress.naming.cases import pascal
from specpress.naming.words import words
from specpress.normalize import media
from specpress.normalize.labels import label_of
from specpress.normalize.nodes import Node, Tree
from specpress.normalize.operation_ids import OperationIds
from specpress.normalize.values import kind

_BY_WORD = {
    "items": "item",
    "additionalProperties": "value",
    "unevaluatedProperties": "value",
    "contentSchema": "content",
    "discriminator": "base",
    "not": "not",
    "if": "if",
    "then": "then",
    "else": "else",
}
_BY_KEY = frozenset({"properties", "$defs", "definitions", "dependentSchemas"})
_ROLES = {"responses": "response", "requestBodies": "request", "headers": "header"}
_METHODS = 3
"""How many tokens lead to an operation: `paths`, the path, the method."""


@dataclass(frozen=True, slots=True)
class _Owner:
    """The pieces of a name. `role`: the last says only that it is a request, and what is declared
    inside goes without it."""

    pieces: tuple[str, ...]
    role: bool


@dataclass(slots=True)
class TypeNames:
    """Names by pointer. `labels` has what the alternatives of unions are called, by their pointer:
    some are merged from several places, and stand nowhere in the document."""

    tree: Tree
    ids: OperationIds
    labels: dict[str, str] = field(default_factory=dict)
    _cache: dict[str, _Owner] = field(default_factory=dict)

    def of(self, pointer: str) -> Name:
        """The name of what is declared at `pointer`. Its `declared` text is the component's own
        name, or Pascal case for what is declared inline."""
        tokens = [unescape(token) for token in pointer.split("/")[1:]]
        if tokens[:2] == ["components", "schemas"] and len(tokens) == 3:
            return Name(words=words(tokens[2]), declared=tokens[2])
        parts = tuple(word for piece in self._pieces(pointer) for word in words(piece))
        return Name(words=parts, declared=pascal(parts))

    def _pieces(self, pointer: str) -> tuple[str, ...]:
        tokens = pointer.split("/")[1:]
        known, used = self._known(tokens)
        if known is None:
            anchor, used = self._anchor(tuple(unescape(token) for token in tokens))
            known = _Owner(anchor, role=anchor[-1:] == ("request",))
        tail = self._tail(tokens, used)
        if tail and known.role:
            known = _Owner(known.pieces[:-1], role=False)
        found = _Owner((*known.pieces, *tail), role=known.role)
        self._cache[pointer] = found
        return found.pieces

    def _known(self, tokens: list[str]) -> tuple[_Owner | None, int]:
        """The nearest owner that has a name already, and how many tokens lead to it."""
        for used in range(len(tokens), max(len(tokens) - 8, 0), -1):
            found = self._cache.get("/" + "/".join(tokens[:used]))
            if found is not None:
                return found, used
        return None, 0

    def _anchor(self, tokens: tuple[str, ...]) -> tuple[tuple[str, ...], int]:
        """The pieces of the owner, and how many tokens lead to its schema."""
        match tokens:
            case ("components", "schemas", name, *_):
                return (name,), 3
            case ("components", "responses" | "requestBodies" as room, name, *rest):
                pieces = _with_role(name, _ROLES[room])
                content, used = self._content(tokens, 3) if rest else ((), 3)
                return (*pieces, *content), used
            case ("components", room, name, *_):
                content, used = self._schema(tokens, 3)
                pieces = _with_role(name, _ROLES[room]) if room in _ROLES else (name,)
                return (*pieces, *content), used
            case ("paths", path, "parameters", _, *_):
                return (*_path_pieces(path), self._parameter(tokens, 4)), self._schema(tokens, 4)[1]
            case ("paths", path, method, *_):
                operation = (self.ids.of(path, method),)
                return self._in_operation(operation, tokens, _METHODS)
            case ("webhooks", name, _, *_):
                return self._in_operation((name,), tokens, _METHODS)
            case _:
                return tokens or ("document",), len(tokens)

    def _in_operation(
        self, owner: tuple[str, ...], tokens: tuple[str, ...], at: int
    ) -> tuple[tuple[str, ...], int]:
        match tokens[at:]:
            case ("parameters", _, *_):
                return (*owner, self._parameter(tokens, at + 2)), self._schema(tokens, at + 2)[1]
            case ("requestBody", *_):
                content, used = self._content(tokens, at + 1)
                return (*owner, *content, "request"), used
            case ("responses", status, "headers", name, *_):
                return (*owner, *self._status(tokens, at, status), name), self._schema(
                    tokens, at + 4
                )[1]
            case ("responses", status, *_):
                content, used = self._content(tokens, at + 2)
                return (*owner, *self._status(tokens, at, status), *content, "response"), used
            case ("callbacks", name, _, _, *_):
                return self._in_operation((*owner, name), tokens, at + 4)
            case ("x-specpress-long-running", role, *_):
                return (*owner, role), at + 2
            case rest:
                return (*owner, *rest), len(tokens)

    def _status(self, tokens: tuple[str, ...], at: int, status: str) -> tuple[str, ...]:
        """Nothing for the one response that a call is made for, else `status 404`."""
        responses = self._node(tokens[: at + 1])
        listed = responses.raw() if responses is not None else {}
        good = sorted(key for key in listed if key[:1] == "2" and _has_content(listed[key]))
        if status == (good[0] if good else "default"):
            return ()
        return ("default",) if status == "default" else ("status", status)

    def _content(self, tokens: tuple[str, ...], at: int) -> tuple[tuple[str, ...], int]:
        """The media type, where it is not the preferred one, and the tokens up to the schema."""
        if tokens[at : at + 1] != ("content",):
            return (), min(at, len(tokens))
        listed = self._node(tokens[: at + 1])
        types = tuple(listed.raw()) if listed is not None else ()
        used = min(at + 3, len(tokens))
        preferred = media.preferred(types)
        chosen = tokens[at + 1] if len(tokens) > at + 1 else preferred
        stream = ("item",) if tokens[at + 2 : at + 3] == ("itemSchema",) else ()
        if chosen == preferred:
            return stream, used
        return (chosen.rpartition("/")[2], *stream), used

    def _schema(self, tokens: tuple[str, ...], at: int) -> tuple[tuple[str, ...], int]:
        if tokens[at : at + 1] == ("content",):
            return self._content(tokens, at)
        return (), min(at + 1, len(tokens))

    def _parameter(self, tokens: tuple[str, ...], at: int) -> str:
        node = self._node(tokens[:at])
        name = node.raw().get("name") if node is not None else None
        return name if isinstance(name, str) else "parameter"

    def _node(self, tokens: tuple[str, ...]) -> Node | None:
        return self.tree.root.down(tokens)

    def _tail(self, tokens: list[str], used: int) -> tuple[str, ...]:
        pieces: list[str] = []
        at = used
        while at < len(tokens):
            step = unescape(tokens[at])
            following = unescape(tokens[at + 1]) if at + 1 < len(tokens) else ""
            if step in _BY_KEY:
                pieces.append(following)
                at += 2
            elif step == "patternProperties":
                pieces.append("value")
                at += 2
            elif step in {"oneOf", "anyOf", "prefixItems", "allOf", "type", "enum"}:
                pieces += self._indexed(tokens, at, step, following)
                at += 2
            else:
                pieces.append(_BY_WORD.get(step, step))
                at += 1
        return tuple(piece for piece in pieces if piece)

    def _indexed(self, tokens: list[str], at: int, step: str, index: str) -> list[str]:
        pointer = "/" + "/".join(tokens[: at + 2])
        if pointer in self.labels:
            return [self.labels[pointer]]
        node = self.tree.at(pointer) if index else None
        match step:
            case "oneOf" | "anyOf" if node is not None:
                return [label_of(node)]
            case "prefixItems":
                return ["item", str(int(index) + 1) if index.isdecimal() else ""]
            case "type" if node is not None:
                return [str(node.value)]
            case "enum" if node is not None:
                return [kind(node.value)]
            case "allOf":
                return []
            case _:
                return [index]


def _with_role(name: str, role: str) -> tuple[str, ...]:
    return (name,) if words(name)[-1] == role else (name, role)


def _path_pieces(path: str) -> tuple[str, ...]:
    return tuple(piece for piece in path.split("/") if piece)


def _has_content(response: object) -> bool:
    return isinstance(response, dict) and bool(response.get("content") or response.get("$ref"))
