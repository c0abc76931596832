"""Editors' decisions: what the facts alone cannot settle, each with its reason, in `data/decisions.yaml`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

from guide_app.core.errors import SourceError
from guide_app.publisher.importing.record import Held
from guide_app.publisher.sources import KeyPath, Position, SourceFile

SERVICES: Final = ("general", "police", "ambulance", "fire")


class Join(NamedTuple):
    """Records that are one service: the id that stays, and those that go into it."""

    keep: str
    join: tuple[str, ...]
    reason: str
    position: Position


class OneOrganization(NamedTuple):
    """Records of one organisation, whatever name each of them gives it."""

    name: str
    records: tuple[str, ...]
    position: Position


class WithheldContact(NamedTuple):
    """A contact that stays in the sources and is not shown."""

    id: str
    type: str
    value: str
    held: Held
    position: Position


class SecureLink(NamedTuple):
    """A link given as plain http, and the https address that was seen to answer."""

    old: str
    new: str
    source: str
    position: Position


class Emergency(NamedTuple):
    """The numbers of a country that sources do not agree on, the more official first."""

    numbers: dict[str, tuple[str, ...]]
    position: Position


@dataclass(frozen=True)
class Decisions:
    """All decisions, as the steps of the import ask for them."""

    joins: tuple[Join, ...]
    organizations: tuple[OneOrganization, ...]
    held_back: dict[str, Held]
    withheld: tuple[WithheldContact, ...]
    secure_links: tuple[SecureLink, ...]
    hostile_laws: frozenset[str]
    hostile_countries: frozenset[str]
    own_addresses: frozenset[str]
    """Ids of records whose organisation publishes its address itself, today."""
    known_mail: frozenset[tuple[str, str]]
    """(record id, domain) pairs of mail that is right although its domain is not that of the site."""
    shared_hosts: frozenset[str]
    free_mail: frozenset[str]
    time_zones: dict[str, str]
    """Record id -> zone of hours to which the facts give none."""
    town_points: frozenset[str]
    """Ids of records whose coordinates are a town's centre."""
    ancestors: dict[str, str]
    """Repository -> the name of the list that it and others copy."""
    link_lists: frozenset[str]
    """Repositories that list web addresses and nothing else."""
    reader_notes: dict[str, str]
    """Record id -> what is shown instead of the policy's remark, which was written for editors."""
    editor_words: tuple[str, ...]
    emergency: dict[str, Emergency]
    positions: dict[str, Position]
    """Record id -> the first line that decides about it alone."""


def read_decisions(file: SourceFile) -> Decisions:
    """Read the decisions.

    Raises:
        SourceError: a key is unknown, missing or of the wrong form; the text names file, line and remedy.
    """
    reader = _Reader(file)
    hostile = reader.mapping((), "hostile", ("laws", "countries", "reason"))
    withheld = tuple(_withheld(reader))
    # Read when the sources are compiled; here only its form is held.
    tuple(reader.items("contact_punished", ("country", "with", "reason", "source")))
    decisions = Decisions(
        joins=tuple(_joins(reader)),
        organizations=tuple(_organizations(reader)),
        held_back={item["id"]: Held(item["code"], item["reason"]) for _, item in _held(reader)},
        withheld=withheld,
        secure_links=tuple(_secure_links(reader)),
        hostile_laws=frozenset(hostile.get("laws", ())),
        hostile_countries=frozenset(hostile.get("countries", ())),
        own_addresses=frozenset(item["id"] for _, item in reader.items("own_addresses", ("id", "source", "reason"))),
        known_mail=frozenset(_known_mail(reader)),
        shared_hosts=frozenset(reader.words("shared_hosts")),
        free_mail=frozenset(reader.words("free_mail")),
        time_zones={item["id"]: item["timezone"] for _, item in _zones(reader)},
        town_points=frozenset(reader.mapping((), "town_points", ("records", "reason")).get("records", ())),
        ancestors=dict(_ancestors(reader)),
        link_lists=frozenset(item["repository"] for _, item in reader.items("link_lists", ("repository", "reason"))),
        reader_notes={item["id"]: item["text"] for _, item in reader.items("reader_notes", ("id", "text"))},
        editor_words=tuple(reader.mapping((), "editor_words", ("words", "reason")).get("words", ())),
        emergency=dict(_emergency(reader)),
        positions={str(item["id"]): position for position, item in _about_records(reader)},
    )
    reader.refuse_the_rest()
    return decisions


class _Reader:
    """Hands out parts of the tree, each once, and knows what nobody asked for."""

    def __init__(self, file: SourceFile) -> None:
        self._file = file
        self._asked: set[str] = set()

    def position(self, *keys: str | int) -> Position:
        return self._file.position(*keys)

    def mapping(self, path: KeyPath, key: str, keys: tuple[str, ...], optional: tuple[str, ...] = ()) -> dict[str, Any]:
        """Give a mapping with exactly these keys; empty where it is absent."""
        if not path:
            self._asked.add(key)
        tree: Any = self._file.tree
        for step in path:
            tree = tree[step]
        value = tree.get(key)
        return {} if value is None else self._checked((*path, key), value, keys, optional)

    def items(self, key: str, keys: tuple[str, ...], optional: tuple[str, ...] = ()) -> Iterator[tuple[Position, Any]]:
        """Walk over a list of mappings with exactly these keys."""
        self._asked.add(key)
        value = self._file.tree.get(key, [])
        if not isinstance(value, list):
            raise self._wrong((key,), "is not a list", "begin each entry with a hyphen")
        for number, item in enumerate(value):
            yield self.position(key, number), self._checked((key, number), item, keys, optional)

    def words(self, key: str) -> list[str]:
        """Give a list of words; empty where it is absent."""
        self._asked.add(key)
        value = self._file.tree.get(key, [])
        if not isinstance(value, list) or not all(isinstance(word, str) for word in value):
            raise self._wrong((key,), "is not a list of words", "write it as [one, two]")
        return value

    def countries(self, key: str) -> list[str]:
        """Give the keys of a mapping of countries; empty where it is absent."""
        self._asked.add(key)
        value = self._file.tree.get(key, {})
        if not isinstance(value, dict):
            raise self._wrong((key,), "is not a mapping", "write one country's code as a key of each entry")
        return list(value)

    def refuse_the_rest(self) -> None:
        for key in self._file.tree:
            if key not in self._asked:
                raise self._wrong((key,), "is not a kind of decision", "correct the key or remove it")

    def _checked(
        self, path: KeyPath, value: object, keys: tuple[str, ...], optional: tuple[str, ...]
    ) -> dict[str, Any]:
        if not isinstance(value, dict):
            raise self._wrong(path, "is not a mapping", f"give it the keys {', '.join(keys)}")
        missing = [key for key in keys if key not in value]
        unknown = [key for key in value if key not in (*keys, *optional)]
        if missing or unknown:
            what = f"lacks {', '.join(missing)}" if missing else f"has the unknown key {', '.join(unknown)}"
            raise self._wrong((*path, *unknown[:1]), what, f"its keys are {', '.join((*keys, *optional))}")
        return value

    def _wrong(self, path: KeyPath, what: str, remedy: str) -> SourceError:
        name = ".".join(str(step) for step in path)
        return SourceError(f"{self.position(*path)}: {name} {what}. Remedy: {remedy}.")


def _joins(reader: _Reader) -> Iterator[Join]:
    for position, item in reader.items("joins", ("keep", "join", "reason")):
        yield Join(item["keep"], tuple(item["join"]), item["reason"], position)


def _organizations(reader: _Reader) -> Iterator[OneOrganization]:
    for position, item in reader.items("one_organization", ("name", "records", "reason")):
        yield OneOrganization(item["name"], tuple(item["records"]), position)


def _held(reader: _Reader) -> Iterator[tuple[Position, Any]]:
    yield from reader.items("held_back", ("id", "code", "reason"))


def _zones(reader: _Reader) -> Iterator[tuple[Position, Any]]:
    yield from reader.items("time_zones", ("id", "timezone", "reason"))


def _withheld(reader: _Reader) -> Iterator[WithheldContact]:
    for position, item in reader.items("withheld", ("id", "type", "value", "code", "reason")):
        held = Held(item["code"], item["reason"])
        yield WithheldContact(item["id"], item["type"], item["value"], held, position)


def _secure_links(reader: _Reader) -> Iterator[SecureLink]:
    for position, item in reader.items("secure_links", ("old", "new", "source", "reason")):
        yield SecureLink(item["old"], item["new"], item["source"], position)


def _known_mail(reader: _Reader) -> Iterator[tuple[str, str]]:
    for _, item in reader.items("known_mail", ("domain", "records", "reason")):
        for record in item["records"]:
            yield record, item["domain"]


def _ancestors(reader: _Reader) -> Iterator[tuple[str, str]]:
    for _, item in reader.items("one_ancestor", ("list", "repositories", "reason")):
        for repository in item["repositories"]:
            yield repository, item["list"]


def _emergency(reader: _Reader) -> Iterator[tuple[str, Emergency]]:
    for code in reader.countries("emergency"):
        item = reader.mapping(("emergency",), code, ("reason",), SERVICES)
        numbers = {str(service): tuple(item[service]) for service in SERVICES if service in item}
        yield code, Emergency(numbers, reader.position("emergency", code))


def _about_records(reader: _Reader) -> Iterator[tuple[Position, Any]]:
    yield from _held(reader)
    yield from _zones(reader)
    yield from reader.items("own_addresses", ("id", "source", "reason"))
    yield from reader.items("reader_notes", ("id", "text"))
    yield from reader.items("mentions_retired", ("id", "value", "reason"))
