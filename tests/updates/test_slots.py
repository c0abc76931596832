"""A slot says one thing or nothing, and a start takes the newest that is good."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.updates.kept_versions import content_of, root, version_in, write_version

from guide_app.core.errors import UntrustedContentError
from guide_app.updates.installing.slots import LENGTH, NAMES, Slot, decode, encode, read_slots
from guide_app.updates.kept import newest_first, open_newest
from guide_app.updates.trust import open_first_trusted

GOOD = Slot(7, "123-0a1b2c3d")


def test_a_slot_comes_back_as_it_was() -> None:
    assert len(encode(GOOD)) == LENGTH
    assert decode(encode(GOOD)) == GOOD


@given(st.integers(0, LENGTH - 1), st.binary(min_size=1, max_size=8))
def test_a_changed_slot_says_nothing(place: int, change: bytes) -> None:
    content = encode(GOOD)
    changed = content[:place] + change + content[place + len(change) :]
    assert decode(changed) == (GOOD if changed == content else None)


@given(st.integers(0, LENGTH), st.integers(1, 99))
def test_a_slot_half_written_over_says_the_old_or_nothing(cut: int, number: int) -> None:
    new = Slot(number, "124-ffffffff")
    torn = encode(new)[:cut] + encode(GOOD)[cut:]
    assert decode(torn) in {None, GOOD, new}


@pytest.mark.parametrize(
    "slot", [Slot(0, "1-a"), Slot(-1, "1-a"), Slot(1, "../1-a"), Slot(1, ".."), Slot(1, "a-1"), Slot(1, "1/a")]
)
def test_a_slot_never_leads_elsewhere(slot: Slot) -> None:
    assert decode(encode(slot)) is None


@pytest.mark.parametrize("content", [b"", b"\0" * LENGTH, b" " * LENGTH, "ä".encode() * 256, b"guide-slot 1 1-a x\n"])
def test_what_is_no_slot_says_nothing(content: bytes) -> None:
    assert decode(content) is None


def test_no_state_is_as_good_as_any(tmp_path: Path) -> None:
    assert read_slots(tmp_path / "nowhere") == {}
    own = tmp_path / "own"
    assert newest_first([own], [tmp_path / "nowhere", tmp_path]) == (own,)


def test_a_pipe_or_a_folder_in_the_place_of_a_slot_holds_nothing_up(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / NAMES[0])
    (tmp_path / NAMES[1]).mkdir()
    assert read_slots(tmp_path) == {}


def own_copy(folder: Path, version: int) -> Path:
    for name, content in content_of(version).items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    return folder


def test_the_newest_of_all_places_is_opened(tmp_path: Path) -> None:
    own = own_copy(tmp_path / "own", 3)
    home, stick = tmp_path / "home", tmp_path / "stick"
    assert open_newest(own, [stick, home]).version == 3
    write_version(home, 5)
    assert open_newest(own, [stick, home]).version == 5
    write_version(stick, 6)
    assert open_newest(own, [stick, home]).version == 6
    write_version(home, 7)
    assert open_newest(own, [stick, home]).version == 7


def test_a_newer_program_counts_for_more_than_an_older_kept_update(tmp_path: Path) -> None:
    write_version(tmp_path / "home", 5)
    own = own_copy(tmp_path / "own", 9)
    assert open_newest(own, [tmp_path / "home"]).version == 9


def test_what_was_tampered_with_gives_way_to_the_one_before_and_then_to_the_own_copy(tmp_path: Path) -> None:
    own, state = own_copy(tmp_path / "own", 1), tmp_path / "state"
    older, newer = write_version(state, 4), write_version(state, 5)
    (newer / "guide.sqlite").write_bytes(content_of(6)["guide.sqlite"])
    start = open_first_trusted(newest_first([own], [state]), root())
    assert start.verified is not None
    assert start.verified.version == 4
    assert [refusal.code for refusal in start.refused] == ["hash"]
    (older / "metadata" / "timestamp.json").unlink()
    assert open_newest(own, [state]).version == 1


def test_a_whole_older_version_in_the_place_of_the_newer_is_no_harm(tmp_path: Path) -> None:
    """The folder's name says nothing: what counts is what it holds."""
    own, state = own_copy(tmp_path / "own", 3), tmp_path / "state"
    newer = write_version(state, 5)
    shutil.rmtree(newer)
    own_copy(newer, 2)
    assert open_newest(own, [state]).version == 3


def test_a_newer_version_that_was_lost_says_nothing(tmp_path: Path) -> None:
    own, state = own_copy(tmp_path / "own", 1), tmp_path / "state"
    write_version(state, 4)
    shutil.rmtree(write_version(state, 5))
    start = open_first_trusted(newest_first([own], [state]), root())
    assert start.verified is not None
    assert (start.verified.version, start.refused) == (4, ())


def test_without_anything_good_the_own_copys_fault_is_told(tmp_path: Path) -> None:
    own, state = own_copy(tmp_path / "own", 1), tmp_path / "state"
    write_version(state, 4)
    for path in tmp_path.rglob("guide.sqlite"):
        path.write_bytes(b"x")
    with pytest.raises(UntrustedContentError) as raised:
        open_newest(own, [state])
    assert raised.value.code == "length"


def test_a_version_whose_slot_is_tampered_with_can_be_written_again(tmp_path: Path) -> None:
    write_version(tmp_path, 4)
    newer = write_version(tmp_path, 5)
    (newer / "guide.sqlite").write_bytes(b"x")
    assert version_in(tmp_path) == 4
    write_version(tmp_path, 5)
    assert version_in(tmp_path) == 5
