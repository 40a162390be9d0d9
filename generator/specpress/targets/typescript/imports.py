"""The import block of a TypeScript file, from the symbols that were printed into it.

The module of a symbol is the path of a file below `src/`, without its ending: `runtime/json`. A
`type ` in front imports types alone, a `* ` the whole module under the symbol's name. `type *
models` is both.
"""

from __future__ import annotations

from collections import defaultdict
from pathlib import PurePosixPath

from specpress.targets.base import Symbol
from specpress.targets.typescript.layout import WIDTH

SOURCE_FOLDER = "src"


def import_block(path: PurePosixPath, symbols: frozenset[Symbol]) -> str:
    """The imports that the file at `path` needs, sorted by file, as Prettier leaves them.

    Ends in a line end; "" where nothing is imported. A file's own symbols are not imported.
    """
    here = path.relative_to(SOURCE_FOLDER)
    named: dict[tuple[str, bool], set[str]] = defaultdict(set)
    lines: list[tuple[str, int, str]] = []
    for symbol in symbols:
        module = symbol.module
        types = module.startswith("type ")
        module = module.removeprefix("type ")
        whole = module.startswith("* ")
        module = module.removeprefix("* ")
        if PurePosixPath(f"{module}.ts") == here:
            continue
        if whole:
            keyword = "import type" if types else "import"
            where = _from(here, module)
            lines.append((where, 0, f'{keyword} * as {symbol.name} from "{where}";\n'))
        else:
            named[_from(here, module), types].add(symbol.name)
    for (where, types), names in named.items():
        lines.append((where, 2 if types else 1, _named_line(where, sorted(names), types=types)))
    return "".join(line for *_, line in sorted(lines, key=_order))


def _order(entry: tuple[str, int, str]) -> tuple[bool, str, int]:
    where, kind, _ = entry
    return (not where.startswith("../"), where, kind)


def _from(here: PurePosixPath, module: str) -> str:
    up = "../" * (len(here.parts) - 1) or "./"
    return f"{up}{module}.js"


def _named_line(where: str, names: list[str], *, types: bool) -> str:
    keyword = "import type" if types else "import"
    line = f'{keyword} {{ {", ".join(names)} }} from "{where}";\n'
    if len(line) <= WIDTH + 1 or len(names) == 1:
        return line
    body = "".join(f"  {name},\n" for name in names)
    return f'{keyword} {{\n{body}}} from "{where}";\n'
