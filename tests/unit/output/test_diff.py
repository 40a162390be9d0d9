"""The differences that `check` shows."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path, PurePosixPath

import pytest

from specpress import output
from specpress.diagnostics import Sink


def tree(files: Mapping[str, bytes]) -> dict[PurePosixPath, bytes]:
    return {PurePosixPath(path): content for path, content in files.items()}


def differences(folder: Path, files: Mapping[str, bytes], **options: int) -> list[str]:
    plan = output.plan(folder, tree(files), force=False, sink=Sink())
    return list(output.diff(plan, **options))


def written(folder: Path, files: Mapping[str, bytes]) -> None:
    sink = Sink()
    output.write(output.plan(folder, tree(files), force=True, sink=sink), sink=sink)
    assert not sink.failed


def test_nothing_to_tell_when_nothing_differs(tmp_path: Path) -> None:
    written(tmp_path, {"a": b"one\n"})
    assert differences(tmp_path, {"a": b"one\n"}) == []


def test_changed_new_stale_and_edited_files(tmp_path: Path) -> None:
    written(tmp_path, {"changed": b"1\n2\n3\n", "stale": b"s\n", "edited": b"e\n", "same": b"\n"})
    (tmp_path / "edited").write_bytes(b"mine\n")
    found = differences(
        tmp_path, {"changed": b"1\nTWO\n3\n", "new": b"n\n", "edited": b"e\n", "same": b"\n"}
    )
    assert found == [
        "--- a/changed",
        "+++ b/changed",
        "@@ -1,3 +1,3 @@",
        " 1",
        "-2",
        "+TWO",
        " 3",
        "--- a/edited",
        "+++ b/edited",
        "@@ -1 +1 @@",
        "-mine",
        "+e",
        "--- /dev/null",
        "+++ b/new",
        "@@ -0,0 +1 @@",
        "+n",
        "--- a/stale",
        "+++ /dev/null",
        "@@ -1 +0,0 @@",
        "-s",
    ]


def test_a_foreign_file_is_shown_as_what_stands_in_the_way(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"mine\n")
    assert differences(tmp_path, {"a": b"ours\n"})[-2:] == ["-mine", "+ours"]


def test_a_long_difference_is_cut_and_says_so(tmp_path: Path) -> None:
    written(tmp_path, {"a": b"", "b": b""})
    found = differences(tmp_path, {"a": b"x\n" * 100, "b": b"y\n"}, most_lines=10)
    assert found[10] == "... a: 93 more lines of difference"
    assert found[11:] == ["--- a/b", "+++ b/b", "@@ -0,0 +1 @@", "+y"]


@pytest.mark.parametrize(
    "content", [b"\0\1", b"\xff\xfe", b"x\n" * 600_000], ids=["nul", "utf", "big"]
)
def test_what_is_no_text_or_huge_is_told_by_its_digest(tmp_path: Path, content: bytes) -> None:
    written(tmp_path, {"a": b"text\n"})
    found = differences(tmp_path, {"a": content, "b": content})
    assert found[2].startswith("-5 bytes, SHA-256 ")
    assert found[3].startswith(f"+{len(content)} bytes, SHA-256 ")
    assert found[4:7] == ["--- /dev/null", "+++ b/b", "-no file"]


def test_only_line_feeds_end_lines(tmp_path: Path) -> None:
    written(tmp_path, {"a": "x\u2028y\x0cz\r\n".encode()})
    found = differences(tmp_path, {"a": "x\u2028y\x0cz\n".encode()})
    assert found[2:] == ["@@ -1 +1 @@", "-x\u2028y\x0cz\r", "+x\u2028y\x0cz"]


@pytest.mark.skipif(shutil.which("patch") is None, reason="needs patch(1)")
def test_the_difference_is_a_patch(tmp_path: Path) -> None:
    before = {"a": b"1\n2\n3", "gone": b"x\n", "d/e": b"a\nb\nc\nd\ne\nf\ng\nh\n"}
    after = {"a": b"1\n2\n4", "d/e": b"a\nb\nc\nd\ne\nf\nG\nh", "new": b"n\n"}
    written(tmp_path, before)
    text = "\n".join(differences(tmp_path, after)) + "\n"
    subprocess.run(["patch", "-p1", "--quiet"], input=text.encode(), cwd=tmp_path, check=True)
    assert not differences(tmp_path, after)
