"""A call of an operation as a whole program, for the documentation and the README."""

from __future__ import annotations

from typing import cast

from specpress.model import Operation
from specpress.naming import cases
from specpress.targets.base import Sample
from specpress.targets.calling import Extent, Making, Passed, plan
from specpress.targets.java.arguments import Argument, arguments
from specpress.targets.java.code import Chain, assignment, call, statement
from specpress.targets.java.naming import class_name, owner
from specpress.targets.java.options import JavaOptions
from specpress.targets.java.returns import returned
from specpress.targets.java.types import Types
from specpress.targets.java.values import Value, Values

_MAIN = "Example"


def sample(
    operation: Operation, types: Types, options: JavaOptions, extent: Extent = Extent.BRIEF
) -> Sample:
    """A program that calls an operation and prints the result.

    Where the server is and who asks comes from the environment. `extent` says whether it passes
    what the call needs, or all arguments.
    """
    name = cases.pascal((*cases.snake(operation.name.words).split("_"), "example"))
    name = name if name.isascii() and name.isidentifier() else _MAIN
    return Sample(
        label="Java",
        lexer="java",
        file=f"{name}.java",
        code=program(operation, types, options, name, extent),
    )


def program(
    operation: Operation,
    types: Types,
    options: JavaOptions,
    name: str = _MAIN,
    extent: Extent = Extent.BRIEF,
) -> str:
    """The text of the program, as google-java-format leaves it."""
    group = owner(operation, types.model)
    given = arguments(operation, types)
    by_source = {id(one.source): one for one in given}
    calls = plan(types.model, operation, extent, making=_making(types, extent))
    values = [(by_source[id(one.slot.source)], _value(one, Values(types))) for one in calls.passed]
    result = returned(operation, types)
    method = f"client.{types.names.group(group)}().{types.names.operation(operation.id)}"
    used = {symbol for _, value in values for symbol in value.symbols}
    used.add(types.places.at(options.client))
    lines: list[str] = []
    if given:
        request = class_name(types.names, "request", operation.id)
        used.add(types.places.model(request))
        lines.append(_request(request, values))
    made = call(method, *(["request"] if given else []))
    if result.nothing:
        lines.append(statement(made, 6))
    else:
        used |= result.type.symbols
        lines.append(assignment(f"{result.type.text} result", made, 6))
        lines.append("      System.out.println(result);")
    imports = [f"import {one};" for one in sorted(f"{one.module}.{one.name}" for one in used)]
    return "\n".join(
        (
            *imports,
            "",
            f"public final class {name} {{",
            *(['  @SuppressWarnings("deprecation")'] if operation.deprecated else []),
            "  public static void main(String[] args) {",
            f"    try ({options.client} client = {options.client}.fromEnvironment()) {{",
            *lines,
            "    }",
            "  }",
            "}",
            "",
        )
    )


def _request(request: str, values: list[tuple[Argument, Value]]) -> str:
    links = [call(one.property.name, value.code) for one, value in values]
    chain = Chain(call(f"{request}.builder"), (*links, call("build")))
    return assignment(f"{request} request", chain, 6)


def _value(passed: Passed, values: Values) -> Value:
    """What the builder is given; a body of octets takes them as they are."""
    return values.of(passed.value, passed.slot.type)


def _making(types: Types, extent: Extent) -> Making:
    """What makes up values; it remembers them for other operations."""
    known = types.memo.get(("making", extent))
    if known is None:
        known = types.memo["making", extent] = Making(types.model, extent)
    return cast(Making, known)
