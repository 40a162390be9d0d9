"""A call of an operation as a whole program, for the documentation and the README."""

from __future__ import annotations

from specpress.jsonvalue import Json
from specpress.model import Body, BodyArgument, Operation, Parameter
from specpress.naming import cases
from specpress.targets.base import Sample
from specpress.targets.typescript.arguments import Argument, arguments
from specpress.targets.typescript.escape import ts_string
from specpress.targets.typescript.layout import Doc, block, concat, render
from specpress.targets.typescript.options import TypeScriptOptions
from specpress.targets.typescript.usage import chosen_content, owner
from specpress.targets.typescript.values import Values
from specpress.targets.typescript.wire_view import Wire


def sample(operation: Operation, wire: Wire, options: TypeScriptOptions) -> Sample:
    """A program that calls an operation with its required arguments and prints the result.

    Where the server is and who asks comes from the environment.
    """
    return Sample(
        label="TypeScript",
        lexer="typescript",
        file=f"{cases.kebab(operation.name.words)}.ts",
        code=program(operation, wire, options),
    )


def program(operation: Operation, wire: Wire, options: TypeScriptOptions) -> str:
    """The text of the program, as Prettier leaves it."""
    names = wire.names
    given = [one for one in arguments(operation, wire.types) if one.required]
    values = Values(wire.model)
    rows = [concat(f"{one.name}: ", _value(operation, one, values)) for one in given]
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


def _value(operation: Operation, argument: Argument, values: Values) -> Doc:
    source = argument.source
    match source:
        case Parameter():
            value = values.of_docs(source.docs, source.wire_name, source.type)
            return values.of_json(value, source.type)
        case BodyArgument(field=field, path=path):
            value = _from_example(operation, path)
            if value is None:
                value = values.of_docs(field.docs, field.wire_name, field.type)
            return values.of_json(value, field.type)
        case Body():
            content = chosen_content(operation)
            assert content is not None
            return values.of_json(values.of_docs(content.docs, "body", content.type), content.type)


def _from_example(operation: Operation, path: tuple[str, ...]) -> Json:
    """The part of the body's example at a path, None where it has none."""
    content = chosen_content(operation)
    if content is None or not content.docs.examples:
        return None
    value = content.docs.examples[0].value
    for key in path:
        if not isinstance(value, dict) or key not in value:
            return None
        value = value[key]
    return value
