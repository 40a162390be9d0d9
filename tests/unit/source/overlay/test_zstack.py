"""The overlay of the ZStack API: it fits the pages, and what it makes is sound."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import jsonschema_rs
import pytest
from openapi_spec_validator import OpenAPIV31SpecValidator

from specpress.diagnostics import Sink
from specpress.jsonvalue import Json
from specpress.source import openapi, overlay
from specpress.source.overlay import Overlaid, Overlay
from specpress.source.refs import lookup
from specpress.source.structure import walk
from specpress.source.validate import validate

SPEC = Path(__file__).parents[4] / "spec" / "zstack"
POST = "/paths/~1zstack~1v1~1images/post"
POLL = "/paths/~1zstack~1v1~1api-jobs~1{uuid}/get"
PARAMS = "/components/schemas/AddImageParams/properties"
INVENTORY = "/components/schemas/ImageInventory/properties"


@pytest.fixture(scope="module")
def loaded() -> Overlay:
    sink = Sink()
    found = overlay.load(SPEC / "zstack.overlay.yaml", "zstack.overlay.yaml", sink)
    assert found is not None
    assert not len(sink), [fault.message for fault in sink]
    return found


@pytest.fixture(scope="module")
def overlaid(loaded: Overlay) -> Overlaid:
    sink = Sink()
    document = openapi.load(SPEC / "zstack.yaml", "zstack.yaml", sink)
    assert document is not None
    result = overlay.apply(document, loaded, sink)
    validate(result.document, sink)
    assert not len(sink), [f"{fault.location}: {fault.message}" for fault in sink]
    return result


def at(overlaid: Overlaid, pointer: str) -> Any:
    found = lookup(overlaid.document.root, pointer)
    assert found is not None, pointer
    return found.value


def test_every_action_has_its_reason_and_source(loaded: Overlay, overlaid: Overlaid) -> None:
    for action in loaded.actions:
        assert action.description, action.location
        assert action.correction is not None, action.location
        assert action.correction.source.endswith((".java", ".xml"))
    assert len(overlaid.corrections) == overlaid.actions == len(loaded.actions) > 30


def test_openapi_spec_validator_finds_nothing(overlaid: Overlaid) -> None:
    assert list(OpenAPIV31SpecValidator(overlaid.document.root).iter_errors()) == []


def examples(overlaid: Overlaid) -> Iterator[tuple[str, Json, str]]:
    """Place, value and schema of every example."""
    for part in walk(overlaid.document.root):
        if part.kind in ("media-type", "parameter") and "example" in part.value:
            yield f"{part.pointer}/example", part.value["example"], f"{part.pointer}/schema"
        if part.kind == "schema":
            listed = part.value.get("examples", [])
            assert isinstance(listed, list)
            for number, value in enumerate(listed):
                yield f"{part.pointer}/examples/{number}", value, part.pointer


def test_every_example_fits_its_schema(overlaid: Overlaid) -> None:
    registry = jsonschema_rs.Registry(
        [("urn:spec", overlaid.document.root)], draft=jsonschema_rs.Draft202012
    )
    found = list(examples(overlaid))
    for place, value, schema in found:
        validator = jsonschema_rs.validator_for(
            {"$ref": f"urn:spec#{quote(schema)}"}, registry=registry
        )
        assert [fault.message for fault in validator.iter_errors(value)] == [], place
    assert f"{POST}/requestBody/content/application~1json/example" in [one[0] for one in found]
    assert "/components/schemas/AddImageResponse/examples/0" in [one[0] for one in found]


def test_values_lengths_and_defaults_of_the_request(overlaid: Overlaid) -> None:
    values = {
        "mediaType": ["RootVolumeTemplate", "ISO", "DataVolumeTemplate"],
        "platform": ["Linux", "Windows", "Other", "Paravirtualization", "WindowsVirtio"],
        "architecture": ["x86_64", "aarch64", "mips64el", "loongarch64"],
    }
    for name, listed in values.items():
        for owner in (PARAMS, INVENTORY):
            schema = at(overlaid, f"{owner}/{name}")
            assert "type" not in schema
            assert at(overlaid, schema["$ref"].removeprefix("#"))["enum"] == listed
    lengths = {"name": 255, "description": 2048, "url": 1024, "guestOsType": 255}
    for name, length in {**lengths, "architecture": 32}.items():
        assert at(overlaid, f"{PARAMS}/{name}/maxLength") == length
    assert at(overlaid, f"{PARAMS}/mediaType/default") == "RootVolumeTemplate"
    assert at(overlaid, f"{PARAMS}/system/default") is False
    assert at(overlaid, f"{PARAMS}/virtio")["default"] is True
    assert at(overlaid, f"{PARAMS}/virtio")["type"] == "boolean"
    assert at(overlaid, f"{PARAMS}/backupStorageUuids/minItems") == 1
    assert at(overlaid, f"{PARAMS}/resourceUuid/pattern") == "^[0-9a-f]{32}$"
    assert at(overlaid, f"{PARAMS}/architecture/x-specpress-since") == "4.0"
    assert at(overlaid, f"{PARAMS}/format/x-specpress-rule") == "required unless mediaType is ISO"


def test_the_format_is_open(overlaid: Overlaid) -> None:
    schema = at(overlaid, "/components/schemas/ImageFormat")
    for value in ("qcow2", "something-new"):
        assert jsonschema_rs.is_valid(schema, value)
    assert schema["anyOf"][0]["enum"] == ["raw", "qcow2", "iso", "vmtx"]


def test_the_result_promises_no_more_than_the_server_keeps(overlaid: Overlaid) -> None:
    response = at(overlaid, "/components/schemas/AddImageResponse")
    assert list(response["properties"]) == ["inventory"]
    assert response["required"] == ["inventory"]
    assert at(overlaid, "/components/schemas/ImageInventory/required") == ["uuid"]
    for name in ("ImageInventoryBackupStorageRef", "ErrorCode"):
        assert "required" not in at(overlaid, f"/components/schemas/{name}")
    states = at(overlaid, "/components/schemas/ImageState/enum")
    statuses = at(overlaid, "/components/schemas/ImageStatus/enum")
    assert states == ["Enabled", "Disabled"]
    assert statuses == ["Creating", "Downloading", "Ready", "Error", "Deleted", "Migrating"]
    assert at(overlaid, f"{INVENTORY}/systemTags/type") == "array"
    identifier = "/components/schemas/ImageInventoryBackupStorageRef/properties/id"
    assert at(overlaid, identifier)["format"] == "int64"
    error = at(overlaid, "/components/schemas/ErrorCode/properties")
    assert {"location", "cost", "messages", "cause"} <= set(error)


def test_the_call_ends_in_a_job(overlaid: Overlaid) -> None:
    responses = at(overlaid, f"{POST}/responses")
    assert sorted(responses) == ["202", "400", "403", "404", "405", "500", "503"]
    for status in ("400", "403", "404", "405", "500"):
        assert list(responses[status]["content"]) == ["text/plain"]
    running = at(overlaid, f"{POST}/x-specpress-long-running")
    assert running["poll"] == at(overlaid, f"{POLL}/operationId")
    assert sorted(at(overlaid, f"{POLL}/responses")) == ["200", "202", "404", "503"]
    for words in ("result", "failure"):
        assert at(overlaid, running[words]["$ref"].removeprefix("#"))["type"] == "object"
    assert at(overlaid, f"{POST}/x-specpress-synchronous") is False
    shape = at(overlaid, "/components/schemas/ErrorReply/x-specpress-error")
    assert shape["error"] == "/error"
    for part in ("code", "message", "details", "cause"):
        assert at(overlaid, f"/components/schemas/ErrorCode/properties{shape[part]}")
    names = [
        at(overlaid, parameter["$ref"].removeprefix("#"))["name"]
        for parameter in at(overlaid, f"{POST}/parameters")
    ]
    assert names == ["X-Job-UUID", "X-API-Timeout", "X-Web-Hook"]
    key = at(overlaid, "/components/parameters/JobUuid/x-specpress-idempotency-key")
    assert key == {"form": "hex32", "duplicate": 400}
    assert at(overlaid, "/servers/0/variables/host/default") == "localhost:8080"


def test_corrected_parts_are_found_in_the_overlay(overlaid: Overlaid) -> None:
    locate = overlaid.document.positions.locate
    assert locate(f"{PARAMS}/virtio/default").file == "zstack.overlay.yaml"
    assert locate(f"{PARAMS}/name/maxLength").file == "zstack.overlay.yaml"
    assert locate(f"{PARAMS}/name/type").file == "zstack.yaml"
    assert locate("/components/schemas/AddImageResponse/examples/0/inventory").file == "zstack.yaml"
