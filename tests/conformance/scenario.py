"""A scenario: what is called, what the server answers, what both sides must have seen."""

from __future__ import annotations

from dataclasses import dataclass

from conformance.script import Answer
from conformance.strict_yaml import Json


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """A span of time in seconds, both ends included."""

    at_least: float = 0.0
    at_most: float = float("inf")

    def __contains__(self, seconds: float) -> bool:
        return self.at_least <= seconds <= self.at_most


@dataclass(frozen=True, slots=True, kw_only=True)
class ExpectedRequest:
    """A request that the server must have seen.

    `target` and the values of `headers` are texts or `{"$match": pattern}`. `headers` is the exact
    set, with names in lower case, apart from the fields that belong to the connection. `body` is
    exact, b"" for none. `connection` is "same", "new" or "" for either.
    """

    method: str
    target: Json
    headers: dict[str, Json]
    body: bytes
    connection: str = ""
    pause: Bounds | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One address: what it answers, and what it must have been asked."""

    answers: tuple[Answer, ...]
    requests: tuple[ExpectedRequest, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario:
    """One row of the table.

    `call` is handed to the driver as it is (README.md tells its members), with `base_path` added to
    the base URL. `other` is a second address. With `unreachable`, nobody listens at the first.
    `result` is the neutral form of what the caller must see; where it is an error and `look_at` is
    not empty, only these members of it are compared.
    """

    name: str
    about: str
    covers: tuple[str, ...]
    session: str
    call: dict[str, Json]
    base_path: str
    main: Place
    other: Place | None
    unreachable: bool = False
    result: Json
    look_at: tuple[str, ...] = ()
    seconds: Bounds | None = None

    @property
    def is_error(self) -> bool:
        """Whether the caller must see an error."""
        return isinstance(self.result, dict) and "error" in self.result
