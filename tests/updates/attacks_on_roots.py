"""Who is trusted at all: keys, roles, and how one root follows another."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tests.updates.attack import Attack, both, carry, drop_field, edit, set_field, signed_by
from tests.updates.signed_set import SignedSet, key_id, public_key, signature

from guide_app.updates.chain import canonical_json

TIMESTAMP = "root/roles/timestamp"


def attacks() -> Iterator[Attack]:
    yield from _roles()
    yield from _keys()
    yield from _sets()
    yield from _rotations()


def _roles() -> Iterator[Attack]:
    root_keys = sorted(key_id(f"root-{number}") for number in (1, 2, 3))
    for value in (0, -1, "1", None):
        yield Attack(f"threshold {value!r}", "form", set_field(f"{TIMESTAMP}/threshold", value))
    yield Attack("threshold true", "form", set_field(f"{TIMESTAMP}/threshold", True), stricter=True)
    yield Attack("threshold over the keys", "threshold", set_field(f"{TIMESTAMP}/threshold", 2))
    yield Attack("a role without keys", "threshold", set_field(f"{TIMESTAMP}/keyids", []))
    odd: tuple[Any, ...] = (None, [1], [None], key_id("timestamp-1"), {})
    for keyids in odd:
        yield Attack(f"keys of a role: {str(keyids)[:8]}", "key", set_field(f"{TIMESTAMP}/keyids", keyids))
    yield Attack("no role timestamp", "form", drop_field(TIMESTAMP))
    yield Attack("roles are null", "form", set_field("root/roles", None))
    yield Attack("a role is null", "form", set_field(TIMESTAMP, None))
    yield Attack("one more role", "form", set_field("root/roles/more", {"keyids": [], "threshold": 1}))
    yield Attack("more in a role", "form", set_field(f"{TIMESTAMP}/more", 1), stricter=True)
    twice, unknown = [*root_keys, root_keys[0]], [*root_keys, key_id("eve-1")]
    yield Attack("a role names a key twice", "threshold", set_field("root/roles/root/keyids", twice))
    yield Attack("a role names an unknown key", "key", set_field("root/roles/root/keyids", unknown), stricter=True)
    yield Attack("consistent_snapshot false", "form", set_field("root/consistent_snapshot", False), stricter=True)
    yield Attack("development is a text", "form", set_field("root/development", "no"), stricter=True)


def _keys() -> Iterator[Attack]:
    good = public_key("eve-1")
    accepted: dict[str, tuple[str, Any]] = {
        "of another kind": ("key", {"keytype": "rsa", "keyval": {"public": "x"}, "scheme": "rsassa-pss-sha256"}),
        "with half a public part": ("form", good | {"keyval": {"public": "00" * 16}}),
        "with capitals": ("form", good | {"keyval": {"public": "AB" * 32}}),
        "with more fields": ("form", good | {"more": 1}),
        "with more in its value": ("form", good | {"keyval": good["keyval"] | {"more": 1}}),
        "under a name of its own": ("key", good),
    }
    refused: dict[str, tuple[str, Any]] = {
        "of an unknown kind": ("key", good | {"keytype": "ed448"}),
        "of no kind": ("form", {"keyval": good["keyval"]}),
        "without public part": ("form", good | {"keyval": {}}),
        "with a number": ("form", good | {"keyval": {"public": 7}}),
        "that is null": ("form", None),
        "that is a text": ("form", "x"),
    }
    for name, (code, key) in accepted.items():
        yield Attack(f"a key {name}", code, set_field(f"root/keys/{'00' * 32}", key), stricter=True)
    for name, (code, key) in refused.items():
        yield Attack(f"a key {name}", code, set_field(f"root/keys/{'00' * 32}", key))
    yield Attack("no keys", "key", set_field("root/keys", {}))
    yield Attack("keys are a list", "form", set_field("root/keys", []))
    yield Attack("one key under two ids", "key", _twin, stricter=True)


def _twin(spoilt: SignedSet) -> None:
    """Let one key have two ids: python-tuf counts it twice."""
    spoilt.trees["root"]["keys"]["twin"] = public_key("targets-1")
    spoilt.trees["root"]["roles"]["targets"] = {"keyids": [key_id("targets-1"), "twin"], "threshold": 2}
    spoilt.signers["targets"] = ["targets-1"]
    second = signature("targets-1", canonical_json(spoilt.trees["targets"])) | {"keyid": "twin"}
    edit("targets", lambda tree: tree["signatures"].append(second))(spoilt)


def _sets() -> Iterator[Attack]:
    yield Attack("a whole set of strangers", "threshold", _strangers)
    yield Attack("a whole set of strangers, no root carried", "no_root", both(_strangers, carry(b"")))
    yield Attack("a whole set of strangers, root of the same version", "root_version", both(_strangers, _same_version))
    yield Attack("another root of the same version", "root_version", _another)
    yield Attack("the carried root is no root", "form", carry(b"{}"))
    yield Attack("the carried root is a timestamp", "form", carry(SignedSet().files()["timestamp"]))


def _strangers(spoilt: SignedSet) -> None:
    spoilt.carried = spoilt.seal("root")
    spoilt.trees["root"] |= {"keys": {}, "version": 2}
    for role, names in spoilt.names.items():
        eves = [f"eve-{role}-{number}" for number in range(len(names))]
        spoilt.signers[role] = eves
        spoilt.trees["root"]["keys"] |= {key_id(eve): public_key(eve) for eve in eves}
        spoilt.trees["root"]["roles"][role] = {"keyids": sorted(map(key_id, eves)), "threshold": min(2, len(eves))}


def _same_version(spoilt: SignedSet) -> None:
    spoilt.trees["root"]["version"] = 1


def _another(spoilt: SignedSet) -> None:
    spoilt.carried = spoilt.seal("root")
    spoilt.trees["root"]["expires"] = "2028-11-23T08:00:00Z"


def _rotations() -> Iterator[Attack]:
    few_old = both(_rotate, signed_by("root", "root-3", "root-4"))
    few_new = both(_rotate_two, signed_by("root", "root-1", "root-2", "root-3"))
    leaver = both(_rotate, signed_by("root", "root-1", "root-2", "root-3", "root-4"))
    yield Attack("next root by too few old keys", "threshold", few_old)
    yield Attack("next root by too few of its own keys", "stranger", few_new)
    yield Attack("next root also by the key that leaves", "stranger", leaver, stricter=True)
    yield Attack("a root that skips a version", "missing", both(_rotate, set_field("root/version", 3)))
    yield Attack("a root far ahead", "root_version", both(_rotate, set_field("root/version", 10**12)))
    yield Attack("a root between is missing", "missing", _rotate_twice)
    yield Attack("a root between is the first again", "root_version", both(_rotate_twice, _first_between))
    yield Attack("a root between has lost its signatures", "threshold", both(_rotate_twice, _unsigned_between))
    yield Attack("an older root than the program's", "root_version", _older)
    yield Attack("a development root becomes a real one", "development", both(_rotate, _real), stricter=True)


def _rotate(spoilt: SignedSet) -> None:
    spoilt.rotate("root-1", joining="root-4")


def _rotate_two(spoilt: SignedSet) -> None:
    spoilt.rotate("root-1", "root-2", joining="root-4")


def _rotate_twice(spoilt: SignedSet) -> None:
    _rotate(spoilt)
    spoilt.rotate("root-2", joining="root-5")


def _first_between(spoilt: SignedSet) -> None:
    assert spoilt.carried is not None
    spoilt.older_roots["2.root.json"] = spoilt.carried


def _unsigned_between(spoilt: SignedSet) -> None:
    between = SignedSet()
    _rotate(between)
    between.signers["root"] = []
    spoilt.older_roots["2.root.json"] = between.seal("root")


def _older(spoilt: SignedSet) -> None:
    newer = SignedSet()
    _rotate(newer)
    spoilt.carried = newer.seal("root")


def _real(spoilt: SignedSet) -> None:
    spoilt.trees["root"]["development"] = False
    spoilt.target["custom"]["development"] = False
