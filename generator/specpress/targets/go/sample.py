"""A call of an operation as a whole program, for the documentation and the README."""

from __future__ import annotations

from collections.abc import Iterator

from specpress.model import Codec, Operation
from specpress.targets.base import Sample
from specpress.targets.calling import Extent, Passed, plan
from specpress.targets.go.arguments import Argument, arguments
from specpress.targets.go.layout import key_values
from specpress.targets.go.literals import Node, laid_out
from specpress.targets.go.operations import result_type
from specpress.targets.go.options import GoOptions
from specpress.targets.go.outcomes import outcomes
from specpress.targets.go.reach import by_value_cycles
from specpress.targets.go.types import Types
from specpress.targets.go.values import Values


def sample(
    operation: Operation, types: Types, options: GoOptions, extent: Extent = Extent.BRIEF
) -> Sample:
    """A program that calls an operation and prints the result.

    Where the server is and who asks comes from the environment.
    """
    return Sample(
        label="Go",
        lexer="go",
        file="main.go",
        code=program(operation, types, options, extent=extent),
    )


def program(
    operation: Operation,
    types: Types,
    options: GoOptions,
    *,
    package: str = "main",
    function: str = "main",
    extent: Extent = Extent.BRIEF,
) -> str:
    """The text of the program, as gofmt leaves it. `types` are those of the package.

    With other names than `main` it is an example for the documentation of the package.
    """
    group = operation.groups[0] if operation.groups else types.model.groups[0].id
    outside = Types(types.model, types.names, f"{options.package}.")
    call = f"client.{types.names.group(group)}.{types.names.operation(operation.id)}"
    values = Values(outside, by_value_cycles(types), {"context", "log"})
    text = "\n".join(_body(operation, call, outside, values, extent))
    imports = [f'\t"{one}"' for one in sorted(values.imports)]
    lines = [
        f"package {package}",
        "",
        "import (",
        *imports,
        "",
        f"\t{options.import_spec}",
        ")",
        "",
    ]
    return "\n".join([*lines, f"func {function}() {{", text, "}", ""])


def _body(
    operation: Operation, call: str, types: Types, values: Values, extent: Extent
) -> Iterator[str]:
    result = result_type(operation, types)
    lines = list(_arguments(operation, types, values, extent))
    yield f"\tclient, err := {types.prefix}NewClient()"
    yield from _checked()
    yield f"\t{'err =' if result.form == 'none' else 'result, err :='} {call}({lines[0]}"
    yield from lines[1:]
    yield from _checked()
    match result.form:
        case "none":
            pass
        case "live" if outcomes(operation)[0].content is None:
            pass
        case "live" if result.held.text.endswith("Download"):
            values.imports.update(("io", "os"))
            yield "\tdefer result.Close()"
            yield "\tif _, err := io.Copy(os.Stdout, result); err != nil {"
            yield from _checked()[1:]
        case "live":
            values.imports.update(("encoding/json", "os"))
            yield "\tfor element, err := range result.All() {"
            yield from (f"\t{line}" for line in _checked())
            yield "\t\tif err := json.NewEncoder(os.Stdout).Encode(element); err != nil {"
            yield from (f"\t{line}" for line in _checked()[1:])
            yield "\t}"
        case _:
            values.imports.update(("encoding/json", "os"))
            yield "\tif err := json.NewEncoder(os.Stdout).Encode(result); err != nil {"
            yield from _checked()[1:]


def _checked() -> tuple[str, ...]:
    return ("\tif err != nil {", "\t\tlog.Fatal(err)", "\t}")


def _arguments(operation: Operation, types: Types, values: Values, extent: Extent) -> Iterator[str]:
    found = arguments(operation, types)
    if not found:
        yield "context.Background())"
        return
    params = types.prefix + types.names.table["params", operation.id]
    passed = plan(types.model, operation, extent).passed
    pairs = [
        (one.name, _value(one, given, values)) for given in passed if (one := _of(given, found))
    ]
    if not pairs:
        yield f"context.Background(), {params}{{}})"
        return
    yield f"context.Background(), {params}{{"
    laid = key_values((name, laid_out(node, 2, len(name) + 2)) for name, node in pairs)
    yield from (f"\t\t{line}" for line in laid)
    yield "\t})"


def _of(passed: Passed, found: tuple[Argument, ...]) -> Argument | None:
    """The field that an argument is given in."""
    source, content = passed.slot.source, passed.slot.content
    return next((one for one in found if one.source is source and one.content is content), None)


def _value(argument: Argument, passed: Passed, values: Values) -> Node:
    if argument.content is not None and argument.content.codec is Codec.BYTES:
        return values.reader(passed.value)
    if argument.required:
        return values.expr(passed.value, passed.slot.type)
    return values.optional(passed.value, passed.slot.type)
