"""Fields with values that they must not have, signed by the right keys: what a mistaken publisher could make."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tests.updates.attack import Attack, drop_field, set_field
from tests.updates.signed_set import CONTENT, ROLES, SignedSet, hashes

NO_MOMENTS: tuple[Any, ...] = (
    "2027-11-23",
    "2027-11-23T08:00:00",
    "2027-11-23T08:00:00+00:00",
    "2027-02-30T08:00:00Z",
    "2027-11-23T24:00:00Z",
    "2027-11-23T08:00:61Z",
    "2027-11-23T08:00:00.5Z",
    "2027-1-23T08:00:00Z",
    "0000-11-23T08:00:00Z",
    "0999-11-23T08:00:00Z",
    " 2027-11-23T08:00:00Z",
    "\u06622027-11-23T08:00:00Z",
    "\u0662\u0660\u0662\u0667-11-23T08:00:00Z",
    "",
    0,
    None,
    [],
)
TARGET = "targets/targets/guide.sqlite"


def attacks() -> Iterator[Attack]:
    for role in ROLES:
        yield from _common(role)
    yield from _targets()
    yield from _custom()


def _common(role: str) -> Iterator[Attack]:
    for field in SignedSet().trees[role]:
        optional = field == "consistent_snapshot"
        yield Attack(f"{role} without {field}", "form", drop_field(f"{role}/{field}"), stricter=optional)
    for value in (0, -1, None, "7", 7.0, [7], "\u0667"):
        yield Attack(f"{role}/version {value!r}", "form", set_field(f"{role}/version", value))
    for value in (True, 10**16):
        unnamed = role in {"root", "timestamp"}  # no file before names another version
        yield Attack(f"{role}/version {value!r}", "form", set_field(f"{role}/version", value), stricter=unnamed)
    for spec in ("2.0.31", "1", "1.0.31.0", "1.x", "", 1, None, "\uff11.0.31"):
        yield Attack(f"{role}/spec_version {spec!r}", "type", set_field(f"{role}/spec_version", spec))
    for spec in ("1.0", "1.0.30", "1.\u0660.31"):
        yield Attack(f"{role}/spec_version {spec!r}", "type", set_field(f"{role}/spec_version", spec), stricter=True)
    for moment in NO_MOMENTS:
        yield Attack(f"{role}/expires {moment!r}", "form", set_field(f"{role}/expires", moment))
    for other in sorted({*ROLES, "mirrors", ""} - {role}):
        yield Attack(f"{role}/_type {other!r}", "type", set_field(f"{role}/_type", other))
    yield Attack(f"{role}/_type null", "type", set_field(f"{role}/_type", None))
    yield Attack(f"{role} with one field more", "form", set_field(f"{role}/more", 1), stricter=True)
    yield Attack(f"{role} with half a number", "form", set_field(f"{role}/more", 0.5))
    yield Attack(f"{role} with a deep field", "form", set_field(f"{role}/more", _deep(100)), stricter=True)


def _deep(levels: int) -> list[Any]:
    return [_deep(levels - 1)] if levels else []


def _targets() -> Iterator[Attack]:
    good = hashes(CONTENT)
    for field, value, code in (
        ("length", len(CONTENT) - 1, "length"),
        ("length", 1 << 30, "length"),
        ("length", 0, "form"),
        ("length", -1, "form"),
        ("length", str(len(CONTENT)), "form"),
        ("length", None, "form"),
        ("hashes", hashes(b"other"), "hash"),
        ("hashes", {}, "form"),
        ("hashes", {"sha256": "00"}, "form"),
        ("hashes", {"sha256": None}, "form"),
        ("hashes", {"sha256": good["sha256"].upper()}, "form"),
        ("hashes", good | {"md5": "00"}, "form"),
        ("hashes", {"sha1": "00"}, "form"),
        ("hashes", None, "form"),
    ):
        yield Attack(f"target's {field} {value!r}", code, set_field(f"{TARGET}/{field}", value))
    for field in ("length", "hashes"):
        yield Attack(f"target without {field}", "form", drop_field(f"{TARGET}/{field}"))
    yield Attack("target with more", "form", set_field(f"{TARGET}/more", 1), stricter=True)
    yield Attack("target is null", "form", set_field(TARGET, None))
    yield Attack("no targets", "form", set_field("targets/targets", {}))
    yield Attack("targets are null", "form", set_field("targets/targets", None))
    second = {"hashes": hashes(b""), "length": 0}
    yield Attack("a second target", "form", set_field("targets/targets/b", second), stricter=True)
    yield Attack("a broken second target", "form", set_field("targets/targets/b", {}))
    delegations: dict[str, Any] = {"keys": {}, "roles": []}
    yield Attack("delegations", "form", set_field("targets/delegations", delegations), stricter=True)
    yield Attack("broken delegations", "form", set_field("targets/delegations", {"keys": []}))


def _custom() -> Iterator[Attack]:
    yield Attack("target without custom", "form", drop_field(f"{TARGET}/custom"), stricter=True)
    yield Attack("custom is null", "form", set_field(f"{TARGET}/custom", None), stricter=True)
    for field, value, code in (
        ("development", False, "development"),
        ("development", None, "development"),
        ("development", 1, "development"),
        ("schema", "1", "form"),
        ("schema", 0, "form"),
        ("schema", True, "form"),
        ("published", "today", "form"),
        ("published", None, "form"),
    ):
        yield Attack(f"custom {field} {value!r}", code, set_field(f"{TARGET}/custom/{field}", value), stricter=True)
    for field in ("development", "schema", "published"):
        yield Attack(f"custom without {field}", "form", drop_field(f"{TARGET}/custom/{field}"), stricter=True)
    yield Attack("timestamp/published tomorrow", "form", set_field("timestamp/published", "tomorrow"), stricter=True)
