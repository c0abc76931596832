"""The guide without a window: `guide find`, `show`, `read`, `verify`, `update` and `export-bundle`.

They verify what the window verifies before they read a word, write nothing but what they are told to, and need no
display. Their own few words are English; names of kinds, needs and countries come from the guide in the reader's
language.

Exit codes: 0 done; 1 `verify` says no, or an update was not believed; 2 the command cannot be understood; 3 the guide
cannot be trusted, read or reached, or nothing can be written; 4 an update was cancelled.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from guide_app.commands import finding, updating, verifying
from guide_app.commands.speaking import Parser, UnknownWordError, fail, speak_unicode
from guide_app.core.errors import GuideError, NotInSnapshotError, UntrustedContentError
from guide_app.core.places import BUNDLE


def main(arguments: Sequence[str], *, bundle: Path = BUNDLE) -> int:
    """Run one command and give its exit code.

    Args:
        arguments: without the program's name.
        bundle: the folder a build made; tests have their own.
    """
    speak_unicode()
    try:
        try:
            return _answer(arguments, bundle)
        finally:
            if sys.stdout is not None:  # as in a program without a terminal
                sys.stdout.flush()  # a broken pipe or a full disk shows here, or where nobody could answer it
    except OSError as error:
        # nothing more may be written, not even at the end of the program
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if isinstance(error, BrokenPipeError):
            return 0  # the reader of a pipe has seen enough
        return fail(3, f"the answer cannot be written, or a file cannot be read: {error.strerror or error}")


def _answer(arguments: Sequence[str], bundle: Path) -> int:
    # bytes of a command line that are no text arrive as halves of characters
    words = [argument.encode(errors="replace").decode() for argument in arguments]
    if words[:1] == ["--version"]:
        from importlib.metadata import version

        print("Guide", version("guide-app"))
        return 0
    parser = _parser()
    if words and words[0].startswith("-") and words[0] not in {"-h", "--help"}:
        parser.error(f"unknown option {words[0]!r}")
    parsed = parser.parse_args(words)
    run: Callable[[argparse.Namespace, Path], int] = parsed.run
    try:
        return run(parsed, bundle)
    except (UnknownWordError, NotInSnapshotError) as error:
        return fail(2, str(error))
    except UntrustedContentError as error:
        return fail(3, f"the guide is not what its keys signed, so nothing of it is shown: {error}")
    except GuideError as error:
        return fail(3, str(error))


def _parser() -> argparse.ArgumentParser:
    parser = Parser(prog="guide", description="Without a command, the window opens.")
    parser.add_argument("--version", action="store_true", help="say which program this is")
    names = "find | show | read | verify | update | export-bundle"
    commands = parser.add_subparsers(title="commands", required=True, metavar=names)
    for part in (finding, verifying, updating):
        part.add_commands(commands)
    return parser
