"""The words in which `_requests` says what calls look like."""

from __future__ import annotations

from .bodies import (
    BytesBody,
    JsonBody,
    NoBody,
    TextBody,
    bytes_payload,
    form_payload,
    json_payload,
    text_payload,
    unless_empty,
)
from .omit import Omit, omit
from .operation import (
    Answer,
    Call,
    ErrorAnswer,
    ErrorShape,
    Idempotency,
    LongRunning,
    Operation,
    Statuses,
)
from .parameters import (
    cookie_parameter,
    header_parameter,
    json_parameter,
    path_parameter,
    query_parameter,
)

__all__ = [
    "Answer",
    "BytesBody",
    "Call",
    "ErrorAnswer",
    "ErrorShape",
    "Idempotency",
    "JsonBody",
    "LongRunning",
    "NoBody",
    "Omit",
    "Operation",
    "Statuses",
    "TextBody",
    "bytes_payload",
    "cookie_parameter",
    "form_payload",
    "header_parameter",
    "json_parameter",
    "json_payload",
    "omit",
    "path_parameter",
    "query_parameter",
    "text_payload",
    "unless_empty",
]
