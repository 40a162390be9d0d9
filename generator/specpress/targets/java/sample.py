"""A call of an operation as a whole program, for the documentation and the README."""

from __future__ import annotations

from specpress.jsonvalue import Json
from specpress.model import Body, BodyArgument, Operation, Parameter
from specpress.naming import cases
from specpress.targets.base import Sample, TypeExpr
from specpress.targets.java.arguments import Argument, arguments, chosen_content, content_type
from specpress.targets.java.code import WIDTH, symbols
from specpress.targets.java.naming import class_name
from specpress.targets.java.options import JavaOptions
from specpress.targets.java.places import JSON_NODE
from specpress.targets.java.returns import returned
from specpress.targets.java.types import Types
from specpress.targets.java.values import Values

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
    call = f"client.{types.names.group(group)}().{types.names.operation(operation.id)}"
    parts: list[TypeExpr] = [value for _, value in values]
    lines: list[str] = []
    if given:
        request = class_name(types.names, "request", operation.id)
        parts.append(TypeExpr("", frozenset({types.places.model(request)})))
        lines += _request(request, values)
    passed = "request" if given else ""
    if result.nothing:
        lines.append(f"      {call}({passed});")
    else:
        parts.append(result.type)
        lines += _kept(result.type.text, f"{call}({passed})")
        lines.append("      System.out.println(result);")
    used = symbols([*parts, types.places.at(options.client)]) - {JSON_NODE}
    if "JsonNode" in "\n".join(lines):
        used |= {JSON_NODE}
    imports = sorted(f"import {one.module}.{one.name};" for one in used)
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


def _request(request: str, values: list[tuple[Argument, TypeExpr]]) -> list[str]:
    links = [f".{one.property.name}({value.text})" for one, value in values]
    line = f"      {request} request = {request}.builder(){''.join(links)}.build();"
    if len(line) <= WIDTH:
        return [line]
    return [
        f"      {request} request =",
        f"          {request}.builder()",
        *(f"              {link}" for link in links),
        "              .build();",
    ]


def _kept(kind: str, call: str) -> list[str]:
    line = f"      {kind} result = {call};"
    return [line] if len(line) <= WIDTH else [f"      {kind} result =", f"          {call};"]


def _value(operation: Operation, argument: Argument, values: Values) -> TypeExpr:
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
                return TypeExpr("null")
            return values.of_docs(content.docs, "body", content_type(content))


def _from_example(operation: Operation, path: tuple[str, ...]) -> Json:
    """What the example of the whole body has at a path, None where it has nothing."""
    body = operation.body
    examples = body.contents[0].docs.examples if body is not None else ()
    value: Json = examples[0].value if examples else None
    for key in path:
        value = value.get(key) if isinstance(value, dict) else None
    return value
