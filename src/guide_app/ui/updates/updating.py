"""What is under way, whichever page is shown: it outlives the page, and ends with the window or at Leave now."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, Signal

from guide_app.core.errors import GuideError
from guide_app.ui import tasks
from guide_app.ui.opened import Newer, Opened
from guide_app.ui.updates.arriving import open_folder, open_handed
from guide_app.ui.updates.child import Child
from guide_app.ui.updates.failures import ENDED
from guide_app.ui.updates.moving import Moving
from guide_app.ui.updates.state import Found, Idle, Outcome, Stage, Task, Working
from guide_app.ui.updates.told import Checked, Done, Failed, Handed, NothingNew, Progress, Told
from guide_app.ui.updates.wanted import Wanted, export_arguments
from guide_app.updates.errors import as_update_error


class Updating(QObject):
    """Asks the process, hears it, and has what it brought judged again before it is shown."""

    changed = Signal()
    """Another stage, or another outcome."""
    progressed = Signal()
    """The same stage, a little further."""

    def __init__(self, opened: Callable[[], Opened], moving: Moving, child: Child) -> None:
        """Do nothing by itself.

        Args:
            opened: gives what is in use.
            moving: takes the window to something newer.
            child: the process.
        """
        super().__init__(moving)
        self._opened = opened
        self._moving = moving
        self._child = child
        self._child.setParent(self)
        self._child.told.connect(self._on_told)
        self._child.ended.connect(self._on_ended)
        self.wanted = Wanted()
        self.stage: Stage = Idle()
        self.outcome: Outcome | None = None
        self._heard: list[Told] = []
        self._share = Path()
        self._turn = 0
        """Rises with each thing asked for: what an older one brings is let go."""
        application = QCoreApplication.instance()
        if application is not None:
            application.aboutToQuit.connect(self._child.kill)

    @property
    def opened(self) -> Opened:
        """What is in use."""
        return self._opened()

    def check(self) -> None:
        """Look what is there."""
        self._start("check", self.wanted.arguments(check=True))

    def get(self, *, accept_old: bool = False) -> None:
        """Fetch it; `accept_old`: also where it was made long ago."""
        self._start("get", self.wanted.arguments(check=False, accept_old=accept_old))

    def share(self, path: Path) -> None:
        """Write the bundle for the next machine."""
        self._share = path
        self._start("share", export_arguments(str(path)))

    def cancel(self) -> None:
        """End it now."""
        if isinstance(self.stage, Working):
            self._finish(Failed("cancelled"))

    def put_off(self) -> None:
        """Do not fetch what was found."""
        self.stage, self.outcome = Idle(), None
        self.changed.emit()

    def end(self) -> None:
        """End what is under way and forget all of it, telling nobody: the window is going."""
        self._turn += 1
        self._child.kill()
        self.stage, self.outcome, self.wanted = Idle(), None, Wanted()
        self._heard.clear()
        self._moving.forget()

    def _start(self, task: Task, words: list[str]) -> None:
        self._turn += 1
        self._heard.clear()
        self.stage, self.outcome = Working(task), None
        if not self._child.start(words):
            self.stage, self.outcome = Idle(), Outcome(task, Failed(ENDED))
        self.changed.emit()

    def _on_told(self, told: Told) -> None:
        if not isinstance(self.stage, Working):
            return
        if isinstance(told, Progress):
            self.stage = self.stage._replace(progress=told)
            self.progressed.emit()
        else:
            self._heard.append(told)

    def _on_ended(self) -> None:
        """Look at the last word that matters; without one it did not go well."""
        if not isinstance(self.stage, Working):
            return
        heard, task = self._heard, self.stage.task
        failed = next((told for told in heard if isinstance(told, Failed)), None)
        nothing = next((told for told in heard if isinstance(told, NothingNew)), None)
        checked = next((told for told in heard if isinstance(told, Checked)), None)
        done = next((told for told in heard if isinstance(told, Done)), None)
        if failed is not None or nothing is not None:
            self._finish(failed or nothing or Failed(ENDED))
        elif task == "check" and checked is not None:
            self.stage = Found(checked)
            self.changed.emit()
        elif task == "share" and done is not None:
            self._finish(done)
        elif task == "get" and done is not None:
            self._arrive(done)
        else:
            self._finish(Failed(ENDED))

    def _arrive(self, done: Done) -> None:
        handed = next((told for told in self._heard if isinstance(told, Handed)), None)
        self._heard.clear()
        root, at_least = self.opened.root_folder, self.opened.version
        if done.folder:
            work = partial(open_folder, Path(done.folder), root, at_least)
        elif handed is not None:
            work = partial(open_handed, handed, root, at_least)
        else:
            self._finish(Failed(ENDED))
            return
        tasks.run(work, partial(self._on_opened, self._turn, done), partial(self._on_refused, self._turn))

    def _on_opened(self, turn: int, done: Done, newer: Newer) -> None:
        if turn != self._turn:
            newer.snapshot.close()
            return
        # The day that is shown everywhere; when it was signed is another.
        self._finish(done._replace(published=newer.manifest.published))
        self._moving.move(newer)

    def _on_refused(self, turn: int, error: Exception) -> None:
        if turn == self._turn:
            self._finish(Failed(as_update_error(error).code if isinstance(error, GuideError) else ENDED))

    def _finish(self, what: Done | NothingNew | Failed) -> None:
        """End what is under way, say how."""
        task: Task = self.stage.task if isinstance(self.stage, Working) else "get"
        self._turn += 1
        self._child.kill()
        self._heard.clear()
        self.stage, self.outcome = Idle(), Outcome(task, what, self._share.name if task == "share" else "")
        self.changed.emit()
