"""The table of guides and languages: how long each text is, how hard to read, what checks find, and how new it is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from statistics import median
from typing import Final

from guide_app.core.languages import FALLBACK, LANGUAGES
from guide_app.core.values import LanguageCode
from guide_app.publisher.guides.exercises import told
from guide_app.publisher.guides.levels import FORMULAS, read_level
from guide_app.publisher.guides.library import Library
from guide_app.publisher.guides.measuring import length, unit
from guide_app.publisher.guides.reading import GuideFile
from guide_app.publisher.validating.problems import Problem

_LEGEND: Final = (
    "Each cell: words (ja: characters) and reading level; !n: n errors, see `guide-publisher validate`; "
    "*: outdated, the original has changed; -: missing"
)
_GAP: Final = "  "
_HEAD: Final = [
    *("language", "texts", "length", "errors", "outdated", "origin", "formula"),
    *("easiest", "middle", "hardest", "B1", "B2", "above"),
]


def table_lines(library: Library, problems: Iterable[Problem], translations: Path) -> Iterator[str]:
    """Give the lines of the whole table: one for each guide and exercise, one for each language, then the formulas.

    Args:
        library: all guides.
        problems: what checks find in them.
        translations: the folder of the catalogues, in which the exercises stand.
    """
    errors = Counter(problem.path for problem in problems if problem.severity == "error")
    head = ["guide", *LANGUAGES]
    rows = [[str(guide), *(_cell(files, code, errors) for code in LANGUAGES)] for guide, files in library.shelf.items()]
    yield from _aligned([head, *rows])
    yield _LEGEND
    yield ""
    yield from _aligned([["exercise", *LANGUAGES], *_of_exercises(translations)])
    yield "Each cell: sentences in the language, of all"
    yield ""
    yield from _aligned([_HEAD, *(_of_language(library, code, errors) for code in LANGUAGES)])
    yield ""
    for code, formula in FORMULAS.items():
        yield f"{code}  {formula.name}: B1 to {formula.b1:g}, B2 to {formula.b2:g}. {formula.scale}."


def _cell(files: Mapping[LanguageCode, GuideFile], code: LanguageCode, errors: Counter[Path]) -> str:
    file = files.get(code)
    if file is None:
        return "-"
    _, level = read_level(file)
    wrong = f" !{errors[file.path]}" if errors[file.path] else ""
    return f"{length(file)} {level}{wrong}{'*' if file.is_outdated(files[FALLBACK]) else ''}"


def _of_exercises(translations: Path) -> Iterator[list[str]]:
    for exercise, languages in told(translations).items():
        yield [exercise, *(f"{languages[code].translated}/{languages[code].all}" for code in LANGUAGES)]


def _of_language(library: Library, code: LanguageCode, errors: Counter[Path]) -> list[str]:
    pairs = [(files[FALLBACK], files[code]) for files in library.shelf.values() if code in files]
    files = [file for _, file in pairs]
    if not files:
        return [code, "0"]
    lengths = [length(file) for file in files]
    formula = FORMULAS[code]
    levels = [read_level(file) for file in files]
    scores = sorted((score for score, _ in levels), reverse=formula.b2 < formula.b1)
    counts = Counter(level for _, level in levels)
    return [
        code,
        str(len(files)),
        f"{min(lengths)}-{max(lengths)} {unit(code)}",
        str(sum(errors[file.path] for file in files)),
        str(sum(file.is_outdated(original) for original, file in pairs)),
        ", ".join(f"{origin} {count}" for origin, count in Counter(file.origin for file in files).items()),
        formula.name,
        *(f"{score:.1f}" for score in (scores[0], median(scores), scores[-1])),
        *(str(counts[level]) for level in ("B1", "B2", "above B2")),
    ]


def _aligned(rows: list[list[str]]) -> Iterator[str]:
    columns = max(map(len, rows))
    widths = [max((len(row[at]) for row in rows if at < len(row)), default=0) for at in range(columns)]
    for row in rows:
        yield _GAP.join(cell.ljust(width) for cell, width in zip(row, widths, strict=False)).rstrip()
