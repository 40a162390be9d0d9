"""What has to be done to a folder so that it holds a tree."""

from __future__ import annotations

import enum
import os
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath
from typing import TypeAlias

from specpress.diagnostics import Location, Sink
from specpress.output import ledger, paths, rules, survey
from specpress.output.ledger import Ledger
from specpress.output.survey import Absent, Obstacle, Present, Seen, State
from specpress.remembered import remembered

Tree: TypeAlias = Mapping[PurePosixPath, bytes]
"""All files of an output folder: content by path."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What a tree changes in a folder. Paths count from `directory` and are sorted.

    - `created`, `changed` and `stale` files will be written, written and removed;
    - `unchanged` files are not touched;
    - `edited` files (by hand; stale ones too) are kept. With `force` there are none, and those that
      will be changed or removed all the same are in `overwritten`, too;
    - `foreign` files stand where we would write, and are never touched;
    - `refused` paths cannot be written at all.

    With `foreign` or `refused` paths nothing may be written. `written` is the manifest as it will
    be, `ledger` what was known before, `seen` what need not be read again.
    """

    directory: Path
    tree: Tree
    force: bool
    created: tuple[PurePosixPath, ...]
    changed: tuple[PurePosixPath, ...]
    unchanged: tuple[PurePosixPath, ...]
    stale: tuple[PurePosixPath, ...]
    edited: tuple[PurePosixPath, ...]
    overwritten: tuple[PurePosixPath, ...]
    foreign: tuple[PurePosixPath, ...]
    refused: tuple[PurePosixPath, ...]
    ledger: Ledger
    written: Mapping[PurePosixPath, str]
    seen: Seen = field(default_factory=Seen)

    @property
    def drifted(self) -> bool:
        """Whether the folder differs from the tree in any way."""
        return bool(
            self.created
            or self.changed
            or self.stale
            or self.edited
            or self.foreign
            or self.refused
        )

    @property
    def possible(self) -> bool:
        """Whether it may be carried out: nothing stands in its way."""
        return self.ledger.readable and not self.foreign and not self.refused


class _Verdict(enum.Enum):
    CREATED = "created"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    STALE = "stale"
    EDITED = "edited"
    FOREIGN = "foreign"
    REFUSED = "refused"
    GONE = "gone"


def plan(directory: Path, tree: Tree, *, force: bool, sink: Sink, seen: Seen | None = None) -> Plan:
    """Compares `tree` with what stands in `directory`, and changes nothing.

    `tree` has every file that the folder is to hold. Files that the manifest lists and the tree
    does not are stale. Reports hand edits as warnings, and as errors what stands in the way: files
    of others, unsafe or colliding paths, links, folders, a broken manifest. `seen` is that of an
    earlier plan for the same folder.
    """
    seen = seen or Seen()
    verdicts = dict.fromkeys(paths.refused(directory, tree, sink), _Verdict.REFUSED)
    if os.path.lexists(directory) and not directory.is_dir():
        place = Location(file=str(directory))
        sink.report(rules.NOT_A_FOLDER.at(place, f"{directory} is to be a folder, and is none"))
        return _made(directory, tree, dict.fromkeys(tree, _Verdict.REFUSED), Ledger(), force=force)
    known = ledger.read(directory, sink)
    for path in sorted({*known.written, *known.intended} - tree.keys()):
        state = survey.look(directory, path, seen)
        verdicts[path] = _unwanted(state, path, known)
        if verdicts[path] is _Verdict.REFUSED:
            _report_obstacle(directory, path, state, sink)
    going = (_Verdict.STALE, _Verdict.EDITED) if force else (_Verdict.STALE,)
    going_away = _GoingAway(
        files=frozenset(path for path, verdict in verdicts.items() if verdict in going)
        | frozenset(ledger.temporary(path) for path in known.intended),
        folders=frozenset(
            parent for path in verdicts if path not in tree for parent in path.parents
        ),
    )
    wanted = _digests(tree)
    for path in sorted(tree.keys() - verdicts.keys()):
        state = _cleared(directory, survey.look(directory, path, seen), going_away)
        verdicts[path] = _wanted(state, path, wanted[path], known)
        _report_obstacle(directory, path, state, sink)
    made = replace(_made(directory, tree, verdicts, known, force=force), seen=seen)
    _report(made, sink)
    return made


@remembered(lambda tree: tree)
def _digests(tree: Tree) -> Mapping[PurePosixPath, str]:
    """The digest of every file of a tree, which is planned twice: the second time, under a lock."""
    return {path: survey.digest(content) for path, content in tree.items()}


def _wanted(state: State, path: PurePosixPath, wanted: str, known: Ledger) -> _Verdict:
    match state:
        case Absent():
            return _Verdict.CREATED
        case Present(digest) if digest == wanted:
            return _Verdict.UNCHANGED
        case Present(digest) if digest in known.ours(path):
            return _Verdict.CHANGED
        case Present() if path in known.written:
            return _Verdict.EDITED
        case Present():
            return _Verdict.FOREIGN
        case Obstacle():
            return _Verdict.REFUSED


def _unwanted(state: State, path: PurePosixPath, known: Ledger) -> _Verdict:
    match state:
        case Present(digest) if digest in known.ours(path):
            return _Verdict.STALE
        case Present() if path in known.written:
            return _Verdict.EDITED
        case Obstacle(rule=rule) if rule is rules.UNREADABLE:
            return _Verdict.REFUSED
        case _:
            return _Verdict.GONE


@dataclass(frozen=True, slots=True, kw_only=True)
class _GoingAway:
    """Files that will be removed, and folders that will be if they are empty then."""

    files: frozenset[PurePosixPath]
    folders: frozenset[PurePosixPath]


def _cleared(directory: Path, state: State, going_away: _GoingAway) -> State:
    """`state`, once the stale files are gone: a folder that held nothing else is gone with them."""
    match state:
        case Obstacle(at=at, rule=rule) if rule is rules.NOT_A_FOLDER and at in going_away.files:
            return Absent()
        case Obstacle(at=at, rule=rule) if rule is rules.NOT_A_FILE:
            return Absent() if _holds_only(directory, at, going_away) else state
        case _:
            return state


def _holds_only(directory: Path, at: PurePosixPath, going_away: _GoingAway) -> bool:
    """Whether `at` is a folder that will be removed, with every entry in it."""
    if not (directory / at).is_dir() or at not in going_away.folders:
        return False
    for parent, folders, files in os.walk(directory / at):
        below = PurePosixPath(Path(parent).relative_to(directory).as_posix())
        if any(below / name not in going_away.folders for name in folders):
            return False
        if any(below / name not in going_away.files for name in files):
            return False
    return True


def _made(
    directory: Path,
    tree: Tree,
    verdicts: Mapping[PurePosixPath, _Verdict],
    known: Ledger,
    *,
    force: bool,
) -> Plan:
    def having(verdict: _Verdict) -> tuple[PurePosixPath, ...]:
        return tuple(sorted(path for path, found in verdicts.items() if found is verdict))

    edited = having(_Verdict.EDITED)
    overwritten, kept = (edited, ()) if force else ((), edited)
    changed = sorted({*having(_Verdict.CHANGED), *(tree.keys() & {*overwritten})})
    created, unchanged = having(_Verdict.CREATED), having(_Verdict.UNCHANGED)
    return Plan(
        directory=directory,
        tree=tree,
        force=force,
        created=created,
        changed=tuple(changed),
        unchanged=unchanged,
        stale=tuple(sorted({*having(_Verdict.STALE), *overwritten} - tree.keys())),
        edited=kept,
        overwritten=overwritten,
        foreign=having(_Verdict.FOREIGN),
        refused=having(_Verdict.REFUSED),
        ledger=known,
        written={path: _digests(tree)[path] for path in (*created, *changed, *unchanged)}
        # A hand edit keeps the digest of what we wrote last: the next run must still see the edit.
        | {path: known.written[path] for path in kept},
    )


def _report(made: Plan, sink: Sink) -> None:
    for path in made.edited:
        gone = "" if path in made.tree else " (it is not generated any more)"
        sink.report(
            rules.HAND_EDITED.at(
                Location(file=str(made.directory / path)),
                f"{path} was edited by hand, and is kept as it is{gone}",
                hint="move the edit into the description or an overlay; --force overwrites it",
            )
        )
    for path in made.overwritten:
        sink.report(
            rules.OVERWRITTEN.at(
                Location(file=str(made.directory / path)),
                f"{path} was edited by hand, and the edit is given up",
            )
        )
    for path in made.foreign:
        sink.report(
            rules.FOREIGN.at(
                Location(file=str(made.directory / path)),
                f"{path} would be generated, but a file that specpress did not write stands there",
                hint="move it away; --force does not touch it either",
            )
        )
    if made.ledger.interrupted:
        place = Location(file=str(made.directory))
        sink.report(rules.INTERRUPTED.at(place, "an earlier run did not finish writing here"))


def _report_obstacle(directory: Path, path: PurePosixPath, state: State, sink: Sink) -> None:
    if not isinstance(state, Obstacle):
        return
    reason = state.detail or state.rule.summary
    place = Location(file=str(directory / state.at))
    sink.report(state.rule.at(place, f"{path} cannot be written: {reason}"))
