"""The table `[targets.python]` of a configuration."""

from __future__ import annotations

import keyword
import re
from dataclasses import dataclass

from specpress.model import ApiModel
from specpress.naming.words import of_title
from specpress.targets.options import OptionTable

_PACKAGE = re.compile(r"[a-z][a-z0-9_]*")
# The forms of PyPA's specifications "Names and normalization" and "Version specifiers".
_DISTRIBUTION = re.compile(r"[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?")
_VERSION = re.compile(r"\d+(\.\d+)*((a|b|rc)\d+)?(\.post\d+)?(\.dev\d+)?")
_LICENSE = re.compile(r"[A-Za-z0-9.+() -]*")


@dataclass(frozen=True, slots=True, kw_only=True)
class PythonOptions:
    """What the package is called.

    `package` is what programs import, `distribution` what people install; `license` is an SPDX
    expression, "" where nobody gave one.
    """

    package: str
    distribution: str
    version: str
    license: str = ""

    @property
    def environment(self) -> str:
        """What the names of environment variables begin with."""
        return self.package.upper()


def read_options(table: OptionTable, model: ApiModel) -> PythonOptions:
    """The options; what is left out follows from the title of the API."""
    package = table.text("package", _package_of(model.info.title))
    importable = bool(_PACKAGE.fullmatch(package)) and not keyword.iskeyword(package)
    named_after = package.replace("_", "-") if importable else "client"
    distribution = table.text("distribution", named_after)
    version = table.text("version", "0.1.0")
    license_expression = table.text("license", "")
    table.finish()
    if not importable:
        hint = "lower-case letters, digits and underscores, as in `my_api`"
        table.refuse("package", f"`{package}` cannot be imported", hint)
    if not _DISTRIBUTION.fullmatch(distribution):
        hint = "letters, digits, dots, hyphens and underscores, as in `my-api`"
        table.refuse("distribution", f"`{distribution}` is no name of a distribution", hint)
    if not _VERSION.fullmatch(version):
        table.refuse("version", f"`{version}` is no version of a package", "such as `1.2.0`")
    if not _LICENSE.fullmatch(license_expression):
        table.refuse("license", "the license must be an SPDX expression", "such as `Apache-2.0`")
    return PythonOptions(
        package=package, distribution=distribution, version=version, license=license_expression
    )


def _package_of(title: str) -> str:
    text = "_".join(of_title(title)).casefold() if title.strip() else ""
    text = re.sub(r"[^a-z0-9_]", "", text).strip("_")
    text = text if text[:1].isalpha() else f"api_{text}".strip("_")
    return f"{text}_api" if keyword.iskeyword(text) else text
