"""What the tests of the store share."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.store import hand_made

from guide_app.core.places import snapshot_folder
from guide_app.store.snapshot import Snapshot
from guide_app.updates.trust import carried_root, verify_installed


@pytest.fixture(scope="session")
def real(bundle: Path) -> Iterator[Snapshot]:
    """Give the real snapshot, verified and open for reading."""
    folder = snapshot_folder(bundle)
    with Snapshot.open(verify_installed(folder, trusted_root=carried_root(folder))) as opened:
        yield opened


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Snapshot]:
    """Give the hand-made stock, open for reading."""
    with hand_made.open_stock(tmp_path_factory.mktemp("hand-made")) as opened:
        yield opened
