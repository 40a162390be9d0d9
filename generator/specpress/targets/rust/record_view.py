"""Records: the views of structs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from specpress.model import Access, AnyValue, Constant, Field, Record
from specpress.targets.rust import layout
from specpress.targets.rust.escape import WIDTH, rust_string
from specpress.targets.rust.giving import Given, given, optional
from specpress.targets.rust.sentences import field_text, type_text
from specpress.targets.rust.types import Types

_MOST_ARGUMENTS = 7
"""clippy::too_many_arguments."""
_ATTRIBUTE = 70
"""The widest arguments of an attribute on one line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldView:
    """A field; `declaration` is all but `pub `, `setter` the head of a method, "" for none."""

    name: str
    doc: str
    deprecated: bool
    attributes: tuple[str, ...]
    declaration: str
    setter: str
    kept: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordView:
    """A struct.

    `new` is the head of its constructor, "" where `default()` makes it or nobody sends it; `shape`
    has the lines of the constant that tells it from other variants of a union.
    """

    kind: str = "record"
    head: str
    implementation: str
    doc: str
    deprecated: bool
    is_default: bool
    defaults: str
    camel: bool
    fields: tuple[FieldView, ...]
    extra: str
    new: str
    many: bool
    initial: tuple[str, ...]
    shape: tuple[str, ...]


def record_view(
    record: Record, types: Types, *, sent: bool, received: bool, shape: tuple[str, ...]
) -> RecordView:
    """The view of a record that callers send or receive."""
    fields = [
        _Field(record=record, field=one, types=types, sent=sent, received=received)
        for one in record.fields
    ]
    required = [one for one in fields if one.is_required]
    asked = [one for one in required if not isinstance(one.field.type, Constant)]
    name = types.names.type(record.id)
    camel = sum(one.is_camel and not one.is_plain for one in fields) > 0
    extra = record.extras if record.extras is not None else AnyValue()
    parameters = [f"{one.name}: {one.given.type}" for one in asked]
    made = bool(required) and sent
    new = layout.signature("pub fn new", parameters, " -> Self {", 4) if made else ""
    return RecordView(
        head=layout.header("pub struct", name),
        implementation=layout.header("impl", name),
        doc=type_text(record),
        deprecated=record.deprecated,
        is_default=not required,
        defaults=layout.header("impl Default for", name) if made and not asked else "",
        camel=camel,
        fields=tuple(one.view(camel=camel, setter=sent) for one in fields),
        extra=f"json::Map<{types.text(extra)}>",
        new=new,
        many=len(asked) > _MOST_ARGUMENTS,
        initial=tuple(one.initial for one in fields) if made else (),
        shape=shape,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Field:
    """A field of a record while its view is made."""

    record: Record
    field: Field
    types: Types
    sent: bool
    received: bool

    @property
    def name(self) -> str:
        return self.types.names.field(self.record.id, self.field.wire_name)

    @property
    def is_required(self) -> bool:
        """Whether the field is always there, in each direction that the record travels in."""
        match self.field.access:
            case Access.READ:
                return self.field.required and not self.sent
            case Access.WRITE:
                return self.field.required and not self.received
            case _:
                return self.field.required

    @property
    def inner(self) -> str:
        return self.types.boxed(self.record.id, self.types.bare(self.field.type))

    @property
    def given(self) -> Given:
        """How a caller gives it."""
        return given(self.field.type, self.types)

    @property
    def is_camel(self) -> bool:
        """Whether serde's `camelCase` of the field is its name on the wire."""
        words = self.name.split("_")
        pascal = "".join(word[:1].upper() + word[1:] for word in words)
        return pascal[:1].lower() + pascal[1:] == self.field.wire_name

    @property
    def is_plain(self) -> bool:
        return self.name == self.field.wire_name

    @property
    def is_any(self) -> bool:
        return isinstance(self.types.resolved(self.field.type), AnyValue)

    @property
    def type(self) -> str:
        """The type of the field in the struct."""
        nullable = self.types.is_nullable(self.field.type)
        if self.is_required:
            return f"Option<{self.inner}>" if nullable else self.inner
        return f"Option<crate::Nullable<{self.inner}>>" if nullable else f"Option<{self.inner}>"

    @property
    def initial(self) -> str:
        """The field in the literal that a constructor makes."""
        if not self.is_required:
            return f"{self.name}: None,"
        constant = self.field.type
        if isinstance(constant, Constant):
            return f"{self.name}: {_constant(constant)},"
        kept = self.given.kept.replace("{}", self.name)
        if self.inner.startswith("Box<"):
            null = self.types.is_nullable(self.field.type)
            kept = f"{self.name}.map(Box::new)" if null else f"Box::new({kept})"
        return layout.initial(self.name, kept, 12)

    def view(self, *, camel: bool, setter: bool) -> FieldView:
        wanted = setter and not self.is_required and self.field.access is not Access.READ
        head, kept = self._setter() if wanted else ("", "")
        return FieldView(
            name=self.name,
            doc=field_text(self.field, self.types.model),
            deprecated=self.field.deprecated,
            attributes=tuple(self._attributes(camel=camel)),
            declaration=layout.member(f"pub {self.name}", self.type, 4),
            setter=head,
            kept=kept,
        )

    def _setter(self) -> tuple[str, str]:
        """The head of the method that gives the field, and what the method keeps."""
        _, taken = optional(self.field.type, self.types)
        taken_type, kept = taken.type, taken.kept.replace("{}", "value")
        if self.inner.startswith("Box<"):
            taken_type = self.types.text(self.types.bare(self.field.type))
            kept = "Box::new(value)"
            if self.types.is_nullable(self.field.type):
                kept = f"crate::Nullable::Value({kept})"
        arguments = ["mut self", f"value: {taken_type}"]
        head = layout.signature(f"pub fn {self.name}", arguments, " -> Self {", 4)
        return head, layout.assignment(f"self.{self.name}", f"Some({kept})", 8)

    def _attributes(self, *, camel: bool) -> Iterator[str]:
        if not (self.is_camel if camel else self.is_plain):
            yield _attribute(f"rename = {rust_string(self.field.wire_name)}")
        nullable = self.types.is_nullable(self.field.type)
        reader = "fields::"
        if self.is_required:
            if nullable:
                yield _attribute(f'deserialize_with = "{reader}required"')
            return
        if nullable or self.is_any:
            how = "present" if nullable else "any"
            yield _attribute(f'default, deserialize_with = "{reader}{how}"')
        yield _attribute('skip_serializing_if = "Option::is_none"')


def _attribute(arguments: str) -> str:
    single = ", " not in arguments or arguments.startswith("rename = ")
    if len(arguments) <= (WIDTH - len("    #[serde()]") if single else _ATTRIBUTE):
        return f"#[serde({arguments})]"
    return f"#[serde(\n        {arguments}\n    )]"


def _constant(constant: Constant) -> str:
    match constant.value:
        case None:
            return "()"
        case str(text):
            return f"{rust_string(text)}.to_owned()"
        case bool(flag):
            return "true" if flag else "false"
        case int(number):
            return (
                layout.integer(number)
                if -(2**63) <= number < 2**63
                else f"{float(number)!r}.into()"
            )
        case float(number):
            return repr(number)
