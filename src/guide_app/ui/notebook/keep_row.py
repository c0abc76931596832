"""Putting a service or a guide aside, on its own page."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QVBoxLayout, QWidget

from guide_app.core.messages import Messages
from guide_app.notes import editing
from guide_app.notes.values import TrayItem
from guide_app.ui.accessible import report_name_change
from guide_app.ui.notebook.keeper import Keeper
from guide_app.ui.widgets.buttons import LinkButton, TextButton
from guide_app.ui.widgets.flow import Flow


class KeepRow(QWidget):
    """A button that says whether it is kept, and the way to all that are."""

    def __init__(self, messages: Messages, keeper: Keeper, item: TrayItem, show_kept: Callable[[], None]) -> None:
        """Make the row.

        Args:
            messages: the sentences of the reader's language.
            keeper: what is put aside.
            item: what is on this page.
            show_kept: leads to all that are kept.
        """
        super().__init__()
        self._messages = messages
        self._keeper = keeper
        self._item = item
        self.keep = TextButton("")
        self.keep.clicked.connect(self._on_keep_clicked)
        # Translators: leads to the services and guides that were put aside
        self.all = LinkButton(messages.text("See what is kept"))
        self.all.clicked.connect(show_kept)
        self._flow = Flow([self.keep, self.all])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._flow)
        keeper.tray_changed.connect(self._show)
        self._show()

    @property
    def _is_kept(self) -> bool:
        return editing.holds(self._keeper.tray, self._item)

    def _show(self) -> None:
        text, kept = self._messages.text, self._is_kept
        # Translators: on a button; the service or guide is put aside now, pressing again takes it off
        said = text("Kept for later") if kept else text("Keep for later")
        self.keep.show_text(said, "check" if kept else "keep")
        self.keep.setAccessibleName(said)
        report_name_change(self.keep)
        self.all.setVisible(bool(self._keeper.tray))
        self._flow.fit()

    def _on_keep_clicked(self) -> None:
        self._keeper.keep(self._item, kept=not self._is_kept)
