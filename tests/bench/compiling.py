"""How long the editors' compile takes and how much memory at its peak, and a large bundle to type in."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
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
    _, seconds, peak_mb = run_measured(command)
    return Compile(seconds, peak_mb, out.stat().st_size / 1e6)


def run_measured(command: Sequence[str]) -> tuple[bytes, float, float]:
    """Run a process to its end.

    Returns:
        What it said, the seconds it took, and the most memory it held, in MB.

    Raises:
        RuntimeError: it failed.
    """
    with tempfile.TemporaryFile() as said, tempfile.TemporaryFile() as complaints:
        start = time.perf_counter()
        process = subprocess.Popen(command, stdout=said, stderr=complaints, cwd=ROOT)
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        said.seek(0)
        complaints.seek(0)
        if process.returncode != 0:
            raise RuntimeError(complaints.read().decode()[-2000:])
        return said.read(), seconds, usage.ru_maxrss / 1024


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
