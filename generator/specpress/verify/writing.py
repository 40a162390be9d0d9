"""Trees on the disk."""

from __future__ import annotations

from pathlib import Path

from specpress.targets.base import Tree


def write(tree: Tree, home: Path) -> None:
    """Puts a tree on the disk; files that are right already are not touched."""
    wanted = {home / path: data for path, data in tree.items()}
    for path in sorted(home.rglob("*")) if home.is_dir() else ():
        if path.is_file() and path not in wanted:
            path.unlink()
    for path, data in wanted.items():
        if not path.is_file() or path.read_bytes() != data:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
