"""What becomes of the arguments of a call: the functions in `operations/`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from specpress.model import Body, Content, Operation, Parameter, Place, Style
from specpress.targets.base import Symbol
from specpress.targets.typescript.arguments import Argument
from specpress.targets.typescript.escape import ts_string
from specpress.targets.typescript.forms import Payloads, is_json
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
)
from specpress.targets.typescript.naming import params_type
from specpress.targets.typescript.package import Package
from specpress.targets.typescript.schemas import Schemas
from specpress.targets.typescript.usage import owner

_PLACES = {
    Place.PATH: ("path", "pathParameter", Style.SIMPLE, False),
    Place.QUERY: ("query", "queryParameter", Style.FORM, True),
    Place.HEADER: ("headers", "headerParameter", Style.SIMPLE, False),
    Place.COOKIE: ("cookies", "cookieParameter", Style.FORM, True),
}
_OPERATION = "type runtime/operation"


def argument_functions(
    operation: Operation, given: tuple[Argument, ...], package: Package
) -> Iterator[Doc]:
    """The exported `xArguments(params: XParams): Arguments`, and what it needs beside it."""
    call = _Call(operation=operation, given=given, package=package)
    table = package.names.table
    result = block("{", list(call.rows()), "}")
    yield call.function(
        f"export function {table['arguments', operation.id]}",
        "Arguments",
        indent(HARD, concat("return ", result, ";")),
    )
    chosen = next((one for one in given if one.contents), None)
    if chosen is not None:
        name = f"function {table['content', operation.id]}"
        yield call.function(name, "Payload | undefined", call.choice(chosen))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Call:
    operation: Operation
    given: tuple[Argument, ...]
    package: Package

    def function(self, name: str, result: str, body: Doc) -> Doc:
        """A function of the `params` of the call."""
        names = self.package.names
        module = f"resources/{names.table['module', owner(self.operation, self.package.model)]}"
        params = Uses(
            f"resource.{params_type(names, self.operation)}",
            frozenset({Symbol(f"type * {module}", "resource")}),
        )
        first = result.partition(" ")[0]
        returned = Uses(result, frozenset({Symbol(_OPERATION, first)}))
        typed = concat("params: ", params)
        head = group("(", indent(SOFT, typed, IfBroken(",")), SOFT, "): ", returned, " {")
        return concat(name, head, body, HARD, "}")

    def rows(self) -> Iterator[Doc]:
        """The members of what the arguments become."""
        for place, (key, *_) in _PLACES.items():
            parameters = [
                _parameter(argument.source, argument.name, self.package.schemas)
                for argument in self.given
                if isinstance(argument.source, Parameter) and argument.source.place is place
            ]
            if parameters:
                yield concat(f"{key}: ", bracketed("[", parameters, "]"))
        payloads = Payloads(self.package.schemas)
        for argument in self.given:
            source = argument.source
            if isinstance(source, Parameter) and source.place is Place.QUERYSTRING:
                value = payloads.query(source, f"params.{argument.name}")
                yield concat("querystring: ", value)
        body = self.operation.body
        if body is not None and body.contents:
            yield concat("body: ", self._body(body, payloads))

    def _body(self, body: Body, payloads: Payloads) -> Doc:
        if body.arguments:
            return payloads.flattened(body, body.contents[0], self.given)
        argument = next(one for one in self.given if one.source is body)
        if argument.contents:
            return f"{self.package.names.table['content', self.operation.id]}(params)"
        value = f"params.{argument.name}"
        return payloads.whole(body.contents[0], value, certain=argument.required)

    def choice(self, argument: Argument) -> Doc:
        """The statements that make the body in the media type that the caller chose."""
        chosen = self.package.names.table["media", self.operation.id]
        payloads = Payloads(self.package.schemas)
        cases = [
            self._case(content, payloads, argument, is_first=number == 0)
            for number, content in enumerate(argument.contents)
        ]
        body = indent(*(part for case in cases for part in (HARD, case)))
        return indent(HARD, concat(f"switch (params.{chosen}) {{", body, HARD, "}"))

    def _case(
        self, content: Content, payloads: Payloads, argument: Argument, *, is_first: bool
    ) -> Doc:
        value = f"params.{argument.name}"
        payload = payloads.whole(content, value, certain=argument.required)
        nobody: tuple[Doc, ...] = ("case undefined:", HARD) if is_first else ()
        label = f"case {ts_string(content.media_type)}:"
        return concat(*nobody, label, indent(HARD, concat("return ", payload, ";")))


def _parameter(parameter: Parameter, name: str, schemas: Schemas) -> Doc:
    _, function, style, explode = _PLACES[parameter.place]
    used = Uses(function, frozenset({Symbol("runtime/parameters", function)}))
    schema = schemas.of(parameter.type)
    if is_json(parameter.content_type):
        as_json = Uses("asJson", frozenset({Symbol("runtime/parameters", "asJson")}))
        schema = group(as_json, bracketed("(", (schema,), ")"))
    arguments: list[Doc] = [ts_string(parameter.wire_name), schema, f"params.{name}"]
    options: list[Doc] = []
    if not parameter.content_type:
        if parameter.style is not style:
            options.append(f"style: {ts_string(parameter.style.value)}")
        if parameter.explode is not explode and parameter.style is not Style.DEEP_OBJECT:
            options.append(f"explode: {str(parameter.explode).lower()}")
        if parameter.allow_reserved and parameter.place is Place.QUERY:
            options.append("allowReserved: true")
    spread = "" if parameter.place is Place.PATH else "..."
    if options:
        return hugged(concat(spread, used), (*arguments, inline_object(options)))
    return group(spread, used, bracketed("(", arguments, ")"))
