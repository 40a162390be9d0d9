"""A type has one text, in models and in signatures."""

from __future__ import annotations

import ast

import pytest

from specpress.model import (
    AnyValue,
    Constant,
    ListOf,
    MapOf,
    Named,
    Nullable,
    Scalar,
    ScalarKind,
    TypeRef,
)
from specpress.naming.scopes import Names
from specpress.targets.base import Symbol
from specpress.targets.python.types import WHOLE, inner_expr, type_expr

NAMES = Names({("type", "#/Image"): "Image"})
IMAGE = Symbol(".models", "Image")
ANY = Symbol("typing", "Any")
LITERAL = Symbol("typing", "Literal")
DATETIME = Symbol("datetime", "")
INT64 = Symbol("._runtime.model", "Int64")


@pytest.mark.parametrize(
    ("of", "text", "symbols"),
    [
        (Scalar(ScalarKind.STRING), "str", ()),
        (Scalar(ScalarKind.BOOLEAN), "bool", ()),
        (Scalar(ScalarKind.INTEGER, "int64"), "Int64", (INT64,)),
        (Scalar(ScalarKind.INTEGER, "int32"), "int", ()),
        (Scalar(ScalarKind.NUMBER, "decimal"), "float", ()),
        (Scalar(ScalarKind.BYTES), "File", (Symbol("._runtime.uploads", "File"),)),
        (Scalar(ScalarKind.NULL), "None", ()),
        (Scalar(ScalarKind.STRING, "date-time"), "datetime.datetime", (DATETIME,)),
        (Scalar(ScalarKind.STRING, "date"), "datetime.date", (DATETIME,)),
        (Scalar(ScalarKind.STRING, "timestamp"), "str", ()),
        (Scalar(ScalarKind.STRING, "duration"), "str", ()),
        (Scalar(ScalarKind.STRING, "uuid"), "UUID", (Symbol("uuid", "UUID"),)),
        (Scalar(ScalarKind.STRING, "decimal"), "Decimal", (Symbol("decimal", "Decimal"),)),
        (Scalar(ScalarKind.STRING, "byte"), "Base64", (Symbol("._runtime.model", "Base64"),)),
        (Named("#/Image"), "Image", (IMAGE,)),
        (ListOf(Named("#/Image")), "list[Image]", (IMAGE,)),
        (MapOf(ListOf(AnyValue())), "dict[str, list[Any]]", (ANY,)),
        (Nullable(Named("#/Image")), "Image | None", (IMAGE,)),
        (ListOf(Nullable(Scalar(ScalarKind.STRING))), "list[str | None]", ()),
        (Nullable(AnyValue()), "Any", (ANY,)),
        (Nullable(Constant(None)), "None", ()),
        (Constant("a"), 'Literal["a"]', (LITERAL,)),
        (Constant("{}"), 'Literal["{}"]', (LITERAL,)),
        (Constant(value=True), "Literal[True]", (LITERAL,)),
        (Constant(-1), "Literal[-1]", (LITERAL,)),
        (Constant(0.5), "float", ()),
        (Constant(2**63 - 1), "Literal[9223372036854775807]", (LITERAL,)),
        (Constant(2**63), "int", ()),
        (Constant(None), "None", ()),
        (AnyValue(), "Any", (ANY,)),
    ],
)
def test_expressions(of: TypeRef, text: str, symbols: tuple[Symbol, ...]) -> None:
    found = inner_expr(of, NAMES)
    assert found.text == text
    assert found.symbols == frozenset(symbols)
    ast.parse(found.text, mode="eval")


def test_braces_in_a_constant_stay() -> None:
    assert inner_expr(ListOf(Constant("{}")), NAMES).text == 'list[Literal["{}"]]'


def test_outside_of_the_models_a_definition_is_named_through_them() -> None:
    found = type_expr(Nullable(ListOf(Named("#/Image"))), NAMES)
    assert found.text == "list[models.Image] | None"
    assert found.symbols == frozenset({WHOLE})
