"""Names: initialisms, what the package keeps for itself, and what nobody declared."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from specpress.naming.words import words
from specpress.targets.go.naming import camel, pascal
from unit.targets.go.bench import model_of, names_of, options, tree_of


@pytest.mark.parametrize(
    ("declared", "exported", "hidden"),
    [
        ("backupStorageUuids", "BackupStorageUUIDs", "backupStorageUUIDs"),
        ("uuid", "UUID", "uuid"),
        ("url", "URL", "url"),
        ("GetApiJob", "GetAPIJob", "getAPIJob"),
        ("md5Sum", "MD5Sum", "md5Sum"),
        ("X-Job-UUID", "XJobUUID", "xJobUUID"),
        ("guestOsType", "GuestOSType", "guestOSType"),
        ("vmInstanceIds", "VMInstanceIDs", "vmInstanceIDs"),
        ("v1 2", "V1_2", "v1_2"),
        ("identity", "Identity", "identity"),
    ],
)
def test_cases(declared: str, exported: str, hidden: str) -> None:
    assert pascal(words(declared)) == exported
    assert camel(words(declared)) == hidden


def described(**schemas: Any) -> str:
    content = {"application/json": {"schema": {"$ref": "#/components/schemas/Client"}}}
    operation = {
        "operationId": "addImage",
        "tags": ["windows"],
        "responses": {"200": {"description": "", "content": content}},
    }
    return yaml.safe_dump(
        {
            "openapi": "3.1.1",
            "info": {"title": "T", "version": "1"},
            "paths": {"/a": {"get": operation}},
            "components": {"schemas": schemas},
        }
    )


def test_types_give_way_to_the_runtime_and_to_nothing_else(tmp_path: Path) -> None:
    record = {"type": "object", "properties": {"extra": {"type": "string"}}}
    state = {"type": "string", "enum": ["on", "ON"]}
    text = described(Client=record, AddImageParams=record, WindowsService=record, State=state)
    model = model_of(text, tmp_path)
    names = names_of(model, options())
    assert names.type("/components/schemas/Client") == "ClientModel"
    assert names.field("/components/schemas/Client", "extra") == "ExtraField"
    assert names.type("/components/schemas/AddImageParams") == "AddImageParams"
    assert names.table["params", "addImage"] == "AddImageCallParams"
    assert names.table["service", "windows"] == "WindowsOperationsService"
    members = {
        names.member("/components/schemas/State", '"on"'),
        names.member("/components/schemas/State", '"ON"'),
    }
    assert len(members) == 2
    assert all(member.startswith("State") for member in members)


def test_no_file_is_a_build_constraint(tmp_path: Path) -> None:
    files = {path.name for path in tree_of(model_of(described(Client={}), tmp_path))}
    assert {"windows_service.go", "windows_wire.go"} <= files


def test_the_body_that_became_arguments_is_no_type(tmp_path: Path) -> None:
    body = {"type": "object", "properties": {"name": {"type": "string"}}}
    document = yaml.safe_load(described(Client={"type": "object"}, Body=body))
    reference = {"$ref": "#/components/schemas/Body"}
    document["paths"]["/a"]["get"]["requestBody"] = {
        "content": {"application/json": {"schema": reference}}
    }
    model = model_of(yaml.safe_dump(document), tmp_path)
    flattened = bool(model.operations[0].body and model.operations[0].body.arguments)
    named = ("type", "/components/schemas/Body") in names_of(model, options()).table
    assert named is not flattened
