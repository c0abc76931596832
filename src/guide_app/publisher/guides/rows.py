"""From the files of guides to the rows of a snapshot."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from guide_app.core.guides import pack_blocks
from guide_app.core.languages import FALLBACK
from guide_app.publisher.guides.reading import GuideFile, Shelf
from guide_app.store.rows import CanonicalRow


def guide_rows(shelf: Shelf) -> Iterator[CanonicalRow]:
    """Give the rows of all guides, in every language in which they are there."""
    for position, (guide, files) in enumerate(shelf.items()):
        original = files[FALLBACK]
        tree = original.head.tree
        yield "guides", (guide, position, _json(tree["needs"]), _json(tree.get("sources", [])))
        for language, file in files.items():
            outdated = file.is_outdated(original)
            yield "guide_texts", (guide, language, *_text(file), int(outdated), _json(pack_blocks(file.blocks)))


def _text(file: GuideFile) -> tuple[str, str, str, str]:
    return file.title, file.summary, file.origin, str(file.head.tree["date"])


def _json(tree: Any) -> str:  # noqa: ANN401 - whatever JSON can hold
    return json.dumps(tree, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
