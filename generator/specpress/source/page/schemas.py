"""Shapes to OpenAPI schemas: the label of the page, weighed against the examples."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from specpress.diagnostics import Location, Rule, Sink
from specpress.jsonvalue import Json, JsonObject, pointer
from specpress.source import extensions
from specpress.source.page import labels, rules
from specpress.source.page.fields import Row
from specpress.source.page.shapes import Seen, Shape, Shapes
from specpress.source.page.values import (
    OPEN,
    elements,
    fits,
    is_placeholder,
    nullable,
    scalar_schema,
)
from specpress.source.page.words import SCALARS, Kind, is_struct_name, kind_of


def _all_fit(row: Row, values: Sequence[Json]) -> bool:
    """Whether there are values, and a scalar type word accepts them all."""
    return bool(values) and all(fits(SCALARS[row.type], value) for value in values)


def reference(name: str) -> JsonObject:
    """A reference to a component schema."""
    return {"$ref": f"#/components/schemas/{name}"}


@dataclass(slots=True)
class SchemaBuilder:
    """Builds the component schemas, notes their places and reports what pages have wrong.

    `languages` is the language of each page by file.
    """

    shapes: Shapes
    languages: dict[str, str]
    sink: Sink
    places: dict[str, Location] = field(default_factory=dict)

    def component(self, shape: Shape) -> JsonObject:
        """The schema of a shape. Keys in this order: type, required, properties."""
        required: list[Json] = []
        properties: JsonObject = {}
        for row in shape.rows:
            schema, needed = self._documented(shape, row)
            properties[row.name] = schema
            if needed:
                required.append(row.name)
        for name, seen in self._undocumented(shape):
            properties[name] = self._inferred(shape, name, seen)
        found: JsonObject = {"type": "object"}
        if required:
            found["required"] = required
        if properties:
            found["properties"] = properties
        if shape.mark:
            found[extensions.PAGE_TYPE] = shape.mark
        return found

    def _report(self, place: Location, rule: Rule, message: str, hint: str = "") -> None:
        self.sink.report(rule.at(place, message, hint=hint))

    def _at(self, file: str, row: Row) -> Location:
        return Location(file=file, line=row.line.number, column=row.line.column)

    def _documented(self, shape: Shape, row: Row) -> tuple[JsonObject, bool]:
        """The schema of a row, and whether the property is required."""
        place = self._at(shape.documented[0].file, row)
        self.places[pointer("components", "schemas", shape.name, "properties", row.name)] = place
        schema = self.typed(row, shape.values(row.name), shape.children.get(row.name), place)
        description = self._description(shape, row)
        if description:
            schema["description"] = description
        needed = row.required
        if needed and self._is_denied(shape, row, description):
            needed = False
            schema[extensions.DOCUMENTED_REQUIRED] = True
        return schema, needed

    def _description(self, shape: Shape, row: Row) -> str:
        """The first description in the language of its page, else the first."""
        chosen, best = "", True
        for part in shape.documented:
            other = part.rows.get(row.name)
            if other is None or not other.description:
                continue
            place = self._at(part.file, other)
            language = self.languages.get(part.file, labels.ENGLISH)
            foreign = labels.is_foreign(other.description, language)
            if foreign:
                message = f"the description of `{row.name}` is not in the language of the page"
                self._report(place, rules.FOREIGN, message, "translate it")
            if chosen and other.description != chosen:
                message = f"`{row.name}` is described in other words elsewhere"
                self._report(place, rules.DESCRIPTIONS, message)
            if not chosen or (best and not foreign):
                chosen, best = other.description, foreign
        return chosen

    def _is_denied(self, shape: Shape, row: Row, description: str) -> bool:
        """Whether something speaks against the label Required."""
        denied = False
        for seen in shape.seen:
            if row.name in seen.value:
                continue
            file, other = shape.row(row.name, seen.example.file) or (seen.example.file, row)
            what = "response" if seen.answer else "request"
            message = f"`{row.name}` is labelled Required, and the {what} example leaves it out"
            hint = "read as optional" if seen.answer else "read as required: the label stands"
            self._report(self._at(file, other), rules.ABSENT, message, hint)
            denied = denied or seen.answer
        if labels.OPTIONAL.match(description):
            place = self._at(shape.documented[0].file, row)
            message = f"`{row.name}` is labelled Required and described as optional"
            self._report(place, rules.OPTIONAL, message, "read as optional")
            return True
        return denied

    def typed(
        self,
        row: Row,
        values: Sequence[Json],
        child: str | None,
        place: Location,
        *,
        text: bool = False,
    ) -> JsonObject:
        """The schema of a row's type, without what describes it.

        `values` are those of the examples; `text` says that list items are text, as they are in a
        query string.
        """
        present: list[Json] = [value for value in values if value is not None]
        schema, agree = self._labelled(row, present, child, place, text=text)
        if not agree:
            evidence = [value for value in present if not is_placeholder(value, row.name)]
            agree = not evidence
            if evidence:
                schema = self.evident(row.name, evidence, child)
                schema[extensions.PAGE_TYPE] = row.type
                self._contradict(row, place)
        if None in values:
            message = f"the example has null for `{row.name}`"
            self._report(place, rules.NULL, message, "read as nullable")
            schema = nullable(schema)
        return schema

    def _contradict(self, row: Row, place: Location) -> None:
        message = f"`{row.name}` is labelled {row.type or 'without a type'}, the example differs"
        if not row.type:
            message = f"`{row.name}` has no type"
        rule = rules.TYPE_CONTRADICTED if row.type else rules.TYPE_UNKNOWN
        self._report(place, rule, message, "the type is read from the example")

    def _labelled(
        self, row: Row, values: list[Json], child: str | None, place: Location, *, text: bool
    ) -> tuple[JsonObject, bool]:
        """The schema that the label means, and whether the values agree with it."""
        match kind_of(row.type):
            case Kind.SCALAR if child is None or _all_fit(row, values):
                return dict(SCALARS[row.type]), _all_fit(row, values) or not values
            case Kind.LIST | Kind.SET as kind:
                lists = [value for value in values if isinstance(value, list)]
                items = self._items(row, elements(lists), child, place, text=text)
                found: JsonObject = {"type": "array"}
                if kind is Kind.SET:
                    found["uniqueItems"] = True
                return {**found, "items": items}, len(lists) == len(values)
            case Kind.NAMED if child is None:
                return self._bare_name(row, values, place)
            case kind:
                schema = reference(child) if child else dict(OPEN)
                agree = all(isinstance(value, dict) for value in values)
                plain = kind in (Kind.NAMED, Kind.OPEN)
                if plain or (kind is Kind.SCALAR and values):
                    return schema, agree and plain
                return self._unclear(row, schema, values, child, place)

    def _unclear(
        self, row: Row, schema: JsonObject, values: list[Json], child: str | None, place: Location
    ) -> tuple[JsonObject, bool]:
        """A row without a type, or a scalar with fields below it."""
        if values:
            return schema, False
        self._contradict(row, place)
        found = schema if child else {}
        return {**found, extensions.PAGE_TYPE: row.type}, True

    def _bare_name(self, row: Row, values: list[Json], place: Location) -> tuple[JsonObject, bool]:
        """A type that is named and defined nowhere: an enumeration, if the example has text."""
        named: JsonObject = {extensions.PAGE_TYPE: row.type}
        if values and not any(isinstance(value, list | dict) for value in values):
            found = scalar_schema(values, row.name)
            return {**found, **named}, True
        if values:
            return named, False
        message = f"the type `{row.type}` of `{row.name}` is defined nowhere"
        if is_struct_name(row.type):
            self._report(place, rules.STRUCT_UNDEFINED, message, "read as an open object")
            return {**OPEN, **named}, True
        self._report(place, rules.TYPE_UNKNOWN, message, "read as text")
        return {"type": "string", **named}, True

    def _items(
        self, row: Row, items: list[Json], child: str | None, place: Location, *, text: bool
    ) -> JsonObject:
        if text and child is None:
            return {"type": "string"}
        present = [item for item in items if item is not None]
        if child:
            present = [item for item in present if not is_placeholder(item, row.name)]
            if all(isinstance(item, dict) for item in present):
                return reference(child)
        if not present:
            message = f"nothing says what the list `{row.name}` holds"
            hint = "read as a list of anything; an example with an item would tell"
            self._report(place, rules.ITEMS_UNKNOWN, message, hint)
            return {}
        if child:
            self._contradict(row, place)
        found = self.evident(row.name, present, child)
        return nullable(found) if None in items else found

    def evident(self, name: str, values: Sequence[Json], child: str | None) -> JsonObject:
        """The schema that values show; none of them is null.

        `child` is the component of the objects among them.
        """
        if values and all(isinstance(value, dict) for value in values):
            return reference(child) if child else dict(OPEN)
        if values and all(isinstance(value, list) for value in values):
            inner = elements(values)
            present = [item for item in inner if item is not None]
            items = self.evident(name, present, child) if present else {}
            return {"type": "array", "items": nullable(items) if None in inner else items}
        if not values or any(isinstance(value, list | dict) for value in values):
            return {}
        return scalar_schema(values, name)

    def _undocumented(self, shape: Shape) -> Iterator[tuple[str, Seen]]:
        """The fields that only examples have, each with the first object that has it."""
        known = {row.name for row in shape.rows}
        for seen in shape.seen:
            for name in seen.value:
                if name not in known:
                    known.add(name)
                    yield name, seen

    def _inferred(self, shape: Shape, name: str, seen: Seen) -> JsonObject:
        """The schema of a field that only examples have."""
        values = shape.values(name)
        present = [value for value in values if value is not None]
        schema = self.evident(name, present, shape.children.get(name))
        if None in values:
            schema = nullable(schema)
        place = seen.example.locate((*seen.path, name))
        self.places[pointer("components", "schemas", shape.name, "properties", name)] = place
        if not shape.lost:
            message = f"the example has `{name}`, which no list documents"
            self._report(place, rules.UNDOCUMENTED, message, "added, with the type that it shows")
        return {**schema, extensions.UNDOCUMENTED: True}
