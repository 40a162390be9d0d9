"""Statements come out as Black would print them."""

from __future__ import annotations

import black
import pytest

from specpress.targets.python.models import layout


def as_black_leaves_it(text: str) -> bool:
    return black.format_str(f"{text}\n", mode=black.Mode()) == f"{text}\n"


@pytest.mark.parametrize("width", range(1, 84))
def test_annotations(width: int) -> None:
    arguments = (layout.Argument("a" * width), layout.Argument('Field(alias="aB")'))
    text = layout.annotation("x: ", arguments, " = None")
    assert layout.fits(text)
    assert as_black_leaves_it(text)


def test_annotation_of_one_argument_has_no_annotated() -> None:
    arguments = (layout.Argument("int"),)
    assert layout.annotation("x: ", arguments, "", margin="    ") == "    x: int"


@pytest.mark.parametrize("width", range(60, 78))
def test_an_annotation_too_wide_for_its_line(width: int) -> None:
    arguments = (layout.Argument("A" * width + " | None"),)
    text = layout.annotation("name: ", arguments, " = None")
    assert layout.fits(text)
    assert as_black_leaves_it(text)


@pytest.mark.parametrize("width", range(30, 86, 3))
def test_unions(width: int) -> None:
    arguments = (layout.one_of(("A" * width, "B" * 40, "Any")), layout.Argument("OneOf()"))
    text = layout.annotation("A: TypeAlias = ", arguments, "")
    assert layout.fits(text) == (width <= 84)
    assert as_black_leaves_it(text)


@pytest.mark.parametrize("width", [60, 80, 81, 90])
def test_class_headers(width: int) -> None:
    assert as_black_leaves_it(layout.class_header("A" * width, "Model") + "\n    x: int")


@pytest.mark.parametrize("width", range(50, 76))
def test_alternatives(width: int) -> None:
    part = layout.literal((f'"{"a" * width}"', '"b"'), 82)
    text = layout.alternatives("A: TypeAlias = ", (part, "str"))
    assert layout.fits(text)
    assert as_black_leaves_it(text)


@pytest.mark.parametrize("count", range(1, 30))
def test_literals(count: int) -> None:
    values = tuple(f'"v{number}"' for number in range(count))
    text = layout.alternatives("A: TypeAlias = ", (layout.literal(values, 82), "str", "int"))
    assert layout.fits(text)
    assert as_black_leaves_it(text)


def test_what_fits_is_measured_in_columns() -> None:
    assert layout.fits("x" * 88)
    assert not layout.fits("x" * 89)
    assert layout.fits("镜" * 44)
    assert not layout.fits("镜" * 45)
    assert not layout.fits("x\n" + "x" * 89)


def test_black_does_the_rest() -> None:
    text = f"{'x' * 60}: {'A' * 30} | None = None"
    assert as_black_leaves_it(layout.by_black(text))
