"""What the client cannot do is told, and nothing is printed."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from specpress.diagnostics import Sink
from specpress.targets.python import TARGET
from unit.targets.python.client.bench import input_of, model_of, options

OBJECT = {"type": "object", "properties": {"a": {"type": "string"}}}


def described(**operation: Any) -> str:
    answered = {"responses": {"200": {"description": "Fine."}}, **operation}
    return json.dumps(
        {
            "openapi": "3.1.1",
            "info": {"title": "T", "version": "1"},
            "paths": {"/a/{b}": {"post": {"operationId": "Op", **answered}}},
        }
    )


def parameter(place: str, media_type: str) -> dict[str, Any]:
    return {
        "name": "b",
        "in": place,
        "required": True,
        "content": {media_type: {"schema": OBJECT}},
    }


@pytest.mark.parametrize(
    ("operation", "code", "message"),
    [
        (
            {"requestBody": {"content": {"multipart/form-data": {"schema": OBJECT}}}},
            "python-unsupported-body",
            "the body of Op is multipart/form-data",
        ),
        (
            {
                "requestBody": {
                    "content": {
                        "application/x-www-form-urlencoded": {
                            "schema": OBJECT,
                            "encoding": {"a": {"contentType": "application/json"}},
                        }
                    }
                }
            },
            "python-unsupported-encoding",
            "`a` in the form of Op has an encoding",
        ),
        (
            {"parameters": [parameter("path", "application/json")]},
            "python-unsupported-parameter",
            "`b` of Op is a document of application/json in the path",
        ),
        (
            {"parameters": [parameter("query", "application/xml")]},
            "python-unsupported-parameter",
            "`b` of Op is a document of application/xml in the query",
        ),
        (
            {"servers": [{"url": "https://elsewhere.example.com"}]},
            "python-unsupported-server",
            "Op has a server of its own, https://elsewhere.example.com",
        ),
    ],
)
def test_it_is_an_error(tmp_path: Path, operation: dict[str, Any], code: str, message: str) -> None:
    sink = Sink()
    given = input_of(model_of(described(**operation), tmp_path), options(), sink)
    assert TARGET.files(given) == ()
    (found,) = sink
    assert (found.code, found.message) == (code, message)
    assert found.location.pointer.startswith("/paths/~1a~1{b}/post")


def test_a_body_that_can_be_written_is_chosen(tmp_path: Path) -> None:
    contents = {
        "multipart/form-data": {"schema": OBJECT},
        "application/x-www-form-urlencoded": {"schema": OBJECT},
    }
    sink = Sink()
    model = model_of(described(requestBody={"content": contents}), tmp_path)
    assert TARGET.files(input_of(model, options(), sink))
    assert not len(sink)
