"""What a description says of itself (OpenAPI 3.1, section 4.8.2)."""

from __future__ import annotations

from specpress.model import Contact, Info
from specpress.normalize.nodes import Node, Tree


def info_of(tree: Tree) -> Info:
    """The info object; an empty title is "API"."""
    node = tree.root.object("info") if tree.root.has("info") else None
    if node is None:
        return Info(title="API", version="")
    license_ = node.object("license") if node.has("license") else None
    contact = node.object("contact") if node.has("contact") else None
    return Info(
        title=node.text("title") or "API",
        version=_version(node),
        summary=node.text("summary"),
        description=node.text("description"),
        terms=node.text("termsOfService"),
        license=(license_.text("identifier") or license_.text("name")) if license_ else "",
        license_url=license_.text("url") if license_ else "",
        contact=Contact(
            name=contact.text("name"), url=contact.text("url"), email=contact.text("email")
        )
        if contact
        else Contact(),
    )


def _version(node: Node) -> str:
    """The version; one that was written without quotes, 1.0, counts as its text."""
    given = node.raw().get("version")
    if isinstance(given, (int, float)) and not isinstance(given, bool):
        return str(given)
    return node.text("version")
