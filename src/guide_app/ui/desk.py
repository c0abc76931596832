"""Everything inside the window in one language: the bars, the pages, and the ways between them.

A page reports by a signal that carries an id; here it is decided where that leads. Another language or text size
makes a new desk; the session it is given says where the reader was.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from guide_app.core.languages import is_right_to_left
from guide_app.core.values import CountryCode, NeedId, ServiceId
from guide_app.ui.accessible import is_listened_to
from guide_app.ui.asking import asking_first
from guide_app.ui.builders import Builders
from guide_app.ui.directory import Directory
from guide_app.ui.footer import Footer
from guide_app.ui.header import Header
from guide_app.ui.rounds import make_shortcuts, part_after, turn
from guide_app.ui.session import FIRST_USE, GUIDE, LEAVING, SHELF, Place, Session
from guide_app.ui.shelf import Begins, Several, Shelf
from guide_app.ui.split import Split
from guide_app.ui.theme import NARROW, scaled
from guide_app.ui.where import Countries, Where

if TYPE_CHECKING:
    from guide_app.ui.listing import Listing
    from guide_app.ui.pages.results import ResultsPage
    from guide_app.ui.pages.service import ServicePage
    from guide_app.ui.pages.start import StartPage

_SHORT: Final = 400


class Desk(QWidget):
    """Holds the header, one page at a time (two side by side where there is room), and the footer."""

    leave_wanted = Signal()
    language_chosen = Signal(str)

    def __init__(
        self,
        session: Session,
        directory: Directory,
        header: Header,
        builders: Builders,
        footer: Footer,
        notice: QWidget | None = None,
    ) -> None:
        super().__init__()
        self._session = session
        self._directory = directory
        self._builders = builders
        self.header = header
        self._start: StartPage | None = None
        self.footer = footer
        self.results: ResultsPage | None = None
        self.listing: Listing | None = None
        self.service: ServicePage | None = None
        self._has_shortcuts = False
        right = is_right_to_left(session.language)
        self.setLayoutDirection(Qt.LayoutDirection.RightToLeft if right else Qt.LayoutDirection.LeftToRight)
        self._stack = Shelf(builders.pages)
        self._split = Split()
        self._stack.addWidget(self._split)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in (header, notice, self._stack, footer):
            if part is not None:
                column.addWidget(part)
        column.setStretchFactor(self._stack, 1)
        self.where = Where(session, directory, header, self._count_countries)
        self._connect()
        self._show(session.place)

    @property
    def start(self) -> StartPage:
        """The first screen, made when it is first asked for."""
        if self._start is None:
            self._start = start = self._builders.start()
            self._stack.addWidget(start)
            start.need_chosen.connect(self.open_need)
            start.text_written.connect(self._on_text_written)
            start.country_wanted.connect(self.header.country.open_list)
            start.notes_wanted.connect(partial(self.open_page, "notebook"))
            start.guides_wanted.connect(partial(self.open_page, SHELF))
            start.show_country(self.where.country)
        return self._start

    @property
    def is_wide(self) -> bool:
        """Whether list and service stand side by side."""
        return self.width() >= scaled(NARROW)

    def build_rest(self) -> None:
        """Make the pages and shortcuts that the first screen did not need; once."""
        from guide_app.ui.touch import scroll_by_touch

        for area in (self.start, self._ensure_results().list, self._ensure_service()):
            scroll_by_touch(area)
        self._ensure_shortcuts()

    def rehearse(self) -> None:
        """List and draw once, unseen, what the first letter will list: fonts, hours and layouts are ready then."""
        if self._session.place.page not in {"start", FIRST_USE}:
            return
        self._list(Place("results"))
        self._split.resize(self._stack.size())
        self._split.grab()

    @asking_first
    def open_page(self, name: str, what: str = "") -> None:
        """Lead to a plain page, and of one that shows one of several things to `what`.

        Raises:
            KeyError: there is none of this name.
        """
        place = self._session.place
        if (place.page, place.what) != (name, what):
            self._go(Place(name, what=what))
            page = self._stack.find_plain(name)
            if isinstance(page, Several):
                page.focus_first()

    @asking_first
    def open_service(self, service: str) -> None:
        """Lead to a service, from a page that knows it."""
        self._go(Place("service", service=ServiceId(service)))
        self._ensure_service().focus_first()

    def find_page(self, name: str) -> QWidget | None:
        """Give a plain page that has been made; None: it has not."""
        return self._stack.find_plain(name)

    def prepare_start(self) -> None:
        """Have the first screen ready for when it is wanted."""
        self.start.resize(self._stack.size())

    def begin(self) -> None:
        """Go from the page before the first screen to that one; there is no way back."""
        self._show(Place())
        self.focus_first()

    @asking_first
    def go_back(self) -> None:
        """Show the place before this one; from the first screen, and the page before it, there is nowhere to go."""
        if self._session.place.page == FIRST_USE:
            return
        if (self.listing is not None and self.listing.uncover()) or self._stack.uncover():
            return
        behind = self._session.behind
        place = behind.pop() if behind else Place()
        while self.is_wide and place.page == "service" and behind:
            place = behind.pop()
        self._show(place)
        if place.page == "start":
            self.start.search.setFocus(Qt.FocusReason.OtherFocusReason)
        elif place.page == FIRST_USE or isinstance(self._stack.currentWidget(), Several):
            self.focus_first()
        elif place.page == "results" and self.results is not None:
            if place.service is not None:
                self.results.mark(place.service)
            self.results.focus_list()

    def focus_first(self) -> None:
        """Bring the keyboard to where one begins on this page."""
        page = self._session.place.page
        plain: object = self._stack.find_plain(page)
        if isinstance(plain, Begins):
            plain.focus_first()
            return
        first = self.start.search if page == "start" else self.header.search
        (self.header.back if first.isHidden() else first).setFocus(Qt.FocusReason.OtherFocusReason)

    @asking_first
    def focus_search(self) -> None:
        """Bring the keyboard to the search field of this page; pages without one lead to the first screen's."""
        if self._stack.find_within():
            return
        if not self.header.search.isHidden():
            self.header.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.header.search.field.selectAll()
            return
        if self._session.place.page == FIRST_USE:
            return
        if self._session.place.page != "start":
            self._go(Place())
        self.start.search.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def focus_next_part(self) -> None:
        """Go round the parts of the screen: search, list, service, way out."""
        page = self._session.place.page
        plain = self._stack.find_plain(page)
        parts: list[QWidget] = [self.start.search] if page == "start" else [self.header.back]
        parts += [plain] if plain is not None and isinstance(plain, Begins) else []
        if page in {"results", "service"}:
            parts = [self.header.search, self._ensure_results().list, self._ensure_service()]
            parts[1:1] = [self._split.panel] if self._split.panel is not None else []
        parts = [part for part in (*parts, self.header.leave) if part.isVisible()]
        following = part_after(parts, self.focusWidget())
        if self.results is not None and following is self.results.list:
            self.results.focus_list()
        elif isinstance(following, Begins):
            following.focus_first()
        else:
            following.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go back at Esc and turn the page by its keys, where nothing nearer to the keyboard took them."""
        if event.key() in {Qt.Key.Key_Escape, Qt.Key.Key_Back}:
            self.go_back()
            return
        if event.key() in {Qt.Key.Key_PageDown, Qt.Key.Key_PageUp}:
            self._turn(1 if event.key() == Qt.Key.Key_PageDown else -1)
            return
        super().keyPressEvent(event)

    def _turn(self, way: int) -> None:
        """Scroll what is being read by a little less than its height, also where nothing in it has the keyboard."""
        page = self.service if self._stack.currentWidget() is self._split else self._stack.reading()
        if page is not None:
            turn(page, way)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show one page or two, as there is room."""
        super().resizeEvent(event)
        self.footer.set_short(event.size().height() < scaled(_SHORT))
        self._fit()

    def _connect(self) -> None:
        header = self.header
        header.leave_wanted.connect(self.leave_wanted)
        header.language_chosen.connect(self.language_chosen)
        self.where.changed.connect(self._on_where_changed)
        header.back_wanted.connect(self.go_back)
        header.search.text_written.connect(self._on_text_written)
        header.search.list_wanted.connect(self._on_list_wanted)
        header.search.entered.connect(self._on_list_wanted)
        header.help_wanted.connect(partial(self.open_page, LEAVING))
        self.footer.about_wanted.connect(partial(self.open_page, "about"))

    def _ensure_shortcuts(self) -> None:
        if self._has_shortcuts:
            return
        self._has_shortcuts = True
        make_shortcuts(
            self,
            {
                "Ctrl+F": self.focus_search,
                "/": self.focus_search,
                "Alt+Left": self.go_back,
                "F6": self.focus_next_part,
            },
        )

    def _ensure_results(self) -> ResultsPage:
        if self.results is None:
            self.results = results = self._builders.results()
            results.service_pointed.connect(self._on_service_pointed)
            results.service_opened.connect(self._on_service_opened)
            results.guide_opened.connect(partial(self.open_page, GUIDE))
            results.search_wanted.connect(self.focus_search)
            results.country_cleared.connect(self.where.clear)
            results.needs_wanted.connect(self._on_needs_wanted)
            self._list_with(results)
        return self.results

    def _list_with(self, results: ResultsPage) -> None:
        from guide_app.ui.listing import Listing

        narrower = self._builders.narrower(results)
        self.listing = Listing(self._session, self._directory, results, narrower, self._split)
        self.listing.fit_wanted.connect(self._fit)

    def _ensure_service(self) -> ServicePage:
        if self.service is None:
            self.service = self._builders.service()
            self._split.put_service(self.service)
        return self.service

    def _go(self, place: Place) -> None:
        self._session.behind.append(self._session.place)
        self._show(place)

    def _show(self, place: Place) -> None:
        self._session.place = place
        if place.page == "start":
            self.start.search.set_text("")
            self._stack.setCurrentWidget(self.start)
        elif place.page in {"results", "service"}:
            self._ensure_results()
            self._ensure_service()
            self._list(place)
            if place.service is not None:
                self._show_service(place.service)
            self._stack.setCurrentWidget(self._split)
        else:
            self._stack.show_plain(place.page, place.what)
        self._fit()

    def _list(self, place: Place) -> None:
        self._ensure_results()
        self.header.search.set_text(place.text)
        if self.listing is not None:
            self.listing.show(place)

    def _fit(self) -> None:
        """Show what belongs to this place at this width."""
        page = self._session.place.page
        if page in {"results", "service"}:
            if self.listing is not None:
                self.listing.ready_panel()
            self._split.fit(page, self.width(), filters=self._session.filters_open)
        self.header.show_back(shown=page not in {"start", FIRST_USE})
        self.header.show_help(shown=page not in {FIRST_USE, LEAVING})
        self.footer.setVisible(page != FIRST_USE)
        self.header.show_search(shown=page == "results" or (page == "service" and self.is_wide))

    def _show_service(self, service_id: ServiceId) -> None:
        page = self._ensure_service()
        if page.shown is None or page.shown.id != service_id:
            page.show_service(self._directory.service(service_id))

    def _count_countries(self, countries: Countries) -> dict[CountryCode, int]:
        """Count what each country would leave of what is listed now; nothing is listed: nothing."""
        listed = self.listing if self._session.place.page in {"results", "service"} else None
        return listed.count_countries(countries) if listed is not None else {}

    def _on_where_changed(self) -> None:
        if self._start is not None:
            self._start.show_country(self.where.country)
        if self.listing is not None:
            self.listing.show_place_of_reader()
        if self._session.place.page in {"results", "service"}:
            self._list(self._session.place)

    @asking_first
    def open_need(self, need: str) -> None:
        """Lead to the services of a need."""
        self._session.narrowing = self._session.narrowing._replace(need=None)
        self._go(Place("results", need=NeedId(need)))
        self._ensure_results().focus_list()

    def _on_text_written(self, text: str) -> None:
        if bool(text.strip()) != bool(self._session.place.text.strip()):
            self._session.narrowing = self._session.narrowing._replace(need=None)
        if self._split.is_covered:
            self._session.filters_open = False
        if self._session.place.page == "start":
            self._go(Place("results", text))
            self.header.search.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self._session.place = self._session.place._replace(page="results", text=text, service=None)
        self._list(self._session.place)
        self._fit()

    def _on_list_wanted(self) -> None:
        self._ensure_results().focus_list()

    def _on_service_pointed(self, service: str) -> None:
        if not self.is_wide or self._session.place.page not in {"results", "service"}:
            return
        if not service:
            self._ensure_service().show_service(None)
            return
        if is_listened_to():
            # Each preview would be hundreds of messages to a tool that reads one thing at a time.
            return
        self._show_service(ServiceId(service))
        self._ensure_results().mark(ServiceId(service))

    def _on_service_opened(self, service: str) -> None:
        chosen = ServiceId(service)
        here = self._session.place._replace(service=chosen)
        if here.page == "results":  # in a wide window another service may be open already: one way back is enough
            self._session.behind.append(here)
        self._session.place = here._replace(page="service")
        self._show_service(chosen)
        self._fit()
        self._ensure_service().focus_first()

    def _on_needs_wanted(self) -> None:
        self._go(Place())
