"""Unions: which type a value is of, and what becomes of a new one."""

from __future__ import annotations

from types import ModuleType
from typing import Any

import pydantic
import pytest

from unit.targets.python.models.building import imported
from unit.targets.python.models.rich import RICH


@pytest.fixture(scope="module")
def models(tmp_path_factory: pytest.TempPathFactory) -> ModuleType:
    return imported(RICH, tmp_path_factory.mktemp("unions"), "models_of_unions")


def pet(models: ModuleType, value: object) -> Any:
    return models.Drawing.model_validate({"pet": value}).pet


def shape(models: ModuleType, value: object) -> Any:
    return models.Drawing.model_validate({"shapes": [value]}).shapes[0]


def test_the_tag_decides(models: ModuleType) -> None:
    assert type(pet(models, {"petType": "cat", "lives": 9.0})) is models.Cat
    assert type(pet(models, {"petType": "kitten"})) is models.Cat
    assert type(pet(models, {"petType": 'd"g', "bark": "wau"})) is models.Dog


def test_an_unknown_tag_is_kept_raw(models: ModuleType) -> None:
    fish = {"petType": "fish", "bark": "blub", "lives": 1}
    assert pet(models, fish) == fish


@pytest.mark.parametrize("value", [{"petType": ["cat"]}, {"petType": None}, 3, "cat", [], True])
def test_what_has_no_tag_is_kept_raw(models: ModuleType, value: object) -> None:
    assert pet(models, value) == value


def test_without_its_tag_an_object_is_told_by_its_members(models: ModuleType) -> None:
    assert pet(models, {"bark": "wau"}) == {"bark": "wau"}


def test_a_known_tag_must_fit(models: ModuleType) -> None:
    with pytest.raises(pydantic.ValidationError, match=r"pet\.Dog\.bark"):
        pet(models, {"petType": 'd"g'})


def test_unions_nest(models: ModuleType) -> None:
    cat = pet(models, {"petType": "cat", "friend": {"petType": 'd"g', "bark": "wau"}})
    assert type(cat.friend) is models.Dog


def test_constants_decide(models: ModuleType) -> None:
    assert type(shape(models, {"kind": "cube", "size": 1})) is models.Cube
    assert type(shape(models, {"kind": "square"})) is models.Square


def test_members_decide(models: ModuleType) -> None:
    assert type(shape(models, {"radius": 1, "kind": "circle"})) is models.Circle
    assert type(shape(models, {"radius": 1, "kind": "cube"})) is models.Cube


def test_values_that_are_no_objects(models: ModuleType) -> None:
    assert shape(models, [1, 2.0]) == [1, 2]


@pytest.mark.parametrize("value", [{"kind": "prism"}, {}, {"radius": "wide"}, ["a"], "x", None])
def test_what_fits_nothing_is_kept_raw(models: ModuleType, value: object) -> None:
    assert shape(models, value) == value
    assert type(shape(models, value)) is type(value)


def test_models_are_taken_as_they_are(models: ModuleType) -> None:
    cube = models.Cube(kind="cube", size=1.0)
    drawing = models.Drawing(shapes=[cube, {"kind": "prism"}], pet=models.Cat(pet_type="cat"))
    assert drawing.shapes[0] is cube
    written = drawing.model_dump(by_alias=True, exclude_unset=True)
    assert written == {
        "shapes": [{"kind": "cube", "size": 1.0}, {"kind": "prism"}],
        "pet": {"petType": "cat"},
    }
    assert (
        models.Drawing.model_validate_json(drawing.model_dump_json(exclude_unset=True)) == drawing
    )
