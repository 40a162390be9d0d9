"""The table `[targets.go]` of a configuration."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from specpress.model import ApiModel
from specpress.naming.reserved import load
from specpress.naming.words import ascii_words, words
from specpress.targets.options import OptionTable

_PACKAGE = re.compile(r"[a-z][a-z0-9]*")
# The form of a module path: The Go Modules Reference, "Module paths".
_MODULE = re.compile(r"[a-z0-9][A-Za-z0-9.~_-]*(/[A-Za-z0-9][A-Za-z0-9.~_-]*)*")
_VERSION = re.compile(r"\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?")
_KEYWORDS = load(Path(__file__).parent / "reserved" / "keywords.txt")


@dataclass(frozen=True, slots=True, kw_only=True)
class GoOptions:
    """What the module and its one package are called."""

    module: str
    package: str
    version: str

    @property
    def environment(self) -> str:
        """What the names of environment variables begin with."""
        return self.package.upper()

    @property
    def import_spec(self) -> str:
        """The module as a program imports it, under the name of the package."""
        last = self.module.rpartition("/")[2]
        alias = "" if last == self.package else f"{self.package} "
        return f'{alias}"{self.module}"'


def read_options(table: OptionTable, model: ApiModel) -> GoOptions:
    """The options; what is left out follows from the title of the API."""
    package = table.text("package", _package_of(model.info.title))
    module = table.text("module", f"example.com/{package}")
    version = table.text("version", "0.1.0")
    if not _PACKAGE.fullmatch(package) or package in _KEYWORDS:
        hint = "lower-case letters and digits, as in `myapi`"
        table.refuse("package", f"`{package}` is no name of a package", hint)
    if not _MODULE.fullmatch(module) or module.endswith("."):
        table.refuse("module", f"`{module}` is no module path", "such as `example.com/myapi`")
    if not _VERSION.fullmatch(version):
        table.refuse("version", f"`{version}` is no semantic version", "such as `1.2.0`")
    return GoOptions(module=module, package=package, version=version)


def _package_of(title: str) -> str:
    """`zstackcloudapi` of "ZStack Cloud API"."""
    text = re.sub(r"[^a-z0-9]", "", "".join(ascii_words(words(title))).lower())
    text = text if text[:1].isalpha() else f"api{text}"
    return f"{text}api" if text in _KEYWORDS else text
