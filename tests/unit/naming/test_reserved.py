from pathlib import Path

import pytest

from specpress.naming.reserved import load


def test_one_word_a_line_without_comments(tmp_path: Path) -> None:
    path = tmp_path / "words.txt"
    path.write_text("# keywords\nclass\n\n  def  # of functions\nclass\n")
    assert load(path) == {"class", "def"}


def test_a_missing_file_is_a_bug(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="nothing"):
        load(tmp_path / "nothing.txt")
