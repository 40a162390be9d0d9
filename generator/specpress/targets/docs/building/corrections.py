"""What the documentation had wrong."""

from __future__ import annotations

from specpress.targets.docs.building.place import Place
from specpress.targets.docs.content import CorrectionRow, CorrectionsPage
from specpress.targets.docs.names import CORRECTIONS


def correction_rows(place: Place, operation_id: str | None = None) -> tuple[CorrectionRow, ...]:
    """The corrections that concern one operation, or all of them."""
    known = {one.id for one in place.model.operations}
    return tuple(
        CorrectionRow(
            documented=one.documented,
            actual=one.actual,
            source=one.source,
            location=one.location,
            operations=tuple(
                place.operation_link(one_id) for one_id in one.operations if one_id in known
            ),
        )
        for one in place.model.corrections
        if operation_id is None or operation_id in one.operations
    )


def page(place: Place) -> CorrectionsPage | None:
    """All corrections of the API, None when there are none."""
    rows = correction_rows(place)
    if not rows:
        return None
    return CorrectionsPage(key=CORRECTIONS.page, title=place.model.info.title, rows=rows)
