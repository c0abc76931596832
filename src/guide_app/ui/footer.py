"""The quiet line at the bottom: how old the knowledge is, that it was verified, what is kept, what leaving does."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QWidget

from guide_app.core.messages import Messages
from guide_app.ui.painting import paint_strip
from guide_app.ui.relayout import lay_out_again
from guide_app.ui.theme import GAP, NEAR
from guide_app.ui.widgets.buttons import LinkButton
from guide_app.ui.widgets.labels import Text

_SHARE: Final = 8
"""The line at the bottom takes at most this part of the window's height."""


class Footer(QWidget):
    """Shows and reports; in a narrow window the sentence in the middle gives way, in a low one all but the link."""

    about_wanted = Signal()

    def __init__(self, messages: Messages, date: str, *, development: bool) -> None:
        """Make the footer.

        Args:
            messages: the sentences of the reader's language.
            date: the day of the knowledge, ready to be shown.
            development: whether keys made for development signed it.
        """
        super().__init__()
        text = messages.text
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        if development:
            # Translators: bottom line; the guide was signed with keys made for development, not by the editors
            known = text("Knowledge of {date} · development build", date=date)
        else:
            # Translators: bottom line; date of the guide's content, whose signature was found good
            known = text("Knowledge of {date} · verified", date=date)
        self._known = Text(known, "small", second=True)
        self._nothing = text("Nothing you do here is kept")
        # Translators: bottom line, while a notebook is open
        self._notebook = text("Only your notebook is kept")
        self._kept = Text(self._nothing, "small", second=True)
        # Translators: link at the bottom of every screen
        self.about = LinkButton(text("About and safety"), quiet=True)
        self.about.clicked.connect(self.about_wanted)
        self._short = False
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(GAP, 2, GAP, 2)
        self._row.setSpacing(GAP)
        self._row.addWidget(self._known)
        self._row.addWidget(self._kept)
        self._row.addStretch(1)
        self._row.addWidget(self.about)

    def minimumSizeHint(self) -> QSize:
        """Never keep a window from being narrow."""
        return QSize(240, super().minimumSizeHint().height())

    def set_kept(self, *, notebook: bool) -> None:
        """Say what is kept: what is in an open notebook, or nothing."""
        self._kept.setText(self._notebook if notebook else self._nothing)
        self._fit(self.width())

    def set_short(self, short: bool) -> None:
        """Show the link alone, where there is little height."""
        self._short = short
        self._fit(self.width())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Find what fits."""
        before = self._row.direction()
        self._fit(event.size().width())
        if self._row.direction() != before:
            lay_out_again(self)
        super().resizeEvent(event)

    def _fit(self, width: int) -> None:
        """Leave out what does not fit: what is kept stands in full behind the link. Then take two lines."""
        room = width - 2 * GAP - self.about.sizeHint().width() - GAP
        known = self._known.sizeHint().width()
        short = self._short or (known > room and self._would_crowd(width - 2 * GAP))
        beside = known <= room or short
        self._known.setVisible(not short)
        self._kept.setVisible(not short and known + GAP + self._kept.sizeHint().width() <= room)
        self._row.setDirection(QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom)
        self._row.setSpacing(GAP if beside else 0)
        self._row.setContentsMargins(GAP, 2 if beside else NEAR, GAP, 2)
        self._row.setAlignment(self.about, Qt.AlignmentFlag(0) if beside else Qt.AlignmentFlag.AlignLeading)

    def _would_crowd(self, width: int) -> bool:
        """Say whether date and link, one below the other, would take too much of the window; About says the date."""
        height = self._known.heightForWidth(width) + self.about.heightForWidth(width) + NEAR + 2
        return height * _SHARE > self.window().height()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the line above."""
        paint_strip(QPainter(self), QRectF(0, 0, self.width(), 1), self.palette().color(QPalette.ColorRole.Mid))
