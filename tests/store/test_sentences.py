"""Whole sentences, asked of the real guide: what turns them round, what stands last in them, what helps from afar."""

from __future__ import annotations

import pytest
from tests.store.questions import asked

from guide_app.store.search import Step
from guide_app.store.snapshot import Snapshot


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("no quiero vivir", "es"),
        ("ya no quiero seguir viviendo asi", "es"),
        ("ich will einfach nicht mehr leben", "de"),
        ("i really don't want to be here anymore", "en"),
        ("жить я больше не хочу", "ru"),
        ("non voglio più vivere così", "it"),
        ("مش قادر اعيش كده", "ar"),
    ],
)
def test_a_cry_for_life_is_heard_whatever_stands_between_its_words(text: str, language: str, real: Snapshot) -> None:
    assert asked(real, text, "DE", language).crisis


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("no vivo en Madrid", "es"),
        ("nicht mehr allein wohnen", "de"),
        ("i don't live with my parents", "en"),
        ("не живу с родителями", "ru"),
        ("non vivo a Milano", "it"),
        ("nie mieszkam w Polsce, chcę żyć z moim chłopakiem", "pl"),
    ],
)
def test_another_word_of_the_stem_beside_a_no_is_no_cry_for_life(text: str, language: str, real: Snapshot) -> None:
    assert not asked(real, text, "DE", language).crisis


def test_words_of_a_cry_far_apart_are_none(real: Snapshot) -> None:
    text = "quiero un grupo de jovenes gays en Madrid o cerca, antes de morir de aburrimiento"
    assert not asked(real, text, "ES", "es").crisis


def test_the_wish_at_the_end_of_a_long_sentence_is_read(real: Snapshot) -> None:
    text = "vengo dal senegal e ho chiesto aiuto qui in italia tanto tempo fa e adesso io cerco un avvocato"
    kinds = {hit.id for hit in asked(real, text, "IT", "it").hits[:8]}
    assert kinds & {hit.id for hit in asked(real, "avvocato", "IT", "it").hits[:3]}


def test_where_a_country_has_little_lines_of_the_whole_world_come_before_what_is_out_of_reach(real: Snapshot) -> None:
    found = asked(real, "в школе чмырят и обзывают", "KZ", "ru")
    first = [hit.id for hit in found.hits[:5]]
    assert "int-findahelpline" in first
    assert "at-quack-linz" not in first


@pytest.mark.parametrize(
    ("text", "country", "language", "expected"),
    [
        ("رينبو ريلرود", "IQ", "ar", "int-rainbow-railroad-request-help"),
        ("レインボーレイルロード", "CN", "ja", "int-rainbow-railroad-request-help"),
        ("Квартера", "DE", "de", "de-quarteera-beratung"),
        ("ali forny centre", "US", "en", "us-ali-forney-center"),
    ],
)
def test_a_name_written_as_it_sounds_is_that_name(
    text: str, country: str, language: str, expected: str, real: Snapshot
) -> None:
    assert expected in [hit.id for hit in asked(real, text, country, language).hits[:3]]


def test_a_sentence_of_which_one_stray_word_is_understood_is_somebody_telling_how_it_is(real: Snapshot) -> None:
    found = asked(real, "صديقتي ما بتحكي معي من شهر", "JO", "ar")
    assert Step("need", "talk") in found.steps
    assert Step("need", "talk") not in asked(real, "психолог для подростка", "DE", "ru").steps


def test_what_is_wished_for_at_home_comes_before_the_same_for_the_whole_world(real: Snapshot) -> None:
    places = [hit.nearness for hit in asked(real, "got sacked for being gay", "GB", "en").hits]
    assert places[:2] == ["country", "country"]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("wszyscy byliby szczęśliwsi beze mnie", "pl"),
        ("stoję na moście", "pl"),
        ("jo już ni mom sił", "pl"),
        ("стою на крыше", "ru"),
        ("хочу сделать роскомнадзор", "ru"),
        ("папа сказал что убьёт", "ru"),
        ("өлгім келеді", "ru"),
    ],
)
def test_a_cry_in_other_words_is_heard(text: str, language: str, real: Snapshot) -> None:
    assert asked(real, text, "PL", language).crisis


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("boję się zrobić test na hiv", "pl"),
        ("nie chcę już być samotna", "pl"),
        ("umieram z ciekawości jaki film obejrzeć", "pl"),
        ("хочу прыгнуть с парашютом", "ru"),
        ("умираю со смеху", "ru"),
        ("роскомнадзор заблокировал сайт", "ru"),
    ],
)
def test_what_only_begins_like_a_cry_is_none(text: str, language: str, real: Snapshot) -> None:
    assert not asked(real, text, "PL", language).crisis


def test_a_no_stands_before_what_it_denies(real: Snapshot) -> None:
    assert "pl-niebinarnosc" in [hit.id for hit in asked(real, "nie jestem dziewczyną", "PL", "pl").hits[:5]]
    told = asked(real, "mój syn mówi, że jest dziewczyną i nie wiem co robić", "PL", "pl")
    assert told.hits[0].id in {"pl-ftwr", "pl-trans-parent"}


def test_a_no_alone_is_no_name(real: Snapshot) -> None:
    assert Step("need", "talk") in asked(real, "nikt mnie nie zechce", "PL", "pl").steps


@pytest.mark.parametrize(
    ("text", "country", "language", "first"),
    [
        ("dolny śląsk grupa wsparcia", "PL", "pl", "pl-kultura-rownosci-wroclaw"),
        ("gliwice psycholog", "PL", "pl", "pl-teczowka-katowice"),
        ("бавария", "DE", "ru", "de-quarteera-bayern"),
        ("wales queer counsellor", "GB", "en", "gb-lgbt-cymru-counselling"),
    ],
)
def test_a_region_or_a_town_of_it_by_its_names(
    text: str, country: str, language: str, first: str, real: Snapshot
) -> None:
    assert first in [hit.id for hit in asked(real, text, country, language).hits[:2]]


def test_a_town_in_which_nothing_stands_is_answered_by_its_country(real: Snapshot) -> None:
    found = asked(real, "казань", "RU", "ru")
    assert Step("wider_area", "RU") in found.steps
    assert "ru-sphere" in {hit.id for hit in found.hits[:3]}


def test_a_wish_in_the_words_of_a_name_is_not_that_name_out_of_reach(real: Snapshot) -> None:
    assert "gr-thess-checkpoint" not in {hit.id for hit in asked(real, "test na hiv", "PL", "pl").hits[:5]}
