"""Names across alphabets: what is the same name sounds the same."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guide_app.core.sounds import in_cyrillic, romaji, sound_keys


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Mawjoudin", "موجودين"),
        ("Shams", "شمس"),
        ("Quarteera", "Квартера"),
        ("Mermaids", "мермейдс"),
        ("toczkaopory", "точкаопори"),
        ("Trevor", "トレバー"),
        ("Project", "プロジェクト"),
    ],
)
def test_a_name_sounds_the_same_in_another_alphabet(one: str, other: str) -> None:
    assert set(sound_keys(one)) & set(sound_keys(other))


@pytest.mark.parametrize(("one", "other"), [("Mermaids", "Samaritans"), ("Helem", "علم"), ("Helem", "شمس")])
def test_different_or_very_short_names_do_not(one: str, other: str) -> None:
    assert not set(sound_keys(one)) & set(sound_keys(other))


def test_kanji_has_no_sound_of_its_own() -> None:
    assert sound_keys("東京レインボー") == ()


@pytest.mark.parametrize(
    ("kana", "latin"),
    [("にじーず", "nijizu"), ("キョウト", "kyouto"), ("しょうがい", "shougai"), ("東京", ""), ("abc", "")],
)
def test_kana_in_latin_letters(kana: str, latin: str) -> None:
    assert romaji(kana) == latin


def test_russian_typed_in_latin_letters() -> None:
    assert in_cyrillic("pomogite") == "помогите"
    assert in_cyrillic("hochu") == "хочу"


@given(st.text(max_size=30))
def test_no_name_crashes(name: str) -> None:
    assert all(len(key) >= 3 for key in sound_keys(name))
    romaji(name)
