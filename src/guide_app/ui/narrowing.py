"""What a reader has narrowed the list down to: a value of the session, never written anywhere.

An answer is named by a key of two parts, `languages:ar`, so that the panel and the chips need not know what it means.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final, NamedTuple

from guide_app.core.values import LanguageCode, NeedId

NOW: Final = "hours:now"
THEN: Final = "hours:then"
COUNTRY_ONLY: Final = "place:country"
REGION: Final = "region"
RADIUS: Final = "radius"
NEED: Final = "need"
LISTS: Final = ("channels", "languages", "audiences")
"""Questions of which several answers may be chosen; any of them will do."""
PROMISES: Final = "promises"
"""Questions that are answered by yes or nothing: `anonymous`, `free`, `asks_police`, `asks_guardians`."""
_DAY: Final = 7


class Then(NamedTuple):
    """A day of the week and a time on the reader's clock."""

    day: int
    """1 is Monday, 7 is Sunday."""
    minute: int
    """Of the day, from 0."""

    def following(self, now: datetime) -> datetime:
        """Give the next such moment that is not over, on the clock of `now`."""
        moment = now.replace(hour=self.minute // 60, minute=self.minute % 60, second=0, microsecond=0)
        moment += timedelta(days=(self.day - now.isoweekday()) % _DAY)
        return moment if moment >= now.replace(second=0, microsecond=0) else moment + timedelta(days=_DAY)


class Narrowing(NamedTuple):
    """What is chosen; by default nothing is."""

    need: NeedId | None = None
    """A finer need than the one that led here, or one beside written words."""
    place: str = ""
    """One answer: `place:country`, `region:Bayern`, `radius:25`; empty: anywhere."""
    hours: str = ""
    """One answer: `hours:now`, `hours:then`; empty: at any time."""
    then: Then | None = None
    """The moment of `hours:then`."""
    channels: tuple[str, ...] = ()
    languages: tuple[LanguageCode, ...] = ()
    audiences: tuple[str, ...] = ()
    promises: tuple[str, ...] = ()

    @property
    def keys(self) -> tuple[str, ...]:
        """Give the keys of all that is chosen, in the order in which the panel asks."""
        lists = (f"{question}:{code}" for question in LISTS for code in getattr(self, question))
        need = f"{NEED}:{self.need}" if self.need else ""
        promises = (f"{PROMISES}:{name}" for name in self.promises)
        return tuple(key for key in (need, self.hours, *promises, *lists, self.place) if key)

    @property
    def detail(self) -> str:
        """Give the second part of the place's key: the region, or the kilometres."""
        return self.place.partition(":")[2]

    def moment(self, now: datetime) -> datetime | None:
        """Give the moment at which a service must be open, aware; None: at any time."""
        if self.hours == THEN and self.then is not None:
            return self.then.following(now)
        return now if self.hours == NOW else None

    def chosen(self, key: str, *, yes: bool, now: datetime) -> Narrowing:
        """Give what is chosen once an answer is chosen as well, or not any more.

        Args:
            key: of the answer; a question with one answer gives up the one before.
            yes: whether it is chosen from now on.
            now: an aware moment on the reader's clock; another time begins with the next full hour.
        """
        question, _, code = key.partition(":")
        if question in {*LISTS, PROMISES}:
            others = tuple(known for known in getattr(self, question) if known != code)
            return self._replace(**{question: (*others, code) if yes else others})  # type: ignore[arg-type]
        if question == NEED:
            return self._replace(need=NeedId(code) if yes and code else None)
        if question == "hours":
            following = now + timedelta(hours=1)
            then = self.then or Then(following.isoweekday(), following.hour * 60)
            return self._replace(hours=key if yes and code else "", then=then)
        return self._replace(place=key if yes and code else "")

    def without_place(self) -> Narrowing:
        """Give the same where another country was chosen: regions and distances of the one before mean nothing."""
        return self if self.place == COUNTRY_ONLY else self._replace(place="")
