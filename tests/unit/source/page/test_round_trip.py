"""What the printer prints, the reader reads back as it was."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from specpress.diagnostics import Sink
from specpress.source.page import print_page, read_pages
from unit.source.page.generated_operations import documents

FAST = settings(
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
FOLDER = Path(__file__).parent / "pages"
PAGES = sorted(FOLDER.glob("*.txt"))
NOTES = {"print-evidence-elsewhere"}


def read(*pages: tuple[str, str]) -> Any:
    found = read_pages([(name, text.encode()) for name, text in pages], Sink())
    return found.root if found else None


def printed(root: Any) -> tuple[list[tuple[str, str]], Sink]:
    sink = Sink()
    ids = [one["operationId"] for item in root["paths"].values() for one in item.values()]
    return [(name, print_page(root, name, sink)) for name in ids], sink


def exactly(root: Any) -> str:
    """Equal texts are equal documents with equal keys in equal order."""
    return json.dumps(root, indent=1, ensure_ascii=False)


@settings(FAST, max_examples=150)
@given(documents())
def test_a_generated_operation(root: Any) -> None:
    pages, sink = printed(root)
    assert [found.code for found in sink] == []
    assert exactly(read(*pages)) == exactly(root)


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_each_page(path: Path) -> None:
    root = read((path.name, path.read_text("utf-8")))
    pages, sink = printed(root)
    assert [found.code for found in sink] == []
    assert exactly(read(*pages)) == exactly(root)


def test_all_pages_together() -> None:
    root = read(*((path.name, path.read_text("utf-8")) for path in PAGES))
    pages, sink = printed(root)
    assert {found.code for found in sink} <= NOTES
    assert exactly(read(*pages)) == exactly(root)


def mutated(text: str, chance: random.Random) -> str:
    """A page with some lines lost, doubled, moved, moved in or cut."""
    lines = text.split("\n")
    for _ in range(chance.choice([1, 2, 4])):
        at = chance.randrange(len(lines))
        match chance.randrange(6):
            case 0:
                del lines[at : at + chance.choice([1, 1, 5])]
            case 1:
                lines.insert(chance.randrange(len(lines)), lines[at])
            case 2:
                other = chance.randrange(len(lines))
                lines[at], lines[other] = lines[other], lines[at]
            case 3:
                lines[at] = " " * chance.randrange(8) + lines[at].lstrip()
            case 4:
                spot = chance.randrange(len(lines[at]) + 1)
                piece = chance.choice(['"', "{", "}", "null", "1.0", "中", "•", "\t", "'", ""])
                lines[at] = lines[at][:spot] + piece + lines[at][spot + chance.randrange(3) :]
            case _:
                del lines[at:]
        lines = lines or [""]
    return "\n".join(lines)


@settings(FAST, max_examples=150)
@given(st.integers(0, 10**9))
def test_whatever_a_spoiled_page_is_read_as(seed: int) -> None:
    chance = random.Random(seed)
    some = chance.sample(PAGES, chance.choice([1, 1, 2]))
    root = read(*((path.name, mutated(path.read_text("utf-8"), chance)) for path in some))
    if root is not None:
        pages, _ = printed(root)
        assert exactly(read(*pages)) == exactly(root)
