"""The model of the API to pages of content. One module a kind of page, and one a kind of part."""
