"""The editors' command line: from source files to a signed snapshot. Never part of the reader's start."""
