"""Larger descriptions, made of one: copies of all of its paths and components under other names."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any


def grown(description: Path, times: int, to: Path) -> Path:
    """A description with `times` as many operations and components as a JSON one, at `to`."""
    root = json.loads(description.read_bytes())
    whole = json.loads(json.dumps(root))
    for number in range(1, times):
        copy = _renamed(root, f"Copy{number}")
        for path, item in copy.get("paths", {}).items():
            whole["paths"][f"/copy{number}{path}"] = item
        for room, members in copy.get("components", {}).items():
            if room != "securitySchemes":
                whole["components"][room] |= {
                    f"{name}Copy{number}": members[name] for name in members
                }
    to.write_text(json.dumps(whole))
    return to


def _renamed(value: Any, suffix: str) -> Any:
    """A copy of `value` whose references, ids and tags are those of the copies."""
    if isinstance(value, list):
        return [_renamed(item, suffix) for item in value]
    if not isinstance(value, dict):
        return value
    made = {key: _renamed(item, suffix) for key, item in value.items()}
    reference = value.get("$ref")
    if isinstance(reference, str):
        made["$ref"] = f"{reference}{suffix}"
    if isinstance(value.get("operationId"), str):
        made["operationId"] = f"{value['operationId']}{suffix}"
        made["tags"] = [f"{tag} {suffix}" for tag in value.get("tags", [])]
    mapping = value.get("mapping")
    if isinstance(mapping, dict) and isinstance(value.get("propertyName"), str):
        made["mapping"] = {
            key: f"{to}{suffix}" if isinstance(to, str) and to.startswith("#/") else to
            for key, to in mapping.items()
        }
    return made


def with_a_change(description: Path, kind: str, to: Path) -> Path:
    """A JSON description with one schema or one operation (`kind`) changed, at `to`."""
    root = json.loads(description.read_bytes())
    if kind == "schema":
        schemas = root["components"]["schemas"]
        records = [name for name in sorted(schemas) if "properties" in schemas[name]]
        changed = schemas[records[len(records) // 2]]
        changed["properties"]["added_by_the_benchmark"] = {"type": "string"}
    else:
        items = [item for _, item in sorted(root["paths"].items())]
        item = items[len(items) // 2]
        operation = next(
            item[method] for method in ("get", "post", "put", "delete") if method in item
        )
        operation["description"] = "Changed by the benchmark."
    to.write_text(json.dumps(root))
    return to
