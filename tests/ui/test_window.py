"""The window itself: neutral, one only, at the same place after another language, calm when a copy is refused."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject, QSize, Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication, QLabel, QListWidget, QScrollArea, QScroller, QWidget
from tests.ui.desks import PLACES, ReaderMaker, click, desk_of, press, settle, visible_widgets
from tests.ui.screens import Walk

from guide_app.app import _calm_hook
from guide_app.core.errors import StorageLostError
from guide_app.core.languages import LANGUAGES
from guide_app.core.places import snapshot_folder
from guide_app.core.values import CountryCode, ServiceId
from guide_app.ui.main_window import MainWindow
from guide_app.ui.session import Place
from guide_app.ui.theme import apply_look
from guide_app.ui.widgets.card import Remark
from guide_app.ui.widgets.labels import Heading
from guide_app.ui.widgets.sources import SourceList


def said(root: QWidget) -> str:
    return "\n".join(widget.text() for widget in visible_widgets(root) if isinstance(widget, QLabel))


class ShownWindows(QObject):
    """Notes every widget that is shown as a window of its own."""

    def __init__(self) -> None:
        super().__init__()
        self.windows: set[str] = set()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.windows.add(type(watched).__name__)
        return False


@pytest.fixture
def shown_windows(qapp: QApplication) -> Iterator[ShownWindows]:
    shown = ShownWindows()
    qapp.installEventFilter(shown)
    yield shown
    qapp.removeEventFilter(shown)


def test_the_title_says_nothing_of_the_topic(walk: Walk) -> None:
    titles = {window.windowTitle() for _, window in walk.screens()}
    for language in LANGUAGES:
        walk.speak(language)
        titles.add(walk.reader.window.windowTitle())
    assert titles == {"Guide"}


def test_no_other_window_flashes_up(shown_windows: ShownWindows, open_reader: ReaderMaker) -> None:
    reader = open_reader(place=PLACES["service"])
    reader._on_language_chosen("ar")
    settle()
    desk_of(reader).header.country.open_list()
    desk_of(reader).footer.about_wanted.emit()
    settle()
    assert shown_windows.windows == {MainWindow.__name__}


@pytest.mark.parametrize("page", PLACES)
@pytest.mark.parametrize("wide", [True, False])
def test_another_language_keeps_the_place(open_reader: ReaderMaker, page: str, *, wide: bool) -> None:
    reader = open_reader(place=PLACES[page], size=(1180, 820) if wide else (640, 480))
    reader.session.behind.append(Place())
    before = reader.session.place
    reader._on_language_chosen("ar")
    settle()
    assert reader.session.place == before
    assert desk_of(reader).layoutDirection() == Qt.LayoutDirection.RightToLeft
    if page == "service":
        service = desk_of(reader).service
        assert service is not None
        assert service.shown is not None
        assert service.shown.id == before.service
    desk_of(reader).go_back()
    assert reader.session.place == Place()


def test_what_was_written_survives_another_language(open_reader: ReaderMaker) -> None:
    reader = open_reader(place=Place("results", text="lawyer"))
    reader._on_language_chosen("ar")
    settle()
    assert desk_of(reader).header.search.text() == "lawyer"


def test_every_language_of_the_chooser_can_be_taken(open_reader: ReaderMaker) -> None:
    reader = open_reader()
    for language, name in LANGUAGES.items():
        reader._on_language_chosen(language)
        settle()
        assert desk_of(reader).header.language.shown_text() == name


def test_the_wider_window_shows_the_service_beside_the_list(open_reader: ReaderMaker) -> None:
    reader = open_reader(place=PLACES["service"], size=(640, 480))
    desk = desk_of(reader)
    assert desk.results is not None
    assert desk.service is not None
    assert (desk.results.isVisible(), desk.service.isVisible()) == (False, True)
    reader.window.resize(QSize(1180, 820))
    settle()
    assert (desk.results.isVisible(), desk.service.isVisible()) == (True, True)


def test_colours_follow_the_system_while_open(open_reader: ReaderMaker, qapp: QApplication) -> None:
    reader = open_reader()
    light = reader.window.grab().toImage().pixelColor(5, 400).lightness()
    apply_look("dark")
    settle()
    assert reader.window.grab().toImage().pixelColor(5, 400).lightness() < 64 < light
    assert desk_of(reader).palette().color(QPalette.ColorRole.Window) == qapp.palette().color(QPalette.ColorRole.Window)


def test_high_contrast_has_only_two_colours_of_text_and_ground(open_reader: ReaderMaker) -> None:
    reader = open_reader(place=PLACES["service"])
    apply_look("contrast")
    settle()
    palette = reader.window.palette()
    roles = QPalette.ColorRole
    assert palette.color(roles.PlaceholderText) == palette.color(roles.WindowText) == palette.color(roles.Mid)
    assert not reader.window.grab().isNull()


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_refused_copy_is_told_calmly_and_there_is_no_way_past(
    open_reader: ReaderMaker, tmp_path: Path, language: str
) -> None:
    reader = open_reader(language, folders=[tmp_path])
    assert reader.desk is None
    assert len([widget for widget in visible_widgets(reader.window) if isinstance(widget, Heading)]) == 1
    assert ("cannot be trusted" in said(reader.window)) is (language == "en")
    assert "missing" in said(reader.window)
    press(reader, Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Slash)
    assert reader.desk is None


def test_a_tampered_copy_gives_way_to_the_embedded_one_and_says_so(
    open_reader: ReaderMaker, bundle: Path, tmp_path: Path
) -> None:
    newer = tmp_path / "newer"
    shutil.copytree(snapshot_folder(bundle), newer)
    with (newer / "guide.sqlite").open("r+b") as file:
        file.seek(5000)
        file.write(b"\xff")
    reader = open_reader(folders=[newer, snapshot_folder(bundle)])
    assert desk_of(reader).start.cards
    assert any("could not be trusted" in remark.label.text() for remark in reader.window.findChildren(Remark))


def test_a_stick_that_is_pulled_out_is_told(open_reader: ReaderMaker) -> None:
    reader = open_reader()
    reader.show_lost()
    settle()
    assert "can no longer be read" in said(reader.window)


def test_a_lost_file_reaches_the_screen_through_the_last_hook(open_reader: ReaderMaker) -> None:
    reader = open_reader()
    hook = _calm_hook(reader)
    hook(ValueError, ValueError("something else"), None)
    assert reader.desk is not None
    hook(StorageLostError, StorageLostError("gone"), None)
    settle()
    assert "can no longer be read" in said(reader.window)


def test_choosing_a_country_changes_numbers_and_results(open_reader: ReaderMaker) -> None:
    reader = open_reader(country=None)
    desk = desk_of(reader)
    assert "Choose a country" in " ".join(
        widget.shown_text() for widget in visible_widgets(desk.start) if hasattr(widget, "shown_text")
    )
    desk.header.country_chosen.emit("LB")
    settle()
    assert "140" in said(desk.start)
    desk.header.country_chosen.emit("")
    settle()
    assert reader.session.country is None


def test_the_law_is_said_before_local_services(open_reader: ReaderMaker) -> None:
    reader = open_reader(place=PLACES["results"], country="LB")
    results = desk_of(reader).results
    assert results is not None
    assert "punishes" in said(results.above.law)
    desk_of(reader).header.country_chosen.emit("DE")
    settle()
    assert results.above.law.isHidden()


def test_a_town_comes_first_when_it_is_chosen(open_reader: ReaderMaker) -> None:
    reader = open_reader(place=PLACES["results"]._replace(need=None), country="DE")
    desk = desk_of(reader)
    desk.results.above.city_chosen.emit("Berlin")  # type: ignore[union-attr]
    settle()
    assert desk.results is not None
    first = desk.results.list.model().line(1)  # type: ignore[attr-defined]
    assert "Berlin" in first.about


def test_an_empty_result_offers_ways_on(open_reader: ReaderMaker) -> None:
    reader = open_reader(place=Place("results", text="qqqqxyz"), country="LB")
    results = desk_of(reader).results
    assert results is not None
    search = results._search
    results._search = lambda query: search(query)._replace(hits=()) if query.text else search(query)
    desk_of(reader)._list(reader.session.place)
    settle()
    assert "Nothing found" in said(results)
    results.needs_wanted.emit()
    assert reader.session.place.page == "start"


def test_sources_open_as_text(open_reader: ReaderMaker) -> None:
    reader = open_reader(place=PLACES["service"])
    sources = reader.window.findChild(SourceList)
    assert sources is not None
    before = said(sources)
    click(sources.toggle)
    assert "https://" not in before
    assert "https://" in said(sources)
    click(sources.toggle)
    assert "https://" not in said(sources)


def test_qt_speaks_the_language_too(open_reader: ReaderMaker) -> None:
    reader = open_reader("ar")
    assert QCoreApplication.translate("QWidgetTextControl", "&Copy") != "&Copy"
    reader._on_language_chosen("en")
    assert QCoreApplication.translate("QWidgetTextControl", "&Copy") == "&Copy"


def test_a_service_that_is_gone_shows_nothing_instead_of_failing(open_reader: ReaderMaker) -> None:
    reader = open_reader(place=Place("service", service=ServiceId("xx-not-there")), country="US")
    assert reader.session.country == CountryCode("US")
    service = desk_of(reader).service
    assert service is not None
    assert service.shown is None


def test_every_view_scrolls_under_a_finger(open_reader: ReaderMaker) -> None:
    reader = open_reader(place=PLACES["about"])
    desk = desk_of(reader)
    assert desk.results is not None
    assert desk.service is not None
    about = desk.find_page("about")
    assert isinstance(about, QScrollArea)
    desk.header.country.open_list()
    choices = reader.window.findChild(QListWidget)
    assert choices is not None
    for area in (desk.start, desk.results.list, desk.service, about, choices):
        assert QScroller.hasScroller(area.viewport())


def test_a_plain_page_is_made_when_it_is_first_wanted(open_reader: ReaderMaker) -> None:
    reader = open_reader()
    desk = desk_of(reader)
    assert desk.find_page("about") is None
    desk.open_page("about")
    made = desk.find_page("about")
    assert made is not None
    assert made.isVisible()
    desk.open_page("about")  # where one is already: no second way back
    desk.go_back()
    assert reader.session.place == Place()
    desk.open_page("about")
    assert desk.find_page("about") is made
    with pytest.raises(KeyError):
        desk.open_page("no page has this name")
