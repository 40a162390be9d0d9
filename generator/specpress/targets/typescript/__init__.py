"""The TypeScript target: a package with a typed client."""

from specpress.targets.typescript.target import TypeScriptTarget

TARGET = TypeScriptTarget()
