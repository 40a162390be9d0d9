"""A JSON value as YAML text, for people to read and for diffs."""

from __future__ import annotations

import re
from typing import Any

import yaml

from specpress.jsonvalue import JsonObject

_WIDTH = 100
_PLAIN = re.compile(r"[A-Za-z/_$.<(][^\x00-\x1f\x7f-\xa0\u2028\u2029\ufeff\ud800-\udfff]*\Z")
# What YAML 1.1 (with all its types) or 1.2 takes for something other than a string.
_MEANING = re.compile(
    r"""(?:~|null|true|false|y|n|yes|no|on|off|<<|=|[-+]?\.inf|\.nan)\Z""", re.IGNORECASE
)


class _Dumper(yaml.SafeDumper):
    """Block style, keys in their order, no anchors."""

    def ignore_aliases(self, data: Any) -> bool:  # noqa: ANN401, ARG002
        return True

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: ARG002, FBT001, FBT002
        super().increase_indent(flow, indentless=False)


def dump(root: JsonObject) -> str:
    """Block YAML (1.2, and the same value to a reader of 1.1): keys as given, no anchors."""
    return yaml.dump(root, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=_WIDTH)
