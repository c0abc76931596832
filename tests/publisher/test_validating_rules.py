"""Every rule finds what is planted for it, at its line, and leaves the harmless neighbour alone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest
from tests.publisher.small_stock import SmallStock

from guide_app.publisher.validating import RULES, Problem, validate_folder

Bend = Callable[[SmallStock], object]


class Case(NamedTuple):
    code: str
    plant: Bend
    """Breaks the rule."""
    clean: Bend
    """Comes as near to it as is allowed."""
    near: str = ""
    """Text of the line on which the problem must be reported."""


def value(position: int, text: str, kind: str | None = None) -> Bend:
    """Give a contact of the line another value (0 web, 1 phone, 2 mail), perhaps another type."""

    def bend(stock: SmallStock) -> None:
        contact = stock.line["contacts"][position]
        contact["value"] = text
        contact["type"] = kind or contact["type"]

    return bend


def line(**changes: object) -> Bend:
    return lambda stock: stock.line.update(changes)


def circle(**changes: object) -> Bend:
    return lambda stock: stock.circle.update(changes)


def drop(key: str) -> Bend:
    return lambda stock: stock.line.pop(key)


def place(**changes: object) -> Bend:
    return lambda stock: stock.line["locations"][0].update(changes)


def source(**changes: object) -> Bend:
    return lambda stock: stock.line["sources"][0].update(changes)


def hours(text: str, **others: str) -> Bend:
    return line(schedules=[{"opening_hours": text, **others}])


def withheld(position: int, text: str) -> Bend:
    def bend(stock: SmallStock) -> None:
        stock.line["contacts"][position] |= {"value": text, "withheld": {"code": "wrong", "reason": "seen to be wrong"}}

    return bend


def held_back(bend: Bend) -> Bend:
    """Hold a record back besides: what is never shown may be wrong in itself."""
    return both(bend, line(held_back={"code": "dead", "reason": "gone"}))


def own_address(stock: SmallStock) -> None:
    """Show the address that the circle is known to publish itself."""
    stock.circle["locations"] = [DANGER]
    stock.decisions["own_addresses"] = [OWN_ADDRESS]


def housing(stock: SmallStock) -> None:
    """Make the line a shelter with an address."""
    stock.vocabulary["kinds"]["housing"] = stock.vocabulary["kinds"]["crisis_line"]
    stock.needs["needs"][0]["kinds"].append("housing")
    stock.line["kind"] = "housing"


def as_it_is(stock: SmallStock) -> None:
    """Leave the clean stock alone."""
    assert stock.line


def both(first: Bend, second: Bend) -> Bend:
    """Bend twice."""

    def bend(stock: SmallStock) -> None:
        first(stock)
        second(stock)

    return bend


ROMAN = "Europe/Rome"
DANGER = {"address_1": "1 Nile Street", "city": "Cairo", "country": "EG"}
OWN_ADDRESS = {"id": "eg-nile-circle-group", "source": "https://nile-circle.org/where", "reason": "on its site"}
RUSSIAN = {"address_1": "Nevsky 1", "city": "Saint Petersburg", "country": "RU"}
TOWN = {"city": "Saint Petersburg", "country": "RU"}
WITHHELD = {"withheld": {"code": "danger", "reason": "could lead a stranger there"}}

CASES = (
    # structure
    Case("key-unknown", line(kinds="crisis_line"), as_it_is, "kinds: crisis_line"),
    Case("key-missing", drop("evidence"), drop("cost")),
    Case("type-wrong", line(audience="lgbtq"), line(audience=["lgbtq", "youth"]), "audience: lgbtq"),
    Case("type-wrong", line(minimum_age="thirteen"), line(minimum_age="13"), "thirteen"),
    Case("type-wrong", line(locations=[{"city": "Roma"}] * 2), line(locations=[{"city": "Roma"}])),
    Case("value-unknown", line(status="open"), line(status="temporarily closed"), "status: open"),
    Case("value-unknown", line(kind="hotline"), line(kind="support_group"), "kind: hotline"),
    Case(
        "decision-form",
        lambda stock: stock.decisions.update(own_addresses=[{"id": "x"}]),
        lambda stock: stock.decisions.update(own_addresses=[OWN_ADDRESS]),
        "id: x",
    ),
    Case(
        "decision-form",
        lambda stock: stock.decisions.update(held_back=[{k: ["x"] for k in ("id", "code", "reason")}]),
        as_it_is,
    ),
    Case("item-repeated", line(service_areas=["IT", "IT"]), line(service_areas=["IT", "EG"]), "service_areas"),
    Case("id-form", line(id="it_Casa"), line(id="it-casa-2"), "it_Casa"),
    Case(
        "file-misplaced",
        lambda stock: stock.organizations["it/it-casa-esempio"].update(id="it-another"),
        lambda stock: stock.organizations.update(
            {"int/it-casa-esempio": stock.organizations.pop("it/it-casa-esempio")}
        ),
        "id: it-another",
    ),
    # contacts
    Case("phone-invalid", value(1, "+39800713713713"), value(1, "+390669941"), "+39800713713713"),
    Case("phone-invalid", value(1, "+3980071371399"), withheld(1, "+3980071371399"), "+3980071371399"),
    Case("phone-form", value(1, "800 713 713"), value(1, "+39800713713"), "800 713 713"),
    Case("phone-form", value(1, "00390669941"[:6] + "x"), held_back(value(1, "no number"))),
    Case("phone-elsewhere", value(1, "+442078331674"), value(1, "+39800713713"), "+442078331674"),
    Case(
        "short-code-homeless",
        lambda stock: (line(service_areas=["*"], locations=[])(stock), value(1, "116123")(stock)),
        value(1, "112"),
        "116123",
    ),
    Case("short-code-unknown", value(1, "*2982"), value(1, "112"), "*2982"),
    Case("mail-form", value(2, "ascolto(at)casa-esempio.it"), value(2, "a.b+c@posta.casa-esempio.it"), "(at)"),
    Case("mail-form", value(2, "ascolto@casa-esempio"), value(2, "ascolto@casa-esempio.it")),
    Case(
        "mail-elsewhere", value(2, "info@casa-esempio.com"), value(2, "casaesempio@gmail.com"), "info@casa-esempio.com"
    ),
    Case("account-form", value(1, "esempio help", "telegram"), value(1, "@esempio_help", "telegram"), "esempio help"),
    Case("account-form", value(1, "call us", "whatsapp"), value(1, "+393331234567", "whatsapp")),
    Case("account-form", value(1, "anna", "signal"), value(1, "anna.01", "signal")),
    Case("account-form", value(1, "日本 相談", "line"), value(1, "LGBT相談@東京", "line")),
    Case(
        "onion-form", value(1, "https://abc.onion/", "onion"), value(1, f"http://{'a2' * 28}.onion/", "onion"), "abc.on"
    ),
    Case("link-form", value(0, "casa-esempio.it"), value(0, "https://casa-esempio.it/a?b=c"), "value: casa-esempio.it"),
    Case("link-form", value(0, "javascript:alert(1)"), value(0, "https://casa-esempio.it/caf%C3%A9")),
    Case("link-form", value(0, "https://casa-esempio.it\\@evil.org/"), value(0, "https://casa-esempio.it/@user")),
    Case(
        "link-credentials", value(0, "https://casa-esempio.it@evil.org/"), value(0, "https://casa-esempio.it/"), "evil"
    ),
    Case("link-host", value(0, "https://192.0.2.7/"), value(0, "https://4you.casa-esempio.it/"), "192.0.2.7"),
    Case("link-host", value(0, "https://[2001:db8::1]/"), value(0, "https://casa-esempio.it:443/")),
    Case("link-host", value(0, "https://localhost/"), value(0, "https://xn--caf-dma.it/")),
    Case("link-host", value(0, "https://3221225991/"), value(0, "https://casa-esempio.it/3221225991")),
    Case("link-lookalike", value(0, "https://casa-esempi\u043e.it/"), value(0, "https://casa-esempiò.it/")),
    Case("link-port", value(0, "https://casa-esempio.it:8443/"), value(0, "https://casa-esempio.it:443/"), "8443"),
    Case(
        "link-fragment", value(0, "https://casa-esempio.it/#:~:text=x"), value(0, "https://casa-esempio.it/#chi-siamo")
    ),
    Case(
        "link-tracking", value(0, "https://casa-esempio.it/?utm_source=x"), value(0, "https://casa-esempio.it/?hl=it")
    ),
    Case("link-plain-http", value(0, "http://casa-esempio.it/"), value(0, "https://casa-esempio.it/"), "http:"),
    Case(
        "link-plain-http-danger",
        circle(contacts=[{"type": "web", "value": "http://nile-circle.org/"}]),
        circle(
            contacts=[{"type": "web", "value": "http://nile-circle.org/"} | WITHHELD, {"type": "phone", "value": "123"}]
        ),
        "http:",
    ),
    Case("service-unreachable", circle(contacts=[]), line(contacts=[])),
    Case("contact-unsupported", source(supports=["summary", "address"]), source(supports=["contacts: web"])),
    # places
    Case("address-danger", circle(locations=[DANGER]), circle(locations=[DANGER | WITHHELD]), "Nile Street"),
    Case("address-danger", circle(locations=[DANGER]), own_address),
    Case(
        "address-danger", line(service_areas=["RU"], locations=[RUSSIAN]), line(service_areas=["RU"], locations=[TOWN])
    ),
    Case("address-danger", circle(locations=[{"city": "Cairo", "latitude": "30.0", "longitude": "31.2"}]), circle()),
    Case(
        "address-secret",
        line(notes="The address is kept confidential."),
        line(notes="Talks are confidential."),
        "Via Es",
    ),
    Case(
        "address-secret", line(description="A house at a secret location."), held_back(line(notes="A secret location."))
    ),
    Case("address-shelter", housing, both(housing, place(**WITHHELD)), "Via Esempio"),
    Case("point-off-map", place(latitude="91.2"), place(latitude="41.95"), "91.2"),
    Case("point-off-map", lambda stock: stock.line["locations"][0].pop("latitude"), as_it_is, "longitude"),
    Case(
        "point-elsewhere", place(latitude="12.5", longitude="41.9"), place(latitude="45.46", longitude="9.19"), "12.5"
    ),
    # hours
    Case("hours-form", hours("Monday to Friday", timezone=ROMAN), hours("Mo-Fr 10:00-24:00; PH off", timezone=ROMAN)),
    Case("hours-zone-missing", hours("Mo-Fr 10:00-18:00"), hours("24/7"), "opening_hours"),
    Case("zone-unknown", hours("24/7", timezone="Italy/Rome"), hours("24/7", timezone=ROMAN), "Italy/Rome"),
    Case("zone-elsewhere", hours("24/7", timezone="Asia/Tokyo"), hours("24/7", timezone=ROMAN), "Asia/Tokyo"),
    # texts
    Case("text-direction", line(notes="call \u202e713 008"), line(notes="اتصل 800 713"), "notes"),
    Case("text-control", line(notes="call\tus"), line(notes="call us"), "notes"),
    Case("text-invisible", line(notes="call\u200b us"), line(notes="call\u00a0us"), "notes"),
    Case("text-joiner", line(notes="ca\u200dll us"), line(notes="خانه\u200cها"), "notes"),
    Case("text-mojibake", line(notes="CafÃ© Ã¨"), line(notes="CAFÉ, SÃO, “it’s”"), "notes"),
    Case("text-mojibake", line(notes="itâ€™s here"), line(notes="â la carte"), "notes"),
    Case("text-mojibake", line(notes="itGÇÖs here"), line(notes="GÇ"), "notes"),
    Case("text-mojibake", line(notes="lost \ufffd letters"), line(notes="100 % ok"), "notes"),
    Case("text-mojibake", line(notes="one line\\nand another"), line(notes="either/or"), "notes"),
    Case(
        "text-mojibake", line(notes="ÐŸÑ€Ð¸Ð²ÐµÑ‚".replace("Ÿ", "\u009f").replace("€", "\u0080")), line(notes="Привет")
    ),
    Case("text-markup", line(notes="<b>call</b> us"), line(notes="ages < 25 and > 13"), "notes"),
    Case("text-markup", line(notes="talk &amp; listen"), line(notes="talk & listen; Q&A; AT&T"), "notes"),
    Case("text-blanks", line(notes=" call us"), line(notes="call us"), "notes"),
    Case(
        "text-unsafe",
        line(notes="for those who committed suicide"),
        line(notes="for those who died by suicide"),
        "notes",
    ),
    Case("text-unsafe", line(description="For homosexuals."), line(name="Homosexuals of Rome")),
    Case("text-loose-accents", line(notes="cafe\u0301"), line(notes="café"), "notes"),
    # evidence
    Case("source-missing", line(sources=[]), source(title="x")),
    Case("source-link", source(url="casa-esempio.it"), source(url="http://casa-esempio.it/"), "url: casa-esempio.it"),
    Case(
        "source-link",
        source(url="https://user:word@casa-esempio.it/"),
        line(
            evidence="single", sources=[{"url": "stored-file:page-17", "date": "2026-08-11", "supports": ["contacts"]}]
        ),
    ),
    Case("source-link", source(url="https://192.0.2.7/"), source(url="https://casa-esempio.it./page")),
    Case(
        "contact-shared",
        lambda stock: (value(1, "112")(stock), stock.add_copy(contacts=[{"type": "phone", "value": "112"}])),
        lambda stock: (value(1, "112")(stock), circle(contacts=[{"type": "phone", "value": "112"}])(stock)),
        "112",
    ),
    Case("source-empty", source(url="https://github.com/"), source(url="https://casa-esempio.it/a/b")),
    Case("date-form", line(assured_date="11.8.2026"), line(assured_date="2026-08"), "11.8.2026"),
    Case("date-form", source(date="2026-02-30"), source(date="2026-08-31"), "2026-02-30"),
    Case("date-future", source(date="2026-11-24"), source(date="2026-11-23"), "2026-11-24"),
    Case("date-future", lambda stock: stock.countries["it"].update(as_of="2027"), as_it_is, "as_of"),
    Case(
        "age-range", line(minimum_age="26", maximum_age="25"), line(minimum_age="25", maximum_age="25"), "minimum_age"
    ),
    Case("age-range", line(maximum_age="250"), line(maximum_age="99"), "maximum_age"),
    Case("assured-unproven", line(assured_date="2026-09-01"), source(date="2026-08"), "assured_date"),
    Case(
        "evidence-own", source(url="https://blog.example.net/"), source(url="https://www.casa-esempio.it/x"), "evidence"
    ),
    # duplicates
    Case(
        "id-repeated",
        lambda stock: stock.add_copy(id="it-casa-esempio-line", contacts=[{"type": "phone", "value": "112"}]),
        lambda stock: stock.add_copy(contacts=[{"type": "web", "value": "https://www.casa-esempio.it/x"}]),
    ),
    Case("id-repeated", line(also=["eg-nile-circle-group"]), line(also=["it-old-name"])),
    Case(
        "organization-repeated",
        lambda stock: stock.organizations.update(
            {"int/it-casa-esempio": {"id": "it-casa-esempio", "name": "X", "services": [stock.line | {"id": "it-x"}]}},
        ),
        as_it_is,
    ),
    Case(
        "country-repeated",
        lambda stock: stock.countries.update({"sub/it": stock.countries["it"]}),
        as_it_is,
    ),
    Case(
        "contact-repeated",
        lambda stock: stock.line["contacts"].append({"type": "phone", "value": "+39800713713"}),
        lambda stock: stock.line["contacts"].append({"type": "sms", "value": "+39800713713"}),
    ),
    Case(
        "contact-shared",
        lambda stock: stock.add_copy(contacts=[{"type": "phone", "value": "+39800713713"}]),
        lambda stock: stock.organizations["it/it-casa-esempio"]["services"].append(
            stock.line
            | {"id": "it-casa-esempio-web", "contacts": [{"type": "web", "value": "https://casa-esempio.it/"}]},
        ),
        "+39800713713",
    ),
    Case(
        "contact-retired",
        lambda stock: (line(service_areas=["IT", "US"])(stock), value(1, "+18773605428")(stock)),
        withheld(1, "+18773605428"),
        "+18773605428",
    ),
    Case("contact-retired", value(0, "https://www.gone.example.org/help"), value(0, "https://casa-esempio.it/help")),
    Case("contact-retired", value(2, "x@gone.example.org"), value(2, "ascolto@casa-esempio.it")),
    Case(
        "retired-mentioned",
        line(description="Or call 1-877-360-5428."),
        line(description="Since 1877, 360 calls."),
        "877",
    ),
    # countries
    Case("country-unknown", line(service_areas=["IT", "UK"]), line(service_areas=["IT", "EG"]), "service_areas"),
    Case("country-unknown", place(country="EU"), place(country="IT"), "country"),
    Case("country-undescribed", line(service_areas=["IT", "SM"]), line(service_areas=["IT"]), "service_areas"),
    Case("areas-mixed", line(service_areas=["*", "IT"]), line(service_areas=["*"]), "service_areas"),
    Case("language-unknown", line(languages=["it", "ita"]), line(languages=["it", "mt"]), "languages"),
    Case(
        "emergency-form",
        lambda stock: stock.countries["it"]["emergency"].update(fire=["115 or 112"]),
        lambda stock: stock.countries["it"]["emergency"].update(fire=["115"]),
        "fire",
    ),
    Case(
        "emergency-doubtful",
        lambda stock: stock.countries["it"]["emergency"].update(fire=["1999"]),
        lambda stock: stock.countries["it"]["emergency"].update(fire=["115"]),
        "fire",
    ),
    Case(
        "law-contradicts",
        lambda stock: stock.countries["it"].update(maximum_penalty="prison"),
        lambda stock: stock.countries["eg"].update(maximum_penalty="life"),
        "maximum_penalty",
    ),
    # needs
    Case(
        "kind-unreached",
        lambda stock: stock.needs["needs"][0].update(kinds=["crisis_line"]),
        lambda stock: stock.needs["needs"][0].update(kinds=["support_group", "crisis_line"]),
        "support_group",
    ),
    Case(
        "need-repeated",
        lambda stock: stock.needs["needs"].append(stock.needs["needs"][0]),
        lambda stock: stock.needs["needs"].append(stock.needs["needs"][0] | {"id": "other"}),
    ),
    Case(
        "words-missing",
        lambda stock: stock.vocabulary["kinds"]["crisis_line"].pop("ar"),
        as_it_is,
        "crisis_line",
    ),
    Case(
        "words-untranslated",
        lambda stock: stock.needs["needs"][0]["words"].pop("pl"),
        as_it_is,
        "words",
    ),
    Case(
        "words-language",
        lambda stock: stock.vocabulary["kinds"]["crisis_line"].update(xx="?"),
        as_it_is,
        "xx",
    ),
)


def _names(case: Case) -> str:
    return f"{case.code}-{[same for same in CASES if same.code == case.code].index(case)}"


def problems_of(stock: SmallStock, folder: Path, today: date) -> tuple[Problem, ...]:
    return validate_folder(stock.write(folder), today=today)[1]


def test_the_small_stock_is_clean(stock: SmallStock, tmp_path: Path, today: date) -> None:
    assert problems_of(stock, tmp_path, today) == ()


@pytest.mark.parametrize("case", CASES, ids=_names)
def test_what_is_planted_is_found_at_its_line(case: Case, stock: SmallStock, tmp_path: Path, today: date) -> None:
    case.plant(stock)
    found = [problem for problem in problems_of(stock, tmp_path, today) if problem.code == case.code]
    assert found
    assert found[0].severity == next(rule.severity for rule in RULES if rule.code == case.code)
    text = found[0].path.read_text(encoding="utf-8").splitlines()[found[0].line - 1]
    assert case.near in text, f"reported at: {text}"
    assert found[0].message
    assert found[0].remedy


@pytest.mark.parametrize("case", CASES, ids=_names)
def test_the_harmless_neighbour_is_left_alone(case: Case, stock: SmallStock, tmp_path: Path, today: date) -> None:
    case.clean(stock)
    found = [problem for problem in problems_of(stock, tmp_path, today) if problem.code == case.code]
    assert found == []


def test_every_rule_has_a_case() -> None:
    assert {case.code for case in CASES} == {rule.code for rule in RULES}


def test_every_rule_has_a_code_of_its_own() -> None:
    codes = [rule.code for rule in RULES]
    assert len(codes) == len(set(codes))
