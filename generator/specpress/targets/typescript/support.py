"""What of an API the client cannot do: nothing that a description can say."""

from __future__ import annotations

from specpress.model import ApiModel
from specpress.targets.base import Unsupported


def unsupported(model: ApiModel) -> tuple[Unsupported, ...]:  # noqa: ARG001 - the contract of all
    """Everything that needs what the client does not have."""
    return ()
