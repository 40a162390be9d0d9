"""What is wrong with an input, where, and what to do about it; and the printers for it.

A fault in an input is a `Diagnostic` that a stage reports to the `Sink`; the stage then goes on, so
that one run shows all faults. An exception is a bug of specpress.
"""

from __future__ import annotations

import enum
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace


class Severity(enum.Enum):
    """How bad it is: an error stops the output, a warning does not (unless the run is strict)."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True, kw_only=True)
class Location:
    """A place in an input.

    `file` is the path as the user named it; `pointer` a JSON pointer (RFC 6901) into the document,
    or "" where there is none; `line` and `column` count from 1, and a `line` of 0 means the whole
    file.
    """

    file: str
    pointer: str = ""
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        if not self.line:
            return self.file
        return f"{self.file}:{self.line}:{self.column or 1}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagnostic:
    """One fault. `code` is stable and names the room that found it: `page-required-absent`."""

    code: str
    severity: Severity
    message: str
    location: Location
    hint: str = ""
    related: tuple[Location, ...] = ()


@dataclass(frozen=True, slots=True)
class Rule:
    """A kind of fault that a room can report: its code, its severity, and one sentence about it.

    The rooms declare their rules as module constants and report through `Sink.report`, so that the
    severity of a code is the same wherever it is found.
    """

    code: str
    severity: Severity
    summary: str

    def at(
        self,
        location: Location,
        message: str,
        *,
        hint: str = "",
        related: Iterable[Location] = (),
    ) -> Diagnostic:
        """A diagnostic of this kind at `location`."""
        return Diagnostic(
            code=self.code,
            severity=self.severity,
            message=message,
            location=location,
            hint=hint,
            related=tuple(related),
        )


def error(code: str, summary: str) -> Rule:
    """A rule whose breach stops the output."""
    return Rule(code, Severity.ERROR, summary)


def warning(code: str, summary: str) -> Rule:
    """A rule whose breach is told, and stops the output of a strict run only."""
    return Rule(code, Severity.WARNING, summary)


def note(code: str, summary: str) -> Rule:
    """A rule whose breach is worth knowing and nothing more."""
    return Rule(code, Severity.NOTE, summary)


@dataclass(slots=True)
class Sink:
    """Collects diagnostics. The one mutable value that travels through the stages."""

    strict: bool = False
    _found: dict[Diagnostic, None] = field(default_factory=dict)
    _texts: dict[str, str] = field(default_factory=dict)
    _shown: dict[str, str] = field(default_factory=dict)

    def report(self, diagnostic: Diagnostic) -> None:
        """Keeps `diagnostic`; the same one twice counts once."""
        self._found.setdefault(diagnostic)

    def add_text(self, file: str, text: str) -> None:
        """Remembers the text of an input, for the excerpts of the printers."""
        self._texts[file] = text

    def show_as(self, file: str, shown: str) -> None:
        """Has the printers call `file` by the name that it has from where the command runs.

        Locations themselves do not depend on that place, since documents cite them too.
        """
        self._shown[file] = shown

    def shown(self, place: Location) -> Location:
        """`place` with the file name for people."""
        return replace(place, file=self._shown.get(place.file, place.file))

    @property
    def texts(self) -> Mapping[str, str]:
        """The text of each input, by the file name that locations use."""
        return self._texts

    def __iter__(self) -> Iterator[Diagnostic]:
        """All diagnostics, sorted by place, warnings as errors when the run is strict."""
        return iter(sorted((self._judged(found) for found in self._found), key=_by_place))

    def __len__(self) -> int:
        return len(self._found)

    def found(self) -> tuple[Diagnostic, ...]:
        """All diagnostics as they were reported, to be reported to another sink."""
        return tuple(self._found)

    @property
    def failed(self) -> bool:
        """Whether an error was reported, so that nothing may be written."""
        return self.has_errors()

    def has_errors(self) -> bool:
        """`failed` as a call, which type checkers do not narrow, for code that asks twice."""
        return any(self._judged(found).severity is Severity.ERROR for found in self._found)

    def only(self, severity: Severity) -> Sink:
        """The diagnostics of one severity, in a sink of their own."""
        kept = Sink(_texts=self._texts, _shown=self._shown)
        for found in self:
            if found.severity is severity:
                kept.report(found)
        return kept

    def _judged(self, found: Diagnostic) -> Diagnostic:
        if not self.strict or found.severity is not Severity.WARNING:
            return found
        return replace(found, severity=Severity.ERROR)


def _by_place(found: Diagnostic) -> tuple[str, int, int, str, str, str]:
    place = found.location
    return (place.file, place.line, place.column, place.pointer, found.code, found.message)
