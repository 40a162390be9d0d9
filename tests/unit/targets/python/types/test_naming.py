"""Names of Python: PEP 8, and out of the way of what is there already."""

from __future__ import annotations

import builtins
import keyword

import pydantic
import pytest

from specpress.naming.allocate import allocate
from specpress.targets.python import naming
from unit.targets.python.models.rich import api, field, record, type_id


def field_names(*wires: str) -> dict[str, str]:
    model = api([record("R", *(field(wire) for wire in wires))])
    names = allocate(naming.scopes(model))
    return {wire: names.field(type_id("R"), wire) for wire in wires}


@pytest.mark.parametrize(
    ("wire", "name"),
    [
        ("backupStorageUuids", "backup_storage_uuids"),
        ("class", "class_"),
        ("None", "none"),
        ("json", "json_"),
        ("model_config", "model_config_"),
        ("modelName", "model_name"),
        ("list", "list_"),
        ("datetime", "datetime_"),
        ("self", "self_"),
        ("type", "type"),
        ("match", "match"),
        ("_id", "id"),
        ("__init__", "init"),
        ("3d", "n_3d"),
    ],
)
def test_fields(wire: str, name: str) -> None:
    assert field_names(wire) == {wire: name}


@pytest.mark.parametrize(
    "wires",
    [
        ("json", "json_"),
        ("json_", "json"),
        ("class", "class_", "class__"),
        ("a", "A", "a_"),
        ("x_y", "xY"),
    ],
)
def test_no_field_has_the_wire_name_of_another(wires: tuple[str, ...]) -> None:
    found = field_names(*wires)
    assert len(set(found.values())) == len(wires)
    for wire, name in found.items():
        assert name not in set(wires) - {wire}


@pytest.mark.parametrize(
    "text", ["Model", "Field", "Any", "Exception", "Literal", "PermissionError"]
)
def test_types_that_would_hide_another(text: str) -> None:
    model = api([record(text)])
    assert allocate(naming.scopes(model)).type(type_id(text)) == f"{text}_"


def test_a_field_is_not_called_like_a_type() -> None:
    model = api([record("镜像", field("镜像"))])
    names = allocate(naming.scopes(model))
    assert names.type(type_id("镜像")) != names.field(type_id("镜像"), "镜像")


def test_reserved_words_are_complete() -> None:
    spelling = naming.conventions()
    assert set(keyword.kwlist) <= spelling.field.reserved
    attributes = {name for name in dir(pydantic.BaseModel) if not name.startswith("_")}
    assert attributes <= spelling.field.reserved
    classes = {name for name in dir(builtins) if name[0].isupper()}
    assert classes <= spelling.type.reserved
