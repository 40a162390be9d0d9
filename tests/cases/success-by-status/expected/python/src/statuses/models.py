"""The types of Statuses."""

from __future__ import annotations

from ._runtime.model import Model

__all__ = [
    "Done",
    "Problem",
    "Running",
]


class Done(Model):
    result: float


class Problem(Model):
    title: str | None = None


class Running(Model):
    percent: int
