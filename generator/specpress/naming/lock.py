"""The name lock: every allocated name, so that nothing but its own change renames a thing.

`specpress.lock` stands beside the configuration and is committed with it. It is JSON: the name of a
target, then the parts of each key (`naming.scopes.Key`), then the identifier. A name that is in the
lock comes before any newcomer that wants it; a name that is gone leaves the lock.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from specpress.diagnostics import Location, Sink, error
from specpress.jsonvalue import Json
from specpress.naming.scopes import Key

UNREADABLE = error("lock-unreadable", "the name lock is not what specpress wrote")

_FORM = 1
_HINT = "restore it from version control, or delete it to allocate all names anew"

Table: TypeAlias = Mapping[Key, str]


@dataclass(frozen=True, slots=True)
class Lock:
    """The names of each target, by its name in the configuration."""

    tables: Mapping[str, Table] = field(default_factory=dict)

    def of(self, target: str) -> Table:
        """The locked names of a target; none for one that was never generated."""
        return self.tables.get(target, {})


def read(content: bytes, shown: str, sink: Sink) -> Lock:
    """The lock in a file's `content`; an empty one, and a fault, where it is none.

    Conflict markers of a merge are such a fault: the names of both sides matter.
    """
    try:
        root: Json = json.loads(content)
    except (ValueError, RecursionError) as fault:
        line = getattr(fault, "lineno", 0)
        place = Location(file=shown, line=line, column=getattr(fault, "colno", 0))
        sink.report(UNREADABLE.at(place, f"the name lock is no JSON: {fault}", hint=_HINT))
        return Lock()
    targets = root.get("targets") if isinstance(root, dict) and root.get("lock") == _FORM else None
    if not isinstance(targets, dict):
        message = f"the name lock is not of the form {_FORM}"
        sink.report(UNREADABLE.at(Location(file=shown), message, hint=_HINT))
        return Lock()
    return Lock({target: dict(_flat((), names)) for target, names in targets.items()})


def written(before: Lock, names: Mapping[str, Table]) -> bytes:
    """The content of the lock file with the `names` of the targets of a run.

    Targets that were not part of the run keep theirs.
    """
    tables = {**before.tables, **names}
    targets = ",\n".join(
        f"    {_text(target)}: {_nested_text(_nested(tables[target]), 6)}"
        for target in sorted(tables)
    )
    return f'{{\n  "lock": {_FORM},\n  "targets": {{\n{targets}\n  }}\n}}\n'.encode()


def _flat(path: Key, value: Json) -> Iterator[tuple[Key, str]]:
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, dict):
        for part, inner in value.items():
            yield from _flat((*path, part), inner)


def _nested(table: Table) -> dict[str, Json]:
    root: dict[str, Json] = {}
    for key in sorted(table):
        at = root
        for part in key[:-1]:
            inner = at.setdefault(part, {})
            if not isinstance(inner, dict):  # a name of its own stands above; it is the locked one
                break
            at = inner
        else:
            at.setdefault(key[-1], table[key])
    return root


def _nested_text(node: dict[str, Json], indent: int) -> str:
    """A line for each kind of name, and for each owner within it: so that a diff is read easily."""
    space = " " * indent
    lines = (
        f"{space}{_text(key)}: "
        + (
            _nested_text(value, indent + 2)
            if indent < 8 and isinstance(value, dict)
            else _text(value)
        )
        for key, value in node.items()
    )
    return "{\n" + ",\n".join(lines) + f"\n{space[2:]}}}"


def _text(value: Json) -> str:
    return json.dumps(value, ensure_ascii=False)
