"""Whose work each translation is, and whether its original has changed since: two facts, kept apart.

Origin stands in the files themselves: `# Origin: machine` at the head of a catalogue, `translation: machine` in
`data/words/<language>.yaml` and `data/vocabulary.yaml`. A file that says `reviewed` needs a note in
`translations/<language>/reviews.yaml` that names who has read it.

A guide says both of itself, in its front matter.

Freshness of the interface is gettext's own: a sentence that changed is another sentence, and untranslated. The words of
the data have keys that stay, so `translations/<language>/made-from.yaml` keeps for each of them which wording of
English it was made from: `make messages` notes it whenever a translation changes. Where English alone changes, the
translation is outdated; if it still fits, take its line out of the file and run `make messages`.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

import yaml

from guide_app.core.errors import SourceError
from guide_app.core.files import write_atomically
from guide_app.core.languages import FALLBACK, LANGUAGES
from guide_app.core.translations import FACTS_NAME, Origin, Part, Translated, dump_translations
from guide_app.core.values import LanguageCode
from guide_app.publisher.catalogues import TRANSLATIONS, catalogue_path, load_catalogue, untranslated
from guide_app.publisher.guides.reading import Shelf, load_shelf

DATA: Final = TRANSLATIONS.parent / "data"
RECORD_NAME: Final = "made-from.yaml"
REVIEWS_NAME: Final = "reviews.yaml"
_HEAD: Final = (
    "# Which wording of English each word of data/ was translated from, and which translation that was: two short\n"
    "# checksums. `make messages` writes it; publisher/translating.py says how.\n"
)
_ORIGIN: Final = re.compile(r"^# Origin: ([a-z]+)\.?$", re.MULTILINE)
_ORIGINS: Final[dict[str, Origin]] = {"original": "original", "machine": "machine", "reviewed": "reviewed"}
_LETTERS: Final = 10

Texts = Mapping[str, str]
"""Key -> text; keys are such as `need/talk/label` and `kind/crisis_line`."""


def texts_of_words(language: str, data: Path = DATA) -> dict[str, str]:
    """Give what the data calls things in a language, as it is shown.

    Raises:
        SourceError: a file cannot be read.
    """
    needs = _load(data / "words" / f"{language}.yaml").get("needs", {})
    found = {
        f"need/{need}/{part}": texts[part]
        for need, texts in needs.items()
        for part in ("label", "description")
        if part in texts
    }
    vocabulary = _load(data / "vocabulary.yaml")
    for kind, section in (("kind", "kinds"), ("audience", "audiences")):
        names = vocabulary.get(section, {})
        found |= {f"{kind}/{code}": said[language] for code, said in names.items() if language in said}
    return {key: str(text) for key, text in found.items()}


def freshness(translated: Texts, original: Texts, record: Texts) -> tuple[int, int, int]:
    """Count what is current, outdated and missing.

    Args:
        translated: in the language.
        original: in English.
        record: key -> checksums, as `made-from.yaml` keeps them.
    """
    outdated = sum(_is_outdated(key, translated, original, record) for key in original if translated.get(key))
    missing = sum(not translated.get(key) for key in original)
    return len(original) - outdated - missing, outdated, missing


def brought_up(translated: Texts, original: Texts, record: Texts) -> dict[str, str]:
    """Note what was translated since: a translation that changed was made from English as it is now."""
    new = {}
    for key in sorted(original):
        if translated.get(key):
            made = _pair(original[key], translated[key])
            kept = record.get(key, "")
            new[key] = kept if kept.partition(" ")[2] == made.partition(" ")[2] else made
    return new


def update_records(translations: Path = TRANSLATIONS, data: Path = DATA) -> None:
    """Write `made-from.yaml` for every language but English."""
    original = texts_of_words(FALLBACK, data)
    for language in _others():
        path = translations / language / RECORD_NAME
        made = brought_up(texts_of_words(language, data), original, load_record(language, translations))
        lines = "".join(f'{key}: "{pair}"\n' for key, pair in made.items())
        path.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(path, (_HEAD + lines).encode())


def load_record(language: str, translations: Path = TRANSLATIONS) -> dict[str, str]:
    """Read `made-from.yaml`; none there: empty."""
    return {str(key): str(pair) for key, pair in _load(translations / language / RECORD_NAME).items()}


def facts(translations: Path = TRANSLATIONS, data: Path = DATA) -> tuple[Translated, ...]:
    """Give both facts for every language and part, in the order of the chooser.

    Raises:
        SourceError: a file cannot be read, or calls itself reviewed without a note that names who has read it.
    """
    shelf = load_shelf(data)
    return tuple(fact for language in LANGUAGES for fact in _facts_of(language, translations, data, shelf))


def write_facts(locales: Path, translations: Path = TRANSLATIONS, data: Path = DATA) -> None:
    """Put the facts beside the compiled catalogues."""
    locales.mkdir(parents=True, exist_ok=True)
    write_atomically(locales / FACTS_NAME, dump_translations(facts(translations, data)).encode())


def _facts_of(language: str, translations: Path, data: Path, shelf: Shelf) -> Iterator[Translated]:
    code = next(known for known in LANGUAGES if known == language)
    original = texts_of_words(FALLBACK, data)
    if language == FALLBACK:
        yield Translated(code, "words", "original", len(original), 0, 0)
        if shelf:
            yield Translated(code, "guides", "original", len(shelf), 0, 0)
        return
    if not catalogue_path(translations, language).exists():
        return
    catalog = load_catalogue(language, translations)
    sentences = [message for message in catalog if message.id]
    missing, fuzzy = len(untranslated(catalog)), sum(message.fuzzy for message in sentences)
    origin = _proved(origin_of_catalogue(language, translations), language, "interface", translations)
    yield Translated(code, "interface", origin, len(sentences) - missing - fuzzy, fuzzy, missing)
    origin = _proved(origin_of_words(language, data), language, "words", translations)
    known = freshness(texts_of_words(language, data), original, load_record(language, translations))
    yield Translated(code, "words", origin, *known)
    if shelf:
        yield _fact_of_guides(code, shelf)


def _fact_of_guides(language: LanguageCode, shelf: Shelf) -> Translated:
    """Count whole guides. Each says itself who has read it: together they are reviewed only where all of them are."""
    pairs = [(files[FALLBACK], files[language]) for files in shelf.values() if language in files]
    outdated = sum(file.is_outdated(original) for original, file in pairs)
    origin: Origin = "reviewed" if pairs and all(file.origin == "reviewed" for _, file in pairs) else "machine"
    return Translated(language, "guides", origin, len(pairs) - outdated, outdated, len(shelf) - len(pairs))


def origin_of_catalogue(language: str, translations: Path = TRANSLATIONS) -> Origin:
    """Read whose work a catalogue is; one that does not say so counts as a machine's."""
    text = catalogue_path(translations, language).read_text(encoding="utf-8")
    found = _ORIGIN.search(text.partition("msgid")[0])
    return _origin(found.group(1) if found else "machine", f"the catalogue of {language}")


def origin_of_words(language: str, data: Path = DATA) -> Origin:
    """Read whose work the words of a language are: reviewed only where both files say so."""
    said = (
        _load(data / "words" / f"{language}.yaml").get("translation", "machine"),
        _load(data / "vocabulary.yaml").get("translation", {}).get(language, "machine"),
    )
    origins = {_origin(each, f"the words of {language}") for each in said}
    return origins.pop() if len(origins) == 1 else "machine"


def _origin(said: str, where: str) -> Origin:
    if said not in _ORIGINS:
        raise SourceError(f"{where}: {said!r} is none of {', '.join(_ORIGINS)}")
    return _ORIGINS[said]


def _proved(origin: Origin, language: str, part: Part, translations: Path) -> Origin:
    """Hold a claim of review against the notes.

    Raises:
        SourceError: nobody is named who has read it.
    """
    path = translations / language / REVIEWS_NAME
    notes = _load(path).get("reviews", [])
    if origin == "reviewed" and not any(
        note.get("part") == part and note.get("by") and note.get("date") for note in notes
    ):
        raise SourceError(f"{path}: {part} calls itself reviewed, and no note says by whom and when")
    return origin


def _is_outdated(key: str, translated: Texts, original: Texts, record: Texts) -> bool:
    """Say whether English has changed since a translation was made. One that was never noted is new."""
    made = _pair(original[key], translated[key]).split()
    kept = record.get(key, "").split()
    return len(kept) == len(made) and kept[1] == made[1] and kept[0] != made[0]


def _pair(original: str, translated: str) -> str:
    return f"{_checksum(original)} {_checksum(translated)}"


def _checksum(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:_LETTERS]


def _others() -> list[str]:
    return [language for language in LANGUAGES if language != FALLBACK]


def _load(path: Path) -> dict[str, Any]:
    """Read a mapping; a file that is not there has none."""
    try:
        tree = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    except FileNotFoundError:
        return {}
    except (OSError, yaml.YAMLError) as error:
        raise SourceError(f"{path}: cannot be read: {error}") from error
    return tree if isinstance(tree, dict) else {}
