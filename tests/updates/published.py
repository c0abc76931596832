"""A publisher with every key, a copy of the program with its own guide, and the road between them: all of it small."""

from __future__ import annotations

import copy
import hashlib
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from functools import cache, partial
from pathlib import Path
from typing import Any, Final

from tests.store import hand_made
from tests.updates.memory_road import MemoryTransport
from tests.updates.small_repository import START, SmallRepository

from guide_app.publisher.releasing.packing import QUICK_SETTINGS, make_changes, make_deltas, make_full
from guide_app.store.builder import image_from_shards
from guide_app.store.rows import CanonicalRow
from guide_app.store.schema import FOLD_VERSION, SCHEMA_VERSION
from guide_app.store.shards import cut_into_shards, plan_layout, stream_digest
from guide_app.updates.errors import MissingError
from guide_app.updates.events import Event, Keep
from guide_app.updates.installing.state import Surroundings
from guide_app.updates.kept import newest_first
from guide_app.updates.transports.transport import Kind, Transport
from guide_app.updates.trust import carried_root, open_first_trusted
from guide_app.updates.updating import Means, Request, update

DAY: Final = timedelta(days=1)
WEEK: Final = timedelta(days=7)
REGIONS: Final[Mapping[str, list[str]]] = {"de": ["de-"]}
OLD_NUMBER: Final = "+1 202 555 0100"

Shards = Mapping[str, bytes]


@cache
def stock(week: int) -> tuple[CanonicalRow, ...]:
    """Give the rows of a week: one number is another each week, one name of a service too."""
    rows = [row for row in hand_made.stock() if not (row[0] == "contacts" and row[1][:2] == ("us-hotline", 9))]
    rows.append(hand_made.contact("us-hotline", 9, "phone", f"+1 202 555 01{week:02}"))
    rows.append(hand_made.service("us-new", "New", f"Circle {week}", areas=["US"], prior=90))
    return tuple(rows)


class Publisher(SmallRepository):
    """Publishes rows: packs, deltas from each week before, the list of changes, a region that signs its own part."""

    def __init__(self, *, regions: bool = True) -> None:
        super().__init__()
        if regions:
            self.regions = {"de": ["de-1", "de-2"]}
        self.history: dict[int, tuple[CanonicalRow, ...]] = {}
        self.bend: Callable[[dict[str, Any], dict[str, bytes]], object] = lambda _custom, _files: None
        """Called with what is to be signed and the packs, before they are."""

    def release(self, rows: tuple[CanonicalRow, ...], now: datetime) -> None:
        """Publish what these rows make."""
        prefixes = REGIONS if self.regions else {}
        layout = plan_layout(rows, prefixes)
        shards = cut_into_shards(rows, layout)
        olds = {version: cut_into_shards(old, layout) for version, old in self.history.items()}
        custom: dict[str, Any] = {
            "schema": SCHEMA_VERSION,
            "fold": FOLD_VERSION,
            "rows": list(stream_digest(shards)),
            "shards": {name: measured(content) for name, content in shards.items()},
        }
        if self.regions:
            custom["regions"] = {name: {"ids": ids, "shards": [f"region-{name}"]} for name, ids in REGIONS.items()}
        files = {"full": make_full(shards, QUICK_SETTINGS)}
        readers: dict[int, Callable[[], Shards]] = {version: partial(dict, found) for version, found in olds.items()}
        files |= {f"from-{version}": delta for version, delta in make_deltas(readers, shards, QUICK_SETTINGS)}
        if olds:
            since = min(olds)
            files[f"since-{since}"] = make_changes(olds[since], shards, list(olds.values())[1:], 3)
        self.more = custom
        self.content = image_from_shards(shards)
        self.region_rows = {name: shards[f"region-{name}"] for name in self.regions}
        self.bend(custom, files)
        custom["pack"] = measured(files["full"])
        custom["deltas"] = {name[5:]: measured(files[name]) for name in files if name.startswith("from-")}
        for name in files:
            if name.startswith("since-"):
                length, digest = measured(files[name])
                custom["changes"] = {"since": int(name[6:]), "length": length, "sha256": digest}
            self.tree[f"targets/packs/{hashlib.sha256(files[name]).hexdigest()}.{name}"] = files[name]
        self.publish(now)
        self.history[self.versions["targets"]] = rows


def measured(content: bytes) -> list[Any]:
    return [len(content), hashlib.sha256(content).hexdigest()]


@cache
def _two_weeks(*, regions: bool) -> tuple[Publisher, dict[str, bytes]]:
    publisher = Publisher(regions=regions)
    publisher.release(stock(1), START)
    files = {f"metadata/{name}": content for name, content in publisher.files.items()}
    own = files | {"guide.sqlite": publisher.content}
    publisher.release(stock(2), START + WEEK)
    return publisher, own


class World:
    """A copy of the program that carries the guide of the first week, and a publisher who is in the second."""

    def __init__(self, folder: Path, kind: Kind = "https", keep: Keep = "home", *, regions: bool = True) -> None:
        publisher, own = _two_weeks(regions=regions)
        self.folder = folder
        self.publisher = copy.deepcopy(publisher)
        self.tree = dict(publisher.tree)
        """What lies on the server, or on the stick."""
        self.own = folder / "own"
        self.state = folder / "home" / "guide"
        self.now = START + WEEK + DAY
        self.kind: Kind = kind
        self.request = Request("somewhere", keep=keep)
        self.events: list[Event] = []
        self.means = Means(open_road=self.open_road)
        self.road = MemoryTransport({}, kind=kind)
        lay(self.own, own)

    def open_road(self, _where: str, _proxy: str | None) -> Transport:
        self.road = MemoryTransport(self.tree, kind=self.kind)
        self.bend_road(self.road)
        return self.road

    def bend_road(self, road: MemoryTransport) -> None:
        """Change what the road does; tests put another in its place."""

    @property
    def around(self) -> Surroundings:
        return Surroundings(self.own, {"home": self.state, "beside": self.folder / "beside"})

    def update(self) -> Event:
        self.events.clear()
        return update(self.request, self.around, self.events.append, now=self.now, means=self.means)

    def ask(self, **changes: Any) -> None:
        self.request = self.request._replace(**changes)

    @property
    def version(self) -> int:
        """Give the version that a start opens now; 0: none."""
        folders = newest_first((self.own,), self.around.places.values())
        start = open_first_trusted(folders, carried_root(self.own))
        return start.verified.version if start.verified is not None else 0

    def week(self, number: int) -> None:
        """Let the publisher go on to a week."""
        self.publisher.release(stock(number), START + (number - 1) * WEEK)
        self.tree = dict(self.publisher.tree)
        self.now = START + (number - 1) * WEEK + DAY

    def path(self, ending: str) -> str:
        """Give the newest path in the tree with this ending."""
        named = [path for path in self.tree if path.endswith(ending)]
        if not named:
            raise MissingError(ending)
        return named[-1]

    def only(self, *endings: str) -> None:
        """Leave only these packs."""
        self.tree = {
            path: content
            for path, content in self.tree.items()
            if path.startswith("metadata/") or path.endswith(endings)
        }


def lay(folder: Path, files: Mapping[str, bytes]) -> None:
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
