"""A target's table of the configuration, read with checks."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from specpress.diagnostics import Location, Sink, error

UNKNOWN = error("config-unknown-key", "the configuration has a key that nothing reads")
WRONG_TYPE = error("config-wrong-type", "a value of the configuration has the wrong type")
BAD_VALUE = error(
    "config-bad-value", "a value of the configuration does not have the form it needs"
)


@dataclass(slots=True)
class OptionTable:
    """`[targets.NAME]`; `locate` finds the place of a key.

    Each getter notes its key; `finish` reports the keys that nobody asked for.
    """

    target: str
    values: Mapping[str, object]
    locate: Callable[[str], Location]
    sink: Sink
    _known: set[str] = field(default_factory=set)

    def text(self, key: str, default: str) -> str:
        """The string at `key`."""
        self._known.add(key)
        value = self.values.get(key, default)
        if isinstance(value, str):
            return value
        self._wrong(key, "a string", value)
        return default

    def flag(self, key: str, *, default: bool) -> bool:
        """The boolean at `key`."""
        self._known.add(key)
        value = self.values.get(key, default)
        if isinstance(value, bool):
            return value
        self._wrong(key, "true or false", value)
        return default

    def refuse(self, key: str, message: str, hint: str = "") -> None:
        """Reports that the value at `key` has the wrong form."""
        self.sink.report(
            BAD_VALUE.at(self.locate(key), f"[targets.{self.target}] {key}: {message}", hint=hint)
        )

    def finish(self) -> None:
        """Reports the keys that no getter asked for, each with its nearest known one."""
        for key in self.values:
            if key in self._known:
                continue
            near = difflib.get_close_matches(key, self._known, n=1)
            known = ", ".join(sorted(self._known)) or "none"
            hint = f"did you mean `{near[0]}`?" if near else f"known keys: {known}"
            self.sink.report(
                UNKNOWN.at(
                    self.locate(key), f"[targets.{self.target}] has no key `{key}`", hint=hint
                )
            )

    def _wrong(self, key: str, wanted: str, value: object) -> None:
        found = type(value).__name__
        self.sink.report(
            WRONG_TYPE.at(
                self.locate(key),
                f"[targets.{self.target}] {key} must be {wanted}, and is a {found}",
            )
        )
