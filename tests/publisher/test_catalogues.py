from __future__ import annotations

import gettext
from pathlib import Path

import pytest

from guide_app.core.errors import SourceError
from guide_app.core.languages import FALLBACK, LANGUAGES
from guide_app.publisher import catalogues
from guide_app.publisher.catalogues import build_catalogues, gather, load_catalogue, merge, problems, template

CODE = """
def page(messages, count, place):
    # About pages in general.
    # Translators: on the button that
    # puts a number on the clipboard
    copy = messages.text("Copy")
    here = messages.text("Help in {place}", place=place)
    opening = self._messages.text("Open", context="opening hours")
    verb = messages.text("Open")
    label.text()
    field.text("Copy")
    return messages.plural("{count} service", "{count} services", count)
"""

ARABIC_SERVICES = """msgid "{count} service"
msgid_plural "{count} services"
msgstr[0] "لا خدمات"
msgstr[1] "خدمة واحدة"
msgstr[2] "خدمتان"
msgstr[3] "{count} خدمات"
msgstr[4] "{count} خدمة"
msgstr[5] "{count} خدمة"
"""


@pytest.fixture
def code(tmp_path: Path) -> Path:
    folder = tmp_path / "code"
    folder.mkdir()
    (folder / "page.py").write_text(CODE, encoding="utf-8")
    return folder


def test_sentences_are_found_with_context_plural_and_notes(code: Path) -> None:
    found = gather(code)
    assert [(one.message, one.plural, one.context) for one in found] == [
        ("Copy", None, None),
        ("Help in {place}", None, None),
        ("Open", None, "opening hours"),
        ("Open", None, None),
        ("Copy", None, None),
        ("{count} service", "{count} services", None),
    ]
    assert found[0].notes == ("Translators: on the button that", "puts a number on the clipboard")
    assert found[1].notes == ()


@pytest.mark.parametrize("call", ["messages.text(LABELS[code])", "self._messages.plural(one, 'many', 3)"])
def test_a_sentence_nobody_could_translate_is_refused(tmp_path: Path, call: str) -> None:
    (tmp_path / "page.py").write_text(f"x = {call}\n", encoding="utf-8")
    with pytest.raises(SourceError, match=r"page\.py:1: write the sentence out"):
        gather(tmp_path)


def test_the_same_code_gives_the_same_template(code: Path) -> None:
    text = template(code)
    assert text == template(code)
    assert text.count(b'msgid "Copy"') == 1
    assert b"python-brace-format" in text
    assert b"page.py" in text


def test_merging_twice_changes_nothing_and_keeps_work(code: Path, tmp_path: Path) -> None:
    folder = tmp_path / "translations"
    merge(template(code), folder)
    arabic = catalogues.catalogue_path(folder, "ar")
    arabic.write_text(
        arabic.read_text("utf-8").replace('msgid "Copy"\nmsgstr ""', 'msgid "Copy"\nmsgstr "نسخ"'), "utf-8"
    )
    merge(template(code), folder)
    once = {path: path.read_bytes() for path in folder.rglob("*.po*")}
    merge(template(code), folder)
    assert {path: path.read_bytes() for path in folder.rglob("*.po*")} == once
    assert 'msgstr "نسخ"' in arabic.read_text("utf-8")
    assert {path.parts[-3] for path in folder.rglob("*.po")} == set(LANGUAGES) - {FALLBACK}


def test_a_sentence_that_left_the_code_leaves_the_catalogues(code: Path, tmp_path: Path) -> None:
    merge(template(code), tmp_path)
    (code / "page.py").write_text('messages.text("Copied")\n', encoding="utf-8")
    merge(template(code), tmp_path)
    text = catalogues.catalogue_path(tmp_path, "de").read_text("utf-8")
    assert "Copied" in text
    assert 'msgid "Copy"' not in text


def write_arabic(folder: Path, body: str) -> None:
    path = catalogues.catalogue_path(folder, "ar")
    path.parent.mkdir(parents=True)
    head = (
        'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n'
        '"Plural-Forms: nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : '
        'n%100>=11 ? 4 : 5);\\n"\n\n'
    )
    path.write_text(head + body, encoding="utf-8")


def test_compiled_catalogues_speak(tmp_path: Path) -> None:
    write_arabic(tmp_path / "po", ARABIC_SERVICES)
    assert build_catalogues(tmp_path / "mo", tmp_path / "po") == (tmp_path / "mo/ar/LC_MESSAGES/guide.mo",)
    arabic = gettext.translation("guide", str(tmp_path / "mo"), languages=["ar"])
    assert arabic.ngettext("{count} service", "{count} services", 2) == "خدمتان"
    assert arabic.ngettext("{count} service", "{count} services", 5).format(count=5) == "5 خدمات"


@pytest.mark.parametrize(
    ("body", "why"),
    [
        ('msgid "Help in {place}"\nmsgstr "مساعدة في {مكان}"\n', "its blanks are"),
        ('msgid "Help in {place}"\nmsgstr "مساعدة"\n', "its blanks are"),
        ('#, fuzzy\nmsgid "Copy"\nmsgstr "نسخ"\n', "marked fuzzy"),
        ('msgid "Copy"\nmsgstr "نسخ "\n', "begins or ends with a space"),
        (ARABIC_SERVICES.replace("{count} خدمات", "{number} خدمات"), "its blanks are"),
        (ARABIC_SERVICES.replace('msgstr[5] "{count} خدمة"\n', ""), "6 plural forms"),
        ("msgid", "not a catalogue"),
    ],
)
def test_a_bad_translation_stops_the_build(tmp_path: Path, body: str, why: str) -> None:
    write_arabic(tmp_path / "po", body)
    with pytest.raises(SourceError, match=why):
        build_catalogues(tmp_path / "mo", tmp_path / "po")


def test_the_template_of_this_tree_is_not_stale() -> None:
    """If it is: `make messages`."""
    assert (catalogues.TRANSLATIONS / "guide.pot").read_bytes() == template()


@pytest.mark.parametrize("language", sorted(set(LANGUAGES) - {FALLBACK}))
def test_every_catalogue_of_this_tree_is_sound_and_current(language: str) -> None:
    catalog = load_catalogue(language)
    assert problems(catalog) == ()
    sentences = {(one.context, one.message) for one in gather()}
    assert {(one.context, one.id if isinstance(one.id, str) else one.id[0]) for one in catalog if one.id} == sentences


def test_arabic_is_complete() -> None:
    assert catalogues.untranslated(load_catalogue("ar")) == ()
