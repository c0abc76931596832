"""The push itself: what is not there yet, in an order that may stop anywhere.

Targets first, then the metadata that names them, then new roots, and `timestamp.json` very last: until it is there,
clients see the old publication, which is left whole. What never changes under its name is sent once. A push that was
stopped is begun again: it goes on with the file at which it stopped.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from guide_app.publisher.publication import TIMESTAMP, Publication
from guide_app.publisher.pushing.place import Place, stop

Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Plan:
    """What a push will do."""

    phases: tuple[tuple[str, ...], ...]
    """Paths to send; each phase only when the one before is done."""
    lengths: Mapping[str, int]
    """Bytes of each of them."""
    skipped: int
    """Files that are there."""
    spare: tuple[str, ...]
    """Paths to remove at the end."""

    @property
    def total(self) -> int:
        """Bytes to send."""
        return sum(self.lengths[path] for phase in self.phases for path in phase)


def make_plan(publication: Publication, place: Place, *, keep: frozenset[str] | None = None) -> Plan:
    """Compare a publication with what is in a place.

    Args:
        publication: whole and judged.
        place: where it goes.
        keep: paths of older files that stay there; None: all of them do.

    Raises:
        PushError: the place has something newer, or another content under a name that never changes; or it cannot
            be read.
    """
    there = place.list()
    folder = publication.folder
    lengths = {path: (folder / path).stat().st_size for phase in publication.phases for path in phase}
    small = [path for path in (*publication.metadata, TIMESTAMP) if path in there]
    found = place.read(small)
    if TIMESTAMP in found:
        _refuse_newer(found[TIMESTAMP], publication)
    for path in publication.metadata:
        if path in found and found[path] != (folder / path).read_bytes():
            stop("exists", f"{path} is published there with another content. A version that is out stays as it is.")
    same = {path for path in small if found[path] == (folder / path).read_bytes()}
    same |= {path for path in publication.targets if there.get(path) == lengths[path]}
    phases = tuple(tuple(path for path in phase if path not in same) for phase in publication.phases)
    spare = () if keep is None else tuple(sorted(set(there) - set(lengths) - keep - _roots(there)))
    return Plan(phases, lengths, len(same), spare)


def carry_out(plan: Plan, publication: Publication, place: Place, say: Say) -> None:
    """Send and remove what was planned, telling each file when it is there.

    Raises:
        PushError: it stopped; what clients find is whole, and the same push goes on from there.
    """
    sent = 0

    def told(path: str) -> None:
        nonlocal sent
        sent += plan.lengths.get(path, 0)
        share = 100 * sent // plan.total if plan.total else 100
        say(f"{share:3} %  {path}")

    for phase in plan.phases:
        if phase:
            place.put(publication.folder, phase, told)
    if plan.spare:
        place.remove(plan.spare)
        for path in plan.spare:
            say(f"removed  {path}")


def summary(plan: Plan) -> str:
    """Say in one line what a push will do or did."""
    count = sum(map(len, plan.phases))
    removed = f", {len(plan.spare)} to remove" if plan.spare else ""
    return f"{count} file(s) to send, {plan.total} bytes; {plan.skipped} there already{removed}"


def _refuse_newer(timestamp: bytes, publication: Publication) -> None:
    try:
        there = int(json.loads(timestamp)["signed"]["version"])
    except (ValueError, KeyError, TypeError):
        return  # what no client can read may be replaced
    if there > publication.version:
        stop("older", f"Version {there} is published there, and this is only {publication.version}.")


def _roots(there: Sequence[str] | Mapping[str, int]) -> set[str]:
    return {path for path in there if path.endswith(".root.json")}
