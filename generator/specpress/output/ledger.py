"""The manifest and the journal: what earlier runs wrote, and what a killed one meant to write."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from specpress.diagnostics import Location, Sink
from specpress.output import paths, rules, survey
from specpress.output.reserved import JOURNAL, MANIFEST, TEMPORARY

_DIGEST = re.compile(r"[0-9a-f]{64}\Z")


class _MalformedError(ValueError):
    """The text is no manifest or journal."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ledger:
    """What is known of an output folder.

    `written` is the manifest: the digest of each file as the last complete run left it. `intended`
    is the journal: digests that interrupted runs may have left at a path. `exists` says whether
    there is a manifest, `interrupted` whether there is a journal, `readable` whether what there is
    could be understood.
    """

    written: Mapping[PurePosixPath, str] = field(default_factory=dict)
    intended: Mapping[PurePosixPath, frozenset[str]] = field(default_factory=dict)
    exists: bool = False
    interrupted: bool = False
    readable: bool = True

    def ours(self, path: PurePosixPath) -> frozenset[str]:
        """Every content that specpress itself may have left at `path`."""
        return self.intended.get(path, frozenset()) | frozenset(
            digest for digest in (self.written.get(path),) if digest
        )


def read(directory: Path, sink: Sink) -> Ledger:
    """The ledger of a folder; an empty one for a new folder. Reports what cannot be understood.

    A manifest with the marks of a merge conflict is such a case: to guess would put hand edits or
    other people's files at risk, so nothing may be written until it is resolved.
    """
    found: dict[str, Mapping[PurePosixPath, tuple[str, ...]] | None] = {}
    for name in (MANIFEST, JOURNAL):
        try:
            found[name] = _load(directory, name)
        except _MalformedError as problem:
            sink.report(
                rules.MANIFEST_BROKEN.at(
                    Location(file=str(directory / name)),
                    f"{name}: {problem}",
                    hint="resolve the conflict or restore the file from version control; or "
                    "remove the whole output folder and generate it again",
                )
            )
    manifest, journal = found.get(MANIFEST), found.get(JOURNAL)
    return Ledger(
        written={path: digests[0] for path, digests in (manifest or {}).items()},
        intended={path: frozenset(digests) for path, digests in (journal or {}).items()},
        exists=manifest is not None,
        interrupted=journal is not None,
        readable=len(found) == 2,
    )


def temporary(path: PurePosixPath) -> PurePosixPath:
    """The temporary name of a file. It follows from the path, so that a leftover can be found."""
    return path.with_name(TEMPORARY + survey.digest(path.name.encode())[:16])


def manifest_bytes(written: Mapping[PurePosixPath, str]) -> bytes:
    """The text of a manifest: sorted, one file a line, so that merges touch few lines."""
    return _text({str(path): digest for path, digest in sorted(written.items())})


def journal_bytes(intended: Mapping[PurePosixPath, frozenset[str]]) -> bytes:
    """The text of a journal."""
    return _text({str(path): sorted(digests) for path, digests in sorted(intended.items())})


def _text(table: Mapping[str, object]) -> bytes:
    lines = (f"  {json.dumps(path)}: {json.dumps(value)}" for path, value in table.items())
    return ("{\n" + ",\n".join(lines) + "\n}\n").encode()


def _load(directory: Path, name: str) -> Mapping[PurePosixPath, tuple[str, ...]] | None:
    """The digests by path, None when there is no such file. Raises _MalformedError."""
    match survey.look(directory, PurePosixPath(name)):
        case survey.Absent():
            return None
        case survey.Obstacle(rule=rule, detail=detail):
            raise _MalformedError(detail or rule.summary)
    try:
        table = json.loads(survey.read(directory, PurePosixPath(name)))
    except (OSError, ValueError, RecursionError) as problem:
        raise _MalformedError(f"not readable as JSON ({problem})") from problem
    if not isinstance(table, dict):
        raise _MalformedError("not a JSON object")
    return {PurePosixPath(path): _digests(path, value) for path, value in table.items()}


def _digests(path: str, value: object) -> tuple[str, ...]:
    if why := paths.fault(PurePosixPath(path)):
        raise _MalformedError(f"the path {path!r} cannot be ours: {why}")
    digests = value if isinstance(value, list) else [value]
    if not digests or not all(isinstance(one, str) and _DIGEST.match(one) for one in digests):
        raise _MalformedError(f"the path {path!r} has no SHA-256")
    return tuple(digests)
