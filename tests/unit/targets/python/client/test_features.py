"""Clients against a real server: bodies of all kinds, streams, pages, tokens, servers."""

from __future__ import annotations

import asyncio
import io
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from unit.targets.python.client.bench import imported
from unit.targets.python.client.serving import OCTETS, State, serving

FEATURES = Path(__file__).parent / "features.yaml"


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> ModuleType:
    return imported(FEATURES.read_text(), tmp_path_factory.mktemp("features"))


@pytest.fixture
def server() -> Iterator[State]:
    with serving() as state:
        yield state


def given(package: ModuleType, server: State) -> dict[str, Any]:
    return {
        "base_url": f"{server.url}/v1",
        "oauth": package.ClientCredentials(client_id="me", client_secret="s e"),
        "servers": {"https://search.example.com": f"{server.url}/elsewhere"},
        "new_boundary": lambda: "BB",
        "retries": 0,
    }


@pytest.fixture
def things(package: ModuleType, server: State) -> Iterator[Any]:
    with package.Client(**given(package, server)) as client:
        yield client.things


def test_the_value_chooses_the_media_type(package: ModuleType, things: Any) -> None:
    thing = package.models.Thing(id=1, tags=["a", "b"])
    cases: list[tuple[Any, str, str, str]] = [
        (thing, "", "application/json", '{"id":1,"tags":["a","b"]}'),
        ("hé", "", "text/plain; charset=utf-8", "hé".encode().decode("latin1")),
        (b"\x00\x01", "", "application/octet-stream", "\x00\x01"),
        (io.BytesIO(b"xyz"), "", "application/octet-stream", "xyz"),
        (thing, "application/x-www-form-urlencoded", "application/x-www-form-urlencoded", ""),
    ]
    for value, wanted, kind, body in cases:
        chosen = {"content_type": wanted} if wanted else {}
        seen = things.echo_choice(body=value, **chosen)
        assert seen["headers"]["Content-Type"] == kind
        assert seen["body"] == (body or "id=1&tags=a&tags=b")
        assert "Transfer-Encoding" not in seen["headers"]


def test_a_media_type_of_which_there_is_none(things: Any) -> None:
    with pytest.raises(ValueError, match="the body cannot be image/png"):
        things.echo_choice(body=b"", content_type="image/png")


MULTIPART = """--BB\r
Content-Disposition: form-data; name="name"\r
Content-Type: text/markdown\r
\r
nm\r
--BB\r
Content-Disposition: form-data; name="file"; filename="file"\r
Content-Type: application/octet-stream\r
\r
abc\r
--BB\r
Content-Disposition: form-data; name="more"; filename="more"\r
Content-Type: application/octet-stream\r
\r
1\r
--BB\r
Content-Disposition: form-data; name="more"; filename="t%22wo"\r
Content-Type: image/png\r
X-A: b\r
\r
2\r
--BB\r
Content-Disposition: form-data; name="meta"\r
Content-Type: application/json\r
\r
{"id":1}\r
--BB\r
Content-Disposition: form-data; name="tags"\r
\r
p\r
--BB\r
Content-Disposition: form-data; name="tags"\r
\r
q\r
--BB--\r
"""


def test_a_form_of_several_parts(package: ModuleType, things: Any, server: State) -> None:
    upload = package.Upload(b"2", filename='t"wo', content_type="image/png", headers={"X-A": "b"})
    seen = things.upload(
        name="nm",
        file=b"abc",
        more=[b"1", upload],
        meta=package.models.Thing(id=1),
        tags=["p", "q"],
    )
    assert server.targets[-1] == "/v1/upload"
    assert seen["headers"]["Content-Type"] == "multipart/form-data; boundary=BB"
    assert seen["body"] == MULTIPART


def test_a_header_of_a_part_cannot_break_out(package: ModuleType, things: Any) -> None:
    for upload in (
        package.Upload(b"", content_type="a/b\r\nX: y"),
        package.Upload(b"", headers={"X": "y\n"}),
    ):
        with pytest.raises(ValueError, match="line end"):
            things.upload(name="n", file=upload)


def test_a_form_with_styles(package: ModuleType, things: Any) -> None:
    deep = package.models.SendFormDeep(x=1)
    seen = things.send_form(a="1 2", tags=["x", "y"], more=["a", "b"], deep=deep, meta={"id": 1})
    assert seen["body"] == (
        "a=1%202&tags=x&tags=y&more=a%7Cb&deep%5Bx%5D=1&meta=%7B%22id%22%3A1%7D"
    )


def test_streams(package: ModuleType, things: Any) -> None:
    thing = package.models.Thing
    with things.chat_stream(body=thing(id=1)) as stream:
        assert (stream.status, list(stream)) == (200, [thing(id=1, name="é"), thing(id=2)])
    assert things.chat(body=thing(id=1)) == thing(id=7)
    assert list(things.lines()) == [thing(id=1), thing(id=2), thing(id=3)]


def test_octets_both_ways(things: Any) -> None:
    assert things.download().read() == OCTETS
    with things.download() as octets:
        assert b"".join(octets) == OCTETS
    seen = things.store(body=(piece for piece in (b"a", b"b")))
    assert (seen["body"], seen["headers"]["Transfer-Encoding"]) == ("ab", "chunked")


def test_pages(package: ModuleType, things: Any, server: State) -> None:
    assert [one.id for one in things.list_things_all(per_page=2)] == [10, 11, 20, 21, 30]
    asked = [target for target in server.targets if "pages" in target]
    assert asked == [f"/v1/pages?per_page=2{more}" for more in ("", "&page=2", "&page=3")]
    assert [one.id for one in things.list_links_all()] == [1, 2, 3]
    first = things.list_things_all()
    assert next(first) == package.models.Thing(id=10)


def test_parameters_that_are_documents(package: ModuleType, things: Any) -> None:
    thing = package.models.Thing(id=1, name="a b")
    seen = things.search(q=thing, filter={"a": 1}, ck=["x!", "z"])
    assert seen["target"] == "/elsewhere/search?id=1&name=a%20b"
    assert (seen["headers"]["filter"], seen["headers"]["Cookie"]) == ('{"a":1}', "ck=x!; ck=z")
    assert "Authorization" not in seen["headers"]
    target = things.search_json(where={"é": 1}, q=thing)["target"]
    path, _, query = target.partition("?")
    assert path == "/v1/search/%7B%22%C3%A9%22%3A1%7D"
    assert query == "%7B%22id%22%3A1%2C%22name%22%3A%22a%20b%22%7D"


def test_tokens(package: ModuleType, things: Any, server: State) -> None:
    thing = package.models.Thing(id=1)
    assert things.echo_choice(body=thing)["headers"]["Authorization"] == "Bearer t1"
    assert things.echo_choice(body=thing)["headers"]["Authorization"] == "Bearer t1"
    assert server.form == b"grant_type=client_credentials&scope=read"
    server.refused = "Bearer t1"
    assert things.echo_choice(body=thing)["headers"]["Authorization"] == "Bearer t2"
    assert server.tokens == 2


def test_a_token_may_come_from_a_function(package: ModuleType, server: State) -> None:
    tokens = iter(("a", "b"))
    client = package.Client(base_url=f"{server.url}/v1", oauth=lambda: next(tokens))
    seen = [client.things.echo_choice(body="x")["headers"]["Authorization"] for _ in range(2)]
    client.close()
    assert seen == ["Bearer a", "Bearer b"]


def test_the_server_has_variables(package: ModuleType) -> None:
    def url(**variables: str) -> str:
        driver = package.Client(oauth="x", **variables)._driver
        return str(driver.settings.base_url)

    assert url() == "http://localhost:8080/v1"
    assert url(host="h", port="9090") == "http://h:9090/v1"


def test_response_headers(package: ModuleType, things: Any) -> None:
    raw = package.with_raw_response(things.echo_choice)(body="x")
    headers = package.headers.EchoChoiceHeaders(raw)
    assert (headers.x_rate_limit, headers.x_tags) == (5, ["a", "b"])
    raw.headers["X-Rate-Limit"] = "many"
    del raw.headers["X-Tags"]
    assert (headers.x_rate_limit, headers.x_tags) == (None, None)


def test_webhooks(package: ModuleType) -> None:
    assert package.webhooks.ping(b'{"id":5}') == package.models.Thing(id=5)
    assert package.webhooks.subscribe_on_thing('{"id":5}') == package.models.Thing(id=5)
    assert package.webhooks.empty(b"") == b""
    for body in (b"", b"{", b'{"id":"x"}', b"\xff"):
        with pytest.raises(package.errors.PayloadError):
            package.webhooks.ping(body)


def test_the_same_asynchronously(package: ModuleType, server: State) -> None:
    thing = package.models.Thing

    async def pieces() -> AsyncIterator[bytes]:
        yield b"a"
        yield b"b"

    async def main() -> None:
        async with package.AsyncClient(**given(package, server)) as client:
            things = client.things
            async with await things.chat_stream(body=thing(id=1)) as stream:
                assert [one async for one in stream] == [thing(id=1, name="é"), thing(id=2)]
            assert await (await things.download()).read() == OCTETS
            assert [one.id async for one in things.list_things_all(per_page=2)][-1] == 30
            assert (await things.store(body=io.BytesIO(b"xyz")))["headers"]["Content-Length"] == "3"
            assert (await things.store(body=pieces()))["body"] == "ab"
            calls = [things.echo_choice(body="x") for _ in range(5)]
            assert len(await asyncio.gather(*calls)) == 5
            server.refused = "Bearer t1"
            await things.echo_choice(body="x")
            assert server.tokens == 2

    asyncio.run(main())
