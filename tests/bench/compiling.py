"""How long the editors' compile takes and how much memory at its peak, and a large bundle to type in."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from tests.bench.search_bench import rows_of
from tests.bench.stock import multiply_rows

from guide_app.core.places import (
    BUNDLE,
    METADATA_NAME,
    SNAPSHOT_NAME,
    fonts_folder,
    locale_folder,
    snapshot_folder,
)
from guide_app.publisher.building import DEVELOPMENT_KEYS
from guide_app.publisher.signing import sign_snapshot
from guide_app.store.builder import build_snapshot

ROOT = Path(__file__).resolve().parents[2]


class Compile(NamedTuple):
    """One run of `guide-publisher compile`, checks included."""

    seconds: float
    peak_mb: float
    megabytes: float
    """Of the snapshot it made."""


def measure_compile(data: Path, out: Path) -> Compile:
    """Validate and compile a folder of sources in a process of its own."""
    command = [sys.executable, "-m", "guide_app.publisher", "compile", "--data", str(data), "--out", str(out)]
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    said = process.stderr.read() if process.stderr else b""
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.stderr:
        process.stderr.close()
    if process.returncode != 0:
        raise RuntimeError(said.decode()[-2000:])
    return Compile(seconds, usage.ru_maxrss / 1024, out.stat().st_size / 1e6)


def build_large_bundle(folder: Path, services: int) -> Path:
    """Make a signed bundle of many services from the real one; catalogues and fonts are the real ones."""
    bundle = folder / "bundle"
    snapshot = snapshot_folder(bundle)
    snapshot.mkdir(parents=True)
    locale_folder(bundle).symlink_to(locale_folder(BUNDLE))
    fonts_folder(bundle).symlink_to(fonts_folder(BUNDLE))
    real = snapshot_folder(BUNDLE) / SNAPSHOT_NAME
    build_snapshot(multiply_rows(rows_of(real), services), snapshot / SNAPSHOT_NAME)
    sign_snapshot(
        snapshot / SNAPSHOT_NAME,
        ROOT / DEVELOPMENT_KEYS,
        snapshot / METADATA_NAME,
        development=True,
        version=1,
        now=datetime.now(UTC),
    )
    return bundle
