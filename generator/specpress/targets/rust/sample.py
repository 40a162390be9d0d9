"""A call of an operation as a whole program, for the documentation and the README."""

from __future__ import annotations

from dataclasses import dataclass

from specpress.model import ApiModel, Operation
from specpress.naming.scopes import Names
from specpress.targets.base import Sample
from specpress.targets.calling import Extent, Making, Passed, plan
from specpress.targets.rust import layout
from specpress.targets.rust.arguments import Argument, arguments
from specpress.targets.rust.options import RustOptions
from specpress.targets.rust.results import result, streamed_content
from specpress.targets.rust.types import Types
from specpress.targets.rust.values import Values

_CHAIN = 60
"""The widest chain of calls on one line, for rustfmt."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Samples:
    """Writes the samples of one API. What was made up for one operation serves the others."""

    model: ApiModel
    names: Names
    options: RustOptions
    making: Making

    def sample(self, operation: Operation) -> Sample:
        """A program that makes a call and prints the result.

        Where the server is and who asks comes from the environment.
        """
        return Sample(
            label="Rust",
            lexer="rust",
            file=f"{self.names.operation(operation.id)}.rs",
            code=self.program(operation),
        )

    def program(self, operation: Operation) -> str:
        """The text of the program. It needs the crate, and tokio for its `main`."""
        library = self.options.library
        types = Types(model=self.model, names=self.names, prefix=f"{library}::models::")
        values = Values(model=self.model, names=self.names, types=types, library=library)
        found = {id(one.source): one for one in arguments(operation, self.model, self.names)}
        calls = plan(self.model, operation, self.making.extent, making=self.making)
        made: list[str] = []
        required: list[str] = []
        setters: list[str] = []
        for passed in calls.passed:
            argument = found[id(passed.slot.source)]
            expression = _expression(argument, passed, values)
            if not expression:
                made.append(f"    {values.statement(argument.name, passed.value, argument.type)}")
                expression = argument.name
            if argument.required:
                required.append(expression)
            else:
                setters.append(layout.call(f".{argument.name}", [expression], "", 8))
        group = self.names.group((*operation.groups, self.model.groups[0].id)[0])
        head = layout.call(f".{self.names.operation(operation.id)}", required, "", 8)
        links = [f".{group}()", head, *setters, ".send()", ".await?"]
        streams = streamed_content(operation) is not None and not operation.has_stream_beside
        answers = streams or result(operation, self.model, self.names).type != "()"
        lines = [
            f"use {library}::Client;",
            "",
            "#[tokio::main]",
            f"async fn main() -> Result<(), {library}::Error> {{",
            "    let client = Client::from_env()?;",
            *made,
            *_chain(links, "let result = " if answers else ""),
            *['    println!("{result:#?}");'] * answers,
            "    Ok(())",
            "}",
        ]
        return "\n".join(lines) + "\n"


def samples(
    model: ApiModel, names: Names, options: RustOptions, extent: Extent = Extent.BRIEF
) -> Samples:
    """The writer of samples for an API; `extent` says how much a call passes."""
    return Samples(model=model, names=names, options=options, making=Making(model, extent))


def _expression(argument: Argument, passed: Passed, values: Values) -> str:
    """What is passed for an argument, "" where it needs a statement of its own."""
    if argument.choice:
        return values.exactly(passed.value, argument.type)
    nullable = values.types.is_nullable(argument.type)
    if nullable and not argument.required:
        if passed.value is None:
            return f"{values.library}::Nullable::Null"
        return values.exactly(passed.value, values.types.bare(argument.type))
    return values.argument(passed.value, argument.type)


def _chain(links: list[str], before: str) -> list[str]:
    """`client` and what is called on it, as rustfmt lays it out."""
    line = "client" + "".join(links)
    if "\n" not in line and len(line) <= _CHAIN:
        return [f"    {before}{line};"]
    rest = [f"        {link}" for link in links]
    return [f"    {before}client", *rest[:-1], f"{rest[-1]};"]
