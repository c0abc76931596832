"""Packs: what was packed comes out, whatever the edits; what was tampered with does not, and says so in one word."""

from __future__ import annotations

import hashlib
import json
import random
from collections.abc import Callable, Mapping
from typing import Any

import pytest
from tests.store import hand_made

from guide_app.core.errors import UpdateError
from guide_app.publisher.releasing.packing import QUICK_SETTINGS, make_changes, make_deltas, make_full
from guide_app.store.rows import CanonicalRow
from guide_app.store.shards import cut_into_shards, plan_layout
from guide_app.updates import zstd
from guide_app.updates.packs import (
    Piece,
    apply_changes,
    apply_delta,
    check_file,
    decode_full,
    encode_full,
    encode_pack,
)
from guide_app.updates.release import Measure, Release, read_release

LARGEST = 2_000
REGIONS = {"lands": ["de-c", "de-z"]}
NOTHING = Measure(0, hashlib.sha256(b"").hexdigest())


def described(shards: Mapping[str, bytes], regions: Mapping[str, Any] = REGIONS) -> Release:
    """Describe shards as the editors' signature would."""
    custom = {
        "shards": {name: list(measure(content)) for name, content in shards.items()},
        "rows": [sum(map(len, shards.values())), "0" * 64],
        "pack": [1, "0" * 64],
        "regions": {region: {"ids": ids} for region, ids in regions.items()},
    }
    release = read_release(json.loads(json.dumps(custom)))
    assert release is not None
    return release


def measure(content: bytes) -> Measure:
    return Measure(len(content), hashlib.sha256(content).hexdigest())


def edited(rows: list[CanonicalRow], seed: int) -> list[CanonicalRow]:
    """Take some rows away, change the texts of some, add a few."""
    chance = random.Random(seed)
    kept = [row for row in rows if row[0] == "manifest" or chance.random() > 0.1]
    changed = [
        (table, tuple(value + " é" if isinstance(value, str) and i > 3 else value for i, value in enumerate(values)))
        if table == "services" and chance.random() < 0.3
        else (table, values)
        for table, values in kept
    ]
    return [*changed, *(hand_made.service(f"new-{seed}-{number}", "Ö", "N") for number in range(chance.randint(0, 3)))]


OLD = hand_made.stock()
NEW = edited(OLD, 1)
LAYOUT = plan_layout(NEW, REGIONS, LARGEST)
BEFORE, AFTER = cut_into_shards(OLD, LAYOUT), cut_into_shards(NEW, LAYOUT)
RELEASE = described(AFTER)
DELTA = dict(make_deltas({1: lambda: BEFORE}, AFTER, QUICK_SETTINGS))[1]
FULL = make_full(AFTER, QUICK_SETTINGS)
CHANGES = make_changes(BEFORE, AFTER)


def test_every_kind_of_pack_leads_to_the_signed_shards() -> None:
    assert decode_full(FULL, RELEASE) == AFTER
    assert decode_full(encode_full(AFTER), RELEASE) == AFTER
    assert decode_full(memoryview(FULL), RELEASE) == AFTER
    assert apply_delta(BEFORE, DELTA, RELEASE) == AFTER
    assert apply_changes(BEFORE, CHANGES, RELEASE) == AFTER
    assert apply_changes(AFTER, CHANGES, RELEASE) == AFTER
    assert len(DELTA) < len(CHANGES) < len(FULL)


def test_from_nothing_and_to_the_same() -> None:
    ((_, whole), (_, nothing)) = make_deltas({1: dict, 2: lambda: AFTER}, AFTER, QUICK_SETTINGS)
    assert apply_delta({}, whole, RELEASE) == AFTER
    assert nothing == b"[]\n"
    assert apply_delta(AFTER, nothing, RELEASE) == AFTER


def test_a_list_of_changes_fits_every_release_in_between() -> None:
    stocks = [OLD]
    for seed in range(5):
        stocks.append(edited(stocks[-1], seed))
    layout = plan_layout(stocks[-1], {}, LARGEST)
    shards = [cut_into_shards(stock, layout) for stock in stocks]
    release = described(shards[-1], {})
    changes = make_changes(shards[0], shards[-1], shards[1:-1])
    for base in shards:
        assert apply_changes(base, changes, release) == shards[-1]


def test_a_base_that_is_not_the_one_is_refused() -> None:
    other = cut_into_shards(edited(OLD, 7), LAYOUT)
    for apply, pack in ((apply_delta, DELTA), (apply_changes, CHANGES)):
        with pytest.raises(UpdateError) as caught:
            apply(other, pack, RELEASE)
        assert caught.value.code in {"wrong_hash", "pack", "too_long"}
    with pytest.raises(UpdateError) as caught:
        apply_delta(BEFORE, b"[]\n", RELEASE)
    assert caught.value.code == "wrong_hash"


def test_every_bit_turned_and_every_shorter_length_is_refused_or_harmless() -> None:
    small = cut_into_shards(hand_made.manifest(), LAYOUT)
    old = {**small, "common": small["common"].replace(b"2026", b"2025")}
    release = described(small)
    delta = dict(make_deltas({1: lambda: old}, small, QUICK_SETTINGS))[1]
    full, changes = make_full(small, QUICK_SETTINGS), make_changes(old, small)
    ways: list[tuple[bytes, Callable[[bytes], dict[str, bytes]]]] = [
        (full, lambda data: decode_full(data, release)),
        (delta, lambda data: apply_delta(old, data, release)),
        (changes, lambda data: apply_changes(old, data, release)),
    ]
    for good, use in ways:
        assert use(good) == small
        for place in range(len(good)):
            bad = [good[:place], good[:place] + good[place + 1 :]]
            bad += [good[:place] + bytes([good[place] ^ 1 << bit]) + good[place + 1 :] for bit in range(8)]
            for data in bad:
                try:
                    assert use(data) == small
                except UpdateError as error:
                    assert error.code in {"pack", "too_long", "wrong_hash"}  # noqa: PT017 - both endings are good
        with pytest.raises(UpdateError):
            use(good + b"\0")


@pytest.mark.parametrize(
    "head",
    [
        b"",
        b"[]",
        b"{}\n",
        b"[[1]]\n0",
        b'[["common",1]]\n0',
        b'[[true,"common"]]\n0',
        b'[[0,"common"]]\n',
        b'[[-1,"common"]]\n0',
        b'[[9,"common"]]\n0',
        b'[[1,"nowhere"]]\n0',
        b'[[1,"common"],[1,"common"]]\n00',
        b'[[2,"common","common"]]\n00',
        b"[" * 100_000 + b"\n",
        b"[[1e999]]\n0",
        b"\xff\n",
        b" " * 200_000 + b"\n",
    ],
)
def test_a_head_that_names_no_pieces_is_refused(head: bytes) -> None:
    for use in (decode_full, lambda data, release: apply_delta(BEFORE, data, release)):
        with pytest.raises(UpdateError) as caught:
            use(head, RELEASE)
        assert caught.value.code in {"pack", "wrong_hash"}


def test_a_bomb_is_stopped_at_the_signed_length() -> None:
    bomb = zstd.compress(bytes(50_000_000), {100: 3})
    assert len(bomb) < 5_000
    with pytest.raises(UpdateError) as caught:
        decode_full(encode_pack([Piece(("common",), bomb)]), RELEASE)
    assert caught.value.code == "too_long"
    with pytest.raises(UpdateError) as caught:
        apply_changes(BEFORE, bomb, RELEASE)
    assert caught.value.code == "too_long"


def test_a_frame_that_asks_for_too_much_memory_is_refused() -> None:
    wide = zstd.compress(random.Random(1).randbytes(1000) * 40_000, {100: 1, 101: 27})
    with pytest.raises(UpdateError) as caught:
        zstd.decompress(wide, 1 << 30)
    assert caught.value.code == "pack"


@pytest.mark.parametrize(
    "line",
    [
        '["-","services"]',
        '["-","services",1]',
        '["-","services","a","b"]',
        '["-","nothing","a"]',
        '["-","contacts","a",true]',
        '["-","names","a","b",null]',
        '["-",[],"a"]',
        '["services","a"]',
        "[]",
        "nothing",
    ],
)
def test_a_list_of_changes_holds_rows_and_keys_only(line: str) -> None:
    with pytest.raises(UpdateError) as caught:
        apply_changes(BEFORE, zstd.compress(f"{line}\n".encode(), {100: 3}), RELEASE)
    assert caught.value.code == "pack"


def test_a_file_is_what_was_signed_for_or_refused() -> None:
    check_file(DELTA, measure(DELTA))
    for data in (DELTA[:-1], DELTA + b"0", b"", DELTA[:-1] + bytes([DELTA[-1] ^ 1])):
        with pytest.raises(UpdateError) as caught:
            check_file(data, measure(DELTA))
        assert caught.value.code == "wrong_hash"


GOOD: dict[str, Any] = {
    "shards": {"common": [5, "a" * 64], "services": [0, NOTHING.sha256]},
    "rows": [5, "b" * 64],
    "pack": [9, "c" * 64],
    "deltas": {"7": [3, "d" * 64]},
    "changes": {"since": 2, "length": 4, "sha256": "e" * 64},
    "regions": {},
}


def test_a_release_is_described() -> None:
    release = read_release(GOOD)
    assert release is not None
    assert release.pack_path == f"packs/{'c' * 64}.full"
    assert release.delta_path(7) == f"packs/{'d' * 64}.from-7"
    assert release.changes_path == f"packs/{'e' * 64}.since-2"
    assert release.shards["services"] == NOTHING
    assert read_release({"development": True}) is None


@pytest.mark.parametrize(
    "change",
    [
        {"shards": {}},
        {"shards": []},
        {"shards": {"nowhere": [5, "a" * 64]}},
        {"shards": {"common": [4, "a" * 64]}},
        {"shards": {"common": [5, "A" * 64]}},
        {"shards": {"common": [5, "a" * 64, 1]}},
        {"shards": {"common": [True, "a" * 64]}},
        {"shards": {"common": [-5, "a" * 64]}},
        {"shards": {"common": ["5", "a" * 64]}},
        {"shards": {"common": [5, "a" * 64], "region-poland": [0, "a" * 64]}},
        {"rows": None},
        {"pack": [1]},
        {"deltas": {"0": [3, "d" * 64]}},
        {"deltas": {"x": [3, "d" * 64]}},
        {"deltas": {str(number): [3, "d" * 64] for number in range(1, 28)}},
        {"changes": {"since": 0, "length": 4, "sha256": "e" * 64}},
        {"changes": {"since": 1, "length": 4}},
        {"changes": []},
        {"regions": {"poland": {"ids": ["pl-"]}}},
        {"regions": {"poland": {"ids": "pl-"}}},
        {"regions": {"poland": {}}},
        {"regions": []},
    ],
)
def test_a_description_of_another_form_is_refused(change: dict[str, Any]) -> None:
    with pytest.raises(UpdateError) as caught:
        read_release(GOOD | change)
    assert caught.value.code == "form"
