"""A description of Swagger 2.0 in the words of OpenAPI 3.

What a caller sees stays what it was: bodies and forms become request bodies, `host`, `basePath` and
`schemes` become servers, the media types of `consumes` and `produces` go to where they count, and
`collectionFormat` becomes `style` and `explode`. What OpenAPI 3 cannot say is told.
"""

from specpress.source.upgrade.swagger.description import converted

__all__ = ["converted"]
