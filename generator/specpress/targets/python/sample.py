"""A call of an operation as a whole program, for the documentation and the README."""

from __future__ import annotations

import re

from specpress.jsonvalue import Json
from specpress.model import ApiModel, Body, BodyArgument, Codec, Operation, Parameter
from specpress.naming.scopes import Names
from specpress.targets.base import Sample
from specpress.targets.python.arguments import Argument, MediaTypeChoice, arguments
from specpress.targets.python.escape import py_string
from specpress.targets.python.layout import laid_out
from specpress.targets.python.options import PythonOptions
from specpress.targets.python.results import return_type
from specpress.targets.python.values import Values

_IMPORTS = (
    (re.compile(r"\bdatetime\."), "import datetime"),
    (re.compile(r"\bDecimal\("), "from decimal import Decimal"),
    (re.compile(r"\bUUID\("), "from uuid import UUID"),
)


def sample(operation: Operation, model: ApiModel, names: Names, options: PythonOptions) -> Sample:
    """A program that calls an operation with its required arguments and prints the result.

    Where the server is and who asks comes from the environment.
    """
    name = names.operation(operation.id)
    return Sample(
        label="Python",
        lexer="python",
        file=f"{name}.py",
        code=program(operation, model, names, options),
    )


def program(operation: Operation, model: ApiModel, names: Names, options: PythonOptions) -> str:
    """The text of the program, as Black leaves it."""
    group = operation.groups[0] if operation.groups else model.groups[0].id
    given = [one for one in arguments(operation, model, names) if one.required]
    values = Values(model=model, names=names)
    passed = [f"{one.name}={_value(operation, one, values)}" for one in given]
    call = f"client.{names.group(group)}.{names.operation(operation.id)}"
    uses = ["Client"] + ["models"] * any("models." in one for one in passed)
    imports = [line for used, line in _IMPORTS if any(used.search(one) for one in passed)]
    lines = [
        *imports,
        *[""] * bool(imports),
        f"from {options.package} import {', '.join(uses)}",
        "",
        "with Client() as client:",
        *_call(call, passed, returns=return_type(operation, names).text != "None"),
    ]
    return laid_out("\n".join(lines) + "\n")


def _call(call: str, passed: list[str], *, returns: bool) -> list[str]:
    kept, shown = ("result = ", ["    print(result)"]) if returns else ("", [])
    if not passed:
        return [f"    {kept}{call}()", *shown]
    return [f"    {kept}{call}(", *(f"        {one}," for one in passed), "    )", *shown]


def _value(operation: Operation, argument: Argument, values: Values) -> str:
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
        case MediaTypeChoice():
            return py_string(source.body.contents[0].media_type)
        case Body(contents=(content, *_)):
            if content.codec is Codec.BYTES:
                return 'b"..."'
            value = values.of_docs(content.docs, "body", content.type)
            return values.of_json(value, content.type)
        case Body():
            return "None"


def _from_example(operation: Operation, path: tuple[str, ...]) -> Json:
    """What the example of the whole body has at a path, None where it has nothing."""
    body = operation.body
    examples = body.contents[0].docs.examples if body is not None else ()
    value: Json = examples[0].value if examples else None
    for key in path:
        value = value.get(key) if isinstance(value, dict) else None
    return value
