"""How bodies are written: the payloads of `operations/`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from specpress.model import (
    AnyValue,
    Body,
    BodyArgument,
    Codec,
    Content,
    Field,
    Parameter,
    Part,
    Record,
    Style,
    Union,
)
from specpress.targets.base import Symbol
from specpress.targets.typescript.arguments import Argument
from specpress.targets.typescript.escape import ts_key, ts_string
from specpress.targets.typescript.layout import (
    Doc,
    Listed,
    Uses,
    block,
    bracketed,
    concat,
    group,
    hugged,
    inline_object,
    keyed,
)
from specpress.targets.typescript.schemas import Schemas, called

_FORMS = "runtime/forms"
_BODIES = "runtime/bodies"
_TEXT = ("textPayload", "text/plain", _BODIES)
_PAYLOADS = {
    Codec.JSON: ("jsonPayload", "application/json", _BODIES),
    Codec.FORM: ("formPayload", "application/x-www-form-urlencoded", _FORMS),
    Codec.MULTIPART: ("multipartPayload", "multipart/form-data", _FORMS),
    Codec.TEXT: _TEXT,
    Codec.XML: _TEXT,
    Codec.EVENTS: _TEXT,
    Codec.JSON_LINES: _TEXT,
    Codec.BYTES: ("octetsPayload", "application/octet-stream", _BODIES),
}
_ITEMS = frozenset({Codec.FORM, Codec.MULTIPART})
_Value = Callable[[Part], str]


@dataclass(frozen=True, slots=True)
class Payloads:
    """Makes the expressions for the bodies of one package."""

    schemas: Schemas

    def whole(self, content: Content, value: str, *, certain: bool) -> Doc:
        """The payload of a body that a caller has in one piece; `certain`: it is there."""
        media_type = _media_type(content)
        if content.codec not in _ITEMS:
            return _called(content, self._plain(content, value), media_type)
        if certain:
            return _called(content, self._items(content, value), media_type)
        thunk = concat("(body) => ", self._items(content, "body"))
        made = hugged(_runtime("given"), (value, thunk))
        return _called(content, made, media_type)

    def flattened(self, body: Body, content: Content, given: tuple[Argument, ...]) -> Doc:
        """The payload of a body whose fields are arguments of the call."""
        media_type = _media_type(content)
        named = {
            argument.source.path: argument
            for argument in given
            if isinstance(argument.source, BodyArgument)
        }
        if content.codec not in _ITEMS:
            tree = _Tree(body=body, named=named, schemas=self.schemas).doc()
            return _called(content, tree, media_type)
        rows = self._rows(content, lambda part: f"params.{named[(part.wire_name,)].name}")
        listed = bracketed("[", tuple(rows), "]")
        if not body.required:
            listed = hugged(_runtime("unlessNone"), (listed,))
        return _called(content, listed, media_type)

    def query(self, parameter: Parameter, value: str) -> Doc:
        """The expression for a query that is one document (OpenAPI 3.2, section 4.12)."""
        if is_json(parameter.content_type):
            function = _runtime("jsonQuery", "runtime/parameters")
            schema = self.schemas.of(parameter.type)
            return group(function, bracketed("(", (schema, value), ")"))
        function = _runtime("formQuery", "runtime/parameters")
        record = self.schemas.resolved(parameter.type)
        parts = (
            tuple(_field(field) for field in record.fields) if isinstance(record, Record) else ()
        )
        form = Content(media_type="", codec=Codec.FORM, type=parameter.type, parts=parts)
        if parameter.required:
            return hugged(function, (self._items(form, value),))
        made = hugged(function, (self._items(form, "query"),))
        return hugged(_runtime("given"), (value, concat("(query) => ", made)))

    def _plain(self, content: Content, value: str) -> Doc:
        if content.codec is Codec.JSON and not self.schemas.is_plain(content.type):
            return called("s.encode", (self.schemas.of(content.type), value))
        return value

    def _items(self, content: Content, value: str) -> Doc:
        """The pairs or parts of a form, as a list."""
        if not content.parts:
            encoded: Doc = value
            if not self.schemas.is_plain(content.type):
                encoded = called("s.encode", (self.schemas.of(content.type), value))
            return group(_runtime("formOthers"), bracketed("(", (encoded,), ")"))
        rows = list(self._rows(content, lambda part: _member(value, part.wire_name)))
        record = self.schemas.resolved(content.type)
        if isinstance(record, Record) and record.extras not in (None, AnyValue()):
            others = "formOthers" if content.codec is Codec.FORM else "otherParts"
            names = bracketed("[", [ts_string(part.wire_name) for part in content.parts], "]")
            rows.append(concat("...", hugged(_runtime(others), (value, names))))
        return bracketed("[", rows, "]")

    def _rows(self, content: Content, value_of: _Value) -> Iterator[Doc]:
        for part in content.parts:
            if content.codec is Codec.MULTIPART:
                yield self._part(part, value_of(part))
            else:
                yield self._pair(part, value_of(part))

    def _part(self, part: Part, value: str) -> Doc:
        if part.codec is Codec.BYTES:
            cast = isinstance(self.schemas.resolved(part.type), Union)
            given = Uses(f"{value} as Upload", _UPLOAD) if cast else Uses(value)
            more = (ts_string(part.content_type),) if part.content_type else ()
            return _spread("filePart", (ts_string(part.wire_name), given, *more))
        is_json = part.codec is Codec.JSON
        function = f"{'json' if is_json else 'text'}Part{'s' if part.repeated else ''}"
        usual = "application/json" if is_json else ""
        more = (ts_string(part.content_type),) if part.content_type != usual else ()
        schema = self.schemas.of(part.type)
        return _spread(function, (ts_string(part.wire_name), schema, value, *more))

    def _pair(self, part: Part, value: str) -> Doc:
        name, schema = ts_string(part.wire_name), self.schemas.of(part.type)
        if part.codec is Codec.JSON:
            function = "formJsons" if part.repeated else "formJson"
            return _spread(function, (name, schema, value))
        if part.repeated:
            schema = called("s.list", (schema,))
        options: list[Doc] = []
        if part.style not in (None, Style.FORM):
            options.append(f"style: {ts_string(part.style.value)}")
        if not part.explode and part.style is not Style.DEEP_OBJECT:
            options.append("explode: false")
        if part.allow_reserved:
            options.append("allowReserved: true")
        if not options:
            return _spread("formField", (name, schema, value))
        arguments = (name, schema, value, inline_object(options))
        return hugged(concat("...", _runtime("formField")), arguments)


def is_json(media_type: str) -> bool:
    """Whether a media type is JSON (RFC 6839, section 3.1)."""
    essence = media_type.partition(";")[0].strip().lower()
    return essence.endswith(("/json", "+json"))


def _field(field: Field) -> Part:
    """A field of a query that is a form: each in the usual style."""
    return Part(
        wire_name=field.wire_name,
        type=field.type,
        required=field.required,
        codec=Codec.TEXT,
        style=Style.FORM,
    )


_UPLOAD = frozenset({Symbol("type runtime/uploads", "Upload")})


def _runtime(name: str, module: str = _FORMS) -> Uses:
    return Uses(name, frozenset({Symbol(module, name)}))


def _spread(function: str, arguments: tuple[Doc, ...]) -> Doc:
    return group("...", _runtime(function), bracketed("(", arguments, ")"))


def _media_type(content: Content) -> tuple[Doc, ...]:
    usual = _PAYLOADS[content.codec][1]
    return () if content.media_type == usual else (ts_string(content.media_type),)


def _called(content: Content, value: Doc, more: tuple[Doc, ...]) -> Doc:
    """The call of the function that makes the payload.

    Only an object or a list that is the one argument begins on the line of the call.
    """
    name, _, module = _PAYLOADS[content.codec]
    function = _runtime(name, module)
    if isinstance(value, Listed) and not more:
        return hugged(function, (value,))
    return group(function, bracketed("(", (value, *more), ")"))


def _member(value: str, name: str) -> str:
    key = ts_key(name)
    return f"{value}.{key}" if key == name else f"{value}[{key.strip('[]')}]"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Tree:
    """The object that is sent, its members in the order of the schema."""

    body: Body
    named: dict[tuple[str, ...], Argument]
    schemas: Schemas

    def doc(self) -> Doc:
        required = {envelope.path: envelope.required for envelope in self.body.envelopes}
        paths = list(dict.fromkeys((*(one.path for one in self.body.arguments), *required)))
        return self._node((), paths, {(): self.body.required, **required})

    def _node(
        self,
        path: tuple[str, ...],
        paths: list[tuple[str, ...]],
        required: dict[tuple[str, ...], bool],
    ) -> Doc:
        if path in self.named:
            return self._leaf(self.named[path])
        depth = len(path)
        below = dict.fromkeys(
            other[: depth + 1] for other in paths if len(other) > depth and other[:depth] == path
        )
        rows = [keyed(ts_key(child[-1]), self._node(child, paths, required)) for child in below]
        members = block("{", rows, "}")
        if required.get(path, True):
            return members
        return concat(_runtime("unlessEmpty", _BODIES), "(", members, ")")

    def _leaf(self, argument: Argument) -> Doc:
        source = argument.source
        assert isinstance(source, BodyArgument)
        value = f"params.{argument.name}"
        if self.schemas.is_plain(source.field.type):
            return value
        return called("s.encode", (self.schemas.of(source.field.type), value))
