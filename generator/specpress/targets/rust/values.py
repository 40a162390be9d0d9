"""Rust expressions for JSON values, for samples."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass

from specpress.jsonvalue import Json
from specpress.model import (
    Access,
    ApiModel,
    Constant,
    Enumeration,
    ListOf,
    Named,
    Nullable,
    Record,
    Scalar,
    ScalarKind,
    TypeDef,
    TypeId,
    TypeRef,
)
from specpress.naming.scopes import Names
from specpress.targets.rust import layout
from specpress.targets.rust.escape import rust_string
from specpress.targets.rust.types import Types, is_open


@dataclass(frozen=True, slots=True, kw_only=True)
class Values:
    """Makes expressions for programs that use the crate `library`."""

    model: ApiModel
    names: Names
    types: Types
    library: str

    def argument(self, value: Json, ref: TypeRef) -> str:
        """The expression for an argument, "" where it needs a statement of its own."""
        resolved = self.types.resolved(ref)
        match resolved, value:
            case Scalar(ScalarKind.STRING, form), str() if form != "byte":
                return rust_string(value)
            case Scalar(ScalarKind.BOOLEAN), bool():
                return "true" if value else "false"
            case Scalar(ScalarKind.INTEGER), int():
                return layout.integer(value)
            case Scalar(ScalarKind.NUMBER, form), int() | float() if form != "decimal":
                return repr(float(value))
            case Scalar(ScalarKind.BYTES), str():
                return rust_string(value)
            case Nullable(), None:
                return "None"
            case Named(id), str() if self._is_text(id):
                return rust_string(value)
            case ListOf(item), list():
                found = [self.argument(one, item) for one in value]
                return f"[{', '.join(found)}]" if found and all(found) else ""
            case _:
                return ""

    def exactly(self, value: Json, ref: TypeRef) -> str:
        """The expression for a value whose type nothing converts, "" where it needs a statement."""
        resolved = self.types.resolved(ref)
        expression = self.argument(value, ref)
        match resolved:
            case Scalar(ScalarKind.STRING) if expression:
                return f"{expression}.to_owned()"
            case Scalar(ScalarKind.BYTES) if expression:
                return f"{self.library}::Upload::from({expression})"
            case Scalar() if expression:
                return expression
            case _:
                return ""

    def statement(self, name: str, value: Json, ref: TypeRef) -> str:
        """`let name = ...;` at column 4: made with its constructor, or read from its JSON."""
        resolved = self.types.resolved(ref)
        exact = self._written(self.types.text(resolved))
        if isinstance(resolved, Named) and isinstance(value, dict):
            given = self._constructed(self.model.types[resolved.id], value)
            if given is not None:
                return layout.call(f"let {name} = {exact}::new", given, ";", 4)
        text = rust_string(json.dumps(value, ensure_ascii=False, separators=(",", ":")))
        head = f"let {name} = {self.library}::json::from_text::<{exact}>"
        return layout.call(head, [text], "?;", 4)

    def _constructed(self, definition: TypeDef, value: dict[str, Json]) -> list[str] | None:
        """The arguments of a record's constructor, None where it takes more than that."""
        if not isinstance(definition, Record):
            return None
        required = [
            field
            for field in definition.fields
            if field.required and field.access is not Access.READ
        ]
        asked = [field for field in required if not isinstance(field.type, Constant)]
        if not asked or {field.wire_name for field in required} != value.keys():
            return None
        if any(field.access is Access.WRITE for field in asked):
            return None
        given = [self.argument(value[field.wire_name], field.type) for field in asked]
        return given if all(given) else None

    def _is_text(self, type_id: TypeId) -> bool:
        definition = self.model.types[type_id]
        return isinstance(definition, Enumeration) and is_open(definition)

    def _written(self, text: str) -> str:
        """A type as it is written outside the crate."""
        return re.sub(r"(?<![:\w])(json|crate)::", self._path, text)

    def _path(self, found: re.Match[str]) -> str:
        return f"{self.library}::json::" if found.group(1) == "json" else f"{self.library}::"
