"""Atomic writing: the old bytes or the new ones, and nothing left beside."""

from __future__ import annotations

import os
from pathlib import Path
from unittest.mock import patch

import pytest

from guide_app.core.files import write_atomically


def test_content_is_replaced_and_nothing_is_left_beside(tmp_path: Path) -> None:
    target = tmp_path / "a.json"
    write_atomically(target, b"one")
    write_atomically(target, b"two")
    assert target.read_bytes() == b"two"
    assert list(tmp_path.iterdir()) == [target]


def test_a_full_disk_leaves_the_old_content(tmp_path: Path) -> None:
    target = tmp_path / "a.json"
    target.write_bytes(b"old")
    with (
        patch.object(os, "fsync", side_effect=OSError(28, "No space left on device")),
        pytest.raises(OSError, match="28"),
    ):
        write_atomically(target, b"new")
    assert target.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [target]
