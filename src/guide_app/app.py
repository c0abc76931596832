"""Where the program is put together: verify, open, and give every part what it uses. Nothing here is global.

What the first screen does not need is imported and built right after it is on: see `Reader.build_rest`.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication, QPixmapCache
from PySide6.QtWidgets import QApplication, QWidget

from guide_app.core.errors import StorageLostError
from guide_app.core.languages import is_right_to_left
from guide_app.core.messages import Messages
from guide_app.core.places import BUNDLE, fonts_folder, locale_folder, places_of_updates, snapshot_folder
from guide_app.core.remembered import forget_remembered
from guide_app.core.values import LanguageCode
from guide_app.safety.dumps import close_memory, keep_no_dumps
from guide_app.safety.options import SCALES, Options
from guide_app.safety.silence import keep_silent
from guide_app.ui.accessible import install_roles
from guide_app.ui.assembly import Assembly, Known, Wishes
from guide_app.ui.beginning import first_session
from guide_app.ui.clipboard import Clipboard
from guide_app.ui.desk import Desk
from guide_app.ui.disguise import Disguise
from guide_app.ui.early_enums import make_enums_as_always
from guide_app.ui.fonts import Fonts
from guide_app.ui.header import Header
from guide_app.ui.leave_now import LeaveNow
from guide_app.ui.main_window import MainWindow
from guide_app.ui.opened import Opened
from guide_app.ui.qt_words import QtWords
from guide_app.ui.renewal import Renewal
from guide_app.ui.session import Place, Session
from guide_app.ui.surroundings import no_toolkit_beside, quiet_surroundings
from guide_app.ui.theme import apply_look, set_text_scale, system_look

if TYPE_CHECKING:
    from guide_app.safety.settings import Settings
    from guide_app.ui.capture import CaptureShield
    from guide_app.ui.drive import DriveWatch
    from guide_app.ui.notebook.keeper import Keeper
    from guide_app.updates.ahead import DigestAhead

__all__ = ["TITLE", "Opened", "Reader", "build_application", "first_session", "main"]

TITLE: Final = "Guide"
_REST_AFTER: Final = 120
"""Milliseconds after the first screen until the other pages are made ready."""


class Reader:
    """The running program: one window, one session, one snapshot."""

    def __init__(self, opened: Opened, bundle: Path, session: Session, sealed: str | None = None) -> None:
        """Put everything together and show nothing yet.

        Args:
            opened: what may be shown.
            bundle: catalogues and fonts.
            session: where to begin.
            sealed: to begin behind the cover, and to build nothing else yet: the sealed sum that opens it; else None.
        """
        self._opened = opened
        self._bundle = bundle
        self._locales = locale_folder(bundle)
        self.session = session
        self.fonts = Fonts(fonts_folder(bundle))
        self.clipboard = Clipboard()
        self.window = MainWindow(TITLE)
        self.leaving = LeaveNow(self.clipboard, parent=self.window)
        self.window.text_size_wanted.connect(self._on_text_size_wanted)
        self.window.leave_wanted.connect(self.leaving.leave)
        self.leaving.find_button = self.window.find_way_out
        self.desk: Desk | None = None
        self._keeper: Keeper | None = None
        self._capture: CaptureShield | None = None
        self.drive: DriveWatch | None = None
        self._has_rest = False
        self._qt_words = QtWords()
        self.renewal = Renewal(self)
        self.disguise = Disguise(self.window, self.leaving, bundle, lambda: self.session)
        self.disguise.drawn.connect(self._on_disguise_drawn)
        self.disguise.opened.connect(self._on_disguise_opened)
        self._is_covered = sealed is not None
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._on_color_scheme_changed)
        if sealed is None:
            self.rebuild()
        else:
            self._speak()
            self.disguise.choose_way_back(sealed)
            self.choose_options(Options(instead="cover"))
            self.disguise.curtain.draw()

    @property
    def keeper(self) -> Keeper:
        """The notebook, and what is put aside; made when it is first asked for."""
        if self._keeper is None:
            from guide_app.ui.notebook.keeper import Keeper
            from guide_app.ui.notebook.settings import with_choices

            # The session of that moment: after the cover came it is another.
            self._keeper = Keeper(lambda settings: with_choices(self.session, settings))
            self._keeper.opened.connect(self._on_notebook_opened)
            self._keeper.locked.connect(self._say_what_is_kept)
            self.leaving.before_end.append(self._keeper.forget)
        return self._keeper

    def rebuild(self) -> None:
        """Make everything inside the window anew, in the session's language and text size, at the same place."""
        if self._is_covered:
            return
        self._speak()
        messages = Messages(self.session.language, self._locales)
        header = Header(messages, with_choosers=self._opened.snapshot is not None)
        if self._opened.snapshot is None or self._opened.manifest is None:
            self.desk = None
            self.window.put(self._build_refused(header, messages))
            return
        known = Known(self._opened.snapshot, self._opened.manifest, self._opened.development)
        self.desk = self._build_desk(header, messages, known)
        self._say_what_is_kept()
        self.window.put(self.desk)
        if self._has_rest:
            self.desk.build_rest()
            self._qt_words.speak(self.session.language)
            self.disguise.apply(self.session.options)

    def build_rest(self) -> None:
        """Make ready what the first screen did not need: headings for assistive tools, all fonts, the other pages."""
        self._qt_words.speak(self.session.language)
        if self._is_covered:
            make_enums_as_always()
            gc.enable()
            return
        self._has_rest = True
        if install_roles():
            # A tool has asked before we were ready: what it was told lacks the headings.
            self.rebuild()
            if self.desk is not None:
                self.desk.focus_first()
        self.fonts.prepare_rest()
        self.window.build_rest()
        self._watch_drive()
        self.leaving.look_out()
        if self.desk is not None:
            self.desk.build_rest()
            import opening_hours  # noqa: F401 - so that the first result does not wait for it
            from PySide6.QtGui import QAccessible

            if not QAccessible.isActive():  # a tool would be told of all of it
                self.desk.rehearse()
        # What is there now stays: the collector need not walk through all of it while somebody types.
        make_enums_as_always()
        gc.freeze()
        gc.enable()

    def _watch_drive(self) -> None:
        """Leave when the drive is gone on which the program lies, if that is one of its own."""
        from guide_app.safety.drive import find_own_drive, fixed_folders

        drive = find_own_drive(self._bundle, fixed_folders())
        if drive is not None and self.drive is None:
            from guide_app.ui.drive import DriveWatch

            self.drive = DriveWatch(drive, self.window)
            self.drive.lost.connect(self.leaving.leave)

    def show_lost(self) -> None:
        """Say that the file can no longer be read."""
        if self._is_covered:
            return
        from guide_app.ui.pages.refused import LostPage

        messages = Messages(self.session.language, self._locales)
        header = Header(messages, with_choosers=False)
        self.desk = None
        self.window.put(self._build_plain(header, LostPage(messages)))

    def _speak(self) -> None:
        """Take the session's language and text size for all that is made from now on."""
        right = is_right_to_left(self.session.language)
        QApplication.setLayoutDirection(Qt.LayoutDirection.RightToLeft if right else Qt.LayoutDirection.LeftToRight)
        set_text_scale(self.session.text_scale)
        self.fonts.prepare(self.session.language)

    def _build_desk(self, header: Header, messages: Messages, known: Known) -> Desk:
        assembly = Assembly(
            messages,
            known,
            self.session,
            locales=self._locales,
            clipboard=self.clipboard,
            keeper=lambda: self.keeper,
            wishes=Wishes(
                open_page=partial(self._tell_desk, Desk.open_page),
                open_need=partial(self._tell_desk, Desk.open_need),
                open_service=partial(self._tell_desk, Desk.open_service),
                prepare=partial(self._tell_desk, Desk.prepare_start),
                begin=partial(self._tell_desk, Desk.begin),
                change_text_size=self._on_text_size_wanted,
                capture_state=lambda: self.capture.state,
                choose_options=self.choose_options,
                take_settings=self._take_settings,
                choose_way_back=self.disguise.choose_way_back,
                has_way_back=self.disguise.has_way_back,
                updating=self.renewal,
            ),
        )
        desk = assembly.build_desk(header, self._build_notice(messages))
        desk.leave_wanted.connect(self.leaving.leave)
        desk.language_chosen.connect(self._on_language_chosen)
        return desk

    def _build_notice(self, messages: Messages) -> QWidget | None:
        if not self._opened.reasons:
            return None
        from guide_app.ui.widgets.card import Notice

        return Notice(messages.text("A newer copy of the guide could not be trusted. An older one is shown instead."))

    def _build_refused(self, header: Header, messages: Messages) -> QWidget:
        from guide_app.ui.pages.refused import RefusedPage

        return self._build_plain(header, RefusedPage(messages, self._opened.reasons))

    def _build_plain(self, header: Header, page: QWidget) -> QWidget:
        from guide_app.ui.pages.plain import Plain

        header.leave_wanted.connect(self.leaving.leave)
        return Plain(header, page, right_to_left=is_right_to_left(self.session.language))

    @property
    def capture(self) -> CaptureShield:
        """What keeps the window out of pictures of the screen; made when it is first wanted."""
        if self._capture is None:
            from guide_app.ui.capture import CaptureShield, exclude_for

            self._capture = CaptureShield(exclude_for(sys.platform))
        return self._capture

    def choose_options(self, options: Options) -> Options:
        """Let these choices hold, and give those that do: the system may not be able to keep one of them."""
        protected = options.capture_protection
        if protected or self._capture is not None:
            protected = self.capture.switch(on=protected)
        self.session.options = options._replace(capture_protection=protected)
        self.disguise.apply(self.session.options)
        return self.session.options

    def _take_settings(self, settings: Settings) -> QWidget | None:
        session, snapshot = self.session, self._opened.snapshot
        self.choose_options(settings.options)
        session.language, session.text_scale = settings.language, settings.text_scale
        if snapshot is not None and (
            settings.country is None or snapshot.find_country(settings.country, session.language) is not None
        ):
            session.country, session.city = settings.country, None
            session.narrowing = session.narrowing.without_place()
        self.rebuild()
        if self.desk is None:
            return None
        self.desk.focus_first()
        return self.desk.find_page(session.place.page)

    def _on_language_chosen(self, language: str) -> None:
        self.session.language = LanguageCode(language)
        self.rebuild()
        if self.desk is not None:
            self.desk.header.language.setFocus(Qt.FocusReason.OtherFocusReason)

    def _tell_desk(self, what: Callable[..., None], *told: str) -> None:
        if self.desk is not None:
            what(self.desk, *told)

    def _on_notebook_opened(self) -> None:
        """Take the choices that the notebook holds."""
        from guide_app.ui.notebook.settings import kept_choices

        kept = kept_choices(self.keeper.content.settings)
        if kept is not None:
            self._take_settings(kept)
        self._say_what_is_kept()

    def _say_what_is_kept(self) -> None:
        if self.desk is not None:
            self.desk.footer.set_kept(notebook=self._keeper is not None and self._keeper.path is not None)

    def _on_text_size_wanted(self, step: int) -> None:
        at = SCALES.index(self.session.text_scale)
        scale = SCALES[max(0, min(len(SCALES) - 1, at + step))] if step else 1.0
        if scale != self.session.text_scale:
            self.session.text_scale = scale
            self.rebuild()
            if self.desk is not None:
                self.desk.focus_first()

    def _on_color_scheme_changed(self) -> None:
        apply_look(system_look())
        self.disguise.follow_system()

    def _on_disguise_drawn(self) -> None:
        """Let go of all that was read. What the cover is like stays: language, size of text, options."""
        self._is_covered = True
        self.session = Session(self.session.language).like(self.session)
        self.desk = None
        last = self.window.clear()
        if last is not None:
            # Later: it may be a button of what goes that was pressed.
            last.destroyed.connect(lambda: QTimer.singleShot(0, self._forget))

    def _forget(self) -> None:
        self._opened.close()
        forget_remembered()
        QPixmapCache.clear()
        gc.unfreeze()
        gc.collect()

    def _on_disguise_opened(self) -> None:
        """Begin anew at the first screen."""
        self._opened.open()
        self.session = first_session(self._opened.snapshot).like(self.session)
        if self._has_rest:  # who was here before knows what is said first
            self.session.place = Place()
        self._is_covered = False
        self.rebuild()
        self.disguise.lift()
        if self.desk is not None:
            self.desk.focus_first()
        if not self._has_rest:
            QTimer.singleShot(_REST_AFTER, self.build_rest)


def main(
    arguments: Sequence[str] = (),
    *,
    bundle: Path = BUNDLE,
    folders: Sequence[Path] = (),
    sealed: str | None = None,
    ahead: DigestAhead | None = None,
) -> int:
    """Open the window, stay until it closes, and give the exit code.

    Args:
        arguments: of the command line, without the program's name; none is known.
        bundle: what a build adds to the code; tests have their own.
        folders: snapshots to prefer to the embedded one.
        sealed: to begin with the cover, the sealed sum that opens it; else None.
        ahead: the digest of the snapshot, if it was begun before all this was loaded.
    """
    keep_no_dumps()
    keep_silent()
    own, places = snapshot_folder(bundle), places_of_updates(bundle)
    opened = Opened((*folders, own), own, places=places, at_once=sealed is None, ahead=ahead)
    application = build_application([TITLE.lower(), *arguments], bundle)
    reader = Reader(opened, bundle, first_session(opened.snapshot), sealed)
    sys.excepthook = _calm_hook(reader)
    reader.window.take_first_size()
    reader.window.show()
    if reader.desk is not None:
        reader.desk.focus_first()
    QTimer.singleShot(_REST_AFTER, reader.build_rest)
    QTimer.singleShot(_REST_AFTER, close_memory)
    return application.exec()


def build_application(arguments: list[str], bundle: Path = BUNDLE) -> QApplication:
    """Make Qt's application: neutral by name, without session, and with our look."""
    quiet_surroundings(fonts_folder(bundle))
    # As an option: `QApplication.setStyle` would make Python's copies of all enums of QStyle, a tenth of the start.
    with no_toolkit_beside():
        application = QApplication([*arguments[:1], "-style", "Fusion", *arguments[1:]])
    application.setApplicationName(TITLE.lower())
    application.setApplicationDisplayName(TITLE)
    apply_look(system_look())
    return application


def _calm_hook(reader: Reader) -> Callable[[type[BaseException], BaseException, TracebackType | None], None]:
    """Give the last place where an error can land: a lost file is told on the screen, anything else changes nothing."""

    def hook(_kind: type[BaseException], error: BaseException, _trace: TracebackType | None) -> None:
        if isinstance(error, StorageLostError):
            reader.show_lost()

    return hook
