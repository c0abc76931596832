"""One judgement of everything that editors write: the directory's sources, and the guides beside them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import NamedTuple

from guide_app.publisher.guides.checking import check_guides
from guide_app.publisher.guides.reading import Shelf
from guide_app.publisher.sources import Sources
from guide_app.publisher.validating import RULES, Problem, validate_folder
from guide_app.publisher.validating.rule import Rule
from guide_app.publisher.validating.stock import Stock


class Judged(NamedTuple):
    """What was read, and what is wrong with it."""

    sources: Sources
    shelf: Shelf
    problems: tuple[Problem, ...]


def judge(data: Path, translations: Path, *, today: date, rules: Iterable[Rule[Stock]] = RULES) -> Judged:
    """Read a folder of sources and hold every rule against it; problems come sorted by path and line.

    Args:
        data: the folder of the sources.
        translations: the folder with each language's glossary.
        today: dates after it are in the future.
        rules: of the directory; the rules of guides are all held in any case.
    """
    sources, problems = validate_folder(data, today=today, rules=rules)
    library, of_guides = check_guides(data, translations)
    return Judged(sources, library.shelf, tuple(sorted((*problems, *of_guides))))
