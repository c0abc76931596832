"""Every screen of the program, as data: whoever adds a screen adds a line to `SCREENS`, and all walks go there too."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Literal, NamedTuple

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget
from tests.ui import update_screens as updates
from tests.ui.desks import SERVICE, desk_of, settle
from tests.ui.exercise_screens import (
    SOMEBODY,
    ask_before_leaving,
    breathe_by_words,
    go_to_step,
    keep,
    keep_without_a_notebook,
    put_people_on_the_map,
    weigh_up,
)
from tests.ui.notebooks import FILE, notebook_page, open_in_memory

from guide_app.app import Opened, Reader
from guide_app.core.messages import Messages
from guide_app.core.values import CountryCode, LanguageCode, NeedId, ServiceId
from guide_app.notes.errors import NotebookLockedError, StorageFullError
from guide_app.notes.values import EMPTY
from guide_app.ui.narrowing import Narrowing
from guide_app.ui.notebook.care import WipeDialog
from guide_app.ui.notebook.keeper import At, View
from guide_app.ui.notebook.passphrases import MakeDialog, OpenDialog
from guide_app.ui.pages.cover import CoverPage
from guide_app.ui.pages.guide import GuidePage
from guide_app.ui.session import GUIDE, SHELF, UPDATES, Place
from guide_app.ui.widgets.choice_list import ChoiceList
from guide_app.ui.widgets.contact_card import ContactCard
from guide_app.ui.widgets.dialog import Dialog
from guide_app.ui.widgets.file_dialog import FileDialog
from guide_app.ui.widgets.sources import SourceList

FOLDER = Path(__file__).parent
"""What a chooser of files shows: a folder that every copy of the tests has."""
State = Literal["good", "older", "refused", "lost"]
"""What the start found: a trusted copy, an older one, none, or one that is gone since."""


def _open_languages(reader: Reader) -> None:
    desk_of(reader).header.language.open_list()


def _open_countries(reader: Reader) -> None:
    desk_of(reader).header.country.open_list()


def _open_cities(reader: Reader) -> None:
    results = desk_of(reader).results
    assert results is not None
    results.above.city.open_list()


def _open_filters(reader: Reader) -> None:
    results = desk_of(reader).results
    assert results is not None
    results.above.filters_wanted.emit()


def _set_filters(reader: Reader) -> None:
    """Set some filters: chips stand above the list."""
    reader.session.narrowing = Narrowing(
        channels=("phone", "chat"), languages=(LanguageCode("en"),), promises=("free",)
    )
    desk_of(reader)._show(reader.session.place)


def _open_sources(reader: Reader) -> None:
    for sources in reader.window.findChildren(SourceList):
        if sources.isVisibleTo(reader.window):
            sources.toggle.click()


def _copy(reader: Reader) -> None:
    service = desk_of(reader).service
    assert service is not None
    card = service.findChild(ContactCard)
    assert card is not None
    card.copy.click()


def _choose_file(reader: Reader) -> None:
    messages = Messages(reader.session.language, reader._locales)
    FileDialog(messages, messages.text("Name of the file"), "open", folder=FOLDER).open_over(reader.window)


def _name_file(reader: Reader) -> None:
    """Ask for a name, and be told that there is such a file already."""
    messages = Messages(reader.session.language, reader._locales)
    title = messages.text("Name of the file")
    dialog = FileDialog(messages, title, "save", name=Path(__file__).name, folder=FOLDER)
    dialog.open_over(reader.window)
    dialog.accept()


def _open_notebook(reader: Reader) -> None:
    open_in_memory(reader)


def _delete_note(reader: Reader) -> None:
    open_in_memory(reader)
    notebook_page(reader)._on_delete_wanted("2")


def _open_view(view: View) -> Callable[[Reader], None]:
    def show(reader: Reader) -> None:
        open_in_memory(reader)
        notebook_page(reader)._go(At(view, "1"))

    return show


def _fail_to_save(reader: Reader) -> None:
    """Show what is said where a stick is full."""
    open_in_memory(reader)
    notebook_page(reader)._go(At("note", "1"))
    reader.keeper._on_save_failed(StorageFullError())


def _make_notebook(reader: Reader) -> None:
    """Ask for a passphrase, and be told that the two are not the same."""
    page = notebook_page(reader)
    page.door.ask_for_new_passphrase(FILE)
    dialog = page.door.dialog
    assert isinstance(dialog, MakeDialog)
    dialog._fields[0].line.hold("abc")
    dialog.accept()


def _find_it_locked(reader: Reader) -> None:
    page = notebook_page(reader)
    page.door.ask_for_passphrase(FILE)
    dialog = page.door.dialog
    assert isinstance(dialog, OpenDialog)
    dialog.fail(NotebookLockedError())


def _change_passphrase(reader: Reader) -> None:
    open_in_memory(reader)
    notebook_page(reader)._on_passphrase_wanted()


def _look_back(reader: Reader) -> None:
    open_in_memory(reader)
    notebook_page(reader)._on_before_found(EMPTY)


def _rehearse_the_end(reader: Reader) -> None:
    """Begin to destroy, in a rehearsal, with its clock stopped at once."""
    open_in_memory(reader)
    page = notebook_page(reader)
    page._on_wipe_wanted()
    dialog = page._dialog
    assert isinstance(dialog, WipeDialog)
    dialog.sure.setChecked(True)
    dialog.rehearse.click()
    dialog._clock.stop()


def _choose_sum(reader: Reader) -> None:
    page = _cover_page(reader)
    page.field.set_text("1972+48")
    page.choose()


def _choose_weak_sum(reader: Reader) -> None:
    page = _cover_page(reader)
    page.field.set_text("1+1")
    page.choose()


def _cover_page(reader: Reader) -> CoverPage:
    page = reader.window.findChild(CoverPage)
    assert isinstance(page, CoverPage)
    return page


def _find_words(reader: Reader) -> None:
    """Find a word in a guide that stands there in any language: a full stop, or its like."""
    page = guide_page(reader)
    page.find_within()
    page.find_bar.box.set_text(page.find_bar._texts[0].text()[:4])
    page.find_bar.box.text_written.emit("")


def _read_from_the_top(reader: Reader) -> None:
    guide_page(reader)


def _read_to_the_end(reader: Reader) -> None:
    page = guide_page(reader)
    for sources in page.findChildren(SourceList):
        if sources.isVisibleTo(page):
            sources.toggle.click()
    bar = page.column.verticalScrollBar()
    bar.setValue(bar.maximum())


def guide_page(reader: Reader) -> GuidePage:
    """Give the page that shows guides."""
    page = desk_of(reader).find_page(GUIDE)
    assert isinstance(page, GuidePage)
    assert page.blocks  # all of them are made now, not some moments later
    return page


def _nothing(_reader: Reader) -> None:
    """Leave a screen as it opens."""


class Screen(NamedTuple):
    """One screen, and how one gets there."""

    name: str
    place: Place = Place()
    country: str | None = "LB"
    then: Callable[[Reader], None] = _nothing
    state: State = "good"


_TALK = Place("results", need=NeedId("talk"))
SCREENS = (
    Screen("start"),
    Screen("start without a country", country=None),
    Screen("start, languages open", then=_open_languages),
    Screen("start, countries open", then=_open_countries),
    Screen("results of a need", _TALK),
    Screen("results of words", Place("results", text="lawyer"), country="DE"),
    Screen("results of a crisis", Place("results", text="i want to die")),
    Screen("results, nothing found", Place("results", text="qqqqxyz")),
    Screen("results, towns open", Place("results"), country="DE", then=_open_cities),
    Screen("filters", _TALK, country="US", then=_open_filters),
    Screen("results with filters set", _TALK, country="US", then=_set_filters),
    Screen("service", Place("service", need=NeedId("talk"), service=SERVICE)),
    Screen("service with a law", Place("service", need=NeedId("talk"), service=ServiceId("lb-embrace-lifeline"))),
    Screen("service, sources open", Place("service", service=ServiceId("gb-mermaids")), then=_open_sources),
    Screen("service, copied", Place("service", service=SERVICE), then=_copy),
    Screen("first use", Place("first use")),
    Screen("leaving", Place("leaving")),
    Screen("what stays", Place("what stays")),
    Screen("options", Place("options")),
    Screen("about", Place("about")),
    Screen("updates", Place(UPDATES), then=updates.nothing_asked),
    Screen("updates, looking", Place(UPDATES), then=updates.looking),
    Screen("updates, found", Place(UPDATES), then=updates.found),
    Screen("updates, fetching", Place(UPDATES), then=updates.fetching),
    Screen("updates, done", Place(UPDATES), then=updates.done),
    Screen("updates, nothing new", Place(UPDATES), then=updates.nothing_new),
    Screen("updates, Tor is silent", Place(UPDATES), then=updates.tor_is_silent),
    Screen("updates, very old", Place(UPDATES), then=updates.very_old),
    Screen("updates, passed on", Place(UPDATES), then=updates.shared),
    Screen("guides", Place(SHELF)),
    Screen("a guide", Place(GUIDE, what="next-hour"), then=_read_from_the_top),
    Screen("a guide, words found", Place(GUIDE, what="pressure-to-change"), then=_find_words),
    Screen("a guide, its end", Place(GUIDE, what="next-hour"), then=_read_to_the_end),
    Screen("notes, none", Place("notebook")),
    Screen("notes", Place("notebook"), then=_open_notebook),
    Screen("notes, one deleted", Place("notebook"), then=_delete_note),
    Screen("a note", Place("notebook"), then=_open_view("note")),
    Screen("a note, not saved", Place("notebook"), then=_fail_to_save),
    Screen("safety plan", Place("notebook"), then=_open_view("plan")),
    Screen("kept for later", Place("notebook"), then=_open_view("kept")),
    Screen("finished exercises", Place("notebook"), then=_open_view("finished")),
    Screen("making a notebook", Place("notebook"), then=_make_notebook),
    Screen("opening a notebook", Place("notebook"), then=_find_it_locked),
    Screen("changing the passphrase", Place("notebook"), then=_change_passphrase),
    Screen("the version before", Place("notebook"), then=_look_back),
    Screen("destroying the notebook", Place("notebook"), then=_rehearse_the_end),
    Screen("cover", Place("cover")),
    Screen("cover, a weak sum", Place("cover"), then=_choose_weak_sum),
    Screen("cover, a sum chosen", Place("cover"), then=_choose_sum),
    Screen("exercise, breathing", Place("exercise", what="breathing")),
    Screen("exercise, breathing by words", Place("exercise", what="breathing"), then=breathe_by_words),
    Screen("exercise, grounding", Place("exercise", what="grounding")),
    Screen("exercise, a part of the body", Place("exercise", what="body-scan"), then=go_to_step(3)),
    Screen("exercise, safety plan", Place("exercise", what="safety-plan"), then=go_to_step(5)),
    Screen("exercise, a question", Place("exercise", what="coming-out"), then=go_to_step(1)),
    Screen("exercise, weighed up", Place("exercise", what="coming-out"), then=weigh_up),
    Screen("exercise, feelings", Place("exercise", what="check-in"), then=go_to_step(2)),
    Screen("exercise, values", Place("exercise", what="strengths")),
    Screen("exercise, a map", Place("exercise", what="people"), then=put_people_on_the_map),
    Screen("exercise, a letter", Place("exercise", what="letter"), then=go_to_step(1)),
    Screen("exercise, the letter's end", Place("exercise", what="letter"), then=go_to_step(2, SOMEBODY)),
    Screen("exercise, asked before leaving", Place("exercise", what="letter"), then=ask_before_leaving),
    Screen("exercise, no notebook", Place("exercise", what="letter"), then=keep_without_a_notebook),
    Screen("exercise, kept", Place("exercise", what="letter"), then=keep),
    Screen("choosing a file", then=_choose_file),
    Screen("naming a file", then=_name_file),
    Screen("older copy", state="older"),
    Screen("refused", state="refused"),
    Screen("lost", state="lost"),
)


class Walk:
    """Takes one reader through the screens: states are switched, nothing is built twice that need not be."""

    def __init__(self, reader: Reader, opened: Opened, refused: Opened) -> None:
        """Walk with a reader whose copy is good; `refused` is what a start with a bad copy finds."""
        self.reader = reader
        self._good = opened
        self._refused = refused
        self._state: State = "good"
        # Nobody looks: a window that is only laid out costs half the time. Whoever wants a picture asks for one.
        reader.window.setUpdatesEnabled(False)

    def speak(self, language: str, scale: float = 1.0) -> None:
        """Take a language and a text size."""
        session = self.reader.session
        session.language, session.text_scale = LanguageCode(language), scale
        session.place = Place()
        self._rebuild("good")

    def resize(self, size: tuple[int, int]) -> None:
        """Give the window a size."""
        self.reader.window.resize(QSize(*size))
        settle()

    def show(self, screen: Screen) -> QWidget:
        """Show a screen, and give the window."""
        reader, session = self.reader, self.reader.session
        for dialog in reader.window.findChildren(Dialog):
            dialog.reject()
        if reader._keeper is not None:
            reader._keeper.lock()
        session.place, session.behind, session.city, session.doing = screen.place, [], None, None
        country, session.country = session.country, CountryCode(screen.country) if screen.country else None
        session.narrowing, session.filters_open = Narrowing(), False
        if screen.state != self._state:
            self._rebuild(screen.state)
        elif reader.desk is not None:
            for chooser in reader.window.findChildren(ChoiceList):
                chooser.close_list()
            desk = reader.desk
            if desk.service is not None:
                desk.service.shown = None  # else the same service is left as it is, with what was opened in it
            if country != session.country:
                desk.where.choose(session.country)
            desk._show(screen.place)
        settle()
        if screen.place.page == "results":
            results = desk_of(reader).results
            assert results is not None
            results.show_first()
        screen.then(reader)
        settle()
        return reader.window

    def screens(self) -> Iterator[tuple[Screen, QWidget]]:
        """Show every screen."""
        for screen in SCREENS:
            yield screen, self.show(screen)

    def _rebuild(self, state: State) -> None:
        self._state, reader = state, self.reader
        reader._opened = self._refused if state == "refused" else self._good
        self._good.reasons = ("hash",) if state == "older" else ()
        if state == "lost":
            reader.show_lost()
        else:
            reader.rebuild()
        settle()
