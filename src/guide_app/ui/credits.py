"""To whom the facts are owed, in the reader's language: a snapshot says it in fixed English words.

Words of a later snapshot that are not known here are shown as they stand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from guide_app.core.messages import Messages, isolate
from guide_app.core.values import Manifest

_CITED: Final = re.compile(r"cited (once|[0-9]+ times)")
_MORE: Final = re.compile(r"([0-9]+) more sites")


def say_credits(manifest: Manifest, messages: Messages) -> Iterator[str]:
    """Give a line for each licence and each source."""
    for what, licence in manifest.licences:
        yield f"{_say_part(what, messages)}: {_say_licence(licence, messages)}"
    for source, remark in manifest.credits:
        parts = (_say_remark(part, messages) for part in remark.split("; "))
        yield f"{_say_source(source, messages)}: {' · '.join(parts)}"


def _say_part(what: str, messages: Messages) -> str:
    text = messages.text
    known = {
        # Translators: stands before the name of a licence
        "program": text("Program", context="licence"),
        # Translators: stands before the name of a licence
        "texts": text("Texts", context="licence"),
        # Translators: stands before a remark on the licences of single facts, such as a phone number
        "facts": text("Facts", context="licence"),
    }
    return known.get(what, what)


def _say_licence(licence: str, messages: Messages) -> str:
    if licence == "each with its source; single facts carry no licence of their own":
        return messages.text("each with its source; single facts carry no licence of their own")
    return isolate(licence)


def _say_source(source: str, messages: Messages) -> str:
    text = messages.text
    known = {
        "stored files of unknown origin": text("stored files of unknown origin"),
        # Translators: CLDR is a collection of names of countries and languages
        "Unicode CLDR: names of countries and languages": text("Unicode CLDR, names of countries and languages"),
        # Translators: libphonenumber is a collection of rules on how phone numbers are written
        "libphonenumber metadata: written forms of phone numbers": text(
            "libphonenumber, written forms of phone numbers"
        ),
        # Translators: GeoNames is a collection of towns
        "GeoNames: towns, their places and names": text("GeoNames, towns with their places and names"),
    }
    if more := _MORE.fullmatch(source):
        count = int(more.group(1))
        return messages.plural("{count} more site", "{count} more sites", count)
    return known.get(source) or isolate(source)


def _say_remark(remark: str, messages: Messages) -> str:
    cited = _CITED.fullmatch(remark)
    if cited is None:
        return isolate(remark)
    count = 1 if cited.group(1) == "once" else int(cited.group(1).split()[0])
    # Translators: how often a source is named in the guide
    return messages.plural("cited {count} time", "cited {count} times", count)
