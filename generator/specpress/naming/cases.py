"""Joins the words of a name the way a language writes them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

Case: TypeAlias = Callable[[tuple[str, ...]], str]
"""Takes words in lower case, at least one of them, and returns an identifier."""


def snake(words: tuple[str, ...]) -> str:
    """`backup_storage_uuids`."""
    return "_".join(words)


def screaming(words: tuple[str, ...]) -> str:
    """`BACKUP_STORAGE_UUIDS`."""
    return "_".join(words).upper()


def pascal(words: tuple[str, ...]) -> str:
    """`BackupStorageUuids`. Two digits that would run together keep an underscore between them."""
    return _joined(tuple(word[:1].upper() + word[1:] for word in words))


def camel(words: tuple[str, ...]) -> str:
    """`backupStorageUuids`."""
    return _joined((words[0], *(word[:1].upper() + word[1:] for word in words[1:])))


def kebab(words: tuple[str, ...]) -> str:
    """`backup-storage-uuids`."""
    return "-".join(words)


def flat(words: tuple[str, ...]) -> str:
    """`backupstorageuuids`, the form of a Java package."""
    return "".join(words)


def _joined(words: tuple[str, ...]) -> str:
    text = words[0]
    for word in words[1:]:
        text += ("_" if text[-1:].isdigit() and word[:1].isdigit() else "") + word
    return text
