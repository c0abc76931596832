"""Draw every page into pictures: for the README, for translators, and to look at before a change lands.

`python -m tests.pictures [FOLDER]`, or `make pictures`. What is drawn is the real program with the real bundle;
only the clock's country is given, so that the pictures are the same everywhere.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QSize
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication, QWidget

from guide_app.app import Opened, Reader, build_application
from guide_app.core.places import BUNDLE, snapshot_folder
from guide_app.core.values import CountryCode, LanguageCode, NeedId, ServiceId
from guide_app.ui.narrowing import Narrowing
from guide_app.ui.session import Place, Session
from guide_app.ui.theme import Look, apply_look

if TYPE_CHECKING:
    from collections.abc import Iterator

WIDE: Final = QSize(1180, 820)
SMALL: Final = QSize(640, 480)
NARROW: Final = QSize(400, 800)
FOLDER: Final = Path(__file__).resolve().parents[1] / "docs" / "pictures"

_COUNTRIES: Final = {"en": "GB", "ar": "LB"}
_SERVICES: Final = {"en": "us-trans-lifeline-hotline", "ar": "lb-embrace-lifeline"}


class Picture(NamedTuple):
    """What to draw. `page` may also be "refused", or "filters": the list with its panel open and some filters set."""

    page: str
    language: str
    look: Look = "light"
    size: QSize = WIDE
    scale: float = 1.0

    @property
    def name(self) -> str:
        """Give the file's name."""
        scale = f"-{self.scale:.0%}".rstrip("%") if self.scale != 1.0 else ""
        page = self.page.replace(" ", "-")
        return f"{page}-{self.language}-{self.look}-{self.size.width()}x{self.size.height()}{scale}.png"


def render(picture: Picture, bundle: Path = BUNDLE) -> QImage:
    """Draw one screen of the real program."""
    if QApplication.instance() is None:
        build_application(["guide"])
    apply_look(picture.look)
    folder = snapshot_folder(bundle)
    opened = Opened([folder / "none"] if picture.page == "refused" else [folder], folder)
    session = Session(LanguageCode(picture.language), CountryCode(_COUNTRIES.get(picture.language, "DE")))
    session.text_scale = picture.scale
    session.place = _place(picture)
    if picture.page == "filters":
        session.narrowing = Narrowing(channels=("phone", "chat"), languages=(session.language,))
        session.filters_open = True
    reader = Reader(opened, bundle, session)
    reader.fonts.prepare_rest()
    reader.rebuild()  # as in the program, where pages are made when all fonts are there
    window = reader.window
    window.resize(picture.size)
    window.show()
    settle()
    if reader.desk is not None and reader.desk.results is not None and session.place.service is None:
        reader.desk.results.show_first()
    settle()
    image = draw(window)
    reader.leaving.deleteLater()  # it looks after its window
    window.close()
    window.deleteLater()
    if opened.snapshot is not None:
        opened.snapshot.close()
    settle()
    return image


def draw(window: QWidget) -> QImage:
    """Draw a window as it is now."""
    image = QImage(window.size(), QImage.Format.Format_RGB32)
    painter = QPainter(image)
    window.render(painter, QPoint())
    painter.end()
    return image


def settle() -> None:
    """Let everything that was asked for happen."""
    for _ in range(3):
        QCoreApplication.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def pictures() -> Iterator[Picture]:
    """Give all that `make pictures` draws."""
    for language in ("en", "ar"):
        for page in ("first use", "start", "results", "service", "about", "what stays", "options", "cover", "refused"):
            yield Picture(page, language)
        yield Picture("filters", language)
        for page in ("start", "results", "service", "filters"):
            yield Picture(page, language, "dark")
            yield Picture(page, language, size=SMALL)
            yield Picture(page, language, size=NARROW)
            yield Picture(page, language, scale=2.0)
        yield Picture("results", language, "contrast")


def main(folder: Path) -> None:
    """Draw all pictures into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for picture in pictures():
        render(picture).save(str(folder / picture.name))


def _place(picture: Picture) -> Place:
    match picture.page:
        case "results" | "filters":
            return Place("results", need=NeedId("talk"))
        case "service":
            return Place(
                "service", need=NeedId("talk"), service=ServiceId(_SERVICES.get(picture.language, _SERVICES["en"]))
            )
        case "refused":
            return Place()
        case page:
            return Place(page)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER)
