"""Two languages that nobody speaks, made from the template for tests alone.

`xa` is long, accented, and every part of it that comes from a marked sentence stands in white brackets; `xb` is the
same from right to left. What stands outside the brackets on a screen was never marked for translators.
"""

from __future__ import annotations

import io
import string
from pathlib import Path
from typing import Final

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from guide_app.publisher.catalogues import catalogue_path

LONG: Final = "xa"
MIRRORED: Final = "xb"
PSEUDO: Final = (LONG, MIRRORED)

OPEN: Final = "\u27e6"
CLOSE: Final = "\u27e7"
_EXTRA: Final = 1.4
_ACCENTS: Final = str.maketrans("aceilnosuyzACEILNOSUYZ", "áçéíłñóşüýžÁÇÉÍŁÑÓŞÜÝŽ")
_VOWELS: Final = frozenset("aeiouAEIOU")
_RUN_RIGHT_TO_LEFT: Final = "\u202e"
_END: Final = "\u202c"


def pseudo(text: str, *, mirrored: bool = False) -> str:
    """Say a sentence in a language that nobody speaks; its blanks stay as they are, outside the brackets."""
    parts = []
    for literal, name, _, _ in string.Formatter().parse(text):
        if literal:
            parts.append(_bracketed(literal, mirrored=mirrored))
        if name is not None:
            parts.append(f"{{{name}}}")
    return "".join(parts)


def _bracketed(text: str, *, mirrored: bool) -> str:
    """Make it forty in a hundred longer: vowels are doubled as far as need be, then the last letter is drawn out."""
    drawn, wanted = "", round(_EXTRA * len(text)) if any(letter.isalpha() for letter in text) else len(text)
    for at, letter in enumerate(text):
        drawn += letter * 2 if letter in _VOWELS and len(drawn) + len(text) - at < wanted else letter
    drawn = f"{drawn:w<{wanted}}".translate(_ACCENTS)
    return f"{OPEN}{_RUN_RIGHT_TO_LEFT}{drawn}{_END}{CLOSE}" if mirrored else f"{OPEN}{drawn}{CLOSE}"


def outside_of_brackets(text: str) -> list[str]:
    """Give what no translator could have changed."""
    pieces, depth = [""], 0
    for letter in text:
        if letter == OPEN:
            depth += 1
            pieces.append("")
        elif letter == CLOSE:
            depth = max(0, depth - 1)
        elif depth == 0:
            pieces[-1] += letter
    return [piece for piece in pieces if piece]


def write_pseudo_catalogues(template: bytes, locales: Path) -> None:
    """Compile both languages into a folder of catalogues."""
    for language in PSEUDO:
        catalog = Catalog(locale="en")
        for message in read_po(io.BytesIO(template)):
            if not message.id:
                continue
            forms = [message.id] if isinstance(message.id, str) else list(message.id)
            said = [pseudo(form, mirrored=language == MIRRORED) for form in forms]
            catalog.add(message.id, said[0] if len(said) == 1 else said, context=message.context)
        path = catalogue_path(locales, language).with_suffix(".mo")
        path.parent.mkdir(parents=True)
        compiled = io.BytesIO()
        write_mo(compiled, catalog)
        path.write_bytes(compiled.getvalue())
