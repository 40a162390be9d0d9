"""A call of an operation as a whole program, for the documentation and the README."""

from __future__ import annotations

from specpress.jsonvalue import Json
from specpress.model import Body, BodyArgument, Operation, Parameter
from specpress.naming import cases
from specpress.targets.base import Sample
from specpress.targets.java.arguments import Argument, arguments, chosen_content, content_type
from specpress.targets.java.code import Chain, assignment, call, statement
from specpress.targets.java.naming import class_name
from specpress.targets.java.options import JavaOptions
from specpress.targets.java.returns import returned
from specpress.targets.java.types import Types
from specpress.targets.java.values import Value, Values

_MAIN = "Example"


def sample(operation: Operation, types: Types, options: JavaOptions) -> Sample:
    """A program that calls an operation with its required arguments and prints the result.

    Where the server is and who asks comes from the environment.
    """
    name = cases.pascal((*cases.snake(operation.name.words).split("_"), "example"))
    name = name if name.isascii() and name.isidentifier() else _MAIN
    return Sample(
        label="Java",
        lexer="java",
        file=f"{name}.java",
        code=program(operation, types, options, name),
    )


def program(operation: Operation, types: Types, options: JavaOptions, name: str = _MAIN) -> str:
    """The text of the program, as google-java-format leaves it."""
    group = operation.groups[0] if operation.groups else types.model.groups[0].id
    given = arguments(operation, types)
    values = [(one, _value(operation, one, Values(types))) for one in given if one.required]
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


def _value(operation: Operation, argument: Argument, values: Values) -> Value:
    source = argument.source
    match source:
        case Parameter():
            return values.of_docs(source.docs, source.wire_name, source.type)
        case BodyArgument(field=field, path=path):
            value = _from_example(operation, path)
            if value is not None:
                return values.of_json(value, field.type)
            return values.of_docs(field.docs, field.wire_name, field.type)
        case Body():
            content = chosen_content(source)
            if content is None:
                return Value("null")
            return values.of_docs(content.docs, "body", content_type(content))


def _from_example(operation: Operation, path: tuple[str, ...]) -> Json:
    """What the example of the whole body has at a path, None where it has nothing."""
    body = operation.body
    examples = body.contents[0].docs.examples if body is not None else ()
    value: Json = examples[0].value if examples else None
    for key in path:
        value = value.get(key) if isinstance(value, dict) else None
    return value
