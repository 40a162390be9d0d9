"""The sample of an error response, and the keys in it that are slips of the pen."""

from __future__ import annotations

import difflib

from specpress.jsonvalue import Json, JsonObject
from specpress.source.page import rules
from specpress.source.page.examples import Example
from specpress.source.page.lines import Reporter
from specpress.source.page.words import ERROR_FIELDS


def read_error(sample: Example | None, report: Reporter) -> tuple[Example | None, frozenset[str]]:
    """The sample, and the keys of its error object that are close to a known one and are none."""
    if sample is None or not isinstance(sample.value, dict):
        return sample, frozenset()
    inner = sample.value.get("error")
    path = ("error",) if isinstance(inner, dict) else ()
    error: JsonObject = inner if isinstance(inner, dict) else sample.value
    odd = set()
    for key in error:
        near = difflib.get_close_matches(key, ERROR_FIELDS, n=1, cutoff=0.75)
        if key in ERROR_FIELDS or not near or near[0] in error:
            continue
        odd.add(key)
        message = f"the error sample has `{key}`, which no error object has"
        hint = f"a slip of the pen for `{near[0]}`? It is not made a field"
        report.at(sample.locate((*path, key)), rules.ERROR_KEY, message, hint)
    return sample, frozenset(odd)


def is_error_object(value: Json) -> bool:
    """Whether a sample is the error object itself, not an object that holds one."""
    return isinstance(value, dict) and "error" not in value and bool({*value} & {*ERROR_FIELDS})
