"""How well the breathing shape keeps its rhythm, and what it costs: the real program in a real window, for a while.

`python -m tests.bench.breathing`, ten minutes; `--seconds 60` for a glance. Each count of each phase has its moment on
the clock; measured is how much later the picture with it was drawn, and the processor time of the whole program.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Final, NamedTuple

from tests.bench.report import bar
from tests.bench.screen import Screen
from tests.bench.windows import percentile

ROOT: Final = Path(__file__).resolve().parents[2]
LATEST_MS: Final = 50
MOST_OF_A_CORE: Final = 5.0
FORMS: Final = ("moving", "still", "words")


class Found(NamedTuple):
    """What one form was measured to do."""

    form: str
    late_ms: tuple[float, ...]
    """Of each count, in order."""
    frames: int
    core_percent: float
    seconds: float


def measure(screen: Screen, form: str, seconds: float) -> Found:
    """Breathe for so long in a window of its own."""
    command = [sys.executable, "-m", "tests.bench.breathing_subject", form, str(seconds)]
    environment = {**os.environ, "DISPLAY": screen.name, "QT_QPA_PLATFORM": "xcb"}
    done = subprocess.run(command, cwd=ROOT, env=environment, check=True, stdout=subprocess.PIPE)
    told = json.loads(done.stdout)
    return Found(form, tuple(told["late"]), told["frames"], told["core"], told["seconds"])


def page(found: Found) -> str:
    """Say how it went, beside the bars."""
    late, most = found.late_ms, max(found.late_ms, default=0.0)
    return (
        f"{found.form}: {found.seconds:.0f} s, {len(late)} counts, {found.frames} pictures\n"
        f"  late: median {percentile(late, 0.5):.1f} ms, p99 {percentile(late, 0.99):.1f} ms\n"
        "  "
        + bar(f"each count within {LATEST_MS} ms", f"{most:.1f} ms at most", met=most <= LATEST_MS)
        + "  "
        + bar(
            f"under {MOST_OF_A_CORE:.0f} % of one core",
            f"{found.core_percent:.2f} %",
            met=found.core_percent < MOST_OF_A_CORE,
        )
    )


def main() -> int:
    """Measure every form, one after the other."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=600.0)
    parser.add_argument("--forms", nargs="*", default=FORMS, choices=FORMS)
    arguments = parser.parse_args()
    missed = 0
    with Screen() as screen:
        for form in arguments.forms:
            found = measure(screen, form, arguments.seconds)
            missed += max(found.late_ms, default=0.0) > LATEST_MS or found.core_percent >= MOST_OF_A_CORE
            print(page(found), flush=True)
    return min(missed, 1)


if __name__ == "__main__":
    sys.exit(main())
