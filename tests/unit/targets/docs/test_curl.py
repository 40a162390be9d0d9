"""The commands of curl, run by a shell with a stand-in for curl that notes its arguments."""

from __future__ import annotations

import itertools
import json
import subprocess
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from specpress.model import (
    ApiKeyAuth,
    ApiModel,
    AuthScheme,
    BasicAuth,
    BearerAuth,
    Body,
    Codec,
    Example,
    ListOf,
    MapOf,
    Operation,
    Part,
    Place,
    Requirement,
    Server,
    Style,
)
from specpress.targets.docs import curl
from unit.targets.docs.sample_model import (
    ADD_IMAGE,
    GET_JOB,
    HERE,
    STRING,
    content,
    model,
    name,
    parameter,
)


def run(command: str) -> list[str]:
    """The arguments that curl would get."""
    script = f"curl() {{ printf '%s\\0' \"$@\"; }}\n{command}\n"
    done = subprocess.run(["sh", "-c", script], capture_output=True, check=True, cwd="/")
    assert done.stderr == b""
    return done.stdout.decode().split("\0")[:-1]


def arguments(operation: Operation, api: ApiModel | None = None) -> list[str]:
    return run(curl.command(api or model(operation), operation))


def after(found: list[str], option: str) -> list[str]:
    return [value for word, value in itertools.pairwise(found) if word == option]


def getting(*parameters: Any, path: str = "/x", **changes: Any) -> Operation:
    return replace(GET_JOB, path=path, parameters=parameters, **changes)


def test_a_call_with_a_body() -> None:
    found = arguments(ADD_IMAGE)
    assert found[:3] == ["-X", "POST", "http://localhost:8080/zstack/v1/images"]
    assert after(found, "-H") == ["Authorization: OAuth <secret>", "Content-Type: application/json"]
    (body,) = after(found, "-d")
    assert json.loads(body) == {
        "params": {"name": "it's", "mediaType": "ISO"},
        "systemTags": ["a", "b"],
    }


def test_the_layout_of_the_command() -> None:
    lines = curl.command(model(), ADD_IMAGE).split("\n")
    assert lines[:4] == [
        "curl -X POST 'http://localhost:8080/zstack/v1/images' \\",
        "  -H 'Authorization: OAuth <secret>' \\",
        "  -H 'Content-Type: application/json' \\",
        "  -d '{",
    ]


@settings(max_examples=60, derandomize=True, deadline=None)
@given(
    st.recursive(
        st.none()
        | st.booleans()
        | st.integers()
        | st.text()
        | st.sampled_from(["@f", "'", "$(x)"]),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
        max_leaves=6,
    )
)
def test_any_body_reaches_the_server_as_it_is(value: Any) -> None:
    body = Body(
        name=name("b"),
        required=True,
        contents=(content(STRING, Example(key="", value=value)),),
        origin=HERE,
    )
    (sent,) = after(arguments(replace(ADD_IMAGE, body=body)), "-d")
    assert json.loads(sent) == value
    assert not sent.startswith("@")


@pytest.mark.parametrize(
    "text", ["", "'", "''", "a'b\nc", "`x`", "$HOME", "\\", "!", "a\\'b", "é\t"]
)
def test_quoting(text: str) -> None:
    assert run(f"curl {curl.quoted(text)}") == [text]


def test_a_call_that_gets() -> None:
    found = arguments(GET_JOB)
    assert found == ["http://localhost:8080/zstack/v1/api-jobs/uuid?q=q"]


@pytest.mark.parametrize(
    ("type_", "value", "options", "query"),
    [
        (STRING, "a b&c=d/é", {}, "p=a%20b%26c%3Dd%2F%C3%A9"),
        (STRING, 7, {}, "p=7"),
        (STRING, True, {}, "p=true"),
        (ListOf(STRING), ["a,b", "c"], {}, "p=a%2Cb&p=c"),
        (ListOf(STRING), ["a", "c"], {"explode": False}, "p=a,c"),
        (ListOf(STRING), ["a"], {"explode": False, "style": Style.PIPE_DELIMITED}, "p=a"),
        (ListOf(STRING), [1, 2], {"explode": False, "style": Style.PIPE_DELIMITED}, "p=1%7C2"),
        (ListOf(STRING), [1, 2], {"explode": False, "style": Style.SPACE_DELIMITED}, "p=1%202"),
        (MapOf(STRING), {"k[]": 1}, {}, "k%5B%5D=1"),
        (MapOf(STRING), {"k": 1, "l": 2}, {"explode": False}, "p=k,1,l,2"),
        (MapOf(STRING), {"k": 1}, {"style": Style.DEEP_OBJECT}, "p%5Bk%5D=1"),
        (MapOf(STRING), {"k": 1}, {"content_type": "application/json"}, "p=%7B%22k%22%3A%201%7D"),
        (STRING, "\ud800", {}, "p=%3F"),
    ],
)
def test_query_parameters(type_: Any, value: Any, options: dict[str, Any], query: str) -> None:
    given_ = parameter("p", Place.QUERY, type_, example=Example(key="", value=value), **options)
    assert arguments(getting(given_)) == [f"http://localhost:8080/x?{query}"]


def test_optional_parameters_are_left_out() -> None:
    found = arguments(
        getting(
            parameter("q", Place.QUERY, required=False),
            parameter("X-H", Place.HEADER, required=False),
            parameter("c", Place.COOKIE, required=False),
        )
    )
    assert found == ["http://localhost:8080/x"]


def test_headers_cookies_and_paths() -> None:
    found = arguments(
        getting(
            parameter("X-H", Place.HEADER, example=Example(key="", value="a\r\nEvil: b")),
            parameter("@/etc/passwd", Place.HEADER),
            parameter("c", Place.COOKIE, example=Example(key="", value="x;y")),
            parameter("id", Place.PATH, example=Example(key="", value="../a?b#c")),
            path="/x/{id}?action=go",
        )
    )
    assert found[0] == "http://localhost:8080/x/..%2Fa%3Fb%23c?action=go"
    assert after(found, "-H") == ["X-H: a Evil: b"]
    assert after(found, "-b") == ["c=x%3By"]


def test_a_query_in_the_path_is_continued() -> None:
    found = arguments(getting(parameter("q", Place.QUERY), path="/x?a=1"))
    assert found == ["http://localhost:8080/x?a=1&q=q"]


AUTH: list[tuple[AuthScheme, list[str], str]] = [
    (BasicAuth(id="A", name=name("A"), origin=HERE), ["-u", "<user>:<password>"], ""),
    (BearerAuth(id="A", name=name("A"), origin=HERE), ["-H", "Authorization: Bearer <token>"], ""),
    (
        ApiKeyAuth(id="A", name=name("A"), place="header", wire_name="X-Key", origin=HERE),
        ["-H", "X-Key: <secret>"],
        "",
    ),
    (
        ApiKeyAuth(id="A", name=name("A"), place="cookie", wire_name="sid", origin=HERE),
        ["-b", "sid=<secret>"],
        "",
    ),
    (
        ApiKeyAuth(id="A", name=name("A"), place="query", wire_name="k&", origin=HERE),
        [],
        "?k%26=SECRET",
    ),
]


@pytest.mark.parametrize(("scheme", "words", "query"), AUTH, ids=["basic", "bearer", "h", "c", "q"])
def test_credentials(scheme: AuthScheme, words: list[str], query: str) -> None:
    operation = getting(auth=(Requirement(schemes=(("A", ()),)),))
    found = arguments(operation, replace(model(operation), auth=(scheme,)))
    assert found == [f"http://localhost:8080/x{query}", *words]


def sending(codec: Codec, value: Any, *parts: Part) -> list[str]:
    part = replace(
        content(STRING, Example(key="", value=value)),
        codec=codec,
        media_type="some/type",
        parts=parts,
    )
    body = Body(name=name("b"), required=True, contents=(part,), origin=HERE)
    return arguments(replace(ADD_IMAGE, body=body, auth=()))[3:]


def test_other_bodies() -> None:
    content_type = ["-H", "Content-Type: some/type"]
    assert sending(Codec.FORM, {"a b": "c=d", "e": [1, 2]}) == [
        *("--data-urlencode", "a%20b=c=d"),
        *("--data-urlencode", "e=1,2"),
    ]
    file = Part(
        wire_name="f", type=STRING, required=True, codec=Codec.BYTES, content_type="image/png"
    )
    json = Part(
        wire_name="j",
        type=STRING,
        required=True,
        repeated=True,
        codec=Codec.JSON,
        content_type="application/json",
    )
    value = {"f": "x", "t": "@/etc/passwd", "j": [{"a": 'b"'}, 1]}
    assert sending(Codec.MULTIPART, value, file, json) == [
        *("-F", "f=@FILE;type=image/png"),
        *("--form-string", "t=@/etc/passwd"),
        *("-F", r'j="{\"a\": \"b\\\"\"}";type=application/json'),
        *("-F", 'j="1";type=application/json'),
    ]
    assert sending(Codec.TEXT, "@/etc/passwd\0") == [*content_type, "--data-raw", "@/etc/passwd"]
    assert sending(Codec.BYTES, "x") == [*content_type, "--data-binary", "@FILE"]
    assert sending(Codec.XML, "<a/>") == [*content_type, "--data-raw", "<a/>"]


@pytest.mark.parametrize(
    ("servers", "own", "url"),
    [
        ((), (), "http://localhost/x"),
        (("/v1",), (), "http://localhost/v1/x"),
        (("https://a.b",), (), "https://a.b/x"),
        (("https://a.b",), ("https://c.d/e",), "https://c.d/e/x"),
    ],
)
def test_servers(servers: tuple[str, ...], own: tuple[str, ...], url: str) -> None:
    operation = getting(servers=tuple(Server(url=one) for one in own))
    api = replace(model(operation), servers=tuple(Server(url=one) for one in servers))
    assert arguments(operation, api) == [url]


def test_braces_that_stay_in_the_url_are_not_expanded_by_curl() -> None:
    operation = getting(path="/x/{unknown}")
    assert arguments(operation) == ["--globoff", "http://localhost:8080/x/{unknown}"]


@pytest.mark.parametrize(
    ("method", "words"),
    [("get", []), ("HEAD", ["--head"]), ("delete", ["-X", "DELETE"]), ("m-x", ["-X", "M-X"])],
)
def test_methods(method: str, words: list[str]) -> None:
    assert arguments(getting(method=method)) == [*words, "http://localhost:8080/x"]


def test_the_shell_reads_nothing_else(tmp_path: Path) -> None:
    evil = Example(key="", value=f"'; touch {tmp_path}/evil; echo '")
    arguments(getting(parameter("X-H", Place.HEADER, example=evil)))
    assert not list(tmp_path.iterdir())
