"""The arguments of a call, in the order of all languages."""

from __future__ import annotations

from pathlib import Path

from specpress.jsonvalue import Json
from specpress.model import Operation, Parameter
from specpress.targets.calling import CallPlan, Extent, plan, slots
from unit.targets.calling.api import described, only

TEXT: Json = {"type": "string"}
PARAMETERS: Json = [
    {"name": "X-Trace", "in": "header", "schema": TEXT},
    {"name": "page", "in": "query", "schema": {"type": "integer", "default": 7}},
    {"name": "q", "in": "query", "required": True, "schema": TEXT, "example": "cats"},
    {"name": "id", "in": "path", "required": True, "schema": TEXT, "example": ""},
]


def named(operation: Operation) -> list[str]:
    return [one.source.wire_name for one in slots(operation) if isinstance(one.source, Parameter)]


def values(found: CallPlan) -> dict[str, Json]:
    return {
        one.slot.source.wire_name if isinstance(one.slot.source, Parameter) else "body": one.value
        for one in found.passed
    }


def test_path_then_required_then_the_rest_then_headers(tmp_path: Path) -> None:
    model = described(tmp_path, {"parameters": PARAMETERS})
    assert named(only(model)) == ["id", "q", "page", "X-Trace"]


def test_brief_and_full(tmp_path: Path) -> None:
    model = described(tmp_path, {"parameters": PARAMETERS})
    brief = plan(model, only(model))
    assert values(brief) == {"id": "id", "q": "cats"}, "no part of a path is empty"
    full = plan(model, only(model), Extent.FULL)
    assert values(full) == {"id": "id", "q": "cats", "page": 7, "X-Trace": "X-Trace"}


def test_no_part_of_a_path_is_empty(tmp_path: Path) -> None:
    schema: Json = {"type": "object", "properties": {"name": TEXT}}
    parameter: Json = {"name": "id", "in": "path", "required": True, "schema": schema}
    model = described(tmp_path, {"parameters": [parameter]})
    assert values(plan(model, only(model))) == {"id": {"name": "name"}}


def test_a_body_in_another_media_type(tmp_path: Path) -> None:
    content: Json = {
        "application/json": {"schema": {"$ref": "#/components/schemas/T"}},
        "text/plain": {"schema": TEXT, "example": "hello"},
    }
    operation: dict[str, Json] = {"requestBody": {"required": True, "content": content}}
    model = described(tmp_path, operation, T={"type": "array", "items": TEXT})
    body = only(model).body
    assert body is not None
    sent = {one.media_type: one for one in body.contents}
    made = {
        media: values(plan(model, only(model), content=one))["body"] for media, one in sent.items()
    }
    assert made == {"application/json": ["body"], "text/plain": "hello"}
