"""Fields that are made at a glance are what the way of all other schemas makes of them."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from specpress.diagnostics import Sink
from specpress.model import ApiModel
from specpress.normalize import definitions, normalize
from specpress.source.document import LoadedDocument, PositionTable

WORDS = st.sampled_from(["", "a text", "int32", "date-time", "binary", "byte"])
TYPES = st.sampled_from(["string", "boolean", "integer", "number", "null", "object"])
SCHEMAS = st.fixed_dictionaries(
    {},
    optional={
        "type": TYPES | st.lists(TYPES | st.just(7), max_size=3),
        "format": WORDS | st.just(3),
        "title": WORDS,
        "description": WORDS | st.just(9),
        "example": st.none() | WORDS | st.integers(),
        "examples": st.lists(WORDS, max_size=2) | st.dictionaries(WORDS, WORDS, max_size=1),
        "default": st.none() | WORDS | st.booleans(),
        "deprecated": st.booleans() | st.just("yes"),
        "readOnly": st.booleans(),
        "writeOnly": st.booleans(),
        "nullable": st.booleans(),
        "minLength": st.integers(0, 3),
        "x-since": WORDS,
    },
)


def _model(schema: dict[str, Any]) -> tuple[ApiModel, tuple[str, ...]]:
    record = {"type": "object", "properties": {"a": schema, "b~/c": schema}, "required": ["a"]}
    root = {
        "openapi": "3.1.0",
        "info": {"title": "T", "version": "1"},
        "paths": {},
        "components": {"schemas": {"R": record}},
    }
    sink = Sink()
    positions = PositionTable(file="a.json", places={})
    document = LoadedDocument(root=root, positions=positions, dialect="3.1.0")
    return normalize(document, sink=sink), tuple(map(repr, sink))


@settings(max_examples=400, derandomize=True, deadline=None)
@given(schema=SCHEMAS)
def test_a_field_at_a_glance_is_the_field(schema: dict[str, Any]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        quick = _model(schema)
        patch.setattr(definitions, "scalar_field", lambda *_given, **_more: None)
        assert _model(schema) == quick


def test_a_plain_text_is_made_at_a_glance(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(definitions, "_field", None)  # nobody asks for it
    model, told = _model({"type": ["string", "null"], "format": "date", "description": "When."})
    assert len(model.types) == 1
    assert not told
