"""What the tests of the publisher share."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from tests.publisher.publications import publish
from tests.publisher.servers import Ssh, ssh_server
from tests.publisher.small_stock import SmallStock

from guide_app.publisher.cli import main
from guide_app.publisher.keys import make_development_keys

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Give the command as a function: exit code, what it said, what it complained of."""

    def run_command(*words: object) -> tuple[int, str, str]:
        code = main([str(word) for word in words])
        said = capsys.readouterr()
        return code, said.out, said.err

    return run_command


@pytest.fixture
def stock() -> SmallStock:
    """Give a small, valid set of sources to bend."""
    return SmallStock()


@pytest.fixture
def today() -> date:
    """Give the day on which everything in the tests is judged."""
    return date(2026, 11, 23)


@pytest.fixture(scope="session")
def push_keys(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("push") / "keys"
    make_development_keys(folder, now=datetime.now(UTC))
    return folder


@pytest.fixture(scope="session")
def first(tmp_path_factory: pytest.TempPathFactory, push_keys: Path) -> Path:
    """Give a publication of version 1, to be read only."""
    folder = tmp_path_factory.mktemp("first") / "publish"
    publish(folder, push_keys, 1, now=datetime.now(UTC))
    return folder


@pytest.fixture(scope="session")
def second(tmp_path_factory: pytest.TempPathFactory, push_keys: Path, first: Path) -> Path:
    """Give the same publication a version later."""
    folder = tmp_path_factory.mktemp("second") / "publish"
    shutil.copytree(first, folder)
    publish(folder, push_keys, 2, now=datetime.now(UTC))
    return folder


@pytest.fixture(scope="session")
def ssh(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ssh]:
    with ssh_server(tmp_path_factory.mktemp("ssh")) as server:
        yield server
