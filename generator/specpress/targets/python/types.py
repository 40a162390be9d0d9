"""Python annotations for the types of the model: the one place where a type becomes text."""

from __future__ import annotations

from specpress.model import (
    AnyValue,
    ApiModel,
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
from specpress.targets.base import Symbol, TypeExpr
from specpress.targets.python.escape import py_string

MODELS = ".models"
"""The module of the generated package that holds the definitions."""

ANY = Symbol("typing", "Any")
LITERAL = Symbol("typing", "Literal")
BASE64 = Symbol("._runtime.model", "Base64")
DATETIME = Symbol("datetime", "")
INT64 = Symbol("._runtime.model", "Int64")
DECIMAL = Symbol("decimal", "Decimal")
UUID = Symbol("uuid", "UUID")

_MOST = 2**63 - 1

_KINDS = {
    ScalarKind.STRING: "str",
    ScalarKind.BOOLEAN: "bool",
    ScalarKind.INTEGER: "int",
    ScalarKind.NUMBER: "float",
    ScalarKind.BYTES: "bytes",
    ScalarKind.NULL: "None",
}

# Values that Python holds in a type of their own. `time`, `duration`, `timestamp` and `uri` stay
# text: Python's own types for them cannot hold every value (a local time with an offset, a month)
# or would change what is sent back.
_FORMATS = {
    "date-time": TypeExpr("datetime.datetime", frozenset({DATETIME})),
    "date": TypeExpr("datetime.date", frozenset({DATETIME})),
    "uuid": TypeExpr("UUID", frozenset({UUID})),
    "decimal": TypeExpr("Decimal", frozenset({DECIMAL})),
    "byte": TypeExpr("Base64", frozenset({BASE64})),
}


def type_expr(ref: TypeRef, model: ApiModel, names: Names) -> TypeExpr:
    """The annotation of `ref`, and what it needs imported (`.models` for all definitions).

    Unions are printed with `|`, lists as `list[X]`, objects with unlisted keys as `dict[str, X]`;
    any JSON value is `Any`, which holds null already.
    """
    match ref:
        case Scalar():
            return scalar_expr(ref)
        case Named(id):
            name = names.type(id)
            return TypeExpr(name, frozenset({Symbol(MODELS, name)}))
        case ListOf(item):
            return _around("list[{}]", type_expr(item, model, names))
        case MapOf(value):
            return _around("dict[str, {}]", type_expr(value, model, names))
        case Nullable(of):
            return optional(type_expr(of, model, names))
        case Constant(value):
            return constant_expr(value)
        case AnyValue():
            return TypeExpr("Any", frozenset({ANY}))


def scalar_expr(scalar: Scalar) -> TypeExpr:
    """The annotation of one value: a format narrows texts, and integers of 64 bits."""
    if scalar == Scalar(ScalarKind.INTEGER, "int64"):
        return TypeExpr("Int64", frozenset({INT64}))
    if scalar.kind is ScalarKind.STRING and scalar.format in _FORMATS:
        return _FORMATS[scalar.format]
    return TypeExpr(_KINDS[scalar.kind])


def constant_expr(value: bool | int | float | str | None) -> TypeExpr:
    """A `Literal`, or the plain type of a value that cannot stand in one."""
    if value is None:
        return TypeExpr("None")
    literal = literal_text(value)
    if not literal:
        return TypeExpr(type(value).__name__)
    return TypeExpr(f"Literal[{literal}]", frozenset({LITERAL}))


def literal_text(value: bool | int | float | str) -> str:
    """`value` as it stands in `Literal[...]`, "" where it cannot.

    That is a float (PEP 586), and an integer of more than 64 bits, which mypy does not take.
    """
    match value:
        case str():
            return py_string(value)
        case int() if abs(value) <= _MOST:
            return repr(value)
        case _:
            return ""


def optional(expr: TypeExpr) -> TypeExpr:
    """`expr`, or None. What holds None already is left as it is."""
    if expr.text in {"Any", "None"} or expr.text.endswith("| None"):
        return expr
    return _around("{} | None", expr)


def _around(pattern: str, inner: TypeExpr) -> TypeExpr:
    return TypeExpr(pattern.replace("{}", inner.text, 1), inner.symbols)
