"""The ledger: every contact of every record as the facts give it, corrections applied, nothing else.

It is made straight from the lines of the facts, on another way than the source files, so that a test which holds
a compiled snapshot against it compares two independent results. Lines policies hold no contacts; joins and
editors' decisions are not applied: the records keep their own ids.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from guide_app.publisher.importing.output import write_output


def write_ledger(facts: Path, ledger: Path) -> int:
    """Write one line a record: id, file, and [type, value] of each contact; give the number of lines."""
    lines = [json.dumps(entry, ensure_ascii=False, separators=(",", ":")) for entry in ledger_entries(facts)]
    write_output(ledger, "".join(f"{line}\n" for line in lines).encode())
    return len(lines)


def ledger_entries(facts: Path) -> list[dict[str, Any]]:
    """Give the entries of the ledger, sorted by id and file."""
    corrections = _read(facts / "corrections.jsonl") if (facts / "corrections.jsonl").exists() else []
    entries = []
    for path in facts.glob("*.jsonl"):
        if path.stem in {"lines", "corrections", "countries"}:
            continue
        for record in _read(path):
            contacts = [[contact["type"], contact["value"]] for contact in record["contacts"]]
            for correction in corrections:
                if correction["id"] == record["id"]:
                    contacts = _corrected(contacts, correction)
            entries.append({"id": record["id"], "file": path.name, "contacts": contacts})
    return sorted(entries, key=lambda entry: (entry["id"], entry["file"]))


def _read(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]


def _corrected(contacts: list[list[str]], correction: dict[str, Any]) -> list[list[str]]:
    match = re.fullmatch(r"contacts\[type=(\w+)\](?:\.value)?", correction["field"])
    if match is None:
        return contacts
    old, new = [match[1], correction["old"]], [match[1], correction["new"]]
    changed = [new if contact == old else contact for contact in contacts]
    return [contact for contact in changed if contact[1] is not None]
