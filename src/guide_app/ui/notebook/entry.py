"""Before there is a notebook: what one would be, in a few words, and the two ways to have one."""

from __future__ import annotations

from PySide6.QtCore import Signal

from guide_app.core.messages import Messages
from guide_app.ui.notebook.keeper import Keeper
from guide_app.ui.notebook.tray import TrayCard
from guide_app.ui.notebook.view import View
from guide_app.ui.widgets.buttons import TextButton
from guide_app.ui.widgets.card import Remark
from guide_app.ui.widgets.flow import Flow
from guide_app.ui.widgets.labels import Text


class EntryView(View):
    """Says what it is and what it cannot do; shows what was put aside meanwhile."""

    make_wanted = Signal()
    open_wanted = Signal()

    def __init__(self, messages: Messages, keeper: Keeper, tray: TrayCard) -> None:
        """Make the view; `tray` shows what is put aside."""
        text = messages.text
        # Translators: name of the page for one's own notes
        super().__init__(messages, keeper, text("Notes"))
        self.body.addWidget(
            Text(
                text(
                    "A place of your own: notes, a plan for hard days, and what you want to find again. You do not need"
                    " it to use this guide, and nothing is kept unless you make one."
                )
            )
        )
        self.body.addWidget(
            Text(
                text(
                    "It is one encrypted file, where you want it and under any name. Others can see that there is a"
                    " file, how large it is and when it was changed last; without the passphrase they cannot read it."
                )
            )
        )
        self.body.addWidget(
            Remark(
                text(
                    "If the passphrase is forgotten, the notes are lost. There is no other key, no way to get them"
                    " back, and nobody who could help."
                ),
                "caution",
            )
        )
        self.make = TextButton(text("Make a notebook"), main=True)
        self.make.clicked.connect(self.make_wanted)
        self.open = TextButton(text("Open a notebook"))
        self.open.clicked.connect(self.open_wanted)
        self.body.addWidget(Flow([self.make, self.open]))
        self.body.addWidget(tray)
        self.body.addStretch(1)
