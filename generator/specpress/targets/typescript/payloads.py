"""What becomes of the arguments of a call: the functions in `operations/`."""

from __future__ import annotations

from specpress.model import Body, BodyArgument, Codec, Content, Operation, Parameter, Place, Style
from specpress.naming.scopes import Names
from specpress.targets.base import Symbol
from specpress.targets.typescript.arguments import Argument
from specpress.targets.typescript.escape import ts_key, ts_string
from specpress.targets.typescript.layout import (
    HARD,
    SOFT,
    Doc,
    IfBroken,
    Uses,
    block,
    bracketed,
    concat,
    group,
    hugged,
    indent,
    inline_object,
    keyed,
)
from specpress.targets.typescript.naming import params_type
from specpress.targets.typescript.schemas import Schemas, called
from specpress.targets.typescript.usage import chosen_content, owner

_PLACES = {
    Place.PATH: ("path", "pathParameter", Style.SIMPLE, False),
    Place.QUERY: ("query", "queryParameter", Style.FORM, True),
    Place.HEADER: ("headers", "headerParameter", Style.SIMPLE, False),
    Place.COOKIE: ("cookies", "cookieParameter", Style.FORM, True),
}
_TEXT = ("textPayload", "text/plain")
_OCTETS = ("octetsPayload", "application/octet-stream")
_PAYLOADS = {
    Codec.JSON: ("jsonPayload", "application/json"),
    Codec.FORM: ("formPayload", "application/x-www-form-urlencoded"),
    Codec.TEXT: _TEXT,
    Codec.XML: _TEXT,
    Codec.EVENTS: _TEXT,
    Codec.JSON_LINES: _TEXT,
    Codec.BYTES: _OCTETS,
    Codec.MULTIPART: _OCTETS,
}


def argument_function(
    operation: Operation, given: tuple[Argument, ...], names: Names, schemas: Schemas
) -> Doc:
    """`export function xArguments(params: XParams): Arguments {...}`."""
    params = params_type(names, operation)
    module = f"type * resources/{names.table['module', owner(operation, schemas.model)]}"
    given_type = Uses(f"resource.{params}", frozenset({Symbol(module, "resource")}))
    typed = concat("params: ", given_type)
    result = Uses("Arguments", frozenset({Symbol("type runtime/operation", "Arguments")}))
    rows = [row for row in _rows(operation, given, schemas) if row is not None]
    signature = group("(", indent(SOFT, typed, IfBroken(",")), SOFT, "): ", result, " {")
    name = names.table["arguments", operation.id]
    body = indent(HARD, concat("return ", block("{", rows, "}"), ";"))
    return concat(f"export function {name}", signature, body, HARD, "}")


def _rows(operation: Operation, given: tuple[Argument, ...], schemas: Schemas) -> list[Doc | None]:
    rows: list[Doc | None] = []
    for place, (key, *_) in _PLACES.items():
        parameters = [
            _parameter(argument.source, argument.name, schemas)
            for argument in given
            if isinstance(argument.source, Parameter) and argument.source.place is place
        ]
        if parameters:
            rows.append(concat(f"{key}: ", bracketed("[", parameters, "]")))
    content = chosen_content(operation)
    if operation.body is not None and content is not None:
        rows.append(concat("body: ", _payload(operation.body, content, given, schemas)))
    return rows


def _parameter(parameter: Parameter, name: str, schemas: Schemas) -> Doc:
    _, function, style, explode = _PLACES[parameter.place]
    if parameter.content_type:
        function = "jsonParameter"
    used = Uses(function, frozenset({Symbol("runtime/parameters", function)}))
    arguments: list[Doc] = [
        ts_string(parameter.wire_name),
        schemas.of(parameter.type),
        f"params.{name}",
    ]
    options: list[Doc] = []
    if not parameter.content_type:
        if parameter.style is not style:
            options.append(f"style: {ts_string(parameter.style.value)}")
        if parameter.explode is not explode and parameter.style is not Style.DEEP_OBJECT:
            options.append(f"explode: {str(parameter.explode).lower()}")
        if parameter.allow_reserved:
            options.append("allowReserved: true")
    spread = "" if parameter.place is Place.PATH else "..."
    if options:
        return hugged(concat(spread, used), (*arguments, inline_object(options)))
    return group(spread, used, bracketed("(", arguments, ")"))


def _payload(body: Body, content: Content, given: tuple[Argument, ...], schemas: Schemas) -> Doc:
    writer, usual = _PAYLOADS[content.codec]
    function = Uses(writer, frozenset({Symbol("runtime/bodies", writer)}))
    more: tuple[Doc, ...] = ()
    if content.media_type != usual:
        more = (ts_string(content.media_type),)
    if not body.arguments:
        name = next(one.name for one in given if one.source is body)
        value: Doc = f"params.{name}"
        if content.codec in (Codec.JSON, Codec.FORM) and not schemas.is_plain(content.type):
            value = called("s.encode", (schemas.of(content.type), value))
        return group(function, bracketed("(", (value, *more), ")"))
    tree = _tree(body, given, schemas)
    # Only an object that is the one argument begins on the line of the call.
    if more or not body.required:
        return concat(function, block("(", [tree, *more], ")"))
    return concat(function, "(", tree, ")")


def _tree(body: Body, given: tuple[Argument, ...], schemas: Schemas) -> Doc:
    """The object that is sent, its members in the order of the schema."""
    named = {
        argument.source.path: argument
        for argument in given
        if isinstance(argument.source, BodyArgument)
    }
    required = {envelope.path: envelope.required for envelope in body.envelopes}
    paths = list(dict.fromkeys((*(one.path for one in body.arguments), *required)))
    return _node((), paths, named, {(): body.required, **required}, schemas)


def _node(
    path: tuple[str, ...],
    paths: list[tuple[str, ...]],
    named: dict[tuple[str, ...], Argument],
    required: dict[tuple[str, ...], bool],
    schemas: Schemas,
) -> Doc:
    if path in named:
        return _leaf(named[path], schemas)
    depth = len(path)
    below = dict.fromkeys(
        other[: depth + 1] for other in paths if len(other) > depth and other[:depth] == path
    )
    rows = [
        keyed(ts_key(child[-1]), _node(child, paths, named, required, schemas)) for child in below
    ]
    members = block("{", rows, "}")
    if required.get(path, True):
        return members
    function = Uses("unlessEmpty", frozenset({Symbol("runtime/bodies", "unlessEmpty")}))
    return concat(function, "(", members, ")")


def _leaf(argument: Argument, schemas: Schemas) -> Doc:
    source = argument.source
    assert isinstance(source, BodyArgument)
    value = f"params.{argument.name}"
    if schemas.is_plain(source.field.type):
        return value
    return called("s.encode", (schemas.of(source.field.type), value))
