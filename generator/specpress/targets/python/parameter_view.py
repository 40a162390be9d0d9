"""How the arguments outside of the body are written."""

from __future__ import annotations

from collections.abc import Iterator

from specpress.model import Alias, ApiModel, Named, Nullable, Parameter, Place, Record, Style
from specpress.targets.base import TypeExpr
from specpress.targets.python.arguments import WIRE, Argument
from specpress.targets.python.escape import py_string

_WRITERS = {
    Place.PATH: ("path_parameter", Style.SIMPLE, False),
    Place.QUERY: ("query_parameter", Style.FORM, True),
    Place.HEADER: ("header_parameter", Style.SIMPLE, False),
    Place.COOKIE: ("cookie_parameter", Style.FORM, True),
}


def parameters(given: tuple[Argument, ...], place: Place) -> Iterator[TypeExpr]:
    """Expressions for the arguments in a place; those of a query that is one form are with the
    others of the query."""
    for argument in given:
        source = argument.source
        if not isinstance(source, Parameter):
            continue
        if source.place is place:
            yield TypeExpr(_parameter(source, argument.name), frozenset({WIRE}))
        elif source.place is Place.QUERYSTRING and place is Place.QUERY and _is_form(source):
            yield TypeExpr(f"wire.query_form({argument.name})", frozenset({WIRE}))


def querystring(given: tuple[Argument, ...]) -> TypeExpr | None:
    """The expression for a query that is one document, None where it has names and values."""
    for argument in given:
        source = argument.source
        if (
            isinstance(source, Parameter)
            and source.place is Place.QUERYSTRING
            and not _is_form(source)
        ):
            return TypeExpr(f"wire.query_document({argument.name})", frozenset({WIRE}))
    return None


def _is_form(parameter: Parameter) -> bool:
    return not is_json(parameter.content_type)


def is_json(media_type: str) -> bool:
    """Whether a media type is JSON."""
    return media_type.endswith(("/json", "+json"))


def is_record(ref: object, model: ApiModel) -> bool:
    """Whether a type is an object with fields, through aliases."""
    seen: set[str] = set()
    while True:
        match ref:
            case Nullable(of):
                ref = of
            case Named(id) if id not in seen:
                seen.add(id)
                definition = model.types[id]
                if not isinstance(definition, Alias):
                    return isinstance(definition, Record)
                ref = definition.target
            case _:
                return False


def _parameter(parameter: Parameter, name: str) -> str:
    value = f"wire.json_text({name})" if is_json(parameter.content_type) else name
    writer, style, explode = _WRITERS[parameter.place]
    text = f"wire.{writer}({py_string(parameter.wire_name)}, {value}"
    if parameter.content_type:
        return f"{text})"
    if parameter.style is not style:
        text += f", style={py_string(parameter.style.value)}"
    if parameter.explode is not explode and parameter.style is not Style.DEEP_OBJECT:
        text += f", explode={parameter.explode}"
    if parameter.allow_reserved and parameter.place is Place.QUERY:
        text += ", allow_reserved=True"
    return f"{text})"
