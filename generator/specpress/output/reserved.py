"""The names that the output room keeps for itself inside an output folder. Imports nothing."""

PREFIX = ".specpress-"
"""No generated file and no folder of one may begin with it."""

MANIFEST = ".specpress-manifest.json"
"""What the last complete run wrote: an object of path -> SHA-256 of the content, in hexadecimal.

It is committed with the output, so that a hand edit is found in a fresh clone too.
"""

JOURNAL = ".specpress-journal.json"
"""What a run is about to write: an object of path -> list of SHA-256.

It stands beside the manifest only while a run is writing, or after one was killed.
"""

TEMPORARY = ".specpress-tmp-"
"""Begins the name of a file that is being written and has not got its own name yet."""
