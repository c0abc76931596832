"""Every visible sentence is marked for translators: in two languages that nobody speaks, no English is left over."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.ui.desks import desk_of
from tests.ui.marked import Known, unmarked
from tests.ui.pseudo import CLOSE, MIRRORED, OPEN, PSEUDO, outside_of_brackets, pseudo
from tests.ui.screens import SCREENS, Walk

from guide_app.core.places import locale_folder
from guide_app.ui.widgets.labels import Text


def known_of(walk: Walk) -> Known:
    snapshot = walk.reader._opened.snapshot
    assert snapshot is not None
    return Known(snapshot)


@pytest.mark.parametrize("language", PSEUDO)
def test_no_visible_sentence_is_unmarked(walk: Walk, language: str) -> None:
    known = known_of(walk)
    walk.speak(language)
    found = {screen.name: left for screen, window in walk.screens() if (left := unmarked(window, known))}
    assert found == {}


@pytest.mark.parametrize(
    "planted",
    [
        "Call now",
        f"{OPEN}half{CLOSE} marked",
        "Beirut is a nice place",
        f"Beirut{OPEN}, {CLOSE}Open today",
    ],
)
def test_a_sentence_that_nobody_marked_is_found(walk: Walk, planted: str) -> None:
    known = known_of(walk)
    walk.speak(PSEUDO[0])
    window = walk.show(SCREENS[0])
    desk_of(walk.reader).start.findChildren(Text)[0].setText(planted)
    assert unmarked(window, known) == [planted]


@pytest.mark.parametrize(
    "fine", ["", "12:00–18:00", "Beirut", "Beirut, Lebanon", "20 November 2026", f"{OPEN}all of it{CLOSE} 112"]
)
def test_names_and_numbers_need_no_mark(walk: Walk, fine: str) -> None:
    known = known_of(walk)
    assert all(map(known.has, outside_of_brackets(fine)))


def test_a_made_sentence_keeps_its_blanks_and_is_longer_by_four_tenths() -> None:
    said = pseudo("In danger now? {country}: {numbers}")
    assert said.format(country="X", numbers="1") != said
    assert outside_of_brackets(said) == ["{country}", "{numbers}"]
    plain = pseudo("Take some of them off")
    assert len(plain.strip(OPEN + CLOSE)) == round(1.4 * len("Take some of them off"))
    assert pseudo("Copy", mirrored=True) == f"{OPEN}\u202e{pseudo('Copy').strip(OPEN + CLOSE)}\u202c{CLOSE}"


def test_made_languages_are_never_shipped(bundle: Path) -> None:
    there = {path.name for path in locale_folder(bundle).iterdir()}
    assert there
    assert not there & {*PSEUDO, MIRRORED}
