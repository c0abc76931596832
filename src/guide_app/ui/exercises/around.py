"""The map of who is around: a small form, a list for everybody, and a simple picture that says the same."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QApplication, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from guide_app.core.messages import Messages, isolate_by_content
from guide_app.guides.people import CLOSENESS, RINGS, SAFETY, Closeness, Person, Safety, Spot, spots
from guide_app.guides.words_safe import closeness, safety
from guide_app.ui.accessible import announce, set_role
from guide_app.ui.exercises.doing import say_person
from guide_app.ui.exercises.parts import Pills
from guide_app.ui.notebook.fields import WritingField
from guide_app.ui.painting import paint_line
from guide_app.ui.theme import NEAR, STEP, scaled, sized
from guide_app.ui.widgets.buttons import IconButton, TextButton
from guide_app.ui.widgets.flow import Flow
from guide_app.ui.widgets.labels import SaidText, Text

_SIDE: Final = 300
_MARK: Final = 26


class Around(QWidget):
    """Shows who is on the map, and takes more."""

    added = Signal(Person)
    removed = Signal(str)

    def __init__(self, messages: Messages, label: str) -> None:
        """Make an empty map.

        Args:
            messages: the sentences of the reader's language.
            label: what the whole of it is called.
        """
        super().__init__()
        set_role(self, "group")
        self.setAccessibleName(label)
        text = messages.text
        self._messages = messages
        self._near, self._sure = closeness(text), safety(text)
        self._closeness: Closeness = "middle"
        self._safety: Safety = "unsure"
        # Translators: label of a field for somebody's name, of which one letter is enough
        self.name = WritingField(text("Name or initial"), lines=1)
        self.near = Pills(text("How near?"), self._near, {self._closeness}, one=True)
        self.near.chosen.connect(self._on_near_chosen)
        self.sure = Pills(text("How safe is it there?"), self._sure, {self._safety}, one=True)
        self.sure.chosen.connect(self._on_sure_chosen)
        self.add = TextButton(text("Put on the map"))
        self.add.clicked.connect(self._on_add_clicked)
        self.said = SaidText("small", second=True)
        # Translators: explains the signs of a small picture
        legend = text("In the middle: you. Disc: safe. Ring: not sure. Square: not safe.")
        self.picture = Picture()
        self._legend = Text(legend, "small", second=True)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(STEP)
        for part in (self.name, self.near, self.sure, Flow([self.add]), self.said):
            column.addWidget(part)
        column.addLayout(self._rows)
        column.addWidget(self.picture, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self._legend)
        self.setFocusProxy(self.name)

    def show_people(self, people: Sequence[Person]) -> None:
        """Show these, in the list and in the picture."""
        while (item := self._rows.takeAt(0)) is not None:
            if (row := item.widget()) is not None:
                row.hide()
                row.deleteLater()
        for person in people:
            self._rows.addWidget(self._row(person))
        self.picture.show_people(people)
        self.picture.setVisible(bool(people))
        self._legend.setVisible(bool(people))

    def _say(self, person: Person) -> str:
        near, sure = self._near[person.closeness], self._sure[person.safety]
        return say_person(isolate_by_content(person.name), near, sure, self._messages)

    def _row(self, person: Person) -> QWidget:
        name = isolate_by_content(person.name)
        remove = IconButton("close", self._messages.text("Take {name} off the map", name=name))
        remove.setProperty("name", person.name)
        remove.clicked.connect(self._on_remove_clicked)
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(NEAR)
        line.addWidget(Text(self._say(person)), 1)
        line.addWidget(remove)
        return row

    def _on_near_chosen(self, key: str) -> None:
        self._closeness = next(each for each in CLOSENESS if each == key)

    def _on_sure_chosen(self, key: str) -> None:
        self._safety = next(each for each in SAFETY if each == key)

    def _on_add_clicked(self) -> None:
        name = " ".join(self.name.text().split())
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)
        if not name:
            # Translators: said where no name was written; a letter of the alphabet
            self.said.say(self._messages.text("A letter is enough."))
            return
        person = Person(name, self._closeness, self._safety)
        self.name.fill("")
        self.said.say("")
        self.added.emit(person)
        announce(self, self._say(person))

    def _on_remove_clicked(self) -> None:
        button = self.sender()
        if isinstance(button, IconButton):
            self.name.setFocus(Qt.FocusReason.OtherFocusReason)
            self.removed.emit(str(button.property("name")))


class Picture(QWidget):
    """Three rings around the reader, and a mark for each: a disc, a ring, or a square, with the first letter.

    It says nothing that the list does not say, so assistive tools pass it by.
    """

    def __init__(self) -> None:
        """Begin with nobody."""
        super().__init__()
        self._people: tuple[Person, ...] = ()
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setSizePolicy(policy)

    def show_people(self, people: Sequence[Person]) -> None:
        """Show these."""
        self._people = tuple(people)
        self.update()

    def sizeHint(self) -> QSize:
        """Ask for a square."""
        return QSize(scaled(_SIDE), scaled(_SIDE))

    def minimumSizeHint(self) -> QSize:
        """Give way to a narrow window: the rings become smaller."""
        return QSize(120, self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw rings and marks."""
        painter, palette = QPainter(self), self.palette()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle, reach = QRectF(self.rect()).center(), min(self.width(), self.height()) / 2 - scaled(_MARK) / 2
        painter.setPen(QPen(palette.color(QPalette.ColorRole.Mid), 1.0))
        for ring in RINGS.values():
            painter.drawEllipse(middle, ring * reach, ring * reach)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(palette.color(QPalette.ColorRole.WindowText))
        painter.drawEllipse(middle, 4.0, 4.0)
        for person, spot in zip(self._people, spots(self._people), strict=True):
            self._paint_mark(painter, person, _place(middle, reach, spot))

    def _paint_mark(self, painter: QPainter, person: Person, place: QPointF) -> None:
        role, side = QPalette.ColorRole, float(scaled(_MARK))
        accent, ground = self.palette().color(role.Highlight), self.palette().color(role.Window)
        box = QRectF(place.x() - side / 2, place.y() - side / 2, side, side)
        painter.setPen(QPen(accent, 2.0))
        painter.setBrush(accent if person.safety == "safe" else ground)
        if person.safety == "unsafe":
            painter.drawRect(box.adjusted(2, 2, -2, -2))
        else:
            painter.drawEllipse(box.adjusted(1, 1, -1, -1))
        letter, font = person.name[:1], sized(QApplication.font(), "small", strong=True)
        painter.setPen(self.palette().color(role.HighlightedText if person.safety == "safe" else role.WindowText))
        width = QFontMetrics(font).horizontalAdvance(letter) + 1
        paint_line(painter, letter, font, QRectF(place.x() - width / 2, box.top(), width, side), self.layoutDirection())


def _place(middle: QPointF, reach: float, spot: Spot) -> QPointF:
    return QPointF(middle.x() + reach * spot.x, middle.y() + reach * spot.y)
