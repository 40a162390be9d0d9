"""A call of an operation as a whole program, for the documentation and the README."""

from __future__ import annotations

from specpress.jsonvalue import Json
from specpress.model import ApiModel, Body, BodyArgument, Operation, Parameter
from specpress.naming.scopes import Names
from specpress.targets.base import Sample
from specpress.targets.rust import layout
from specpress.targets.rust.arguments import Argument, arguments
from specpress.targets.rust.options import RustOptions
from specpress.targets.rust.types import Types
from specpress.targets.rust.values import Values
from specpress.targets.rust.wire_view import result


def sample(operation: Operation, model: ApiModel, names: Names, options: RustOptions) -> Sample:
    """A program that calls an operation with its required arguments and prints the result.

    Where the server is and who asks comes from the environment.
    """
    return Sample(
        label="Rust",
        lexer="rust",
        file=f"{names.operation(operation.id)}.rs",
        code=program(operation, model, names, options),
    )


def program(operation: Operation, model: ApiModel, names: Names, options: RustOptions) -> str:
    """The text of the program. It needs the crate, and tokio for its `main`."""
    group = names.group(operation.groups[0] if operation.groups else model.groups[0].id)
    types = Types(model=model, names=names, prefix=f"{options.library}::models::")
    values = Values(model=model, names=names, types=types, library=options.library)
    found = [one for one in arguments(operation, model, names) if one.required]
    passed: list[str] = []
    made: list[str] = []
    for one in found:
        value = _value(operation, one, values)
        expression = values.argument(value, one.type)
        passed.append(expression or one.name)
        if not expression:
            made.append(f"    {values.statement(one.name, value, one.type)}")
    call = layout.call(f".{names.operation(operation.id)}", passed, "", 8)
    returns = result(operation, model, names).type != "()"
    lines = [
        f"use {options.library}::Client;",
        "",
        "#[tokio::main]",
        f"async fn main() -> Result<(), {options.library}::Error> {{",
        "    let client = Client::from_env()?;",
        *made,
        f"    {'let result = ' if returns else ''}client",
        f"        .{group}()",
        f"        {call}",
        "        .send()",
        "        .await?;",
        *['    println!("{result:#?}");'] * returns,
        "    Ok(())",
        "}",
    ]
    line = f"    {'let result = ' if returns else ''}client.{group}(){call}.send().await?;"
    chain = line.strip().removeprefix("let result = ").removesuffix(";")
    if "\n" not in call and len(chain) <= 60:
        begin = 5 + len(made)
        lines[begin : begin + 5] = [line]
    return "\n".join(lines) + "\n"


def _value(operation: Operation, argument: Argument, values: Values) -> Json:
    source = argument.source
    value: Json
    match source:
        case Parameter():
            value = values.of_docs(source.docs, source.wire_name, source.type)
        case BodyArgument(field=field, path=path):
            value = _from_example(operation, path)
            if value is None:
                value = values.of_docs(field.docs, field.wire_name, field.type)
        case Body():
            docs = source.contents[0].docs
            value = values.of_docs(docs, "body", argument.type)
    return value


def _from_example(operation: Operation, path: tuple[str, ...]) -> Json:
    """What the example of the whole body has at a path, None where it has nothing."""
    body = operation.body
    examples = body.contents[0].docs.examples if body is not None else ()
    value: Json = examples[0].value if examples else None
    for key in path:
        value = value.get(key) if isinstance(value, dict) else None
    return value
