"""The table `[targets.typescript]` of a configuration."""

from __future__ import annotations

import re
from dataclasses import dataclass

from specpress.model import ApiModel
from specpress.naming.words import of_title
from specpress.targets.options import OptionTable

# The forms of npm's package.json and of Semantic Versioning 2.0.
_PACKAGE = re.compile(r"(@[a-z0-9][a-z0-9._-]*/)?[a-z0-9][a-z0-9._-]*")
_VERSION = re.compile(r"\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?(\+[0-9A-Za-z.-]+)?")
_PREFIX = re.compile(r"[A-Z][A-Z0-9_]*")
_LICENSE = re.compile(r"[A-Za-z0-9.+() -]*")
_INTEGERS = ("number", "bigint")


@dataclass(frozen=True, slots=True, kw_only=True)
class TypeScriptOptions:
    """What the package is called.

    `package` is the name on npm, `environment` what the names of environment variables begin with.
    `license` is an SPDX expression, "" where nobody gave one. `big_integers`: integers of which the
    API does not say how large they are become `bigint`s too, and not only those of 64 bits.
    """

    package: str
    version: str
    environment: str
    license: str = ""
    big_integers: bool = False

    @property
    def product(self) -> str:
        """The product of the header User-Agent: the package without its scope."""
        return f"{self.package.rpartition('/')[2]}/{self.version.partition('+')[0]}"


def read_options(table: OptionTable, model: ApiModel) -> TypeScriptOptions:
    """The options; what is left out follows from the title of the API."""
    package = table.text("package", _package_of(model.info.title))
    version = table.text("version", "0.1.0")
    environment = table.text("environment", _prefix_of(package))
    license_expression = table.text("license", "")
    integers = table.text("integers", "number")
    table.finish()
    if not _PACKAGE.fullmatch(package):
        hint = "lower-case letters, digits and hyphens, as in `@acme/my-api`"
        table.refuse("package", f"`{package}` is no name of a package", hint)
    if not _VERSION.fullmatch(version):
        table.refuse("version", f"`{version}` is no version of a package", "such as `1.2.0`")
    if not _PREFIX.fullmatch(environment):
        table.refuse("environment", f"`{environment}` begins no name of a variable", "as in `ACME`")
    if not _LICENSE.fullmatch(license_expression):
        table.refuse("license", "the license must be an SPDX expression", "such as `Apache-2.0`")
    if integers not in _INTEGERS:
        table.refuse("integers", f"`{integers}` holds no integers", "`number` or `bigint`")
    return TypeScriptOptions(
        package=package,
        version=version,
        environment=environment,
        license=license_expression,
        big_integers=integers == "bigint",
    )


def _package_of(title: str) -> str:
    text = re.sub(r"[^a-z0-9-]", "", "-".join(of_title(title)).casefold()).strip("-")
    return text or "api-client"


def _prefix_of(package: str) -> str:
    text = re.sub(r"[^A-Z0-9]+", "_", package.rpartition("/")[2].upper()).strip("_")
    text = text.removesuffix("_CLIENT").removesuffix("_API") or "API"
    return text if text[0].isalpha() else f"API_{text}"
