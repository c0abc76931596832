"""The same sources make the same bytes: in another folder, time, order, zone, locale and seed of hashes."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from tests.publisher.small_stock import SmallStock

ROOT = Path(__file__).resolve().parents[2]
# The clock of the other run stands seventy years ahead.
COMPILE = """
import sys, time
from pathlib import Path
time.time = lambda: float(sys.argv[3])
from guide_app.publisher.compiling.snapshot import compile_sources
from guide_app.publisher.sources import load_sources
out = Path(sys.argv[2])
compile_sources(load_sources(Path(sys.argv[1])), out, rows_path=out.with_suffix(".rows"))
"""
HERE = {"PYTHONHASHSEED": "0", "TZ": "UTC", "LC_ALL": "C.UTF-8"}
ELSEWHERE = {"PYTHONHASHSEED": "4242", "TZ": "Pacific/Chatham", "LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR.UTF-8"}


def compile_in(folder: Path, data: Path, world: dict[str, str], moment: float) -> tuple[bytes, bytes]:
    folder.mkdir(parents=True)
    out = folder / "guide.sqlite"
    environment = os.environ | world | {"PYTHONPATH": str(ROOT / "src")}
    command = [sys.executable, "-c", COMPILE, str(data), str(out), str(moment)]
    subprocess.run(command, check=True, env=environment, cwd=folder, capture_output=True)
    return out.read_bytes(), out.with_suffix(".rows").read_bytes()


def copy_backwards(data: Path, folder: Path) -> Path:
    """Copy a tree file by file in the opposite order, with other dates."""
    for number, path in enumerate(sorted((path for path in data.rglob("*") if path.is_file()), reverse=True)):
        copy = folder / path.relative_to(data)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, copy)
        os.utime(copy, (number, number))
    return folder


@pytest.mark.parametrize("stock_name", ["small", "real"])
def test_the_same_sources_make_the_same_bytes(stock_name: str, stock: SmallStock, tmp_path: Path) -> None:
    data = ROOT / "data" if stock_name == "real" else stock.write(tmp_path / "data")
    other = copy_backwards(data, tmp_path / "another folder" / "with blanks" / "dätä")
    here = compile_in(tmp_path / "one", data, HERE, 1_800_000_000.0)
    elsewhere = compile_in(tmp_path / "two" / "deeper", other, ELSEWHERE, 4_000_000_000.0)
    assert here[1] == elsewhere[1]
    assert here[0] == elsewhere[0]


def test_a_changed_value_makes_other_bytes(stock: SmallStock, tmp_path: Path) -> None:
    before = compile_in(tmp_path / "one", stock.write(tmp_path / "data"), HERE, 1.8e9)
    stock.line["contacts"][1]["value"] = "+39800110611"
    after = compile_in(tmp_path / "two", stock.write(tmp_path / "data"), HERE, 1.8e9)
    assert before[0] != after[0]
    changed = set(before[1].splitlines()) ^ set(after[1].splitlines())
    assert len(changed) == 2
