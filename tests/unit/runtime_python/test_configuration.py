"""Settings from arguments and the environment."""

from __future__ import annotations

import pytest
from client_runtime._runtime import configuration
from client_runtime._runtime.options import CallOptions
from client_runtime.errors import ConfigurationError

from unit.runtime_python.scripted import settings


@pytest.fixture(autouse=True)
def _environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("T_SESSION", "from-env")
    monkeypatch.setenv("T_BASIC", "me:p:w")
    monkeypatch.setenv("T_BASE_URL", "https://env/p/")
    monkeypatch.delenv("T_NONE", raising=False)


@pytest.mark.parametrize(
    ("given", "variable", "default", "url"),
    [
        ("http://h:8080/", "T_BASE_URL", None, "http://h:8080"),
        (None, "T_BASE_URL", "http://d", "https://env/p"),
        ("", "T_NONE", "http://d", "http://d"),
        ("http://[::1]:8080", "T_NONE", None, "http://[::1]:8080"),
    ],
)
def test_base_url(given: str | None, variable: str, default: str | None, url: str) -> None:
    assert configuration.base_url(given, variable=variable, default=default) == url


@pytest.mark.parametrize(
    "url",
    ["h", "ftp://h", "http://", "http://u:p4ss@h", "http://h?a=b", "http://h#a", "http://[", "/a"],
)
def test_what_is_no_base_url(url: str) -> None:
    with pytest.raises(ConfigurationError) as caught:
        configuration.base_url(url, variable="T_NONE")
    assert "p4ss" not in str(caught.value)


def test_no_base_url_at_all() -> None:
    with pytest.raises(ConfigurationError, match="Give base_url= or set T_NONE"):
        configuration.base_url(None, variable="T_NONE")


def scheme(given: str | None, variable: str = "T_SESSION") -> object:
    return configuration.scheme_credential(
        given, argument="session", variable=variable, scheme="OAuth"
    )


def test_an_argument_counts_more_than_the_environment() -> None:
    assert scheme("given").secret.reveal() == "given"
    assert scheme(None).secret.reveal() == "from-env"
    assert scheme("") is None
    assert scheme(None, "T_NONE") is None


def test_basic() -> None:
    read = configuration.basic_credential
    assert (read(("a", "b"), variable="T_NONE").user) == "a"
    found = read(None, variable="T_BASIC")
    assert (found.user, found.secret.reveal()) == ("me", "p:w")
    assert read(None, variable="T_NONE") is None


def test_key() -> None:
    found = configuration.key_credential(
        "k", argument="key", variable="T_NONE", place="header", wire_name="X-Key"
    )
    assert (found.place, found.wire_name, found.secret.reveal()) == ("header", "X-Key", "k")


@pytest.mark.parametrize("value", ["a\r\nX: b", "ä", "a\x00"])
def test_a_credential_that_cannot_be_sent_is_not_repeated(value: str) -> None:
    with pytest.raises(ConfigurationError, match="session has characters") as caught:
        scheme(value)
    assert value not in str(caught.value)


def test_given_only() -> None:
    assert configuration.given_only({"a": None}) == {}


def test_options_lie_on_top_of_settings() -> None:
    base = settings(headers={"A": "1", "B": "2"}, timeout=5.0)
    assert base.merged(None) is base
    merged = base.merged(CallOptions(timeout=None, retries=0, headers={"B": "3"}))
    assert (merged.timeout, merged.retries, merged.read_timeout) == (None, 0, base.read_timeout)
    assert merged.headers == {"A": "1", "B": "3"}
    assert merged.credentials is base.credentials
