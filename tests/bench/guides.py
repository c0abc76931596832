"""How long a guide takes to open, what finding guides adds to a key, and what they add to the snapshot.

A part of `make bench`; `python -m tests.bench.guides` by itself.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Final, NamedTuple

from tests.bench.report import bar
from tests.bench.screen import Screen
from tests.bench.search_bench import TIMES, keystrokes, rows_of, vouch
from tests.bench.windows import percentile

from guide_app.core.places import BUNDLE, SNAPSHOT_NAME, snapshot_folder
from guide_app.store.builder import build_snapshot
from guide_app.store.guide_search import guides_beside
from guide_app.store.search import search
from guide_app.store.snapshot import Snapshot

ROOT: Final = Path(__file__).resolve().parents[2]
OPEN_MS: Final = 50.0
KEY_MS: Final = 1.0
LARGEST_MB: Final = 6.0
_ROUNDS: Final = 4


class Found(NamedTuple):
    """What was measured."""

    wall_ms: tuple[float, ...]
    """From the wish to the painted page, of each opening; the very first makes the page too."""
    cpu_ms: tuple[float, ...]
    key_ms: tuple[float, ...]
    """What finding guides takes of the processor for each key of each query, beside finding services."""
    megabytes: float
    """What guides add to the snapshot."""


def measure(screen: Screen) -> Found:
    """Measure all of it."""
    command = [sys.executable, "-m", "tests.bench.guides_subject", str(_ROUNDS)]
    environment = {**os.environ, "DISPLAY": screen.name, "QT_QPA_PLATFORM": "xcb"}
    done = subprocess.run(command, cwd=ROOT, env=environment, check=True, stdout=subprocess.PIPE)
    told = json.loads(done.stdout)
    return Found(tuple(told["wall_ms"]), tuple(told["cpu_ms"]), _keys(), _megabytes())


def _keys() -> tuple[float, ...]:
    taken = []
    with Snapshot.open(vouch(snapshot_folder(BUNDLE) / SNAPSHOT_NAME)) as snapshot:
        for query in keystrokes():
            found, times = search(snapshot, query), []
            for _ in range(TIMES):
                begun = time.thread_time()
                guides_beside(snapshot, query, found)
                times.append((time.thread_time() - begun) * 1000)
            taken.append(statistics.median(times))
    return tuple(taken)


def _megabytes() -> float:
    rows = list(rows_of(snapshot_folder(BUNDLE) / SNAPSHOT_NAME))
    sizes: list[int] = []
    with tempfile.TemporaryDirectory() as folder:
        for kept in (rows, [row for row in rows if not row[0].startswith("guide")]):
            path = Path(folder) / f"{len(sizes)}.sqlite"
            build_snapshot(kept, path)
            sizes.append(path.stat().st_size)
    return (sizes[0] - sizes[1]) / 1e6


def page(found: Found) -> str:
    """Say how it went, beside the bars."""
    wall, key, size = percentile(found.wall_ms, 0.95), percentile(found.key_ms, 0.95), found.megabytes
    middle, worked, most = percentile(found.wall_ms, 0.5), percentile(found.cpu_ms, 0.5), percentile(found.cpu_ms, 0.95)
    return (
        "## Guides\n\nEvery guide opened from the first screen, in English and Arabic, in a real window.\n\n"
        f"- painted: median {middle:.0f} ms, {worked:.0f} ms of the processor (p95 {most:.0f});"
        f" the very first, with its page, {found.wall_ms[0]:.0f} ms\n"
        + bar(f"painted within {OPEN_MS:.0f} ms p95", f"{wall:.0f} ms", met=wall <= OPEN_MS)
        + bar(f"finding guides adds at most {KEY_MS:.0f} ms p95 to a key", f"{key:.2f} ms", met=key <= KEY_MS)
        + bar(f"at most {LARGEST_MB:.0f} MB of the snapshot", f"{size:.1f} MB", met=size <= LARGEST_MB)
        + "\n"
    )


def main() -> int:
    """Measure and print."""
    with Screen() as screen:
        print(page(measure(screen)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
