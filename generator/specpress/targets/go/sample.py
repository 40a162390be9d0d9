"""A call of an operation as a whole program, for the documentation and the README."""

from __future__ import annotations

from collections.abc import Iterator

from specpress.jsonvalue import Json
from specpress.model import Body, BodyArgument, Operation, Parameter
from specpress.targets.base import Sample
from specpress.targets.go.arguments import Argument, arguments, chosen_content
from specpress.targets.go.layout import key_values
from specpress.targets.go.operations import result_type
from specpress.targets.go.options import GoOptions
from specpress.targets.go.outcomes import type_of
from specpress.targets.go.reach import by_value_cycles
from specpress.targets.go.types import Types
from specpress.targets.go.values import Values


def sample(operation: Operation, types: Types, options: GoOptions) -> Sample:
    """A program that calls an operation with its required arguments and prints the result.

    Where the server is and who asks comes from the environment.
    """
    return Sample(
        label="Go",
        lexer="go",
        file="main.go",
        code=program(operation, types, options),
    )


def program(
    operation: Operation,
    types: Types,
    options: GoOptions,
    *,
    package: str = "main",
    function: str = "main",
) -> str:
    """The text of the program, as gofmt leaves it. `types` are those of the package.

    With other names than `main` it is an example for the documentation of the package.
    """
    group = operation.groups[0] if operation.groups else types.model.groups[0].id
    outside = Types(types.model, types.names, f"{options.package}.")
    call = f"client.{types.names.group(group)}.{types.names.operation(operation.id)}"
    printed = result_type(operation, types).form != "none"
    body = list(_body(operation, call, outside, printed=printed))
    text = "\n".join(body)
    standard = ["context", *["encoding/json", "os"] * printed, "log"]
    standard += ["time"] * ("time.Date(" in text)
    imports = [f'\t"{one}"' for one in sorted(standard)]
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


def _body(operation: Operation, call: str, types: Types, *, printed: bool) -> Iterator[str]:
    yield f"\tclient, err := {types.prefix}NewClient()"
    yield from _checked()
    lines = list(_arguments(operation, types))
    if printed:
        yield f"\tresult, err := {call}({lines[0]}"
    else:
        yield f"\terr = {call}({lines[0]}"
    yield from lines[1:]
    yield from _checked()
    if printed:
        yield "\tif err := json.NewEncoder(os.Stdout).Encode(result); err != nil {"
        yield from _checked()[1:]


def _checked() -> tuple[str, ...]:
    return ("\tif err != nil {", "\t\tlog.Fatal(err)", "\t}")


def _arguments(operation: Operation, types: Types) -> Iterator[str]:
    found = arguments(operation, types)
    if not found:
        yield "context.Background())"
        return
    params = types.prefix + types.names.table["params", operation.id]
    values = Values(types, by_value_cycles(types))
    pairs = [(one.name, _value(operation, one, values)) for one in found if one.required]
    if not pairs:
        yield f"context.Background(), {params}{{}})"
        return
    yield f"context.Background(), {params}{{"
    yield from (f"\t\t{line}" for line in key_values(pairs))
    yield "\t})"


def _value(operation: Operation, argument: Argument, values: Values) -> str:
    source = argument.source
    match source:
        case Parameter():
            value = values.of_docs(source.docs, source.wire_name, source.type)
            return values.expr(value, source.type)
        case BodyArgument(field=field, path=path):
            value = _from_example(operation, path)
            if value is None:
                value = values.of_docs(field.docs, field.wire_name, field.type)
            return values.expr(value, field.type)
        case Body():
            content = chosen_content(source)
            if content is None:
                return "nil"
            ref = content.type if content.codec.value == "form" else type_of(content)
            value = values.of_docs(content.docs, "body", ref)
            return values.expr(value, ref)


def _from_example(operation: Operation, path: tuple[str, ...]) -> Json:
    """What the example of the whole body has at a path, None where it has nothing."""
    body = operation.body
    examples = body.contents[0].docs.examples if body is not None else ()
    value: Json = examples[0].value if examples else None
    for key in path:
        value = value.get(key) if isinstance(value, dict) else None
    return value
