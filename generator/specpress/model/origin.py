"""Where a part of the model was declared."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Origin:
    """A place in the description: the JSON pointer of the declaration.

    Positions are looked up from it when a diagnostic or a reader of the docs asks.
    """

    pointer: str
