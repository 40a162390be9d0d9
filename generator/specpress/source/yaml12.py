"""YAML text to a JSON value, by the rules of YAML 1.2 and within bounds.

libyaml finds the events; what they mean is decided here, because its own loaders follow YAML 1.1.
Nothing recurses along the input, and what aliases may add is limited, so that neither endless
nesting nor an alias bomb takes more than bounded time and memory. Where the core schema is silent:

- A key that is no string (`200:`, `null:`) becomes the text that was written.
- `<<` is no merge key in YAML 1.2. Descriptions that have one mean a merge, so it is merged, and a
  warning says that other tools may not.
- A repeated key is an error; reading goes on with the last value.
"""

from __future__ import annotations

from typing import Any, TypeAlias

import yaml

from specpress.diagnostics import Location, Rule, Sink, error, warning
from specpress.jsonvalue import Json
from specpress.jsonvalue import pointer as to_pointer
from specpress.source import yaml_scalars
from specpress.source.positions import DEEPEST, TextPositions
from specpress.source.yaml_events import YamlSyntaxError, events

SYNTAX = error("yaml-syntax", "the text is not YAML")
DUPLICATE_KEY = error("yaml-duplicate-key", "a mapping has a key twice")
COMPLEX_KEY = error("yaml-complex-key", "a key is a mapping or a sequence")
BAD_NUMBER = error("yaml-bad-number", "a number that JSON cannot hold")
BAD_TAG = error("yaml-bad-tag", "a tag that does not fit, or that YAML 1.2 does not have")
UNKNOWN_ALIAS = error("yaml-unknown-alias", "an alias of an anchor that is not there")
CYCLIC_ALIAS = error("yaml-cyclic-alias", "an alias stands inside its own anchor")
ALIAS_BOMB = error("yaml-alias-bomb", "aliases blow the document up")
TOO_DEEP = error("yaml-too-deep", "the nesting is too deep")
MANY_DOCUMENTS = error("yaml-many-documents", "a file with more than one document")
MERGE_KEY = warning("yaml-merge-key", "`<<` is a merge key in YAML 1.1 only")
BAD_MERGE = error("yaml-bad-merge", "a merge key whose value is no mapping")

MOST_ALIASED = 1_000_000
"""Values that all aliases of a document together may add."""

_Container: TypeAlias = "dict[str, Json] | list[Json]"


class UnreadableError(Exception):
    """The reading ends here: the sink knows why."""


def read(text: str, positions: TextPositions, sink: Sink) -> Json:
    """The value of the one document in `text`; `positions` are those of the text.

    Raises UnreadableError, after it told the sink, when the text is not YAML or breaks a limit.
    """
    reading = _Reading(positions, sink)
    try:
        for event in events(text):
            reading.take(event)
    except YamlSyntaxError as fault:
        sink.report(SYNTAX.at(positions.at(fault.offset), fault.message, hint=fault.hint))
        raise UnreadableError from fault
    return reading.root[0] if reading.root else None


class _Frame:
    """A container that is being filled, the key whose value comes next, and a merge to do."""

    __slots__ = ("anchor", "container", "key", "merge")

    def __init__(self, container: _Container, anchor: str | None) -> None:
        self.container = container
        self.anchor = anchor
        self.key: str | None = None
        self.merge: Location | None = None


class _Reading:
    def __init__(self, positions: TextPositions, sink: Sink) -> None:
        self.positions = positions
        self.sink = sink
        self.root: list[Json] = []
        self.stack = [_Frame(self.root, None)]
        self.anchors: dict[str, Json] = {}
        self.open: set[str] = set()
        self.aliased = 0
        self.documents = 0
        self.handlers = {
            yaml.ScalarEvent: self._scalar,
            yaml.AliasEvent: self._alias,
            yaml.MappingStartEvent: self._start_mapping,
            yaml.SequenceStartEvent: self._start_sequence,
            yaml.MappingEndEvent: self._end,
            yaml.SequenceEndEvent: self._end,
            yaml.DocumentStartEvent: self._start_document,
        }

    def take(self, event: Any) -> None:
        handler = self.handlers.get(type(event))
        if handler is not None:
            handler(event)

    def _start_document(self, event: Any) -> None:
        self.documents += 1
        if self.documents > 1:
            hint = "keep one document in a file"
            raise self._stop(MANY_DOCUMENTS, event, "a second document begins here", hint)

    def _scalar(self, event: Any) -> None:
        frame = self.stack[-1]
        text: str = event.value
        if frame.key is None and type(frame.container) is dict:
            value: Json = text
            self._key(frame, text, event)
            if text == "<<" and event.implicit[0]:
                frame.merge = self._place(event)
        else:
            plain = event.tag is None and not event.implicit[0]
            value = text if plain else self._resolved(event)
            self._add(frame, value)
        if event.anchor is not None:
            self.anchors[event.anchor] = value
            self.open.discard(event.anchor)

    def _resolved(self, event: Any) -> Json:
        text: str = event.value
        try:
            if event.tag is None:
                return yaml_scalars.resolve(text)
            return yaml_scalars.resolve_tagged(event.tag, text)
        except yaml_scalars.BadNumberError as fault:
            self._report(BAD_NUMBER, event, str(fault), "quote it if it is meant as text")
        except KeyError:
            self._report_tag(event)
        except ValueError as fault:
            self._report(BAD_TAG, event, str(fault))
        return text

    def _key(self, frame: _Frame, key: str, event: Any) -> None:
        assert type(frame.container) is dict
        if key in frame.container:
            path = [
                above.key if above.key is not None else len(above.container) - 1
                for above in self.stack[1:-1]
            ]
            pointer = to_pointer(*path, key)
            first = self.positions.locate(pointer)
            here = self.positions.at(event.start_mark.index, pointer)
            message = f"the key `{key}` was given before, on line {first.line}"
            self.sink.report(DUPLICATE_KEY.at(here, message, related=(first,)))
        frame.key = key

    def _add(self, frame: _Frame, value: Json) -> None:
        container = frame.container
        if type(container) is list:
            container.append(value)
        else:
            assert type(container) is dict
            assert frame.key is not None
            container[frame.key] = value
            frame.key = None

    def _start_mapping(self, event: Any) -> None:
        self._start({}, "map", event)

    def _start_sequence(self, event: Any) -> None:
        self._start([], "seq", event)

    def _start(self, container: _Container, tag: str, event: Any) -> None:
        frame = self.stack[-1]
        if frame.key is None and type(frame.container) is dict:
            hint = "the keys of a description are plain text"
            raise self._stop(COMPLEX_KEY, event, "a key that is a mapping or a sequence", hint)
        if len(self.stack) > DEEPEST:
            raise self._stop(TOO_DEEP, event, f"more than {DEEPEST} levels of nesting")
        if event.tag not in (None, "!", yaml_scalars.CORE + tag):
            self._report_tag(event)
        if type(frame.container) is list:
            frame.container.append(container)
        else:
            assert type(frame.container) is dict
            assert frame.key is not None
            frame.container[frame.key] = container
        if event.anchor is not None:
            self.anchors[event.anchor] = container
            self.open.add(event.anchor)
        self.stack.append(_Frame(container, event.anchor))

    def _end(self, _event: Any) -> None:
        frame = self.stack.pop()
        if frame.anchor is not None:
            self.open.discard(frame.anchor)
        if frame.merge is not None:
            self._merge(frame.container, frame.merge)
        self.stack[-1].key = None

    def _merge(self, container: _Container, place: Location) -> None:
        """Adds what `<<` names to the mapping that has it; its own entries win."""
        assert type(container) is dict
        value = container["<<"]
        sources = value if isinstance(value, list) else [value]
        mappings = [source for source in sources if isinstance(source, dict)]
        if len(mappings) < len(sources):
            message = "`<<` merges mappings, and this is none"
            self.sink.report(BAD_MERGE.at(place, message, hint="quote it to have it as a key"))
            return
        message = "`<<` is merged here, but YAML 1.2 has no merge key"
        self.sink.report(MERGE_KEY.at(place, message, hint="other tools may read a key named `<<`"))
        del container["<<"]
        for source in mappings:
            for key, merged in source.items():
                container.setdefault(key, merged)

    def _alias(self, event: Any) -> None:
        name: str = event.anchor
        frame = self.stack[-1]
        if name not in self.anchors:
            self._report(UNKNOWN_ALIAS, event, f"there is no anchor `&{name}` before this alias")
        if name in self.open:
            raise self._stop(CYCLIC_ALIAS, event, f"`*{name}` stands inside `&{name}`")
        value = self.anchors.get(name)
        if frame.key is None and type(frame.container) is dict:
            if not isinstance(value, str):
                raise self._stop(COMPLEX_KEY, event, f"the key `*{name}` is no text")
            self._key(frame, value, event)
            return
        self._add(frame, self._copied(value, len(self.stack), event))

    def _copied(self, value: Json, level: int, event: Any) -> Json:
        """A copy for an alias: parts of a document are never shared, so that edits stay local."""
        self.aliased += 1
        if self.aliased > MOST_ALIASED:
            message = f"the aliases of this document add more than {MOST_ALIASED:,} values"
            raise self._stop(ALIAS_BOMB, event, message)
        if not isinstance(value, dict | list):
            return value
        if level > DEEPEST:
            raise self._stop(TOO_DEEP, event, f"more than {DEEPEST} levels of nesting")
        if isinstance(value, list):
            return [self._copied(item, level + 1, event) for item in value]
        return {key: self._copied(item, level + 1, event) for key, item in value.items()}

    def _report_tag(self, event: Any) -> None:
        message = f"nothing here knows the tag `{event.tag}`"
        self._report(BAD_TAG, event, message, "take the tag away")

    def _report(self, rule: Rule, event: Any, message: str, hint: str = "") -> None:
        self.sink.report(rule.at(self._place(event), message, hint=hint))

    def _stop(self, rule: Rule, event: Any, message: str, hint: str = "") -> UnreadableError:
        self._report(rule, event, message, hint)
        return UnreadableError(message)

    def _place(self, event: Any) -> Location:
        return self.positions.at(event.start_mark.index)
