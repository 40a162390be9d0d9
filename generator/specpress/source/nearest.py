"""What somebody may have meant."""

from __future__ import annotations

import difflib
from collections.abc import Iterable


def nearest(word: str, options: Iterable[str]) -> str:
    """The option most like `word`, one that differs in case only before all others; "" for none."""
    listed = list(options)
    for option in listed:
        if option.casefold() == word.casefold():
            return option
    return next(iter(difflib.get_close_matches(word, listed, n=1)), "")
