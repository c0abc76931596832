"""What assistive tools are to be told of a guide: everything that it consists of, in the order of reading."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from guide_app.core.guides import Block, Guide, GuideId, text_of
from guide_app.core.messages import Messages
from guide_app.core.places import snapshot_folder
from guide_app.core.values import LanguageCode
from guide_app.store.guides import read_guide
from guide_app.store.snapshot import Snapshot
from guide_app.updates.trust import carried_root, verify_installed

GUIDES: Final = ("next-hour", "pressure-to-change", "safety-plan")
"""Between them they have every kind of block."""
_ROLES: Final = {"heading": "heading", "paragraph": "paragraph", "exercise": "push button", "note": "comment"}
Told = tuple[str, str]
"""Role and name."""


def guides_in(language: str) -> list[Guide]:
    """Give these guides from the bundle."""
    folder = snapshot_folder()
    with Snapshot.open(verify_installed(folder, trusted_root=carried_root(folder))) as snapshot:
        return [read_guide(snapshot, GuideId(guide), LanguageCode(language)) for guide in GUIDES]


def told_of(guide: Guide, messages: Messages) -> Iterator[Told]:
    """Give all that a guide consists of."""
    yield "heading", guide.title
    yield "label", guide.summary
    for block in guide.blocks:
        yield from _told_of_block(block, messages)


def _told_of_block(block: Block, messages: Messages) -> Iterator[Told]:
    total = len(block.lines)
    if block.kind in {"steps", "list", "branches"}:
        yield "list", ""
    for number, line in enumerate(block.lines, start=1):
        name = text_of(line)
        if block.kind in {"steps", "list", "branches"}:
            yield "list item", messages.text("{number} of {count}: {text}", number=number, count=total, text=name)
        else:
            yield _ROLES.get(block.kind, "comment"), name
        if block.kind != "exercise":
            yield from (("push button", span.text) for span in line if span.target)
    if block.kind == "caution":
        yield "push button", messages.text("Skip this part")
