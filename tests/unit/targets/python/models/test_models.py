"""The models in use: what they accept, keep, refuse and send."""

from __future__ import annotations

import datetime
import importlib
import json
import sys
import uuid
from decimal import Decimal
from types import ModuleType
from typing import Any

import pydantic
import pytest

from unit.targets.python.models.building import imported
from unit.targets.python.models.rich import RICH


@pytest.fixture(scope="module")
def models(tmp_path_factory: pytest.TempPathFactory) -> ModuleType:
    found = imported(RICH, tmp_path_factory.mktemp("models"), "models_in_use")
    importlib.import_module("models_in_use._runtime.canonical_json")
    return found


def read(kind: Any, payload: object) -> Any:
    """As the runtime reads an answer: whole floats are integers before the model sees them."""
    canonical = sys.modules["models_in_use._runtime.canonical_json"]
    text = json.dumps(canonical.decode(json.dumps(payload).encode()))
    adapter: pydantic.TypeAdapter[Any] = pydantic.TypeAdapter(kind)
    found = adapter.validate_json(text, strict=True, by_alias=True, by_name=False)
    assert adapter.validate_python(payload, by_alias=True, by_name=False) == found
    return found


def sent(value: Any) -> Any:
    """As the runtime writes a request."""
    return value.model_dump(by_alias=True, exclude_unset=True)


def test_unknown_members_are_kept_and_sent_back(models: ModuleType) -> None:
    payload = {
        "uuid": "u",
        "zone": {"name": "z"},
        "backupStorageRefs": [{"imageUuid": "i", "x": 1}],
    }
    image = read(models.ImageInventory, payload)
    assert image.model_extra == {"zone": {"name": "z"}}
    assert image.zone == {"name": "z"}
    assert image.backup_storage_refs[0].model_extra == {"x": 1}
    assert sent(image) == payload


def test_new_enumeration_values_are_no_failure(models: ModuleType) -> None:
    assert read(models.ImageInventory, {"uuid": "u", "state": "Melting"}).state == "Melting"
    assert read(models.Port, 8080) == 8080
    assert read(models.Port, 443.0) == 443
    assert read(models.Ratio, 0.75) == 0.75
    assert read(models.Odd, "镜像") == "镜像"


def test_an_enumeration_keeps_its_type(models: ModuleType) -> None:
    with pytest.raises(pydantic.ValidationError):
        read(models.ImageState, {"not": "a text"})


@pytest.mark.parametrize("size", [0.0, 1.073741824e10, 5900.0, 2**63 - 1, -1])
def test_whole_floats_and_huge_numbers_are_integers(models: ModuleType, size: float) -> None:
    image = read(models.ImageInventory, {"uuid": "u", "size": size})
    assert image.size == int(size)
    assert type(image.size) is int


@pytest.mark.parametrize("size", [1.5, 2**63, -(2**63) - 1])
def test_what_no_integer_of_64_bits_can_hold_does_not_fit(models: ModuleType, size: float) -> None:
    with pytest.raises(pydantic.ValidationError):
        read(models.ImageInventory, {"uuid": "u", "size": size})


def test_absent_is_not_sent_and_false_is(models: ModuleType) -> None:
    assert sent(models.ImageInventory(uuid="u")) == {"uuid": "u"}
    assert sent(models.ImageInventory(uuid="u", virtio=False)) == {"uuid": "u", "virtio": False}


def test_a_documented_default_is_never_filled_in(models: ModuleType) -> None:
    image = read(models.ImageInventory, {"uuid": "u"})
    assert image.virtio is None
    assert image.model_fields_set == {"uuid"}


def test_null_is_sent_where_it_is_documented_only(models: ModuleType) -> None:
    needed = {"needed_anything": 1, "one": 1, "read_only": "", "write_only": ""}
    kinds = models.Kinds(
        nullable_required=None, nullable_optional=None, number=None, anything=None, **needed
    )
    written = sent(kinds)
    assert written["nullableRequired"] is None
    assert written["nullableOptional"] is None
    assert written["anything"] is None
    assert "number" not in written


def test_null_in_an_alias_is_documented_null(models: ModuleType) -> None:
    kinds = models.Kinds.model_construct(_fields_set={"maybe"}, maybe=None)
    assert sent(kinds) == {"maybe": None}


def test_null_is_read_where_it_is_not_documented(models: ModuleType) -> None:
    image = read(models.ImageInventory, {"uuid": "u", "name": None})
    assert image.name is None
    assert sent(image) == {"uuid": "u"}


def test_null_is_told_from_absence(models: ModuleType) -> None:
    ref = models.ImageBackupStorageRefInventory
    assert "export_url" in read(ref, {"imageUuid": "i", "exportUrl": None}).model_fields_set
    assert "export_url" not in read(ref, {"imageUuid": "i"}).model_fields_set


def test_null_is_kept_inside_models_of_a_list(models: ModuleType) -> None:
    refs = [{"imageUuid": "i", "exportUrl": None}]
    image = read(models.ImageInventory, {"uuid": "u", "backupStorageRefs": refs})
    assert sent(image)["backupStorageRefs"] == refs


def test_required_is_required(models: ModuleType) -> None:
    with pytest.raises(pydantic.ValidationError, match="uuid"):
        read(models.ImageInventory, {"name": "n"})


def test_constraints_are_not_enforced(models: ModuleType) -> None:
    assert read(models.ImageInventory, {"uuid": "u", "name": "x" * 1000}).name == "x" * 1000


def chain(length: int) -> dict[str, object]:
    error: dict[str, object] = {"code": "0"}
    for number in range(1, length):
        error = {"code": str(number), "cause": error}
    return error


def test_chains_of_causes(models: ModuleType) -> None:
    error = read(models.ErrorCode, chain(200))
    depth = 0
    while error is not None:
        error, depth = error.cause, depth + 1
    assert depth == 200
    assert sent(read(models.ErrorCode, chain(200))) == chain(200)


def test_a_chain_without_end_is_a_validation_error(models: ModuleType) -> None:
    with pytest.raises(pydantic.ValidationError, match=r"depth|recursion"):
        read(models.ErrorCode, chain(600))


def test_models_do_not_change(models: ModuleType) -> None:
    image = models.ImageInventory(uuid="u")
    with pytest.raises(pydantic.ValidationError, match="frozen"):
        image.uuid = "v"
    assert image.model_copy(update={"uuid": "v"}).uuid == "v"


def test_names_of_python_and_of_the_wire(models: ModuleType) -> None:
    assert models.ImageInventory(uuid="u", create_date="now").create_date == "now"
    made = models.ImageInventory.model_validate({"uuid": "u", "createDate": "now"})
    assert made.create_date == "now"
    assert made.model_dump(exclude_unset=True) == {"uuid": "u", "createDate": "now"}


def test_an_answer_is_read_by_the_names_of_the_wire_only(models: ModuleType) -> None:
    image = read(models.ImageInventory, {"uuid": "u", "create_date": "now"})
    assert image.create_date is None
    assert image.model_extra == {"create_date": "now"}


def test_repr_has_what_was_given(models: ModuleType) -> None:
    image = read(models.ImageInventory, {"uuid": "u", "createDate": "now", "x": 1})
    assert repr(image) == "ImageInventory(uuid='u', create_date='now', x=1)"


def test_repr_has_no_password(models: ModuleType) -> None:
    kinds = models.Kinds.model_construct(
        _fields_set={"secret", "number"}, secret="s3cret", number=1
    )
    assert repr(kinds) == "Kinds(number=1)"


def test_formats(models: ModuleType) -> None:
    payload = {
        "moment": "2026-01-02T03:04:05Z",
        "date": "2026-01-02",
        "key": "1eb26d06-3640-36b7-860d-2b7dbb462b8c",
        "price": "1.10",
        "octets": "AP8=",
        "neededAnything": None,
        "one": 1,
        "nullableRequired": None,
        "readOnly": "r",
        "writeOnly": "w",
    }
    kinds = read(models.Kinds, payload)
    assert kinds.moment == datetime.datetime(2026, 1, 2, 3, 4, 5, tzinfo=datetime.UTC)
    assert kinds.date == datetime.date(2026, 1, 2)
    assert kinds.key == uuid.UUID("1eb26d06-3640-36b7-860d-2b7dbb462b8c")
    assert kinds.price == Decimal("1.10")
    assert kinds.octets == b"\x00\xff"
    written = json.loads(kinds.model_dump_json(exclude_unset=True))
    assert written == payload


@pytest.mark.parametrize(
    "text", ["2026-01-02 03:04:05", "2026-01-02T03:04:05.123456+02:00", "2026-01-02T03:04:05"]
)
def test_moments_are_read_leniently(models: ModuleType, text: str) -> None:
    needed = {"neededAnything": 1, "one": 1, "nullableRequired": 1, "readOnly": "", "writeOnly": ""}
    assert read(models.Kinds, {"moment": text, **needed}).moment.hour == 3


@pytest.mark.parametrize("text", ["-_8", "+/8=", "+/8", "-_8="])
def test_octets_are_read_from_any_base64(models: ModuleType, text: str) -> None:
    needed = {"neededAnything": 1, "one": 1, "nullableRequired": 1, "readOnly": "", "writeOnly": ""}
    assert read(models.Kinds, {"octets": text, **needed}).octets == b"\xfb\xff"


def test_typed_extras(models: ModuleType) -> None:
    counts = read(models.Counts, {"total": 3, "a": 1.0, "b": 2})
    assert counts.model_extra == {"a": 1, "b": 2}
    assert type(counts.model_extra["a"]) is int
    assert sent(counts) == {"total": 3, "a": 1, "b": 2}
    nested = read(models.CountsOnly, {"x": [{"total": 1}]})
    assert nested.model_extra["x"][0].total == 1
    with pytest.raises(pydantic.ValidationError):
        read(models.Counts, {"a": "many"})


def test_extras_are_kept_where_they_are_forbidden(models: ModuleType) -> None:
    assert read(models.Closed, {"a": "a", "b": 1}).model_extra == {"b": 1}


def test_recursive_aliases(models: ModuleType) -> None:
    value = {"a": [1.0, "b", {"c": []}]}
    assert read(models.Json, value) == value
    assert read(models.Left, [{"a": [{"b": None}]}]) == [{"a": [{"b": None}]}]


def test_wire_names_that_mean_something_to_python(models: ModuleType) -> None:
    names = (
        "json",
        "json_",
        "JSON",
        "copy",
        "model_config",
        "self",
        "__class__",
        "class",
        "",
        "镜像",
    )
    payload = {name: name for name in names}
    nasty = read(models.Nasty, {**payload, **long_required(models)})
    assert {name: sent(nasty)[name] for name in names} == payload
    assert callable(nasty.model_validate)
    assert nasty.model_extra == {}


def long_required(models: ModuleType) -> dict[str, object]:
    fields = models.Nasty.model_fields.values()
    return {item.alias: {} for item in fields if item.is_required() and item.alias != "class"}


def test_text_of_the_description_runs_nothing(models: ModuleType) -> None:
    assert not hasattr(models, "marker")
    assert "marker()" in (models.Nasty.__doc__ or "")


def test_all_definitions_are_exported_and_there(models: ModuleType) -> None:
    assert len(models.__all__) == len(RICH.types)
    assert all(hasattr(models, name) for name in models.__all__)
    assert list(models.__all__) == sorted(models.__all__)


def test_every_class_builds(models: ModuleType) -> None:
    for name in models.__all__:
        pydantic.TypeAdapter(getattr(models, name))
