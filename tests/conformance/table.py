"""Reading the table of scenarios: YAML, checked against scenario.schema.json, fixtures put in."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import jsonschema_rs
import yaml

from conformance import strict_yaml
from conformance.macros import compact, expand
from conformance.scenario import Bounds, ExpectedRequest, Place, Scenario
from conformance.script import (
    Answer,
    Coding,
    CutAfter,
    Fault,
    Framing,
    Pace,
    ResetAfter,
    ResetBefore,
    WrongLength,
)
from conformance.strict_yaml import Json

HERE = Path(__file__).parent
SCENARIOS = HERE / "scenarios"
FIXTURES = "fixtures.yaml"

_SCHEMA: dict[str, Any] = json.loads((HERE / "scenario.schema.json").read_text("utf-8"))

_BODIES = ("json", "text", "base64")
_FAULTS = ("reset", "reset_after", "truncate_at", "declare_length")

Entry = dict[str, Any]
"""An object of a scenario file that the schema has accepted."""


class TableError(Exception):
    """A scenario file is wrong; the text names the file and the place."""


def read_table(paths: Iterable[Path] = (SCENARIOS,)) -> dict[str, Scenario]:
    """The scenarios of files, or of all files of folders, by name, in the order of the files.

    The fixtures are those next to the scenario files. Raises TableError.
    """
    table: dict[str, Scenario] = {}
    for path in _files(paths):
        fixtures = _Fixtures(_checked(path.parent / FIXTURES))
        for name, entry in _checked(path)["scenarios"].items():
            if name in table:
                raise TableError(f"{path}: the scenario {name} exists already")
            try:
                table[name] = _scenario(name, entry, fixtures)
            except KeyError as error:
                raise TableError(f"{path}: {name}: there is no fixture {error}") from error
            except ValueError as error:
                raise TableError(f"{path}: {name}: {error}") from error
    return table


def topics() -> frozenset[str]:
    """Every topic that the table must cover, from the schema."""
    return frozenset(_SCHEMA["$defs"]["topic"]["enum"])


def _files(paths: Iterable[Path]) -> list[Path]:
    files: list[Path] = []
    for path in paths:
        found = sorted(path.glob("*.yaml")) if path.is_dir() else [path]
        files += [file for file in found if file.name != FIXTURES]
    return files


def _checked(path: Path) -> Entry:
    try:
        document = strict_yaml.read(path)
    except yaml.YAMLError as error:
        raise TableError(f"{path}: {error}") from error
    # The two kinds of file are told apart here, so that a fault is reported where it is.
    kind = "fixtureFile" if path.name == FIXTURES else "scenarioFile"
    narrowed = {"$ref": f"#/$defs/{kind}", "$defs": _SCHEMA["$defs"]}
    faults = [
        f"{path}: /{'/'.join(map(str, fault.instance_path))}: {fault.message}"
        for fault in jsonschema_rs.Draft202012Validator(narrowed).iter_errors(document)
    ]
    if faults or not isinstance(document, dict):
        raise TableError("\n".join(faults))
    return document


class _Fixtures:
    """The named calls, answers, requests and values that scenarios build on."""

    def __init__(self, document: Entry) -> None:
        self.session: str = document["session"]
        self.values: Mapping[str, Json] = document["values"]
        self._document = document

    def resolved(self, kind: str, entry: str | Entry) -> Entry:
        """`entry` on top of the fixture that it names or uses, macros expanded."""
        if isinstance(entry, str):
            entry = {"use": entry}
        own = {key: value for key, value in entry.items() if key != "use"}
        base = self.resolved(kind, self._document[kind][entry["use"]]) if "use" in entry else {}
        for group in (_BODIES, _FAULTS):
            if not own.keys().isdisjoint(group):
                base = {key: value for key, value in base.items() if key not in group}
        merged = {**base, **{key: expand(value, self.values) for key, value in own.items()}}
        for key in ("arguments", "options", "headers"):
            if key in base and key in own:
                merged[key] = {**base[key], **merged[key]}
        return merged


def _scenario(name: str, entry: Entry, fixtures: _Fixtures) -> Scenario:
    call = fixtures.resolved("calls", entry["call"])
    for argument in call.pop("without", ()):
        del call["arguments"][argument]
    return Scenario(
        name=name,
        about=entry["about"],
        covers=tuple(entry.get("covers", ())),
        session=fixtures.session,
        base_path=call.pop("base_path", ""),
        call=call,
        main=_place(entry, fixtures),
        other=_place(entry["other"], fixtures) if "other" in entry else None,
        unreachable=entry.get("unreachable", False),
        result=expand(entry["result"], fixtures.values),
        look_at=tuple(entry.get("look_at", ())),
        seconds=Bounds(**entry["seconds"]) if "seconds" in entry else None,
    )


def _place(entry: Entry, fixtures: _Fixtures) -> Place:
    return Place(
        answers=tuple(_answer(fixtures.resolved("answers", each)) for each in entry["answers"]),
        requests=tuple(_request(fixtures.resolved("requests", each)) for each in entry["requests"]),
    )


def _request(entry: Entry) -> ExpectedRequest:
    return ExpectedRequest(
        method=entry["method"],
        target=entry["target"],
        headers={key.lower(): value for key, value in entry["headers"].items()},
        body=entry.get("body", "").encode(),
        connection=entry.get("connection", ""),
        pause=Bounds(**entry["pause"]) if "pause" in entry else None,
    )


def _answer(entry: Entry) -> Answer:
    if "reset" in entry:
        return Answer(status=0, fault=ResetBefore(), delay=entry.get("delay", 0.0))
    body, content_type = _body(entry)
    return Answer(
        status=entry["status"],
        reason=entry.get("reason", ""),
        headers=tuple(entry.get("headers", {}).items()),
        body=body,
        content_type=entry.get("content_type", content_type),
        coding=Coding(entry.get("coding", "identity")),
        framing=Framing(entry.get("framing", "length")),
        fault=_fault(entry),
        delay=entry.get("delay", 0.0),
        pace=Pace(**entry["pace"]) if "pace" in entry else None,
        retry_after_date=entry.get("retry_after_date"),
        close=entry.get("close", False),
    )


def _body(entry: Entry) -> tuple[bytes, str | None]:
    """The bytes of an answer's body, and the content type that goes with them."""
    match _one_of(entry, _BODIES):
        case "json":
            return compact(entry["json"]).encode(), "application/json;charset=UTF-8"
        case "text":
            return entry["text"].encode(), "text/plain;charset=UTF-8"
        case "base64":
            return base64.b64decode(entry["base64"], validate=True), "application/octet-stream"
        case _:
            return b"", None


def _fault(entry: Entry) -> Fault | None:
    match _one_of(entry, _FAULTS):
        case "reset_after":
            return ResetAfter(sent=entry["reset_after"])
        case "truncate_at":
            return CutAfter(sent=entry["truncate_at"])
        case "declare_length":
            return WrongLength(length=entry["declare_length"])
        case _:
            return None


def _one_of(entry: Entry, keys: tuple[str, ...]) -> str | None:
    found = [key for key in keys if key in entry]
    if len(found) > 1:
        raise ValueError(f"an answer has both {found[0]} and {found[1]}")
    return found[0] if found else None
