"""Documentation pages: read into OpenAPI, and printed from it."""

from specpress.source.page.document import read_pages

__all__ = ["read_pages"]
