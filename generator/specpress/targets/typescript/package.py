"""What all views of one package have in common, worked out once."""

from __future__ import annotations

import functools
from dataclasses import dataclass

from specpress.model import ApiModel
from specpress.naming.scopes import Names
from specpress.targets.typescript.options import TypeScriptOptions
from specpress.targets.typescript.places import Places, places
from specpress.targets.typescript.schemas import Schemas, named_schemas
from specpress.targets.typescript.types import Types, named_types
from specpress.targets.typescript.usage import Usage, usage


@dataclass(frozen=True, slots=True, kw_only=True)
class Package:
    """An API as a package.

    `types` and `schemas` are for files that import a module of types whole, `own_types` and
    `own_schemas` for the modules of types themselves. `types` says what a caller gives.
    """

    model: ApiModel
    names: Names
    options: TypeScriptOptions
    used: Usage
    places: Places
    types: Types
    schemas: Schemas
    own_types: Types
    own_schemas: Schemas


def package(model: ApiModel, names: Names, options: TypeScriptOptions) -> Package:
    """The package of an API; the last ones are kept, since each sample asks for one."""
    return _made(_Same((model, names, options)))


class _Same:
    """Values that are equal when they are the same objects."""

    __slots__ = ("values",)

    def __init__(self, values: tuple[ApiModel, Names, TypeScriptOptions]) -> None:
        self.values = values

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and all(
            one is another for one, another in zip(self.values, other.values, strict=True)
        )

    def __hash__(self) -> int:
        return hash(tuple(map(id, self.values)))


@functools.lru_cache(maxsize=2)
def _made(given: _Same) -> Package:
    model, names, options = given.values
    used = usage(model)
    where = places(model, names, used)
    big = options.big_integers

    def types(*, whole: bool) -> Types:
        named = named_types(names, where, whole=whole)
        return Types(model=model, names=names, big_integers=big, named=named, given=whole)

    def schemas(*, whole: bool) -> Schemas:
        named = named_schemas(names, where, whole=whole)
        return Schemas(model=model, names=names, big_integers=big, named=named)

    return Package(
        model=model,
        names=names,
        options=options,
        used=used,
        places=where,
        types=types(whole=True),
        schemas=schemas(whole=True),
        own_types=types(whole=False),
        own_schemas=schemas(whole=False),
    )
