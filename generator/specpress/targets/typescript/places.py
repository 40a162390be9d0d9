"""Which file a definition stands in.

A small API has one file of types. In a large one, each group of operations has the types that it
alone uses, what several use is shared, and a file that is still too long becomes a folder, with a
file for each declaration of the description. No file imports from one that imports from it, but
inside such a folder, where nothing is looked at before all files are there.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from specpress.model import ApiModel, TypeId
from specpress.naming.scopes import Key, Names
from specpress.targets.typescript.usage import Usage

SHARED = "shared"
WEBHOOKS = "webhooks"
OTHERS = "others"
INDEX = "index"

_MOST_TYPES = {"models": 300, "schemas": 1500}
"""How many definitions one file holds. The documented ones are longer, and free at run time."""


@dataclass(frozen=True, slots=True)
class Places:
    """The files of the definitions that are shown.

    `modules` has for `models` and `schemas` the path of each definition below that folder, without
    its ending; the paths are empty where one file holds all.
    """

    modules: Mapping[str, Mapping[TypeId, str]]

    @property
    def is_split(self) -> bool:
        """Whether the types are in several files."""
        return bool(self.modules["models"])

    def root(self, folder: str) -> str:
        """The module with everything of `folder`, which is `models` or `schemas`."""
        return f"{folder}/{INDEX}" if self.is_split else folder

    def module(self, folder: str, type_id: TypeId) -> str:
        """The module that a definition stands in."""
        return f"{folder}/{self.modules[folder][type_id]}" if self.is_split else folder

    def namespace(self, type_id: TypeId) -> tuple[str, str]:
        """The module that a group of operations imports whole for a schema, and its name there."""
        if not self.is_split:
            return "schemas", "schemas"
        first, *deeper = self.modules["schemas"][type_id].split("/")
        path = f"schemas/{first}/{INDEX}" if deeper else f"schemas/{first}"
        return path, SHARED if first == SHARED else "schemas"

    def indices(self, folder: str, type_ids: Iterable[TypeId]) -> dict[str, tuple[str, ...]]:
        """What each index file of `folder` offers: the files and folders beside it."""
        found: dict[str, dict[str, None]] = defaultdict(dict)
        for type_id in type_ids if self.is_split else ():
            first, *deeper = self.modules[folder][type_id].split("/")
            found[INDEX][f"{first}/{INDEX}" if deeper else first] = None
            for name in deeper:
                found[f"{first}/{INDEX}"][name] = None
        return {path: tuple(sorted(names)) for path, names in found.items()}


def places(model: ApiModel, names: Names, used: Usage) -> Places:
    """Decides where each definition stands."""
    shown = [type_id for type_id in model.types if type_id not in used.hidden]
    if len(shown) <= _MOST_TYPES["models"]:
        return Places({"models": {}, "schemas": {}})
    members: dict[str, list[TypeId]] = defaultdict(list)
    for type_id in shown:
        members[_module(used.users(type_id), names)].append(type_id)
    modules: dict[str, dict[TypeId, str]] = {}
    for folder, most in _MOST_TYPES.items():
        paths = {
            type_id: f"{module}/{names.table['file', unit(type_id)]}"
            if len(type_ids) > most
            else module
            for module, type_ids in members.items()
            for type_id in type_ids
        }
        modules[folder] = {type_id: paths[type_id] for type_id in shown}
    return Places(modules)


def unit(type_id: TypeId) -> TypeId:
    """The declaration that a definition belongs to: a component, or what an operation says."""
    return "/".join(type_id.split("/")[:4])


def units(model: ApiModel, hidden: frozenset[TypeId]) -> Iterator[tuple[Key, TypeId]]:
    """The key of the file of each declaration, and the first definition in it."""
    seen: set[TypeId] = set()
    for type_id in model.types:
        first = unit(type_id)
        if type_id not in hidden and first not in seen:
            seen.add(first)
            yield ("file", first), type_id


def _module(users: tuple[str, ...], names: Names) -> str:
    match users:
        case ():
            return OTHERS
        case (only,):
            return names.table["module", only] if only else WEBHOOKS
        case _:
            return SHARED
