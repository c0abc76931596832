"""Where words stand in a text, whatever their accents and case: folded as search folds them, sign by sign."""

from __future__ import annotations

from collections.abc import Iterator

from guide_app.core.text import fold
from guide_app.ui.widgets.labels import Spot


def find_in(text: str, wanted: str) -> Iterator[Spot]:
    """Give where a text holds what is wanted, in order; nothing is wanted: nowhere."""
    sought = _folded(wanted.strip())[0]
    if not sought:
        return
    letters, places = _folded(text)
    at = letters.find(sought)
    while at >= 0:
        end = at + len(sought)
        last = places[end - 1]
        # marks that belong to the last sign
        after = next((place for place in places[end:] if place > last), len(text))
        yield places[at], max(after, last + 1) - places[at]
        at = letters.find(sought, end)


def _folded(text: str) -> tuple[str, list[int]]:
    """Give a text folded, and for each of its letters the place of the sign it comes from."""
    letters: list[str] = []
    places: list[int] = []
    for place, sign in enumerate(text):
        folded = fold(sign)
        letters.append(folded)
        places.extend([place] * len(folded))
    return "".join(letters), places
