"""The words of a query: terms, and the keys under which `concepts` may have them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final, NamedTuple

from guide_app.core.sounds import romaji
from guide_app.core.stems import languages_of, stems
from guide_app.core.text import (
    is_unspaced,
    unspaced_runs,
    without_article,
    without_spelled_umlauts,
    words_in,
)
from guide_app.store.tokens import ANYWHERE, LONGEST, ROOT

_MOST_WORDS: Final = 24
"""In a sentence the wish often comes last."""
_LONGEST_UNSPACED: Final = 14
_SHORTEST_ROOT: Final = 4
_ENDING: Final = 3
_ALSO_LATIN: Final = frozenset({"ar", "ja", "ru"})
"""Languages whose words many type in Latin letters: `3ayez amoot`, `shinitai`."""
_ONE_SCRIPT: Final = re.compile(
    "[\u30a1-\u30fa\u30fc]{3,}|^[\u3041-\u3096\u30fc]{4,}(?=[^\u3041-\u3096])|(?:(?![\u30a1-\u30fa\u30fc]{3}).)+"
)
_KANA: Final = re.compile("[\u3041-\u3096\u30fc]+")
_SHORTEST_KANA: Final = 3
_ARABIC_PREFIX: Final = re.compile("[وفبلك](?=...)")


class Term(NamedTuple):
    """A word of the query, or a run of script without spaces."""

    raw: str
    folded: str
    cover: int
    """Its units, as bits: a word is one unit, of a run each sign is."""
    run: str = ""
    """Of the first of several parts of one run of unspaced script: all of it, folded. Of the others: empty."""
    is_part: bool = False
    """It is a part of a run, and not the first."""


def terms_of(text: str) -> tuple[Term, ...]:
    """Split a query into its terms."""
    terms = []
    unit = 0
    for word in words_in(text)[:_MOST_WORDS]:
        if not is_unspaced(word.folded):
            terms.append(Term(word.raw[:LONGEST], word.folded[:LONGEST], 1 << unit))
            unit += 1
            continue
        for part_of_run in _parts_of_run(word.raw[:LONGEST], word.folded[:LONGEST], unit):
            terms.append(part_of_run)
            unit += len(part_of_run.folded)
    return tuple(terms)


def _parts_of_run(raw: str, folded: str, unit: int) -> Iterator[Term]:
    """Split a run where its script changes: katakana, and hiragana before anything else, is a word by itself."""
    found = [part.span() for part in _ONE_SCRIPT.finditer(raw)] if len(raw) == len(folded) else []
    if len(found) <= 1:
        yield Term(raw, folded, ((1 << len(folded)) - 1) << unit)
        return
    for start, end in found:
        cover = ((1 << (end - start)) - 1) << (unit + start)
        yield Term(raw[start:end], folded[start:end], cover, "" if start else folded, start > 0)


class Keys:
    """Keys under which the words of a query may stand in `concepts`, each with the units it covers."""

    def __init__(self, reader: str | None = None) -> None:
        """Begin with none. `reader`: whose language is Arabic may type it in Latin letters in any way."""
        self.covers: dict[str, int] = {}
        self._reader = reader

    def add_term(self, term: Term, languages: Iterable[str]) -> None:
        """Add what a term is called by in these languages, as far as they are written in its script."""
        if is_unspaced(term.folded):
            self._add_run(term)
            return
        self._add(ANYWHERE + term.folded, term.cover)
        written_in = languages_of(term.folded)
        spelled = without_spelled_umlauts(term.folded)
        for language in languages:
            if language in written_in or (language in _ALSO_LATIN and term.folded.isascii()):
                self._add(f"{language}={term.folded}", term.cover)
                for stem in self._stems(term, language):
                    self._add(f"{language}:{stem}", term.cover)
                if spelled != term.folded:
                    for stem in stems(spelled, language):
                        self._add(f"{language}:{stem}", term.cover)
        if spelled != term.folded:
            self._add(ANYWHERE + spelled, term.cover)
        if "ar" in written_in:
            bare = without_article(term.folded)
            for form in (bare, _ARABIC_PREFIX.sub("", bare, count=1), _ARABIC_PREFIX.sub("", term.folded, count=1)):
                self._add(ANYWHERE + form, term.cover)

    def _stems(self, term: Term, language: str) -> tuple[str, ...]:
        found = stems(term.raw, language)
        # without its vowels an English word is too much else
        from_chat = language == "ar" != self._reader and term.folded.isascii()
        return found[:1] if from_chat else found

    def add_roots(self, term: Term) -> None:
        """Add a term without its last letters, as the root of a town's name."""
        if not is_unspaced(term.folded):
            for length in range(max(_SHORTEST_ROOT, len(term.folded) - _ENDING), len(term.folded) + 1):
                self._add(ROOT + term.folded[:length], term.cover)
                self._add(ANYWHERE + term.folded[:length], term.cover)

    def _add_run(self, term: Term) -> None:
        first = (term.cover & -term.cover).bit_length() - 1
        if kana := _KANA.match(term.folded):
            cover = ((1 << kana.end()) - 1) << first
            for latin in _as_written_abroad(kana.group()) if kana.end() >= _SHORTEST_KANA else ():
                self._add(ANYWHERE + latin, cover)
        if term.is_part:
            return
        for run in unspaced_runs(term.run or term.folded):
            offset = first + (term.run or term.folded).index(run)
            for start in range(len(run)):
                for end in range(start + 1, min(len(run), start + _LONGEST_UNSPACED) + 1):
                    cover = ((1 << (end - start)) - 1) << (offset + start)
                    self._add(f"ja:{run[start:end]}", cover)
                    self._add(f"ja~{run[start:end]}", cover)
                    if end - start > 1:
                        self._add(ANYWHERE + run[start:end], cover)

    def _add(self, key: str, cover: int) -> None:
        key = key[:LONGEST]
        self.covers[key] = self.covers.get(key, 0) | cover


def respelled_terms(terms: Iterable[Term], words: Mapping[str, str]) -> tuple[Term, ...]:
    """Put other words in the place of mistyped ones."""
    return tuple(
        Term(words[term.folded], words[term.folded], term.cover)
        if term.folded in words
        else Term(term.raw, term.folded, term.cover)
        for term in terms
    )


def _as_written_abroad(kana: str) -> set[str]:
    """Give a place written in kana as maps in Latin letters have it, which say nothing of long vowels: `Osaka`."""
    latin = romaji(kana)
    return {latin, latin.replace("ou", "o").replace("oo", "o").replace("uu", "u")} - {""}


def part(term: Term, word: str) -> Term:
    """Give a part of a compound in its place."""
    return Term(word, word, term.cover)
