"""Bytes changed at random and one by one: every change is refused, and nothing but our own error is raised."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.updates.region_set import RegionSet
from tests.updates.signed_set import ROLES

from guide_app.core.errors import UntrustedContentError
from guide_app.updates.chain import check_chain, load_root, next_root, peek_version
from guide_app.updates.trust import carried_root, verify_installed

GOOD = RegionSet().files()
GOOD_ROOT = load_root(GOOD["root"])
MASKS = (*(1 << bit for bit in range(8)), 0xFF)
"""Each bit alone, 0x20 among them, which turns small letters into capitals; and all of them."""


def _refused(changed: dict[str, bytes]) -> bool:
    """Judge in memory, as for the embedded copy: the root that is judged is the carried root too."""
    files = GOOD | changed
    try:
        root = load_root(files["root"]) if "root" in changed else GOOD_ROOT
        check_chain(root, timestamp=files["timestamp"], snapshot=files["snapshot"], targets=files["targets"])
    except UntrustedContentError:
        return True
    return False


def _installed_refused(folder: Path, root: bytes) -> bool:
    try:
        verify_installed(folder, trusted_root=root)
    except UntrustedContentError:
        return True
    return False


def _flipped(content: bytes, place: int, mask: int) -> bytes:
    return content[:place] + bytes([content[place] ^ mask]) + content[place + 1 :]


@pytest.mark.parametrize("role", ROLES)
def test_every_bit_of_the_metadata_counts(role: str) -> None:
    assert not _refused(GOOD)
    accepted = [
        (place, mask)
        for place in range(len(GOOD[role]))
        for mask in MASKS
        if not _refused({role: _flipped(GOOD[role], place, mask)})
    ]
    assert accepted == []


@pytest.fixture
def installed(tmp_path: Path) -> Path:
    RegionSet().write(tmp_path)
    return tmp_path


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("carried", [True, False], ids=["embedded", "installed"])
def test_bytes_of_metadata_files_count(role: str, carried: bool, installed: Path) -> None:
    """Change files on the disk: in the embedded copy the changed root is also the one that is carried."""
    chance = random.Random(role)
    path = installed / "metadata" / f"{role}.json"
    accepted = []
    for place in range(0, len(GOOD[role]), 7):
        path.write_bytes(_flipped(GOOD[role], place, chance.randrange(1, 256)))
        if not _installed_refused(installed, carried_root(installed) if carried else GOOD["root"]):
            accepted.append(place)
    assert accepted == []
    path.write_bytes(GOOD[role])
    assert not _installed_refused(installed, GOOD["root"])


@pytest.mark.parametrize("role", ROLES)
def test_no_part_of_the_metadata_is_enough(role: str) -> None:
    accepted = [length for length in range(len(GOOD[role])) if not _refused({role: GOOD[role][:length]})]
    assert accepted == []


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("more", [b"\n", b" ", b"\0", b"}", b"{}", b"\xef\xbb\xbf", b"\r\n\r\n"])
def test_nothing_may_be_added(role: str, more: bytes) -> None:
    assert _refused({role: GOOD[role] + more})
    assert _refused({role: more + GOOD[role]})


@given(place=st.integers(0, 4000), junk=st.binary(min_size=1, max_size=40), role=st.sampled_from(ROLES))
def test_bytes_put_in(place: int, junk: bytes, role: str) -> None:
    content = GOOD[role]
    assert _refused({role: content[:place] + junk + content[place:]})


@given(start=st.integers(0, 4000), length=st.integers(1, 400), role=st.sampled_from(ROLES))
def test_bytes_left_out(start: int, length: int, role: str) -> None:
    content = GOOD[role]
    start %= len(content)
    assert _refused({role: content[:start] + content[start + length :]})


@settings(max_examples=200)
@given(content=st.binary(max_size=200) | st.text(max_size=100).map(lambda text: text.encode("utf-8", "surrogatepass")))
def test_any_bytes_are_refused_with_our_own_error(content: bytes) -> None:
    for role in ROLES:
        assert _refused({role: content})
    with pytest.raises(UntrustedContentError):
        next_root(GOOD_ROOT, content)
    with pytest.raises(UntrustedContentError):
        peek_version(content, "root")


def _files_of(folder: Path) -> dict[str, bytes]:
    return {role: (folder / "metadata" / f"{role}.json").read_bytes() for role in ROLES}


def test_every_byte_of_the_real_metadata_counts(bundle: Path) -> None:
    files, chance = _files_of(bundle / "snapshot"), random.Random(5)
    assert not _refused(files)
    accepted = [
        (role, place)
        for role, content in files.items()
        for place in range(len(content))
        if not _refused(files | {role: _flipped(content, place, chance.randrange(1, 256))})
    ]
    assert accepted == []


def test_two_thousand_flips_in_the_real_snapshot(bundle: Path, tmp_path: Path) -> None:
    copy = tmp_path / "snapshot"
    shutil.copytree(bundle / "snapshot", copy)
    root = carried_root(copy)
    assert not _installed_refused(copy, root)

    accepted = _flip_and_judge(copy, root, 2000, random.Random(4))

    assert accepted == []
    assert not _installed_refused(copy, root)


def _flip_and_judge(folder: Path, root: bytes, times: int, chance: random.Random) -> list[int]:
    """Flip one random byte of `guide.sqlite` at a time, judge, and put it back; give the places that passed."""
    accepted = []
    with (folder / "guide.sqlite").open("r+b", buffering=0) as file:
        length = file.seek(0, 2)
        for _ in range(times):
            place = chance.randrange(length)
            file.seek(place)
            byte = file.read(1)[0]
            file.seek(place)
            file.write(bytes([byte ^ chance.randrange(1, 256)]))
            if not _installed_refused(folder, root):
                accepted.append(place)
            file.seek(place)
            file.write(bytes([byte]))
    return accepted
