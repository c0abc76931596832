"""What tests of the notebook share: parameters that cost nothing, contents of a size, how many examples to try."""

from __future__ import annotations

import os
import random
from typing import Final

from guide_app.notes.sealing import Kdf
from guide_app.notes.values import Content, Note

CHEAP: Final = Kdf(memory=8, passes=1)
"""The least that Argon2id takes. A file cannot stand for it: it must be given by name, at each opening."""
SOAK: Final = os.environ.get("HYPOTHESIS_PROFILE") == "soak"


def numbers(usual: int, soak: int) -> range:
    """Give the numbers of the examples of this run: always the same, but `make soak` begins at another place each time.

    An example depends on its number alone, so a failure names all that is needed to see it again.
    """
    first = random.getrandbits(40) if SOAK else 0
    return range(first, first + (soak if SOAK else usual))


def content(text: str, size: int = 0) -> Content:
    """Give a content that is recognised by its text and takes about so many bytes."""
    return Content(notes=(Note(id="n", title=text, text=text * (1 + size // max(len(text), 1))),))


def title(of: Content) -> str:
    """Give the text that `content` was made with; nothing for an empty notebook."""
    return of.notes[0].title if of.notes else ""
