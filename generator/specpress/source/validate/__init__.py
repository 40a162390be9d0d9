"""Checks a description against its version of OpenAPI: structure first, then what it means."""

from __future__ import annotations

from specpress.diagnostics import Sink
from specpress.source.document import LoadedDocument


def validate(document: LoadedDocument, sink: Sink) -> None:
    """Tells the sink everything that is wrong with `document`, which is as it was written.

    Swagger 2.0 and OpenAPI 3. The meaning is checked as far as the structure is sound.
    """
    from specpress.source.structure import walk
    from specpress.source.validate import chains, defaults, meaning, schemas
    from specpress.source.validate.leaves import leaves
    from specpress.source.validate.violations import told

    meta = schemas.for_version(document.dialect[:3])
    for leaf in leaves(meta.validator.iter_errors(document.root)):
        for one in told(leaf, document.root, meta.sources):
            place = document.positions.locate(one.pointer)
            sink.report(one.rule.at(place, one.message, hint=one.hint))
    parts = tuple(walk(document.root))
    chains.check(document, parts, sink)
    meaning.check(document, parts, sink)
    if not sink.failed:
        defaults.check(document, parts, sink)
