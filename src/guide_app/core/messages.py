"""The program's own sentences in the reader's language: the only place that knows gettext.

Strings are marked where they stand: `messages.text("Copy")`, `messages.text("Open", context="opening hours")`,
`messages.plural("{count} service", "{count} services", count)`. Blanks are named: `{country}`.
"""

from __future__ import annotations

import gettext
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pathlib import Path

    from guide_app.core.values import LanguageCode

DOMAIN: Final = "guide"


class Messages:
    """The sentences of one language; a sentence without translation stays English."""

    def __init__(self, language: LanguageCode, folder: Path | None) -> None:
        """Read the catalogue of `language` below `folder`; None, or none there: English."""
        self.language = language
        self._catalogue: gettext.NullTranslations = (
            gettext.NullTranslations()
            if folder is None
            else gettext.translation(DOMAIN, str(folder), languages=[language], fallback=True)
        )

    def text(self, message: str, /, *, context: str | None = None, **blanks: object) -> str:
        """Give a sentence with its named blanks filled in.

        Args:
            message: the English sentence, written out where it is used so that it can be extracted.
            context: tells apart equal English words with different meanings.
            **blanks: values for the `{name}` blanks, ready to be shown.
        """
        found = self._catalogue.gettext(message) if context is None else self._catalogue.pgettext(context, message)
        return found.format(**blanks) if blanks else found

    def plural(self, one: str, many: str, count: int, /, **blanks: object) -> str:
        """Give the form that fits `count`, which also fills the blank `{count}` unless given otherwise."""
        return self._catalogue.ngettext(one, many, count).format(**{"count": count, **blanks})


def isolate(text: str) -> str:
    """Keep a number, an address or a foreign name whole and left-to-right inside any sentence (U+2066, U+2069)."""
    return f"\u2066{text}\u2069"


def isolate_by_content(text: str) -> str:
    """Keep a name in its own direction, found from its letters, inside any sentence (U+2068, U+2069)."""
    return f"\u2068{text}\u2069"
