"""What the tests of the store share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from tests.store import hand_made

from guide_app.store.snapshot import Snapshot


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Snapshot]:
    """Give the hand-made stock, open for reading."""
    with hand_made.open_stock(tmp_path_factory.mktemp("hand-made")) as opened:
        yield opened
