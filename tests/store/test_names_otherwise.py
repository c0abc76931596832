"""Names that are typed otherwise than they are written: in pieces, in kana, by sound, from the end of a number."""

from __future__ import annotations

import pytest
from tests.store.questions import asked

from guide_app.core.sounds import in_latin, sound_keys
from guide_app.store.snapshot import Snapshot
from guide_app.store.terms import terms_of
from guide_app.store.tokens import number_ends, sound_tokens, spoken_address


@pytest.mark.parametrize(
    ("text", "country", "language", "expected"),
    [
        ("transfuzja psycholog", "PL", "pl", "pl-trans-fuzja-psycholog"),
        ("domeq krk", "PL", "pl", "pl-dom-eq-krakow"),
        ("kph warszawa kontakt", "PL", "pl", "pl-kph"),
        ("シップにじいろ", "JP", "ja", "jp-ship-nijiiro-cabin"),
        ("プライドハス東京", "JP", "ja", "jp-pridehouse-tokyo-counselling"),
        ("よりそいホットラン", "JP", "ja", "jp-yorisoi-sexual-minority"),
        ("سميكس", "SY", "ar", "lb-smex-digital-safety-helpdesk"),
        ("جمعية اصوات", "PS", "ar", "ps-aswat-women"),
        ("авен", "RU", "ru", "int-aven"),
        ("лига", "UA", "ru", "ua-liga"),
        ("эран", "IL", "ru", "il-eran-emotional-first-aid"),
        ("28655588", "DE", "ru", "de-quarteera-beratung"),
        ("lambdawarszawa kropka org", "PL", "pl", "pl-lambda-warszawa-telefon-zaufania"),
    ],
)
def test_a_name_typed_otherwise_comes_first(
    text: str, country: str, language: str, expected: str, real: Snapshot
) -> None:
    assert asked(real, text, country, language).hits[0].id == expected


def test_a_name_written_as_it_sounds_stands_beside_a_region(real: Snapshot) -> None:
    assert "de-quarteera-bayern" in {hit.id for hit in asked(real, "кватера бавария", "DE", "ru").hits[:5]}


def test_a_town_beside_words_of_a_name_that_is_there_still_counts(real: Snapshot) -> None:
    first = {hit.id for hit in asked(real, "lambda wawa", "PL", "pl").hits[:3]}
    assert all(service.startswith("pl-lambda-warszawa") for service in first)


@pytest.mark.parametrize(("text", "country"), [("краснодар", "RU"), ("херсон", "UA"), ("каунас", "LT")])
def test_a_town_is_no_name_abroad_that_it_sounds_like(text: str, country: str, real: Snapshot) -> None:
    known = {hit.id for hit in asked(real, text, country, "ru").hits[:5]}
    assert not known & {"lb-unhcr-call-centre", "pk-rozan-counselling", "us-northwest-arkansas-equality-inc"}


def test_letters_of_another_alphabet_are_written_in_latin_ones() -> None:
    assert in_latin("манео") == "maneo"
    assert in_latin("اصوات") == ""


@pytest.mark.parametrize("text", ["おおさか就労支援", "大阪の就労支援"])
def test_a_place_in_hiragana_is_that_place(text: str, real: Snapshot) -> None:
    assert asked(real, text, "JP", "ja").hits[0].id == "jp-rebit-career-osaka"


def test_a_region_in_hiragana_is_that_region(real: Snapshot) -> None:
    assert asked(real, "くまもと 家族の会", "JP", "ja").hits[0].id == "jp-kumamoto-tomonihiraku"


def test_hiragana_before_kanji_may_be_one_word_with_it(real: Snapshot) -> None:
    assert "jp-lgbt-family-and-friends" in {hit.id for hit in asked(real, "つなぐ会", "JP", "ja").hits[:5]}


def test_a_slip_in_a_word_for_a_kind_is_no_name(real: Snapshot) -> None:
    assert "jp-pridecenter-osaka-counselling" in {hit.id for hit in asked(real, "カウンセリグ", "JP", "ja").hits[:5]}


def test_a_run_is_split_where_its_script_changes_and_kept_whole_for_phrases() -> None:
    parts = terms_of("おおさかのゲイバー情報 次")
    assert [part.folded for part in parts] == ["おおさかの", "げいばー", "情報", "次"]
    assert [part.run for part in parts] == ["おおさかのげいばー情報", "", "", ""]
    covers = [part.cover for part in parts]
    assert sum(covers) == (1 << 12) - 1, "each sign is a unit of its own"


def test_names_of_two_consonants_have_a_key_with_their_half_vowels() -> None:
    assert set(sound_keys("اصوات")) & set(sound_keys("aswat"))
    assert set(sound_keys("حلم")) & set(sound_keys("helem"))
    assert sound_keys("aida") == ()


def test_short_words_in_latin_letters_are_not_looked_for_by_their_half_vowels() -> None:
    assert sound_tokens("manny")
    assert sound_tokens("manny", asked=True) == ()


def test_x_is_read_as_ks_too() -> None:
    assert set(sound_keys("smex")) & set(sound_keys("سميكس"))


def test_the_end_of_a_number_is_long_enough_to_tell_numbers_apart() -> None:
    assert number_ends(["#12345", "#1234"]) == ["#<54321"]


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("example punto org", "example.org"),
        ("mario mieli punto org", "mariomieli.org"),
        ("example точка com", "example.com"),
        ("example kropka org", "example.org"),
        ("punto de encuentro en madrid", "punto de encuentro en madrid"),
        ("dot", "dot"),
    ],
)
def test_a_spoken_address_is_an_address(said: str, written: str) -> None:
    assert spoken_address(said) == written
