"""Trees of files on disk: diff, check, atomic write, manifest, stale files. The only room that writes."""
