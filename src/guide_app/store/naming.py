"""What in a query is a name: of a few services, as it is written, nearly so, or as it sounds in any alphabet."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import reduce
from itertools import pairwise
from operator import and_
from typing import Final, NamedTuple

from guide_app.core.sounds import SHORTEST, in_latin, romaji, sound_keys
from guide_app.core.stems import stems
from guide_app.core.text import fold, is_unspaced, pieces, without_article, words_in
from guide_app.store.lookup import beginning_with, having, having_any, joined, sets_of, tokens_begun
from guide_app.store.meaning import Meaning
from guide_app.store.ranking import Part
from guide_app.store.snapshot import Snapshot
from guide_app.store.spelling import distance, is_known, similar_words
from guide_app.store.terms import Term
from guide_app.store.tokens import LONGEST, NAME, NEGATIONS, PHRASE, SOUND, WHOLE, sound_tokens
from guide_app.store.tokens import joined as as_one_word

_WHOLE, _BEGUN_NAME, _PHRASE = 16, 26, 24
ALL_WORDS, SOUNDS = 40, 20
SOUNDING: Final = "sounds like"
"""What the reasons of what is only heard begin with."""
_RARE: Final = 90
"""For a name of several words that only a few services have."""
_FEW: Final = 6
_MOST_WORDS, _MANY = 50, 3
"""For a name of which one word of several is missing, or that only sounds so."""
OF_WISH: Final = 3
"""A word that says what is wished for counts so many times less where it stands in a name."""
WORDS: Final = "words of the name"
WITHIN: Final = "a word is the name"
_WITHIN: Final = 40
_LONGEST_NAME: Final = 6
_LONG_NAME: Final = 6
_LONG_KEY: Final = 5
"""Consonants of a name that is known by them alone."""
_ENDING: Final = 4
"""Consonants that may follow in the name: `APS`, `e. V.`"""
_LONG: Final = 8
"""Signs of a token, its marks among them, of which so many are enough for the beginning of a name."""
_STRANGE: Final = 2
_ALIKE: Final = 5
"""Signs of a token, its marks among them, that a name begins with when it is off by one."""
_SHORTEST_LATIN: Final = 6
_LONGEST_SHORT: Final = 4
"""Signs of katakana that are spelled out in every way."""
_KATAKANA: Final = re.compile("[\u30a1-\u30fa\u30fc]+")
_HIRAGANA: Final = re.compile("[\u3041-\u3096\u30fc]+")
_SHORTEST_HIRAGANA: Final = 4
_TWICE: Final = re.compile(r"(.)\1")
_SHORTEST_BEGINNING: Final = 3
_SHORTEST_STEM: Final = 4
_SHORTEST_JOINED: Final = 5
_SHORTEST_LETTERED: Final = 4
_UKRAINIAN: Final = str.maketrans("иыэ", "іие")
"""What Russian writes -> what Ukrainian does."""


class TermSets(NamedTuple):
    """Where one term stands, as bits."""

    named: int
    begun: int
    """In a name, as the beginning of a word."""
    mentioned: int
    sounds: int
    """A name that sounds like it in another alphabet."""

    @property
    def anywhere(self) -> int:
        """Wherever it stands as it is written."""
        return self.begun | self.mentioned


def sets_of_term(snapshot: Snapshot, term: Term, languages: Sequence[str], small: int, *, completed: bool) -> TermSets:
    """Look a term up in names and descriptions: whole, as a beginning, by its stem, by its sound.

    Args:
        snapshot: where to look.
        term: what for.
        languages: in which it was read, the likeliest first.
        small: units of the query that say nothing.
        completed: it may be the beginning of a word however short it is, as while somebody types.
    """
    if is_unspaced(term.folded):
        said = [run for run in _telling_runs(term, small) if len(run) > 1] or [term.folded]
        pairs = [pair for run in said for pair in pieces(run) if len(pair) > 1] or [term.folded]
        found = sets_of(snapshot, [NAME + pair for pair in pairs])
        named = reduce(and_, (found.get(NAME + pair, 0) for pair in pairs))
        begun = named or (beginning_with(snapshot, NAME + term.folded) if len(term.folded) == 1 else 0)
        return TermSets(named, begun, begun, _sounding_run(snapshot, term) if not named else 0)
    forms = dict.fromkeys((term.folded, without_article(term.folded)))
    found = sets_of(snapshot, [mark + form for form in forms for mark in (NAME, "")])
    named = joined(found.get(NAME + form, 0) for form in forms)
    mentioned = joined(found.get(form, 0) for form in forms)
    begun = named
    beginnings = [form for form in forms if completed or len(form) >= _SHORTEST_BEGINNING]
    begun |= joined(beginning_with(snapshot, NAME + form) for form in beginnings)
    mentioned |= joined(beginning_with(snapshot, form) for form in beginnings)
    if not begun:
        for language in languages[:2]:
            for stem in stems(term.raw, language):
                if len(stem) >= _SHORTEST_STEM and term.folded.startswith(stem[:_SHORTEST_STEM]):
                    begun |= beginning_with(snapshot, NAME + stem)
                    mentioned |= beginning_with(snapshot, stem)
    sounds = _sounding(snapshot, term.folded) if not begun else 0
    return TermSets(named, begun, mentioned | begun, sounds)


def _telling_runs(term: Term, small: int) -> list[str]:
    """Give what is left of a run where its small words are taken out."""
    first = (term.cover & -term.cover).bit_length() - 1
    signs = (" " if small >> (first + place) & 1 else sign for place, sign in enumerate(term.folded))
    return "".join(signs).split()


def _sounding_run(snapshot: Snapshot, term: Term) -> int:
    """Give the services whose name sounds like a run of script, or has katakana of it, perhaps with a slip in it."""
    found = _sounding(snapshot, term.folded)
    runs = _KATAKANA.findall(term.raw)
    for run in runs if runs != [term.raw] else ():
        found |= _in_katakana(snapshot, run)
    return found


def _in_katakana(snapshot: Snapshot, run: str) -> int:
    latin = romaji(run)
    if len(latin) < _SHORTEST_LATIN:
        return 0
    services = having(snapshot, NAME + latin)
    if not services and not is_known(snapshot, fold(run)):
        similar = similar_words(snapshot, latin, freely=False)
        services = having_any(snapshot, [NAME + other for other in similar])
    return services


def _short_names(run: str) -> Iterable[str]:
    """Give the names that a short word in katakana may stand for: `akta` is アクタ, `haco` is ハコ."""
    if len(run) > _LONGEST_SHORT:
        return ()
    spelled = [""]
    for letter, after in pairwise(romaji(run) + " "):
        heard = {"k": ("k", "c"), "r": ("r", "l"), "u": ("u", "") if after != " " else ("u",)}.get(letter, (letter,))
        spelled = [begun + sound for begun in spelled for sound in heard]
    return (NAME + name for name in spelled if len(name) > _SHORTEST_BEGINNING)


def begins_a_name(snapshot: Snapshot, term: Term) -> bool:
    """Say whether a word in hiragana begins the names of a few, rather than being grammar."""
    is_word = len(term.folded) >= _SHORTEST_HIRAGANA and _HIRAGANA.fullmatch(term.raw)
    return bool(is_word) and is_rare(beginning_with(snapshot, NAME + romaji(term.folded)))


def _sounding(snapshot: Snapshot, word: str) -> int:
    return having_any(snapshot, sound_tokens(word, asked=True))


def hidden_names(snapshot: Snapshot, term: Term) -> int:
    """Give the few services in whose names a word stands otherwise: in two pieces (`domeq`), in Latin letters."""
    if _KATAKANA.fullmatch(term.raw):
        if len(term.raw) > _SHORTEST_BEGINNING and similar_words(snapshot, term.folded, freely=False):
            return 0
        # シップ: a short word of another language has its last vowel from the kana alone
        latin = _TWICE.sub(r"\1", romaji(term.raw).removesuffix("u").removesuffix("o"))
        services = _in_katakana(snapshot, term.raw) or having_any(snapshot, [NAME + latin, *_short_names(term.raw)])
    elif len(term.folded) >= _SHORTEST_LETTERED and (lettered := _by_letters(snapshot, term.folded)):
        services = lettered
    elif len(term.folded) < _SHORTEST_JOINED or is_unspaced(term.folded) or not term.folded.isalpha():
        return 0
    else:
        services = beginning_with(snapshot, PHRASE + term.folded)
    return services if is_rare(services) else 0


def _by_letters(snapshot: Snapshot, word: str) -> int:
    """Give the services with a name that a word in Cyrillic is, letter by letter: `авен`, `лига` for `ліга`."""
    latin = in_latin(word)
    if not latin:
        return 0
    polish = latin.replace("iia", "ja").replace("ia", "ja")
    forms = dict.fromkeys((latin, polish, word.translate(_UKRAINIAN)))
    found = having_any(snapshot, [NAME + form for form in forms if form != word])
    return found or (beginning_with(snapshot, PHRASE + polish) if len(polish) >= _LONG_NAME else 0)


def names_by_sound(snapshot: Snapshot, term: Term) -> int:
    """Give the few services whose whole name sounds like one word of a query, in any alphabet."""
    if is_unspaced(term.folded) or not term.folded.isalpha():
        return 0
    return _sounding_whole(snapshot, term.raw, term.folded)


def name_parts(
    snapshot: Snapshot, text: str, meaning: Meaning, terms: dict[Term, TermSets], *, is_wish: bool, is_clear: bool
) -> Iterable[Part]:
    """Give the ways in which the query as a whole is a name.

    `is_wish`: every word says what is wished for, and says less of a name: `crisis` asks for help.
    `is_clear`: every word says what is wished for, or where: then only what is written so is a name, and nothing is one
    by its sound.
    """
    name = as_one_word(text)
    telling = [term for term in meaning.telling if term in terms]
    if len(meaning.terms) > 1:  # `nie mogę` is not Miłość Nie Wyklucza
        telling = [term for term in telling if term.folded not in NEGATIONS]
    if not name or not telling:
        return
    less = OF_WISH if is_wish else 1
    whole = having(snapshot, WHOLE + name)
    all_named = reduce(and_, (terms[term].begun for term in telling))
    several = len(meaning.terms) > 1 or (is_unspaced(name) and len(name) >= _LONG_NAME)
    yield Part("whole name", _RARE if is_wish and several and is_rare(whole) else _WHOLE // less, whole)
    if len(meaning.terms) == 1 and not (whole or all_named):
        yield Part("nearly the name", _MOST_WORDS, _nearly(snapshot, telling[0]))
    if not whole:
        yield from _names_within(snapshot, meaning)
    if len(name) >= _SHORTEST_BEGINNING or is_unspaced(name):
        yield Part("beginning of the name", _BEGUN_NAME // less, beginning_with(snapshot, WHOLE + name))
        yield Part("name", _PHRASE // less, beginning_with(snapshot, PHRASE + name))
    # Words for a wish too are a name where they stand together in the names of a few: `Deaf Queer Resource Center`.
    yield Part(WORDS, _RARE if several and is_rare(all_named) else ALL_WORDS // less, all_named)
    if not all_named and len(telling) >= _MANY:
        yield Part("most words of the name", _MOST_WORDS, _most_words([terms[term].named for term in telling]))
    if is_clear and not is_wish and (len(telling) > 1 or len(meaning.telling) == 1):
        return
    if not (whole or all_named):
        yield Part(f"{SOUNDING} the whole name", _MOST_WORDS, _sounding_whole(snapshot, text, name))
    sounding = _sounding(snapshot, name)
    # Kherson, Rozan: of three consonants there are too many
    is_long = len(name) >= _LONG_NAME and any(len(key) > SHORTEST for key in sound_keys(name))
    yield Part(f"{SOUNDING} the name", (ALL_WORDS if is_long else SOUNDS) // less, sounding)
    if len(telling) > 1 and any(terms[term].sounds for term in telling):
        words = reduce(and_, (terms[term].begun | terms[term].sounds for term in telling))
        yield Part(f"{SOUNDING} the words of the name", ALL_WORDS // less, words)


def _sounding_whole(snapshot: Snapshot, text: str, name: str) -> int:
    """Give the few services whose name sounds like all of a query, in any alphabet, perhaps but for one consonant.

    In its own alphabet only where some word of it is not known as it stands: else it is spelled as it is meant.
    """
    keys = [key for key in sound_keys(name) if len(key) >= _LONG_KEY]
    if not keys:
        return 0
    marks = [SOUND + ("o" if name.isascii() else "l")]
    words = [word.folded for word in words_in(text) if not is_unspaced(word.folded)]
    if not all(is_known(snapshot, word) or beginning_with(snapshot, word) for word in words):
        marks.append(SOUND + ("l" if name.isascii() else "o"))
    exact = having_any(snapshot, [mark + key for mark in marks for key in keys])
    if exact:
        return exact if is_rare(exact) else 0
    found = having_any(snapshot, _off_by_one(snapshot, marks, keys[0]))
    return found if is_rare(found) else 0


def _off_by_one(snapshot: Snapshot, marks: Iterable[str], key: str) -> Iterable[str]:
    """Give the tokens of names that sound like a long key but for one consonant, and what may follow in a name."""
    for wanted in (mark + key for mark in marks if len(key) > _LONG_KEY):
        letters = set(wanted)
        for token in tokens_begun(snapshot, wanted[:_ALIKE], len(wanted) - 1, len(wanted) + _ENDING):
            begun = token[: len(wanted) + 1] if len(wanted) > _LONG else token
            if len(letters.symmetric_difference(begun)) <= _STRANGE and (
                distance(begun, wanted, 1) <= 1 or (len(wanted) > _LONG and distance(begun[:-1], wanted, 1) <= 1)
            ):
                yield token


def _nearly(snapshot: Snapshot, term: Term) -> int:
    """Give the few services that have a name like a word that is nothing as it stands."""
    if len(term.folded) < _LONG_NAME or is_unspaced(term.folded) or is_known(snapshot, term.folded):
        return 0
    similar = similar_words(snapshot, term.folded, freely=False)
    services = having_any(snapshot, [NAME + word for word in similar])
    return services if is_rare(services) else 0


def _most_words(named: Sequence[int]) -> int:
    """Give the few services whose names have all words but one: the other is mistyped, or says what they are."""
    found = 0
    for left_out in range(len(named)):
        services = reduce(and_, (bits for place, bits in enumerate(named) if place != left_out))
        found |= services if is_rare(services) else 0
    return found


def is_rare(services: int) -> bool:
    """Say whether these are so few that they are meant by what they are called."""
    return 0 < services.bit_count() <= _FEW


def _names_within(snapshot: Snapshot, meaning: Meaning) -> Iterable[Part]:
    """Give names that stand whole in a longer query: `phone of the Larkspur Project`.

    One word is such a name where it is nothing else, and only a few are called so.
    """
    terms = [term for term in meaning.terms if not is_unspaced(term.folded)]
    if len(terms) <= 1:
        return
    windows = {
        WHOLE + "".join(term.folded for term in terms[start:end])[:LONGEST]: end - start
        for start in range(len(terms))
        for end in range(start + 1, min(len(terms), start + _LONGEST_NAME) + 1)
        if end - start < len(terms)
    }
    sets = sets_of(snapshot, list(windows))
    longest = max((windows[token] for token in sets), default=0)
    if longest > 1:
        found = joined(services for token, services in sets.items() if windows[token] == longest)
        yield Part("name within", _WITHIN, found)
    for term in meaning.telling if longest == 1 else ():
        services = sets.get(WHOLE + term.folded[:LONGEST], 0)
        if not term.cover & meaning.covered and len(term.folded) >= _SHORTEST_BEGINNING and is_rare(services):
            yield Part(WITHIN, _WITHIN, services)
