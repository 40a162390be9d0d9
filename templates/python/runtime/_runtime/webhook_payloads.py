"""The bodies of requests that the API makes."""

from __future__ import annotations

import urllib.parse
from collections.abc import Callable
from typing import Any

from ..errors import PayloadError
from . import canonical_json
from .bodies import adapter, fitted


def json_payload_of(name: str, body: bytes | str, annotation: Callable[[], Any]) -> Any:
    """A JSON body as a type.

    Raises:
        PayloadError: It does not fit.
    """
    content = body.encode() if isinstance(body, str) else body
    try:
        return fitted(annotation(), canonical_json.decode(content))
    except ValueError as error:
        raise _misfit(name, error) from error


def form_payload_of(name: str, body: bytes | str, annotation: Callable[[], Any]) -> Any:
    """A form as a type; names that are repeated become lists.

    Raises:
        PayloadError: It does not fit.
    """
    text = body if isinstance(body, str) else body.decode(errors="replace")
    members: dict[str, Any] = {}
    for key, values in urllib.parse.parse_qs(text, keep_blank_values=True).items():
        members[key] = values if len(values) > 1 else values[0]
    try:
        return adapter(annotation()).validate_python(
            members, by_alias=True, by_name=False
        )
    except ValueError as error:
        raise _misfit(name, error) from error


def _misfit(name: str, error: ValueError) -> PayloadError:
    what = " ".join(str(error).split("\n")[:3])
    return PayloadError(f"{name}: the body does not fit the documented type: {what}")
