"""The calm screen for a copy that must not be shown, or that can no longer be read."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from guide_app.core.messages import Messages, isolate
from guide_app.ui.theme import GAP
from guide_app.ui.widgets.column import Column
from guide_app.ui.widgets.labels import Heading, Text


class RefusedPage(Column):
    """Says what happened, that it is nobody's fault, and what to do. There is no way past it."""

    def __init__(self, messages: Messages, reasons: tuple[str, ...]) -> None:
        """Make the page.

        Args:
            messages: the sentences of the reader's language.
            reasons: fixed words for those who look into it, such as "hash".
        """
        super().__init__(spacing=GAP)
        text = messages.text
        self.body.addStretch(1)
        self.body.addWidget(Heading(text("This copy of the guide cannot be trusted")))
        self.body.addWidget(
            Text(
                text(
                    "Its content is not what its editors signed, so it is not shown. It may have been damaged on its"
                    " way, or changed by someone."
                )
            )
        )
        self.body.addWidget(
            Text(
                text(
                    "Nothing is wrong with you or this computer. Please get the guide again, from a person or a place"
                    " you trust, and remove this copy."
                )
            )
        )
        if reasons:
            # Translators: {reasons} are fixed English words for technicians
            said = text("For those who look into it: {reasons}", reasons=isolate(", ".join(reasons)))
            self.body.addWidget(Text(said, "small", second=True))
        self.body.addStretch(2)


class LostPage(Column):
    """Says that the file is gone while the program was open, as when a stick was pulled out."""

    def __init__(self, messages: Messages, parent: QWidget | None = None) -> None:
        super().__init__(spacing=GAP)
        self.setParent(parent)
        text = messages.text
        self.body.addStretch(1)
        self.body.addWidget(Heading(text("The guide can no longer be read")))
        self.body.addWidget(
            Text(text("Perhaps it is on a stick that was taken out. Put it back, then start the guide again."))
        )
        self.body.addStretch(2)
