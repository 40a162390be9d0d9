"""A value for a type: the documented example where there is one, else a plain one that fits."""

from __future__ import annotations

from specpress.jsonvalue import Json
from specpress.model import (
    Access,
    Alias,
    AnyValue,
    ApiModel,
    Constant,
    Constraints,
    Content,
    Docs,
    Enumeration,
    Field,
    ListOf,
    MapOf,
    Named,
    Nullable,
    Parameter,
    Record,
    Scalar,
    ScalarKind,
    TypeId,
    TypeRef,
    Union,
)

_FORMATS = {
    "date-time": "2025-01-31T12:00:00Z",
    "date": "2025-01-31",
    "time": "12:00:00Z",
    "duration": "PT1H",
    "uuid": "00000000-0000-4000-8000-000000000000",
    "uri": "https://example.com/",
    "email": "someone@example.com",
    "byte": "AAAA",
    "ipv4": "192.0.2.1",
    "ipv6": "2001:db8::1",
    "hostname": "example.com",
}


def of_content(model: ApiModel, content: Content) -> Json:
    """A body."""
    return _exemplary(content.docs) if content.docs.examples else _of(model, content.type, ())


def of_parameter(model: ApiModel, parameter: Parameter) -> Json:
    """The value of a parameter, whose own name stands for a text."""
    return _of_member(model, parameter, ())


def _of_member(model: ApiModel, given: Field | Parameter, stack: tuple[TypeId, ...]) -> Json:
    if given.docs.examples:
        return _exemplary(given.docs)
    if given.default is not None:
        return given.default.value
    return _of(model, given.type, stack, given.wire_name, given.constraints)


def _exemplary(docs: Docs) -> Json:
    return docs.examples[0].value


def _of(
    model: ApiModel,
    given: TypeRef,
    stack: tuple[TypeId, ...],
    name: str = "text",
    constraints: Constraints | None = None,
) -> Json:
    """A value of the type `given`; `stack` are the definitions that it stands in."""
    match given:
        case Scalar():
            return _scalar(given, name, constraints or Constraints())
        case Constant(value):
            return value
        case AnyValue():
            return {}
        case ListOf(item):
            return [] if _is_open(item, stack) else [_of(model, item, stack, name)]
        case MapOf():
            return {}
        case Nullable(of):
            return None if _is_open(of, stack) else _of(model, of, stack, name, constraints)
        case Named(id):
            return None if id in stack else _named(model, id, stack, name)


def _is_open(given: TypeRef, stack: tuple[TypeId, ...]) -> bool:
    """Whether the type is one that is being written already, and would have no end."""
    return isinstance(given, Named) and given.id in stack


def _named(model: ApiModel, id: TypeId, stack: tuple[TypeId, ...], name: str) -> Json:  # noqa: A002
    definition = model.types[id]
    if definition.docs.examples:
        return _exemplary(definition.docs)
    inside = (*stack, id)
    match definition:
        case Record(fields=fields):
            return {
                one.wire_name: _of_member(model, one, inside)
                for one in fields
                if one.required and one.access is not Access.READ
            }
        case Enumeration(members=members):
            return members[0].value if members else name
        case Union(variants=variants):
            return _of(model, variants[0].type, inside, name) if variants else None
        case Alias(target=target, constraints=constraints):
            return _of(model, target, inside, name, constraints)


def _scalar(given: Scalar, name: str, constraints: Constraints) -> Json:
    match given.kind:
        case ScalarKind.STRING | ScalarKind.BYTES:
            return _FORMATS.get(given.format, name)
        case ScalarKind.BOOLEAN:
            return True
        case ScalarKind.INTEGER | ScalarKind.NUMBER:
            least = constraints.minimum
            if least is None and constraints.exclusive_minimum is not None:
                least = constraints.exclusive_minimum + 1
            return 1 if least is None or (least <= 1 and constraints.multiple_of is None) else least
        case ScalarKind.NULL:
            return None
