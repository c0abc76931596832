"""What a newcomer would type in each language, typed letter by letter into the real window, and drawn.

`python -m tests.tried [FOLDER]`, part of `make pictures`: one sheet for each language, five lists side by side, to be
read by somebody who knows the language.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Final

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QImage, QKeyEvent, QPainter
from PySide6.QtWidgets import QApplication
from tests.pictures import FOLDER, draw, settle

from guide_app.app import Opened, Reader, build_application
from guide_app.core.languages import LANGUAGES, is_right_to_left
from guide_app.core.places import BUNDLE, snapshot_folder
from guide_app.core.values import CountryCode, LanguageCode
from guide_app.ui.session import Session
from guide_app.ui.theme import apply_look

WINDOW: Final = QSize(1180, 720)
TRIED: Final[dict[str, tuple[str, tuple[str, ...]]]] = {
    "ar": ("LB", ("ما عدت أقدر أكمل", "حلم", "محامي بيروت", "طردني أبي من البيت", "مواعدة ابتزاز")),
    "en": ("GB", ("i can't do this anymore", "switchbord", "solicitor manchester", "my dad kicked me out", "hrt")),
    "it": ("IT", ("non ce la faccio piu", "arcigay", "avvocato milano", "i miei mi hanno cacciato", "psicologa")),
    "fr": ("FR", ("je veux en finir", "le refuje", "avocat lyon", "mes parents m’ont mis à la porte", "cafard")),
    "de": ("DE", ("ich mag nicht mehr leben", "rubikon", "anwältin münchen", "eltern werfen mich raus", "Testosteron")),
    "pl": ("PL", ("nie chce mi sie zyc", "lambda", "prawnik krakow", "rodzice wyrzucili mnie z domu", "psychiatra")),
    "tr": ("TR", ("artık dayanamıyorum", "kaos gl", "ankara avukat", "ailem beni evden attı", "hormon")),
    "pt": ("BR", ("não quero mais viver", "casa um", "advogado lisboa", "meus pais me expulsaram", "hormonio")),
    "ru": ("KZ", ("не могу больше так жить", "выход", "юрист алматы", "выгнали из дома родители", "гормоны")),
    "ja": ("JP", ("もう無理", "よりそい", "大阪 カフェ", "家を追い出された", "ホルモン治療")),
    "es": ("MX", ("ya no aguanto mas", "trevor", "abogada bogotá", "mis papás me corrieron", "hormonas")),
}  # fmt: skip
"""Language -> the country that is chosen, and five queries."""


def sheet(language: LanguageCode, bundle: Path = BUNDLE) -> QImage:
    """Type the queries of a language, each into a fresh window, and put the lists side by side."""
    country, queries = TRIED[language]
    lists = [_typed(query, language, CountryCode(country), bundle) for query in queries]
    drawn = QImage(sum(one.width() for one in lists), lists[0].height(), QImage.Format.Format_RGB32)
    drawn.fill(QColor("white"))
    painter = QPainter(drawn)
    left = 0
    for one in lists:
        painter.drawImage(left, 0, one)
        left += one.width()
    painter.end()
    return drawn


def main(folder: Path) -> None:
    """Draw the sheets of all languages into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for language in LANGUAGES:
        sheet(language).save(str(folder / f"tried-{language}.png"))


def _typed(query: str, language: LanguageCode, country: CountryCode, bundle: Path) -> QImage:
    if QApplication.instance() is None:
        build_application(["guide"])
    apply_look("light")
    folder = snapshot_folder(bundle)
    opened = Opened([folder], folder)
    reader = Reader(opened, bundle, Session(language, country))
    reader.fonts.prepare_rest()
    window = reader.window
    window.resize(WINDOW)
    window.show()
    settle()
    desk = reader.desk
    assert desk is not None
    assert opened.snapshot is not None
    for letter in query:
        field = desk.header.search.field if desk.start.isHidden() else desk.start.search.field
        QApplication.sendEvent(field, QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, letter))
    settle()
    assert desk.results is not None
    desk.results.show_first()
    settle()
    cut = _cut(reader, right=is_right_to_left(language))
    window.close()
    window.deleteLater()
    opened.snapshot.close()
    settle()
    return cut


def _cut(reader: Reader, *, right: bool) -> QImage:
    """Draw the column of the list, and above it the field with what was typed."""
    window, desk = reader.window, reader.desk
    assert desk is not None
    assert desk.results is not None
    image = draw(window)
    listed = QRect(desk.results.mapTo(window, QPoint(0, 0)), desk.results.size())
    field = QRect(desk.header.search.mapTo(window, QPoint(0, 0)), desk.header.search.size())
    cut = QImage(listed.width(), field.height() + listed.height(), QImage.Format.Format_RGB32)
    painter = QPainter(cut)
    painter.fillRect(cut.rect(), QColor("white"))
    painter.drawImage(QPoint(cut.width() - field.width() if right else 0, 0), image, field)
    painter.drawImage(QPoint(0, field.height()), image, listed)
    painter.setPen(Qt.GlobalColor.lightGray)
    painter.drawRect(cut.rect().adjusted(0, 0, -1, -1))
    painter.end()
    return cut


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER)
