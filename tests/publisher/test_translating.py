"""Origin and freshness: who may call a translation reviewed, and when a translation is outdated."""

from __future__ import annotations

from pathlib import Path

import pytest

from guide_app.core.errors import SourceError
from guide_app.core.languages import FALLBACK, LANGUAGES
from guide_app.core.translations import Translated, dump_translations, load_translations
from guide_app.core.values import LanguageCode
from guide_app.publisher import translating
from guide_app.publisher.catalogues import catalogue_path
from guide_app.publisher.translating import brought_up, facts, freshness, texts_of_words, update_records, write_facts

ENGLISH = {"need/talk/label": "Talk", "kind/crisis_line": "Crisis line", "audience/trans": "Trans people"}
GERMAN = {"need/talk/label": "Sprechen", "kind/crisis_line": "Krisentelefon"}


def test_what_is_not_there_is_missing() -> None:
    assert freshness(GERMAN, ENGLISH, brought_up(GERMAN, ENGLISH, {})) == (2, 0, 1)


def test_a_changed_original_makes_its_translation_outdated() -> None:
    record = brought_up(GERMAN, ENGLISH, {})
    changed = {**ENGLISH, "need/talk/label": "Talk to someone now"}
    assert freshness(GERMAN, changed, record) == (1, 1, 1)
    assert brought_up(GERMAN, changed, record) == record, "noting again must not hide it"


def test_a_translation_that_follows_is_current_again() -> None:
    record = brought_up(GERMAN, ENGLISH, {})
    changed = {**ENGLISH, "need/talk/label": "Talk to someone now"}
    followed = {**GERMAN, "need/talk/label": "Jetzt mit jemandem sprechen"}
    assert freshness(followed, changed, record) == (2, 0, 1)
    assert freshness(followed, changed, brought_up(followed, changed, record)) == (2, 0, 1)


def test_one_that_still_fits_is_confirmed_by_taking_its_line_out() -> None:
    record = brought_up(GERMAN, ENGLISH, {})
    changed = {**ENGLISH, "need/talk/label": "Talk."}
    del record["need/talk/label"]
    assert freshness(GERMAN, changed, brought_up(GERMAN, changed, record)) == (2, 0, 1)


def small_tree(folder: Path, *, origin: str = "machine", words: str = "machine") -> tuple[Path, Path]:
    data, translations = folder / "data", folder / "translations"
    (data / "words").mkdir(parents=True)
    vocabulary = f"translation: {{en: original, de: {words}}}\nkinds:\n  line: {{en: Line, de: Telefon}}\n"
    (data / "vocabulary.yaml").write_text(vocabulary, "utf-8")
    need = "needs:\n  talk: {label: Talk, description: Lines}\n"
    (data / "words" / "en.yaml").write_text(f"translation: original\n{need}", "utf-8")
    (data / "words" / "de.yaml").write_text(
        f"translation: {words}\n{need.replace('Talk', 'Reden').replace('Lines', 'Telefone')}", "utf-8"
    )
    path = catalogue_path(translations, "de")
    path.parent.mkdir(parents=True)
    head = '"Content-Type: text/plain; charset=utf-8\\n"\n"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n'
    path.write_text(
        f'# Sentences.\n# Origin: {origin}\nmsgid ""\nmsgstr ""\n{head}\nmsgid "Copy"\nmsgstr "Kopieren"\n\n'
        'msgid "Back"\nmsgstr ""\n',
        "utf-8",
    )
    return translations, data


def test_both_facts_of_a_small_tree(tmp_path: Path) -> None:
    translations, data = small_tree(tmp_path)
    assert [fact for fact in facts(translations, data) if fact.language in {"de", "en"}] == [
        Translated(LanguageCode("en"), "words", "original", 3, 0, 0),
        Translated(LanguageCode("de"), "interface", "machine", 1, 0, 1),
        Translated(LanguageCode("de"), "words", "machine", 3, 0, 0),
    ]


@pytest.mark.parametrize(("part", "claim"), [("interface", {"origin": "reviewed"}), ("words", {"words": "reviewed"})])
def test_nothing_calls_itself_reviewed_without_a_name(tmp_path: Path, part: str, claim: dict[str, str]) -> None:
    translations, data = small_tree(tmp_path, **claim)
    with pytest.raises(SourceError, match=f"{part} calls itself reviewed"):
        facts(translations, data)
    note = translations / "de" / translating.REVIEWS_NAME
    note.write_text(f"reviews:\n  - {{part: {part}, date: 2026-12-01}}\n", "utf-8")
    with pytest.raises(SourceError, match="by whom"):
        facts(translations, data)
    note.write_text(f"reviews:\n  - {{part: {part}, by: a name, date: 2026-12-01}}\n", "utf-8")
    assert "reviewed" in {fact.origin for fact in facts(translations, data) if fact.part == part}


def test_an_unknown_origin_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="'human' is none of"):
        facts(*small_tree(tmp_path, origin="human"))


def test_what_a_build_writes_is_what_the_program_reads(tmp_path: Path) -> None:
    translations, data = small_tree(tmp_path)
    assert load_translations(tmp_path) == ()
    write_facts(tmp_path, translations, data)
    known = load_translations(tmp_path)
    assert known == facts(translations, data)
    assert dump_translations(known) == dump_translations(facts(translations, data))


def test_the_record_of_this_tree_is_not_stale(tmp_path: Path) -> None:
    """If it is: `make messages`."""
    original = texts_of_words(FALLBACK)
    for language in sorted(set(LANGUAGES) - {FALLBACK}):
        record = translating.load_record(language)
        assert brought_up(texts_of_words(language), original, record) == record, language
    update_records(tmp_path, translating.DATA)
    assert {path.parent.name for path in tmp_path.rglob(translating.RECORD_NAME)} == set(LANGUAGES) - {FALLBACK}


def test_all_eleven_are_complete_current_and_say_whose_work_they_are() -> None:
    known = facts()
    assert {fact.language for fact in known} == set(LANGUAGES)
    assert [fact for fact in known if fact.outdated or fact.missing] == []
    assert all(fact.origin == "original" for fact in known if fact.language == FALLBACK)
