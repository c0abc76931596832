"""Gathers what a page needs to show a guide."""

from __future__ import annotations

from guide_app.core.guides import GuideId
from guide_app.core.values import LanguageCode
from guide_app.store.guides import guide_titles, read_guide
from guide_app.store.snapshot import Snapshot
from guide_app.ui.pages.guide import Shown


def show_guide(snapshot: Snapshot, guide: GuideId, language: LanguageCode) -> Shown:
    """Read a guide with its needs and its neighbours on the shelf.

    Raises:
        NotInSnapshotError: there is none of this id.
        StorageLostError: the file can no longer be read.
    """
    read = read_guide(snapshot, guide, language)
    known = {need.id: need for need in snapshot.every_need(language)}
    titles = guide_titles(snapshot, language)
    at = next(number for number, title in enumerate(titles) if title.id == guide)
    return Shown(
        read,
        tuple(known[need] for need in read.needs if need in known),
        titles[at - 1] if at else None,
        titles[at + 1] if at + 1 < len(titles) else None,
    )
