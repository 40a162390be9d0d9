"""The tree of errors is what its module draws, and errors keep what they were given."""

from __future__ import annotations

import inspect
import pickle

import pytest
from client_runtime import errors

from unit.runtime_python.scripted import INFO, reply


def drawn() -> dict[str, str]:
    """The parent of each error, by the drawing at the top of the module."""
    parents: dict[str, str] = {}
    path: list[str] = []
    for line in (errors.__doc__ or "").splitlines():
        name = line.strip("│├└─ ").split(" ")[0]
        if not name.endswith("Error"):
            continue
        depth = (line.index(name) - 4) // 4
        path[depth:] = [name]
        if depth:
            parents[name] = path[depth - 1]
    return parents


def test_the_drawing_is_the_tree() -> None:
    classes = {
        name: item
        for name, item in vars(errors).items()
        if inspect.isclass(item) and issubclass(item, errors.ApiError)
    }
    assert drawn() == {
        name: item.__bases__[0].__name__
        for name, item in classes.items()
        if item is not errors.ApiError
    }


def test_everything_public_is_listed() -> None:
    own = {
        name
        for name, item in vars(errors).items()
        if inspect.isclass(item) and item.__module__ == errors.__name__
    }
    assert own == set(errors.__all__)
    assert errors.__all__ == sorted(errors.__all__)


@pytest.mark.parametrize(
    "kind", ["ConnectTimeoutError", "ReadTimeoutError", "DeadlineError", "JobDeadlineError"]
)
def test_time_limits_are_builtin_timeouts_too(kind: str) -> None:
    assert issubclass(getattr(errors, kind), TimeoutError)


def test_a_missing_setting_is_a_value_error() -> None:
    assert issubclass(errors.ConfigurationError, ValueError)


CHAIN = (errors.ErrorDetail(code="A", message="b", details="c"), errors.ErrorDetail(code="D"))
EXAMPLES = [
    errors.ConfigurationError("x"),
    errors.DeadlineError("x", request=INFO),
    errors.ConnectError("x", request=INFO),
    errors.DecodeError("x", reply=reply(200)),
    errors.ServerError("x", reply=reply(500, b"oops"), body={"a": 1}, chain=CHAIN),
    errors.JobFailedError("x", job_id="j", reply=reply(503), chain=CHAIN),
    errors.JobExpiredError("x", job_id="j", reply=reply(404)),
    errors.JobDeadlineError("x", job_id="j", request=INFO),
]


@pytest.mark.parametrize("error", EXAMPLES, ids=lambda error: type(error).__name__)
def test_errors_can_leave_a_process(error: errors.ApiError) -> None:
    copy = pickle.loads(pickle.dumps(error))
    assert type(copy) is type(error)
    assert str(copy) == str(error) == "x"
    assert vars(copy).keys() == vars(error).keys()


def test_what_a_status_error_tells() -> None:
    error = errors.JobFailedError("x", job_id="j", reply=reply(503, b"{}", a="b"), chain=CHAIN)
    assert (error.status, error.content, error.text, error.job_id) == (503, b"{}", "{}", "j")
    assert (error.code, error.message, error.details) == ("A", "b", "c")
    assert error.causes == CHAIN[1:]
    assert error.headers["A"] == "b"
    assert error.request is INFO
    assert isinstance(error, errors.JobError)
    assert isinstance(error, errors.StatusError)


def test_without_a_chain_there_is_no_code() -> None:
    error = errors.StatusError("x", reply=reply(500))
    assert (error.code, error.message, error.details, error.causes) == (None, None, None, ())


def test_details_print_what_there_is() -> None:
    assert str(errors.ErrorDetail(code="A", details="c")) == "A: c"
    assert str(errors.ErrorDetail()) == ""


@pytest.mark.parametrize(
    ("content_type", "content", "text"),
    [
        ("text/plain", "坏".encode(), "坏"),
        ("text/plain; charset=gbk", "坏".encode("gbk"), "坏"),
        ("text/plain; charset=nonsense", "坏".encode(), "坏"),
        ("text/plain; charset=base64", b"YQ==", "YQ=="),
        ("text/plain", b"\xff", "\ufffd"),
        ("", b"a", "a"),
    ],
)
def test_plain_text_survives(content_type: str, content: bytes, text: str) -> None:
    answer = reply(500, content, content_type=content_type)
    assert errors.StatusError("x", reply=answer).text == text
