"""What holds for every test: no screen, no network, no stray word in a log."""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings
from tests.house.bundle import built_bundle

os.environ["QT_QPA_PLATFORM"] = "offscreen"

settings.register_profile("house", deadline=None, database=None)
settings.register_profile("soak", deadline=None, database=None, max_examples=2000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "house"))

_THIS_MACHINE = frozenset({"127.0.0.1", "::1", "localhost", ""})


def _refuse_the_internet(event: str, arguments: tuple[object, ...]) -> None:
    """Stop a test that reaches beyond this machine; an audit hook cannot be taken off again."""
    if event == "socket.connect":
        address = arguments[1]
        if isinstance(address, tuple) and address[0] not in _THIS_MACHINE:
            msg = f"a test tried to reach {address!r}"
            raise PermissionError(msg)
    elif event == "socket.getaddrinfo" and arguments[0] not in _THIS_MACHINE | {None}:
        msg = f"a test tried to look up {arguments[0]!r}"
        raise PermissionError(msg)


sys.addaudithook(_refuse_the_internet)


class _StrayRecords(logging.Handler):
    """Collects what nobody meant to say."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.records: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append(f"{record.levelname} {record.name}: {record.getMessage()}")


@pytest.fixture(autouse=True)
def no_stray_log(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fail a test that lets a warning or worse into the log; one that asks for `caplog` reads it itself.

    Qt's own messages are watched by pytest-qt (`qt_log_level_fail` in pyproject.toml).
    """
    if "caplog" in request.fixturenames:
        yield
        return
    stray = _StrayRecords()
    logging.getLogger().addHandler(stray)
    try:
        yield
    finally:
        logging.getLogger().removeHandler(stray)
    assert not stray.records, f"stray log lines: {stray.records}"


@pytest.fixture(scope="session")
def bundle(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the real bundle: signed snapshot, catalogues, fonts. Read it, never write into it."""
    return built_bundle(tmp_path_factory)
