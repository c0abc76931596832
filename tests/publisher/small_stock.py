"""A small, wholly valid set of sources that a test can bend before it is written to a folder."""

from __future__ import annotations

from copy import deepcopy
from pathlib import Path
from typing import Any

from guide_app.core.languages import LANGUAGES
from guide_app.publisher.sources import dump_source

Tree = dict[str, Any]


def in_all(text: str) -> Tree:
    return {language: f"{text} ({language})" for language in LANGUAGES}


def typed(word: str, count: int) -> list[str]:
    """Make up what people type."""
    return [f"{word} {number}" for number in range(count)]


_LINE: Tree = {
    "id": "it-casa-esempio-line",
    "name": "Linea Esempio",
    "kind": "crisis_line",
    "description": "A line for anyone who needs to talk.",
    "status": "active",
    "audience": ["lgbtq"],
    "service_areas": ["IT"],
    "languages": ["it"],
    "contacts": [
        {"type": "web", "value": "https://casa-esempio.it/"},
        {"type": "phone", "value": "+39800713713", "note": "free inside Italy"},
        {"type": "email", "value": "ascolto@casa-esempio.it"},
    ],
    "schedules": [{"opening_hours": "Mo-Fr 10:00-18:00", "timezone": "Europe/Rome"}],
    "locations": [
        {
            "address_1": "Via Esempio 1",
            "postal_code": "00100",
            "city": "Roma",
            "country": "IT",
            "latitude": "41.9",
            "longitude": "12.5",
        },
    ],
    "cost": "free",
    "evidence": "own",
    "confidence": "high",
    "assured_date": "2026-08-11",
    "sources": [
        {
            "url": "https://www.casa-esempio.it/contatti",
            "title": "Contatti",
            "date": "2026-08-11",
            "supports": ["contacts", "address", "summary"],
        },
    ],
}
_CIRCLE: Tree = {
    "id": "eg-nile-circle-group",
    "name": "Friday circle",
    "kind": "support_group",
    "description": "A small group that meets online.",
    "status": "active",
    "audience": ["lgbtq", "youth"],
    "service_areas": ["EG"],
    "contacts": [{"type": "web", "value": "https://nile-circle.org/"}],
    "locations": [{"city": "Cairo", "country": "EG"}],
    "evidence": "several",
    "confidence": "medium",
    "sources": [
        {"url": "https://news.example.net/circles", "title": "Circles", "date": "2024", "supports": ["contacts"]}
    ],
}
_SOURCES: list[Tree] = [{"url": "https://law.example.net/list", "date": "2025-10", "supports": ["same_sex_acts"]}]
_COUNTRIES: dict[str, Tree] = {
    "it": {
        "code": "IT",
        "emergency": {"general": ["112"], "police": ["113"]},
        "same_sex_acts": "legal",
        "as_of": "2026",
        "sources": _SOURCES,
    },
    "eg": {
        "code": "EG",
        "emergency": {"police": ["122"], "ambulance": ["123"]},
        "same_sex_acts": "de_facto_criminalised",
        "maximum_penalty": "prison",
        "as_of": "2026",
        "sources": _SOURCES,
    },
}
_NEED: Tree = {
    "id": "talk",
    "icon": "phone",
    "matches": [{"kinds": ["crisis_line"]}, {"kinds": ["support_group"]}, {"audiences": ["youth"]}],
}
_WORDS: Tree = {
    "translation": "machine",
    "needs": {"talk": {"label": "Talk to someone", "description": "Lines and groups", "words": typed("talk", 15)}},
    "kinds": {"crisis_line": typed("line", 6), "support_group": typed("group", 6)},
    "audiences": {"lgbtq": typed("proud", 6), "youth": typed("young", 6), "general": ["all"]},
    "crisis": ["cannot go on"],
    "small": ["the", "a"],
}


class SmallStock:
    """Two organisations, two countries and one need, as trees to be changed and then written."""

    def __init__(self) -> None:
        self.organizations: dict[str, Tree] = {
            "it/it-casa-esempio": {"id": "it-casa-esempio", "name": "Casa Esempio", "services": [deepcopy(_LINE)]},
            "eg/eg-nile-circle": {"id": "eg-nile-circle", "name": "Nile Circle", "services": [deepcopy(_CIRCLE)]},
        }
        self.countries = deepcopy(_COUNTRIES)
        self.needs: Tree = {"needs": [deepcopy(_NEED)]}
        self.words: dict[str, Tree] = {language: deepcopy(_WORDS) for language in LANGUAGES}
        self.vocabulary: Tree = {
            "kinds": {"crisis_line": in_all("Crisis line"), "support_group": in_all("Support group")},
            "audiences": {code: in_all(code) for code in ("lgbtq", "youth", "general")},
        }
        self.retired: Tree = {
            "retired": [
                {"type": "phone", "value": "+18773605428", "reason": "ended", "date": "2023"},
                {"type": "site", "value": "gone.example.org", "reason": "taken over"},
                {"type": "menu_option", "value": "988 press 3", "reason": "ended", "date": "2025"},
            ],
        }
        self.decisions: Tree = {
            "hostile": {"laws": ["criminalised"], "countries": ["RU"], "reason": "a visit can betray someone"},
            "free_mail": ["gmail.com"],
        }

    @property
    def line(self) -> Tree:
        """The crisis line in Italy."""
        return self._service("it/it-casa-esempio")

    @property
    def circle(self) -> Tree:
        """The support group in Egypt, where same-sex acts are punished."""
        return self._service("eg/eg-nile-circle")

    def add_copy(self, **changes: Any) -> Tree:
        """Add a second organisation like the first, with changes to its service."""
        service = deepcopy(self.line) | {"id": "it-altra-line"} | changes
        self.organizations["it/it-altra"] = {"id": "it-altra", "name": "Altra", "services": [service]}
        return service

    def write(self, folder: Path) -> Path:
        """Write all files into a folder; give the folder."""
        for name, tree in self.organizations.items():
            self._write(folder / "organizations" / f"{name}.yaml", tree)
        for name, tree in self.countries.items():
            self._write(folder / "countries" / f"{name}.yaml", tree)
        for language, tree in self.words.items():
            self._write(folder / "words" / f"{language}.yaml", tree)
        for name in ("needs", "vocabulary", "retired", "decisions"):
            self._write(folder / f"{name}.yaml", getattr(self, name))
        return folder

    def _service(self, name: str) -> Tree:
        service: Tree = self.organizations[name]["services"][0]
        return service

    def _write(self, path: Path, tree: Tree) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(dump_source(tree), encoding="utf-8")
