"""A newer copy of the real knowledge, signed with fixed keys, and a process that hands it over."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple

import apsw
from pytestqt.qtbot import QtBot
from tests.ui.desks import SERVICE, ReaderMaker, desk_of, settle
from tests.updates.signed_set import SignedSet, hashes

from guide_app.app import Opened, Reader
from guide_app.ui.session import UPDATES, Place
from guide_app.ui.updates.form import FormView
from guide_app.ui.updates.page import UpdatesPage
from guide_app.ui.updates.updating import Updating

STAND_IN: Final = Path(__file__).with_name("stand_in.py")
GONE_GUIDE: Final = "next-hour"
"""A guide that is not in the newer copy; nor is `SERVICE`."""
NEW_DAY: Final = "2027-01-05"
CHECKED: Final = {
    "event": "checked",
    "new": True,
    "version": 8,
    "published": "2027-01-06T08:00:00Z",
    "bytes": 76_827,
    "added": 3,
    "changed": 10,
    "retired": 1,
    "way": "delta",
}
FETCHING: Final = {"event": "progress", "step": "fetch", "done": 40_000, "total": 76_827}


class Copies(NamedTuple):
    """Two versions of the knowledge, each in a folder as an installation has it."""

    older: Path
    newer: Path

    def files(self) -> dict[str, str]:
        """Give the newer one's metadata as the process hands it over."""
        return {path.name: path.read_text("utf-8") for path in sorted((self.newer / "metadata").iterdir())}

    def content(self) -> Path:
        """Give where the newer one's content lies."""
        return self.newer / "guide.sqlite"


def make_copies(folder: Path, real: Path) -> Copies:
    """Sign the real content, and the same of a later day without one service and one guide."""
    content = folder / "content.sqlite"
    content.write_bytes(real.read_bytes())
    older = _signed(content.read_bytes(), 7)
    older.write(folder / "older")
    connection = apsw.Connection(str(content))
    connection.execute("UPDATE services SET id = 'gone-' || id WHERE id = ?", (SERVICE,))
    connection.execute("DELETE FROM guides WHERE id = ?", (GONE_GUIDE,))
    connection.execute("UPDATE manifest SET value_json = ? WHERE key = 'published'", (json.dumps(NEW_DAY),))
    connection.close()
    _signed(content.read_bytes(), 8).write(folder / "newer")
    content.unlink()
    return Copies(folder / "older", folder / "newer")


def _signed(content: bytes, version: int) -> SignedSet:
    signed = SignedSet()
    signed.content = content
    signed.target.update(hashes=hashes(content), length=len(content))
    for role in ("targets", "snapshot", "timestamp"):
        signed.trees[role]["version"] = version
    for role, named in (("timestamp", "snapshot.json"), ("snapshot", "targets.json")):
        signed.trees[role]["meta"][named]["version"] = version
    return signed


class Voice:
    """What the process says next, and the words it was started with last."""

    def __init__(self, folder: Path) -> None:
        self._script = folder / "script.json"
        self.say()

    def say(self, *lines: dict[str, Any], content: Path | None = None, waits: bool = False) -> None:
        """Have the next process say this; then it ends, or `waits` until it is ended."""
        told = {"say": lines, "content": str(content) if content else "", "waits": waits}
        self._script.write_text(json.dumps(told), "utf-8")

    def hand_over(self, copies: Copies) -> None:
        """Have the next process bring the newer copy for this session alone."""
        done = {"event": "done", "version": 8, "published": "2027-01-06T08:00:00Z", "kept": "memory", "folder": None}
        snapshot = {"event": "snapshot", "length": copies.content().stat().st_size, "metadata": copies.files()}
        self.say(CHECKED, FETCHING, done, snapshot, content=copies.content())

    def command(self, words: Sequence[str]) -> list[str]:
        """Give what starts the stand-in instead of the program."""
        return [sys.executable, "-I", "-S", "-B", str(STAND_IN), str(self._script), *words]

    @property
    def words(self) -> list[str]:
        """The words of the command that was started last."""
        found: list[str] = json.loads(self._script.with_suffix(".words").read_text("utf-8"))
        return found


def at_updates(open_reader: ReaderMaker, copies: Copies, voice: Voice, place: Place | None = None) -> Reader:
    """Open the program with the older copy, at the page of updates; the stand-in does what is asked for."""
    reader = open_reader(place=place or Place(UPDATES))
    first = reader._opened.snapshot
    reader._opened = Opened([copies.older], copies.older)
    reader.rebuild()
    settle()
    if first is not None:
        first.close()
    updating_of(reader)._child._command = voice.command
    return reader


def updating_of(reader: Reader) -> Updating:
    """Give what is under way."""
    return reader.renewal()


def updates_page(reader: Reader) -> UpdatesPage:
    """Give the page, which must have been made."""
    page = desk_of(reader).find_page(UPDATES)
    assert isinstance(page, UpdatesPage)
    return page


def form_of(reader: Reader) -> FormView:
    """Give the choices, which must be shown."""
    view = updates_page(reader).view
    assert isinstance(view, FormView)
    return view


def wait_for(qtbot: QtBot, reader: Reader, kind: type) -> None:
    """Wait until things stand so."""
    qtbot.waitUntil(lambda: isinstance(updating_of(reader).stage, kind))
    settle()


def end_updates(reader: Reader) -> None:
    """End what is under way, and let the older copy go."""
    if reader.renewal.made is not None:
        reader.renewal.made.end()
    reader._opened.close()
