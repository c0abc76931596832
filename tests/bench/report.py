"""Figures as a page: docs/benchmarks.md."""

from __future__ import annotations

import os
import platform
import statistics
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

from tests.bench.compiling import Compile
from tests.bench.screen import Memory, Start
from tests.bench.windows import Subject, Typing, median_start, percentile

HEAD = """# Measured

By `make bench`, which writes this page. Every bar of the project stands beside its figure, also where it is missed.

"""


def machine() -> str:
    """Say on what all this was measured."""
    processor = next(
        (row.split(":", 1)[1].strip() for row in _rows("/proc/cpuinfo") if row.startswith("model name")), "unknown"
    )
    system = next((row.split("=", 1)[1].strip('"') for row in _rows("/etc/os-release") if row.startswith("PRETTY")), "")
    memory = next((int(row.split()[1]) / 1e6 for row in _rows("/proc/meminfo") if row.startswith("MemTotal")), 0.0)
    packages = ", ".join(f"{name} {version(name)}" for name in ("PySide6-Essentials", "apsw", "cryptography", "tuf"))
    return (
        f"{datetime.now(UTC):%Y-%m-%d}; {os.cpu_count()} processors ({processor}), {memory:.0f} GB; {system}, "
        f"{platform.system()} {platform.release()}; Xvfb 1280 x 800; Python {platform.python_version()}, {packages}. "
        f"Load average when it began: {os.getloadavg()[0]:.1f}.\n"
    )


def start_page(taken: dict[str, list[Start]], subjects: Sequence[Subject], absent: Iterable[str]) -> str:
    """Compare starts; the first subject is the empty window, the second our program."""
    floor = median_start(taken[subjects[0].name])
    rows = []
    for subject in subjects:
        start = median_start(taken[subject.name])
        name = f"{subject.name} {subject.version}".strip()
        rows.append(
            f"{name} | {start.mapped_ms:.0f} | {start.painted_ms:.0f} | {start.painted_ms / floor.painted_ms:.2f} | "
            f"{start.usable_ms:.0f} | {_least(taken[subject.name]):.0f} | {start.usable_ms / floor.usable_ms:.2f} | "
            f"{start.memory_mb:.0f}"
        )
    ours = median_start(taken[subjects[1].name])
    ratio = ours.usable_ms / floor.usable_ms
    fastest = _least(taken[subjects[1].name]) / _least(taken[subjects[0].name])
    columns = "mapped, ms | painted, ms | x empty window | usable, ms | fastest | x empty window | memory, MB PSS"
    text = table(f"program | {columns}", rows)
    text += "".join(f"\n{line}." for line in absent)
    found = f"{ratio:.2f} x; of the fastest starts {fastest:.2f} x"
    return (
        f"## From start to the first screen\n\nMedians of {len(taken[subjects[0].name])} starts, in turns; ours is "
        "verified when it is painted. It shows a page to read before the first screen: usable is when the screen with "
        "the search field is painted, Return pressed as soon as that page was seen, faster than anybody reads. "
        "Memory at rest, children included.\n\n"
        f"{text}\n"
        f"{bar('at most 1.5 x the empty window', found, met=ratio <= 1.5)}"
        f"{bar('aim: 1.2 x', found, met=ratio <= 1.2)}"
        f"{bar('at most 110 MB', f'{ours.memory_mb:.0f} MB', met=ours.memory_mb <= 110)}\n"
    )


def typing_page(taken: Mapping[str, Typing]) -> str:
    """Say how long results take to follow a key, as the X server sees it."""
    text = (
        "## From a key to painted results\n\nAs seen from outside: from the key's event to the last paint of the list. "
        "The first letter also turns the page.\n\n"
    )
    rows = [
        f"{name} | {len(times)} | {statistics.median(times):.1f} | {percentile(times, 0.95):.1f} | {times[0]:.0f}"
        for name, (times, _) in taken.items()
    ]
    text += table("stock | keys | median, ms | p95, ms | first letter, ms", rows) + "\n"
    for name, (times, _) in taken.items():
        value = percentile(times, 0.95)
        text += bar(f"p95 at most 16 ms, {name}", f"{value:.1f} ms", met=value <= 16)
    return text + "\n" + _memory_part({name: typing.memory for name, typing in taken.items()})


def _memory_part(taken: Mapping[str, Memory]) -> str:
    """Say what the same searches leave in memory; the first stock is the real one."""
    real, *others = taken.values()
    rows = [f"{name} | {memory.anonymous:.0f} | {memory.pss:.0f}" for name, memory in taken.items()]
    text = (
        "## Memory after those searches\n\nWith the filters opened. What the program itself holds (anonymous memory), "
        "and its share (PSS) with all that is mapped from files. The bar is on the first: pages of the snapshot's file "
        "are the system's, which drops them when others need the room.\n\n"
    )
    text += table("stock | own, MB | PSS, MB", rows) + "\n"
    for name, memory in zip([*taken][1:], others, strict=True):
        more = memory.anonymous - real.anonymous
        found = f"{more:.0f} MB; in PSS {memory.pss - real.pss:.0f} MB"
        text += bar(f"{name}: at most 30 MB above the real ones", found, met=more <= 30)
    return text + "\n"


def search_page(found: dict[str, Any]) -> str:
    """Say how long a search takes by itself."""
    stocks = [(name, found[name]) for name in ("real", "large")]
    rows = [
        f"{stock['services']} services, {stock['bytes'] / 1e6:.1f} MB | {stock['keystrokes']} | "
        f"{stock['find_ms']['p50']} | {stock['find_ms']['p95']} | {stock['find_ms']['max']} | "
        f"{stock['browse_need_ms']['p95']} | {stock['open_ms']['p50']}"
        for _, stock in stocks
    ]
    text = "## Search\n\nEvery prefix of every query of `tests/bench/search_bench.py`, for four readers.\n\n"
    text += table("stock | queries | p50, ms | p95, ms | slowest | a need, p95 | opening the file, p50", rows) + "\n"
    for _, stock in stocks:
        value = stock["find_ms"]["p95"]
        text += bar(f"p95 at most 5 ms, {stock['services']} services", f"{value} ms", met=value <= 5)
    return text + "\n" + _counts_part([stock for _, stock in stocks])


def _counts_part(stocks: Sequence[dict[str, Any]]) -> str:
    """Say how long it takes to count what each answer of the filters would leave."""
    rows = [
        f"{stock['services']} services | {stock['counts_ms']['p50']} | {stock['counts_ms']['p95']} | "
        f"{stock['counts_ms']['max']} | {stock['first_counts_ms']}"
        for stock in stocks
    ]
    text = "## Filters\n\nAll counts of the panel at once, every second time when a minute has passed.\n\n"
    text += table("stock | p50, ms | p95, ms | slowest | the first of all, ms", rows) + "\n"
    for stock in stocks:
        value = stock["counts_ms"]["p95"]
        text += bar(f"p95 at most 16 ms, {stock['services']} services", f"{value} ms", met=value <= 16)
    return text + "\n"


def compile_page(real: Compile, large: Compile, services: int) -> str:
    """Say what the editors' compile costs."""
    rows = [
        f"{name} | {one.seconds:.1f} | {one.peak_mb:.0f} | {one.megabytes:.1f}"
        for name, one in (("the real sources", real), (f"{services} services", large))
    ]
    return (
        "## Compile\n\n`guide-publisher compile`, checks included, in a process of its own.\n\n"
        f"{table('sources | seconds | peak memory, MB | snapshot, MB', rows)}\n"
        f"{bar('the real stock in 20 s', f'{real.seconds:.1f} s', met=real.seconds <= 20)}"
        f"{bar(f'{services} services in 120 s', f'{large.seconds:.0f} s', met=large.seconds <= 120)}"
        f"{bar(f'{services} services in 1 GB', f'{large.peak_mb:.0f} MB', met=large.peak_mb <= 1024)}\n"
    )


def bar(wanted: str, found: str, *, met: bool) -> str:
    """Set a figure beside its bar."""
    return f"- {'met' if met else '**missed**'}: {wanted}; found {found}\n"


def table(head: str, rows: Iterable[str]) -> str:
    line = "|".join(" --- " for _ in head.split("|"))
    return "".join(f"| {row} |\n" for row in (head, line.strip(), *rows))


def _least(starts: Sequence[Start]) -> float:
    return min(start.usable_ms for start in starts)


def _rows(path: str) -> list[str]:
    return Path(path).read_text(encoding="utf-8").splitlines()
