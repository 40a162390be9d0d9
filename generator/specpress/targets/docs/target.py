"""The documentation as a target: content in, Markdown files out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

from specpress.model import ApiModel, Operation, Origin
from specpress.naming.scopes import Scope
from specpress.targets.base import Language, OutputFile, Sample, TargetInput, Unsupported
from specpress.targets.docs import names
from specpress.targets.docs.building.place import Place
from specpress.targets.docs.building.site import site
from specpress.targets.docs.content import (
    CorrectionsPage,
    IndexPage,
    OperationPage,
    SchemaPage,
    Site,
    WebhookPage,
)
from specpress.targets.docs.markdown import links
from specpress.targets.docs.markdown.language import LANGUAGE
from specpress.targets.options import OptionTable

Page: TypeAlias = IndexPage | OperationPage | WebhookPage | SchemaPage | CorrectionsPage


@dataclass(frozen=True, slots=True, kw_only=True)
class DocsOptions:
    """The documentation has no options."""


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """What a template is given: the page, and its key for links from it."""

    here: str
    page: Page


@dataclass(frozen=True, slots=True)
class DocsTarget:
    """Markdown pages: one for the API, one an operation, one a type, one of all corrections."""

    name: str = "docs"
    summary: str = "documentation in Markdown: a page for each operation and each type"
    language: Language = LANGUAGE

    def options(self, table: OptionTable, model: ApiModel) -> DocsOptions:  # noqa: ARG002
        """There are none."""
        return DocsOptions()

    def scopes(self, model: ApiModel, options: DocsOptions) -> tuple[Scope, ...]:  # noqa: ARG002
        """The names of the pages."""
        return names.scopes(model)

    def unsupported(self, model: ApiModel) -> tuple[Unsupported, ...]:  # noqa: ARG002
        """Everything can be told."""
        return ()

    def content(self, given: TargetInput[DocsOptions]) -> Site:
        """All that the documentation says, before any markup."""

        def source(origin: Origin) -> str:
            # Without the line: an edit above it would change every page below.
            return given.locate(origin).file

        return site(
            Place(model=given.model, names=given.names, samples=given.samples, source=source)
        )

    def files(self, given: TargetInput[DocsOptions]) -> Iterator[OutputFile]:
        """The pages of the content, each with the template of its kind."""
        content = self.content(given)
        yield _file("index.md.j2", content.index)
        for operation in content.operations:
            yield _file("operation.md.j2", operation)
        for webhook in content.webhooks:
            yield _file("webhook.md.j2", webhook)
        for schema in content.schemas:
            yield _file("schema.md.j2", schema)
        if content.corrections is not None:
            yield _file("corrections.md.j2", content.corrections)

    def sample(self, given: TargetInput[DocsOptions], operation: Operation) -> Sample | None:  # noqa: ARG002
        """The documentation is no client: it calls nothing."""
        return None


def _file(template: str, page: Page) -> OutputFile:
    return OutputFile(
        path=links.file(page.key), template=template, view=View(here=page.key, page=page)
    )
