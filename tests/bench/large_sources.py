"""A large folder of sources for measuring: the real organisations, again and again, under ids of their own."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Final

_ID: Final = re.compile(r"^((?:  - )?id: )(\S+)$", re.MULTILINE)
_NAME: Final = re.compile(r"^name: (\S.*?)(['\"]?)$", re.MULTILINE)
_NOT_COPIED: Final = re.compile(r"^    also: .*\n|^imported:\n(?:  .*\n)*", re.MULTILINE)


def multiply_sources(data: Path, out: Path, services: int) -> int:
    """Write into `out` what `data` has, with whole copies of its organisations until there are `services`.

    Returns:
        How many services there are now; held-back ones count too.
    """
    shutil.copytree(data, out)
    files = {path.relative_to(data): path.read_text("utf-8") for path in sorted(data.glob("organizations/*/*.yaml"))}
    # the editors' exceptions name ids; a copy would have to do without
    decided = set(re.findall(r"[a-z0-9-]+", (data / "decisions.yaml").read_text("utf-8")))
    texts = {path: text for path, text in files.items() if not {match[2] for match in _ID.finditer(text)} & decided}
    each = {path: text.count("\n  - id: ") for path, text in files.items()}
    total, copy = sum(each.values()), 0
    while total < services:
        copy += 1
        for path, text in texts.items():
            (out / path).with_stem(f"{path.stem}-copy-{copy}").write_text(_copy(text, copy), "utf-8")
            total += each[path]
            if total >= services:
                break
    return total


def _copy(text: str, copy: int) -> str:
    """Give an organisation another id and name, the same contacts, and nothing of the importer's bookkeeping."""
    own = _ID.sub(rf"\g<1>\g<2>-copy-{copy}", _NOT_COPIED.sub("", text))
    return _NAME.sub(rf"name: \g<1> {copy}\g<2>", own)
