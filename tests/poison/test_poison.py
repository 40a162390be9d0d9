"""A description that tries to break out injects nothing: it compiles, and its marker is never code.

The compilers judge the syntax, and a highlighter of our own choice of none of them says which words
are code and which are strings and comments.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from pygments.lexers import get_lexer_for_filename
from pygments.token import Comment, Literal, Text, Token
from pygments.util import ClassNotFound

from poison.poisons import MARKER, Poisoner, description, joined, rotated
from specpress import config as configuration
from specpress import pipeline
from specpress.diagnostics import Sink
from specpress.printers import as_text
from specpress.targets import registry
from toolchain import need_tools

VARIANTS = {"joined": joined, "rotated": lambda: rotated(0), "shifted": lambda: rotated(13)}
LANGUAGES = [name for name in registry.names() if registry.toolchain(name) is not None]
HARMLESS = (Comment, Literal, Text)


def generated(poisoner: Poisoner, target: str, folder: Path) -> Path:
    """Writes what a target makes of the poisoned description; returns the folder of the package."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "poison.json"
    path.write_text(json.dumps(description(poisoner)))
    sink = Sink()
    config = configuration.for_description(path, folder, {target: {}})
    outputs = pipeline.run(config, sink)
    assert outputs is not None, as_text(sink)[:4000]
    for name, data in outputs.generated.items():
        assert ".." not in name.parts
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    return folder / target


@pytest.mark.parametrize("target", LANGUAGES)
def test_every_language_compiles_it(target: str, tmp_path: Path) -> None:
    tools = registry.toolchain(target)
    assert tools is not None
    need_tools(tools)
    packages = {
        name: generated(poisoner(), target, tmp_path / name) for name, poisoner in VARIANTS.items()
    }
    workspace = tmp_path / "workspace"
    assert tools.build(packages, workspace) == dict.fromkeys(VARIANTS, "")


@pytest.mark.parametrize("target", LANGUAGES)
@pytest.mark.parametrize("variant", VARIANTS)
def test_the_marker_is_no_code(target: str, variant: str, tmp_path: Path) -> None:
    folder = generated(VARIANTS[variant](), target, tmp_path)
    seen = 0
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        text = path.read_text("utf-8")
        seen += text.count(MARKER)
        try:
            lexer = get_lexer_for_filename(path.name)
        except ClassNotFound:
            continue
        if lexer.name in {"Markdown", "Text only"}:
            continue
        for kind, word in lexer.get_tokens(text):
            if word == MARKER:
                assert any(kind in harmless for harmless in HARMLESS), (path, kind)
            assert kind is not Token.Error or MARKER not in word, (path, word)
    assert seen, "the poison went nowhere: the test proves nothing"
