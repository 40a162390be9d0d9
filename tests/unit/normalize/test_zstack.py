"""The whole of AddImage: what the page says, corrected by the overlay."""

from __future__ import annotations

from pathlib import Path

import pytest

from specpress.diagnostics import Sink
from specpress.model import Idempotency, Named, StatusRange
from specpress.naming.pins import Pins
from specpress.normalize import normalize
from specpress.source import openapi, overlay
from unit.normalize.described import Read

SPEC = Path(__file__).parents[3] / "spec" / "zstack"


@pytest.fixture(scope="module")
def found() -> Read:
    sink = Sink()
    document = openapi.load(SPEC / "zstack.yaml", "zstack.yaml", sink)
    changes = overlay.load(SPEC / "zstack.overlay.yaml", "zstack.overlay.yaml", sink)
    assert document is not None
    assert changes is not None
    corrected = overlay.apply(document, changes, sink)
    pins = Pins(groups={"Image Operations": "images"}, credentials={"OAuth": "session"})
    model = normalize(corrected.document, pins=pins, corrections=corrected.corrections, sink=sink)
    return Read(model, tuple(sink))


def test_nothing_is_wrong(found: Read) -> None:
    assert found.codes == []


def test_the_envelope_is_flattened(found: Read) -> None:
    body = found.operation("AddImage").body
    assert body is not None
    paths = {argument.path: argument.required for argument in body.arguments}
    assert [path for path, required in paths.items() if required] == [
        ("params", "name"),
        ("params", "url"),
        ("params", "backupStorageUuids"),
    ]
    assert {("params", "virtio"), ("systemTags",), ("userTags",)} <= paths.keys()
    assert [(envelope.path, envelope.required) for envelope in body.envelopes] == [
        (("params",), True)
    ]


def test_the_job(found: Read) -> None:
    operation = found.operation("AddImage")
    job = operation.long_running
    assert job is not None
    assert job.location == ("location",)
    assert job.poll_path == "/zstack/v1/api-jobs/{uuid}"
    assert found.operation(job.poll_operation).method == "GET"
    assert job.accepted == job.pending == (StatusRange(202, 202),)
    assert job.failed == (StatusRange(503, 503),)
    assert job.result == Named("/components/schemas/AddImageResponse")
    assert operation.idempotency == Idempotency(wire_name="X-Job-UUID", form="hex32", duplicate=400)
    assert job.id_header == "X-Job-UUID"


def test_the_error_shape(found: Read) -> None:
    (shape,) = found.model.error_shapes
    assert shape.error == ("error",)
    assert shape.error_type == "/components/schemas/ErrorCode"
    assert (shape.code, shape.cause) == (("code",), ("cause",))


def test_values_and_numbers(found: Read) -> None:
    assert found.type("ImageState") == "enum string 'Enabled', 'Disabled'"
    assert "size: integer:int64" in found.type("ImageInventory")
    assert "inventory*: @ImageInventory" in found.type("AddImageResponse")
    assert "cause: @ErrorCode" in found.type("ErrorCode")


def test_pins_and_corrections(found: Read) -> None:
    assert found.model.groups[0].name.words == ("images",)
    assert [scheme.name.words for scheme in found.model.auth] == [("session",)]
    assert sum("AddImage" in correction.operations for correction in found.model.corrections) > 20
