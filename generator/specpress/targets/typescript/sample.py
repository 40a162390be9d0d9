"""A call of an operation as a whole program, for the documentation and the README."""

from __future__ import annotations

from specpress.model import Operation
from specpress.naming import cases
from specpress.targets.base import Sample
from specpress.targets.calling import Extent, plan
from specpress.targets.typescript.arguments import arguments
from specpress.targets.typescript.escape import ts_string
from specpress.targets.typescript.layout import Doc, block, concat, keyed, render
from specpress.targets.typescript.options import TypeScriptOptions
from specpress.targets.typescript.usage import owner
from specpress.targets.typescript.values import Values
from specpress.targets.typescript.wire_view import Wire


def sample(
    operation: Operation, wire: Wire, options: TypeScriptOptions, extent: Extent = Extent.BRIEF
) -> Sample:
    """A program that calls an operation and prints the result; `extent` says how much it passes.

    Where the server is and who asks comes from the environment.
    """
    return Sample(
        label="TypeScript",
        lexer="typescript",
        file=f"{cases.kebab(operation.name.words)}.ts",
        code=program(operation, wire, options, extent),
    )


def program(
    operation: Operation, wire: Wire, options: TypeScriptOptions, extent: Extent = Extent.BRIEF
) -> str:
    """The text of the program, as Prettier leaves it."""
    names = wire.names
    found = {id(one.source): one.name for one in arguments(operation, wire.types)}
    values = Values(wire.model)
    rows = [
        keyed(found[id(one.slot.source)], values.of_json(one.value, one.slot.type))
        for one in plan(wire.model, operation, extent).passed
    ]
    group = names.group(owner(operation, wire.model))
    call = f"client.{group}.{names.operation(operation.id)}"
    result = render(wire.result(operation)).text
    kept, shown = ("", "") if result == "undefined" else ("const result = ", "console.log(result);")
    passed: Doc = block("{", rows, "}") if rows else ""
    lines = [
        f"import {{ Client }} from {ts_string(options.package)};",
        "",
        "const client = new Client();",
        render(concat(f"{kept}await {call}(", passed, ");")).text,
        *[shown] * bool(shown),
    ]
    return "\n".join(lines) + "\n"
