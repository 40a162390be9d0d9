"""A model from the schemas of a description, for tests that are about values only."""

from __future__ import annotations

import json
from pathlib import Path

from specpress import config as configuration
from specpress import pipeline
from specpress.diagnostics import Sink
from specpress.jsonvalue import Json
from specpress.model import ApiModel, Operation


def read(path: Path) -> ApiModel:
    """The model of a description."""
    sink = Sink()
    config = configuration.for_description(path, path.parent / "out", {})
    inputs = pipeline.read(config, sink)
    assert inputs is not None
    model = pipeline.understand(config, inputs, sink)
    assert not sink.has_errors(), [one.message for one in sink]
    return model


def described(folder: Path, operation: dict[str, Json], **schemas: Json) -> ApiModel:
    """The model of one operation, `post /things/{id}`, and some schemas."""
    root: Json = {
        "openapi": "3.1.0",
        "info": {"title": "Things", "version": "1"},
        "paths": {
            "/things/{id}": {
                "parameters": [
                    {"name": "id", "in": "path", "required": True, "schema": {"type": "string"}}
                ],
                "post": {
                    "operationId": "makeThing",
                    "responses": {"204": {"description": "done"}},
                    **operation,
                },
            }
        },
        "components": {"schemas": schemas},
    }
    path = folder / "api.json"
    path.write_text(json.dumps(root))
    return read(path)


def only(model: ApiModel) -> Operation:
    """Its one operation."""
    (found,) = model.operations
    return found
