"""A call of an operation as a whole program, for the documentation and the README."""

from __future__ import annotations

from specpress.model import Operation
from specpress.naming import cases
from specpress.targets.base import Sample
from specpress.targets.calling import Extent, plan
from specpress.targets.typescript.arguments import arguments
from specpress.targets.typescript.escape import ts_string
from specpress.targets.typescript.layout import Doc, assigned, block, concat, keyed, render
from specpress.targets.typescript.package import Package
from specpress.targets.typescript.usage import owner
from specpress.targets.typescript.values import Values
from specpress.targets.typescript.wire_view import Wire


def sample(operation: Operation, package: Package, extent: Extent = Extent.BRIEF) -> Sample:
    """A program that calls an operation and prints the result.

    Where the server is and who asks comes from the environment; `extent` says how much it passes.
    """
    return Sample(
        label="TypeScript",
        lexer="typescript",
        file=f"{cases.kebab(operation.name.words)}.ts",
        code=program(operation, package, extent),
    )


def program(operation: Operation, package: Package, extent: Extent = Extent.BRIEF) -> str:
    """The text of the program, as Prettier leaves it."""
    names = package.names
    values = Values(model=package.model, big_integers=package.options.big_integers)
    known = {id(one.source): one.name for one in arguments(operation, package.types)}
    rows = [
        keyed(known[id(one.slot.source)], values.of(one.value, one.slot.type))
        for one in plan(package.model, operation, extent).passed
    ]
    group = names.group(owner(operation, package.model))
    passed: Doc = block("{", rows, "}") if rows else ""
    result = render(Wire(package=package).result(operation)).text
    kept, shown = _shown(result)
    called = concat(f"await client.{group}.{names.operation(operation.id)}(", passed, ")")
    statement = concat(f"const {kept} =", assigned(called), ";") if kept else concat(called, ";")
    lines = [
        f"import {{ Client }} from {ts_string(package.options.package)};",
        "",
        "const client = new Client();",
        render(statement).text,
        *shown,
    ]
    return "\n".join(lines) + "\n"


def _shown(result: str) -> tuple[str, tuple[str, ...]]:
    """The variable for the result, and the lines that print it."""
    if result == "undefined":
        return "", ()
    if result == "ByteStream":
        return "file", ("console.log(await file.bytes());",)
    if result.startswith("ApiStream<") and result.endswith(">") and " | " not in result:
        loop = ("for await (const item of stream) {", "  console.log(item);", "}")
        return "stream", loop
    return "result", ("console.log(result);",)
