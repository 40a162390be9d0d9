"""A name before any language has cased it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """The words of a name, in the order of the declaration.

    `declared` is the text as the description has it ("backupStorageUuids"), `words` its parts in
    lower case ("backup", "storage", "uuids"), and `pinned` whether the user chose the words in the
    configuration. A target's naming rules join the words; nothing before them picks a case.
    """

    words: tuple[str, ...]
    declared: str
    pinned: bool = False
