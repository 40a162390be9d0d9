"""Small descriptions in, models and diagnostics out."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass

from specpress.diagnostics import Diagnostic, Sink
from specpress.model import (
    Alias,
    AnyValue,
    ApiModel,
    Constant,
    Enumeration,
    Field,
    ListOf,
    MapOf,
    Named,
    Nullable,
    Operation,
    Record,
    Scalar,
    TypeDef,
    TypeRef,
    Union,
)
from specpress.naming.pins import Pins
from specpress.normalize import AppliedCorrection, normalize
from specpress.source import openapi

HEAD = 'openapi: 3.1.1\ninfo: {title: Test, version: "1"}\n'


@dataclass(frozen=True, slots=True)
class Read:
    """A model and what was found wrong on the way to it."""

    model: ApiModel
    faults: tuple[Diagnostic, ...]

    @property
    def codes(self) -> list[str]:
        return [fault.code for fault in self.faults]

    def type(self, name: str) -> str:
        """The definition with that declared name, as text."""
        (found,) = [item for item in self.model.types.values() if item.name.declared == name]
        return self.told(found)

    def operation(self, id_: str) -> Operation:
        (found,) = [item for item in self.model.operations if item.id == id_]
        return found

    def ref(self, ref: TypeRef) -> str:
        """A type as text: `@Name`, `[item]`, `{value}`, `type?` for a nullable one."""
        match ref:
            case Named(id):
                return f"@{self.model.types[id].name.declared}"
            case ListOf(item):
                return f"[{self.ref(item)}]"
            case MapOf(value):
                return f"{{{self.ref(value)}}}"
            case Nullable(of):
                return f"{self.ref(of)}?"
            case Scalar(kind, form):
                return f"{kind.value}:{form}" if form else kind.value
            case Constant(value):
                return f"={value!r}"
            case AnyValue():
                return "any"

    def told(self, definition: TypeDef) -> str:
        """A definition as text; required fields have a `*`."""
        match definition:
            case Record():
                fields = [self._field(field) for field in definition.fields]
                if definition.extras is None:
                    fields.append("closed")
                elif definition.extras != AnyValue():
                    fields.append(f"...{self.ref(definition.extras)}")
                return f"record {', '.join(fields)}".strip()
            case Enumeration():
                values = ", ".join(repr(member.value) for member in definition.members)
                return f"enum {self.ref(definition.base)} {values}"
            case Union():
                variants = [
                    self.ref(variant.type)
                    + (f" ({'/'.join(variant.tags)})" if variant.tags else "")
                    for variant in definition.variants
                ]
                by = f" by {definition.discriminator.wire_name}" if definition.discriminator else ""
                return f"union{by} {' | '.join(variants)}"
            case Alias():
                return f"alias {self.ref(definition.target)}"

    def _field(self, field: Field) -> str:
        return f"{field.wire_name}{'*' if field.required else ''}: {self.ref(field.type)}"


def read_document(
    text: str, *, pins: Pins | None = None, corrections: tuple[AppliedCorrection, ...] = ()
) -> Read:
    """Reads a description without its head; `pins` and `corrections` as `normalize` takes them."""
    sink = Sink()
    document = openapi.load_bytes((HEAD + textwrap.dedent(text)).encode(), "api.yaml", sink)
    assert document is not None, list(sink)
    model = normalize(document, pins=pins, corrections=corrections, sink=sink)
    return Read(model, tuple(sink))


def read_schemas(schema: str, **more: str) -> Read:
    """Reads the schema `X` beside the records A, B and the enum E; flow YAML, where `ref A` refers
    to a schema of the document."""
    schemas = {
        "A": "{type: object, required: [a], properties: {a: {type: string}}}",
        "B": "{type: object, properties: {b: {type: integer}}}",
        "E": "{type: string, enum: [x, y]}",
        "X": schema,
        **more,
    }
    lines = "".join(f"    {name}: {_expanded(text)}\n" for name, text in schemas.items())
    return read_document(f"paths: {{}}\ncomponents:\n  schemas:\n{lines}")


def _expanded(text: str) -> str:
    for name in "ABEXYZ":
        text = text.replace(f"ref {name}", f'$ref: "#/components/schemas/{name}"')
    return text
