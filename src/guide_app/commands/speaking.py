"""What all commands share: how they are read, how they answer, and which guide they open."""

from __future__ import annotations

import argparse
import io
import json
import sys
from contextlib import suppress
from pathlib import Path
from typing import Never, Protocol

from guide_app.core.errors import GuideError
from guide_app.core.places import places_of_updates, snapshot_folder
from guide_app.store.snapshot import Snapshot
from guide_app.updates.kept import open_newest


class Subparsers(Protocol):
    """What of argparse's own inner class a command needs to add itself."""

    def add_parser(self, name: str, *, help: str) -> argparse.ArgumentParser:  # noqa: A002 - so argparse calls it
        """Add a command."""


class UnknownWordError(GuideError):
    """A word of the command is not known; the text names it and what to use instead."""


class Parser(argparse.ArgumentParser):
    """Says in one line what is wrong."""

    def error(self, message: str) -> Never:
        """Leave with code 2."""
        self.exit(2, f"{self.prog}: {message}; `{self.prog} --help` tells more\n")


def open_guide(bundle: Path) -> Snapshot:
    """Open the newest guide that can be trusted: a kept update, or the program's own copy.

    Raises:
        GuideError: there is none, or it cannot be read.
    """
    return Snapshot.open(open_newest(snapshot_folder(bundle), places_of_updates(bundle)))


def print_json(tree: object) -> None:
    """Answer a program."""
    print(json.dumps(tree, ensure_ascii=False, indent=1))


def fail(code: int, text: str) -> int:
    """Say in one line why not, and give the exit code back."""
    with suppress(OSError):  # the same full disk may stand behind both
        print(f"guide: {' '.join(text.split())}", file=sys.stderr)
    return code


def speak_unicode() -> None:
    """Write UTF-8 into pipes and files; on a screen that cannot show a letter, a question mark instead of a crash."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            if stream.isatty():
                stream.reconfigure(errors="replace")
            else:
                stream.reconfigure(encoding="utf-8", errors="replace")
