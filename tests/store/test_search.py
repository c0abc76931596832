from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.store import hand_made

from guide_app.core.values import CountryCode, LanguageCode, NeedId
from guide_app.store.filters import Filters
from guide_app.store.search import Hit, Query, Step, search
from guide_app.store.snapshot import Snapshot

US, DE, GB, FR = map(CountryCode, ("US", "DE", "GB", "FR"))
EN, AR, DEUTSCH = map(LanguageCode, ("en", "ar", "de"))


def ids(hits: tuple[Hit, ...]) -> list[str]:
    return [hit.id for hit in hits]


def best(
    snapshot: Snapshot, text: str, country: CountryCode | None = None, language: LanguageCode | None = None
) -> str:
    hits = search(snapshot, Query(text, country=country, language=language)).hits
    return hits[0].id if hits else ""


@pytest.mark.parametrize(
    "text", ["larkspur", "The Larkspur Project", "larkspurp", "LARKS", "lark spur", "project larkspur"]
)
def test_an_organisation_is_found_by_its_name(text: str, snapshot: Snapshot) -> None:
    assert set(ids(search(snapshot, Query(text, language=EN)).hits)[:3]) == {
        "us-larkspur",
        "mx-larkspur",
        "int-larkspur",
    }
    assert best(snapshot, text, language=EN) == "us-larkspur"
    assert best(snapshot, text, CountryCode("MX")) == "mx-larkspur"


def test_elsewhere_a_world_wide_service_of_that_name_comes_first(snapshot: Snapshot) -> None:
    assert ids(search(snapshot, Query("larkspur", country=DE)).hits)[0] == "int-larkspur"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("988", "us-hotline"),
        ("116 123", "de-sorgen"),
        ("+1 866 555", "us-larkspur"),
        ("866-555-0123", "us-larkspur"),
        ("+44 20 7555 0199", "gb-lions"),
        ("020 7555", "gb-lions"),
        ("thelarkspurproject.example", "us-larkspur"),
        ("https://www.thelarkspurproject.example/get", "us-larkspur"),
        ("post@lions.example", "gb-lions"),
        ("lions.example", "gb-lions"),
        ("t.me/world_text", "int-text"),
    ],
)
def test_a_number_or_an_address_finds_whose_it_is(text: str, expected: str, snapshot: Snapshot) -> None:
    assert best(snapshot, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("lowe sahin", "gb-lions"),
        ("LODZ", "gb-lions"),
        ("lions of london", "gb-lions"),
        ("خط الأمان", "eg-line"),
        ("خط الامان", "eg-line"),
        ("امان", "eg-line"),
        ("東京", "jp-tokyo"),
        ("相談", "jp-tokyo"),
        ("東", "jp-tokyo"),
        ("cafe zitrone", "de-cafe"),
        ("Thursdays", "de-cafe"),
    ],
)
def test_any_script_and_any_keyboard(text: str, expected: str, snapshot: Snapshot) -> None:
    assert best(snapshot, text) == expected


@pytest.mark.parametrize(("text", "language"), [("lawyer", EN), ("lawyers", EN), ("محامي", AR), ("المحامي", AR)])
def test_a_need_is_found_by_what_people_call_it_in_their_language(
    text: str,
    language: LanguageCode,
    snapshot: Snapshot,
) -> None:
    found = ids(search(snapshot, Query(text, country=DE, language=language)).hits)
    assert found[0] == "de-zuflucht"
    assert "gb-lions" in found, "what is elsewhere comes later, not never"


@pytest.mark.parametrize("text", ["suicide", "suicid", "crisis", "I want to die", "انتحار"])
def test_in_a_crisis_what_answers_here_comes_first(text: str, snapshot: Snapshot) -> None:
    assert best(snapshot, text, DE) == "de-sorgen"
    assert best(snapshot, text, US) == "us-larkspur" or text.startswith("suic")
    here = [hit.nearness for hit in search(snapshot, Query(text, country=FR)).hits]
    assert here[0] == "world", "with nothing in the country, what answers everywhere"


def test_a_line_named_for_it_beats_a_group_named_for_it_only_nearby(snapshot: Snapshot) -> None:
    found = ids(search(snapshot, Query("suicide", country=DE)).hits)
    assert found.index("de-sorgen") < found.index("us-grief")
    assert found.index("de-sorgen") < found.index("de-cafe"), "a word in a description says little"


def test_a_place_and_a_kind_together(snapshot: Snapshot) -> None:
    assert ids(search(snapshot, Query("legal help berlin")).hits)[0] == "de-zuflucht"
    assert ids(search(snapshot, Query("café berlin")).hits)[0] == "de-cafe"
    assert set(ids(search(snapshot, Query("برلين")).hits)) == {"de-zuflucht", "de-cafe"}
    assert set(ids(search(snapshot, Query("ألمانيا")).hits)) == {
        "de-zuflucht",
        "de-cafe",
        "de-sorgen",
        "de-trans",
        "de-trans-rat",
    }


def test_a_whole_word_comes_before_a_longer_one(snapshot: Snapshot) -> None:
    assert ids(search(snapshot, Query("trans")).hits)[:2] == ["de-trans-rat", "de-trans"]


@pytest.mark.parametrize(
    ("text", "expected", "step"),
    [
        ("larkpsur", "us-larkspur", Step("respelled", "larkspur")),
        ("alrkspur", "us-larkspur", Step("respelled", "larkspur")),
        ("zitrnoe", "de-cafe", Step("respelled", "zitrone")),
        ("sorgentelefonat", "de-sorgen", Step("respelled", "sorgentelefon")),
        ("lawwyers berlin", "de-zuflucht", Step("respelled", "lawyers berlin")),
        ("xyzzy lawyer berlin", "de-zuflucht", Step("fewer_words", "lawyer berlin")),
        ("crisis berlin", "de-sorgen", Step("wider_area", "DE")),
    ],
)
def test_a_slip_of_the_keyboard_or_a_whole_sentence_is_understood_and_said(
    text: str, expected: str, step: Step, snapshot: Snapshot
) -> None:
    found = search(snapshot, Query(text, language=EN))
    assert found.hits[0].id == expected
    assert step in found.steps


@pytest.mark.parametrize(
    "text",
    ["zzzzqqq", "988123456", "nosuch.example", "ъъъъ", "龘龘", "!?", "\x00", "\udc80 \ud800", "qq ww", "911", "116"],
)
def test_where_nothing_fits_lines_are_shown_and_it_is_said(text: str, snapshot: Snapshot) -> None:
    found = search(snapshot, Query(text, country=DE, language=EN))
    assert ids(found.hits) == ["de-sorgen", "int-text"]
    assert found.steps[-2:] == (Step("world"), Step("need", "talk"))


@pytest.mark.parametrize(
    ("filters", "step"),
    [
        (Filters(city="London"), Step("world")),
        (Filters(city="Berlin", country_only=True), Step("wider_area", "DE")),
        (Filters(free=True, anonymous=True), Step("dropped_filters", "anonymous,free")),
    ],
)
def test_filters_that_leave_nothing_are_taken_away_and_it_is_said(
    filters: Filters, step: Step, snapshot: Snapshot
) -> None:
    found = search(snapshot, Query("sorgentelefon", country=DE, filters=filters))
    assert ids(found.hits)[0] == "de-sorgen"
    assert found.steps == (step,)


def test_browsing_a_need_gives_all_of_it_nearest_first(snapshot: Snapshot) -> None:
    talk = Query(need=NeedId("talk"), country=US, language=EN)
    hits = search(snapshot, talk).hits
    assert ids(hits) == ["us-larkspur", "us-hotline", "int-text", "mx-larkspur", "de-sorgen", "eg-line", "jp-tokyo"]
    assert [hit.nearness for hit in hits[:4]] == ["country", "country", "world", "elsewhere"]


def test_with_no_country_the_world_comes_first_and_the_readers_language_counts(snapshot: Snapshot) -> None:
    hits = search(snapshot, Query(need=NeedId("talk"), language=AR)).hits
    assert len(hits) == 7
    assert ids(hits)[:2] == ["int-text", "eg-line"]
    assert ids(search(snapshot, Query(need=NeedId("people"))).hits)[0] == "int-larkspur"


def test_a_chosen_town_comes_first(snapshot: Snapshot) -> None:
    hits = search(snapshot, Query(country=DE, city="Berlin", language=EN)).hits
    assert [hit.nearness for hit in hits[:2]] == ["city", "city"]
    assert len(hits) == 14


def test_a_need_narrows_words(snapshot: Snapshot) -> None:
    assert ids(search(snapshot, Query("larkspur", need=NeedId("talk"), language=EN)).hits) == [
        "us-larkspur",
        "mx-larkspur",
    ]
    found = search(snapshot, Query("zzzzqqq", need=NeedId("legal"), country=DE))
    assert ids(found.hits)[0] == "de-zuflucht"
    assert found.steps == (Step("need", "legal"),), "what is not understood does not hide the need that was chosen"


def test_low_evidence_and_another_language_come_later_not_never(snapshot: Snapshot) -> None:
    hits = {str(hit.id): hit for hit in search(snapshot, Query("crisis", language=DEUTSCH, explain=True)).hits}
    assert "confirm first -3" in hits["int-text"].why
    assert "language +10" in hits["de-sorgen"].why


def test_every_score_is_the_sum_of_its_reasons_and_the_order_is_that_of_scores(snapshot: Snapshot) -> None:
    for text in ("", "s", "suicide", "berlin", "larkspur", "legal help", "zzzz"):
        hits = search(snapshot, Query(text, country=DE, language=EN, explain=True)).hits
        assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
        for hit in hits:
            assert hit.why[-1] == hit.nearness
            assert hit.score == sum(int(reason.rpartition(" ")[2]) for reason in hit.why[:-1])
        plain = search(snapshot, Query(text, country=DE, language=EN)).hits
        assert ids(plain) == ids(hits)
        assert not any(hit.why for hit in plain)


_QUERIES = st.one_of(
    st.text(max_size=12),
    st.sampled_from(["larkspur", "suicide", "legal help berlin", "خط الأمان", "東京相談室", "988", "trans", "a", ""]),
)


@settings(max_examples=60)
@given(
    text=_QUERIES,
    limit=st.integers(1, 20),
    country=st.sampled_from([None, US, DE, FR]),
    language=st.sampled_from([None, EN, AR]),
)
def test_a_limit_cuts_the_same_list_and_no_text_crashes(
    text: str,
    limit: int,
    country: CountryCode | None,
    language: LanguageCode | None,
    snapshot: Snapshot,
) -> None:
    every = search(snapshot, Query(text, country=country, language=language, limit=None)).hits
    assert len(set(ids(every))) == len(every)
    assert search(snapshot, Query(text, country=country, language=language, limit=limit)).hits == every[:limit]


@settings(max_examples=60)
@given(
    text=st.sampled_from(["The Larkspur Project", "Café Zitrone", "Sorgentelefon", "خط الأمان", "東京相談室"]),
    data=st.data(),
)
def test_typing_a_name_letter_by_letter_never_loses_it(text: str, data: st.DataObject, snapshot: Snapshot) -> None:
    typed = text[: data.draw(st.integers(1, len(text)))]
    names = {hit.id for hit in search(snapshot, Query(typed, limit=None)).hits}
    every = search(snapshot, Query(text, limit=None, explain=True)).hits
    whole = {hit.id for hit in every if any(reason.startswith("whole name") for reason in hit.why)}
    assert whole <= names


def test_a_stock_large_enough_for_stored_beginnings_answers_like_a_plain_scan(tmp_path: Path) -> None:
    chance = random.Random(3)
    words = [f"{first}{second}{third}" for first in "abc" for second in "aeiou" for third in "klmnp"]
    named = [chance.sample(words, 3) for _ in range(4000)]
    rows = hand_made.manifest()
    rows += [hand_made.service(f"s{n:04}", " ".join(some), "", areas=["US"], prior=n) for n, some in enumerate(named)]
    with hand_made.open_stock(tmp_path, rows) as snapshot:
        assert snapshot.select("SELECT count(*) FROM beginnings")[0][0] > 3
        for typed in ("a", "ba", "cak", "c b"):
            expected = {
                f"s{n:04}"
                for n, some in enumerate(named)
                if all(any(word.startswith(part) for word in some) for part in typed.split())
            }
            found = search(snapshot, Query(typed, limit=None)).hits
            assert {hit.id for hit in found} == expected


def test_a_line_that_cannot_be_dialled_from_here_comes_after_those_that_can(tmp_path: Path) -> None:
    rows = [
        *hand_made.manifest(),
        hand_made.service("de-short", "Kurz", "Telefon", areas=["DE"], prior=1),
        hand_made.contact("de-short", 0, "phone", "116123", inside=True),
        hand_made.contact("de-short", 1, "web", "https://kurz.example/"),
        hand_made.service("gb-long", "Long", "Phone", areas=["GB"], prior=97),
        hand_made.contact("gb-long", 0, "phone", "116123", inside=True),
        hand_made.contact("gb-long", 1, "email", "post@long.example"),
        hand_made.service("mx-site", "Sitio", "Web", areas=["MX"], prior=95),
        hand_made.contact("mx-site", 0, "web", "https://sitio.example/"),
    ]
    with hand_made.open_stock(tmp_path, rows) as snapshot:
        assert ids(search(snapshot, Query(country=FR)).hits) == ["mx-site", "gb-long", "de-short"]
        assert ids(search(snapshot, Query(country=DE)).hits)[0] == "de-short"
        assert ids(search(snapshot, Query()).hits)[0] == "de-short"


def test_where_contact_is_punished_a_service_comes_last_unless_it_is_at_home(tmp_path: Path) -> None:
    country = ("countries", ("MX", '{"general":["112"]}', "legal", None, 2026, None, '["DE"]', "[]"))
    rows = [
        *hand_made.manifest(),
        country,
        hand_made.service("de-near", "Nah", "Telefon", areas=["DE"], prior=1),
        hand_made.service("both-far", "Beide", "Telefon", areas=["DE", "FR"], prior=80),
        hand_made.service("gb-far", "Far", "Phone", areas=["GB"], prior=90, confirm_first=1),
    ]
    with hand_made.open_stock(tmp_path, rows) as snapshot:
        assert ids(search(snapshot, Query(country=CountryCode("MX"))).hits) == ["both-far", "gb-far", "de-near"]
        assert ids(search(snapshot, Query("nah", country=CountryCode("MX"))).hits) == ["de-near"]
        assert ids(search(snapshot, Query(country=GB)).hits) == ["gb-far", "de-near", "both-far"]


@pytest.mark.parametrize("text", ["suicde", "suiside", "crisiss"])
def test_a_mistyped_cry_for_help_finds_lines_not_mentions(text: str, snapshot: Snapshot) -> None:
    assert best(snapshot, text, US, EN) in {"us-larkspur", "us-hotline"}
