"""The names that the user chose in the configuration."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from specpress.diagnostics import Location


def _nowhere(_kind: str, _key: str) -> Location:
    return Location(file="")


@dataclass(frozen=True, slots=True, kw_only=True)
class Pins:
    """For each kind of name, what is declared and the text whose words it gets instead.

    `groups`: the tag; `types`: the name of the component, or the name that specpress gave an inline
    schema ("AddImageRequest"); `operations`: the operation id; `fields`: the type's declared name,
    a dot and the property ("ImageInventory.md5Sum"); `parameters`: the operation id, a dot and the
    parameter ("GetImage.uuid"), with the place between them where two differ in nothing else
    ("GetImage.query.uuid"); `credentials`: the security scheme; `members`: the type, a dot and the
    value ("ImageState.Enabled"). `place` gives the place of a pin in the configuration, from its
    kind ("fields") and its key.
    """

    groups: Mapping[str, str] = field(default_factory=dict)
    types: Mapping[str, str] = field(default_factory=dict)
    operations: Mapping[str, str] = field(default_factory=dict)
    fields: Mapping[str, str] = field(default_factory=dict)
    parameters: Mapping[str, str] = field(default_factory=dict)
    credentials: Mapping[str, str] = field(default_factory=dict)
    members: Mapping[str, str] = field(default_factory=dict)
    place: Callable[[str, str], Location] = _nowhere
