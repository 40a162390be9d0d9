"""Python annotations for the types of the model: the one place where a type becomes text."""

from __future__ import annotations

from collections.abc import Callable

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
from specpress.targets.base import Symbol, TypeExpr
from specpress.targets.python.escape import py_string

MODELS = ".models"
"""The module of the generated package that holds the definitions."""

WHOLE = Symbol(".", "models")
"""That module itself, through which everything outside it names a definition."""

_WHOLE = frozenset({WHOLE})

ANY = Symbol("typing", "Any")
LITERAL = Symbol("typing", "Literal")
BASE64 = Symbol("._runtime.model", "Base64")
DATETIME = Symbol("datetime", "")
INT64 = Symbol("._runtime.model", "Int64")
DECIMAL = Symbol("decimal", "Decimal")
UUID = Symbol("uuid", "UUID")

_MOST = 2**63 - 1

_KINDS = {
    ScalarKind.STRING: TypeExpr("str"),
    ScalarKind.BOOLEAN: TypeExpr("bool"),
    ScalarKind.INTEGER: TypeExpr("int"),
    ScalarKind.NUMBER: TypeExpr("float"),
    ScalarKind.BYTES: TypeExpr("File", frozenset({Symbol("._runtime.uploads", "File")})),
    ScalarKind.NULL: TypeExpr("None"),
}

_LONG = TypeExpr("Int64", frozenset({INT64}))

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


def type_expr(ref: TypeRef, names: Names) -> TypeExpr:
    """The annotation of `ref` outside the models, and what it needs imported.

    Definitions are printed as `models.X`, unions with `|`, lists as `list[X]`, objects with
    unlisted keys as `dict[str, X]`; any JSON value is `Any`, which holds null already.
    """
    return _expr(ref, names, _outside)


def inner_expr(ref: TypeRef, names: Names) -> TypeExpr:
    """The annotation of `ref` in the models themselves: a definition is its bare name."""
    return _expr(ref, names, _inside)


def _outside(name: str) -> TypeExpr:
    return TypeExpr(f"models.{name}", _WHOLE)


def _inside(name: str) -> TypeExpr:
    return TypeExpr(name, frozenset({Symbol(MODELS, name)}))


def _expr(ref: TypeRef, names: Names, definition: Callable[[str], TypeExpr]) -> TypeExpr:
    match ref:
        case Scalar():
            return scalar_expr(ref)
        case Named(id):
            return definition(names.type(id))
        case ListOf(item):
            return _around("list[{}]", _expr(item, names, definition))
        case MapOf(value):
            return _around("dict[str, {}]", _expr(value, names, definition))
        case Nullable(of):
            return optional(_expr(of, names, definition))
        case Constant(value):
            return constant_expr(value)
        case AnyValue():
            return TypeExpr("Any", frozenset({ANY}))


def scalar_expr(scalar: Scalar) -> TypeExpr:
    """The annotation of one value: a format narrows texts, and integers of 64 bits."""
    if scalar.kind is ScalarKind.STRING and scalar.format in _FORMATS:
        return _FORMATS[scalar.format]
    if scalar.kind is ScalarKind.INTEGER and scalar.format == "int64":
        return _LONG
    return _KINDS[scalar.kind]


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
