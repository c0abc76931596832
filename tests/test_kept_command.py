"""The commands answer from a kept update where there is one that is good."""

from __future__ import annotations

import json
import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from tests.store import hand_made

from guide_app import commands
from guide_app.publisher.keys import make_development_keys
from guide_app.publisher.signing import sign_snapshot
from guide_app.updates.installing.keeping import keep

NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)


def signed(folder: Path, keys: Path, version: int) -> Path:
    """Sign the hand-made stock as a version."""
    folder.mkdir(parents=True)
    path = hand_made.build(folder, hand_made.stock()).path
    now = NOW + timedelta(days=version)
    sign_snapshot(path, keys, folder / "metadata", development=True, version=version, now=now)
    return folder


def answer(bundle: Path, capsys: pytest.CaptureFixture[str], *arguments: str) -> Any:
    assert commands.main([*arguments, "--json"], bundle=bundle) == 0
    return json.loads(capsys.readouterr().out)


def test_a_kept_update_is_what_the_commands_answer_from(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "home"))
    keys, bundle = tmp_path / "keys", tmp_path / "bundle"
    make_development_keys(keys, now=NOW)
    own, newer = signed(bundle / "snapshot", keys, 1), signed(tmp_path / "newer", keys, 2)
    content = {path.relative_to(newer).as_posix(): path.read_bytes() for path in newer.rglob("*") if path.is_file()}
    (tmp_path / "home").mkdir()
    folder = keep(tmp_path / "home" / "guide", (2, "0" * 64), content, bool, is_good=bool)
    shutil.rmtree(newer)
    verdict = answer(bundle, capsys, "verify")
    assert (verdict["trusted"], verdict["version"], verdict["folder"]) == (True, 2, str(folder))
    (own / "guide.sqlite").write_bytes(b"gone")
    assert answer(bundle, capsys, "find", "larkspur")[0]["id"] == "us-larkspur"


def test_a_kept_update_that_is_not_good_gives_way(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "home"))
    keys, bundle = tmp_path / "keys", tmp_path / "bundle"
    make_development_keys(keys, now=NOW)
    own, newer = signed(bundle / "snapshot", keys, 1), signed(tmp_path / "newer", keys, 2)
    content = {path.relative_to(newer).as_posix(): path.read_bytes() for path in newer.rglob("*") if path.is_file()}
    folder = keep(bundle / "updates", (2, "0" * 64), content | {"guide.sqlite": b"else"}, bool, is_good=bool)
    verdict = answer(bundle, capsys, "verify")
    assert (verdict["version"], verdict["folder"]) == (1, str(own))
    assert verdict["refused"] == [{"folder": str(folder), "code": "length"}]
    assert commands.main(["verify"], bundle=bundle) == 0
    assert "is not opened" in capsys.readouterr().out
