"""Measure opening and searching, letter by letter, at the real stock and at a large one; prints JSON.

`python -m tests.bench.search_bench [--bundle FOLDER] [--services 50000]`
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

import apsw
from tests.bench.filters_bench import counts_ms, first_counts_ms
from tests.bench.stock import multiply_rows

from guide_app.core.places import BUNDLE, SNAPSHOT_NAME, snapshot_folder
from guide_app.core.values import CountryCode, LanguageCode
from guide_app.store.builder import build_snapshot
from guide_app.store.rows import CanonicalRow
from guide_app.store.schema import TABLES, column_names
from guide_app.store.search import Query, search
from guide_app.store.snapshot import Snapshot
from guide_app.store.verified import VerifiedSnapshot

QUERIES: Final = (
    "trevor", "trans lifeline", "988", "berlin", "legal help london", "suicide", "gay café", "116 123", "+1 877 565",
    "thetrevorproject.org", "i need a lawyer in london", "housing new york", "community center chicago", "asylum",
    "counselng", "tervor", "coming out", "szivárvány", "parents of trans kids", "a", "s", "m", "9",
    "محامي", "انتحار", "طردوني من البيت", "弁護士", "東京 相談", "ライン", "адвокат москва", "психолог", "łódź",
    "istanbul",
)  # fmt: skip
"""What people may type; each is measured after every letter of it."""

READERS: Final = (
    Query(),
    Query(country=CountryCode("DE"), language=LanguageCode("en")),
    Query(country=CountryCode("US"), language=LanguageCode("es")),
    Query(country=CountryCode("EG"), language=LanguageCode("ar")),
)
"""Who asks: nothing chosen, or a country and a language."""

TIMES: Final = 3
"""Each is timed so often; the median counts, since this machine may have other work."""

BAR_MS: Final = 5.0


def rows_of(path: Path) -> Iterator[CanonicalRow]:
    """Read the canonical rows back out of a snapshot."""
    connection = apsw.Connection(str(path), flags=apsw.SQLITE_OPEN_READONLY)
    for table in TABLES:
        for values in connection.execute(f"SELECT {', '.join(column_names(table))} FROM {table}"):
            yield table, values
    connection.close()


def vouch(path: Path) -> VerifiedSnapshot:
    """Call a file verified, as only a measurement may."""
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return VerifiedSnapshot(path, path.stat().st_size, digest, 1, development=True)


def timed(snapshot: Snapshot, query: Query, clock: Callable[[], float] = time.perf_counter) -> float:
    """Give the median of a few searches in milliseconds."""
    taken = []
    for _ in range(TIMES):
        start = clock()
        search(snapshot, query)
        taken.append(clock() - start)
    return statistics.median(taken) * 1000


def _opened(verified: VerifiedSnapshot) -> float:
    start = time.perf_counter()
    Snapshot.open(verified).close()
    return (time.perf_counter() - start) * 1000


def keystrokes() -> list[Query]:
    """Give every beginning of every query, for each reader, in any order."""
    queries = [replace(reader, text=text[:end]) for reader in READERS for text in QUERIES for end in _lengths(text)]
    random.Random(1).shuffle(queries)
    return queries


def _lengths(text: str) -> range:
    return range(1, len(text) + 1)


def summary(taken: Sequence[float]) -> dict[str, float]:
    """Give p50, p95 and the most, in milliseconds."""
    ordered = sorted(taken)
    parts = {"p50": ordered[len(ordered) // 2], "p95": ordered[int(len(ordered) * 0.95)], "max": ordered[-1]}
    return {name: round(value, 2) for name, value in parts.items()}


def measure(path: Path) -> dict[str, Any]:
    """Measure one snapshot: opening, every keystroke, browsing every need."""
    verified = vouch(path)
    opening = [_opened(verified) for _ in range(60)]
    with Snapshot.open(verified) as snapshot:
        needs = [need.id for need in snapshot.needs(LanguageCode("en"))]
        typed = [(timed(snapshot, query), query.text) for query in keystrokes()]
        worked = [timed(snapshot, query, time.thread_time) for query in keystrokes()]
        browsed = [timed(snapshot, replace(reader, need=need)) for need in needs for reader in READERS]
        first = first_counts_ms(snapshot)
        counted = counts_ms(snapshot)
        services = snapshot.size
    return {
        "services": services,
        "bytes": verified.length,
        "open_ms": summary(opening),
        "keystrokes": len(typed),
        "find_ms": summary([taken for taken, _ in typed]),
        "find_cpu_ms": summary(worked),
        "browse_need_ms": summary(browsed),
        "counts_ms": summary(counted),
        "first_counts_ms": round(first, 2),
        "slowest": [f"{text}: {taken:.2f}" for taken, text in sorted(typed, reverse=True)[:5]],
    }


def main(arguments: Sequence[str]) -> int:
    """Measure and print; the exit code says whether the bar was met."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--bundle", type=Path, default=BUNDLE)
    parser.add_argument("--services", type=int, default=50_000)
    parsed = parser.parse_args(arguments)
    real = snapshot_folder(parsed.bundle) / SNAPSHOT_NAME
    report: dict[str, Any] = {"bar_find_p95_ms": BAR_MS, "sqlite": apsw.sqlite_lib_version(), "real": measure(real)}
    with tempfile.TemporaryDirectory() as folder:
        large = Path(folder) / SNAPSHOT_NAME
        rows = list(multiply_rows(rows_of(real), parsed.services))
        start = time.perf_counter()
        build_snapshot(rows, large)
        report["build_large_s"] = round(time.perf_counter() - start, 1)
        del rows
        report["large"] = measure(large)
    report["met"] = all(report[stock]["find_ms"]["p95"] <= BAR_MS for stock in ("real", "large"))
    print(json.dumps(report, ensure_ascii=False, indent=1))
    return 0 if report["met"] else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
