"""OpenAPI Overlay 1.0 and 1.1: reads an overlay, and applies it to a description."""

from specpress.source.overlay.applying import AppliedCorrection, Overlaid, apply
from specpress.source.overlay.reading import load, load_bytes
from specpress.source.overlay.values import (
    Action,
    Change,
    Copy,
    Correction,
    Nothing,
    Overlay,
    Remove,
    Target,
    Update,
)

__all__ = [
    "Action",
    "AppliedCorrection",
    "Change",
    "Copy",
    "Correction",
    "Nothing",
    "Overlaid",
    "Overlay",
    "Remove",
    "Target",
    "Update",
    "apply",
    "load",
    "load_bytes",
]
