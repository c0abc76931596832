"""The ceremony sheet: what is about to be trusted, on paper, with room to compare aloud and to sign by hand.

The same sheet as plain text and as a page for a printer. Nothing on it is secret.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from html import escape
from typing import Final

from tuf.api.metadata import Metadata, Root

from guide_app.publisher.keys import THRESHOLDS

WHERE: Final = {
    "root": "offline: each on an own stick, in another home",
    "targets": "offline: each on an own stick",
    "snapshot": "on the publishing machine",
    "timestamp": "on the publishing machine",
}
STEPS: Final = (
    "All machines are off the network, and all have compared the same copy of the tools (git rev-parse HEAD).",
    "Every holder reads the id of their own key aloud, from their own paper. The others tick each group of four.",
    "Each holder compares the fingerprint above with what `release sign` shows before it asks for the passphrase.",
    "As many root holders as must sign do so, one after the other. Who leaves does not sign.",
    "The fingerprint of the finished file is written down below, and published in as many places as possible.",
    "Every stick goes back to where it is kept. The passing stick is not used for anything else.",
)
_WIDTH: Final = 78
_GROUP: Final = 4


@dataclass(frozen=True, slots=True)
class SheetKey:
    """A line of the sheet: one key."""

    role: str
    keyid: str
    new: bool
    """It was not in the root before."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """What the paper says."""

    version: int
    expires: datetime
    development: bool
    signed_sha256: str
    """Of the part that is signed: it is the same before and after each signature."""
    keys: tuple[SheetKey, ...]
    leaving: tuple[SheetKey, ...]
    regions: Mapping[str, tuple[int, tuple[str, ...]]]
    """Region -> how many must sign, key ids."""


def make_sheet(root: bytes, before: bytes | None, regions: Mapping[str, tuple[int, Sequence[str]]]) -> Sheet:
    """Read what a sheet says from a root, signed or not, and from the one before it.

    Raises:
        DeserializationError: python-tuf cannot read it.
    """
    metadata = Metadata[Root].from_bytes(root)
    old = _keys(Metadata[Root].from_bytes(before).signed) if before is not None else None
    new = _keys(metadata.signed)
    return Sheet(
        version=metadata.signed.version,
        expires=metadata.signed.expires,
        development=metadata.signed.unrecognized_fields.get("development") is not False,
        signed_sha256=hashlib.sha256(metadata.signed_bytes).hexdigest(),
        keys=tuple(SheetKey(role, keyid, old is not None and (role, keyid) not in old) for role, keyid in new),
        leaving=tuple(SheetKey(role, keyid, new=False) for role, keyid in old or () if (role, keyid) not in new),
        regions={name: (threshold, tuple(keyids)) for name, (threshold, keyids) in regions.items()},
    )


def as_text(sheet: Sheet) -> str:
    """Write a sheet as plain text, lines of at most 78 characters."""
    lines = ["KEYS OF THE GUIDE: CEREMONY SHEET", "=" * _WIDTH, "", *_head(sheet), ""]
    for role, threshold in THRESHOLDS.items():
        keys = [key for key in sheet.keys if key.role == role]
        lines += [f"{role.upper()}: {threshold} of {len(keys)} must sign. Kept {WHERE[role]}.", ""]
        for number, key in enumerate(keys, start=1):
            lines += _text_key(number, key)
    if sheet.leaving:
        lines += ["LEAVING: these sign nothing any more.", ""]
        for number, key in enumerate(sheet.leaving, start=1):
            lines += _text_key(number, key)
    for name, (threshold, keyids) in sheet.regions.items():
        lines += [f"REGION {name}: {threshold} of {len(keyids)} must sign.", ""]
        for number, keyid in enumerate(keyids, start=1):
            lines += _text_key(number, SheetKey(name, keyid, new=False))
    lines += ["STEPS", ""]
    for number, step in enumerate(STEPS, start=1):
        first, *rest = _wrapped(step, _WIDTH - 10)
        lines += [f"  [ ] {number}. {first}", *(f"         {line}" for line in rest)]
    lines += ["", "Fingerprint (sha256) of the finished root.json:", "", f"  {'_' * 70}", ""]
    lines += ["Place, date:  ______________________________________________", ""]
    lines += [f"Present and agreed, {number}:  ______________________________________" for number in range(1, 5)]
    return "\n".join(line.rstrip() for line in lines) + "\n"


def as_html(sheet: Sheet) -> str:
    """Write a sheet as a page to print, A4 or Letter; it fetches nothing."""
    parts = [f"<h1>Keys of the guide: ceremony sheet</h1><p>{'<br>'.join(map(escape, _head(sheet)))}</p>"]
    for role, threshold in THRESHOLDS.items():
        keys = [key for key in sheet.keys if key.role == role]
        title = f"{role}: {threshold} of {len(keys)} must sign"
        parts.append(_html_table(title, f"Kept {WHERE[role]}.", keys))
    if sheet.leaving:
        parts.append(_html_table("leaving", "These sign nothing any more.", sheet.leaving))
    for name, (threshold, keyids) in sheet.regions.items():
        keys = [SheetKey(name, keyid, new=False) for keyid in keyids]
        parts.append(_html_table(f"region {name}: {threshold} of {len(keys)} must sign", "", keys))
    steps = "".join(f"<li>&#9744; {escape(step)}</li>" for step in STEPS)
    lines = "".join(f"<p class=line>{text}</p>" for text in ("Place, date", *(["Present and agreed"] * 4)))
    parts.append(f"<h2>Steps</h2><ol>{steps}</ol>")
    parts.append(f"<h2>Fingerprint (sha256) of the finished root.json</h2><p class=line>&nbsp;</p>{lines}")
    return _PAGE.format(body="\n".join(parts))


def grouped(digest: str) -> str:
    """Write hexadecimal digits in groups of four, to be read aloud."""
    return " ".join(digest[start : start + _GROUP] for start in range(0, len(digest), _GROUP))


def _head(sheet: Sheet) -> list[str]:
    kind = "DEVELOPMENT ROOT: for trying out only." if sheet.development else "Root of real releases."
    half = len(sheet.signed_sha256) // 2
    return [
        f"Root version {sheet.version}, valid until {sheet.expires.astimezone(UTC):%Y-%m-%d}. {kind}",
        "Fingerprint (sha256) of what is to be signed:",
        f"  {grouped(sheet.signed_sha256[:half])}",
        f"  {grouped(sheet.signed_sha256[half:])}",
    ]


def _text_key(number: int, key: SheetKey) -> list[str]:
    half = len(key.keyid) // 2
    return [
        f"  {number}. {grouped(key.keyid[:half])}   [ ] read aloud" + ("   NEW" if key.new else ""),
        f"     {grouped(key.keyid[half:])}   [ ] equal",
        "     Holder: ________________________   Signature: ______________________",
        "",
    ]


def _html_table(title: str, note: str, keys: Sequence[SheetKey]) -> str:
    rows = "".join(
        f"<tr><td class=id>{grouped(key.keyid)}{' <b>new</b>' if key.new else ''}</td>"
        "<td>&#9744; read aloud<br>&#9744; equal</td><td></td><td></td></tr>"
        for key in keys
    )
    head = "<tr><th>Key id</th><th></th><th>Holder</th><th>Signature</th></tr>"
    return f"<h2>{escape(title)}</h2><p>{escape(note)}</p><table>{head}{rows}</table>"


def _keys(root: Root) -> tuple[tuple[str, str], ...]:
    return tuple((role, keyid) for role in THRESHOLDS for keyid in root.roles[role].keyids)


def _wrapped(text: str, width: int) -> list[str]:
    import textwrap

    return textwrap.wrap(text, width)


_PAGE: Final = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Ceremony sheet</title><style>
body {{ font: 11pt/1.4 sans-serif; margin: 1.5cm; color: #000; background: #fff }}
h2 {{ font-size: 12pt; margin: 1.2em 0 .2em }} p {{ margin: .2em 0 }}
table {{ border-collapse: collapse; width: 100%; page-break-inside: avoid }}
td, th {{ border: 1px solid #000; padding: .3em; text-align: left; vertical-align: top; height: 2.4em; width: 18% }}
td.id, th:first-child {{ font-family: monospace; width: 46% }}
p.line {{ border-bottom: 1px solid #000; margin-top: 1.6em }}
</style></head><body>
{body}
</body></html>
"""
