"""Values that are too long to be written out in a scenario.

An object with one of these keys stands for the value that it makes:

    {$fixture: NAME}                    a value of fixtures.yaml
    {$repeat: TEXT, times: N}           a string
    {$causes: N}                        an error object with N causes below it, one in another
    {$cause-codes: N}                   the codes of these causes, the outer one first
    {$nested: N}                        the text of an error body, nested N objects deep
    {$json: VALUE}                      the text of VALUE in compact JSON

`{$match: PATTERN}` is left as it is: it is a statement on what is seen (see compare.py).
"""

from __future__ import annotations

import json
from collections.abc import Mapping

from conformance.strict_yaml import Json

_FIRST_CAUSE = 1001


def expand(value: Json, fixtures: Mapping[str, Json]) -> Json:
    """`value` with each macro replaced. Raises KeyError for a fixture that does not exist."""
    match value:
        case list():
            return [expand(item, fixtures) for item in value]
        case {"$fixture": str(name)}:
            return expand(fixtures[name], fixtures)
        case {"$repeat": str(text), "times": int(times)}:
            return text * times
        case {"$causes": int(depth)}:
            return _causes(depth)
        case {"$cause-codes": int(depth)}:
            return [_code(level) for level in range(depth)]
        case {"$nested": int(depth)}:
            return '{"error":' + '{"code":"SYS.1006","cause":' * depth + "null" + "}" * (depth + 1)
        case {"$json": inner}:
            return compact(expand(inner, fixtures))
        case dict():
            return {key: expand(item, fixtures) for key, item in value.items()}
        case _:
            return value


def compact(value: Json) -> str:
    """The JSON text of `value` without white space, all of Unicode as it is."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _causes(depth: int) -> Json:
    error: dict[str, Json] | None = None
    for level in reversed(range(depth)):
        outer: dict[str, Json] = {"code": _code(level), "description": f"cause {level + 1}"}
        error = outer if error is None else {**outer, "cause": error}
    top: dict[str, Json] = {"code": "SYS.1006", "description": "An operation failed"}
    return top if error is None else {**top, "cause": error}


def _code(level: int) -> str:
    return f"HOST.{_FIRST_CAUSE + level}"
