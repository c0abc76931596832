"""The page of updates: one view at a time, for where things stand."""

from __future__ import annotations

from guide_app.core.messages import Messages
from guide_app.ui.shelf import Layered
from guide_app.ui.updates.form import FormView
from guide_app.ui.updates.state import Found, Working
from guide_app.ui.updates.updating import Updating
from guide_app.ui.updates.view import UpdatesView
from guide_app.ui.updates.work import FoundView, WorkView


class UpdatesPage(Layered):
    """Shows and reports; what is under way belongs to `Updating`, which outlives this page."""

    def __init__(self, messages: Messages, updating: Updating) -> None:
        """Show where things stand."""
        super().__init__()
        self._messages = messages
        self._updating = updating
        updating.changed.connect(self._on_changed)
        updating.progressed.connect(self._on_progressed)
        self._show()

    @property
    def view(self) -> UpdatesView:
        """What is shown."""
        view = self.currentWidget()
        assert isinstance(view, UpdatesView)  # noqa: S101 - one is put there before anyone can ask
        return view

    def uncover(self) -> bool:
        """Go back from what was found to the choices; what is under way is left as it is."""
        if not isinstance(self._updating.stage, Found):
            return False
        self._updating.put_off()
        return True

    def focus_first(self) -> None:
        """Bring the keyboard to where one begins."""
        self.view.focus_first()

    def _on_changed(self) -> None:
        self._show()
        if self.isVisible():
            self.view.focus_first()

    def _on_progressed(self) -> None:
        view, stage = self.view, self._updating.stage
        if isinstance(view, WorkView) and isinstance(stage, Working):
            view.show_progress(stage)

    def _show(self) -> None:
        """Make the view for where things stand, and let the one before go."""
        view, before = self._build(), self.currentWidget()
        self.addWidget(view)
        self.setCurrentWidget(view)
        if before is not None:
            before.hide()
            self.removeWidget(before)
            before.deleteLater()

    def _build(self) -> UpdatesView:
        updating, stage = self._updating, self._updating.stage
        if isinstance(stage, Working):
            work = WorkView(self._messages, stage)
            work.cancel_wanted.connect(updating.cancel)
            return work
        if isinstance(stage, Found):
            found = FoundView(self._messages, stage, updating.wanted.keep)
            found.get_wanted.connect(self._on_get_wanted)
            found.put_off.connect(updating.put_off)
            return found
        return FormView(self._messages, updating)

    def _on_get_wanted(self) -> None:
        self._updating.get()
