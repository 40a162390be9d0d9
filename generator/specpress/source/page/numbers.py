"""Whole numbers that an example prints as floats: `0.0`, `1.073741824E10`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from specpress.diagnostics import Sink
from specpress.jsonvalue import Json, JsonObject
from specpress.source import extensions
from specpress.source.page import rules
from specpress.source.page.examples import Example, Path
from specpress.source.page.required import target_of


@dataclass(frozen=True, slots=True, kw_only=True)
class WholeNumbers:
    """Writes the whole floats of an example as integers where the schema says integer."""

    schemas: Mapping[str, JsonObject]
    example: Example
    sink: Sink

    def restored(self, schema: JsonObject) -> Json:
        """The value of the example under its schema; what was a float is reported."""
        return self._value(self.example.value, schema, ())

    def _value(self, value: Json, schema: JsonObject, path: Path) -> Json:
        schema = self._resolved(schema)
        match value:
            case float() if value.is_integer() and _is_integer(schema):
                self._report(value, path, "read as an integer")
                return int(value)
            case float() if value.is_integer() and schema.get(extensions.UNDOCUMENTED):
                self._report(value, path, "read as a number: nothing says that it is always whole")
                return value
            case list():
                items = _object(schema.get("items"))
                return [self._value(item, items, (*path, n)) for n, item in enumerate(value)]
            case dict():
                known = _object(schema.get("properties"))
                return {
                    key: self._value(part, _object(known.get(key)), (*path, key))
                    for key, part in value.items()
                }
            case _:
                return value

    def _report(self, value: float, path: Path, hint: str) -> None:
        name = next((step for step in reversed(path) if isinstance(step, str)), "")
        message = f"the whole number of `{name}` is printed as the float `{value!r}`"
        self.sink.report(rules.WHOLE_FLOAT.at(self.example.locate(path), message, hint=hint))

    def _resolved(self, schema: JsonObject) -> JsonObject:
        choices = schema.get("anyOf")
        if isinstance(choices, list) and choices:
            schema = _object(choices[0])
        target = target_of(schema)
        return self.schemas.get(target, {}) if target else schema


def _is_integer(schema: JsonObject) -> bool:
    kind = schema.get("type")
    return kind == "integer" or (isinstance(kind, list) and "integer" in kind)


def _object(value: Json) -> JsonObject:
    return value if isinstance(value, dict) else {}
