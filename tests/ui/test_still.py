"""A text that changes without laying out the page, and still gets the lines it needs."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot
from tests.ui.desks import settle

from guide_app.ui.widgets.labels import Text
from guide_app.ui.widgets.still import Still


def test_it_is_as_high_as_its_words_at_every_width(qtbot: QtBot) -> None:
    window, text = QWidget(), Text("9")
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    column.addWidget(Still(text))
    column.addStretch(1)
    window.show()
    many = "977 services, best first"
    for words, width in (("9", 90), ("9", 600), (many, 600), (many, 90), ("9", 90)):
        text.setText(words)
        window.resize(width, 400)
        settle()
        settle()
        assert text.height() == text.heightForWidth(text.width()), (words, width)


def test_it_sees_what_changed_while_nobody_saw_it(qtbot: QtBot) -> None:
    window, page, text = QWidget(), QWidget(), Text("9")
    qtbot.addWidget(window)
    outer, column = QVBoxLayout(window), QVBoxLayout(page)
    outer.addWidget(page)
    column.addWidget(Still(text))
    column.addStretch(1)
    window.resize(120, 400)
    window.show()
    settle()
    page.hide()
    text.setText("977 services, best first")
    page.show()
    settle()
    assert text.height() == text.heightForWidth(text.width())
