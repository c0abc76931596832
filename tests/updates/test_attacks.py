"""The tables of attacks before both judges: ours refuses all of them, python-tuf what the tables say."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.updates import (
    attacks_on_chain,
    attacks_on_fields,
    attacks_on_form,
    attacks_on_regions,
    attacks_on_roots,
    attacks_on_signatures,
)
from tests.updates.attack import Attack
from tests.updates.region_set import RegionSet
from tests.updates.signed_set import SignedSet

from guide_app.core.errors import UntrustedContentError
from guide_app.updates.judge import judge_with_tuf
from guide_app.updates.trust import verify_installed

TABLES = (
    attacks_on_signatures,
    attacks_on_form,
    attacks_on_fields,
    attacks_on_chain,
    attacks_on_roots,
    attacks_on_regions,
)
ATTACKS = tuple(attack for table in TABLES for attack in table.attacks())


def test_the_untouched_set_is_accepted_by_both(tmp_path: Path) -> None:
    root = SignedSet().write(tmp_path)

    ours, tufs = verify_installed(tmp_path, trusted_root=root), judge_with_tuf(tmp_path, trusted_root=root)

    assert (ours.version, ours.length, ours.sha256) == (tufs.version, tufs.length, tufs.sha256)
    assert ours.development
    assert tufs.development
    assert ours.path == tmp_path / "guide.sqlite"


def test_a_set_with_regions_is_accepted_by_both(tmp_path: Path) -> None:
    regional = RegionSet()
    regional.region_files()
    root = regional.write(tmp_path)

    assert verify_installed(tmp_path, trusted_root=root).version == 7
    assert judge_with_tuf(tmp_path, trusted_root=root).version == 7


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda attack: attack.name)
def test_refused(attack: Attack, tmp_path: Path) -> None:
    spoilt = SignedSet()
    attack.change(spoilt)
    root = spoilt.write(tmp_path)

    with pytest.raises(UntrustedContentError) as ours:
        verify_installed(tmp_path, trusted_root=root)

    assert ours.value.code == attack.code
    if attack.stricter:
        judge_with_tuf(tmp_path, trusted_root=root)
    else:
        with pytest.raises(UntrustedContentError):
            judge_with_tuf(tmp_path, trusted_root=root)
