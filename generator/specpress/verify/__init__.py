"""Proof by the languages' own tools: what is generated builds, and all clients ask the same."""
