"""`make bench-updates`: what an update costs, beside other ways, and docs/updates-figures.md. Takes half an hour."""

from __future__ import annotations

import argparse
import hashlib
import itertools
import json
import sys
import tempfile
import time
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

import apsw
from tests.bench.compiling import ROOT, run_measured
from tests.bench.edits import one_percent, one_phone
from tests.bench.generated import Generator, Stock
from tests.bench.report import bar, machine, table
from tests.bench.stock import multiply_rows
from tests.bench.update_peers import LONG, Candidate, Files, bound, candidates

from guide_app.core.places import BUNDLE, SNAPSHOT_NAME, snapshot_folder
from guide_app.publisher.releasing.packing import (
    DELTA_SETTINGS,
    QUICK_SETTINGS,
    Setting,
    difference,
    make_changes,
    make_deltas,
    make_full,
)
from guide_app.store.builder import build_from_shards
from guide_app.store.rows import canonical_bytes, row_key
from guide_app.store.shards import cut_into_shards, plan_layout, rows_of
from guide_app.updates import zstd
from guide_app.updates.packs import apply_changes, apply_delta, decode_full
from guide_app.updates.release import Release, read_release

PAGE = ROOT / "docs" / "updates-figures.md"
WEEKS = 26
LARGE = 50_000
HEAD = """# Updates, measured

By `make bench-updates`, which writes this page. Why packs are as they are: [adr/0016-packs.md](adr/0016-packs.md).
The information bound is the full JSON of the rows that are new or other than before, by the better of xz -9e and
zstd -19. Every delta on this page was applied again and gave the rows with the signed sha256; those of the first two
tables were built too, and gave the very file.

"""


class Step(NamedTuple):
    """A way from one release to a newer one."""

    files: Files
    delta: bytes
    seconds: float
    """To make the delta."""


def main() -> int:
    """Measure part by part; each part is a paragraph of the page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=PAGE)
    arguments = parser.parse_args()
    page = HEAD + machine() + "\n"
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        generator = Generator()
        stock = generator.stock()
        weeks = [stock, *itertools.islice(_weeks(generator, stock), WEEKS)]
        real = _real()
        week, edited = _step(weeks[0], weeks[1], place), _step(real, one_percent(real), place)
        page += _stocks(week, edited)
        page += _weekly("5,000 services in 11 languages, one week", week)
        page += _weekly("the real stock, one row of a hundred edited", edited)
        page += _phone({"5,000 x 11": (stock, generator.one_phone(stock)), "the real stock": (real, one_phone(real))})
        page += _behind(weeks)
        page += _apply(place, real)
    arguments.out.write_text(page, encoding="utf-8")
    print(page)
    return 0


def _weeks(generator: Generator, stock: Stock) -> Iterable[Stock]:
    for number in itertools.count(1):
        stock = generator.week(stock, number)
        yield stock


def _real() -> Stock:
    path = snapshot_folder(BUNDLE) / SNAPSHOT_NAME
    connection = apsw.Connection(str(path), flags=apsw.SQLITE_OPEN_READONLY)
    stock = {row_key(row): row for row in rows_of(connection)}
    connection.close()
    return stock


def _step(old: Stock, new: Stock, place: Path) -> Step:
    """Make a delta, apply it, build, and keep everything for the other ways."""
    layout = plan_layout(new.values(), {})
    before, after = cut_into_shards(old.values(), layout), cut_into_shards(new.values(), layout)
    delta, seconds = _delta(before, after)
    shards = apply_delta(before, delta, described(after))
    files = []
    for shards_of in (before, after, shards):
        build_from_shards(shards_of, place / "step.sqlite")
        files.append((place / "step.sqlite").read_bytes())
    if files[1] != files[2]:
        msg = "a delta does not lead to the file"
        raise RuntimeError(msg)
    old_rows, new_rows = (canonical_bytes(stock.values()) for stock in (old, new))
    return Step(Files(before, after, old_rows, new_rows, files[0], files[1]), delta, seconds)


def _delta(
    old: Mapping[str, bytes], new: Mapping[str, bytes], settings: Iterable[Setting] = DELTA_SETTINGS
) -> tuple[bytes, float]:
    start = time.perf_counter()
    ((_, delta),) = make_deltas({1: lambda: old}, new, [*settings])
    seconds = time.perf_counter() - start
    if apply_delta(old, delta, described(new)) != new:
        msg = "a delta does not lead to the rows"
        raise RuntimeError(msg)
    return delta, seconds


def described(shards: Mapping[str, bytes]) -> Release:
    """Describe shards as the editors' signature would."""
    release = read_release(description(shards))
    if release is None:
        msg = "not described"
        raise RuntimeError(msg)
    return release


def description(shards: Mapping[str, bytes]) -> dict[str, object]:
    """Give the `custom` of shards; what is not looked at here is zeros."""
    total = sum(map(len, shards.values()))
    measures = {name: [len(content), hashlib.sha256(content).hexdigest()] for name, content in shards.items()}
    return {"shards": measures, "rows": [total, "0" * 64], "pack": [1, "0" * 64]}


def _stocks(*steps: Step) -> str:
    rows, bars = [], ""
    for name, step in zip(("5,000 x 11, generated", "the real stock"), steps, strict=True):
        files = step.files
        full = make_full(files.new)
        if decode_full(full, described(files.new)) != files.new:
            msg = "a pack does not lead to the rows"
            raise RuntimeError(msg)
        long = len(zstd.compress(files.new_rows, LONG))
        ratio, sizes = len(full) / long, [len(content) / 1e6 for content in files.new.values()]
        rows.append(
            f"{name} | {files.new_rows.count(10):,} | {len(files.new_rows) / 1e6:.1f} | "
            f"{len(sizes)}, largest {max(sizes):.1f} MB | {len(full) / 1e6:.2f} | {ratio:.3f} | "
            f"{len(files.new_file) / 1e6:.1f}"
        )
        bars += bar(f"first download at most 1.02 x zstd -19 --long, {name}", f"{ratio:.3f}", met=ratio <= 1.02)
    columns = "stock | rows | raw, MB | shards | full pack, MB | x zstd -19 --long | snapshot, MB"
    return f"## The stocks\n\n{table(columns, rows)}\n{bars}\n"


def _weekly(name: str, step: Step) -> str:
    found, floor = difference(step.files.old, step.files.new), bound(step.files)
    ours = Candidate("**ours**: changed rows, old shard as prefix", "rows", len(step.delta), step.seconds)
    rows = [
        f"{one.name} | {one.what} | {one.wire:,} | {one.wire / floor:.2f} | {one.seconds:.1f}"
        for one in (ours, *candidates(step.files))
    ]
    ratio = len(step.delta) / floor
    return (
        f"## A delta: {name}\n\n{len(found.changed)} rows new or other, {len(found.gone)} gone; information bound "
        f"{floor:,} bytes.\n\n"
        f"{table('way | of | bytes | x bound | s to make', rows)}\n"
        f"{bar('at most 0.60 x the information bound', f'{ratio:.3f}', met=ratio <= 0.6)}\n"
    )


def _phone(stocks: Mapping[str, tuple[Stock, Stock]]) -> str:
    text = "## One phone number\n\nWith the day on which its service was checked. Beyond the metadata.\n\n"
    for name, (old, new) in stocks.items():
        layout = plan_layout(new.values(), {})
        delta, _ = _delta(cut_into_shards(old.values(), layout), cut_into_shards(new.values(), layout))
        text += bar(f"at most 1.5 kB, {name}", f"{len(delta)} bytes", met=len(delta) <= 1500)
    return text + "\n"


def _behind(weeks: list[Stock]) -> str:
    """Come from every release of the last half year in one hop."""
    layout = plan_layout(weeks[-1].values(), {})
    new = cut_into_shards(weeks[-1].values(), layout)
    rows, ratio = [], 0.0
    for behind in (1, 2, 4, 8, 13, WEEKS):
        old = cut_into_shards(weeks[-1 - behind].values(), layout)
        delta, _ = _delta(old, new)
        floor = bound(Files(old, new, b"", b"", b"", b""))
        listed = ""
        if behind == 8:
            between = [cut_into_shards(week.values(), layout) for week in weeks[-behind:-1]]
            changes = make_changes(old, new, between)
            if any(apply_changes(base, changes, described(new)) != new for base in (old, *between)):
                msg = "a list of changes does not lead to the rows"
                raise RuntimeError(msg)
            listed = f"{len(changes):,}"
        rows.append(f"{behind} | {len(delta):,} | {floor:,} | {len(delta) / floor:.2f} | {listed}")
        ratio = len(delta) / floor
    columns = (
        "releases behind | one delta, bytes | information bound | x bound | list that fits the last 8 releases, bytes"
    )
    return (
        "## Behind by some releases\n\nThe generated stock, a week between two releases; always one hop.\n\n"
        f"{table(columns, rows)}\n"
        f"{bar('26 releases behind: one hop, at most 0.75 x the bound', f'{ratio:.3f}', met=ratio <= 0.75)}\n"
    )


def _apply(place: Path, real: Stock) -> str:
    """Export the installed rows, apply, build, in a process of its own."""
    rows, bars = [], ""
    stocks = (
        ("the real stock", real, 5, 100),
        (f"{LARGE:,} services", {row_key(row): row for row in multiply_rows(real.values(), LARGE)}, 90, 300),
    )
    for name, stock, most_seconds, most_mb in stocks:
        edited = one_percent(stock)
        layout = plan_layout(edited.values(), {})
        old, new = cut_into_shards(stock.values(), layout), cut_into_shards(edited.values(), layout)
        delta, _ = _delta(old, new, QUICK_SETTINGS)
        base, patch, custom, out = (place / part for part in ("base.sqlite", "delta", "custom.json", "out.sqlite"))
        build_from_shards(old, base)
        build_from_shards(new, out)
        digest = hashlib.sha256(out.read_bytes()).hexdigest()
        custom.write_text(json.dumps(description(new) | {"sqlite": digest}))
        patch.write_bytes(delta)
        times, seconds, peak = _run(base, patch, custom, out)
        rows.append(
            f"{name} | {len(delta):,} | {times['apply']:.1f} | {times['build']:.1f} | {seconds:.1f} | {peak:.0f}"
        )
        bars += bar(f"{name} in {most_seconds} s", f"{seconds:.1f} s", met=seconds <= most_seconds)
        bars += bar(f"{name} in {most_mb} MB", f"{peak:.0f} MB", met=peak <= most_mb)
    columns = "stock, one row in a hundred edited | delta | export, apply, s | build, s | in all, s | peak memory, MB"
    text = "## On a reader's machine\n\nA process of its own, from the installed file to the new one on disk.\n\n"
    return f"{text}{table(columns, rows)}\n{bars}"


def _run(*paths: Path) -> tuple[dict[str, float], float, float]:
    command = [sys.executable, "-m", "tests.bench.apply_subject", *map(str, paths)]
    said, seconds, peak_mb = run_measured(command)
    told = json.loads(said)
    if not told.pop("same"):
        msg = "an update built another file"
        raise RuntimeError(msg)
    return told, seconds, peak_mb


if __name__ == "__main__":
    sys.exit(main())
