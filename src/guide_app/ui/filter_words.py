"""Says the questions of the filters, their answers and what a search had to widen, in the reader's language."""

from __future__ import annotations

from datetime import datetime
from typing import Final, NamedTuple

from guide_app.core.messages import isolate, isolate_by_content
from guide_app.core.values import CountryCode, LanguageCode, Need, NeedId
from guide_app.store.filters import FLAGS, Counts
from guide_app.store.query import Step, StepKind
from guide_app.ui.clock import here, say_day, say_time
from guide_app.ui.narrowing import COUNTRY_ONLY, NEED, NOW, PROMISES, RADIUS, REGION, THEN, Narrowing
from guide_app.ui.words import Words

ANY_TIME: Final = "hours:"
ANYWHERE: Final = "place:"
ANY_NEED: Final = f"{NEED}:"
_STEPS: Final[tuple[StepKind, ...]] = ("respelled", "fewer_words", "need", "wider_area", "world", "dropped_filters")
"""In the order in which they read well: what was understood, where, and what was left out."""
_CHANNELS: Final = ("phone", "sms", "chat", "messenger", "email", "in_person")


class Answer(NamedTuple):
    """One line of the panel."""

    key: str
    label: str
    left: int | None
    """How many services would remain; None: it is not counted."""
    remark: str = ""
    """A second, quiet line."""
    inner: bool = False
    """It belongs below the one before."""


class Question(NamedTuple):
    """Answers that stand together."""

    title: str
    answers: tuple[Answer, ...]
    chosen: tuple[str, ...]
    """Keys of the answers that hold now."""
    one: bool = False
    """Only one answer holds at a time."""
    first: int = 99
    """How many answers are shown before the rest is asked for."""


class Known(NamedTuple):
    """What the questions are made from."""

    narrowing: Narrowing
    counts: Counts
    open_now: tuple[int, int]
    """Open for sure just now, and of unknown hours."""
    needs: tuple[Need, ...]
    """All, each of the first screen before its finer ones."""
    of_need: dict[NeedId, int]
    need: NeedId | None
    """That is in force."""
    country: CountryCode | None
    city: str | None
    now: datetime


class FilterWords:
    """One language's way to say the filters."""

    def __init__(self, words: Words) -> None:
        self._words = words
        self._messages = words.messages
        self._orders: dict[str, tuple[str, ...]] = {}

    def questions(self, known: Known) -> tuple[Question, ...]:
        """Say all questions with their answers, in the order of the panel."""
        asked = (
            self._hours(known),
            self._channels(known),
            self._promises(known),
            self._languages(known),
            self._place(known),
            self._audiences(known),
            self._needs(known),
        )
        return tuple(question for question in asked if question.answers)

    def answer(self, key: str, narrowing: Narrowing, country: CountryCode | None, city: str | None) -> str:
        """Say one answer by its key, as it stands on a chip."""
        question, _, code = key.partition(":")
        if question == "hours":
            return self._moment(narrowing) if key == THEN else self._messages.text("Open now")
        named = {"languages": "language", "audiences": "audience", NEED: "need"}
        if question in named:
            return self._words.name(named[question], code)
        if question == "channels":
            return self._channel(code)
        if question == PROMISES:
            return self._promise(code)
        if question == REGION:
            return isolate_by_content(code)
        return self._radius(code, city) if question == RADIUS else self._country_only(country)

    def widened(self, steps: tuple[Step, ...]) -> str:
        """Say in calm sentences what a search had to do to find anything; empty: it found what was meant."""
        return " ".join(self._step(step) for step in sorted(steps, key=lambda step: _STEPS.index(step.kind)))

    def _hours(self, known: Known) -> Question:
        text, chosen = self._messages.text, known.narrowing.hours
        later = (known.counts.open, known.counts.unknown) if chosen == THEN else (None, 0)
        answers = (
            # Translators: a filter by opening hours: all services, open or not
            Answer(ANY_TIME, text("At any time"), known.counts.open + known.counts.unknown + known.counts.closed),
            Answer(NOW, text("Open now"), known.open_now[0], self._unknown(known.open_now[1])),
            Answer(THEN, text("Open at another time"), later[0], self._unknown(later[1])),
        )
        return Question(text("Opening hours"), answers, (chosen or ANY_TIME,), one=True)

    def _moment(self, narrowing: Narrowing) -> str:
        if narrowing.then is None:
            return self._messages.text("Open at another time")
        moment = narrowing.then.following(here())
        # Translators: a filter: what is open at that time, such as "Open Monday, 14:00"
        return self._messages.text(
            "Open {day}, {time}", day=say_day(moment, self._words.language), time=say_time(moment)
        )

    def _unknown(self, count: int) -> str:
        if not count:
            return ""
        # Translators: below "Open now": services whose hours nobody knows are not hidden; they come last in the list
        return self._words.messages.plural(
            "{count} more with unknown hours, listed last", "{count} more with unknown hours, listed last", count
        )

    def _channels(self, known: Known) -> Question:
        answers = tuple(
            Answer(f"channels:{code}", self._channel(code), known.counts.channels.get(code, 0)) for code in _CHANNELS
        )
        return Question(self._messages.text("How to reach them"), answers, _keys("channels", known.narrowing.channels))

    def _promises(self, known: Known) -> Question:
        answers = tuple(
            Answer(f"{PROMISES}:{name}", self._promise(name), count) for name, count in known.counts.flags.items()
        )
        # Translators: heading over "Can stay anonymous", "Free of charge" and the like
        return Question(self._messages.text("What they promise"), answers, _keys(PROMISES, known.narrowing.promises))

    def _languages(self, known: Known) -> Question:
        left, chosen, own = known.counts.languages, known.narrowing.languages, self._words.language
        codes = self._ordered("languages", {str(code): n for code, n in left.items()}, chosen, first=own)
        answers = tuple(
            Answer(f"languages:{code}", self._words.name("language", code), left.get(LanguageCode(code), 0))
            for code in codes
        )
        return Question(self._messages.text("Answers in"), answers, _keys("languages", chosen), first=6)

    def _audiences(self, known: Known) -> Question:
        left, chosen = known.counts.audiences, known.narrowing.audiences
        answers = tuple(
            Answer(f"audiences:{code}", self._words.name("audience", code), left.get(code, 0))
            for code in self._ordered("audiences", left, chosen)
        )
        return Question(self._messages.text("For whom"), answers, _keys("audiences", chosen), first=6)

    def _ordered(
        self, question: str, left: dict[str, int], chosen: tuple[str, ...], first: str = ""
    ) -> tuple[str, ...]:
        """Give the codes that any service has, most services first.

        What stood in an order keeps it: lines that jump under a finger are pressed by mistake.
        """
        wanted = {code for code, count in left.items() if count} | set(chosen)
        known = self._orders.get(question, ())
        if not wanted <= set(known):
            rank = sorted(wanted | set(known), key=lambda code: (code != first, -left.get(code, 0), code))
            self._orders[question] = tuple(rank)
        return self._orders.get(question, ())

    def _place(self, known: Known) -> Question:
        counts = known.counts
        answers = [Answer(ANYWHERE, self._messages.text("Anywhere, nearest first"), counts.anywhere)]
        if known.country is not None:
            answers.append(Answer(COUNTRY_ONLY, self._country_only(known.country), counts.country))
        answers += [
            Answer(f"{RADIUS}:{radius}", self._radius(str(radius), known.city), n) for radius, n in counts.radii.items()
        ]
        answers += [Answer(f"{REGION}:{name}", isolate_by_content(name), n) for name, n in counts.regions.items()]
        chosen = (known.narrowing.place or ANYWHERE,)
        return Question(self._messages.text("Where"), tuple(answers), chosen, one=True, first=8)

    def _needs(self, known: Known) -> Question:
        parents = {need.id: need.parent for need in known.needs}
        open_one = None if known.need is None else parents.get(known.need) or known.need
        answers = [Answer(ANY_NEED, self._messages.text("Anything"), None)]
        answers += [
            Answer(f"{NEED}:{need.id}", need.label, known.of_need.get(need.id, 0), inner=need.parent is not None)
            for need in known.needs
            if need.parent in {None, open_one}
        ]
        chosen = (f"{NEED}:{known.need}" if known.need else ANY_NEED,)
        return Question(self._messages.text("What it is about"), tuple(answers), chosen, one=True)

    def _channel(self, code: str) -> str:
        if code == "messenger":
            return self._messages.text("Messenger app", context="way to reach")
        if code == "in_person":
            return self._messages.text("In person", context="way to reach")
        kinds = {"phone", "sms", "chat", "email"}
        return self._words.contact_type(code) if code in kinds else code  # type: ignore[arg-type]

    def _promise(self, name: str) -> str:
        text = self._messages.text
        return {
            "anonymous": text("No name needed"),
            "free": text("Free of charge"),
            "asks_police": text("Does not tell the police without asking"),
            "asks_guardians": text("Does not tell parents without asking"),
        }.get(name, name)

    def _country_only(self, country: CountryCode | None) -> str:
        name = self._words.name("country", country) if country is not None else ""
        # Translators: a filter: services that answer in this country, and those that answer in every country
        return self._messages.text("Only {country} and world-wide", country=name)

    def _radius(self, radius: str, city: str | None) -> str:
        name = self._words.name("city", city) if city is not None else ""
        return self._messages.text(
            "Up to {distance} km from {city}", distance=isolate(radius), city=isolate_by_content(name)
        )

    def _step(self, step: Step) -> str:
        text, words, detail = self._messages.text, self._words, step.detail
        match step.kind:
            case "respelled":
                return text(
                    "Nothing has just these words. Shown is what “{words}” finds.", words=isolate_by_content(detail)
                )
            case "fewer_words":
                return text(
                    "Nothing has all these words. Shown is what “{words}” finds.", words=isolate_by_content(detail)
                )
            case "wider_area":
                country, _, region = detail.partition("/")
                place = region or words.name("country", country)
                return text(
                    "Nothing fits nearer by. The search was widened to: {place}.", place=isolate_by_content(place)
                )
            case "world":
                return text("Shown too: what answers in every country.")
            case "need":
                name = words.name("need", detail)
                return text("Nothing resembles these words. Shown is “{need}”.", need=isolate_by_content(name))
            case _:
                left_out = words.listed(dict.fromkeys(self._filter(name) for name in detail.split(",")))
                return text("Nothing fits all the filters. Left out: {filters}.", filters=left_out)

    def _filter(self, name: str) -> str:
        """Say a filter by its name in `Filters`."""
        text = self._messages.text
        questions = {
            "open_at": text("Opening hours"),
            "channels": text("How to reach them"),
            "languages": text("Answers in"),
            "audiences": text("For whom"),
        }
        return questions.get(name) or (self._promise(name) if name in FLAGS else text("Where"))


def _keys(question: str, codes: tuple[str, ...] | tuple[LanguageCode, ...]) -> tuple[str, ...]:
    return tuple(f"{question}:{code}" for code in codes)
