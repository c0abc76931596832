"""`guide update` and `guide export-bundle`: by hand, and line by line for the window, which starts these very commands.

With `--json`, each line of the answer is one event (`updates.events`). Where the update is kept nowhere, the last line
is followed by the bytes of the guide. If standard input is a pipe, the command ends when it is closed.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Final

from guide_app.commands.speaking import Subparsers, UnknownWordError, fail
from guide_app.core.errors import UpdateError
from guide_app.updates.errors import CancelledError, exit_code
from guide_app.updates.events import Checked, Done, Event, Handed, Keep, NothingNew, Progress, line_of, line_of_error

_WAYS: Final = {
    "delta": "only what has changed",
    "changes": "what has changed lately",
    "full": "all of it",
    "sqlite": "all of it, as the finished file",
}


def add_commands(commands: Subparsers) -> None:
    """Add what these commands take."""
    update = commands.add_parser("update", help="bring the guide up to date: from an address, a folder or a .zip")
    update.add_argument(
        "--from", dest="source", required=True, metavar="URL|FOLDER|ZIP", help="where it is to come from"
    )
    update.add_argument("--proxy", metavar="socks5h://...", help="such as Tor's; names are looked up behind it only")
    update.add_argument("--check", action="store_true", help="only say what is there")
    update.add_argument("--keep", choices=("home", "beside"), help="in your own folder, or beside the program")
    update.add_argument("--same-request", action="store_true", help="ask as everybody does: not for your version")
    update.add_argument("--accept-old", action="store_true", help="take also what was made over 400 days ago")
    update.set_defaults(run=_update)
    export = commands.add_parser("export-bundle", help="write this guide into one .zip for the next machine")
    export.add_argument("file", metavar="FILE", help="a new .zip, such as one on a stick")
    export.set_defaults(run=_export)
    for command in (update, export):
        command.add_argument("--json", action="store_true", help="for programs: one event a line")


def _update(parsed: argparse.Namespace, bundle: Path) -> int:
    from guide_app.updates.installing.state import Surroundings
    from guide_app.updates.updating import Request, update

    around = Surroundings.of(bundle)
    request = Request(
        parsed.source,
        parsed.proxy,
        _keep(parsed, around.places),
        check=parsed.check,
        same_for_everybody=parsed.same_request,
        accept_old=parsed.accept_old,
    )
    return _tell(parsed, lambda say: update(request, around, say, now=datetime.now(UTC)))


def _export(parsed: argparse.Namespace, bundle: Path) -> int:
    from guide_app.updates.exporting import export_bundle
    from guide_app.updates.installing.state import Surroundings, find_in_use

    return _tell(parsed, lambda say: export_bundle(find_in_use(Surroundings.of(bundle)), Path(parsed.file), say))


def _keep(parsed: argparse.Namespace, places: Mapping[Keep, Path]) -> Keep:
    """Find where it is kept: where the person says, or where they kept updates before; for a program, in its memory."""
    if parsed.keep or parsed.check:
        chosen: Keep = parsed.keep or "memory"
        return chosen
    if parsed.json:
        if sys.stdout.isatty():
            raise UnknownWordError("with --json and without --keep, the guide itself follows: not into a terminal")
        return "memory"
    known = [keep for keep, place in places.items() if place.is_dir()]
    if len(known) != 1:
        raise UnknownWordError("say where to keep it: --keep home or --keep beside; --check only looks")
    return known[0]


def _tell(parsed: argparse.Namespace, work: Callable[[Callable[[Event], None]], Event]) -> int:
    """Do the work, telling of it to a program or to a person, and give the exit code."""
    if parsed.json:
        from guide_app.updates.leading import end_when_left

        end_when_left()
        out = _bytes_out()
        try:
            work(lambda event: _write_event(out, event))
        except UpdateError as error:
            out.write(line_of_error(error))
            out.flush()
            return exit_code(error)
        return 0
    try:
        work(_say)
    except UpdateError as error:
        return fail(exit_code(error), f"{error} [{error.code}]")
    except KeyboardInterrupt:
        cancelled = CancelledError()
        return fail(exit_code(cancelled), str(cancelled))
    return 0


def _bytes_out() -> IO[bytes]:
    """Give standard output as bytes; a program without a terminal may have nothing but the system's own."""
    return sys.stdout.buffer if sys.stdout is not None else os.fdopen(1, "wb", closefd=False)


def _write_event(out: IO[bytes], event: Event) -> None:
    out.write(line_of(event))
    if isinstance(event, Handed):
        out.write(event.content)
    out.flush()


def _say(event: Event) -> None:
    """Tell a person."""
    match event:
        case Progress() if event.step == "fetch" and sys.stderr.isatty() and event.total:
            end = "\n" if event.done == event.total else "\r"
            print(f"{100 * event.done // event.total} %", end=end, file=sys.stderr)
        case Checked():
            day, size = event.published[:10], f"{event.length / 1000:.1f} kB"
            print(f"A newer guide is there: of {day}, version {event.version}. To fetch: {size}, {_WAYS[event.way]}.")
            if event.expired:
                print("By now there should be an even newer one somewhere.")
        case NothingNew():
            print(f"Nothing newer is there: the guide is of {event.published[:10]}, version {event.version}.")
            if event.expired:
                print("By now there should be a newer one somewhere.")
        case Done() if event.kept is None:
            print(f"The guide of {event.published[:10]} is in {event.folder}.")
        case Done():
            print(f"The guide is now of {event.published[:10]}, version {event.version}. It is kept in {event.folder}.")
        case _:
            pass
