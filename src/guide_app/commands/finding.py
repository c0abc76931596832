"""`guide find`, `guide show` and `guide read`: what the window shows, in the terminal."""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final

from guide_app.commands.speaking import Subparsers, UnknownWordError, open_guide, print_json
from guide_app.core.columns import padded, width
from guide_app.core.guides import GuideId
from guide_app.core.languages import FALLBACK, LANGUAGES, choose_language
from guide_app.core.text import fold
from guide_app.core.values import WORLD, CountryCode, LanguageCode, NeedId, Service, ServiceId
from guide_app.store.guides import guide_titles, read_guide
from guide_app.store.search import Found, Hit, Query, search
from guide_app.store.service_text import service_lines
from guide_app.store.snapshot import Snapshot

_DEFAULT_LIMIT: Final = 20
_SHOWN_AREAS: Final = 3
_ALSO_WRITTEN: Final = {"UK": "GB", "EL": "GR"}
"""Codes that people and offices write, and those of ISO 3166-1."""


def add_commands(commands: Subparsers) -> None:
    """Add what these commands take."""
    find = commands.add_parser("find", help="find services by words, a number or an address")
    find.add_argument("query", nargs="*", metavar="QUERY", help="none: everything, or everything for --need")
    find.add_argument("--language", metavar="xx", help="what you speak; default: the system's language")
    find.add_argument("--country", metavar="XX", help="what answers there comes first")
    find.add_argument("--need", metavar="ID", help="only what serves this need")
    find.add_argument("--city", metavar="TOWN", help="what stands there comes first; with --country")
    find.add_argument("--limit", type=int, default=_DEFAULT_LIMIT, metavar="N", help="default 20; 0: all")
    find.add_argument("--explain", action="store_true", help="say why each service stands where it does")
    find.set_defaults(run=_find)
    show = commands.add_parser("show", help="show everything about one service")
    show.add_argument("id", metavar="ID", help="as `guide find` gives it")
    show.add_argument("--language", metavar="xx", help="of names; default: the system's language")
    show.set_defaults(run=_show)
    read = commands.add_parser("read", help="read a guide, or list them all")
    read.add_argument("id", nargs="?", metavar="ID", help="as the list gives it; none: the list")
    read.add_argument("--language", metavar="xx", help="of the text; default: the system's language")
    read.set_defaults(run=_read)
    for command in (find, show, read):
        command.add_argument("--json", action="store_true", help="for programs")


def _find(parsed: argparse.Namespace, bundle: Path) -> int:
    language = _language(parsed.language)
    if parsed.limit < 0:
        raise UnknownWordError(f"--limit {parsed.limit} is below 0; 0 gives all")
    with open_guide(bundle) as snapshot:
        country = _country(snapshot, parsed.country, language)
        query = Query(
            text=" ".join(parsed.query),
            need=_need(snapshot, parsed.need, language),
            country=country,
            city=_city(snapshot, parsed.city, country),
            language=language,
            limit=parsed.limit or None,
            explain=parsed.explain,
        )
        found = search(snapshot, query)
        if parsed.json:
            print_json([_hit_tree(snapshot, hit, explain=parsed.explain) for hit in found.hits])
        else:
            print("\n".join(_found_text(snapshot, found, query, explain=parsed.explain)))
    return 0


def _show(parsed: argparse.Namespace, bundle: Path) -> int:
    language = _language(parsed.language)
    with open_guide(bundle) as snapshot:
        service = snapshot.find_service(ServiceId(parsed.id))
        if service is None:
            raise UnknownWordError(f"there is no service {parsed.id!r}; `guide find WORDS` gives the ids")
        _print(service_lines(snapshot, service, language), _service_tree(service), as_json=parsed.json)
    return 0


def _read(parsed: argparse.Namespace, bundle: Path) -> int:
    from guide_app.guides.plain import guide_lines, guide_tree, shelf_lines

    language = _language(parsed.language)
    with open_guide(bundle) as snapshot:
        titles = guide_titles(snapshot, language)
        if parsed.id is None:
            _print(shelf_lines(titles), [title._asdict() for title in titles], as_json=parsed.json)
            return 0
        if parsed.id not in {title.id for title in titles}:
            raise UnknownWordError(f"there is no guide {parsed.id!r}; `guide read` lists them")
        guide = read_guide(snapshot, GuideId(parsed.id), language)
        _print(guide_lines(guide), guide_tree(guide), as_json=parsed.json)
    return 0


def _print(lines: Iterable[str], tree: object, *, as_json: bool) -> None:
    if as_json:
        print_json(tree)
    else:
        print("\n".join(lines))


def _service_tree(service: Service) -> dict[str, object]:
    """Give everything of a service by name."""
    return {
        **service._asdict(),
        "contacts": [contact._asdict() for contact in service.contacts],
        "schedule": service.schedule and service.schedule._asdict(),
        "location": service.location and service.location._asdict(),
        "sources": [source._asdict() for source in service.sources],
    }


def _language(code: str | None) -> LanguageCode:
    if code is None:
        return choose_language(list(_system_languages()))
    language = LanguageCode(code.replace("_", "-").partition("-")[0].lower())
    if language not in LANGUAGES:
        raise UnknownWordError(f"unknown language {code!r}; choose one of {', '.join(LANGUAGES)}")
    return language


def _system_languages() -> Iterator[str]:
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := os.environ.get(variable):
            yield value.partition(".")[0]
            return
    import locale

    yield locale.getlocale()[0] or ""


def _country(snapshot: Snapshot, code: str | None, language: LanguageCode) -> CountryCode | None:
    if code is None:
        return None
    if not code.strip():
        raise UnknownWordError("--country is empty; give a code of two letters such as DE, or leave it out")
    countries = dict(snapshot.countries(language))
    written = code.strip().upper()
    if (known := CountryCode(_ALSO_WRITTEN.get(written, written))) in countries:
        return known
    meant = [f"{known} ({name})" for known, name in countries.items() if fold(name).startswith(fold(code))]
    remedy = f"did you mean {' or '.join(meant[:3])}?" if meant else "give a code of two letters such as DE"
    raise UnknownWordError(f"unknown country {code!r}; {remedy}")


def _need(snapshot: Snapshot, need: str | None, language: LanguageCode) -> NeedId | None:
    if need is None:
        return None
    known = [known.id for known in snapshot.every_need(language)]
    if need not in known:
        raise UnknownWordError(f"unknown need {need!r}; choose one of {', '.join(known)}")
    return NeedId(need)


def _city(snapshot: Snapshot, city: str | None, country: CountryCode | None) -> str | None:
    if city is None:
        return None
    if country is None:
        raise UnknownWordError(f"--city {city} needs a --country beside it")
    cities = snapshot.cities(country)
    for known in cities:
        if fold(known) == fold(city):
            return known
    some = f"; there are {', '.join(cities)}" if 0 < len(cities) <= 12 else ""  # noqa: PLR2004
    raise UnknownWordError(f"no service stands in {city!r} of {country}{some}; leave --city out to see all")


def _hit_tree(snapshot: Snapshot, hit: Hit, *, explain: bool) -> dict[str, object]:
    service = snapshot.service(hit.id)
    names = (service.organization, service.organization_alternate, service.name)
    tree: dict[str, object] = {
        "id": service.id,
        "names": list(dict.fromkeys(name for name in names if name)),
        "kind": service.kind,
        "countries": list(service.service_areas),
        "city": service.location.city if service.location else None,
        "score": round(hit.score, 3),
    }
    return tree | {"nearness": hit.nearness, "why": list(hit.why)} if explain else tree


def _found_text(snapshot: Snapshot, found: Found, query: Query, *, explain: bool) -> Iterator[str]:
    """Give two lines for each service: what it is called; its kind, where, and its id, in columns.

    Above them: the emergency number where life is in danger, and what had to be done to find anything.
    """
    hits, language = found.hits, query.language or FALLBACK
    if found.crisis and query.country:
        emergency = snapshot.country(query.country, language).emergency
        yield f"If life is in danger now: {' or '.join(emergency.general or emergency.ambulance or emergency.police)}"
    yield from map(str, found.steps)
    rows = snapshot.rows([hit.id for hit in hits])
    kinds = [snapshot.name("service_kind", row.kind, language) for row in rows]
    places = [_place(snapshot, row.city, row.service_areas, language) for row in rows]
    kind_width, place_width = max(map(width, kinds)), max(map(width, places))
    for number, (hit, row, kind, place) in enumerate(zip(hits, rows, kinds, places, strict=True), start=1):
        first = "" if not row.confirm_first else " (confirm first)"
        yield f"{number:4}  {row.organization}: {row.name}{first}"
        yield f"      {padded(kind, kind_width)}  {padded(place, place_width)}  {row.id}"
        if explain:
            yield f"      {hit.score:.3f}: {', '.join(hit.why)}"


def _place(snapshot: Snapshot, city: str | None, areas: Sequence[CountryCode], language: LanguageCode) -> str:
    shown = [
        "world-wide" if code == WORLD else snapshot.name("country", code, language) for code in areas[:_SHOWN_AREAS]
    ]
    if len(areas) > _SHOWN_AREAS:
        shown.append(f"{len(areas) - _SHOWN_AREAS} more")
    return ", ".join([snapshot.name("city", city, language), *shown] if city else shown)
