"""Documentation pages: read into OpenAPI, and printed from it."""

from specpress.source.page.document import read_pages
from specpress.source.page.printing import print_page

__all__ = ["print_page", "read_pages"]
