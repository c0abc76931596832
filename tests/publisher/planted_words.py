"""Planted mistakes in texts, evidence, duplicates, countries and needs, each with its harmless neighbour."""

from __future__ import annotations

from tests.publisher.bends import (
    Case,
    allowed,
    as_it_is,
    both,
    circle,
    finer,
    held_back,
    line,
    place,
    source,
    value,
    withheld,
)

WORDS = (
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
    Case(
        "promise-bare",
        line(may_contact={"police": "no", "guardians": "unknown"}),
        line(may_contact={"police": "no", "note": "Unless a life is at risk."}),
        "police",
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
    Case("retired-mentioned", line(name="Call +1 (0)877 360 5428"), line(name="Call +1 877 360 5429"), "5428"),
    Case(
        "retired-mentioned",
        line(may_contact={"police": "no", "note": "Not 360-5428."}),
        both(line(description="Not 877-360-5428."), allowed("+18773605428")),
        "360-5428",
    ),
    Case("retired-mentioned", line(description="Call 988, press 3."), line(description="Call 988. Page 3."), "988"),
    Case(
        "retired-mentioned",
        lambda stock: stock.line["contacts"][1].update(note="988, then option 3 for young people"),
        lambda stock: stock.line["contacts"][1].update(note="press 3 for young people"),
        "option 3",
    ),
    Case(
        "retired-mentioned",
        lambda stock: stock.line["contacts"][1].update(value="988", note="then press '3'"),
        both(line(description="The 988 'press 3' option has ended."), allowed("988 press 3")),
        "note",
    ),
    Case(
        "retired-mentioned",
        lambda stock: stock.organizations["it/it-casa-esempio"].update(name="988 press 3"),
        both(line(description="Call 988, press 3."), held_back(as_it_is)),
        "name",
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
        "emergency-form",
        lambda stock: stock.countries["it"]["emergency"].update(fire=["8001234"]),
        lambda stock: stock.countries["it"]["emergency"].update(fire=["116123"]),
        "fire",
    ),
    Case(
        "emergency-form",
        lambda stock: stock.countries["it"]["emergency"].update(fire=["*115#"]),
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
        lambda stock: stock.needs["needs"][0].update(matches=[{"kinds": ["crisis_line"]}]),
        lambda stock: stock.needs["needs"][0].update(matches=[{"kinds": ["support_group", "crisis_line"]}]),
        "support_group",
    ),
    Case(
        "kind-unreached",
        lambda stock: stock.needs["needs"][0]["matches"][1].update(audiences=["youth"]),
        as_it_is,
        "support_group",
    ),
    Case(
        "need-repeated",
        lambda stock: stock.needs["needs"].append(stock.needs["needs"][0]),
        as_it_is,
    ),
    Case(
        "need-homeless",
        lambda stock: stock.needs["needs"][0].pop("icon"),
        as_it_is,
        "talk",
    ),
    Case(
        "need-homeless",
        lambda stock: finer(stock, "tell"),
        lambda stock: finer(stock, "talk"),
        "whisper",
    ),
    Case(
        "words-missing",
        lambda stock: stock.words["pl"]["needs"].pop("talk"),
        as_it_is,
        "needs",
    ),
    Case(
        "words-missing",
        lambda stock: stock.words["ja"]["kinds"]["crisis_line"].pop(),
        lambda stock: stock.words["ja"]["audiences"]["general"].append("everyone"),
        "crisis_line",
    ),
    Case(
        "words-file-missing",
        lambda stock: stock.words.pop("tr"),
        as_it_is,
        "needs",
    ),
    Case(
        "words-unknown",
        lambda stock: stock.words["ar"]["audiences"].update(nobody=["nobody"] * 6),
        as_it_is,
        "nobody",
    ),
    Case(
        "name-missing",
        lambda stock: stock.vocabulary["kinds"]["crisis_line"].pop("ar"),
        as_it_is,
        "crisis_line",
    ),
    Case(
        "words-language",
        lambda stock: stock.vocabulary["kinds"]["crisis_line"].update(xx="?"),
        as_it_is,
        "xx",
    ),
    Case(
        "words-language",
        lambda stock: stock.words.update(xx=stock.words["en"]),
        as_it_is,
        "translation",
    ),
)
