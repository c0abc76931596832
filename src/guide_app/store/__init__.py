"""One compiled, verified SQLite file: built, opened, read and searched."""
