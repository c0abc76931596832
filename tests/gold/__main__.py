"""Print how well the search finds what people mean, in eleven languages, beside plain full-text search.

`python -m tests.gold [--half test] [--misses LANGUAGE]`; `--check LANGUAGE` looks only at the form of a set.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Sequence
from typing import Final

from tests.gold.peers import PlainSearch
from tests.gold.scores import FIRST, LISTED, Finder, Score, score
from tests.gold.sets import GOOD, HALVES, Case, Half, Record, grades, problems, read_half, stock

from guide_app.core.languages import LANGUAGES
from guide_app.core.places import BUNDLE, snapshot_folder
from guide_app.core.values import LanguageCode
from guide_app.store.search import Query, search
from guide_app.store.snapshot import Snapshot
from guide_app.updates.trust import carried_root, verify_installed

LEAST_HIT: Final = 0.95
LEAST_NDCG: Final = 0.85
MOST_EMPTY: Final = 0.02
"""The bars, for the test half of each language."""


def main(arguments: Sequence[str]) -> int:
    """Print the scores, or look at one set."""
    parser = argparse.ArgumentParser(prog="python -m tests.gold", description=__doc__)
    parser.add_argument("--half", choices=HALVES, default="test")
    parser.add_argument("--check", metavar="LANGUAGE", choices=LANGUAGES, help="only the form of a set")
    parser.add_argument("--misses", metavar="LANGUAGE", choices=LANGUAGES, help="the tuning queries that do badly")
    parsed = parser.parse_args(arguments)
    folder = snapshot_folder(BUNDLE)
    with Snapshot.open(verify_installed(folder, trusted_root=carried_root(folder))) as snapshot:
        records = stock(snapshot)
        if parsed.check:
            return _check(LanguageCode(parsed.check), records)
        if parsed.misses:
            return _print_misses(LanguageCode(parsed.misses), records, own(snapshot))
        _print_table(parsed.half, records, snapshot)
    return 0


def own(snapshot: Snapshot) -> Finder:
    """Give our own search."""

    def find(case: Case) -> Sequence[str]:
        query = Query(case.text, country=case.country, city=case.city, language=case.language, limit=LISTED)
        return [hit.id for hit in search(snapshot, query).hits]

    return find


def _check(language: LanguageCode, records: tuple[Record, ...]) -> int:
    found = 0
    for half in HALVES:
        cases = read_half(language, half)
        print(f"{language}, {half}: {len(cases)} queries")
        for case in cases:
            counts = sorted(Counter(grades(case, records).values()).items(), reverse=True)
            print(f"  {case.text}: " + ", ".join(f"{count} x {grade}" for grade, count in counts))
            for problem in problems(case, records):
                found += 1
                print(f"    PROBLEM {problem}")
    print(f"{found} problems")
    return 1 if found else 0


def _print_misses(language: LanguageCode, records: tuple[Record, ...], find: Finder) -> int:
    for case in read_half(language, "tune"):
        found = find(case)
        graded = grades(case, records)
        one = score([case], records, find)
        if one.hit == 1 and one.ndcg >= LEAST_NDCG:
            continue
        print(f"{case.text!r} ({case.country}, {case.city}): hit@{FIRST} {one.hit:.0f}, nDCG@{LISTED} {one.ndcg:.2f}")
        print("   found: " + ", ".join(f"{service}={graded.get(service, 0)}" for service in found))
        missing = sorted((-graded[service], service) for service in graded if service not in found)
        good = [f"{service}={-grade}" for grade, service in missing if -grade >= GOOD]
        print("   not:   " + ", ".join(good[:LISTED]))
    return 0


def _print_table(half: Half, records: tuple[Record, ...], snapshot: Snapshot) -> None:
    finders: dict[str, Finder] = {
        "ours": own(snapshot),
        "unicode61": PlainSearch(snapshot, "unicode61"),
        "trigram": PlainSearch(snapshot, "trigram"),
    }
    heads = (f"{name}: hit@{FIRST}, nDCG@{LISTED}, empty" for name in finders)
    print("| language | queries | " + " | ".join(heads) + " |")
    print("| --- | --- | " + " | ".join("---" for _ in finders) + " |")
    for language in LANGUAGES:
        cases = read_half(language, half)
        scores = [score(cases, records, find) for find in finders.values()]
        print(f"| {language} | {len(cases)} | " + " | ".join(_say(one) for one in scores) + " |")


def _say(one: Score) -> str:
    return f"{one.hit:.3f}, {one.ndcg:.3f}, {one.empty:.1%}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
