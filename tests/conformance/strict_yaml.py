"""YAML by the rules of version 1.2, without aliases: `no` is a string, a key stands once."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, TypeAlias

import yaml

Json: TypeAlias = "bool | int | float | str | list[Json] | dict[str, Json] | None"


class _Loader(yaml.SafeLoader):
    """The core schema of YAML 1.2 (section 10.3.2), less octal and hexadecimal."""

    yaml_implicit_resolvers: dict[str, list[tuple[str, re.Pattern[str]]]] = {}  # noqa: RUF012


for _tag, _pattern, _starts in (
    ("bool", r"^(?:true|false)$", "tf"),
    ("null", r"^null$", "n"),
    ("int", r"^-?(?:0|[1-9][0-9]*)$", "-0123456789"),
    ("float", r"^-?(?:0|[1-9][0-9]*)\.[0-9]+$", "-0123456789"),
):
    _Loader.add_implicit_resolver(f"tag:yaml.org,2002:{_tag}", re.compile(_pattern), list(_starts))


def _mapping(loader: _Loader, node: yaml.MappingNode) -> dict[str, Any]:
    result: dict[str, Any] = {}
    for key_node, value_node in node.value:
        key = loader.construct_object(key_node, deep=True)
        if not isinstance(key, str):
            raise yaml.MarkedYAMLError(
                problem="a key is no string", problem_mark=key_node.start_mark
            )
        if key in result:
            raise yaml.MarkedYAMLError(
                problem=f"the key {key!r} stands twice", problem_mark=key_node.start_mark
            )
        result[key] = loader.construct_object(value_node, deep=True)
    return result


_Loader.add_constructor("tag:yaml.org,2002:map", _mapping)


def read(path: Path) -> Json:
    """The one document of `path`. Raises yaml.YAMLError with line and column of a fault."""
    with path.open(encoding="utf-8") as stream:
        document: Json = yaml.load(stream, Loader=_Loader)
    return document
