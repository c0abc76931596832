from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guide_app.store import tokens


@pytest.mark.parametrize(
    ("value", "display", "found"),
    [
        ("+18665550123", "+1 866 555 0123", {"#18665550123", "#8665550123", "#<32105556681"}),
        ("+442075550199", "020 7555 0199", {"#442075550199", "#02075550199", "#2075550199", "#<991055570244"}),
        ("+18665550123", "1 (866) 555-0123", {"#18665550123", "#8665550123", "#<32105556681"}),
        ("+35315550123", "+353 1 555 0123", {"#35315550123", "#15550123", "#<32105551353"}),
        ("116123", "116 123", {"#116123", "#<321611"}),
        ("*2982", "*2982", {"#2982", "#<2892"}),
        ("https://www.abc.example/a-b?c=1", "", {"@abcexampleabc1", "@abcexample"}),
        ("mailto:Post@Chat.Abc.Example", "", {"@postchatabcexample", "@chatabcexample", "@abcexample"}),
        ("https://social.example/@abc", "", {"@socialexampleabc", "@socialexample"}),
        ("@abc_help", "", {"@abchelp"}),
    ],
)
def test_a_contact_is_found_by_what_people_copy_or_remember(value: str, display: str, found: set[str]) -> None:
    assert set(tokens.contact_tokens(value, display or value)) == found


@pytest.mark.parametrize(
    ("query", "meant"),
    [
        ("+1 (866) 555-0123", ("18665550123",)),
        ("0044 20 7555", ("0044207555", "44207555")),
        ("020 7555 0199", ("02075550199", "2075550199")),
        ("8 800 555 01 23", ("88005550123", "8005550123")),
        ("٩٨٨", ("988",)),
        ("*2982", ("2982",)),
        ("98", ()),
        ("24/7", ()),
        ("988 line", ()),
        ("", ()),
    ],
)
def test_a_number_is_understood_as_it_is_dialled(query: str, meant: tuple[str, ...]) -> None:
    assert tokens.number_queries(query) == meant


@pytest.mark.parametrize(
    ("query", "letters"),
    [
        ("https://www.abc.example/Help", "abcexamplehelp"),
        ("www.abc.e", "abce"),
        ("post@abc.example", "postabcexample"),
        ("abc.example help", ""),
        ("abc", ""),
    ],
)
def test_an_address_is_understood_as_it_is_copied(query: str, letters: str) -> None:
    assert tokens.address_query(query) == letters


def test_a_name_is_found_from_any_of_its_words_on() -> None:
    assert set(tokens.name_tokens("The Larkspur-Projéct")) == {
        "=thelarkspurproject",
        "=larkspurproject",
        "=project",
        "^thelarkspurproject",
        "^larkspurproject",
    }
    assert list(tokens.name_tokens(" - ")) == []


@given(st.text())
def test_no_text_leaves_a_marker_inside_a_token(text: str) -> None:
    found = [*tokens.name_tokens(text), *tokens.contact_tokens(text, text), tokens.facet("c", text)]
    assert not any(set(token[1:]) & set("~^=#@!") for token in found)


@given(st.text())
def test_no_query_crashes(text: str) -> None:
    assert all(number.isascii() and number.isdecimal() for number in tokens.number_queries(text))
    assert len(tokens.address_query(text)) <= tokens.LONGEST
    tokens.looks_like_address(text)
