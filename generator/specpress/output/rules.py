"""What the output room can find wrong."""

from __future__ import annotations

from specpress.diagnostics import error, note, warning

HAND_EDITED = warning("output-hand-edited", "a generated file was edited by hand; it is kept")
OVERWRITTEN = note(
    "output-hand-edit-overwritten", "a hand edit gives way, because --force was given"
)
FOREIGN = error("output-foreign-file", "a file that specpress did not write stands in the way")
PATH_UNSAFE = error("output-path-unsafe", "a path leaves the output folder or fits no file system")
PATH_COLLISION = error(
    "output-path-case-collision", "two paths are one on a file system that ignores case"
)
FILE_AND_FOLDER = error("output-path-file-and-folder", "one path is both a file and a folder")
SYMLINK = error("output-symlink", "a symbolic link stands where a generated file or folder belongs")
NOT_A_FILE = error("output-not-a-file", "a folder or device stands where a file belongs")
NOT_A_FOLDER = error("output-not-a-folder", "a file stands where a folder belongs")
UNREADABLE = error("output-unreadable", "a file of the output cannot be read")
MANIFEST_BROKEN = error("output-manifest-broken", "the manifest of the output cannot be understood")
WRITE_FAILED = error("output-write-failed", "the output cannot be written")
BUSY = error("output-busy", "another run is writing the same output")
INTERRUPTED = note("output-interrupted", "an earlier run was interrupted; this one completes it")
