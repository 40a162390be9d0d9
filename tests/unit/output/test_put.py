"""One file that the user named."""

from __future__ import annotations

import os
import threading
from pathlib import Path

import pytest

from specpress import output


def test_a_file_is_written_with_its_folders_and_replaced(tmp_path: Path) -> None:
    for content in (b"one", b"two"):
        output.put(tmp_path / "new/file", content)
        assert (tmp_path / "new/file").read_bytes() == content
    assert [path.name for path in (tmp_path / "new").iterdir()] == ["file"]


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to("file")
    output.put(tmp_path / "link", b"x")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "file").read_bytes() == b"x"


def test_a_pipe_is_written_to_and_stays_a_pipe(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    found: list[bytes] = []
    reader = threading.Thread(target=lambda: found.append(pipe.read_bytes()))
    reader.start()
    output.put(pipe, b"x")
    reader.join()
    assert found == [b"x"]
    assert pipe.is_fifo()


def test_a_folder_is_an_os_error(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="directory"):
        output.put(tmp_path, b"x")


def test_a_write_that_fails_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_bytes(b"old")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="space"):
        output.put(tmp_path / "file", b"new")
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [b"old"]
