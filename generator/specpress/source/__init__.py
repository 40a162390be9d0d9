"""Bytes to `LoadedDocument`: the only room that reads files."""
