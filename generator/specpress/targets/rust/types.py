"""Rust types for the types of the model: the one place where a type becomes text."""

from __future__ import annotations

from dataclasses import dataclass, field

from specpress.model import (
    Alias,
    AnyValue,
    ApiModel,
    Constant,
    Enumeration,
    ListOf,
    MapOf,
    Named,
    Nullable,
    Record,
    Scalar,
    ScalarKind,
    TypeId,
    TypeRef,
    Union,
)
from specpress.naming.scopes import Names

_KINDS = {
    ScalarKind.STRING: "String",
    ScalarKind.BOOLEAN: "bool",
    ScalarKind.INTEGER: "i64",
    ScalarKind.NUMBER: "f64",
    ScalarKind.BYTES: "crate::Upload",
    ScalarKind.NULL: "()",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Types:
    """Writes types for one crate; definitions are written `prefix` and their name."""

    model: ApiModel
    names: Names
    prefix: str = "models::"
    _reach: dict[TypeId, frozenset[TypeId]] = field(default_factory=dict)

    def text(self, ref: TypeRef) -> str:
        """The type of `ref`. Times, UUIDs and URIs stay text, decimals keep all their digits."""
        match ref:
            case Scalar():
                return _scalar(ref)
            case Named(id):
                return f"{self.prefix}{self.names.type(id)}"
            case ListOf(item):
                return f"Vec<{self.text(item)}>"
            case MapOf(value):
                return f"json::Map<{self.text(value)}>"
            case Nullable(of):
                return f"Option<{self.text(self.bare(of))}>"
            case Constant(value):
                return _constant(value)
            case AnyValue():
                return "json::Value"

    def resolved(self, ref: TypeRef) -> TypeRef:
        """`ref` behind the aliases that are not types of their own."""
        match ref:
            case Named(id):
                definition = self.model.types[id]
                if isinstance(definition, Alias) and not self.is_recursive(id):
                    return self.resolved(definition.target)
                if isinstance(definition, Union) and self.is_upload(definition):
                    return Scalar(ScalarKind.BYTES)
                return ref
            case _:
                return ref

    def is_upload(self, union: Union) -> bool:
        """Whether a union may be a file. It is an upload then, which text can be too."""
        return any(
            isinstance(one.type, Scalar) and one.type.kind is ScalarKind.BYTES
            for one in union.variants
        )

    def bare(self, ref: TypeRef) -> TypeRef:
        """`ref` without the null that it allows."""
        resolved = self.resolved(ref)
        return self.bare(resolved.of) if isinstance(resolved, Nullable) else ref

    def is_nullable(self, ref: TypeRef) -> bool:
        """Whether null is a value of the type. Any JSON value holds null by itself."""
        return isinstance(self.resolved(ref), Nullable)

    def boxed(self, owner: TypeId, ref: TypeRef) -> str:
        """The type of a field of `owner`, on the heap where the record would hold itself."""
        match self.resolved(ref):
            case Named(id) if isinstance(self.model.types[id], Record) and owner in self.reach(id):
                return f"Box<{self.text(ref)}>"
            case _:
                return self.text(ref)

    def is_recursive(self, alias: TypeId) -> bool:
        """Whether an alias leads to itself through aliases, lists and maps."""
        seen: set[TypeId] = set()
        pending = [alias]
        while pending:
            definition = self.model.types[pending.pop()]
            if not isinstance(definition, Alias):
                continue
            for below in _named(definition.target):
                if below == alias:
                    return True
                if below not in seen:
                    seen.add(below)
                    pending.append(below)
        return False

    def reach(self, start: TypeId) -> frozenset[TypeId]:
        """The definitions that a value of `start` holds without a list, a map or a union between,
        itself included."""
        known = self._reach.get(start)
        if known is not None:
            return known
        seen = {start}
        pending = [start]
        while pending:
            definition = self.model.types[pending.pop()]
            refs: tuple[TypeRef, ...] = ()
            if isinstance(definition, Record):
                refs = tuple(one.type for one in definition.fields)
            elif isinstance(definition, Alias):
                refs = (definition.target,)
            for ref in refs:
                bare = ref.of if isinstance(ref, Nullable) else ref
                if isinstance(bare, Named) and bare.id not in seen:
                    seen.add(bare.id)
                    pending.append(bare.id)
        self._reach[start] = frozenset(seen)
        return self._reach[start]

    def converts(self, ref: TypeRef) -> bool:
        """Whether callers may give something that becomes the type: `impl Into<T>`."""
        match self.resolved(ref):
            case Scalar(kind, form):
                text = kind is ScalarKind.STRING
                return text or kind is ScalarKind.BYTES or form in ("byte", "decimal")
            case Named(id):
                definition = self.model.types[id]
                return isinstance(definition, Union) or (
                    isinstance(definition, Enumeration) and is_open(definition)
                )
            case Constant(value):
                return isinstance(value, str)
            case AnyValue():
                return True
            case _:
                return False


def is_open(definition: Enumeration) -> bool:
    """Whether an enumeration becomes an `enum`: texts and integers do, other scalars stay."""
    kinds = {type(member.value) for member in definition.members}
    match definition.base.kind:
        case ScalarKind.STRING:
            return kinds <= {str}
        case ScalarKind.INTEGER:
            return kinds <= {int} and all(
                isinstance(one.value, int) and -(2**63) <= one.value < 2**63
                for one in definition.members
            )
        case _:
            return False


def _scalar(scalar: Scalar) -> str:
    match scalar:
        case Scalar(ScalarKind.STRING, "byte"):
            return "crate::Base64"
        case Scalar(ScalarKind.NUMBER, "decimal"):
            return "json::Number"
        case Scalar(ScalarKind.NUMBER, "float"):
            return "f32"
        case Scalar(ScalarKind.INTEGER, "int32"):
            return "i32"
        case _:
            return _KINDS[scalar.kind]


def _constant(value: bool | int | float | str | None) -> str:
    match value:
        case None:
            return "()"
        case bool():
            return "bool"
        case int():
            return "i64" if -(2**63) <= value < 2**63 else "json::Number"
        case float():
            return "f64"
        case str():
            return "String"


def _named(ref: TypeRef) -> tuple[TypeId, ...]:
    match ref:
        case Named(id):
            return (id,)
        case ListOf(inner) | MapOf(inner) | Nullable(inner):
            return _named(inner)
        case _:
            return ()
