"""What the program knows while it is open: where the reader is and what they chose. It ends with the window."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from guide_app.core.values import CountryCode, LanguageCode, NeedId, ServiceId
from guide_app.safety.options import Options
from guide_app.ui.narrowing import Narrowing

if TYPE_CHECKING:
    from guide_app.ui.exercises.doing import Doing

Page = str
"""`start`, `results`, `service`, or the name of a plain page, such as `about`."""

FIRST_USE: Final = "first use"
"""The page before the first screen."""
LEAVING: Final = "leaving"
"""The same, when somebody asks again."""
WHAT_STAYS: Final = "what stays"
OPTIONS: Final = "options"
COVER: Final = "cover"
"""What is said of the calculator that can stand in front of the guide, and where its sum is chosen."""
UPDATES: Final = "updates"
SHELF: Final = "guides"
"""All guides and exercises."""
GUIDE: Final = "guide"
EXERCISE: Final = "exercise"
SECTION: Final = "#"
"""Between the id of a guide and the number of one of its headings: `next-hour#2`."""


class Place(NamedTuple):
    """A screen with what it shows."""

    page: Page = "start"
    text: str = ""
    need: NeedId | None = None
    service: ServiceId | None = None
    what: str = ""
    """Of a plain page that shows one of several things, which: the id of a guide or of an exercise."""


class Session:
    """Choices and the way back. Never written anywhere."""

    def __init__(self, language: LanguageCode, country: CountryCode | None = None) -> None:
        """Begin at the first screen."""
        self.language = language
        self.country = country
        self.city: str | None = None
        self.narrowing = Narrowing()
        self.filters_open = False
        """Whether the panel of filters is shown."""
        self.text_scale = 1.0
        self.options = Options()
        self.doing: Doing | None = None
        """The exercise somebody is doing, as long as its page is shown."""
        self.place = Place()
        self.read: dict[str, int] = {}
        """How far each guide was read: the number of a block of its page."""
        self.behind: list[Place] = []
        """Where the reader came from, oldest first."""

    def like(self, before: Session) -> Session:
        """Take over how the program looks and what it shall do; nothing of where the reader was. Gives itself."""
        self.language, self.text_scale, self.options = before.language, before.text_scale, before.options
        return self
