"""A small folder of facts and an empty data folder, to import from one into the other."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from guide_app.publisher.importing.keeping import Take
from guide_app.publisher.importing.report import ImportReport
from guide_app.publisher.importing.running import import_facts
from guide_app.publisher.sources import dump_source, load_source

Tree = dict[str, Any]


def contact(kind: str, value: str, note: str | None = None) -> Tree:
    return {"type": kind, "value": value, "note": note}


def source(url: str, *supports: str, date: str | None = None) -> Tree:
    return {"url": url, "title": f"Page of {url}", "date": date, "supports": list(supports)}


def service(name: str, **changes: Any) -> Tree:
    """Give a line of a file of services: a centre in Italy with a site, unless changed."""
    return {
        "id": name,
        "organization": "Casa Esempio",
        "organization_en": None,
        "service": "Centro",
        "kind": "community_centre",
        "audience": ["lgbtq"],
        "countries": ["IT"],
        "region": None,
        "city": None,
        "address": None,
        "postcode": None,
        "lat": None,
        "lon": None,
        "languages": ["it"],
        "contacts": [contact("web", "https://casa-esempio.it/")],
        "hours": None,
        "timezone": None,
        "cost": None,
        "anonymous": None,
        "confidential": None,
        "summary": "A place to go.",
        "sources": [source("https://casa-esempio.it/chi-siamo", "contacts", "summary", date="2026-05")],
        "confidence": "medium",
        **changes,
    }


def line(name: str, **changes: Any) -> Tree:
    """Give a line policy that says nothing, unless changed."""
    return {
        "id": name,
        "may_contact": {"police": "unknown", "guardians": "unknown", "note": None},
        "toll_free": None,
        "on_bill": "unknown",
        "anonymous": None,
        "confidential": None,
        "hours": None,
        "timezone": None,
        "languages": [],
        "age_min": None,
        "age_max": None,
        "status": "active",
        "note": None,
        "sources": [],
        **changes,
    }


def correction(name: str, field: str, old: Any, new: Any, *urls: str) -> Tree:
    sources = [{"url": url, "title": "Seen there", "date": "2026-01-02"} for url in urls]
    return {"id": name, "field": field, "old": old, "new": new, "reason": "It was wrong.", "sources": sources}


def country(code: str, **changes: Any) -> Tree:
    """Give a line of the countries: one general number and no law against anybody, unless changed."""
    return {
        "country": code,
        "emergency": {"general": "112", "police": None, "ambulance": None, "fire": None},
        "same_sex_acts": "legal",
        "max_penalty": None,
        "as_of": 2026,
        "notes": None,
        "sources": [source("https://numbers.example.org/list", "emergency")],
        **changes,
    }


class SmallFacts:
    """Facts and decisions to bend, then to import; the data folder stays from import to import."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "facts"
        self.data = folder / "data"
        self.files: dict[str, list[Tree]] = {
            "europe": [
                service("it-casa-esempio-centro"),
                service("it-casa-esempio-line", service="Linea", kind="peer_line"),
                service("it-altra-casa", organization="Altra Casa", contacts=[contact("email", "noi@altra.it")]),
            ],
            "south": [service("ke-nyumba", organization="Nyumba", countries=["KE"], languages=[])],
            "lines": [],
            "corrections": [],
            "countries": [country("IT"), country("KE", same_sex_acts="criminalised", max_penalty="prison")],
        }
        self.decisions: Tree = {
            "hostile": {"laws": ["criminalised"], "countries": ["RU"], "reason": "Dangerous."},
            "free_mail": ["gmail.com"],
            "shared_hosts": ["instagram.com"],
        }

    @property
    def centre(self) -> Tree:
        """The first service, to bend."""
        return self.files["europe"][0]

    def write(self) -> None:
        for folder in (self.folder, self.data):
            folder.mkdir(exist_ok=True)
        for stem, lines in self.files.items():
            text = "".join(json.dumps(tree, ensure_ascii=False) + "\n" for tree in lines)
            (self.folder / f"{stem}.jsonl").write_text(text, encoding="utf-8")
        (self.data / "decisions.yaml").write_text(dump_source(self.decisions), encoding="utf-8")

    def run(self, **takes: Take) -> ImportReport:
        """Write and import; the keys of takes are ids with underscores."""
        self.write()
        return import_facts(self.folder, self.data, {name.replace("_", "-"): take for name, take in takes.items()})

    def path(self, name: str) -> Path:
        """Give the path of an organisation's file."""
        return self.data / "organizations" / name.partition("-")[0] / f"{name}.yaml"

    def tree(self, name: str) -> Tree:
        """Read an organisation's file."""
        return load_source(self.path(name)).tree

    def service(self, name: str) -> Tree:
        """Find a service of the data by its id."""
        for path in (self.data / "organizations").rglob("*.yaml"):
            for found in load_source(path).tree["services"]:
                if found["id"] == name:
                    return dict(found)
        raise LookupError(name)

    def snapshot(self) -> dict[str, tuple[bytes, int]]:
        """Give the bytes and time of every file of the data, by path."""
        paths = sorted(path for path in self.data.rglob("*") if path.is_file() and path.parent != self.data)
        return {str(path.relative_to(self.data)): (path.read_bytes(), path.stat().st_mtime_ns) for path in paths}
