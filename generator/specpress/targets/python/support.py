"""What of an API the client cannot do."""

from __future__ import annotations

from specpress.model import ApiModel
from specpress.targets.base import Unsupported


def unsupported(_model: ApiModel) -> tuple[Unsupported, ...]:
    """Nothing: whatever a description says comes out."""
    return ()
