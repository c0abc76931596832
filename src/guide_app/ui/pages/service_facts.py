"""The facts below a service's contacts, one row for each question a person may have."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from PySide6.QtWidgets import QVBoxLayout, QWidget

from guide_app.core.messages import isolate, isolate_by_content
from guide_app.core.values import Location, Service, Source
from guide_app.ui import sentences
from guide_app.ui.hours_text import say_week
from guide_app.ui.theme import NEAR
from guide_app.ui.widgets.contact_card import english
from guide_app.ui.widgets.facts import Fact
from guide_app.ui.widgets.labels import Text
from guide_app.ui.widgets.sources import SourceList
from guide_app.ui.words import Words


def build_facts(service: Service, now: datetime, words: Words) -> QWidget:
    """Build the list of everything known of a service besides its contacts."""
    facts = QWidget()
    column = QVBoxLayout(facts)
    column.setContentsMargins(0, NEAR, 0, 0)
    column.setSpacing(0)
    for fact in _facts(service, now, words):
        column.addWidget(fact)
    return facts


def _facts(service: Service, now: datetime, words: Words) -> Iterator[QWidget]:
    messages, text = words.messages, words.messages.text
    yield from _may_contact(service, words)
    yield Fact(text("Hours"), _hours(service, now, words))
    languages = words.languages(service.languages) or text("Unknown")
    yield Fact(text("Answers in"), [Text(languages)])
    yield Fact(text("For"), [Text(words.listed(words.name("audience", code) for code in service.audience))])
    if ages := sentences.ages(service, messages):
        yield Fact(text("Ages"), [Text(ages)])
    yield Fact(text("Anonymous"), [Text(sentences.yes_no(service.anonymous, messages))])
    yield Fact(text("Confidential"), [Text(sentences.yes_no(service.confidential, messages))])
    yield Fact(text("Cost"), [Text(sentences.cost(service, messages))])
    if service.location is not None:
        yield Fact(text("Place"), _place(service.location, words))
    if service.status_note:
        yield Fact(text("Remark"), [english(service.status_note, words, "body")])
    checked = words.date(service.assured_date) if service.assured_date else text("Unknown")
    yield Fact(text("Last checked"), [Text(checked), Text(sentences.evidence(service.evidence, messages), second=True)])
    yield Fact(text("Sources"), [SourceList([_say_source(source, words) for source in service.sources], messages)])
    # Translators: the entry's own sign, for those who write to the editors
    yield Fact(text("Entry"), [Text(isolate(service.id), "small", second=True)])


def _may_contact(service: Service, words: Words) -> Iterator[Fact]:
    messages, text, note = words.messages, words.messages.text, service.may_contact_note
    police = Text(sentences.may_contact(service.may_contact_police, note, messages))
    # The note tells of both; it stands with the first that says more than "unknown".
    at_guardians = service.may_contact_police == "unknown" and service.may_contact_guardians != "unknown"
    notes = [english(note, words, "small")] if note else []
    yield Fact(text("May they turn to the police?"), [police, *([] if at_guardians else notes)])
    guardians = Text(sentences.may_contact(service.may_contact_guardians, note, messages))
    yield Fact(text("May they turn to parents?"), [guardians, *(notes if at_guardians else [])])


def _hours(service: Service, now: datetime, words: Words) -> list[Text]:
    text, schedule = words.messages.text, service.schedule
    if schedule is None:
        return [Text(text("Unknown"))]
    country = service.location.country if service.location is not None else None
    if country is None and len(service.service_areas) == 1:
        country = service.service_areas[0]
    week = say_week(schedule, now, country, words)
    if week.always:
        return [Text(text("Day and night, every day"))]
    if week.remark:
        return [Text(text("Unknown")), english(week.remark, words, "small")]
    lines: list[Text] = []
    for line in week.lines:
        lines.append(Text(f"{line.days} {line.times}"))
        if line.yours:
            # Translators: the same hours on the reader's own clock
            lines.append(Text(text("For you: {times}", times=line.yours), "small", second=True))
    if week.zone:
        # Translators: {zone} is the name of a time zone, such as "Pacific Time"
        lines.append(Text(text("In their own time: {zone}", zone=week.zone), "small", second=True))
    return lines


def _say_source(source: Source, words: Words) -> str:
    date = words.date(source.date) if source.date else words.messages.text("without a date")
    return f"{isolate_by_content(source.title)} · {date}\n{isolate(source.url)}"


def _place(location: Location, words: Words) -> list[Text]:
    text = words.messages.text
    town = [words.name("city", location.city)] if location.city else []
    if location.country is not None:
        town.append(words.name("country", location.country))
    if location.withheld:
        return [
            Text(words.listed(town)),
            Text(text("The address is not shown here, for safety."), "small", second=True),
        ]
    lines = [Text(words.listed(town))]
    if location.address:
        postal = f" {location.postal_code}" if location.postal_code else ""
        lines.insert(0, Text(isolate_by_content(f"{location.address}{postal}")))
    return lines
