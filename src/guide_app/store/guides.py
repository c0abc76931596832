"""Reads guides from a snapshot: the shelf in its order, those of a need, and one of them whole."""

from __future__ import annotations

import json
from typing import Any

from guide_app.core.errors import NotInSnapshotError
from guide_app.core.guides import Guide, GuideId, GuideSource, GuideTitle, headings_in, unpack_blocks
from guide_app.core.languages import FALLBACK
from guide_app.core.values import LanguageCode, NeedId
from guide_app.store.snapshot import Snapshot

_TITLES = """
    SELECT id, coalesce(own.title, english.title), coalesce(own.summary, english.summary), needs_json
    FROM guides
    JOIN guide_texts AS english ON english.guide_id = id AND english.language = ?
    LEFT JOIN guide_texts AS own ON own.guide_id = id AND own.language = ?
    ORDER BY position
"""
_TEXT = """
    SELECT title, summary, language, origin, outdated, date, needs_json, sources_json, blocks_json
    FROM guides JOIN guide_texts ON guide_id = id
    WHERE id = ? AND language IN (?, ?)
    ORDER BY language = ? DESC
    LIMIT 1
"""


def guide_titles(snapshot: Snapshot, language: LanguageCode) -> tuple[GuideTitle, ...]:
    """Give all guides in the order of the shelf, in English where the language has no text.

    Raises:
        StorageLostError: the file can no longer be read.
    """
    return tuple(
        GuideTitle(GuideId(guide), title, summary, _needs(needs))
        for guide, title, summary, needs in snapshot.select(_TITLES, (FALLBACK, language))
    )


def guides_for(snapshot: Snapshot, need: NeedId, language: LanguageCode) -> tuple[GuideTitle, ...]:
    """Give the guides that serve a need, those that name it first before others; of one with finer needs, theirs too.

    Raises:
        StorageLostError: the file can no longer be read.
    """
    known = snapshot.every_need(language)
    finer = {each.id for each in known if each.parent == need} | {need}
    found = [guide for guide in guide_titles(snapshot, language) if finer & set(guide.needs)]
    return tuple(sorted(found, key=lambda guide: min(guide.needs.index(each) for each in finer & set(guide.needs))))


def guide_headings(snapshot: Snapshot, guide: GuideId, language: LanguageCode) -> tuple[str, ...]:
    """Give the headings of a guide, in English where the language has no text; none: there is no such guide.

    Raises:
        StorageLostError: the file can no longer be read.
    """
    found = snapshot.select(_TEXT, (guide, language, FALLBACK, language))
    return headings_in(json.loads(found[0][-1])) if found else ()


def read_guide(snapshot: Snapshot, guide: GuideId, language: LanguageCode) -> Guide:
    """Give one guide, in English where the language has no text.

    Raises:
        NotInSnapshotError: there is none of this id.
        StorageLostError: the file can no longer be read.
    """
    found = snapshot.select(_TEXT, (guide, language, FALLBACK, language))
    if not found:
        raise NotInSnapshotError(f"there is no guide {guide!r} in the snapshot")
    title, summary, spoken, origin, outdated, date, needs, sources, blocks = found[0]
    return Guide(
        guide,
        title,
        summary,
        LanguageCode(spoken),
        origin,
        bool(outdated),
        date,
        _needs(needs),
        tuple(_source(each) for each in json.loads(sources)),
        unpack_blocks(json.loads(blocks)),
    )


def _needs(text: str) -> tuple[NeedId, ...]:
    return tuple(NeedId(each) for each in json.loads(text))


def _source(tree: dict[str, Any]) -> GuideSource:
    return GuideSource(tree["title"], tree["publisher"], tree["supports"], tree.get("url", ""))
