"""The window goes on with newer knowledge: at the same place, or the nearest that there still is."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Literal, NamedTuple, Protocol

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication, QBoxLayout, QLineEdit, QScrollBar, QTextEdit, QWidget

from guide_app.core.messages import Messages
from guide_app.core.values import NeedId, ServiceId
from guide_app.store.guides import guide_titles
from guide_app.store.snapshot import Snapshot
from guide_app.ui.accessible import announce
from guide_app.ui.desk import Desk
from guide_app.ui.leave_now import LeaveNow
from guide_app.ui.main_window import MainWindow
from guide_app.ui.opened import Newer, Opened
from guide_app.ui.session import COVER, EXERCISE, FIRST_USE, GUIDE, SECTION, SHELF, Place, Session
from guide_app.ui.shelf import Shelf
from guide_app.ui.widgets.card import Notice
from guide_app.ui.widgets.dialog import Dialog

_UNDISTURBED = frozenset({FIRST_USE, "notebook", EXERCISE, COVER})
"""Pages that show nothing of the knowledge, where somebody may be writing."""


class Program(Protocol):
    """What of the running program is needed here."""

    session: Session
    desk: Desk | None
    window: MainWindow
    leaving: LeaveNow
    _opened: Opened
    _locales: Path

    def rebuild(self) -> None:
        """Make everything inside the window anew, at the session's place."""


class Moving(QObject):
    """Waits for a moment in which nobody writes or answers, then shows the newer knowledge in place of the older."""

    def __init__(self, program: Program) -> None:
        """Wait for something newer."""
        super().__init__(program.window)
        self._program = program
        self._newer: Newer | None = None
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._on_focus_changed)

    def move(self, newer: Newer) -> None:
        """Show it now, or as soon as that disturbs nobody."""
        self.forget()
        self._newer = newer
        self._try()

    def forget(self) -> None:
        """Let go of what has not been shown yet."""
        newer, self._newer = self._newer, None
        if newer is not None:
            newer.snapshot.close()

    def _try(self) -> None:
        newer, desk = self._newer, self._program.desk
        if newer is None or desk is None or self._would_disturb():
            return
        self._newer = None
        program, session = self._program, self._program.session
        before = program._opened.take(newer)  # noqa: SLF001 - what is open belongs to the program
        if before is not None:
            # Not at once: what is still to be listed for the old desk may ask for it once more.
            desk.destroyed.connect(partial(Snapshot.close, before))
        was, spot = session.place, _spot(desk)
        settle_in(session, newer.snapshot)
        program.rebuild()
        if program.desk is not None and session.place == was:
            _give_back(program.desk, spot)
        elif program.desk is not None:
            program.desk.focus_first()
            _say_that_it_is_gone(program.desk, self._messages())

    def _messages(self) -> Messages:
        return Messages(self._program.session.language, self._program._locales)  # noqa: SLF001 - see above

    def _would_disturb(self) -> bool:
        program, application = self._program, QApplication
        if program.session.place.page in _UNDISTURBED or application.activePopupWidget() is not None:
            return True
        dialogs = program.window.findChildren(Dialog)
        focus: QWidget | None = program.window.focusWidget()
        writing = isinstance(focus, QLineEdit | QTextEdit) and not _is_search(program.desk, focus)
        return any(dialog.isVisible() for dialog in dialogs) or writing

    def _on_focus_changed(self, _old: QWidget | None, _new: QWidget | None) -> None:
        if self._newer is not None:
            QTimer.singleShot(0, self, self._try)


def settle_in(session: Session, snapshot: Snapshot) -> None:
    """Take a session over to another snapshot: what is not in it any more is chosen no longer."""
    language = session.language
    if session.country is not None and snapshot.find_country(session.country, language) is None:
        session.country, session.city = None, None
        session.narrowing = session.narrowing.without_place()
    if session.city is not None and (session.country is None or session.city not in snapshot.cities(session.country)):
        session.city = None
    needs = {need.id for need in snapshot.every_need(language)}
    if session.narrowing.need not in needs:
        session.narrowing = session.narrowing._replace(need=None)
    guides = {str(title.id) for title in guide_titles(snapshot, language)}
    session.place, *behind = (_same(place, snapshot, needs, guides) for place in (session.place, *session.behind))
    session.behind[:] = behind


def _same(place: Place, snapshot: Snapshot, needs: set[NeedId], guides: set[str]) -> Place:
    """Give the place itself, or the nearest there is."""
    if place.page == GUIDE and place.what.partition(SECTION)[0] not in guides:
        return Place(SHELF)
    if place.need is not None and place.need not in needs:
        place = place._replace(need=None)
    if place.service is not None and snapshot.find_service(place.service) is None:
        return place._replace(page="results" if place.page == "service" else place.page, service=None)
    return place


class _Spot(NamedTuple):
    """Where the keyboard is on a desk, and how far is scrolled."""

    held: Literal["search", "list", "service", "other"]
    cursor: int
    """In the field for searching."""
    marked: ServiceId | None
    """In the list."""
    scrolled: int
    """Of the service, or of another page, in pixels."""


def _spot(desk: Desk) -> _Spot:
    results, service, bar = desk.results, desk.service, _bar(desk)
    focus: QWidget | None = desk.focusWidget()  # what Qt gives may be nothing, which its types do not tell
    marked = results.marked() if results is not None else None
    scrolled = bar.value() if bar is not None else 0
    if isinstance(focus, QLineEdit) and _is_search(desk, focus):
        return _Spot("search", focus.cursorPosition(), marked, scrolled)
    if results is not None and focus is results.list:
        return _Spot("list", 0, marked, scrolled)
    inside = service is not None and focus is not None and service.isAncestorOf(focus)
    return _Spot("service" if inside else "other", 0, marked, scrolled)


def _is_search(desk: Desk | None, field: QWidget) -> bool:
    """Say whether it is one of the two fields for searching: their words belong to the place."""
    return desk is not None and field in {desk.header.search.field, desk.start.search.field}


def _bar(desk: Desk) -> QScrollBar | None:
    if desk.service is not None and desk.service.isVisible():
        return desk.service.verticalScrollBar()
    shelf = desk.findChild(Shelf)
    area = shelf.reading() if shelf is not None else None
    return area.verticalScrollBar() if area is not None else None


def _give_back(desk: Desk, spot: _Spot) -> None:
    if desk.results is not None and spot.marked is not None:
        desk.results.mark(spot.marked)
    if spot.held == "list" and desk.results is not None:
        desk.results.focus_list()
    elif spot.held == "service" and desk.service is not None:
        desk.service.focus_first()
    else:
        desk.focus_first()
    focus: QWidget | None = desk.focusWidget()
    if spot.held == "search" and isinstance(focus, QLineEdit):
        focus.setCursorPosition(spot.cursor)
    # When all is laid out: before, there is nothing to scroll.
    QTimer.singleShot(0, desk, partial(_scroll, desk, spot.scrolled))


def _scroll(desk: Desk, to: int) -> None:
    bar = _bar(desk)
    if bar is not None and to:
        bar.setValue(to)


def _say_that_it_is_gone(desk: Desk, messages: Messages) -> None:
    """Say it above the page, until another is shown."""
    # Translators: a newer copy of the knowledge came while somebody read a page that is not in it any more
    said = messages.text("What was shown here is not in the newer knowledge any more. This comes nearest.")
    notice, column = Notice(said), desk.layout()
    if isinstance(column, QBoxLayout):
        column.insertWidget(1, notice)
    shelf = desk.findChild(Shelf)
    if shelf is not None:
        shelf.currentChanged.connect(notice.deleteLater)
    announce(desk, said)
