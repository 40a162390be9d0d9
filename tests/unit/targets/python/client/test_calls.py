"""What generated calls send, and what they make of the answers."""

from __future__ import annotations

import asyncio
import datetime
import inspect
import uuid
from collections.abc import Callable
from types import ModuleType
from typing import Any

import httpx2
import pytest

from unit.targets.python.client.bench import EVERYTHING, imported


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> ModuleType:
    return imported(EVERYTHING.read_text(), tmp_path_factory.mktemp("calls"))


class Recorder:
    """A server that keeps the last request and answers as it was told."""

    def __init__(self, status: int = 200, **answer: Any) -> None:
        self.status = status
        self.answer = answer
        self.request: httpx2.Request | None = None

    def __call__(self, request: httpx2.Request) -> httpx2.Response:
        self.request = request
        return httpx2.Response(self.status, **self.answer)


def ask(
    bench: ModuleType, recorder: Recorder, call: Callable[[Any], Any], **given: Any
) -> tuple[httpx2.Request, Any]:
    """Makes a call with both clients, which must send and see the same."""
    given = given or {"key": "k3y"}
    seen: list[tuple[Any, ...]] = []
    transport = httpx2.MockTransport(recorder)
    results: list[Any] = []
    with httpx2.Client(transport=transport) as http_client:
        client = bench.Client(http_client=http_client, retries=0, **given)
        results.append(call(client))
    assert recorder.request is not None
    seen.append(_wire(recorder.request))

    async def main() -> Any:
        async with httpx2.AsyncClient(transport=transport) as http_client:
            return await call(bench.AsyncClient(http_client=http_client, retries=0, **given))

    results.append(asyncio.run(main()))
    seen.append(_wire(recorder.request))
    assert seen[0] == seen[1]
    assert results[0] == results[1]
    return recorder.request, results[0]


def _wire(request: httpx2.Request) -> tuple[Any, ...]:
    return request.method, str(request.url), request.headers.raw, request.content


def test_both_clients_have_the_same_surface(bench: ModuleType) -> None:
    compared = 0
    for name in ("widgets", "other_things"):
        plain, twin = getattr(bench.Client(), name), getattr(bench.AsyncClient(), name)
        methods = {key for key in dir(plain) if not key.startswith("_")}
        assert methods == {key for key in dir(twin) if not key.startswith("_")}
        for method in methods:
            given = inspect.signature(getattr(plain, method))
            other = inspect.signature(getattr(twin, method))
            assert given.parameters == other.parameters
            returned = str(given.return_annotation)
            assert str(other.return_annotation).replace("AsyncByte", "Byte") == returned
            compared += 1
    assert compared == 8


def test_all_arguments_are_keywords(bench: ModuleType) -> None:
    signature = inspect.signature(bench.Client().widgets.list_parts)
    kinds = {parameter.kind for parameter in signature.parameters.values()}
    assert kinds == {inspect.Parameter.KEYWORD_ONLY}
    assert list(signature.parameters)[:2] == ["widget_id", "path"]
    assert signature.parameters["limit"].default is bench.omit


def test_parameters(bench: ModuleType) -> None:
    recorder = Recorder(json=[{"id": "123e4567-e89b-42d3-a456-426614174000"}])
    request, parts = ask(
        bench,
        recorder,
        lambda client: client.widgets.list_parts(
            widget_id=7,
            path=["a b", "c/d"],
            tags=["x", "y"],
            ids=[1, 2],
            filter={"a": "1"},
            since=datetime.datetime(2026, 1, 31, tzinfo=datetime.UTC),
            where=bench.models.Widget(name="w"),
            x_trace="t",
            flavour="mint",
        ),
    )
    assert request.method == "GET"
    assert request.url.raw_path == (
        b"/v1/widgets/7/parts/;path=a%20b,c%2Fd?tags=x&tags=y&ids=1%7C2&filter%5Ba%5D=1"
        b"&since=2026-01-31T00%3A00%3A00Z&where=%7B%22name%22%3A%22w%22%7D"
    )
    assert request.headers["X-Trace"] == "t"
    assert request.headers["Cookie"] == "flavour=mint"
    assert request.headers["X-Key"] == "k3y"
    assert request.headers["Accept"] == "application/json, application/problem+json"
    assert parts[0].id == uuid.UUID("123e4567-e89b-42d3-a456-426614174000")


def test_what_is_left_out_is_not_sent_and_neither_are_defaults(bench: ModuleType) -> None:
    request, _ = ask(
        bench, Recorder(json=[]), lambda client: client.widgets.list_parts(widget_id=7, path=["a"])
    )
    assert request.url.raw_path == b"/v1/widgets/7/parts/;path=a"
    assert request.content == b""
    assert "Content-Type" not in request.headers


def test_a_body_as_a_whole(bench: ModuleType) -> None:
    recorder = Recorder(201, json={"name": "w", "new": 1.0})
    widget = bench.models.Widget(name="é", kind="oval")
    request, made = ask(bench, recorder, lambda client: client.widgets.create_widget(body=widget))
    assert request.content == '{"name":"é","kind":"oval"}'.encode()
    assert request.headers["Content-Type"] == "application/json"
    assert isinstance(made, bench.models.Widget)


def test_the_status_says_which_type_comes_back(bench: ModuleType) -> None:
    recorder = Recorder(202, json={"ticket": "t"})
    widget = bench.models.Widget(name="w")
    _, made = ask(bench, recorder, lambda client: client.widgets.create_widget(body=widget))
    assert isinstance(made, bench.models.Receipt)


def test_a_body_of_arguments_keeps_null_and_absent_apart(bench: ModuleType) -> None:
    def search(**given: Any) -> bytes:
        request, found = ask(
            bench,
            Recorder(json={"a": 9007199254740993}),
            lambda client: client.widgets.search_widgets(**given),
            basic=("me", "pw"),
        )
        assert found == {"a": 9007199254740993}
        assert request.headers["Authorization"] == "Basic bWU6cHc="
        return request.content

    assert search() == b""
    assert search(page=None) == b'{"page":null}'
    assert search(text="", page=0) == b'{"text":"","page":0}'


def test_a_call_without_credentials_and_content(bench: ModuleType) -> None:
    request, nothing = ask(bench, Recorder(204), lambda client: client.widgets.delete())
    assert nothing is None
    assert "X-Key" not in request.headers
    assert request.headers["Accept"] == "*/*"


def test_a_form(bench: ModuleType) -> None:
    recorder = Recorder(text="fine")
    request, text = ask(
        bench, recorder, lambda client: client.other_things.send_form(name="a&b", size=[1, 2])
    )
    assert request.content == b"name=a%26b&size=1&size=2"
    assert request.headers["Content-Type"] == "application/x-www-form-urlencoded"
    assert text == "fine"


def read(answer: Any) -> Any:
    """All octets of a stream, or what awaits them."""
    if not inspect.isawaitable(answer):
        return answer.read()

    async def awaited() -> bytes:
        octets: bytes = await (await answer).read()
        return octets

    return awaited()


def test_octets(bench: ModuleType) -> None:
    recorder = Recorder(content=b"\x00\xff")
    request, back = ask(
        bench, recorder, lambda client: read(client.other_things.put_blob(body=b"\xff\x00"))
    )
    assert (request.content, back) == (b"\xff\x00", b"\x00\xff")
    assert request.headers["Content-Type"] == "application/octet-stream"


def test_text(bench: ModuleType) -> None:
    request, nothing = ask(bench, Recorder(), lambda client: client.other_things.put_note(body="é"))
    assert (request.content, nothing) == ("é".encode(), None)
    assert request.headers["Content-Type"] == "text/plain; charset=utf-8"


def test_anything(bench: ModuleType) -> None:
    request, anything = ask(
        bench,
        Recorder(json={"a": [1]}),
        lambda client: client.other_things.import_(),
        query="q y",
    )
    assert request.extensions["target"] == b"/v1/import?api_key=q%20y"
    assert anything == {"a": [1]}


def test_a_documented_error(bench: ModuleType) -> None:
    recorder = Recorder(
        418,
        json={"type": "teapot", "title": "short", "detail": "and stout"},
        headers={"Content-Type": "application/problem+json"},
    )
    with (
        httpx2.Client(transport=httpx2.MockTransport(recorder)) as http_client,
        pytest.raises(bench.errors.StatusError) as caught,
    ):
        bench.Client(key="k", http_client=http_client).widgets.list_parts(widget_id=1, path=["a"])
    error = caught.value
    assert (error.code, error.message, error.details) == ("teapot", "short", "and stout")
    assert isinstance(error.body, bench.models.Problem)


def test_a_missing_credential(bench: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(f"{bench.__name__.upper()}_KEY", raising=False)
    with pytest.raises(bench.errors.ConfigurationError, match="listParts needs a credential"):
        bench.Client().widgets.list_parts(widget_id=1, path=["a"])


def test_the_environment(bench: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    prefix = bench.__name__.upper()
    monkeypatch.setenv(f"{prefix}_BASE_URL", "http://env")
    monkeypatch.setenv(f"{prefix}_KEY", "env-key")
    recorder = Recorder(json=[])
    with httpx2.Client(transport=httpx2.MockTransport(recorder)) as http_client:
        client = bench.Client(http_client=http_client)
        assert repr(client) == "Client(base_url='http://env')"
        client.widgets.list_parts(widget_id=1, path=["a"])
    assert recorder.request is not None
    assert recorder.request.headers["X-Key"] == "env-key"
    assert recorder.request.headers["Host"] == "env"


def test_the_servers_own_url_is_the_default(bench: ModuleType) -> None:
    assert repr(bench.AsyncClient()) == "AsyncClient(base_url='https://bench.example.com/v1')"


def test_clients_are_context_managers(bench: ModuleType) -> None:
    with bench.Client() as client:
        http_client = client._driver._client()
    assert http_client.is_closed

    async def main() -> None:
        async with bench.AsyncClient() as client:
            http_client = client._driver._client()
        assert http_client.is_closed

    asyncio.run(main())
