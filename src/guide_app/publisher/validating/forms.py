"""Which shape each kind of source file has: the contract between editors, importer and compiler."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, get_args

from guide_app.core.values import ContactType, Cost, Evidence, Law, MayContact, Ternary
from guide_app.publisher.sources import SourceFile, Sources
from guide_app.publisher.validating.node import Node
from guide_app.publisher.validating.shapes import (
    Anything,
    Fields,
    ListOf,
    MappingOf,
    Number,
    Shape,
    ShapeFinding,
    Text,
    Word,
)
from guide_app.store.tokens import CHANNELS

_TEXT: Final = Text()
_TEXTS: Final = ListOf(_TEXT)
_TRUTH: Final = Word(frozenset({"true", "false"}))
_STATUS: Final = Word(frozenset({"active", "inactive", "defunct", "temporarily closed"}))
_CONFIDENCE: Final = Word(frozenset({"high", "medium", "low"}))
_PENALTY: Final = Word(frozenset({"fine", "prison", "life", "corporal", "death_possible", "death"}))
_DECISION: Final = Fields({"code": _TEXT, "reason": _TEXT})
_SOURCE: Final = Fields({"url": _TEXT, "supports": _TEXTS}, {"title": _TEXT, "date": _TEXT})
_IMPORTED: Final = MappingOf(Anything())

_CONTACT: Final = Fields(
    {"type": Word(frozenset(get_args(ContactType))), "value": _TEXT},
    {"note": _TEXT, "toll_free": _TRUTH, "on_bill": Word(frozenset(get_args(Ternary))), "withheld": _DECISION},
)
_LOCATION: Final = Fields(
    {},
    {
        "address_1": _TEXT,
        "postal_code": _TEXT,
        "city": _TEXT,
        "region": _TEXT,
        "country": _TEXT,
        "latitude": Number(decimal=True),
        "longitude": Number(decimal=True),
        "withheld": _DECISION,
    },
)
_MAY: Final = Word(frozenset(get_args(MayContact)))
_COUNTRY: Final = Fields(
    {"code": _TEXT, "emergency": Fields({}, dict.fromkeys(("general", "police", "ambulance", "fire"), _TEXTS))},
    {
        "same_sex_acts": Word(frozenset(get_args(Law))),
        "maximum_penalty": _PENALTY,
        "as_of": Number(),
        "notes": _TEXT,
        "sources": ListOf(_SOURCE),
        "imported": _IMPORTED,
    },
)
_BY_LANGUAGE: Final = MappingOf(_TEXT)
_VOCABULARY: Final = Fields(
    {"kinds": MappingOf(_BY_LANGUAGE), "audiences": MappingOf(_BY_LANGUAGE)},
    {"translation": _BY_LANGUAGE},
)
_WORDS: Final = Fields(
    {
        "translation": Word(frozenset({"original", "machine", "reviewed"})),
        "needs": MappingOf(Fields({"label": _TEXT, "description": _TEXT, "words": _TEXTS})),
        "kinds": MappingOf(_TEXTS),
        "audiences": MappingOf(_TEXTS),
        "crisis": _TEXTS,
        "small": _TEXTS,
    },
    {"regions": MappingOf(_TEXTS)},
)
_RETIRED_TYPE: Final = Word(frozenset({"phone", "sms", "whatsapp", "email", "site", "menu_option"}))
_RETIRED: Final = Fields(
    {
        "retired": ListOf(
            Fields(
                {"type": _RETIRED_TYPE, "value": _TEXT, "reason": _TEXT},
                {"source": _TEXT, "date": _TEXT},
            ),
        ),
    },
)


def form_faults(sources: Sources, kinds: frozenset[str], audiences: frozenset[str]) -> Iterator[ShapeFinding]:
    """Compare every source file with its shape; the words for kinds and audiences are those of the vocabulary."""
    organization = _organization(kinds, audiences)
    shapes: list[tuple[SourceFile, Shape]] = [(file, organization) for file in sources.organizations]
    shapes += [(file, _COUNTRY) for file in sources.countries]
    shapes += [(file, _WORDS) for file in sources.words]
    shapes += [
        (sources.needs, _needs(kinds, audiences)),
        (sources.vocabulary, _VOCABULARY),
        (sources.retired, _RETIRED),
        (sources.decisions, MappingOf(Anything())),
    ]
    for file, shape in shapes:
        if not shape.fits(file.tree):
            yield from shape.faults(Node.top(file))


def _organization(kinds: frozenset[str], audiences: frozenset[str]) -> Fields:
    return Fields(
        {"id": _TEXT, "name": _TEXT, "services": ListOf(_service(kinds, audiences), least=1)},
        {"alternate_name": _TEXT, "imported": _IMPORTED},
    )


def _service(kinds: frozenset[str], audiences: frozenset[str]) -> Fields:
    required: dict[str, Shape] = {
        "id": _TEXT,
        "name": _TEXT,
        "kind": Word(kinds),
        "description": _TEXT,
        "status": _STATUS,
        "audience": ListOf(Word(audiences), least=1),
        "service_areas": ListOf(_TEXT, least=1),
        "evidence": Word(frozenset(get_args(Evidence))),
        "confidence": _CONFIDENCE,
        "sources": ListOf(_SOURCE),
    }
    optional: dict[str, Shape] = {
        "also": _TEXTS,
        "status_note": _TEXT,
        "unconfirmed": _TRUTH,
        "held_back": _DECISION,
        "languages": _TEXTS,
        "contacts": ListOf(_CONTACT),
        "schedules": ListOf(Fields({"opening_hours": _TEXT}, {"timezone": _TEXT}), most=1),
        "locations": ListOf(_LOCATION, most=1),
        "cost": Word(frozenset(get_args(Cost))),
        "anonymous": _TRUTH,
        "confidential": _TRUTH,
        "may_contact": Fields({}, {"police": _MAY, "guardians": _MAY, "note": _TEXT}),
        "minimum_age": Number(),
        "maximum_age": Number(),
        "assured_date": _TEXT,
        "notes": _TEXT,
    }
    return Fields(required, optional)


def _needs(kinds: frozenset[str], audiences: frozenset[str]) -> Fields:
    line = Fields(
        {},
        {
            "kinds": ListOf(Word(kinds), least=1),
            "audiences": ListOf(Word(audiences), least=1),
            "channels": ListOf(Word(frozenset(CHANNELS)), least=1),
            "about": ListOf(_TEXT, least=1),
            "level": Number(),
        },
    )
    need = Fields(
        {"id": _TEXT, "matches": ListOf(line, least=1)},
        {"icon": _TEXT, "parent": _TEXT},
    )
    return Fields({"needs": ListOf(need, least=1)})
