"""Names: words from declarations, cases of languages, scopes without collisions.

`words` splits a declaration, `cases` joins words, `scopes` gathers the names of a model, `allocate`
gives each an identifier that is unique in its scope.
"""
