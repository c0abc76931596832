"""Which page is made of what, in one language: every page is handed only what it uses.

A plain page (`pages`) stands by itself: whoever adds one adds a name and how it is made. What a page needs is imported
when it is made, so that a start pays for the first screen alone.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtWidgets import QWidget

from guide_app.core.messages import Messages
from guide_app.core.values import Manifest, ServiceId
from guide_app.store.snapshot import Snapshot
from guide_app.ui.builders import Builders
from guide_app.ui.clipboard import Clipboard
from guide_app.ui.clock import say_date
from guide_app.ui.desk import Desk
from guide_app.ui.directory import Directory
from guide_app.ui.footer import Footer
from guide_app.ui.header import Header
from guide_app.ui.session import (
    COVER,
    EXERCISE,
    FIRST_USE,
    GUIDE,
    LEAVING,
    OPTIONS,
    SHELF,
    UPDATES,
    WHAT_STAYS,
    Session,
)

if TYPE_CHECKING:
    from guide_app.notes.values import TrayItem
    from guide_app.safety.options import Options
    from guide_app.safety.settings import Settings
    from guide_app.ui.capture import State
    from guide_app.ui.narrower import Narrower
    from guide_app.ui.notebook.keeper import Keeper
    from guide_app.ui.pages.results import ResultsPage
    from guide_app.ui.pages.service import ServicePage
    from guide_app.ui.pages.start import StartPage
    from guide_app.ui.updates.updating import Updating
    from guide_app.ui.words import Words


class Known(NamedTuple):
    """The snapshot that is open, and what it says of itself."""

    snapshot: Snapshot
    manifest: Manifest
    development: bool
    """Whether keys made for development signed it."""


class Wishes(NamedTuple):
    """What a plain page can ask of the program."""

    open_page: Callable[..., None]
    """Show another plain page, by its name; of one that shows one of several things also which."""
    open_need: Callable[[str], None]
    """Show the services of a need, by its id."""
    open_service: Callable[[str], None]
    """Show a service, by its id."""
    prepare: Callable[[], None]
    """Make the first screen, while the page before it is read."""
    begin: Callable[[], None]
    """Go on to the first screen."""
    change_text_size: Callable[[int], None]
    """+1 larger, -1 smaller, 0 as at the start."""
    capture_state: Callable[[], State]
    """Whether pictures of the screen can leave the window out here."""
    choose_options: Callable[[Options], Options]
    """Let these choices hold; gives those that do."""
    take_settings: Callable[[Settings], QWidget | None]
    """Let kept settings hold; gives the plain page that is shown then."""
    choose_way_back: Callable[[str], None]
    """Let this sealed sum open the cover from now on."""
    has_way_back: Callable[[], bool]
    """Whether a sum was chosen."""
    updating: Callable[[], Updating]
    """Give what brings newer knowledge."""


class Assembly:
    """Makes a desk and its pages; another language or text size has an assembly of its own."""

    def __init__(
        self,
        messages: Messages,
        known: Known,
        session: Session,
        *,
        locales: Path,
        clipboard: Clipboard,
        keeper: Callable[[], Keeper],
        wishes: Wishes,
    ) -> None:
        """Make nothing yet.

        Args:
            messages: the sentences of the reader's language.
            known: what may be shown.
            session: where the reader is.
            locales: the folder of catalogues, for what is said of translations.
            clipboard: takes what is copied.
            keeper: gives the notebook, which is made when it is first asked for.
            wishes: what plain pages can ask for.
        """
        self._messages = messages
        self._known = known
        self._session = session
        self._locales = locales
        self._clipboard = clipboard
        self._keeper = keeper
        self._wishes = wishes
        self._words: Words | None = None

    def build_desk(self, header: Header, notice: QWidget | None) -> Desk:
        """Make a desk; its pages are made when they are wanted.

        Args:
            header: the bar at the top.
            notice: a remark below it, or None.
        """
        messages, manifest = self._messages, self._known.manifest
        date = say_date(manifest.published, messages.language)
        footer = Footer(messages, date, development=self._known.development)
        return Desk(self._session, self._build_directory(), header, self._builders(), footer, notice)

    def _builders(self) -> Builders:
        return Builders(
            self._build_start, self._build_results, self._build_narrower, self._build_service, self._pages()
        )

    def _pages(self) -> Mapping[str, Callable[[], QWidget]]:
        """Name the plain pages."""
        return {
            FIRST_USE: self._build_first_use,
            LEAVING: self._build_leaving,
            WHAT_STAYS: self._build_what_stays,
            OPTIONS: self._build_options,
            "about": self._build_about,
            "notebook": self._build_notebook,
            COVER: self._build_cover,
            SHELF: self._build_shelf,
            GUIDE: self._build_guide,
            EXERCISE: self._build_exercise,
            UPDATES: self._build_updates,
        }

    def _build_directory(self) -> Directory:
        snapshot, language = self._known.snapshot, self._messages.language
        return Directory(
            countries=lambda: snapshot.countries(language),
            country=lambda code: snapshot.find_country(code, language),
            cities=lambda code: tuple((city, snapshot.name("city", city, language)) for city in snapshot.cities(code)),
            service=snapshot.find_service,
            need_name=lambda need: snapshot.name("need", need, language),
        )

    def _build_start(self) -> StartPage:
        from guide_app.ui.pages.start import StartPage

        return StartPage(self._messages, self._known.snapshot.needs(self._messages.language))

    def _build_first_use(self) -> QWidget:
        from guide_app.ui.pages.first_use import FirstUsePage

        page = FirstUsePage(self._messages)
        page.begun.connect(self._wishes.begin)
        page.seen.connect(self._wishes.prepare)
        page.what_stays_wanted.connect(self._open(WHAT_STAYS))
        return page

    def _build_leaving(self) -> QWidget:
        from guide_app.ui.pages.first_use import LeavingPage

        page = LeavingPage(self._messages, self._messages.text("What leaving does and does not do"))
        page.what_stays_wanted.connect(self._open(WHAT_STAYS))
        return page

    def _build_what_stays(self) -> QWidget:
        from guide_app.ui.pages.what_stays import WhatStaysPage

        return WhatStaysPage(self._messages)

    def _build_options(self) -> QWidget:
        from guide_app.safety.settings import Settings
        from guide_app.ui.keeping import Keeping
        from guide_app.ui.pages.options import OptionsPage

        session, wishes = self._session, self._wishes
        page = OptionsPage(self._messages, session.options, wishes.capture_state())
        page.options_chosen.connect(lambda options: page.show_options(wishes.choose_options(options)))
        page.page_wanted.connect(wishes.open_page)
        Keeping(
            page,
            lambda: Settings(session.options, session.language, session.country, session.text_scale),
            wishes.take_settings,
        )
        return page

    def _build_results(self) -> ResultsPage:
        from guide_app.store.guide_search import guides_beside
        from guide_app.store.search import search
        from guide_app.ui.judging import judge_row
        from guide_app.ui.models.results import ResultsModel
        from guide_app.ui.pages.results import ResultsPage

        snapshot, words = self._known.snapshot, self._ensure_words()
        return ResultsPage(
            words,
            lambda query: search(snapshot, query),
            lambda query, found: guides_beside(snapshot, query, found),
            ResultsModel(words, snapshot.rows, judge_row),
        )

    def _build_narrower(self, page: ResultsPage) -> Narrower:
        from guide_app.store import filters
        from guide_app.store.search import search
        from guide_app.ui.narrower import Counting, Narrower

        snapshot = self._known.snapshot
        counting = Counting(
            search=lambda query: search(snapshot, query),
            passing=lambda chosen, country, without: filters.mask(snapshot, chosen, country, without=without),
            counts=lambda *known: filters.counts(snapshot, *known),
            opened=lambda *known: filters.count_open(snapshot, *known),
            needs=lambda *known: filters.count_needs(snapshot, *known),
            countries=lambda *known: filters.count_countries(snapshot, *known),
            cities=lambda *known: filters.count_cities(snapshot, *known),
        )
        needs = snapshot.every_need(self._messages.language)
        return Narrower(self._ensure_words(), self._session, needs, counting, page)

    def _build_service(self) -> ServicePage:
        from guide_app.ui.judging import judge_service
        from guide_app.ui.pages.service import ServicePage

        snapshot, language = self._known.snapshot, self._messages.language
        return ServicePage(
            self._ensure_words(),
            lambda code: snapshot.find_country(code, language),
            judge_service,
            self._clipboard.put,
            partial(self._build_keep, "service"),
        )

    def _build_keep(self, kind: str, what: str) -> QWidget:
        from guide_app.notes.values import TrayItem
        from guide_app.ui.notebook.keep_row import KeepRow

        item = TrayItem(kind, what)
        return KeepRow(self._messages, self._keeper(), item, self._open("notebook"))

    def _build_notebook(self) -> QWidget:
        from guide_app.ui.notebook.page import NotebookPage

        page = NotebookPage(self._messages, self._keeper(), self._find_kept)
        page.kept_wanted.connect(self._open_kept)
        return page

    def _build_shelf(self) -> QWidget:
        from guide_app.guides.titles import titles
        from guide_app.store.guides import guide_titles
        from guide_app.ui.pages.guide_shelf import ShelfPage

        exercises = [(each.id, each.title, each.about) for each in titles(self._messages.text)]
        page = ShelfPage(self._messages, guide_titles(self._known.snapshot, self._messages.language), exercises)
        page.followed.connect(self._follow)
        return page

    def _build_guide(self) -> QWidget:
        from guide_app.ui.guides.shown import show_guide
        from guide_app.ui.pages.guide import GuidePage

        snapshot, language = self._known.snapshot, self._messages.language
        page = GuidePage(
            self._ensure_words(),
            lambda guide: show_guide(snapshot, guide, language),
            lambda guide: self._build_keep("guide", guide),
            self._session.read,
        )
        page.followed.connect(self._follow)
        page.shelf_wanted.connect(self._open(SHELF))
        return page

    def _follow(self, target: str) -> None:
        """Go where a link of a guide leads."""
        kind, _, what = target.partition(":")
        if kind == "need":
            self._wishes.open_need(what)
        else:
            self._wishes.open_page(GUIDE if kind == "guide" else EXERCISE, what)

    def _find_kept(self, item: TrayItem) -> tuple[str, str] | None:
        """Name what was put aside, and say more of it where there is more; None: this guide does not have it."""
        from guide_app.store.guides import guide_titles

        snapshot = self._known.snapshot
        if item.kind == "guide":
            titles = guide_titles(snapshot, self._messages.language)
            return next(((title.title, title.summary) for title in titles if title.id == item.id), None)
        service = snapshot.find_service(ServiceId(item.id))
        if service is None:
            return None
        name = service.name or service.organization
        return name, service.organization if name != service.organization else ""

    def _open_kept(self, item: TrayItem) -> None:
        if item.kind == "guide":
            self._wishes.open_page(GUIDE, item.id)
        else:
            self._wishes.open_service(item.id)

    def _build_exercise(self) -> QWidget:
        from guide_app.ui.exercises.page import ExercisePage

        snapshot, language = self._known.snapshot, self._messages.language

        def need_name(need: str) -> str:
            return snapshot.name("need", need, language)

        page = ExercisePage(self._messages, self._session, self._keeper(), need_name)
        page.need_wanted.connect(self._wishes.open_need)
        return page

    def _build_about(self) -> QWidget:
        from guide_app.core.translations import load_translations
        from guide_app.ui.pages.about import AboutPage

        words, facts = self._ensure_words(), load_translations(self._locales)
        page = AboutPage(words, self._known.manifest, facts, development=self._known.development)
        page.text_size_wanted.connect(self._wishes.change_text_size)
        page.page_wanted.connect(self._wishes.open_page)
        return page

    def _build_updates(self) -> QWidget:
        from guide_app.ui.updates.page import UpdatesPage

        return UpdatesPage(self._messages, self._wishes.updating())

    def _open(self, name: str) -> Callable[[], None]:
        return partial(self._wishes.open_page, name)

    def _build_cover(self) -> QWidget:
        from guide_app.ui.pages.cover import CoverPage

        page = CoverPage(self._messages, has_way_back=self._wishes.has_way_back())
        page.sum_sealed.connect(self._wishes.choose_way_back)
        page.copy_wanted.connect(self._clipboard.put)
        return page

    def _ensure_words(self) -> Words:
        from guide_app.ui.words import Words

        if self._words is None:
            self._words = Words(self._messages, self._known.snapshot.names)
        return self._words
