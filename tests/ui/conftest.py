"""A reader of the real bundle in a window that no screen shows."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from tests.ui.covers import CoverMaker
from tests.ui.desks import Left, ReaderMaker, settle
from tests.ui.notebooks import wait_until_idle
from tests.ui.pseudo import MIRRORED, PSEUDO, write_pseudo_catalogues
from tests.ui.screens import Walk

from guide_app.app import Opened, Reader
from guide_app.core import languages
from guide_app.core.languages import LANGUAGES
from guide_app.core.messages import Messages
from guide_app.core.places import fonts_folder, locale_folder, snapshot_folder
from guide_app.core.values import CountryCode, LanguageCode
from guide_app.publisher.catalogues import template
from guide_app.ui.accessible import install_roles
from guide_app.ui.cover.cover import Cover
from guide_app.ui.fonts import Fonts
from guide_app.ui.session import Place, Session
from guide_app.ui.theme import apply_look


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let the one thing be that Qt's screenless platform always says."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.qt_log_ignore("This plugin does not support propagateSizeHints"))


@pytest.fixture
def look(qapp: QApplication) -> Iterator[None]:
    """Have the program's look, and leave Qt as it was."""
    font, palette, direction = qapp.font(), qapp.palette(), qapp.layoutDirection()
    qapp.setStyle("Fusion")
    apply_look("light")
    install_roles()
    yield
    qapp.setFont(font)
    qapp.setPalette(palette)
    qapp.setLayoutDirection(direction)


@pytest.fixture
def open_reader(qtbot: QtBot, look: None, bundle: Path) -> Iterator[ReaderMaker]:  # noqa: ARG001 - it is in force
    """Give a function that opens the program at a place, in a language, at a size."""
    opened: list[tuple[Reader, Opened]] = []

    def make(
        language: str = "en",
        *,
        place: Place | None = None,
        country: str | None = "LB",
        size: tuple[int, int] = (1180, 820),
        scale: float = 1.0,
        folders: list[Path] | None = None,
    ) -> Reader:
        folder = snapshot_folder(bundle)
        found = Opened([folder] if folders is None else folders, folder)
        session = Session(LanguageCode(language), CountryCode(country) if country else None)
        session.place = place or Place()
        session.text_scale = scale
        reader = Reader(found, bundle, session)
        reader.leaving._end = Left()
        opened.append((reader, found))
        reader.build_rest()
        reader.window.resize(QSize(*size))
        reader.window.show()
        reader.window.activateWindow()
        qtbot.waitExposed(reader.window)
        settle()
        if reader.desk is not None and reader.desk.results is not None and session.place.page == "results":
            # Now, not some moments later in the midst of a test.
            reader.desk.results.show_first()
            settle()
        return reader

    yield make
    for reader, found in opened:
        reader._qt_words.speak("en")
        if reader._keeper is not None:
            reader._keeper.forget()
            wait_until_idle(qtbot, reader._keeper)
        # What Python made must not stay in Qt's clipboard until after Python's end.
        QGuiApplication.clipboard().clear()
        # One that has left swallows what the next window's keyboard and mouse say.
        reader.leaving.deleteLater()
        reader.window.close()
        reader.window.deleteLater()
        settle()
        if found.snapshot is not None:
            found.snapshot.close()


@pytest.fixture(scope="session")
def speaking_bundle(bundle: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the catalogues and fonts of the real bundle, with two languages more that nobody speaks."""
    folder = tmp_path_factory.mktemp("speaking")
    shutil.copytree(locale_folder(bundle), locale_folder(folder))
    fonts_folder(folder).symlink_to(fonts_folder(bundle))
    write_pseudo_catalogues(template(), locale_folder(folder))
    return folder


@pytest.fixture
def walk(
    open_reader: ReaderMaker, bundle: Path, speaking_bundle: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Walk:
    """Give a way through all screens in the eleven languages and in the two that nobody speaks."""
    for language in PSEUDO:
        monkeypatch.setitem(LANGUAGES, LanguageCode(language), language)
    monkeypatch.setattr(languages, "_RIGHT_TO_LEFT", languages._RIGHT_TO_LEFT | {MIRRORED})
    reader = open_reader()
    reader._locales = locale_folder(speaking_bundle)
    return Walk(reader, reader._opened, Opened([tmp_path], snapshot_folder(bundle)))


@pytest.fixture
def open_cover(qtbot: QtBot, look: None, bundle: Path) -> Iterator[CoverMaker]:  # noqa: ARG001 - it is in force
    opened: list[Cover] = []
    Fonts(fonts_folder(bundle)).prepare_rest()

    def make(
        language: str = "en", *, size: tuple[int, int] = (640, 480), scale: float = 1.0, dark: bool = False
    ) -> Cover:
        cover = Cover(Messages(LanguageCode(language), locale_folder(bundle)), scale, dark=dark)
        opened.append(cover)
        cover.resize(QSize(*size))
        cover.show()
        qtbot.waitExposed(cover)
        cover.focus_first()
        settle()
        return cover

    yield make
    for cover in opened:
        cover.close()
        cover.deleteLater()
    settle()
