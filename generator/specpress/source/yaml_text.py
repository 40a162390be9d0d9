"""A JSON value as YAML text: for people to read, and for diffs."""

from __future__ import annotations

import re
from typing import Any

import yaml

from specpress.jsonvalue import JsonObject

_WIDTH = 100

# Texts that some reader takes for a number, a boolean or a null when they have no quotes: the core
# schema of YAML 1.2 (section 10.3.2) and the types of YAML 1.1, which go further than PyYAML does.
_NOT_TEXT = re.compile(
    r"""(?:
        ~ | null | true | false | y | n | yes | no | on | off
      | [-+]?(?:\.[0-9_]+|[0-9][0-9_]*(?:\.[0-9_]*)?)(?:e[-+]?[0-9]+)?
      | [-+]?0[box][0-9a-f_]+
      | [-+]?\.(?:inf|nan)
    )\Z""",
    re.IGNORECASE | re.VERBOSE,
)
_FIRST = list("~nNtTfFyYoO.+-0123456789")

# Line breaks to some readers and not to others, and what text files should not have.
_UNSAFE = re.compile("[\x00-\x09\x0b-\x1f\x7f-\xa0\u2028\u2029\ufeff\ud800-\udfff]")


class _Dumper(yaml.SafeDumper):
    """Block style, keys in their order, no anchors."""

    def ignore_aliases(self, data: Any) -> bool:
        """A value that comes twice is written twice."""
        del data
        return True

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        """Lists are indented below their key."""
        del indentless
        super().increase_indent(flow, indentless=False)


def _represent_text(dumper: _Dumper, text: str) -> yaml.ScalarNode:
    style = None
    if _UNSAFE.search(text):
        style = '"'
    elif "\n" in text:
        style = "|"
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Dumper.add_representer(str, _represent_text)
_Dumper.add_implicit_resolver("tag:yaml.org,2002:binary", _NOT_TEXT, _FIRST)


def dump(root: JsonObject) -> str:
    """Block YAML with the keys as they are given, strings of several lines as literal blocks.

    Readers of YAML 1.1 and of 1.2 find the same value in it. Numbers are exact; `root` holds none
    that JSON could not hold.
    """
    return yaml.dump(root, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=_WIDTH)
