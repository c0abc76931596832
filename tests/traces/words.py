"""What must not be found: words that give the topic away in a name, and words that a person wrote, anywhere."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Final

import yaml

SHORTEST: Final = 6
"""Letters of a canary: a shorter word is found by chance."""
_ENCODINGS: Final = ("utf-8", "utf-16-le", "utf-16-be")


def telling(name: str) -> list[str]:
    """Give the forbidden words that a name holds, of any language."""
    plain = _plain(name)
    return [word for word, pattern in _forbidden().items() if pattern.search(plain)]


def spoor(canaries: Iterable[str]) -> Mapping[bytes, str]:
    """Give all the forms in which a canary may lie in a file, each with what it stands for."""
    forms: dict[bytes, str] = {}
    for canary in canaries:
        assert len(canary) >= SHORTEST, f"{canary!r} would be found by chance"
        for text in (canary, canary.casefold(), canary.upper(), unicodedata.normalize("NFD", canary)):
            for encoding in _ENCODINGS:
                for way, written in (("", text), (" backwards", text[::-1])):
                    forms.setdefault(written.encode(encoding), f"{canary}{way} as {encoding}")
    return forms


def found_in(content: bytes, forms: Mapping[bytes, str]) -> list[str]:
    """Give the canaries that lie in some bytes."""
    return [meaning for form, meaning in forms.items() if form in content]


@cache
def _forbidden() -> Mapping[str, re.Pattern[str]]:
    listed = yaml.safe_load(Path(__file__).with_name("forbidden.yaml").read_text("utf-8"))
    words = [word for of_language in listed.values() for word in of_language]
    return {word: _pattern(word) for word in words}


def _pattern(word: str) -> re.Pattern[str]:
    whole = word.startswith("=")
    inside = re.escape(_plain(word.removeprefix("=")))
    # An underscore parts words in a name, as a hyphen does.
    return re.compile(rf"(?<![^\W_]){inside}(?![^\W_])" if whole else inside)


def _plain(text: str) -> str:
    parts = unicodedata.normalize("NFKD", text.casefold().replace("ı", "i").replace("ة", "ه"))
    return "".join(letter for letter in parts if not unicodedata.combining(letter))
