"""The open notebook, from its opening to its locking, and what is put aside, with a notebook or without one.

It outlives the pages: another language or text size makes those anew. Everything that touches a disk or makes a key
runs beside the window's thread. The notebook's own code, and the ciphers it needs, are imported when one is wanted.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from PySide6.QtCore import QObject, QTimer, Signal

from guide_app.core.errors import GuideError
from guide_app.notes import editing
from guide_app.notes.values import EMPTY, Content, Settings, TrayItem
from guide_app.ui.notebook.queue import Queue

if TYPE_CHECKING:
    from guide_app.notes.notebook import Notebook
    from guide_app.notes.sealing import Kdf

State = Literal["saved", "waiting", "saving", "failed"]
"""waiting: something was written, and the pause is not over yet. failed: see `Keeper.error`; it is not lost."""
View = Literal["contents", "note", "plan", "kept", "finished"]
Failed = Callable[[GuideError], None]
_PAUSE: Final = 800
"""Milliseconds without a key after which what was written is saved."""


class At(NamedTuple):
    """Where in the notebook one is."""

    view: View = "contents"
    note: str = ""


class Keeper(QObject):
    """Holds at most one notebook. What is on the screen is `content`; the file follows at each pause."""

    opened = Signal()
    locked = Signal()
    state_changed = Signal()
    tray_changed = Signal()

    def __init__(self, choices: Callable[[Settings], Settings], kdf: Kdf | None = None) -> None:
        """Begin without a notebook.

        Args:
            choices: puts the session's choices into what the notebook holds of them.
            kdf: for tests, see `notes.sealing`.
        """
        super().__init__()
        self._choices = choices
        self._kdf = kdf
        self._notebook: Notebook | None = None
        self._content = self._saved = EMPTY
        self._tray: tuple[TrayItem, ...] = ()
        self._queue = Queue()
        self._saving = False
        self._closing = False
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._pause.timeout.connect(self.save)
        self.error: GuideError | None = None
        """Why the last attempt to save failed; None: it did not."""
        self.at = At()

    @property
    def path(self) -> Path | None:
        """The file of the open notebook; None: none is open."""
        return None if self._notebook is None else self._notebook.path

    @property
    def content(self) -> Content:
        """All that was written, saved or not; nothing where no notebook is open."""
        return self._content

    @property
    def state(self) -> State:
        """How far the file follows."""
        if self._content is self._saved:
            return "saved"
        if self._saving:
            return "saving"
        return "waiting" if self.error is None else "failed"

    @property
    def keeps_settings(self) -> bool:
        """Whether the person has chosen to keep the session's choices in the notebook."""
        return self._content.settings.language is not None

    @property
    def tray(self) -> tuple[TrayItem, ...]:
        """What is put aside: in the notebook if one is open, else until the end of the session."""
        return self._tray if self._notebook is None else self._content.tray

    def make(self, path: Path, passphrase: str, done: Callable[[], None], failed: Failed) -> None:
        """Make a notebook and open it; `failed` is told of what `Notebook.create` raises."""
        kdf = self._kdf

        def work() -> Notebook:
            from guide_app.notes.notebook import Notebook
            from guide_app.notes.sealing import STANDARD

            return Notebook.create(path, passphrase, kdf or STANDARD)

        self._queue.run(work, lambda notebook: self._take(notebook, done), failed, _unmake)

    def open(self, path: Path, passphrase: str, done: Callable[[], None], failed: Failed) -> None:
        """Open a notebook; `failed` is told of what `Notebook.open` raises."""
        kdf = self._kdf

        def work() -> Notebook:
            from guide_app.notes.notebook import Notebook

            return Notebook.open(path, passphrase, kdf)

        self._queue.run(work, lambda notebook: self._take(notebook, done), failed, _lock)

    def stop(self) -> None:
        """Give up making or opening: nobody waits for it any more."""
        if self._notebook is None:
            self._queue.forget()

    def write(self, content: Content) -> None:
        """Take what is being written; it is saved at the next pause."""
        if self._notebook is None or content is self._content:
            return
        self._content = content
        self._pause.start()
        self.state_changed.emit()

    def put(self, content: Content) -> None:
        """Take a change that is done, and save it at once."""
        self.write(content)
        self.save()

    def save(self) -> None:
        """Save what is not saved yet, now instead of at the next pause."""
        self._pause.stop()
        if self.keeps_settings:
            self._take_settings(self._choices(self._content.settings))
        notebook, content = self._notebook, self._content
        if notebook is None or self._saving or content is self._saved:
            return
        self._saving = True
        self.error = None
        self._queue.run(lambda: notebook.save(content), lambda _: self._on_saved(content), self._on_save_failed)
        self.state_changed.emit()

    def close(self) -> None:
        """Save, then lock. If it cannot be saved it stays open, and `error` says why."""
        if self._notebook is not None:
            self._content = editing.without_empty_notes(self._content)
            self._closing = True
            self.save()
            self._close_if_saved()

    def lock(self) -> None:
        """Lock now. What was written since the last pause is lost."""
        had = self._notebook is not None
        self._drop()
        if had:
            self._tell_locked()

    def forget(self) -> None:
        """Lock, and drop what was put aside: for leaving, which waits for nothing. Pages hear of it if there is time.

        Behind a cover there is; else the process has ended by then.
        """
        self._drop()
        QTimer.singleShot(0, self, self._tell_locked)

    def _tell_locked(self) -> None:
        self.locked.emit()
        self.tray_changed.emit()

    def _drop(self) -> None:
        """Let go of key and content."""
        self._pause.stop()
        self._queue.forget()
        if self._notebook is not None:
            self._notebook.lock()
        self._notebook = None
        self._content = self._saved = EMPTY
        self._tray = ()
        self._saving, self._closing, self.error = False, False, None
        self.at = At()

    def look_back(self, done: Callable[[Content | None], None], failed: Failed) -> None:
        """Give the version before the last save."""
        if (notebook := self._notebook) is not None:
            self._queue.run(notebook.previous, done, failed)

    def change_passphrase(self, old: str, new: str, done: Callable[[], None], failed: Failed) -> None:
        """Change it, after what is to be saved."""
        if (notebook := self._notebook) is not None:
            self.save()
            self._queue.run(lambda: notebook.change_passphrase(old, new), lambda _: done(), failed)

    def wipe(self, done: Callable[[], None], failed: Failed) -> None:
        """Lock the notebook and destroy its file."""
        if (path := self.path) is None:
            return
        self.lock()

        def work() -> None:
            from guide_app.notes.wiping import wipe

            wipe(path)

        self._queue.run(work, lambda _: done(), failed)

    def keep(self, item: TrayItem, *, kept: bool) -> None:
        """Put something aside, or take it off."""
        tray = editing.with_item(self.tray, item) if kept else editing.without_item(self.tray, item)
        if self._notebook is None:
            self._tray = tray
        else:
            self.put(self._content._replace(tray=tray))
        self.tray_changed.emit()

    def keep_settings(self, kept: bool) -> None:
        """Keep the session's choices in the notebook from now on, or take them out of it."""
        self._take_settings(self._choices(Settings()) if kept else Settings())
        self.save()

    def _take_settings(self, settings: Settings) -> None:
        if self._notebook is not None and settings != self._content.settings:
            self._content = self._content._replace(settings=settings)

    def _take(self, notebook: Notebook, done: Callable[[], None]) -> None:
        """Go on with a notebook; what was put aside in this session comes into it."""
        tray, self._tray = self._tray, ()
        self._notebook = notebook
        self._content = self._saved = notebook.content
        self.at = At()
        joined = self._content.tray
        for item in tray:
            joined = editing.with_item(joined, item)
        if joined != self._content.tray:
            self.put(self._content._replace(tray=joined))
        done()
        self.opened.emit()
        self.tray_changed.emit()

    def _close_if_saved(self) -> None:
        if self._closing and self._content is self._saved:
            self.lock()

    def _on_saved(self, content: Content) -> None:
        self._saving = False
        self._saved = content
        if not self._pause.isActive():
            self.save()
        self.state_changed.emit()
        self._close_if_saved()

    def _on_save_failed(self, error: GuideError) -> None:
        self._saving = False
        self.error = error
        self._closing = False
        self.state_changed.emit()


def _unmake(notebook: Notebook) -> None:
    """Take away a file that was made just now, and that nobody waits for any more."""
    notebook.lock()
    with contextlib.suppress(OSError):
        notebook.path.unlink()


def _lock(notebook: Notebook) -> None:
    """Lock a notebook that nobody waits for any more."""
    notebook.lock()
