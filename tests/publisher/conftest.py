"""What the tests of the publisher share."""

from __future__ import annotations

from datetime import date

import pytest
from tests.publisher.small_stock import SmallStock


@pytest.fixture
def stock() -> SmallStock:
    """Give a small, valid set of sources to bend."""
    return SmallStock()


@pytest.fixture
def today() -> date:
    """Give the day on which everything in the tests is judged."""
    return date(2026, 11, 23)
