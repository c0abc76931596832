"""To whom the targets delegate: only to regions, each below a path of its own name, in one form."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tests.updates.attack import Attack, Change, both, drop_field, set_field
from tests.updates.region_set import SIGNERS, delegate, delegation
from tests.updates.signed_set import SignedSet, hashes, key_id, public_key

PLACE = "targets/delegations"
POLAND = 2
"""Where the region `pl` stands among the roles."""
FIELDS = ("keyids", "name", "paths", "terminating", "threshold")


def attacks() -> Iterator[Attack]:
    for attack in (*_tables(), *_names(), *_fields(), *_keys(), *_files()):
        yield Attack(f"regions: {attack.name}", attack.code, both(delegate, attack.change), stricter=attack.stricter)


def _tables() -> Iterator[Attack]:
    value: Any
    for value in (None, [], "x", {"keys": {}}, {"keys": {}, "roles": None}, {"keys": [], "roles": []}):
        yield Attack(f"delegations {value!r}", "form", set_field(PLACE, value))
    yield Attack("nobody is delegated to", "form", set_field(PLACE, {"keys": {}, "roles": []}), stricter=True)
    yield Attack("more beside keys and roles", "form", set_field(f"{PLACE}/more", 1), stricter=True)
    bins = {"bit_length": 8, "keyids": [key_id("pl-1")], "name_prefix": "bin", "threshold": 1}
    keys = {key_id("pl-1"): public_key("pl-1")}
    hashed = set_field(PLACE, {"keys": keys, "succinct_roles": bins})
    yield Attack("hashed bins", "form", hashed, stricter=True)
    yield Attack("roles and hashed bins", "form", set_field(f"{PLACE}/succinct_roles", bins))
    for value in (None, 1, "pl", [], {}):
        yield Attack(f"a role that is {value!r}", "form", _role(value))


def _names() -> Iterator[Attack]:
    value: Any
    for name in ("root", "timestamp", "snapshot", "targets", ""):
        yield Attack(f"the name {name!r}", "region", _renamed(name))
    odd = (
        "PL",
        "p l",
        "pl/x",
        "../pl",
        "pl.json",
        "con",
        "nul",
        "com1",
        "-pl",
        "pl-",
        "p--l",
        "x" * 33,
        "pł",
        "рl",
        "*",
    )
    for name in odd:
        yield Attack(f"the name {name!r}", "region", _renamed(name), stricter=True)
    for value in (7, True):
        yield Attack(f"the name {value!r}", "region", _set("name", value), stricter=True)
    for value in (None, [], {}):
        yield Attack(f"the name {value!r}", "region", _set("name", value))
    yield Attack("one name twice", "region", _doubled)
    turned = set_field(f"{PLACE}/roles", [delegation(region, names) for region, names in reversed(SIGNERS.items())])
    yield Attack("names in another order", "region", turned, stricter=True)


def _fields() -> Iterator[Attack]:
    paths: Any
    value: Any
    for field in FIELDS:
        yield Attack(f"without {field}", "form", _drop(field))
    yield Attack("more in a role", "form", _set("more", 1), stricter=True)
    both_kinds = _set("path_hash_prefixes", ["00"])
    yield Attack("paths and hashes of paths", "form", both_kinds)
    for paths in (None, "packs/pl/*", [7], [None], 7):
        accepted = paths == "packs/pl/*"  # a text is a list of letters to python-tuf
        yield Attack(f"paths {paths!r}", "region", _set("paths", paths), stricter=accepted)
    wide: tuple[Any, ...] = (
        [],
        ["*"],
        ["guide.sqlite"],
        ["packs/*"],
        ["packs/no/*"],
        ["packs/pl/*", "packs/no/*"],
        ["packs/pl/*", "packs/pl/*"],
        ["packs/pl/**"],
        ["packs/pl/rows"],
        ["packs/../pl/*"],
        ["/packs/pl/*"],
    )
    for paths in wide:
        yield Attack(f"paths {paths!r}", "region", _set("paths", paths), stricter=True)
    for value in (False, 1, "true", None):
        yield Attack(f"terminating {value!r}", "region", _set("terminating", value), stricter=True)
    for value in (0, -1, "2", None):
        yield Attack(f"threshold {value!r}", "form", _set("threshold", value))
    yield Attack("threshold true", "form", _set("threshold", True), stricter=True)
    yield Attack("threshold over the keys", "threshold", _set("threshold", 3), stricter=True)


def _keys() -> Iterator[Attack]:
    value: Any
    ours = sorted(map(key_id, SIGNERS["pl"]))
    yield Attack("a role names a key twice", "threshold", _set("keyids", [*ours, ours[0]]))
    yield Attack("a role without keys", "threshold", _set("keyids", []), stricter=True)
    stranger = _set("keyids", [*ours, key_id("eve-1")])
    yield Attack("a role names an unknown key", "key", stranger, stricter=True)
    odd: tuple[list[Any], ...] = ([1, 2], [None, "x"])
    for values in odd:
        yield Attack(f"keys of a role: {values!r}", "key", _set("keyids", values), stricter=True)
    for value in (key_id("pl-1"), None):
        yield Attack(f"keys of a role: {str(value)[:8]}", "key", _set("keyids", value))
    yield Attack("a key that nobody has", "key", _key("eve-1", public_key("eve-1")), stricter=True)
    yield Attack("a key under another id", "key", _key("pl-1", public_key("eve-1")), stricter=True)
    rsa = {"keytype": "rsa", "keyval": {"public": "x"}, "scheme": "rsassa-pss-sha256"}
    yield Attack("a key of another kind", "key", _key("pl-1", rsa), stricter=True)
    yield Attack("a key of an unknown kind", "key", _key("pl-1", public_key("pl-1") | {"keytype": "ed448"}))
    yield Attack("a key with more fields", "form", _key("pl-1", public_key("pl-1") | {"more": 1}), stricter=True)
    yield Attack("a key without public part", "form", _key("pl-1", public_key("pl-1") | {"keyval": {}}))
    for value in (None, "x", 7):
        yield Attack(f"a key that is {value!r}", "form", _key("pl-1", value))


def _files() -> Iterator[Attack]:
    named = "snapshot/meta"
    yield Attack("the snapshot forgets a region", "form", drop_field(f"{named}/pl.json"), stricter=True)
    yield Attack("the snapshot forgets a retired region", "form", drop_field(f"{named}/gone.json"), stricter=True)
    entry = {"hashes": hashes(b""), "length": 1, "version": 1}
    yield Attack("the snapshot names one more", "form", set_field(f"{named}/eve.json", entry), stricter=True)
    yield Attack("nobody is delegated to any more", "form", drop_field(PLACE), stricter=True)
    for field, values in {
        "version": (0, "3", None),
        "length": (-1, "7", 0),
        "hashes": ({}, None, {"sha256": 0}),
    }.items():
        for value in values:
            accepted = (field, value) == ("length", 0)
            change = set_field(f"{named}/pl.json/{field}", value)
            yield Attack(f"the snapshot names {field} {value!r}", "form", change, stricter=accepted)
    yield Attack("the snapshot names null", "form", set_field(f"{named}/pl.json", None))
    more = set_field(f"{named}/pl.json/more", 1)
    yield Attack("the snapshot says more of a region", "form", more, stricter=True)
    for field in ("hashes", "length"):
        yield Attack(f"the snapshot without {field}", "form", drop_field(f"{named}/pl.json/{field}"), stricter=True)
    for role in ("root", "timestamp", "snapshot"):
        wrong = set_field(f"{role}/delegations", {"keys": {}, "roles": []})
        yield Attack(f"{role} delegates", "form", wrong, stricter=True)


def _roles(spoilt: SignedSet) -> list[Any]:
    roles: list[Any] = spoilt.trees["targets"]["delegations"]["roles"]
    return roles


def _role(value: Any) -> Change:
    return lambda spoilt: _roles(spoilt).__setitem__(POLAND, value)


def _set(field: str, value: Any) -> Change:
    return lambda spoilt: _roles(spoilt)[POLAND].update({field: value})


def _drop(field: str) -> Change:
    return lambda spoilt: _roles(spoilt)[POLAND].pop(field)


def _renamed(name: str) -> Change:
    """Give the last region another name everywhere, so that nothing but the name is wrong."""

    def change(spoilt: SignedSet) -> None:
        _roles(spoilt)[POLAND] |= {"name": name, "paths": [f"packs/{name}/*"]}
        meta = spoilt.trees["snapshot"]["meta"]
        meta.setdefault(f"{name}.json", meta.pop("pl.json"))

    return change


def _doubled(spoilt: SignedSet) -> None:
    _roles(spoilt).append(_roles(spoilt)[POLAND])


def _key(name: str, value: Any) -> Change:
    return lambda spoilt: spoilt.trees["targets"]["delegations"]["keys"].update({key_id(name): value})
