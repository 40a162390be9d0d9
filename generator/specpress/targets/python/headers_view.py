"""The documented headers of answers: the view of `headers.py`."""

from __future__ import annotations

from dataclasses import dataclass

from specpress.model import ApiModel, Header, Operation
from specpress.naming.scopes import Names
from specpress.targets.base import Symbol, TypeExpr
from specpress.targets.python.client_scopes import headers_of
from specpress.targets.python.types import optional, type_expr
from specpress.targets.wording import described

BASE = Symbol("._runtime.response_headers", "ResponseHeaders")


@dataclass(frozen=True, slots=True, kw_only=True)
class HeaderView:
    """One header. `type` is its annotation where it is there."""

    name: str
    wire_name: str
    type: TypeExpr
    annotation: TypeExpr
    doc: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadersClass:
    """The headers of the answers of an operation."""

    name: str
    base: Symbol
    doc: str
    headers: tuple[HeaderView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadersFile:
    """`headers.py`."""

    classes: tuple[HeadersClass, ...]
    exports: tuple[str, ...]


def headers_file(model: ApiModel, names: Names) -> HeadersFile | None:
    """The view of `headers.py`, None where no answer has a documented header."""
    classes = tuple(_class(one, names) for one in model.operations if headers_of(one))
    if not classes:
        return None
    return HeadersFile(classes=classes, exports=tuple(sorted(one.name for one in classes)))


def _class(operation: Operation, names: Names) -> HeadersClass:
    return HeadersClass(
        name=names.table["headers", operation.id],
        base=BASE,
        doc=f"The headers of the answers of `{names.operation(operation.id)}`.",
        headers=tuple(_header(operation, one, names) for one in headers_of(operation)),
    )


def _header(operation: Operation, header: Header, names: Names) -> HeaderView:
    found = type_expr(header.type, names)
    return HeaderView(
        name=names.table["header", operation.id, header.wire_name],
        wire_name=header.wire_name,
        type=found,
        annotation=optional(found),
        doc=described(header.docs) or f"The header `{header.wire_name}`.",
    )
