"""What people may really type, asked of the real guide."""

from __future__ import annotations

import pytest

from guide_app.core.values import CountryCode, LanguageCode, NeedId
from guide_app.store.search import Hit, Query, search
from guide_app.store.snapshot import Snapshot


def found(real: Snapshot, text: str, country: str | None = None, language: str = "en") -> tuple[Hit, ...]:
    area = None if country is None else CountryCode(country)
    return search(real, Query(text, country=area, language=LanguageCode(language))).hits


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("trevor", "int-trevorspace"),
        ("the trevor project", "us-trevor-project-crisis-services"),
        ("trans lifeline", "us-trans-lifeline-hotline"),
        ("translife", "us-trans-lifeline-hotline"),
        ("988", "us-988-suicide-crisis-lifeline"),
        ("+1 877 565", "us-trans-lifeline-hotline"),
        ("877-565-8860", "us-trans-lifeline-hotline"),
        ("thetrevorproject.org", "us-trevor-project-crisis-services"),
        ("https://translifeline.org/", "us-trans-lifeline-hotline"),
        ("13 11 14", "au-lifeline"),
        ("samaritans", "gb-samaritans-helpline"),
        ("legal help london", "gb-rainbow-migration"),
        ("i need a lawyer in london", "gb-rainbow-migration"),
        ("lgbt center los angeles", "us-los-angeles-lgbt-center-rosenstein-campus"),
        ("koln", "de-rubicon-koeln"),
        ("lodz", "pl-lcr-lodz"),
        ("弁護士", "jp-fukuoka-bar-lgbt-legal"),
    ],
)
def test_what_is_meant_comes_first(text: str, expected: str, real: Snapshot) -> None:
    assert found(real, text)[0].id == expected


def test_a_small_word_of_a_label_is_not_what_is_asked_for(real: Snapshot) -> None:
    """ "Someone, who knows it from life" is a need's name; who says that someone follows them needs something else."""
    with_someone = [hit.id for hit in found(real, "ktoś mnie śledzi", "PL", "pl")]
    assert with_someone == [hit.id for hit in found(real, "śledzi mnie", "PL", "pl")]


def test_116_123_is_all_who_answer_there(real: Snapshot) -> None:
    ids = {hit.id for hit in found(real, "116 123")}
    assert {"de-telefonseelsorge", "gb-samaritans-helpline", "hu-lesz-116123", "lt-vilties-linija"} <= ids


@pytest.mark.parametrize("text", ["tervor", "trevr project", "counselng", "lawiers"])
def test_slips_find_something(text: str, real: Snapshot) -> None:
    assert found(real, text)


@pytest.mark.parametrize("country", ["US", "DE", "GB", "FR", "EG", "LB", "JP", "BR", "IN", "ZA", "AU", "KE"])
@pytest.mark.parametrize(("text", "language"), [("suicide", "en"), ("crisis", "en"), ("انتحار", "ar")])
def test_in_a_crisis_a_line_that_answers_there_comes_first(
    text: str,
    language: str,
    country: str,
    real: Snapshot,
) -> None:
    hits = found(real, text, country, language)
    lines = {"crisis_line"}
    here = [row.kind for row in real.rows([hit.id for hit in hits if hit.nearness == "country"])]
    if lines & set(here):
        assert hits[0].nearness == "country"
        assert here[0] in lines
    else:
        assert hits[0].nearness in {"country", "world"}


def test_legal_help_in_another_language(real: Snapshot) -> None:
    for text in ("محامي", "محامية", "شرطة", "لجوء"):
        kinds = {row.kind for row in real.rows([hit.id for hit in found(real, text, "EG", "ar")[:3]])}
        assert kinds <= {"legal_aid", "asylum_relocation", "advocacy"}
    assert "legal_aid" in {
        row.kind for row in real.rows([hit.id for hit in found(real, "Rechtshilfe", "DE", "de")[:3]])
    }


@pytest.mark.parametrize("country", [None, "DE", "EG", "IS"])
def test_every_service_is_reached_without_typing(country: str | None, real: Snapshot) -> None:
    reached = set()
    area = None if country is None else CountryCode(country)
    for need in real.needs(LanguageCode("en")):
        reached |= {hit.id for hit in search(real, Query(need=NeedId(need.id), country=area, limit=None)).hits}
    rest = {hit.id for hit in search(real, Query(country=area, limit=None)).hits}
    assert len(rest) == real.size
    assert reached <= rest


def test_every_service_is_found_by_its_own_name_and_contacts(real: Snapshot) -> None:
    for hit in search(real, Query(limit=None)).hits:
        service = real.service(hit.id)
        assert hit.id in {
            one.id for one in search(real, Query(f"{service.organization} {service.name}", limit=None)).hits
        }
        for contact in service.contacts:
            if len(contact.value) > 2:
                assert hit.id in {one.id for one in search(real, Query(contact.value, limit=None)).hits}, contact.value
