"""The table `[targets.java]` of a configuration."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from specpress.model import ApiModel
from specpress.naming import cases
from specpress.naming.reserved import load
from specpress.naming.words import ascii_words, of_title
from specpress.targets.options import OptionTable

_KEYWORDS = load(Path(__file__).parent / "reserved" / "keywords.txt")
_PACKAGE = re.compile(r"[a-z_][a-z0-9_]*(\.[a-z_][a-z0-9_]*)*")
_COORDINATE = re.compile(r"[A-Za-z0-9_.-]+")
_VERSION = re.compile(r"[0-9A-Za-z][0-9A-Za-z._-]*")
_CLASS = re.compile(r"[A-Z][A-Za-z0-9_]*")
_ENVIRONMENT = re.compile(r"[A-Z][A-Z0-9_]*")
_LICENSE = re.compile(r"[A-Za-z0-9.+() -]*")


@dataclass(frozen=True, slots=True, kw_only=True)
class JavaOptions:
    """What the project is called.

    `package` is what programs import, `group` and `artifact` are its coordinates for Maven;
    `client` is the class of the client, `environment` what the names of environment variables begin
    with. `license` is an SPDX expression, "" where nobody gave one.
    """

    package: str
    group: str
    artifact: str
    version: str
    client: str
    environment: str
    license: str = ""

    @property
    def async_client(self) -> str:
        """The class of the asynchronous client: `ZstackAsyncClient` beside `ZstackClient`."""
        return f"{self.client.removesuffix('Client')}AsyncClient"


def read_options(table: OptionTable, model: ApiModel) -> JavaOptions:
    """The options; what is left out follows from the title of the API, or from the others."""
    title = _words_of(model.info.title)
    artifact = table.text("artifact", "-".join((*title, "client")))
    stem = _words_of(artifact.removesuffix("-client"))
    package = table.text("package", f"{cases.flat(title)}.client")
    options = JavaOptions(
        package=package,
        group=table.text("group", package.removesuffix(".client")),
        artifact=artifact,
        version=table.text("version", "0.1.0"),
        client=table.text("client", f"{cases.pascal(stem)}Client"),
        environment=table.text("environment", cases.screaming(stem)),
        license=table.text("license", ""),
    )
    table.finish()
    _check(table, options)
    return options


def _check(table: OptionTable, options: JavaOptions) -> None:
    parts = options.package.split(".")
    if not _PACKAGE.fullmatch(options.package) or any(part in _KEYWORDS for part in parts):
        table.refuse(
            "package", f"`{options.package}` is no package", "such as `org.example.client`"
        )
    for key, value, form, what, hint in (
        ("group", options.group, _COORDINATE, "no group id of Maven", "such as `org.example`"),
        (
            "artifact",
            options.artifact,
            _COORDINATE,
            "no artifact id of Maven",
            "such as `my-client`",
        ),
        ("version", options.version, _VERSION, "no version", "such as `1.2.0`"),
        ("client", options.client, _CLASS, "no name of a class", "such as `ExampleClient`"),
        ("environment", options.environment, _ENVIRONMENT, "no prefix", "such as `EXAMPLE`"),
        ("license", options.license, _LICENSE, "no SPDX expression", "such as `Apache-2.0`"),
    ):
        if not form.fullmatch(value):
            table.refuse(key, f"`{value}` is {what}", hint)


def _words_of(text: str) -> tuple[str, ...]:
    """The words of a title in ASCII; the first does not begin with a digit."""
    found = tuple(
        bare
        for word in ascii_words(of_title(text.strip() or "api"))
        if (bare := re.sub(r"[^a-z0-9]", "", word.lower()))
    )
    if not found or not found[0][0].isalpha() or cases.flat(found) in _KEYWORDS:
        return ("api", *found)
    return found
