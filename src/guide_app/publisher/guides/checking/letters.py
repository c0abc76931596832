"""Rules of letters: no foreign script, none mixed inside a word, nothing unseen; no number to call and no address."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from guide_app.publisher.guides.library import Library, said
from guide_app.publisher.guides.reading import PlacedLine
from guide_app.publisher.validating.rule import Finding, Rule
from guide_app.publisher.validating.texts import strange_characters

_SCRIPTS: Final = {
    "Latin": "A-Za-z\u00aa\u00ba\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u1e00-\u1eff\uff21-\uff3a\uff41-\uff5a",
    "Greek": "\u0370-\u03ff\u1f00-\u1fff",
    "Cyrillic": "\u0400-\u052f",
    "Hebrew": "\u0590-\u05ff",
    "Arabic": (
        "\u0610-\u061a\u0620-\u065f\u066e-\u06d3\u06d5-\u06ef\u06fa-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufefc"
    ),
    "Japanese": "\u3005-\u3007\u3041-\u3096\u309d-\u30fa\u30fc-\u30ff\u3400-\u9fff\uf900-\ufaff\uff66-\uff9f",
}
_OWN: Final = {"ar": "Arabic", "ja": "Japanese", "ru": "Cyrillic"}
"""The script of a language; that of all others is Latin."""
_LETTERS: Final = {name: re.compile(f"[{letters}]+") for name, letters in _SCRIPTS.items()}
_WORD: Final = re.compile(r"[^\W\d_]+")
_NUMBER: Final = re.compile(r"\+?\d(?:[\s()./\u2011-]?\d){2,}")
"""Three digits or more, however they are grouped."""
_COUNTDOWN: Final = "5-4-3-2-1"
"""What everybody calls one of the exercises."""
_ADDRESS: Final = re.compile(r"https?:|www\.|[\w-]@[\w-]|(?<![\w.])[a-z0-9-]+\.(?:[a-z]{2,4}|info)\b(?!\.)", re.ASCII)


def find_foreign_scripts(library: Library) -> Iterator[Finding]:
    """Find words of another script than the language's, besides what its glossary lists under `foreign`."""
    for own, line, word in _strange_words(library):
        scripts = scripts_of(word)
        if len(scripts) == 1:
            yield Finding(line.place, f"{word!r} is {min(scripts)}, not {own}")


def find_mixed_words(library: Library) -> Iterator[Finding]:
    """Find words of letters of two scripts, in any language: a letter that only looks like the right one."""
    for _, line, word in _strange_words(library):
        scripts = scripts_of(word)
        if len(scripts) > 1:
            yield Finding(line.place, f"{word!r} mixes the scripts {' and '.join(sorted(scripts))}")


def _strange_words(library: Library) -> Iterator[tuple[str, PlacedLine, str]]:
    """Walk over the words that are not wholly of their language's script, with its name and the line."""
    for file in library.texts():
        own = _OWN.get(file.language, "Latin")
        kept = _kept(library.glossary(file.language).get("foreign") or ())
        for line in said(file):
            if any(map(str.isalpha, _LETTERS[own].sub("", line.text))):
                words = _WORD.findall(kept.sub(" ", line.text))
                yield from ((own, line, word) for word in words if _LETTERS[own].fullmatch(word) is None)


def scripts_of(word: str) -> frozenset[str]:
    """Name the scripts of a word's letters; `unknown` for any other."""
    rest = word
    found = set()
    for name, letters in _LETTERS.items():
        fewer = letters.sub("", rest)
        if fewer != rest:
            found.add(name)
        rest = fewer
    return frozenset({*found, "unknown"} if rest else found)


def find_strange_characters(library: Library) -> Iterator[Finding]:
    """Find marks of direction, controls, what no eye sees, broken letters, and blanks too many."""
    for file in library.texts():
        for line in said(file):
            for strange in strange_characters(line.text):
                yield Finding(line.place, f"the line holds {strange}")
            if "  " in line.text or line.text != line.text.strip():
                yield Finding(line.place, f"the line has blanks too many: {line.text[:40]!r}")


def find_contacts(library: Library) -> Iterator[Finding]:
    """Find numbers that could be called and addresses that could be opened: those grow old, and services have them."""
    for file in library.texts():
        for line in said(file):
            text = line.text.replace(_COUNTDOWN, "")
            found = _NUMBER.search(text) or _ADDRESS.search(text.casefold())
            if found is not None:
                yield Finding(line.place, f"{found.group()!r} looks like a number to call or an address")


def _kept(words: list[str] | tuple[()]) -> re.Pattern[str]:
    listed = sorted((re.escape(str(word)) for word in words), key=len, reverse=True)
    return re.compile(rf"(?<![A-Za-z])(?:{'|'.join(listed)})(?![A-Za-z])") if listed else re.compile(r"(?!)")


RULES: Final[tuple[Rule[Library], ...]] = (
    Rule(
        "guide-script", "error", find_foreign_scripts, "say it in the language, or list it as `foreign` in the glossary"
    ),
    Rule("guide-mixed", "error", find_mixed_words, "type the word again"),
    Rule("guide-characters", "error", find_strange_characters, "remove it; the program sets marks of direction itself"),
    Rule("guide-contact", "error", find_contacts, "lead to a need with a link: services carry numbers and addresses"),
)
