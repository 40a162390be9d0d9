"""The table `[targets.rust]` of a configuration."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from specpress.model import ApiModel
from specpress.naming.reserved import load
from specpress.naming.words import ascii_words, of_title
from specpress.targets.options import OptionTable

# The Cargo Book, "The manifest format": what a package may be called, and its version (SemVer).
_CRATE = re.compile(r"[a-z][a-z0-9_-]{0,63}")
_VERSION = re.compile(r"(0|[1-9]\d*)(\.(0|[1-9]\d*)){2}(-[0-9A-Za-z.-]+)?(\+[0-9A-Za-z.-]+)?")
_LICENSE = re.compile(r"[A-Za-z0-9.+() -]*")
_FOLDER = Path(__file__).parent / "reserved"


@dataclass(frozen=True, slots=True, kw_only=True)
class RustOptions:
    """What the crate is called; `license` is an SPDX expression, "" where nobody gave one."""

    crate: str
    version: str
    license: str = ""

    @property
    def library(self) -> str:
        """What programs import."""
        return self.crate.replace("-", "_")

    @property
    def environment(self) -> str:
        """What the names of environment variables begin with."""
        return self.library.upper()


def read_options(table: OptionTable, model: ApiModel) -> RustOptions:
    """The options; what is left out follows from the title of the API."""
    crate = table.text("crate", _crate_of(model.info.title))
    version = table.text("version", "0.1.0")
    license_expression = table.text("license", "")
    table.finish()
    library = crate.replace("-", "_")
    if not _CRATE.fullmatch(crate) or library in _taken():
        hint = "lower-case letters, digits and hyphens, and no name of a crate that it needs"
        table.refuse("crate", f"`{crate}` is no name for the crate", hint)
    if not _VERSION.fullmatch(version):
        table.refuse("version", f"`{version}` is no version of a crate", "such as `1.2.0`")
    if not _LICENSE.fullmatch(license_expression):
        table.refuse("license", "the license must be an SPDX expression", "such as `Apache-2.0`")
    return RustOptions(crate=crate, version=version, license=license_expression)


def _crate_of(title: str) -> str:
    text = "-".join(ascii_words(of_title(title))).lower() if title.strip() else ""
    text = re.sub(r"[^a-z0-9-]", "", text).strip("-")[:60].strip("-")
    text = text if text[:1].isalpha() else f"api-{text}".strip("-")
    taken = text.replace("-", "_") in _taken()
    return f"{text}-client" if taken else text


def _taken() -> frozenset[str]:
    """What no library may be called."""
    return load(_FOLDER / "keywords.txt") | load(_FOLDER / "crates.txt")
