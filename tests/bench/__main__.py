"""`make bench`: measure everything and write docs/benchmarks.md. Takes about forty minutes; leave the machine alone."""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from tests.bench import guides, leaving, report
from tests.bench.compiling import ROOT, build_large_bundle, measure_compile
from tests.bench.large_sources import multiply_sources
from tests.bench.screen import Screen
from tests.bench.windows import (
    EMPTY,
    GUIDE,
    Subject,
    find_peers,
    measure_starts,
    measure_typing,
)

from guide_app.core.places import BUNDLE

PAGE = ROOT / "docs" / "benchmarks.md"


def main() -> int:
    """Measure part by part; each part is a paragraph of the page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=9)
    parser.add_argument("--leavings", type=int, default=200, help="for each way and load")
    parser.add_argument("--services", type=int, default=50_000)
    parser.add_argument("--out", type=Path, default=PAGE)
    arguments = parser.parse_args()
    page = report.HEAD + report.machine() + "\n"
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        page += _windows(place, arguments.runs, arguments.leavings, arguments.services)
        page += report.search_page(_search(arguments.services))
        page += _compiles(place, arguments.services)
    arguments.out.write_text(page, encoding="utf-8")
    print(page)
    return 0


def _windows(place: Path, runs: int, leavings: int, services: int) -> str:
    home = place / "home"
    home.mkdir()
    peers, absent = find_peers()
    subjects = [Subject("an empty PySide6 window", EMPTY), Subject("**Guide**", GUIDE, begin="Return"), *peers]
    with Screen() as screen:
        text = report.start_page(measure_starts(screen, subjects, runs, home), subjects, absent)
        text += leaving.page(leaving.measure_all(screen, leavings, leavings // 10))
        large = build_large_bundle(place, services)
        typed = {
            "the real services": measure_typing(screen, BUNDLE),
            f"{services} services": measure_typing(screen, large),
        }
        return text + report.typing_page(typed) + guides.page(guides.measure(screen))


def _search(services: int) -> dict[str, Any]:
    command = [sys.executable, "-m", "tests.bench.search_bench", "--services", str(services)]
    found: dict[str, Any] = json.loads(subprocess.run(command, check=False, capture_output=True, cwd=ROOT).stdout)
    return found


def _compiles(place: Path, services: int) -> str:
    real = measure_compile(ROOT / "data", place / "real.sqlite")
    multiply_sources(ROOT / "data", place / "data", services)
    return report.compile_page(real, measure_compile(place / "data", place / "large.sqlite"), services)


if __name__ == "__main__":
    sys.exit(main())
