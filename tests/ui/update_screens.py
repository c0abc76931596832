"""Ways to the states of the page of updates: each is put there, and no process is started."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from tests.ui.desks import desk_of

from guide_app.app import Reader
from guide_app.ui.session import UPDATES
from guide_app.ui.updates.page import UpdatesPage
from guide_app.ui.updates.state import Found, Idle, Outcome, Stage, Working
from guide_app.ui.updates.told import Checked, Done, Failed, NothingNew, Progress
from guide_app.ui.updates.wanted import Wanted

ADDRESS: Final = "example.org"
FILE: Final = "guide.zip"
_CHECKED: Final = Checked(8, "2027-01-06T08:00:00Z", 6_890_000, "full", 3, 10, 1)


def nothing_asked(reader: Reader) -> None:
    """Show the page as it first opens."""
    _put(reader, Wanted(), Idle(), None)


def _at(wanted: Wanted, stage: Stage, outcome: Outcome | None = None) -> Callable[[Reader], None]:
    return lambda reader: _put(reader, wanted, stage, outcome)


def _put(reader: Reader, wanted: Wanted, stage: Stage, outcome: Outcome | None) -> None:
    updating = reader.renewal()
    updating.wanted, updating.stage, updating.outcome = wanted, stage, outcome
    updating.changed.emit()
    page = desk_of(reader).find_page(UPDATES)
    assert isinstance(page, UpdatesPage)
    page.view.verticalScrollBar().setValue(0)


_INTERNET: Final = Wanted("internet", ADDRESS)
looking = _at(_INTERNET, Working("check"))
found = _at(_INTERNET, Found(_CHECKED))
fetching = _at(_INTERNET, Working("get", Progress("fetch", 1_200_000, 6_890_000)))
done = _at(_INTERNET, Idle(), Outcome("get", Done("2027-01-05", "memory", "")))
nothing_new = _at(
    Wanted("neighbour", neighbour="192.168.1.20:8000"),
    Idle(),
    Outcome("check", NothingNew("2027-01-06T08:00:00Z", expired=True)),
)
tor_is_silent = _at(Wanted("tor", ADDRESS, same_for_all=True), Idle(), Outcome("check", Failed("proxy")))
very_old = _at(Wanted("stick", path=FILE, keep="beside"), Idle(), Outcome("get", Failed("very_old")))
shared = _at(Wanted(), Idle(), Outcome("share", Done("2027-01-06T08:00:00Z", "memory", ""), FILE))
