"""Notices that the drive the program lies on is gone.

Linux tells of each change of its mounts; a drive that is pulled out without being unmounted, and other systems, are
looked at once a second: one question to the system of a few microseconds, and none where the copy is not portable.
"""

from __future__ import annotations

import os
from typing import Final

from PySide6.QtCore import QObject, QSocketNotifier, QTimer, Signal

from guide_app.safety.drive import Drive

_LOOK_EVERY: Final = 1_000
_MOUNTS: Final = "/proc/self/mountinfo"


class DriveWatch(QObject):
    """Says once that a drive is gone."""

    lost = Signal()

    def __init__(self, drive: Drive, parent: QObject | None = None) -> None:
        """Watch from now on."""
        super().__init__(parent)
        self._drive = drive
        self._told = False
        self._looking = QTimer(self, interval=_LOOK_EVERY)
        self._looking.timeout.connect(self._look)
        self._looking.start()
        self._mounts = self._watch_mounts()

    def stop(self) -> None:
        """Watch no more."""
        self._looking.stop()
        if self._mounts is not None:
            self._mounts.setEnabled(False)
            os.close(self._mounts.socket())
            self._mounts = None

    def _watch_mounts(self) -> QSocketNotifier | None:
        """Have Linux tell when anything is mounted or unmounted; elsewhere nothing does."""
        try:
            mounts = os.open(_MOUNTS, os.O_RDONLY | os.O_CLOEXEC)
        except (OSError, AttributeError):
            return None
        notifier = QSocketNotifier(mounts, QSocketNotifier.Type.Exception, self)
        notifier.activated.connect(self._look)
        return notifier

    def _look(self) -> None:
        if not self._told and self._drive.is_gone():
            self._told = True
            self.stop()
            self.lost.emit()
