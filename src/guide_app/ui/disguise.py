"""What the person chose to happen at Leave now and when nobody is there; nothing of it is made before it is chosen."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from guide_app.core.messages import Messages
from guide_app.core.places import fonts_folder, locale_folder
from guide_app.safety.instead import find_program, start_program
from guide_app.ui.leave_now import LeaveNow
from guide_app.ui.session import Session
from guide_app.ui.surroundings import surroundings_of_others
from guide_app.ui.theme import system_look

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from guide_app.safety.options import Options
    from guide_app.ui.cover.cover import Cover
    from guide_app.ui.cover.curtain import Curtain
    from guide_app.ui.idle import IdleWatch


class Disguise(QObject):
    """Keeps the curtain and the watch for idleness, and lets Leave now draw the one and be called by the other."""

    drawn = Signal()
    """The cover is up: what was shown can be let go."""
    opened = Signal()
    """The person is back; the cover stays up until `lift`."""

    def __init__(self, window: QWidget, leaving: LeaveNow, bundle: Path, session: Callable[[], Session]) -> None:
        """Do nothing yet.

        Args:
            window: what the cover covers.
            leaving: the way out; its `instead` is set here as chosen.
            bundle: catalogues and fonts.
            session: gives the present one, which is another after the cover came.
        """
        super().__init__()
        self._window = window
        self._leaving = leaving
        self._locales = locale_folder(bundle)
        self._others = surroundings_of_others(fonts_folder(bundle))
        self._session = session
        self._curtain: Curtain | None = None
        self._idle: IdleWatch | None = None
        leaving.before_end.append(self._start_instead)

    @property
    def is_drawn(self) -> bool:
        """Whether the cover is up."""
        return self._curtain is not None and self._curtain.is_drawn

    @property
    def curtain(self) -> Curtain:
        """What covers the window; made when it is first wanted."""
        if self._curtain is None:
            from guide_app.ui.cover.curtain import Curtain

            self._curtain = Curtain(self._window, self._build_cover)
            self._curtain.drawn.connect(self._on_curtain_drawn)
            self._curtain.opened.connect(self.opened)
            self._curtain.shift_swallowed.connect(self._leaving.cancel)
        return self._curtain

    def has_way_back(self) -> bool:
        """Say whether a sum was chosen that opens the cover."""
        return self._curtain is not None and self._curtain.has_way_back()

    def choose_way_back(self, sealed: str) -> None:
        """Let this sealed sum open the cover from now on."""
        self.curtain.choose_way_back(sealed)

    def apply(self, options: Options) -> None:
        """Do from now on what the session's options say: have the cover ready, watch for idleness."""
        chosen = options.instead == "cover"
        self._leaving.instead = self.curtain.draw if chosen else None
        if self._curtain is not None:
            self._curtain.forget()
        if chosen:
            # When the event loop is idle: it takes longer than a frame.
            QTimer.singleShot(0, self._prepare)
        if options.idle_minutes is not None or self._idle is not None:
            self._ensure_idle().begin(options.idle_minutes)

    def follow_system(self) -> None:
        """Have the cover in the system's colours as they are now."""
        if self._curtain is not None:
            self._curtain.dress(dark=system_look() == "dark")

    def lift(self) -> None:
        """Take the cover away, and watch and prepare again as chosen."""
        self.curtain.lift()
        self.apply(self._session().options)

    def _start_instead(self) -> None:
        """Start the system's program that was chosen to come in our place; by default there is none."""
        chosen = self._session().options.instead
        if chosen in {"calculator", "browser"}:
            command = find_program(chosen, os.get_exec_path(self._others))
            if command is not None:
                start_program(command, self._others)

    def _prepare(self) -> None:
        if self._session().options.instead == "cover" and not self.is_drawn:
            self.curtain.prepare()

    def _ensure_idle(self) -> IdleWatch:
        if self._idle is None:
            from guide_app.ui.idle import IdleWatch

            self._idle = IdleWatch()
            # As if the button was pressed: one thing to know, whatever was chosen to come instead.
            self._idle.over.connect(self._leaving.leave)
        return self._idle

    def _build_cover(self) -> Cover:
        from guide_app.ui.cover.cover import Cover

        session = self._session()
        messages = Messages(session.language, self._locales)
        return Cover(messages, session.text_scale, dark=system_look() == "dark", parent=self._window)

    def _on_curtain_drawn(self) -> None:
        if self._idle is not None:
            self._idle.begin(None)
        self.drawn.emit()
