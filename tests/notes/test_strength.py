"""How a passphrase is judged: rather too low than too high."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guide_app.notes.common_words import COMMON_WORDS
from guide_app.notes.strength import Level, judge

ORDER: list[Level] = ["empty", "weak", "fair", "good"]


@pytest.mark.parametrize("text", ["", "  ", "\u200f"])
def test_nothing_is_empty(text: str) -> None:
    assert judge(text).level == "empty"


@pytest.mark.parametrize(
    ("text", "advice"),
    [
        ("password", "common"),
        ("P@ssw0rt2024!", "common"),
        ("MotDePasse", "common"),
        ("contraseña", "common"),
        ("İstanbul1453", "common"),
        ("hasło", "common"),
        ("пароль", "common"),
        ("パスワード", "common"),
        ("حبيبي", "common"),
        ("1234567890", "row"),
        ("qwertyuiop", "row"),
        ("йцукен", "common"),
        ("zzzzzzzzzzzz", "repeated"),
        ("tomatotomato", "repeated"),
        ("tomato tomato tomato tomato", "repeated"),
        ("12.05.1998", "number"),
        ("+48 601 234 567", "number"),
        ("tomato", "longer"),
        ("tomato7", "longer"),
    ],
)
def test_what_is_tried_first_is_weak_and_says_why(text: str, advice: str) -> None:
    strength = judge(text)
    assert strength.level == "weak", strength
    assert advice in strength.advice


@pytest.mark.parametrize(
    "text",
    [
        "lantern tomato bicycle marble window",
        "fener domates bisiklet mermer pencere",
        "latarnia pomidor rower marmur okno szuflada",
        "фонарь помидор велосипед мрамор окно",
        "فانوس طماطم دراجة رخام نافذة سمكة",
        "x7Gk2pQ9vR4mT3zL",
        "電灯 林檎 自転車 大理石 窓辺 引出 南瓜",
    ],
)
def test_several_words_that_belong_to_nothing_are_good(text: str) -> None:
    assert judge(text).level == "good", judge(text)


def test_three_words_are_fair() -> None:
    assert judge("lantern tomato bicycle").level == "fair"


def test_words_someone_near_would_try_count_as_common() -> None:
    assert judge("Kowalczyk").bits > judge("Kowalczyk", own=["kowalczyk"]).bits


@given(st.text(max_size=40), st.text(max_size=10))
def test_any_text_is_judged_and_more_text_is_never_much_worse(text: str, more: str) -> None:
    short, long = judge(text), judge(f"{text} {more}")
    assert short.level in ORDER
    assert long.bits >= short.bits - 0.1


def test_the_list_is_folded_as_it_is_looked_up() -> None:
    for word in COMMON_WORDS:
        assert judge(word).level == "weak", word
        assert "common" in judge(word).advice or len(set(word)) == 1, word
