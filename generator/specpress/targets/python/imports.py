"""The import block of a Python file, from the symbols that were printed into it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import PurePosixPath

from specpress.targets.base import Symbol
from specpress.targets.python.escape import WIDTH

SOURCE_FOLDER = "src"
"""A folder above the package that is no part of module names."""


def import_block(path: PurePosixPath, symbols: frozenset[Symbol]) -> str:
    """The imports that the file at `path` needs, as isort (profile black) and Black leave them.

    A module that begins with a dot counts from the root of the generated package (`.models`), and
    is imported relative to `path`; a symbol of the file itself is not imported. A symbol without a
    name is the module (`import datetime`). A symbol with a dependency is of a third party, all
    others are of the standard library. Sections are parted by a blank line; the text ends in a line
    end, and is "" where nothing is imported.
    """
    own = _module(path)
    sections: dict[int, set[Symbol]] = defaultdict(set)
    for symbol in symbols:
        if symbol.module != own:
            sections[_section(symbol)].add(symbol)
    return "\n".join(_print_section(path, sections[number]) for number in sorted(sections))


def _section(symbol: Symbol) -> int:
    if symbol.module.startswith("."):
        return 2
    return 1 if symbol.dependency else 0


def _folders(path: PurePosixPath) -> tuple[str, ...]:
    """The folders between the package's root and the file: () for a file in the root itself."""
    parts = path.parts[1:] if path.parts[0] == SOURCE_FOLDER else path.parts
    return parts[1:-1]


def _module(path: PurePosixPath) -> str:
    stem = () if path.stem == "__init__" else (path.stem,)
    return "." + ".".join((*_folders(path), *stem))


def _print_section(path: PurePosixPath, symbols: Iterable[Symbol]) -> str:
    here = _folders(path)
    modules: set[str] = set()
    names: dict[str, set[str]] = defaultdict(set)
    for symbol in symbols:
        if symbol.name:
            names[_from(here, symbol.module)].add(symbol.name)
        else:
            modules.add(symbol.module)
    lines = [f"import {module}\n" for module in sorted(modules, key=str.casefold)]
    lines += [_from_line(module, names) for module in sorted(names, key=_module_order)]
    return "".join(lines)


def _from(here: tuple[str, ...], module: str) -> str:
    """How a file in the folders `here` names a module: a dot, and one for each folder to climb."""
    if not module.startswith("."):
        return module
    there = tuple(module.strip(".").split("."))
    shared = 0
    while shared < min(len(here), len(there) - 1) and here[shared] == there[shared]:
        shared += 1
    return "." * (len(here) - shared + 1) + ".".join(there[shared:])


def _module_order(module: str) -> tuple[int, str]:
    """Farther packages come first, as isort has it."""
    return -(len(module) - len(module.lstrip("."))), module.casefold()


def _from_line(module: str, names: Mapping[str, set[str]]) -> str:
    ordered = sorted(names[module], key=_name_order)
    line = f"from {module} import {', '.join(ordered)}\n"
    if len(line) <= WIDTH + 1:
        return line
    body = "".join(f"    {name},\n" for name in ordered)
    return f"from {module} import (\n{body})\n"


def _name_order(name: str) -> tuple[int, str, str]:
    """Constants, then classes, then the others, each by letters (isort's `order_by_type`)."""
    constant = name.isupper() and len(name) > 1
    kind = 0 if constant else 1 if name[:1].isupper() else 2
    return kind, name.casefold(), name
