"""Where an API answers."""

from __future__ import annotations

from dataclasses import dataclass, field

from specpress.model.docs import Docs
from specpress.model.names import Name


@dataclass(frozen=True, slots=True, kw_only=True)
class ServerVariable:
    """A `{name}` in a server's URL."""

    name: Name
    wire_name: str
    default: str
    values: tuple[str, ...] = ()
    docs: Docs = field(default_factory=Docs)


@dataclass(frozen=True, slots=True, kw_only=True)
class Server:
    """A place that answers the API. `url` may hold `{variables}` and never ends in a slash."""

    url: str
    variables: tuple[ServerVariable, ...] = ()
    docs: Docs = field(default_factory=Docs)
