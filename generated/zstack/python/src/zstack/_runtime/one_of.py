"""Values of one of several types: which one it is, and what becomes of a new one."""

from __future__ import annotations

import functools
from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, TypeGuard, get_args, get_origin

from pydantic import BaseModel, GetCoreSchemaHandler
from pydantic.fields import FieldInfo
from pydantic_core import CoreSchema, core_schema

_OTHER = "other"


@dataclass(frozen=True, slots=True, eq=False)
class OneOf:
    """Stands in `Annotated[A | B | Any, OneOf(...)]` and chooses among A and B.

    An object whose member `tag` has a value that `types` knows is of that type, and
    must fit it. Where there is no tag, an object is of the model that knows the most of
    its members, has all its required ones there, and agrees with its constants, which
    count most. A value that fits no type is kept as it is: a new variant of the API is
    no failure.
    """

    tag: str = ""
    types: Mapping[str, Any] = field(default_factory=dict[str, Any])

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        variants = [item for item in get_args(source) if item is not Any]
        models = [item for item in variants if _is_model(item)]
        models += [item for item in self.types.values() if item not in models]
        others = [item for item in variants if item not in models]
        schemas = {_key(model): handler.generate_schema(model) for model in models}
        fallback = _first_of([*schemas.values(), *map(handler.generate_schema, others)])
        guesses = {
            f"{key}?": _first_of([schema, fallback]) for key, schema in schemas.items()
        }
        other = (
            [_smart([handler.generate_schema(item) for item in others])]
            if others
            else []
        )

        def choose(value: object) -> Hashable:
            return self._choose(models, value)

        choices = {**schemas, **guesses, _OTHER: _first_of(other)}
        return core_schema.tagged_union_schema(choices, discriminator=choose)

    def _choose(self, models: list[Any], value: object) -> Hashable:
        if isinstance(value, BaseModel):
            return _of_class(models, value)
        if not _is_object(value):
            return _OTHER
        tagged = value.get(self.tag) if self.tag else None
        if isinstance(tagged, str) and tagged in self.types:
            return _key(self.types[tagged])
        ranked = [
            (rank, index)
            for index, model in enumerate(models)
            if _is_model(model) and (rank := _rank(model, value)) is not None
        ]
        if not ranked or (self.tag and self.tag in value):
            return _OTHER
        return f"{_key(models[min(ranked)[1]])}?"


def _is_object(value: object) -> TypeGuard[Mapping[str, Any]]:
    return isinstance(value, Mapping)


def _key(model: Any) -> str:
    return model.__name__ if _is_model(model) else repr(model)


def _is_model(item: object) -> bool:
    return isinstance(item, type) and issubclass(item, BaseModel)


def _first_of(schemas: list[CoreSchema]) -> CoreSchema:
    """The first that fits; the value as it is where none does."""
    return core_schema.union_schema(
        [*schemas, core_schema.any_schema()], mode="left_to_right"
    )


def _smart(schemas: list[CoreSchema]) -> CoreSchema:
    return core_schema.union_schema(list(schemas)) if len(schemas) > 1 else schemas[0]


def _of_class(models: list[Any], value: BaseModel) -> Hashable:
    return next((_key(model) for model in models if isinstance(value, model)), _OTHER)


def _rank(model: type[BaseModel], value: Mapping[str, Any]) -> tuple[int, ...] | None:
    """How badly an object fits a model: the fewer the better, None for not at all."""
    shape = _shape(model)
    if not shape.required <= value.keys():
        return None
    if any(
        value.get(name, options[0]) not in options for name, options in shape.constants
    ):
        return None
    agreed = sum(name in value for name, _ in shape.constants)
    known = sum(name in value for name in shape.names)
    return -agreed, len(value) - known, len(shape.names) - known


@dataclass(frozen=True, slots=True)
class _Shape:
    """What tells the objects of one model from those of another."""

    names: frozenset[str]
    required: frozenset[str]
    constants: tuple[tuple[str, tuple[Any, ...]], ...]


def _wire_name(name: str, field_: FieldInfo) -> str:
    return name if field_.alias is None else field_.alias


@functools.cache
def _shape(model: type[BaseModel]) -> _Shape:
    model.model_rebuild()
    fields = {_wire_name(name, item): item for name, item in model.model_fields.items()}
    return _Shape(
        names=frozenset(fields),
        required=frozenset(name for name, item in fields.items() if item.is_required()),
        constants=tuple(
            (name, get_args(item.annotation))
            for name, item in fields.items()
            if get_origin(item.annotation) is Literal
        ),
    )
