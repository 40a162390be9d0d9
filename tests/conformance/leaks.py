"""Where a secret can be seen by whoever gets an error or reads the logs of a Python program."""

from __future__ import annotations

import logging
import pickle
import traceback
import types
from collections.abc import Iterator, Mapping
from contextlib import contextmanager


class LogText(logging.Handler):
    """Keeps every record as a text, with its arguments and its traceback."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(f"{record.name}: {self.format(record)} {record.args!r}")


@contextmanager
def all_logs() -> Iterator[list[str]]:
    """What every logger says, from DEBUG on, while the context lasts."""
    root, handler = logging.getLogger(), LogText()
    level = root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    try:
        yield handler.lines
    finally:
        root.setLevel(level)
        root.removeHandler(handler)


def leaks(secret: str, error: BaseException) -> list[str]:
    """The ways from `error` to `secret`, in words; [] where there is none.

    Looks at str, repr, traceback and pickle, and at every attribute and element that can be
    reached from the error, its causes and contexts (but not at the frames of its traceback).
    """
    shown = {
        "str": str(error),
        "repr": repr(error),
        "traceback": "".join(traceback.format_exception(error)),
        "pickle": _pickled(error),
    }
    found = [f"{name} of {type(error).__name__}" for name, text in shown.items() if secret in text]
    return [*found, *_walk(error, secret, type(error).__name__, set())]


def _pickled(error: BaseException) -> str:
    try:
        return pickle.dumps(error).decode("latin-1")
    except (TypeError, AttributeError, pickle.PicklingError):
        return ""  # What cannot be pickled leaks nothing that way.


def _walk(value: object, secret: str, path: str, seen: set[int]) -> Iterator[str]:
    if id(value) in seen or isinstance(value, _OPAQUE):
        return
    seen.add(id(value))
    if isinstance(value, str | bytes | bytearray):
        text = value if isinstance(value, str) else value.decode("latin-1")
        if secret in text:
            yield path
    elif isinstance(value, Mapping):
        for key, item in value.items():
            yield from _walk(key, secret, f"{path} key", seen)
            yield from _walk(item, secret, f"{path}[{key!r}]", seen)
    elif isinstance(value, list | tuple | set | frozenset):
        for item in value:
            yield from _walk(item, secret, f"{path}[]", seen)
    for name, item in _attributes(value):
        yield from _walk(item, secret, f"{path}.{name}", seen)


_OPAQUE = (type, types.ModuleType, types.FunctionType, types.TracebackType, int, float)


def _attributes(value: object) -> Iterator[tuple[str, object]]:
    yield from getattr(value, "__dict__", {}).items()
    for kind in type(value).__mro__:
        slots = vars(kind).get("__slots__", ())
        for name in (slots,) if isinstance(slots, str) else slots:
            if hasattr(value, name):
                yield name, getattr(value, name)
    if isinstance(value, BaseException):
        yield "args", value.args
        yield "__cause__", value.__cause__
        yield "__context__", value.__context__
