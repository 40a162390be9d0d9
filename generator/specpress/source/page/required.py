"""Requirements that nothing could meet: a type that requires itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from specpress.diagnostics import Location, Sink
from specpress.jsonvalue import Json, JsonObject, pointer
from specpress.source import extensions
from specpress.source.page import rules

PREFIX = "#/components/schemas/"


def drop_cycles(
    schemas: Mapping[str, JsonObject], places: Mapping[str, Location], sink: Sink
) -> None:
    """Takes the property that closes a cycle of required properties out of `required`.

    A value of such a type would have no end. `schemas` are the component schemas, new and changed
    in place; a list may be empty, so it ends a cycle.
    """
    done: set[str] = set()
    for name in schemas:
        _visit(name, schemas, places, sink, done)


def _visit(
    root: str,
    schemas: Mapping[str, JsonObject],
    places: Mapping[str, Location],
    sink: Sink,
    done: set[str],
) -> None:
    if root in done:
        return
    open_names = [root]
    iterators = [_required(schemas[root])]
    done.add(root)
    while open_names:
        found = next(iterators[-1], None)
        if found is None:
            open_names.pop()
            iterators.pop()
            continue
        field, target = found
        if target in open_names:
            _release(open_names[-1], field, target, schemas, places, sink)
        elif target not in done and target in schemas:
            done.add(target)
            open_names.append(target)
            iterators.append(_required(schemas[target]))


def _required(schema: JsonObject) -> Iterator[tuple[str, str]]:
    """The required properties that refer to a component, and its name."""
    properties = schema.get("properties")
    required = schema.get("required")
    if not isinstance(properties, dict) or not isinstance(required, list):
        return
    for name in list(required):
        part = properties.get(str(name))
        if isinstance(part, dict) and (target := target_of(part)):
            yield str(name), target


def target_of(schema: JsonObject) -> str:
    """The component that a schema refers to, "" if it refers to none."""
    found = schema.get("$ref")
    return found.removeprefix(PREFIX) if isinstance(found, str) else ""


def _release(
    owner: str,
    field: str,
    target: str,
    schemas: Mapping[str, JsonObject],
    places: Mapping[str, Location],
    sink: Sink,
) -> None:
    schema = schemas[owner]
    required, properties = schema["required"], schema["properties"]
    assert isinstance(required, list), "a required property was found in it"
    assert isinstance(properties, dict), "a required property was found in it"
    left: list[Json] = [name for name in required if name != field]
    schema["required"] = left
    if not left:
        del schema["required"]
    part = properties[field]
    assert isinstance(part, dict), "it refers to a component"
    part[extensions.DOCUMENTED_REQUIRED] = True
    place = places.get(pointer("components", "schemas", owner, "properties", field))
    message = f"`{field}` is labelled Required, so each `{target}` would contain another one"
    sink.report(rules.RECURSIVE.at(place or Location(file=""), message, hint="read as optional"))
