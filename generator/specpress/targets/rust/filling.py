"""The statements that put the arguments of a call where they travel."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from specpress.model import (
    Body,
    BodyArgument,
    Codec,
    Content,
    Named,
    Operation,
    Parameter,
    Part,
    Place,
    Record,
    Style,
)
from specpress.targets.rust import layout
from specpress.targets.rust.arguments import Argument
from specpress.targets.rust.escape import rust_string
from specpress.targets.rust.types import Types

_STYLES = {
    Style.SIMPLE: "Simple",
    Style.LABEL: "Label",
    Style.MATRIX: "Matrix",
    Style.FORM: "Form",
    Style.SPACE_DELIMITED: "SpaceDelimited",
    Style.PIPE_DELIMITED: "PipeDelimited",
    Style.DEEP_OBJECT: "DeepObject",
    Style.COOKIE: "Form",
}
_SETTERS = {
    Codec.JSON: "json",
    Codec.FORM: "any_form",
    Codec.TEXT: "text",
    Codec.XML: "text",
    Codec.EVENTS: "text",
    Codec.JSON_LINES: "text",
    Codec.BYTES: "octets",
    Codec.MULTIPART: "octets",
}
_FORMS = {Codec.FORM: "Form", Codec.MULTIPART: "Multipart"}


def fill(operation: Operation, given: tuple[Argument, ...], types: Types) -> tuple[str, ...]:
    """The statements that put the arguments into `call`, at column 8."""
    lines: list[str] = []
    for argument in given:
        if isinstance(argument.source, Parameter):
            lines += _taken(argument.source, argument, types)
    if operation.body is not None and operation.body.contents:
        lines += _body(operation.body, given, types)
    return tuple(lines)


def _taken(parameter: Parameter, argument: Argument, types: Types) -> Iterator[str]:
    value = f"self.{argument.name}"
    if argument.required:
        yield from _parameter(parameter, f"&{value}", types, 8)
    elif _is_plain(parameter) and parameter.place is Place.QUERY:
        wire_name = rust_string(parameter.wire_name)
        yield layout.call("call.maybe_query", [wire_name, f"&{value}"], ";", 8)
    else:
        yield f"if let Some(value) = &{value} {{"
        yield from (f"    {line}" for line in _parameter(parameter, "value", types, 12))
        yield "}"


def _is_plain(parameter: Parameter) -> bool:
    """Whether a parameter of the path or query has the style that most have."""
    if parameter.content_type or parameter.allow_reserved:
        return False
    match parameter.place:
        case Place.PATH:
            return parameter.style is Style.SIMPLE and not parameter.explode
        case Place.QUERY:
            return parameter.style is Style.FORM and parameter.explode
        case _:
            return False


def _parameter(parameter: Parameter, value: str, types: Types, indent: int) -> Iterator[str]:
    place = parameter.place.value
    arguments = [rust_string(parameter.wire_name), value]
    if parameter.place is Place.QUERYSTRING:
        yield from _querystring(parameter, value, types, indent)
    elif _is_plain(parameter):
        yield layout.call(f"call.{place}", arguments, ";", indent)
    elif parameter.content_type:
        yield _document(parameter, arguments, indent)
    else:
        yield _styled(parameter, arguments, indent)


def _document(parameter: Parameter, arguments: list[str], indent: int) -> str:
    """A parameter with a media type: JSON as its text, all others as the texts that they are."""
    place = parameter.place.value
    if parameter.content_type.endswith(("/json", "+json")):
        return layout.call(f"call.json_{place}", arguments, ";", indent)
    more = ["false"] if parameter.place in (Place.HEADER, Place.COOKIE) else []
    return layout.call(f"call.{place}", [*arguments, *more], ";", indent)


def _styled(parameter: Parameter, arguments: list[str], indent: int) -> str:
    place = parameter.place.value
    explode = "true" if parameter.explode else "false"
    if parameter.place in (Place.HEADER, Place.COOKIE):
        kind = "plain_cookie" if parameter.style is Style.COOKIE else place
        return layout.call(f"call.{kind}", [*arguments, explode], ";", indent)
    reserved = parameter.allow_reserved and parameter.place is Place.QUERY
    kind = "reserved" if reserved else "styled"
    arguments = [*arguments, f"wire::Style::{_STYLES[parameter.style]}", explode]
    return layout.call(f"call.{kind}_{place}", arguments, ";", indent)


def _querystring(parameter: Parameter, value: str, types: Types, indent: int) -> Iterator[str]:
    """The whole query is one value: JSON, or the members of a record as in a form."""
    if parameter.content_type.endswith(("/json", "+json")):
        yield layout.call("call.json_querystring", [value], ";", indent)
        return
    owner = value.removeprefix("&")
    record = _record(types, parameter)
    yield "let mut form = wire::Form::new();"
    if record is None:
        yield f"form.whole({value});"
    else:
        for field in record.fields:
            name = types.names.field(record.id, field.wire_name)
            arguments = [rust_string(field.wire_name), f"&{owner}.{name}"]
            yield layout.call("form.text", arguments, ";", indent)
        yield f"form.others(&{owner}.extra);"
    yield "call.querystring(form);"


def _record(types: Types, parameter: Parameter) -> Record | None:
    match types.resolved(types.bare(parameter.type)):
        case Named(id) if not types.is_nullable(parameter.type):
            found = types.model.types[id]
            return found if isinstance(found, Record) else None
        case _:
            return None


def _body(body: Body, given: tuple[Argument, ...], types: Types) -> Iterator[str]:
    content = body.contents[0]
    if body.arguments:
        yield from _flattened(body, content, given)
        return
    argument = next(one for one in given if one.source is body)
    value = f"self.{argument.name}"
    if argument.choice:
        if argument.required:
            yield f"{value}.fill(&mut call);"
        else:
            yield f"if let Some(value) = &{value} {{"
            yield "    value.fill(&mut call);"
            yield "}"
    elif argument.required:
        yield from content_lines(content, value, f"&{value}", types, 8)
    else:
        yield f"if let Some(value) = &{value} {{"
        for line in content_lines(content, "value", "value", types, 12):
            yield f"    {line}"
        yield "}"


def content_lines(
    content: Content, owner: str, value: str, types: Types, indent: int
) -> Iterator[str]:
    """The statements that make a whole body of a value: `owner` has its fields, `value` is a
    reference to it."""
    media_type = rust_string(content.media_type)
    if not content.parts:
        setter = f"call.{_SETTERS[content.codec]}"
        yield layout.call(setter, [value, media_type], ";", indent)
        return
    record = types.resolved(types.bare(content.type))
    assert isinstance(record, Named)

    def field(part: Part) -> str:
        return f"&{owner}.{types.names.field(record.id, part.wire_name)}"

    yield f"let mut form = wire::{_FORMS[content.codec]}::new();"
    yield from _parts(content, field, indent)
    yield f"form.others(&{owner}.extra);"
    yield layout.call(f"call.{content.codec.value}", ["form", media_type], ";", indent)


def _parts(content: Content, value_of: Callable[[Part], str], indent: int) -> Iterator[str]:
    for part in content.parts:
        name, value = rust_string(part.wire_name), value_of(part)
        if content.codec is Codec.MULTIPART:
            arguments = [name, rust_string(part.content_type), value]
            yield layout.call(f"form.{_taker(part)}", arguments, ";", indent)
        elif part.codec is Codec.JSON:
            yield layout.call(f"form.{_taker(part)}", [name, value], ";", indent)
        elif part.style in (None, Style.FORM) and part.explode and not part.allow_reserved:
            yield layout.call("form.text", [name, value], ";", indent)
        else:
            taker = "reserved" if part.allow_reserved else "styled"
            style = f"wire::Style::{_STYLES[part.style or Style.FORM]}"
            arguments = [name, value, style, "true" if part.explode else "false"]
            yield layout.call(f"form.{taker}", arguments, ";", indent)


def _taker(part: Part) -> str:
    """The method of a form that takes a part."""
    if part.codec is Codec.BYTES:
        return "files"
    kind = "json" if part.codec is Codec.JSON else "text"
    return f"{kind}s" if part.repeated else kind


def _flattened(body: Body, content: Content, given: tuple[Argument, ...]) -> Iterator[str]:
    """A body that is made of arguments of its own."""
    media_type = rust_string(content.media_type)
    named = {
        argument.source.path: argument
        for argument in given
        if isinstance(argument.source, BodyArgument)
    }
    if content.codec in _FORMS:
        variable = "form"
        yield f"let mut form = wire::{_FORMS[content.codec]}::new();"
        yield from _parts(content, lambda part: f"&self.{named[part.wire_name,].name}", 8)
        line = layout.call(f"call.{content.codec.value}", ["form", media_type], ";", 8)
    else:
        variable = "body"
        yield from _members(body, named)
        line = layout.call("call.members", ["body", media_type], ";", 8)
    if body.required:
        yield line
    else:
        yield f"if !{variable}.is_empty() {{"
        yield f"    {line}"
        yield "}"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Tree:
    """The objects of a flattened body: the arguments by their paths, and all paths in order."""

    named: dict[tuple[str, ...], Argument]
    paths: tuple[tuple[str, ...], ...]
    required: dict[tuple[str, ...], bool]


def _members(body: Body, named: dict[tuple[str, ...], Argument]) -> Iterator[str]:
    """Statements that make `body`; an inner object is made in a variable of its own."""
    required = {envelope.path: envelope.required for envelope in body.envelopes}
    paths = tuple(dict.fromkeys((*(one.path for one in body.arguments), *required)))
    yield from _object((), _Tree(named=named, paths=paths, required=required))


def _object(path: tuple[str, ...], tree: _Tree) -> Iterator[str]:
    depth = len(path)
    below = dict.fromkeys(
        other[: depth + 1] for other in tree.paths if len(other) > depth and other[:depth] == path
    )
    variable = "body" if not path else _variable(path)
    yield f"let mut {variable} = wire::Members::new();"
    for child in below:
        key = rust_string(child[-1])
        if child in tree.named:
            argument = tree.named[child]
            method = "put" if argument.required else "maybe"
            value = f"&self.{argument.name}"
            yield layout.call(f"{variable}.{method}", [key, value], ";", 8)
        else:
            yield from _object(child, tree)
            always = tree.required.get(child, True)
            method = "object" if always else "object_unless_empty"
            yield layout.call(f"{variable}.{method}", [key, _variable(child)], ";", 8)


def _variable(path: tuple[str, ...]) -> str:
    """A local for an inner object, by its depth: inner ones are shadowed after their use."""
    return "inner" + "_inner" * (len(path) - 1)
