"""The documentation: a content model of pages (`content`), built from the model of the API
(`building`), printed as Markdown (`markdown`, and the templates)."""

from specpress.targets.docs.target import DocsTarget

TARGET = DocsTarget()
