"""Putting an exercise into the notebook: only when somebody presses for it, and what is asked before a page is left."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from guide_app.core.messages import Messages
from guide_app.ui.exercises.doing import Doing
from guide_app.ui.notebook.door import Door
from guide_app.ui.notebook.keeper import Keeper
from guide_app.ui.widgets.card import Remark
from guide_app.ui.widgets.dialog import Dialog
from guide_app.ui.widgets.labels import Text


class Keeping(QObject):
    """Puts what was given into the open notebook; where none is open, offers to make or open one first."""

    kept = Signal()

    def __init__(self, page: QWidget, messages: Messages, keeper: Keeper, doing: Callable[[], Doing | None]) -> None:
        """Wait to be asked.

        Args:
            page: of the exercise.
            messages: the sentences of the reader's language.
            keeper: the notebook.
            doing: gives the exercise on the page.
        """
        super().__init__(page)
        self._page = page
        self._messages = messages
        self._keeper = keeper
        self._doing = doing
        self._waiting: Doing | None = None
        """What goes into the notebook as soon as one is open."""
        self.door = Door(page, messages, keeper)
        self.door.given_up.connect(self._on_given_up)
        keeper.opened.connect(self._on_opened)
        self.dialog: Dialog | None = None

    def keep(self) -> bool:
        """Put it into the notebook; False: none is open, and it is asked for one."""
        doing = self._doing()
        if doing is None:
            return False
        if self._keeper.path is not None:
            self._put(doing)
            return True
        self._waiting = doing
        asking = _NoNotebook(self._messages)
        asking.make.clicked.connect(self._on_make_clicked)
        asking.open.clicked.connect(self._on_open_clicked)
        asking.rejected.connect(self._on_given_up)
        self._show(asking)
        return False

    def ask(self, go: Callable[[], None]) -> None:
        """Ask before the page is left; `go` leaves it."""
        asking = _Leaving(self._messages)

        def leave() -> None:
            asking.accept()
            go()

        def keep() -> None:
            asking.reject()
            if self.keep():
                go()

        asking.keep.clicked.connect(keep)
        asking.leave_it.clicked.connect(leave)
        self._show(asking)

    def _show(self, dialog: Dialog) -> None:
        self.dialog = dialog
        dialog.open_over(self._page)

    def _put(self, doing: Doing) -> None:
        from guide_app.ui.clock import here

        self._keeper.put(doing.keep(self._keeper.content, self._messages, here().date()))
        self.kept.emit()

    def _on_make_clicked(self) -> None:
        if self.dialog is not None:
            self.dialog.accept()
        self.door.make()

    def _on_open_clicked(self) -> None:
        if self.dialog is not None:
            self.dialog.accept()
        self.door.open()

    def _on_given_up(self) -> None:
        self._waiting = None

    def _on_opened(self) -> None:
        doing, self._waiting = self._waiting, None
        if doing is not None:
            self._put(doing)


class _NoNotebook(Dialog):
    """Says that there is none, and offers the two ways to have one."""

    def __init__(self, messages: Messages) -> None:
        text = messages.text
        super().__init__(messages, text("Put into the notebook"))
        self.body.addWidget(
            Text(
                text(
                    "No notebook is open. It is one encrypted file, where you want it. Others can see that there is a"
                    " file, but not read it."
                )
            )
        )
        self.body.addWidget(
            Remark(text("There is no other key: if the passphrase is forgotten, the notes are lost."), "caution")
        )
        self.body.addStretch(1)
        self.make = self.add_button(text("Make a notebook"), main=True)
        self.open = self.add_button(text("Open a notebook"))
        self.add_button(text("Cancel")).clicked.connect(self.reject)


class _Leaving(Dialog):
    """Says that what was written is on this page alone."""

    def __init__(self, messages: Messages) -> None:
        text = messages.text
        super().__init__(messages, text("Leave this page?"))
        self.body.addWidget(Text(text("What you wrote is on this page alone, and is gone when you leave it.")))
        self.body.addStretch(1)
        self.keep = self.add_button(text("Put into the notebook"))
        # Translators: leaves a page; what was written on it is gone then
        self.leave_it = self.add_button(text("Leave without keeping it"))
        # Translators: on a button: does not leave the page
        self.stay = self.add_button(text("Stay here"), main=True)
        self.stay.clicked.connect(self.reject)
