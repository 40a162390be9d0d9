"""What `plan` finds and reports, and what `write` then leaves on disk."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path, PurePosixPath

import pytest

from specpress import output
from specpress.diagnostics import Severity, Sink
from specpress.output import Plan
from specpress.output.reserved import JOURNAL, MANIFEST

FIRST = {"a.txt": "one\n", "docs/index.md": "# one\n", "docs/deep/er/x.md": "x\n"}


def tree(files: Mapping[str, str]) -> dict[PurePosixPath, bytes]:
    return {PurePosixPath(path): text.encode() for path, text in files.items()}


def planned(
    folder: Path, files: Mapping[str, str], *, force: bool = False
) -> tuple[Plan, dict[str, Severity]]:
    sink = Sink()
    found = output.plan(folder, tree(files), force=force, sink=sink)
    return found, {one.code: one.severity for one in sink}


def written(folder: Path, files: Mapping[str, str], *, force: bool = False) -> dict[str, Severity]:
    sink = Sink()
    found = output.plan(folder, tree(files), force=force, sink=sink)
    if not sink.failed:
        output.write(found, sink=sink)
    return {one.code: one.severity for one in sink}


def on_disk(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): path.read_text()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != MANIFEST
    }


def paths(*texts: str) -> tuple[PurePosixPath, ...]:
    return tuple(PurePosixPath(text) for text in texts)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    target = tmp_path / "out"
    assert written(target, FIRST) == {}
    return target


def test_a_new_folder_gets_every_file_and_a_manifest(folder: Path) -> None:
    assert on_disk(folder) == FIRST
    manifest = json.loads((folder / MANIFEST).read_bytes())
    assert list(manifest) == sorted(FIRST)
    assert all(len(digest) == 64 for digest in manifest.values())


def test_a_second_run_touches_nothing(folder: Path) -> None:
    before = {path: path.stat() for path in folder.rglob("*")}
    found, codes = planned(folder, FIRST)
    assert (found.drifted, codes) == (False, {})
    assert found.unchanged == paths(*sorted(FIRST))
    assert written(folder, FIRST) == {}
    after = {path: path.stat() for path in folder.rglob("*")}
    assert {path: (s.st_mtime_ns, s.st_ino) for path, s in before.items()} == {
        path: (s.st_mtime_ns, s.st_ino) for path, s in after.items()
    }


def test_only_what_changed_is_written_and_what_is_stale_goes_with_its_folders(folder: Path) -> None:
    kept = (folder / "a.txt").stat()
    second = {"a.txt": "one\n", "docs/index.md": "# two\n", "new/y.md": "y\n"}
    found, codes = planned(folder, second)
    assert (found.created, found.changed) == (paths("new/y.md"), paths("docs/index.md"))
    assert (found.unchanged, found.stale) == (paths("a.txt"), paths("docs/deep/er/x.md"))
    assert (found.drifted, codes) == (True, {})
    assert written(folder, second) == {}
    assert on_disk(folder) == second
    assert not (folder / "docs/deep").exists()
    assert (folder / "a.txt").stat().st_mtime_ns == kept.st_mtime_ns


def test_a_folder_with_somebody_elses_file_stays(folder: Path) -> None:
    (folder / "docs/deep/er/mine.txt").write_text("mine")
    (folder / "docs/deep/empty").mkdir()
    written(folder, {"a.txt": "one\n"})
    assert on_disk(folder) == {"a.txt": "one\n", "docs/deep/er/mine.txt": "mine"}
    assert (folder / "docs/deep/empty").is_dir()


def test_a_deleted_file_comes_back(folder: Path) -> None:
    (folder / "a.txt").unlink()
    assert planned(folder, FIRST)[0].created == paths("a.txt")
    written(folder, FIRST)
    assert on_disk(folder) == FIRST


def test_a_hand_edit_is_reported_and_kept_every_time(folder: Path) -> None:
    (folder / "a.txt").write_text("mine\n")
    for _ in range(2):
        found, _ = planned(folder, FIRST)
        assert (found.edited, found.drifted) == (paths("a.txt"), True)
        assert written(folder, FIRST) == {"output-hand-edited": Severity.WARNING}
        assert (folder / "a.txt").read_text() == "mine\n"


def test_force_overwrites_a_hand_edit_and_says_so(folder: Path) -> None:
    (folder / "a.txt").write_text("mine\n")
    assert planned(folder, FIRST, force=True)[0].overwritten == paths("a.txt")
    codes = written(folder, FIRST, force=True)
    assert codes == {"output-hand-edit-overwritten": Severity.NOTE}
    assert on_disk(folder) == FIRST
    assert written(folder, FIRST) == {}


def test_a_stale_hand_edit_is_kept_unless_forced(folder: Path) -> None:
    (folder / "docs/index.md").write_text("mine\n")
    rest = {"a.txt": "one\n"}
    for _ in range(2):
        assert written(folder, rest) == {"output-hand-edited": Severity.WARNING}
        assert on_disk(folder) == {"a.txt": "one\n", "docs/index.md": "mine\n"}
    assert written(folder, rest, force=True) == {"output-hand-edit-overwritten": Severity.NOTE}
    assert on_disk(folder) == rest
    assert not (folder / "docs").exists()


def test_an_edit_that_equals_the_new_content_is_unchanged(folder: Path) -> None:
    (folder / "a.txt").write_text("two\n")
    assert written(folder, {**FIRST, "a.txt": "two\n"}) == {}
    assert written(folder, {**FIRST, "a.txt": "three\n"}) == {}
    assert (folder / "a.txt").read_text() == "three\n"


def test_an_undone_edit_is_ours_again(folder: Path) -> None:
    (folder / "a.txt").write_text("mine\n")
    written(folder, {**FIRST, "a.txt": "two\n"})
    (folder / "a.txt").write_text("one\n")
    assert written(folder, {**FIRST, "a.txt": "two\n"}) == {}
    assert (folder / "a.txt").read_text() == "two\n"


@pytest.mark.parametrize("force", [False, True])
def test_a_foreign_file_is_an_error_and_nothing_is_written(folder: Path, force: bool) -> None:
    (folder / "new.md").write_text("mine")
    wanted = {**FIRST, "a.txt": "two\n", "new.md": "ours"}
    found, codes = planned(folder, wanted, force=force)
    assert (found.foreign, found.possible) == (paths("new.md"), False)
    assert codes == {"output-foreign-file": Severity.ERROR}
    output.write(found, sink=Sink())
    assert on_disk(folder) == {**FIRST, "new.md": "mine"}


def test_without_a_manifest_equal_files_are_adopted(folder: Path) -> None:
    (folder / MANIFEST).unlink()
    assert not planned(folder, FIRST)[0].drifted
    written(folder, FIRST)
    assert (folder / MANIFEST).exists()
    assert written(folder, {**FIRST, "a.txt": "two\n"}) == {}
    assert (folder / "a.txt").read_text() == "two\n"


@pytest.mark.parametrize(
    "text",
    [
        "<<<<<<< HEAD\n{}\n",
        "[]",
        '{"a.txt": 1}',
        '{"../x": "' + "0" * 64 + '"}',
        "[" * 100_000,
        "\xff",
    ],
)
def test_a_broken_manifest_stops_everything(folder: Path, text: str) -> None:
    (folder / MANIFEST).write_text(text, encoding="latin-1")
    found, codes = planned(folder, {"a.txt": "two\n"}, force=True)
    assert codes["output-manifest-broken"] is Severity.ERROR
    assert not found.possible
    output.write(found, sink=Sink())
    assert on_disk(folder) == FIRST


def test_a_folder_gives_way_to_a_file_and_back_when_all_of_it_is_stale(folder: Path) -> None:
    assert written(folder, {"docs": "a file\n"}) == {}
    assert on_disk(folder) == {"docs": "a file\n"}
    assert written(folder, FIRST) == {}
    assert on_disk(folder) == FIRST


def test_a_folder_with_anything_else_in_it_does_not_give_way(folder: Path) -> None:
    (folder / "docs/deep/empty").mkdir()
    assert written(folder, {"docs": "a file\n"}) == {"output-not-a-file": Severity.ERROR}
    assert on_disk(folder) == FIRST


def test_a_foreign_file_where_a_folder_belongs(tmp_path: Path) -> None:
    (tmp_path / "docs").write_text("mine")
    assert written(tmp_path, FIRST) == {"output-not-a-folder": Severity.ERROR}
    assert on_disk(tmp_path) == {"docs": "mine"}


def test_the_output_folder_itself_is_a_file(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("mine")
    found, codes = planned(tmp_path / "out", FIRST)
    assert codes == {"output-not-a-folder": Severity.ERROR}
    assert found.refused == paths(*sorted(FIRST))


@pytest.mark.parametrize("link", ["a.txt", "docs", "docs/index.md"])
def test_links_are_never_followed(tmp_path: Path, link: str) -> None:
    elsewhere, folder = tmp_path / "elsewhere", tmp_path / "out"
    elsewhere.mkdir()
    (elsewhere / "index.md").write_text("theirs")
    (folder / link).parent.mkdir(parents=True)
    (folder / link).symlink_to(elsewhere if link == "docs" else elsewhere / "index.md")
    assert written(folder, FIRST) == {"output-symlink": Severity.ERROR}
    assert (elsewhere / "index.md").read_text() == "theirs"


def test_stale_files_behind_a_link_are_not_removed(folder: Path, tmp_path: Path) -> None:
    (folder / "docs").rename(tmp_path / "elsewhere")
    (folder / "docs").symlink_to(tmp_path / "elsewhere")
    (tmp_path / "elsewhere/deep/er/x.md").unlink()
    assert written(folder, {"a.txt": "one\n"}) == {}
    assert (tmp_path / "elsewhere/index.md").exists()
    assert (tmp_path / "elsewhere/deep/er").is_dir()


@pytest.mark.parametrize(
    "path",
    [
        "/etc/passwd",
        "../up",
        "a/../../up",
        ".",
        "a\\b",
        "a\0b",
        "a\nb",
        "con.txt",
        "docs/NUL",
        "dot./x",
        "blank ",
        "a:b",
        "x" * 300,
        MANIFEST,
        ".Specpress-x",
        "\ud800",
    ],
)
def test_an_unsafe_path_is_refused(tmp_path: Path, path: str) -> None:
    assert written(tmp_path / "out", {path: "x", "fine": "x"}) == {
        "output-path-unsafe": Severity.ERROR
    }
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("files", "refused"),
    [
        (("a/B.md", "a/b.md", "fine"), ("a/B.md", "a/b.md")),
        (("A/x", "a/y", "b"), ("A/x", "a/y")),
        (("\u00e9", "e\u0301"), ("e\u0301", "\u00e9")),
        (("stra\u00dfe", "STRASSE"), ("STRASSE", "stra\u00dfe")),
    ],
)
def test_paths_that_differ_in_case_only_collide(
    tmp_path: Path, files: tuple[str, ...], refused: tuple[str, ...]
) -> None:
    found, codes = planned(tmp_path, dict.fromkeys(files, "x"))
    assert codes == {"output-path-case-collision": Severity.ERROR}
    assert found.refused == paths(*refused)


def test_a_path_cannot_be_file_and_folder(tmp_path: Path) -> None:
    found, codes = planned(tmp_path, {"a": "x", "a/b": "x", "c": "x"})
    assert codes == {"output-path-file-and-folder": Severity.ERROR}
    assert found.refused == paths("a", "a/b")


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is unreadable for root")
def test_an_unreadable_file_is_an_error(folder: Path) -> None:
    (folder / "a.txt").chmod(0)
    assert written(folder, FIRST) == {"output-unreadable": Severity.ERROR}


def test_an_unreadable_file_is_an_error_for_root_too(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.open

    def refuse(path: str, *rest: int) -> int:
        if str(path).endswith("a.txt"):
            raise PermissionError(13, "Permission denied")
        return real(path, *rest)

    monkeypatch.setattr(os, "open", refuse)
    for files in (FIRST, {}):
        found, codes = planned(folder, files)
        assert codes == {"output-unreadable": Severity.ERROR}
        assert found.refused == paths("a.txt")


def test_no_file_is_executable(folder: Path) -> None:
    assert all(not path.stat().st_mode & 0o111 for path in folder.rglob("*") if path.is_file())


def test_no_journal_is_left(folder: Path) -> None:
    assert not (folder / JOURNAL).exists()
