"""Built in memory, a snapshot has the same bytes as on a disk."""

from __future__ import annotations

from pathlib import Path

import apsw
import pytest
from tests.store import hand_made

from guide_app.core.errors import SnapshotBuildError, SnapshotFormatError
from guide_app.store.builder import build_from_shards, image_from_shards
from guide_app.store.shards import cut_into_shards, plan_layout, rows_of


def test_the_real_guide_is_built_in_memory_byte_for_byte(bundle: Path) -> None:
    path = bundle / "snapshot" / "guide.sqlite"
    connection = apsw.Connection(f"{path.as_uri()}?immutable=1", flags=apsw.SQLITE_OPEN_READONLY | apsw.SQLITE_OPEN_URI)
    rows = list(rows_of(connection))
    connection.close()
    assert image_from_shards(cut_into_shards(rows, plan_layout(rows, {}))) == path.read_bytes()


def test_on_a_disk_and_in_memory_the_same_is_refused(tmp_path: Path) -> None:
    rows = hand_made.stock()
    shards = cut_into_shards(rows, plan_layout(rows, {}))
    orphan = {
        "services": b"\n".join([*shards["services"].splitlines(), b""]).replace(
            b'["services","us-hotline"', b'["services","us-hotlinf"'
        )
    }
    for wrong, error in ((shards | {"common": b""}, SnapshotFormatError), (shards | orphan, SnapshotBuildError)):
        with pytest.raises(error) as in_memory:
            image_from_shards(wrong)
        with pytest.raises(error) as on_disk:
            build_from_shards(wrong, tmp_path / "x.sqlite")
        assert str(in_memory.value) == str(on_disk.value)
    assert not list(tmp_path.iterdir())
