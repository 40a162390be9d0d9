"""What the reader makes of pages: the shape of the document, its places, and that it is stable."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import openapi_spec_validator
import pytest
import yaml

from specpress.diagnostics import Severity, Sink
from specpress.jsonvalue import pointer
from specpress.source import yaml_text
from specpress.source.document import LoadedDocument
from specpress.source.page import read_pages

FOLDER = Path(__file__).parent / "pages"
PAGES = sorted(FOLDER.glob("*.txt"))
SPEC = Path(__file__).parents[4] / "spec" / "zstack"
ADD_IMAGE = "pages/AddImage.txt"


def read(*paths: Path) -> tuple[LoadedDocument, Sink]:
    sink = Sink()
    document = read_pages([(path.name, path.read_bytes()) for path in paths], sink)
    assert document is not None
    assert not sink.failed
    return document, sink


def page(name: str) -> tuple[Any, Any, Counter[str]]:
    """The one operation of a page, the schemas, and how often each code was reported."""
    document, sink = read(FOLDER / f"{name}.txt")
    root: Any = document.root
    ((_, item),) = root["paths"].items()
    ((_, operation),) = item.items()
    return operation, root["components"]["schemas"], Counter(found.code for found in sink)


def add_image() -> tuple[LoadedDocument, Sink]:
    sink = Sink()
    document = read_pages([(ADD_IMAGE, (SPEC / ADD_IMAGE).read_bytes())], sink)
    assert document is not None
    return document, sink


# Documents in general


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_that_each_page_becomes_valid_openapi(path: Path) -> None:
    document, _ = read(path)
    assert document.dialect == document.root["openapi"] == "3.1.1"
    openapi_spec_validator.validate(document.root)  # type: ignore[arg-type]


def test_that_all_pages_together_become_valid_openapi() -> None:
    document, _ = read(*PAGES)
    openapi_spec_validator.validate(document.root)  # type: ignore[arg-type]
    operations: Any = document.root["paths"]
    assert sum(map(len, operations.values())) == len(PAGES)


def test_that_the_order_of_the_files_does_not_matter() -> None:
    one, first = read(*PAGES)
    other, second = read(*reversed(PAGES))
    assert yaml_text.dump(one.root) == yaml_text.dump(other.root)
    assert list(first) == list(second)


def test_that_every_part_has_a_place() -> None:
    document, _ = read(*PAGES)
    root: Any = document.root
    wanted = []
    for path, item in root["paths"].items():
        for method, operation in item.items():
            here = pointer("paths", path, method)
            wanted += [
                here,
                *(here + pointer("responses", code) for code in operation["responses"]),
            ]
            wanted += [
                here + pointer("parameters", n) for n in range(len(operation.get("parameters", ())))
            ]
            wanted += [here + "/requestBody"] * ("requestBody" in operation)
    for name, schema in root["components"]["schemas"].items():
        here = pointer("components", "schemas", name)
        properties = schema.get("properties", {})
        wanted += [here] * bool(properties)
        wanted += [here + pointer("properties", key) for key in properties]
    places = document.positions.places  # type: ignore[attr-defined]
    missing = [one for one in wanted if one not in places or not places[one].line]
    assert missing == []
    assert len(wanted) > 200


def test_that_a_place_is_where_the_field_stands() -> None:
    document, _ = add_image()
    lines = (SPEC / ADD_IMAGE).read_text("utf-8").split("\n")

    def text_at(*where: str | int) -> str:
        found = document.positions.locate(pointer(*where))
        assert found.file == ADD_IMAGE
        return lines[found.line - 1][found.column - 1 :]

    schemas = ("components", "schemas")
    assert text_at(*schemas, "AddImageParams", "properties", "url").startswith("urlString")
    assert text_at(*schemas, "ErrorCode", "properties", "cause").startswith("causeErrorCode")
    extra = (*schemas, "ImageInventoryBackupStorageRef", "properties", "id")
    assert text_at(*extra).startswith('"id": 0.0')
    assert text_at("paths", "/zstack/v1/images", "post") == "AddImage"
    # What has no place of its own has that of what is around it.
    assert text_at(*schemas, "AddImageParams", "properties", "url", "type").startswith("urlString")


# AddImage


def test_that_the_committed_description_is_what_is_read() -> None:
    document, _ = add_image()
    committed = (SPEC / "zstack.yaml").read_text("utf-8")
    assert yaml_text.dump(document.root) == committed
    assert yaml.safe_load(committed) == document.root
    openapi_spec_validator.validate(document.root)  # type: ignore[arg-type]


def test_that_any_hash_seed_gives_the_same_bytes() -> None:
    program = (
        "import sys\n"
        "from specpress.diagnostics import Sink\n"
        "from specpress.source import yaml_text\n"
        "from specpress.source.page import read_pages\n"
        "pages = [(name, open(name, 'rb').read()) for name in sys.argv[1:]]\n"
        "sink = Sink()\n"
        "print(yaml_text.dump(read_pages(pages, sink).root))\n"
        "print(*sink, sep='\\n')\n"
    )
    outputs = {
        subprocess.run(
            [sys.executable, "-c", program, *map(str, PAGES)],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONIOENCODING": "utf-8"},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("0", "1", "77")
    }
    assert len(outputs) == 1


def test_the_operation_of_add_image() -> None:
    root: Any = add_image()[0].root
    assert root["info"] == {"title": "Resource Center", "version": "0.6"}
    operation = root["paths"]["/zstack/v1/images"]["post"]
    assert operation["operationId"] == "AddImage"
    assert "summary" not in operation
    assert operation["tags"] == ["Image Operations"]
    assert operation["security"] == [{"OAuth": []}]
    assert operation["requestBody"]["required"] is True
    assert operation["x-specpress-since"] == "0.6"
    assert operation["x-specpress-synchronous"] is True
    crumbs = ["Resource Center", "Resource Pool", "Image Operations"]
    assert operation["x-specpress-breadcrumb"] == crumbs


def test_the_schemas_of_add_image() -> None:
    root: Any = add_image()[0].root
    schemas = root["components"]["schemas"]
    assert list(schemas) == [
        "AddImageRequest",
        "AddImageParams",
        "AddImageResponse",
        "ErrorCode",
        "ImageInventory",
        "ImageInventoryBackupStorageRef",
    ]
    assert schemas["AddImageRequest"]["properties"]["params"]["x-specpress-envelope"] is True
    assert schemas["AddImageParams"]["required"] == ["name", "url", "backupStorageUuids"]
    assert len(schemas["AddImageParams"]["properties"]) == 13
    uuids = schemas["AddImageParams"]["properties"]["backupStorageUuids"]
    assert uuids["items"] == {"type": "string"}
    image = schemas["ImageInventory"]
    denied = [name for name, part in image["properties"].items() if _denied(part)]
    assert len(image["properties"]) == 20
    assert len(denied) == 12
    assert image["required"] == [name for name in image["properties"] if name not in denied]
    assert schemas["AddImageResponse"]["required"] == ["inventory"]
    cause = schemas["ErrorCode"]["properties"]["cause"]
    assert cause["$ref"] == "#/components/schemas/ErrorCode"
    assert "cause" not in schemas["ErrorCode"]["required"]
    identifier = schemas["ImageInventoryBackupStorageRef"]["properties"]["id"]
    assert identifier == {"type": "integer", "format": "int64", "x-specpress-undocumented": True}


def _denied(schema: Any) -> bool:
    return bool(schema.get("x-specpress-documented-required"))


def test_what_add_image_has_wrong() -> None:
    sink = add_image()[1]
    assert Counter(found.code for found in sink) == {
        "page-required-absent": 18,
        "page-required-recursive": 1,
        "page-undocumented-field": 1,
        "page-whole-float": 1,
        "page-foreign-description": 1,
    }
    assert {found.severity for found in sink} == {Severity.WARNING}
    assert sink.texts[ADD_IMAGE] == (SPEC / ADD_IMAGE).read_text("utf-8")


# What other pages have


def test_a_query_string_in_the_path_and_a_sample_of_the_error() -> None:
    operation, schemas, codes = page("DeleteVolume")
    names = [(one["in"], one["name"], one.get("required")) for one in operation["parameters"]]
    assert names == [
        ("path", "uuid", True),
        ("query", "deleteMode", None),
        ("query", "force", True),
    ]
    assert "requestBody" not in operation
    failure = operation["responses"]["default"]["content"]["application/json"]
    assert failure["schema"] == {"$ref": "#/components/schemas/DeleteVolumeError"}
    assert failure["example"]["error"]["code"] == "SYS.1006"
    assert list(schemas["ErrorCode"]["properties"]) == ["code", "description", "details"]
    assert codes == {"page-query-in-path": 1}


def test_a_get_with_body_fields() -> None:
    operation, schemas, _ = page("GetCandidateHosts")
    assert [one["name"] for one in operation["parameters"]] == ["imageUuid", "cpuNum", "spec"]
    content = operation["parameters"][2]["content"]["application/json"]
    assert content["schema"] == {"$ref": "#/components/schemas/GetCandidateHostsSpec"}
    zones = schemas["GetCandidateHostsSpec"]["properties"]["zones"]
    assert zones["items"] == {"type": "string"}


def test_a_variable_of_the_path_inside_the_envelope() -> None:
    operation, schemas, _ = page("CreateTemplate")
    (one,) = operation["parameters"]
    assert (one["name"], one["in"]) == ("rootVolumeUuid", "path")
    assert list(schemas["CreateTemplateFromVolumeParams"]["properties"]) == ["name"]
    sent = operation["requestBody"]["content"]["application/json"]["example"]
    assert sent["params"] == {"name": "<name>"}


def test_an_envelope_that_the_curl_calls_otherwise() -> None:
    _, schemas, _ = page("UpdateVolume")
    envelope = schemas["UpdateVolumeRequest"]["properties"]["updateVolume"]
    assert envelope["$ref"] == "#/components/schemas/UpdateVolumeParams"
    assert envelope["x-specpress-envelope"] is True


def test_a_deep_tree_with_types_that_are_hard_to_split() -> None:
    _, schemas, _ = page("AttachDisks")
    params = schemas["AttachDisksParams"]["properties"]
    assert params["vendorToSpecUuidsMap"]["additionalProperties"] is True
    assert params["mode"] == {
        "type": "string",
        "x-specpress-type": "DiskMode",
        "description": "The mode.",
    }
    assert params["items"]["items"] == {}
    disk = schemas["AttachDisksParamsDisk"]["properties"]
    assert disk["tags"]["uniqueItems"] is True
    assert "AttachDisksParamsDiskHintsPlacementItemRackUnit" in schemas


def test_examples_that_know_better_than_the_labels() -> None:
    _, schemas, codes = page("GetUsage")
    found = schemas["GetUsageResponse"]["properties"]
    assert found["ratio"]["type"] == "number"
    assert (found["count"]["format"], found["count"]["x-specpress-type"]) == ("int64", "int")
    assert found["limits"]["type"] == "array"
    assert found["matrix"]["items"]["items"] == {"type": "number", "format": "double"}
    assert found["owner"] == {
        "$ref": "#/components/schemas/OwnerInfo",
        "description": "The owner.",
    }
    assert codes["page-type-contradicted"] == 3


def test_a_chinese_page() -> None:
    operation, schemas, codes = page("CreateNetwork.zh")
    assert operation["summary"] == "创建三层网络"
    assert operation["operationId"] == "CreateL3Network"
    assert operation["x-specpress-since"] == "0.6"
    assert operation["security"] == [{"OAuth": []}]
    params = schemas["CreateL3NetworkParams"]
    assert params["required"] == ["name"]
    assert params["properties"]["type"]["x-specpress-documented-required"] is True
    assert "description" not in params["properties"]["dnsDomain"]
    assert codes["page-foreign-description"] == 1


def test_a_copy_that_lost_its_bullets_and_rows() -> None:
    operation, schemas, codes = page("AddDisk.glued")
    assert operation["operationId"] == "AddDisk"
    assert operation["tags"] == ["Disk Operations"]
    params = schemas["AddDiskParams"]
    assert params["required"] == ["name", "size", "pool"]
    assert params["properties"]["name"]["description"] == "The name of the disk."
    assert params["properties"]["pool"]["x-specpress-type"] == "DiskPool"
    assert params["properties"]["labels"]["x-specpress-undocumented"] is True
    assert list(schemas["AddDiskRequest"]["properties"]) == ["params", "systemTags", "userTags"]
    inventory = schemas["AddDiskResponseInventory"]["properties"]
    assert inventory["refs"]["items"] == {
        "$ref": "#/components/schemas/AddDiskResponseInventoryRef"
    }
    assert codes["page-list-truncated"] == codes["page-response-tree-missing"] == 1
    assert "page-undocumented-field" not in codes


def test_a_chinese_copy_whose_lines_ran_together() -> None:
    operation, _, codes = page("DeleteDisk.zh.glued")
    assert [one["name"] for one in operation["parameters"]] == ["uuid", "deleteMode"]
    assert operation["parameters"][0]["description"] == "磁盘的 UUID。"
    assert operation["responses"]["200"]["content"]["application/json"]["example"] == {}
    assert "default" in operation["responses"]
    assert codes == {"page-query-in-path": 1}


def test_a_copy_without_breadcrumb_and_badges() -> None:
    operation, schemas, _ = page("GetDisk.glued")
    assert "tags" not in operation
    assert "x-specpress-synchronous" not in operation
    assert operation["security"] == [{"OAuth": []}]
    assert operation["parameters"][0]["description"] == (
        "The UUID of the disk.\nIt is made by the server."
    )
    assert operation["x-specpress-history"] == [{"version": "1.0", "change": "Added"}]
    assert list(schemas["GetDiskResponse"]["properties"]) == ["uuid", "size", "history"]


def test_words_on_several_lines_quotes_and_a_history() -> None:
    operation, schemas, _ = page("CreateStack")
    params = schemas["CreateStackRequest"]["properties"]["params"]
    assert params["description"] == (
        "The arguments, on\nseveral lines.\n\nAnd in two paragraphs: “quoted”, 'single', 中文 🎉."
    )
    sent = operation["requestBody"]["content"]["application/json"]["example"]
    assert sent == {"params": {"name": "it's"}}
    assert operation["x-specpress-history"] == [
        {"version": "4.1", "change": "Added."},
        {"version": "4.2", "change": "The field `name` is required."},
        {"version": "", "change": "Later: more."},
    ]


def test_null_in_an_example() -> None:
    _, schemas, _ = page("AttachDisks")
    warnings = schemas["AttachDisksResponse"]["properties"]["warnings"]
    assert warnings["type"] == ["array", "null"]


# Several pages


def test_that_two_pages_with_one_type_share_its_schema() -> None:
    root: Any = read(FOLDER / "StartVm.txt", FOLDER / "StopVm.txt")[0].root
    inventory = root["components"]["schemas"]["VmInventory"]
    assert list(inventory["properties"]) == ["uuid", "state", "cpuNum"]
    assert inventory["properties"]["uuid"]["description"] == "The UUID."
    assert root["info"] == {"title": "Platform", "version": "3.10.2"}


def test_that_operations_of_one_endpoint_are_both_kept() -> None:
    root: Any = read(FOLDER / "StartVm.txt", FOLDER / "StopVm.txt")[0].root
    path = "/zstack/v1/vm-instances/{uuid}/actions"
    assert root["paths"][path]["put"]["operationId"] == "StartVm"
    assert root["paths"][f"{path}#StopVm"]["put"]["operationId"] == "StopVm"


def test_that_two_definitions_of_one_type_are_both_kept() -> None:
    first = (FOLDER / "CreateTemplate.txt").read_text("utf-8")
    second = first.replace("CreateTemplateFromVolume", "MakeTemplate").replace(
        "sizelong", "sizeint"
    )
    second = second.replace("/zstack/v1/images", "/zstack/v1/made")
    sink = Sink()
    document = read_pages([("a", first.encode()), ("b", second.encode())], sink)
    assert document is not None
    schemas: Any = document.root["components"]["schemas"]
    assert schemas["VolumeInventory"]["properties"]["size"]["format"] == "int64"
    other = schemas["MakeTemplateVolumeInventory"]
    assert other["x-specpress-type"] == "VolumeInventory"
    assert other["properties"]["size"]["x-specpress-type"] == "int"
    conflicts = [found for found in sink if found.code == "page-struct-conflict"]
    assert [(found.location.file, found.related[0].file) for found in conflicts] == [("b", "a")]
    assert json.dumps(schemas).count("MakeTemplateVolumeInventory") == 2
