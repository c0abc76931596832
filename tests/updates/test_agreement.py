"""Both judges side by side: whatever the holders of all keys sign, ours accepts nothing that python-tuf refuses."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st
from tests.updates.region_set import RegionSet
from tests.updates.signed_set import ROLES, SignedSet

from guide_app.core.errors import UntrustedContentError
from guide_app.updates.judge import judge_with_tuf
from guide_app.updates.trust import verify_installed

WORDS = ("", "root", "targets", "guide.sqlite", "ed25519", "1.0.31", "2027-11-23T08:00:00Z", "00" * 32)
ODD_TEXTS = ("\u0661", "a b", "\x7f", "\u2028")
TEXTS = st.sampled_from([*WORDS, *ODD_TEXTS])
LEAVES = st.none() | st.booleans() | st.integers(-2, 9) | st.integers() | TEXTS | st.text(max_size=3)
NODES = st.recursive(
    LEAVES, lambda node: st.lists(node, max_size=2) | st.dictionaries(TEXTS, node, max_size=2), max_leaves=4
)


def _places(tree: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Give the path of every node below a tree."""
    children: list[tuple[Any, Any]] = []
    if isinstance(tree, dict):
        children = list(tree.items())
    elif isinstance(tree, list):
        children = list(enumerate(tree))
    return [place for key, child in children for place in [(*path, key), *_places(child, (*path, key))]]


ALL_PLACES = {kind: _places(kind().trees) for kind in (SignedSet, RegionSet)}


def _mutate(trees: Any, places: list[tuple[Any, ...]], data: st.DataObject) -> None:
    place = data.draw(st.sampled_from(places))
    parent = trees
    try:
        for key in place[:-1]:
            parent = parent[key]
        if isinstance(parent, dict) and not isinstance(place[-1], str):
            return  # an earlier move has put an object where the list was, and its keys are texts
        move = data.draw(st.sampled_from(["set", "drop", "add"]))
        if move == "set":
            parent[place[-1]] = data.draw(NODES)
        elif move == "drop":
            del parent[place[-1]]
        elif isinstance(parent, dict):
            parent[data.draw(TEXTS | st.text(max_size=3))] = data.draw(NODES)
        else:
            parent.append(copy.deepcopy(data.draw(st.sampled_from(parent)) if parent else None))
    except (KeyError, IndexError, TypeError, AttributeError):
        return  # an earlier move has taken that place away


@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(data=st.data())
def test_ours_accepts_nothing_that_python_tuf_refuses(data: st.DataObject, tmp_path: Path) -> None:
    kind = data.draw(st.sampled_from([SignedSet, RegionSet]))
    spoilt = kind()
    spoilt.trees = json.loads(json.dumps(spoilt.trees))
    for _ in range(data.draw(st.integers(0, 3))):
        _mutate(spoilt.trees, ALL_PLACES[kind], data)
    for role in ROLES:
        names = [*spoilt.names["root"], *spoilt.names[role], "eve-1"]
        if data.draw(st.integers(0, 9)) == 0:
            spoilt.signers[role] = data.draw(st.lists(st.sampled_from(names), max_size=4, unique=True))
    if not all(isinstance(spoilt.trees.get(role), dict) for role in ROLES):
        return
    root = spoilt.write(tmp_path)

    try:
        ours = verify_installed(tmp_path, trusted_root=root)
    except UntrustedContentError as refused:
        event(refused.code)
        return
    event("accepted")
    tufs = judge_with_tuf(tmp_path, trusted_root=root)
    assert (ours.version, ours.length, ours.sha256, ours.development) == (
        tufs.version,
        tufs.length,
        tufs.sha256,
        tufs.development,
    )
