"""The classes of one operation: its arguments, and what it sends and returns in many forms."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from specpress.model import Operation
from specpress.targets.base import Symbol, TypeExpr
from specpress.targets.java.arguments import arguments
from specpress.targets.java.code import expr, extending
from specpress.targets.java.contents import called, choices, has_choice, sent_type
from specpress.targets.java.javadoc import comment
from specpress.targets.java.models import VariantRecord
from specpress.targets.java.naming import class_name
from specpress.targets.java.properties import Property
from specpress.targets.java.returns import returned
from specpress.targets.java.types import Types


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestFile:
    """The arguments of an operation as a class with a builder."""

    package: str
    doc: str
    name: str
    head: TypeExpr
    properties: tuple[Property, ...]
    use: Mapping[str, Symbol]


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultFile:
    """What a call returns, as a sealed interface with a record for each answer."""

    package: str
    doc: str
    name: str
    variants: tuple[VariantRecord, ...]


def request_file(operation: Operation, types: Types) -> RequestFile | None:
    """The class for the arguments of an operation, None where it has none."""
    given = arguments(operation, types)
    if not given:
        return None
    name = class_name(types.names, "request", operation.id)
    return RequestFile(
        package=types.places.model(name).module,
        doc=comment([f"The arguments of `{operation.id}`. What is left out is not sent."]),
        name=name,
        head=expr(
            extending(f"public final class {name}", "CallArguments", 0),
            types.places.json("CallArguments"),
        ),
        properties=tuple(one.property for one in given),
        use=types.places.vocabulary,
    )


def result_files(operation: Operation, types: Types) -> Iterator[ResultFile]:
    """The types of what an operation returns, where its answers differ."""
    for streams in (False, True) if operation.has_stream_beside else (False,):
        result = returned(operation, types, streams=streams)
        if result.variants:
            kind = "stream result" if streams else "result"
            doc = f"What `{operation.id}` returns{' while it comes' if streams else ''}."
            yield _sealed(class_name(types.names, kind, operation.id), doc, result.variants, types)


def choice_file(operation: Operation, types: Types) -> ResultFile | None:
    """The type of a body that can be sent in several media types."""
    if operation.body is None or not has_choice(operation):
        return None
    variants = []
    contents = choices(operation.body)
    for content, name in zip(contents, called(contents), strict=True):
        plain = types.plain(sent_type(content))
        variants.append(
            VariantRecord(
                doc=comment([f"`{content.media_type}`."], indent=2),
                name=name,
                component=TypeExpr(f"{plain.text} body", plain.symbols),
            )
        )
    name = class_name(types.names, "content", operation.id)
    doc = f"The body of `{operation.id}` in one of its media types."
    return _sealed(name, doc, tuple(variants), types)


def _sealed(name: str, doc: str, variants: tuple[VariantRecord, ...], types: Types) -> ResultFile:
    return ResultFile(
        package=types.places.model(name).module, doc=comment([doc]), name=name, variants=variants
    )
