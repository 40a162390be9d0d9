"""The words in which `_requests` says what calls look like."""

from __future__ import annotations

from .bodies import JsonBody, NoBody, TextBody
from .events import EventsBody, LinesBody
from .omit import Omit, omit
from .operation import (
    Answer,
    BytesBody,
    Call,
    ErrorAnswer,
    ErrorShape,
    Idempotency,
    JobOperation,
    LongRunning,
    Operation,
    Server,
    Statuses,
)
from .page_flow import Paging
from .parameters import (
    cookie_parameter,
    header_parameter,
    path_parameter,
    query_parameter,
)
from .payloads import (
    Part,
    bytes_payload,
    chosen_payload,
    form_payload,
    json_payload,
    json_text,
    multipart_payload,
    query_document,
    query_form,
    text_payload,
    unless_empty,
)
from .uploads import File, Octets

__all__ = [
    "Answer",
    "BytesBody",
    "Call",
    "ErrorAnswer",
    "ErrorShape",
    "EventsBody",
    "File",
    "Idempotency",
    "JobOperation",
    "JsonBody",
    "LinesBody",
    "LongRunning",
    "NoBody",
    "Octets",
    "Omit",
    "Operation",
    "Paging",
    "Part",
    "Server",
    "Statuses",
    "TextBody",
    "bytes_payload",
    "chosen_payload",
    "cookie_parameter",
    "form_payload",
    "header_parameter",
    "json_payload",
    "json_text",
    "multipart_payload",
    "omit",
    "path_parameter",
    "query_document",
    "query_form",
    "query_parameter",
    "text_payload",
    "unless_empty",
]
