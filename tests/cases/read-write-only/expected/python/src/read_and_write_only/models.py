"""The types of Read and write only."""

from __future__ import annotations

import datetime

from ._runtime.model import Model

__all__ = [
    "Log",
    "Team",
    "User",
]


class Log(Model):
    at: datetime.datetime
    """Set by the server."""

    text: str | None = None


class Team(Model):
    title: str | None = None
    size: int | None = None
    """Set by the server."""


class User(Model):
    id: str | None = None
    """Set by the server."""

    name: str
    password: str | None = None
    """Never sent back by the server."""

    team: Team | None = None
    boss: User | None = None
