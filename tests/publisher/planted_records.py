"""Planted mistakes in the form, contacts, places and hours of records, each with its harmless neighbour."""

from __future__ import annotations

from tests.publisher.bends import (
    DANGER,
    OWN_ADDRESS,
    ROMAN,
    RUSSIAN,
    TOWN,
    WITHHELD,
    Case,
    as_it_is,
    both,
    circle,
    drop,
    held_back,
    hours,
    housing,
    line,
    own_address,
    place,
    source,
    value,
    withheld,
)

RECORDS = (
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
    Case("phone-premium", value(1, "+39899123456"), value(1, "+39800713713"), "+39899123456"),
    Case("phone-premium", value(1, "+39899123456", "sms"), withheld(1, "+39899123456"), "+39899123456"),
    Case("phone-fictitious", value(1, "+12125550123"), value(1, "+12125551123"), "+12125550123"),
    Case("phone-fictitious", value(1, "+18005550199", "whatsapp"), value(1, "+12125550223"), "+18005550199"),
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
)
