"""Ways to look at and to drive the filters in tests."""

from __future__ import annotations

from typing import NamedTuple

from tests.ui.desks import click, desk_of, settle

from guide_app.app import Reader
from guide_app.core.values import NeedId
from guide_app.ui.pages.filters import FilterPanel
from guide_app.ui.pages.results import ResultsPage
from guide_app.ui.session import Place
from guide_app.ui.widgets.option import Option
from guide_app.ui.widgets.pills import Pill

TALK = Place("results", need=NeedId("talk"))


class Parts(NamedTuple):
    """What the tests look at."""

    reader: Reader
    results: ResultsPage
    panel: FilterPanel


def results_of(reader: Reader) -> ResultsPage:
    results = desk_of(reader).results
    assert results is not None
    return results


def panel_of(reader: Reader) -> FilterPanel | None:
    return desk_of(reader)._split.panel


def open_filters(reader: Reader) -> Parts:
    click(results_of(reader).above.filters)
    panel = panel_of(reader)
    assert panel is not None
    return Parts(reader, results_of(reader), panel)


def option(panel: FilterPanel, key: str) -> Option:
    """Give an answer by its key, also one that is not shown yet."""
    return next(section._options[key] for section in panel._sections if key in section._options)


def keys(panel: FilterPanel) -> list[str]:
    return [key for section in panel._sections for key in section._options]


def count_now(reader: Reader) -> None:
    listing = desk_of(reader).listing
    assert listing is not None
    listing._narrower.count_now()
    settle()


def choose(parts: Parts, key: str) -> None:
    """Press an answer, and have the counts at once."""
    option(parts.panel, key).click()
    settle()
    count_now(parts.reader)


def chips(results: ResultsPage) -> list[Pill]:
    return [pill for pill in results.above.bar._widgets if isinstance(pill, Pill) and pill.key]
