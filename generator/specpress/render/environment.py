"""The Jinja environment. Templates print; they do not decide."""

from __future__ import annotations

import dataclasses
import functools
from collections.abc import Iterable
from contextvars import ContextVar
from pathlib import PurePosixPath

import jinja2

from specpress import layout, resources
from specpress.targets.base import CopiedFile, Language, OutputFile, Symbol, Tree, TypeExpr

_IMPORTS_HERE = "\x00imports\x00"

_printed: ContextVar[set[Symbol]] = ContextVar("symbols printed into the current file")


def render(target: str, language: Language, files: Iterable[OutputFile | CopiedFile]) -> Tree:
    """Prints or copies every file of a target's output.

    Returns the bytes by path, UTF-8 with "\\n" at line ends, sorted by path. A template that fails
    is a bug of ours and raises what Jinja raises.
    """
    tree: dict[PurePosixPath, bytes] = {}
    for file in files:
        if file.path in tree:
            raise ValueError(f"{target} wants to write {file.path} twice")
        match file:
            case OutputFile():
                text = language.format(file.path, _print(target, language, file))
                tree[file.path] = text.encode()
            case CopiedFile():
                root = resources.templates_root() / target / "runtime"
                tree[file.path] = (root / file.source).read_bytes()
    return dict(sorted(tree.items()))


def _print(target: str, language: Language, file: OutputFile) -> str:
    environment = _environment(target)
    environment.filters.update(language.filters)
    view = {
        item.name: getattr(file.view, item.name)
        for item in dataclasses.fields(file.view)  # type: ignore[arg-type]
    }
    symbols: set[Symbol] = set()
    token = _printed.set(symbols)
    try:
        text = environment.get_template(file.template).render(view)
    finally:
        _printed.reset(token)
    if _IMPORTS_HERE in text:
        text = text.replace(_IMPORTS_HERE, language.imports(file.path, frozenset(symbols)))
    return text


@functools.cache
def _environment(target: str) -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(resources.templates_root() / target),
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,  # templates do not change while they are printed
        cache_size=-1,
        autoescape=False,  # noqa: S701 - most targets are no HTML; text is escaped by place, by filter
    )
    environment.filters.update(layout.FILTERS)
    environment.filters["expr"] = _expr
    environment.globals["imports"] = _IMPORTS_HERE
    return environment


def _expr(value: TypeExpr | Symbol) -> str:
    """Prints an expression, or the bare name of a symbol, and notes what it needs imported."""
    match value:
        case TypeExpr():
            _printed.get().update(value.symbols)
            return value.text
        case Symbol():
            _printed.get().add(value)
            return value.name
