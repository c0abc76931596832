"""The rule of reading ease: no guide is harder than B2."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from guide_app.publisher.guides.levels import FORMULAS, read_level
from guide_app.publisher.guides.library import Library
from guide_app.publisher.sources import Position
from guide_app.publisher.validating.rule import Finding, Rule


def find_hard_texts(library: Library) -> Iterator[Finding]:
    """Find texts that the formula of their language calls harder than B2."""
    for file in library.texts():
        score, level = read_level(file)
        if level == "above B2":
            formula = FORMULAS[file.language]
            place = Position(file.path, file.placed[0].at[0])
            yield Finding(place, f"{formula.name} gives {score:.1f}; the hardest that is B2 is {formula.b2:g}")


RULES: Final[tuple[Rule[Library], ...]] = (
    Rule("guide-level", "error", find_hard_texts, "use shorter sentences and shorter words"),
)
