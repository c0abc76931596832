"""A million readers and one server: what they fetch in half a year of weekly releases, from the sizes of a real one.

Every reader is drawn with a habit, a week to begin in, an hour of the week and a road; nothing is averaged before the
end. What a reader asks for follows from how far behind they are, as the program does it: the timestamp; where that is
new the bundle; then the delta, else the full pack.
"""

from __future__ import annotations

import json
import random
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final, NamedTuple

from guide_app.core.errors import GuideError
from guide_app.publisher.publication import BUNDLE, TIMESTAMP, Publication
from guide_app.updates.release import MOST_DELTAS

WEEKS: Final = MOST_DELTAS
HOURS: Final = 7 * 24
HEAD: Final = 270
"""Bytes of an answer's head from nginx with the settings of docs/nginx.conf, at most; a test measures them."""
HANDSHAKE: Final = 2_400
"""Bytes a server sends to open a TLS 1.3 connection with two ECDSA certificates. A test measures 1.2 kB with bare ones;
those of public authorities carry a kilobyte more."""
_PACKET: Final = 1_448
_FRAME: Final = 52 + 22 / 8
"""Bytes of TCP and IP around a packet, and TLS's around every record of 16 kB, shared among its packets."""


class SimulationError(GuideError):
    """There are no sizes to reckon with."""


class Habit(NamedTuple):
    """How often somebody looks for news."""

    share: float
    checks: int
    """In a week in which they look."""
    every: int
    """Weeks from one such week to the next."""


class Crowd(NamedTuple):
    """Readers by their habits; the shares are assumptions, to be changed here."""

    habits: tuple[Habit, ...]
    same: float
    """Share of those who ask for the list of changes that fits everybody, as they may over Tor."""


_WEEKLY: Final = Habit(1.0, 1, 1)
_MIXED: Final = (
    Habit(0.15, 7, 1),  # daily
    Habit(0.45, 1, 1),
    Habit(0.25, 1, 4),
    Habit(0.10, 1, 13),
    Habit(0.05, 1, 30),  # after half a year and more
)
CROWDS: Final[Mapping[str, Crowd]] = {
    "everybody once a week": Crowd((_WEEKLY,), 0.0),
    "as people are": Crowd(_MIXED, 0.01),
    "as people are, one in twenty asking what everybody asks": Crowd(_MIXED, 0.05),
}


@dataclass(frozen=True, slots=True)
class Sizes:
    """What one release weighs, in bytes."""

    timestamp: int
    bundle: int
    deltas: tuple[int, ...]
    """From one release behind to the furthest."""
    full: int
    changes: int | None
    reach: int
    """Releases that the list of changes reaches back."""
    stored: int
    """On the server, with the release before this one."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a crowd costs."""

    crowd: str
    clients: int
    bytes_a_week: tuple[int, ...]
    requests_a_week: tuple[int, ...]
    busiest_hour: int
    """Bytes, in the busiest of all weeks."""
    stored: int


def sizes_of(publication: Publication) -> Sizes:
    """Weigh a publication.

    Raises:
        SimulationError: it has no packs.
        OSError: it cannot be read.
    """
    folder, names = publication.folder, publication.targets
    deltas = {int(name.rpartition("-")[2]): file.length for name, file in names.items() if ".from-" in name}
    since = {int(name.rpartition("-")[2]): file.length for name, file in names.items() if ".since-" in name}
    full = next((file.length for name, file in names.items() if name.endswith(".full")), None)
    if full is None:
        raise SimulationError(f"{folder} has no packs: there is nothing to reckon with.")
    bundle = next(path for path in publication.metadata if path.endswith(BUNDLE))
    return Sizes(
        timestamp=(folder / TIMESTAMP).stat().st_size,
        bundle=(folder / bundle).stat().st_size,
        deltas=tuple(deltas[version] for version in sorted(deltas, reverse=True)),
        full=full,
        changes=next(iter(since.values()), None),
        reach=sum(version >= min(since) for version in deltas) if since else 0,
        stored=sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()),
    )


def load_sizes(path: Path) -> Sizes:
    """Read sizes that were written down.

    Raises:
        SimulationError: it is no such file.
        OSError: it cannot be read.
    """
    try:
        tree = json.loads(path.read_bytes())
        return Sizes(**{**tree, "deltas": tuple(tree["deltas"])})
    except (ValueError, KeyError, TypeError) as error:
        raise SimulationError(f"{path} does not hold the sizes of a release: {error}") from error


def simulate(sizes: Sizes, clients: int, crowd: str, seed: int) -> Outcome:
    """Let a crowd live for half a year beside weekly releases.

    Args:
        sizes: of each release.
        clients: how many.
        crowd: one of `CROWDS`.
        seed: same seed, same crowd.
    """
    chance = random.Random(seed)  # noqa: S311 - a crowd, not a secret
    habits, same_request = CROWDS[crowd]
    shares = [habit.share for habit in habits]
    people: Counter[tuple[Habit, int, bool]] = Counter()
    hours: Counter[int] = Counter()
    for habit in chance.choices(habits, shares, k=clients):
        people[habit, int(chance.random() * habit.every), chance.random() < same_request] += 1
        hours[int(chance.random() * HOURS)] += 1
    sent, requests = [0] * WEEKS, [0] * WEEKS
    for (habit, phase, same), count in people.items():
        for week in range(WEEKS):
            if week % habit.every == phase % habit.every:
                for files in _visits(sizes, habit, same=same):
                    sent[week] += count * on_the_wire(files)
                    requests[week] += count * len(files)
    busiest = max(sent) * max(hours.values()) // clients
    return Outcome(crowd, clients, tuple(sent), tuple(requests), busiest, sizes.stored)


def on_the_wire(files: tuple[int, ...]) -> int:
    """Give the bytes a server sends for one visit: connection, heads, files, and the packets around them."""
    content = HANDSHAKE + sum(HEAD + length for length in files)
    return round(content + _FRAME * (content / _PACKET + 4))  # four packets open and close a connection


def describe(outcome: Outcome) -> Iterator[str]:
    """Say what a crowd costs, a line at a time."""
    mean, most = sum(outcome.bytes_a_week) / WEEKS, max(outcome.bytes_a_week)
    yield f"{outcome.clients} readers, {outcome.crowd}:"
    yield f"  {mean / 1e9:.1f} GB a week, {most / 1e9:.1f} GB in the busiest; {mean * 8 / (7 * 86400) / 1e6:.2f} Mbit/s"
    yield f"  {outcome.busiest_hour * 8 / 3600 / 1e6:.2f} Mbit/s in the busiest hour; all in one day: {_one_day(most)}"
    yield f"  {sum(outcome.requests_a_week) / WEEKS / 1e6:.2f} million requests a week"
    yield f"  {outcome.stored / 1e6:.1f} MB on the server"


def tell(sizes: Sizes, clients: int, seed: int, say: Callable[[str], None]) -> None:
    """Simulate every crowd and say what came out."""
    furthest = f"{sizes.deltas[-1]} from {len(sizes.deltas)} behind" if sizes.deltas else "none"
    first = sizes.deltas[0] if sizes.deltas else "none"
    say(f"Bytes: timestamp {sizes.timestamp}, bundle {sizes.bundle}, delta {first} ({furthest}), full {sizes.full}")
    for crowd in CROWDS:
        for line in describe(simulate(sizes, clients, crowd, seed)):
            say(line)


def _visits(sizes: Sizes, habit: Habit, *, same: bool) -> Iterator[tuple[int, ...]]:
    """Give the lengths of the files asked for: once the news, then as often that there is none."""
    yield (sizes.timestamp, sizes.bundle, _news(sizes, habit.every, same=same))
    for _ in range(habit.checks - 1):
        yield (sizes.timestamp,)


def _news(sizes: Sizes, behind: int, *, same: bool) -> int:
    if same and sizes.changes is not None and behind <= sizes.reach:
        return sizes.changes
    return sizes.deltas[behind - 1] if behind <= len(sizes.deltas) else sizes.full


def _one_day(sent: int) -> str:
    return f"{sent * 8 / 86400 / 1e6:.1f} Mbit/s"
