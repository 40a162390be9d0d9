"""The descriptions in a folder tree."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_ENDINGS = frozenset({".json", ".yaml", ".yml"})
_SKIPPED = frozenset({"node_modules", ".git"})
_YAML = re.compile(r"""^( *)["']?(?:openapi|swagger)["']?\s*:\s*["']?(\d[\d.]*)""", re.MULTILINE)
_CONTENT = re.compile(r"^( *)[^\s#%-]", re.MULTILINE)
_JSON = re.compile(r"""["'](?:openapi|swagger)["']\s*:\s*["'](\d[\d.]*)["']""")


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A description: where it is, its path in the tree, the version that it names, and its key.

    The key is a word in lower case that no other description of the tree has.
    """

    path: Path
    shown: str
    version: str
    key: str


def descriptions(root: Path) -> tuple[Found, ...]:
    """All documents in a tree that name a version of OpenAPI or Swagger, sorted by path.

    Parts of descriptions and all other files are left out. A file may be given in place of a tree.
    """
    paths = [root] if root.is_file() else sorted(_files(root))
    home = root.parent if root.is_file() else root
    found = []
    for path in paths:
        version = version_of(path)
        if version:
            shown = path.relative_to(home).as_posix()
            found.append(Found(path=path, shown=shown, version=version, key=_key(shown)))
    return tuple(found)


def version_of(path: Path) -> str:
    """The version of OpenAPI or Swagger that a document names at its top, "" where it has none."""
    try:
        text = path.read_text(encoding="utf-8-sig", errors="replace")
    except OSError:
        return ""
    content = _CONTENT.search(text)
    margin = content.group(1) if content else ""
    for found in _YAML.finditer(text):
        if found.group(1) == margin:
            return found.group(2)
    for found in _JSON.finditer(text):
        before = text[: found.start()]
        if before.count("{") - before.count("}") == 1:
            return found.group(1)
    return ""


def _files(root: Path) -> Iterator[Path]:
    for path in root.rglob("*"):
        parts = path.relative_to(root).parts
        if path.suffix.lower() in _ENDINGS and not _SKIPPED & set(parts) and path.is_file():
            yield path


def _key(shown: str) -> str:
    word = re.sub(r"[^a-z0-9]+", "_", shown.rpartition("/")[2].rpartition(".")[0].lower())
    digest = hashlib.sha256(shown.encode()).hexdigest()[:6]
    return f"k_{word.strip('_')[:30]}_{digest}".replace("__", "_")
