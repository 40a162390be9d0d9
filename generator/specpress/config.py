"""`specpress.toml`: what to read, what to generate, where to, and the names that the user chose."""

from __future__ import annotations

import difflib
import itertools
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from specpress.diagnostics import Location, Sink, error

UNREADABLE = error("config-unreadable", "the configuration cannot be read")
SYNTAX = error("config-syntax", "the configuration is not TOML")
UNKNOWN_KEY = error("config-unknown-key", "the configuration has a key that nothing reads")
WRONG_TYPE = error("config-wrong-type", "a value of the configuration has the wrong type")
NO_INPUT = error("config-no-input", "the configuration names nothing to read")
NO_MATCH = error("config-no-match", "a file that the configuration names is not there")
OUTSIDE = error("config-outside", "a path of the configuration cannot be used")

PIN_KINDS = (
    "groups",
    "types",
    "operations",
    "fields",
    "parameters",
    "credentials",
    "members",
)

LOCK_FILE = "specpress.lock"
"""The name of the file that keeps allocated names, in the folder of the configuration."""

_KEYS: Mapping[str, tuple[str, ...]] = {
    "": ("spec", "source", "output", "names", "targets", "skip_unsupported"),
    "spec": ("pages", "description", "overlays"),
    "source": ("roots", "hosts"),
    "output": ("directory", "description"),
    "names": PIN_KINDS,
}

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """A configuration, its paths resolved against its own folder.

    `shown` is how messages name the file. `pages` are the documented pages, sorted; where there are
    some, `description` is the file that the reader makes of them, else it is the file to read.
    `listed` are the folders whose entries decide which files a pattern names.
    `output_description` is the name of the corrected description below `output`, "" for none.
    `pins` maps a kind of name (`PIN_KINDS`) to declared and chosen names. `targets` keeps the
    options of each target in the order of the file. `skip_unsupported` are the codes of diagnostics
    whose operations are left out. References may lead to files below the folder of the description,
    below `roots`, and to `hosts` by https.
    """

    path: Path
    shown: str
    pages: tuple[Path, ...]
    description: Path | None
    overlays: tuple[Path, ...]
    listed: tuple[Path, ...]
    output: Path
    output_description: str
    pins: Mapping[str, Mapping[str, str]]
    targets: Mapping[str, Mapping[str, object]]
    skip_unsupported: tuple[str, ...] = ()
    places: Places
    roots: tuple[Path, ...] = ()
    hosts: tuple[str, ...] = ()

    @property
    def lock(self) -> Path | None:
        """The file of the name lock; None where there is no configuration to keep it beside."""
        return self.path.parent / LOCK_FILE if self.path.suffix == ".toml" else None

    def show(self, path: Path) -> str:
        """How messages and documents name `path`: relative to the configuration where they can."""
        root = self.path.parent
        return path.relative_to(root).as_posix() if path.is_relative_to(root) else str(path)


@dataclass(frozen=True, slots=True)
class Places:
    """Where the keys of a TOML text stand. tomllib keeps no positions, so they are looked up."""

    file: str
    text: str

    def of(self, table: str, key: str) -> Location:
        """The place of `key` in `[table]`, or of the table's header, or of the file."""
        current, header = "", Location(file=self.file)
        full = ".".join(filter(None, (table, key)))
        for number, line in enumerate(self.text.split("\n"), 1):
            if opened := re.match(r"\s*\[\s*([^\[\]]+?)\s*\]", line):
                current = opened[1].replace('"', "")
                if current in (table, full) or (not key and current.startswith(f"{table}.")):
                    header = Location(file=self.file, line=number, column=opened.start(1) + 1)
                continue
            found = re.match(r"""\s*(["']?)(.+?)\1\s*=""", line)
            if current == table and found and found[2] == key:
                return Location(file=self.file, line=number, column=found.start(2) + 1)
        return header


@dataclass(slots=True)
class _Reader:
    """Reads the tables with checks, and reports all faults at once."""

    root: Path
    places: Places
    sink: Sink
    values: Mapping[str, object]
    listed: list[Path] = field(default_factory=list)

    def table(self, name: str) -> Mapping[str, object]:
        """The table `name` of the top level; reports keys that nothing reads."""
        found = self.get("", name, dict, {})
        for key in found:
            if name in _KEYS and key not in _KEYS[name]:
                self.unknown(name, key)
        return found

    def get(self, table: str, key: str, kind: type[_T], default: _T) -> _T:
        """The value at `key`, checked to be of `kind`."""
        values = self.values if not table else self.get("", table, dict, {})
        value = values.get(key, default)
        if isinstance(value, kind):
            return value
        self.wrong(table, key, _WORDS[kind])
        return default

    def texts(self, table: str, key: str) -> tuple[str, ...]:
        """The array of strings at `key`."""
        found = self.get(table, key, list, [])
        if all(isinstance(item, str) for item in found):
            return tuple(found)
        self.wrong(table, key, "an array of strings")
        return ()

    def files(self, table: str, key: str) -> tuple[Path, ...]:
        """The files that the patterns at `key` name, sorted within each pattern."""
        paths: list[Path] = []
        for pattern in self.texts(table, key):
            matched = self._glob(table, key, pattern)
            paths += [path for path in matched if path not in paths]
        return tuple(paths)

    def _glob(self, table: str, key: str, pattern: str) -> list[Path]:
        if Path(pattern).is_absolute():
            self.sink.report(
                OUTSIDE.at(
                    self.places.of(table, key),
                    f"`{pattern}` is an absolute path",
                    hint="write it relative to the configuration",
                )
            )
            return []
        parts = Path(pattern).parts
        fixed = tuple(itertools.takewhile(lambda part: not set(part) & set("*?["), parts))
        if fixed != parts:
            self.listed.append(self.root.joinpath(*fixed))
        matched = sorted(path for path in self.root.glob(pattern) if path.is_file())
        if not matched:
            self.sink.report(
                NO_MATCH.at(
                    self.places.of(table, key),
                    f"`{pattern}` matches no file below {self.root}",
                    hint="paths count from the folder of the configuration",
                )
            )
        return matched

    def unknown(self, table: str, key: str) -> None:
        """Reports a key that nothing reads, with its nearest known one."""
        known = _KEYS[table]
        near = difflib.get_close_matches(key, known, n=1)
        hint = f"did you mean `{near[0]}`?" if near else f"known keys: {', '.join(known)}"
        where = f"[{table}]" if table else "the configuration"
        self.sink.report(
            UNKNOWN_KEY.at(self.places.of(table, key), f"{where} has no key `{key}`", hint=hint)
        )

    def wrong(self, table: str, key: str, wanted: str) -> None:
        """Reports a value of the wrong type."""
        name = f"{table}.{key}" if table else key
        self.sink.report(WRONG_TYPE.at(self.places.of(table, key), f"{name} must be {wanted}"))


_WORDS: Mapping[type, str] = {dict: "a table", list: "an array", str: "a string"}


def read(path: Path, shown: str, sink: Sink) -> Config | None:
    """Reads a configuration. Reports every fault to `sink`; None when it cannot be used at all."""
    try:
        text = path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
    except (OSError, UnicodeDecodeError) as fault:
        sink.report(UNREADABLE.at(Location(file=shown), f"cannot read the configuration: {fault}"))
        return None
    sink.add_text(shown, text)
    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError as fault:
        sink.report(SYNTAX.at(_place_of(shown, text, fault), f"not TOML: {fault}"))
        return None
    except RecursionError:
        sink.report(SYNTAX.at(Location(file=shown), "the values nest too deep"))
        return None
    return _build(path.resolve(), Places(shown, text), values, sink)


def _build(path: Path, places: Places, values: Mapping[str, object], sink: Sink) -> Config | None:
    reader = _Reader(path.parent, places, sink, values)
    for key in values:
        if key not in _KEYS[""]:
            reader.unknown("", key)
    for name in ("spec", "source", "output", "names"):
        reader.table(name)
    pages = reader.files("spec", "pages")
    description = reader.get("spec", "description", str, "")
    if not pages and not description:
        sink.report(
            NO_INPUT.at(
                places.of("spec", ""),
                "nothing to read",
                hint='name pages or a description: [spec] description = "openapi.yaml"',
            )
        )
    overlays = reader.files("spec", "overlays")
    return Config(
        path=path,
        shown=places.file,
        pages=pages,
        description=path.parent / description if description else None,
        overlays=overlays,
        listed=tuple(reader.listed),
        output=_normal(path.parent / reader.get("output", "directory", str, "generated")),
        output_description=reader.get("output", "description", str, ""),
        pins=_pins(reader),
        targets=_targets(reader),
        skip_unsupported=reader.texts("", "skip_unsupported"),
        places=places,
        roots=tuple(_normal(path.parent / root) for root in reader.texts("source", "roots")),
        hosts=reader.texts("source", "hosts"),
    )


def _pins(reader: _Reader) -> Mapping[str, Mapping[str, str]]:
    pins: dict[str, Mapping[str, str]] = {}
    for kind, chosen in reader.get("", "names", dict, {}).items():
        if isinstance(chosen, dict) and all(isinstance(text, str) for text in chosen.values()):
            pins[kind] = chosen
        else:
            reader.wrong("names", kind, "a table of strings")
    return pins


def _targets(reader: _Reader) -> Mapping[str, Mapping[str, object]]:
    targets: dict[str, Mapping[str, object]] = {}
    for name, options in reader.get("", "targets", dict, {}).items():
        if isinstance(options, dict):
            targets[name] = options
        else:
            reader.wrong("targets", name, "a table")
    return targets


def _normal(path: Path) -> Path:
    """`path` without `..`, links left as they are."""
    return Path(*path.parts[:1]).joinpath(path).resolve(strict=False)


def _place_of(shown: str, text: str, fault: tomllib.TOMLDecodeError) -> Location:
    found = re.search(r"at line (\d+), column (\d+)", str(fault))
    if not found:
        return Location(file=shown, line=text.count("\n") + 1, column=1)
    return Location(file=shown, line=int(found[1]), column=int(found[2]))


def for_description(
    description: Path,
    output: Path,
    targets: Mapping[str, Mapping[str, object]],
    roots: tuple[Path, ...] = (),
) -> Config:
    """The configuration that `specpress generate DESCRIPTION --target T --out DIR` stands for.

    `roots` are folders besides that of the description that references may lead to.
    """
    return Config(
        path=description.resolve(),
        shown=str(description),
        pages=(),
        description=description.resolve(),
        overlays=(),
        listed=(),
        output=output.resolve(),
        output_description="",
        pins={},
        targets=targets,
        places=Places(str(description), ""),
        roots=roots,
    )
