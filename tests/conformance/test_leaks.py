"""The search for secrets finds them: proven with errors that show one in one way each."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass, field

import httpx2
import pytest

from conformance.leaks import all_logs, leaks

SECRET = "36c27e8f"


@dataclass(frozen=True, slots=True)
class Slotted:
    inner: object = field(repr=False)


def with_attribute(value: object) -> Exception:
    error = Exception("x")
    error.extra = value  # type: ignore[attr-defined]
    return error


def with_cause(cause: Exception) -> Exception:
    error = Exception("x")
    error.__cause__ = cause
    return error


def with_note() -> Exception:
    error = Exception("x")
    error.add_note(f"it is {SECRET}")
    return error


def in_context() -> Exception:
    try:
        try:
            raise ValueError(SECRET)
        except ValueError:
            raise KeyError("x") from None
    except KeyError as error:
        return error


REQUEST = httpx2.Request("GET", "http://h", headers={"Authorization": f"OAuth {SECRET}"})

LEAKING: dict[str, Callable[[], Exception]] = {
    "message": lambda: Exception(f"a {SECRET} b"),
    "argument": lambda: Exception("x", {"y": [SECRET]}),
    "attribute": lambda: with_attribute(SECRET),
    "bytes": lambda: with_attribute(SECRET.encode()),
    "key": lambda: with_attribute({SECRET: 1}),
    "slots": lambda: with_attribute(Slotted(Slotted((SECRET,)))),
    "note": with_note,
    "cause": lambda: with_cause(Exception(SECRET)),
    "hidden context": in_context,
    "request of the cause": lambda: with_cause(httpx2.ReadError("x", request=REQUEST)),
}


@pytest.mark.parametrize("name", LEAKING)
def test_a_leak_is_found(name: str) -> None:
    assert leaks(SECRET, LEAKING[name]()) != []


def test_an_error_without_the_secret_is_clean() -> None:
    error = with_cause(httpx2.ReadError("x", request=httpx2.Request("GET", "http://h")))
    assert leaks(SECRET, error) == []


def test_logs_are_kept_with_arguments_and_tracebacks() -> None:
    with all_logs() as lines:
        logging.getLogger("some.library").debug("a %s", Slotted(SECRET))
        try:
            raise ValueError(SECRET)
        except ValueError:
            logging.getLogger("other").exception("failed")
    logging.getLogger("some.library").error("too late")
    assert len(lines) == 2
    assert lines[0].startswith("some.library: a Slotted()")
    assert SECRET in lines[1]
