"""An overlay file to an `Overlay`, checked against the specification, each fault with its place."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path

from specpress.diagnostics import Rule, Sink, error, note, warning
from specpress.jsonvalue import Json, JsonObject
from specpress.source import extensions
from specpress.source.kinds import kind_of
from specpress.source.nearest import nearest
from specpress.source.overlay.paths import compile_path
from specpress.source.overlay.values import (
    Action,
    Change,
    Copy,
    Correction,
    Nothing,
    Overlay,
    Remove,
    Update,
)
from specpress.source.parsing import Parsed, parse, read_bytes
from specpress.source.positions import TextPositions

WRONG_TYPE = error("overlay-wrong-type", "a field of the overlay has the wrong type")
MISSING = error("overlay-missing-field", "the overlay leaves out a field that it must have")
VERSION = error("overlay-version", "the overlay has a version that is not read")
UNKNOWN_FIELD = error("overlay-unknown-field", "the overlay has a field that means nothing")
NO_ACTIONS = error("overlay-no-actions", "the overlay has no action")
REPEATED = error("overlay-repeated-action", "an action comes twice")
BAD_CORRECTION = error("overlay-bad-correction", "a correction does not say what it must")
IDLE = note("overlay-idle-action", "an action that does nothing")
IGNORED = warning("overlay-ignored-change", "a change that another field of its action overrides")

_VERSION = re.compile(r"1\.([01])\.\d+\Z")
_ROOT_FIELDS = ("overlay", "info", "extends", "actions")
_INFO_FIELDS = ("title", "version", "description")
_ACTION_FIELDS = {
    0: ("target", "description", "update", "remove"),
    1: ("target", "description", "update", "copy", "remove"),
}
_CORRECTION_FIELDS = ("documented", "actual", "source")


def load(path: Path, name: str, sink: Sink) -> Overlay | None:
    """The overlay in a file; None, after it told the sink, when it cannot be applied as a whole.

    `name` is how locations show the file.
    """
    data = read_bytes(path, name, sink)
    return None if data is None else load_bytes(data, name, sink)


def load_bytes(data: bytes, name: str, sink: Sink) -> Overlay | None:
    """The overlay in `data`, JSON or YAML."""
    parsed = parse(data, name, sink)
    return None if parsed is None else _Reading(parsed, sink).overlay()


class _Reading:
    def __init__(self, parsed: Parsed, sink: Sink) -> None:
        self.value = parsed.value
        self.positions: TextPositions = parsed.positions
        self.sink = sink
        self.failed = False
        self.minor = 1

    def overlay(self) -> Overlay | None:
        root = self.value
        if not isinstance(root, dict):
            self._fault(WRONG_TYPE, "", f"an overlay is an object, and this is {kind_of(root)}")
            return None
        self._version(root)
        self._only(root, _ROOT_FIELDS, "", "an overlay")
        title = self._info(root)
        extends = self._string(root, "extends", "", required=False)
        actions = self._actions(root)
        if self.failed:
            return None
        return Overlay(
            version=(1, self.minor),
            title=title,
            extends=extends,
            actions=actions,
            positions=self.positions,
        )

    def _version(self, root: JsonObject) -> None:
        version = self._string(root, "overlay", "")
        if not version:
            return
        found = _VERSION.match(version)
        if found:
            self.minor = int(found[1])
            return
        hint = "versions have three parts: 1.0.0 or 1.1.0"
        self._fault(VERSION, "/overlay", f"`{version}` is no version that is read", hint)

    def _info(self, root: JsonObject) -> str:
        if "info" not in root:
            self._fault(MISSING, "", "the overlay has no `info`", "it needs a title and a version")
            return ""
        info = root["info"]
        if not isinstance(info, dict):
            self._fault(WRONG_TYPE, "/info", f"`info` is an object, and this is {kind_of(info)}")
            return ""
        self._only(info, _INFO_FIELDS, "/info", "the info of an overlay")
        self._string(info, "version", "/info")
        self._string(info, "description", "/info", required=False)
        return self._string(info, "title", "/info")

    def _actions(self, root: JsonObject) -> tuple[Action, ...]:
        if "actions" not in root:
            self._fault(MISSING, "", "the overlay has no `actions`")
            return ()
        actions = root["actions"]
        if not isinstance(actions, list):
            message = f"`actions` is an array, and this is {kind_of(actions)}"
            self._fault(WRONG_TYPE, "/actions", message)
            return ()
        if not actions:
            self._fault(NO_ACTIONS, "/actions", "an overlay has one action or more")
        self._unique(actions)
        read = (self._action(action, f"/actions/{at}") for at, action in enumerate(actions))
        return tuple(action for action in read if action is not None)

    def _unique(self, actions: list[Json]) -> None:
        first: dict[str, int] = {}
        for at, action in enumerate(actions):
            text = json.dumps(action, sort_keys=True)
            before = first.setdefault(text, at)
            if before != at:
                earlier = self.positions.locate(f"/actions/{before}")
                message = f"this action is the same as the one on line {earlier.line}"
                place = self.positions.locate(f"/actions/{at}")
                self.failed = True
                self.sink.report(REPEATED.at(place, message, related=(earlier,)))

    def _action(self, action: Json, pointer: str) -> Action | None:
        if not isinstance(action, dict):
            self._fault(WRONG_TYPE, pointer, f"an action is an object, not {kind_of(action)}")
            return None
        self._only(action, _ACTION_FIELDS[self.minor], pointer, "an action")
        description = self._string(action, "description", pointer, required=False)
        correction = self._correction(action, pointer)
        change = self._change(action, pointer)
        text = self._string(action, "target", pointer)
        if not text:
            return None
        target = compile_path(text, f"{pointer}/target", self.positions, self.sink)
        if target is None or change is None:
            self.failed = True
            return None
        return Action(
            target=target,
            change=change,
            description=description,
            correction=correction,
            pointer=pointer,
            location=self.positions.locate(pointer),
        )

    def _change(self, action: JsonObject, pointer: str) -> Change | None:
        """What the action does; None when it cannot be read, and the sink knows."""
        remove = action.get("remove", False)
        if not isinstance(remove, bool):
            message = f"`remove` is a boolean, and this is {kind_of(remove)}"
            self._fault(WRONG_TYPE, f"{pointer}/remove", message)
            return None
        given = [name for name in ("update", "copy") if name in action]
        if remove:
            for name in given:
                self._ignored(f"{pointer}/{name}", f"`{name}` has no effect beside `remove: true`")
            return Remove()
        match given if self.minor else [name for name in given if name == "update"]:
            case ["update", "copy"]:
                self._ignored(f"{pointer}/copy", "`update` and `copy` rule each other out")
                return Nothing()
            case ["update"]:
                return Update(value=action["update"], pointer=f"{pointer}/update")
            case ["copy"]:
                return self._copy(action, pointer)
            case _:
                place = self.positions.locate(pointer)
                self.sink.report(IDLE.at(place, "this action changes nothing"))
                return Nothing()

    def _copy(self, action: JsonObject, pointer: str) -> Copy | None:
        text = self._string(action, "copy", pointer)
        if not text:
            return None
        source = compile_path(text, f"{pointer}/copy", self.positions, self.sink)
        return None if source is None else Copy(source=source)

    def _correction(self, action: JsonObject, pointer: str) -> Correction | None:
        value = action.get(extensions.CORRECTION)
        if extensions.CORRECTION not in action:
            return None
        place = f"{pointer}/{extensions.CORRECTION}"
        said = value if isinstance(value, dict) else {}
        texts = [text for name in _CORRECTION_FIELDS if isinstance(text := said.get(name), str)]
        if len(texts) < len(_CORRECTION_FIELDS) or len(said) > len(_CORRECTION_FIELDS):
            message = f"`{extensions.CORRECTION}` has exactly `documented`, `actual` and `source`"
            self._fault(BAD_CORRECTION, place, message, "all three are strings")
            return None
        documented, actual, source = texts
        return Correction(documented=documented, actual=actual, source=source)

    def _string(self, at: JsonObject, name: str, pointer: str, *, required: bool = True) -> str:
        """The string field `name`, or "" when it is absent or faulty."""
        if name not in at:
            if required:
                near = nearest(name, at)
                hint = f"did you mean `{name}` for `{near}`?" if near else ""
                self._fault(MISSING, pointer, f"`{name}` is missing", hint)
            return ""
        value = at[name]
        if isinstance(value, str) and (value or not required):
            return value
        place = f"{pointer}/{name}"
        if isinstance(value, str):
            self._fault(MISSING, place, f"`{name}` is empty")
        else:
            message = f"`{name}` is a string, and this is {kind_of(value)}"
            hint = "quote it" if isinstance(value, int | float) else ""
            self._fault(WRONG_TYPE, place, message, hint)
        return ""

    def _only(
        self, at: Mapping[str, Json], known: tuple[str, ...], pointer: str, what: str
    ) -> None:
        for name in at:
            if name in known or name.startswith("x-"):
                continue
            near = nearest(name, known)
            hint = f"did you mean `{near}`?" if near else "extensions begin with `x-`"
            if name == "copy":
                hint = 'say `overlay: "1.1.0"` to copy'
            self._fault(UNKNOWN_FIELD, f"{pointer}/{name}", f"{what} has no `{name}`", hint)

    def _ignored(self, pointer: str, message: str) -> None:
        self.sink.report(IGNORED.at(self.positions.locate(pointer), message))

    def _fault(self, rule: Rule, pointer: str, message: str, hint: str = "") -> None:
        self.failed = True
        self.sink.report(rule.at(self.positions.locate(pointer), message, hint=hint))
