"""What somebody on the road, with a stolen key, or with hands on the disk may try; and with which word it is refused.

An attack changes a world in which the program has the guide of the first week, and the publisher's of the second is
there. After it, the program must still have the first week's, or what the attack says.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final

from tests.updates.memory_road import MemoryTransport
from tests.updates.published import WEEK, Publisher, World, lay, measured, stock
from tests.updates.small_repository import START

from guide_app.core.errors import UpdateError
from guide_app.store.shards import cut_into_shards, layout_of
from guide_app.updates import zstd
from guide_app.updates.chain import canonical_json
from guide_app.updates.errors import CODES
from guide_app.updates.transports.transport import Kind

Change = Callable[[World], object]
ONLINE: Final[tuple[Kind, ...]] = ("https", "tor", "mirror")
OFFLINE: Final[tuple[Kind, ...]] = ("folder", "zip")
EVERY: Final = (*ONLINE, *OFFLINE)
YEARS: Final = timedelta(days=3653)
PAGE: Final = b"<!DOCTYPE html><html><body>Please log in</body></html>"


@dataclass(frozen=True)
class Attack:
    name: str
    code: str
    """The word; empty: it succeeds all the same, and nothing wrong is taken."""
    change: Change
    kinds: tuple[Kind, ...] = EVERY
    version: int = 1
    """What the program has afterwards."""


def on_tree(ending: str, how: Callable[[bytes], bytes]) -> Change:
    """Change every file of the newest publication whose path ends so."""

    def change(world: World) -> None:
        for path in [path for path in world.tree if path.endswith(ending)]:
            world.tree[path] = how(world.tree[path])

    return change


def without(*endings: str) -> Change:
    return lambda world: [world.tree.pop(path) for path in list(world.tree) if path.endswith(endings)]


def all_of(*changes: Change) -> Change:
    return lambda world: [change(world) for change in changes]


def published(how: Callable[[Publisher], object], week: int = 2) -> Change:
    """Let a publisher whose fields were bent publish a week."""

    def change(world: World) -> None:
        how(world.publisher)
        world.week(week)

    return change


def signed_by(role: str, *names: str) -> Change:
    return published(lambda publisher: publisher.signers.update({role: list(names)}))


def bent(how: Callable[[dict[str, Any], dict[str, bytes]], object], *, only: str = "") -> Change:
    """Let the editors themselves sign something wrong about rows and packs; `only`: the one way that is there."""

    def change(world: World) -> None:
        world.publisher.bend = how
        world.week(3)
        if only:
            world.only(only)

    return change


def road(how: Callable[[MemoryTransport], object]) -> Change:
    return lambda world: setattr(world, "bend_road", how)


def says(code: str, ending: str = "") -> Change:
    """Let the road fail with a word, at all files or those that end so."""

    def bend(transport: MemoryTransport) -> None:
        for path in transport.files:
            if path.endswith(ending):
                transport.errors[path] = UpdateError(code, CODES[code][1])

    return road(bend)


def other_week(name: str, week: int) -> Change:
    """Put a role's file of another week in the place of the newest."""

    def change(world: World) -> None:
        world.tree = {path: content for path, content in world.tree.items() if not path.endswith(".zst")}
        world.tree[f"metadata/2.{name}.json"] = world.tree[f"metadata/{week}.{name}.json"]

    return change


def seen_then(change: Change, *, forget: str = "") -> Change:
    """Let the second week be installed, then perhaps lose something of it, then try the attack on the third."""

    def do(world: World) -> None:
        world.update()
        if forget == "metadata":
            shutil.rmtree(next(world.state.glob("2-*")) / "metadata")
        elif forget == "snapshot":
            next(world.state.glob("2-*")).joinpath("guide.sqlite").unlink()
        elif forget == "slots":
            for slot in world.state.glob("current.*"):
                slot.unlink()
        elif forget == "state":
            shutil.rmtree(world.state)
        change(world)

    return do


def back_to_week_1(world: World) -> None:
    """Offer the first week's publication as if it were the newest."""
    first = Publisher()
    first.release(stock(1), START)
    world.tree = dict(first.tree)


def newer_program(world: World) -> None:
    """Let the program itself carry the second week."""
    files = {f"metadata/{name}": content for name, content in world.publisher.files.items()}
    lay(world.own, files | {"guide.sqlite": world.publisher.content})


def with_newer_program(change: Change, forget: str) -> Change:
    """Let a program that carries the second week take the third, lose something of it, then be offered the first."""

    def do(world: World) -> None:
        newer_program(world)
        world.week(3)
        world.update()
        if forget == "slots":
            for slot in world.state.glob("current.*"):
                slot.unlink()
        elif forget:
            shutil.rmtree(world.state)
        change(world)

    return do


def older_than_the_program(world: World) -> None:
    """Offer what was published before the program's own copy."""
    newer_program(world)
    back_to_week_1(world)


def shift(by: timedelta) -> Change:
    def change(world: World) -> None:
        world.now += by

    return change


def jump(role: str, version: int = 2**31 - 2) -> Change:
    """Let a thief of a key sign a version so high that nothing can follow."""

    def change(world: World) -> None:
        thief, honest = world.publisher, world.publisher.versions[role]
        thief.versions[role] = version
        thief.publish(world.now, roles=[name for name in ("snapshot", "timestamp") if name in {role, "timestamp"}])
        world.tree = dict(thief.tree)
        world.update()
        thief.versions[role] = honest
        thief.versions["timestamp"] = max(thief.versions["timestamp"], 3) if role != "timestamp" else honest
        world.week(3)

    return change


def row_outside(world: World) -> None:
    """Let a region sign a service whose id is not one of its own."""
    prefixes = {"de": ("de-", "us-new")}

    def bend(custom: dict[str, Any], files: dict[str, bytes]) -> None:
        layout = layout_of(custom["shards"], prefixes)
        shards = cut_into_shards(stock(3), layout)
        custom["shards"] = {name: measured(content) for name, content in shards.items()}
        world.publisher.region_rows = {"de": shards["region-de"]}
        files.clear()
        files["full"] = packed(shards)

    bent(bend)(world)


def row_of_region_elsewhere(world: World) -> None:
    """Let the editors publish a region's service in a shard of their own."""

    def bend(custom: dict[str, Any], files: dict[str, bytes]) -> None:
        shards = cut_into_shards(stock(3), layout_of(["common", "services"], {}))
        shards["region-de"] = b""
        custom["shards"] = {name: measured(content) for name, content in sorted(shards.items())}
        world.publisher.region_rows = {"de": b""}
        files.clear()
        files["full"] = packed(shards)

    bent(bend)(world)


def packed(shards: dict[str, bytes]) -> bytes:
    from guide_app.updates.packs import encode_full

    return encode_full(shards)


def bomb(_custom: dict[str, Any], files: dict[str, bytes]) -> None:
    """Pack much more than was signed for into each way."""
    frame = zstd.compress(bytes(1 << 26), {100: 3})
    head = json.dumps([[len(frame), "common"]], separators=(",", ":")).encode()
    for name in files:
        files[name] = head + b"\n" + frame if not name.startswith("since") else frame


def scrambled(_custom: dict[str, Any], files: dict[str, bytes]) -> None:
    files.update({name: content[::-1] for name, content in files.items()})


def of_other_rows(_custom: dict[str, Any], files: dict[str, bytes]) -> None:
    for name, way in list(files.items()):
        files[name] = way[:-1] + bytes([way[-1] ^ 1])


def renamed(content: bytes) -> bytes:
    tree = json.loads(content)
    tree["signed"]["version"] += 1
    return canonical_json(tree)


def development_off(content: bytes) -> bytes:
    return content.replace(b'"development":true', b'"development":false')


def endless(content: bytes) -> bytes:
    return content + b" " * (1 << 21)


LAST: Final = (".from-1", ".since-1", ".full", ".sqlite")

ROLLBACK: Final = (
    Attack("rollback to the first week after the second", "rollback", seen_then(back_to_week_1), version=2),
    Attack("rollback, metadata lost", "rollback", seen_then(back_to_week_1, forget="metadata")),
    Attack("rollback, snapshot lost", "rollback", seen_then(back_to_week_1, forget="snapshot")),
    Attack("rollback below the program's own copy", "rollback", older_than_the_program, version=2),
    Attack("rollback below the program's own copy, state lost", "rollback",
           with_newer_program(back_to_week_1, "state"), version=2),
    Attack("rollback below the program's own copy, slots lost", "rollback",
           with_newer_program(back_to_week_1, "slots"), version=2),
    Attack("rollback two weeks", "rollback", with_newer_program(back_to_week_1, ""), version=3),
    Attack("the state was lost, the newest comes again", "", seen_then(bool, forget="state"), version=2),
    Attack("the slots were lost, the newest comes again", "", seen_then(bool, forget="slots"), version=2),
)  # fmt: skip

TIME: Final = (
    Attack("freeze: a timestamp that ended, on a line", "expired", shift(2 * WEEK), ONLINE),
    Attack("freeze: all of it ended long ago, on a line", "expired", shift(52 * WEEK), ONLINE),
    Attack("clock ten years ahead, on a line", "expired", shift(YEARS), ONLINE),
    Attack("clock ten years ahead, on a stick", "very_old", shift(YEARS), OFFLINE),
    Attack("clock ten years behind opens nothing that ended", "", shift(-YEARS), EVERY, version=2),
    Attack("clock ten years behind, rollback", "rollback", all_of(shift(-YEARS), older_than_the_program), version=2),
    Attack("clock ten years behind, after a week was seen", "rollback",
           all_of(seen_then(back_to_week_1), shift(-YEARS)), version=2),
    Attack("a stick of 401 days", "very_old", shift(timedelta(days=401)), OFFLINE),
    Attack("a stick of 390 days is taken with its date", "", shift(timedelta(days=390)), OFFLINE, version=2),
)  # fmt: skip

MIXED: Final = (
    Attack("targets of the first week under a new snapshot", "mix", other_week("targets", 1)),
    Attack("snapshot of the first week under a new timestamp", "mix", other_week("snapshot", 1)),
    Attack("a region's file of the first week", "region", other_week("de", 1)),
    Attack("a timestamp with another version", "signature",
           all_of(without(".zst"), on_tree("timestamp.json", renamed))),
    Attack("a snapshot with another version", "mix", all_of(without(".zst"), on_tree("2.snapshot.json", renamed))),
    Attack("targets with another version", "mix", all_of(without(".zst"), on_tree("2.targets.json", renamed))),
)  # fmt: skip

KEYS: Final = (
    Attack("targets by one editor only", "signature", signed_by("targets", "targets-1")),
    Attack("targets by strangers", "signature", signed_by("targets", "stranger-1", "stranger-2")),
    Attack("targets by the publishing machine", "signature", signed_by("targets", "snapshot-1", "timestamp-1")),
    Attack("snapshot by a stranger", "signature", signed_by("snapshot", "stranger-1")),
    Attack("timestamp by a stranger", "signature", signed_by("timestamp", "stranger-1")),
    Attack("timestamp by an editor", "signature", signed_by("timestamp", "targets-1")),
    Attack("another repository's root", "root",
           all_of(published(lambda it: it.rotate("root", ["x-1", "x-2", "x-3"]), 3))),
    Attack("a region's part by strangers", "region", signed_by("de", "stranger-1", "stranger-2")),
    Attack("a region's part by another region's keys", "region", signed_by("de", "pl-1", "pl-2")),
    Attack("a region's part by the editors", "region", signed_by("de", "targets-1", "targets-2")),
    Attack("development becomes a release", "signature",
           all_of(without(".zst"), on_tree("2.targets.json", development_off), on_tree("timestamp.json", renamed))),
    Attack("fast-forward of the timestamp", "rollback", jump("timestamp"), version=2),
    Attack("fast-forward of the snapshot", "rollback", jump("snapshot"), version=2),
)  # fmt: skip

REGION: Final = (
    Attack("a region signs an id outside its range", "region_id", row_outside),
    Attack("a region's id in a shard of the editors", "region_id", row_of_region_elsewhere),
    Attack("a region signed other rows", "region",
           published(lambda it: setattr(it, "bend", lambda _c, _f: it.region_rows.update(de=b'["x"]\n')), 3)),
    Attack("a region signed nothing", "region",
           published(lambda it: setattr(it, "bend", lambda _c, _f: it.region_rows.update(de=b"")), 3)),
    Attack("a region that is not delegated", "region", bent(lambda custom, _f: custom["regions"].update(
        xx={"ids": ["xx-"], "shards": ["region-xx"]}) or custom["shards"].update({"region-xx": measured(b"")}))),
)  # fmt: skip

CONTENT: Final = (
    Attack("endless timestamp", "too_long", on_tree("timestamp.json", endless)),
    Attack("endless snapshot", "too_long", all_of(without(".zst"), on_tree("snapshot.json", endless))),
    Attack("endless targets", "too_long", all_of(without(".zst"), on_tree("2.targets.json", endless))),
    Attack("endless packs", "too_long",
           all_of(*(on_tree(ending, endless) for ending in LAST)), ONLINE),
    Attack("packs that unpack to much more", "too_long", all_of(bent(bomb), without(".sqlite")), ONLINE),
    Attack("packs of nonsense, signed", "pack", all_of(bent(scrambled), without(".sqlite"))),
    Attack("packs of other rows, signed", "", bent(of_other_rows), version=3),
    Attack("a wrong delta goes down one way", "", on_tree(".from-1", lambda it: it[::-1]), version=2),
    Attack("wrong packs go down to the file", "",
           all_of(*(on_tree(ending, lambda it: it[::-1]) for ending in LAST[:3])), ONLINE, version=2),
    Attack("everything is wrong", "wrong_hash", all_of(*(on_tree(ending, lambda it: it[::-1]) for ending in LAST)),
           ONLINE),
    Attack("the file of the first week as that of the second", "too_long",
           all_of(without(".from-1", ".since-1", ".full"), on_tree(".sqlite", lambda it: it + b"0")), ONLINE),
    Attack("a wrong finished file", "wrong_hash",
           all_of(without(".from-1", ".since-1", ".full"), on_tree(".sqlite", lambda it: it[::-1]))),
    Attack("the packs are gone", "missing", without(*LAST)),
    Attack("a newer schema", "newer_program", bent(lambda custom, _f: custom.update(schema=99))),
    Attack("another fold", "newer_program", bent(lambda custom, _f: custom.update(fold=99))),
    Attack("rows that are described wrongly", "form", bent(lambda custom, _f: custom.update(rows=[1, "x"]))),
    Attack("shards that are described wrongly", "form",
           bent(lambda custom, _f: custom.update(shards={"../x": [1, "0" * 64]}))),
    Attack("a built file that is not the signed one goes down to the file", "",
           lambda world: setattr(world, "means", world.means._replace(
               build=lambda _shards, path: path.write_bytes(b"another"))), version=2),
)  # fmt: skip

LINE: Final = (
    Attack("a page instead of the timestamp", "form", on_tree("timestamp.json", lambda _: PAGE)),
    Attack("a page instead of everything", "form", on_tree("", lambda _: PAGE)),
    Attack("a page that the road knows as one", "web_page", says("web_page"), ONLINE),
    Attack("a page instead of the small packs", "", says("web_page", "1"), ONLINE, version=2),
    Attack("a slow line", "too_slow", says("too_slow"), ONLINE),
    Attack("a slow line from the packs on", "too_slow", says("too_slow", ".from-1"), ONLINE),
    Attack("a proxy that lies", "proxy", says("proxy"), ("tor",)),
    Attack("a proxy that sends other bytes", "form", on_tree("timestamp.json", lambda it: b"SOCKS" + it), ("tor",)),
    Attack("a proxy that sends older bytes", "rollback", older_than_the_program, ("tor",), version=2),
    Attack("a certificate that is none", "tls", says("tls"), ("https",)),
    Attack("led elsewhere", "elsewhere", says("elsewhere"), ("https",)),
    Attack("a server with a fault", "server", says("server"), ONLINE),
    Attack("nobody answers", "unreachable", says("unreachable"), ONLINE),
    Attack("nothing is there", "missing", lambda world: world.tree.clear()),
    Attack("an empty timestamp", "form", on_tree("timestamp.json", lambda _: b"")),
    Attack("a timestamp of zeros", "form", on_tree("timestamp.json", lambda it: bytes(len(it)))),
    Attack("a bundle of nonsense costs only requests", "", on_tree(".zst", lambda it: it[::-1]), version=2),
    Attack("a bundle that unpacks to much more costs only requests", "",
           on_tree(".zst", lambda _: zstd.compress(bytes(1 << 25), {100: 3})), version=2),
    Attack("metadata is missing, bundle and all", "missing", without("2.snapshot.json", ".zst")),
)  # fmt: skip

ATTACKS: Final = (*ROLLBACK, *TIME, *MIXED, *KEYS, *REGION, *CONTENT, *LINE)
__all__ = ["ATTACKS", "Attack", "lay"]
