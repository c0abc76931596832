"""The texts of a guide as single entries for translators, and the way back into its file: every other byte stays.

An entry is a line of the original: a title, a summary, a paragraph, an item of a list. It is the line's Markdown
without what makes it a heading, an item or a note, so links and strong words stand in it as they do in the file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple

import yaml

from guide_app.core.guides import BlockKind
from guide_app.core.values import LanguageCode
from guide_app.publisher.guides.markdown import FaultyTextError, parse
from guide_app.publisher.guides.reading import GuideFile

PREFIX: Final = "guide/"
"""Begins the context of every entry."""
_MARK: Final = re.compile(r"(?:## |[0-9]+\. |- |> )?")
_HEAD: Final = ("title", "summary")
_NOTES: Final[Mapping[str, str]] = {
    "title": "the title of a guide",
    "summary": "what a reader gets from the guide, in one sentence",
    "heading": "a heading",
    "steps": "a step of a numbered list",
    "branches": "an item that begins with its condition in bold",
    "exercise": "the label of a button; keep what stands in round brackets",
    "note": "an aside",
    "caution": "what comes may be hard: says so, and that it can be skipped",
}


class Entry(NamedTuple):
    """A line of a guide that is translated as one."""

    context: str
    """`guide/<id>/<place>`: the same in every language."""
    text: str
    note: str
    """What a translator should know; may be empty."""
    line: int
    """Of the file, counted from 1."""
    kind: BlockKind | None
    """None for title and summary."""

    @property
    def is_head(self) -> bool:
        """Say whether it stands in the front matter."""
        return self.kind is None


def entries_of(file: GuideFile) -> Iterator[Entry]:
    """Walk over the entries of a text."""
    for key, text in zip(_HEAD, (file.title, file.summary), strict=True):
        yield Entry(f"{PREFIX}{file.id}/{key}", text, _NOTES[key], file.head.position(key).line, None)
    lines = file.text.split("\n")
    for number, (block, at) in enumerate(file.placed, 1):
        for item, line in enumerate(at, 1):
            place = f"{number:02d}-{block.kind}" + (f"-{item}" if block.kind in {"steps", "list", "branches"} else "")
            text = lines[line - 1]
            bare = text[_prefix(text) :]
            yield Entry(f"{PREFIX}{file.id}/{place}", bare, _NOTES.get(block.kind, ""), line, block.kind)


def with_texts(file: GuideFile, texts: Mapping[str, str]) -> str:
    """Give the text of a file with other words in some entries.

    Args:
        file: the text as it is; of the original, where a translation is begun.
        texts: context -> its words; what is missing stays as it is.
    """
    lines = file.text.split("\n")
    for entry in entries_of(file):
        new = texts.get(entry.context, entry.text)
        if new != entry.text:
            old = lines[entry.line - 1]
            start = old[: old.index(":")] + ": " if entry.is_head else old[: _prefix(old)]
            lines[entry.line - 1] = start + (_yaml(new, old) if entry.is_head else new)
    return "\n".join(lines)


def begun(original: GuideFile, language: LanguageCode, texts: Mapping[str, str]) -> str:
    """Give the text of a translation that is not there yet, from words for every entry of the original."""
    text = with_texts(original, texts)
    title, summary = (_yaml(texts[f"{PREFIX}{original.id}/{key}"], "") for key in _HEAD)
    head = {
        "id": original.id,
        "title": title,
        "summary": summary,
        "language": language,
        "translation": "machine",
        "date": original.head.tree["date"],
        "made_from": original.digest,
    }
    lines = "".join(f"{key}: {value}\n" for key, value in head.items())
    body = text.split("---\n", 2)[2]
    return f"---\n{lines}---\n{body}"


def fault_of(entry: Entry, text: str) -> str:
    """Say what is wrong with a translation of an entry, links and strong words apart; empty where nothing is."""
    if "\n" in text or text != text.strip():
        return "it holds a line break, or begins or ends with a blank"
    if entry.is_head:
        return ""
    lead = "## " if entry.kind == "heading" else "- " if entry.kind in {"steps", "list", "branches"} else ""
    try:
        blocks = parse(lead + text)
    except FaultyTextError as error:
        return str(error)
    kind = "heading" if lead == "## " else "list" if lead else "exercise" if entry.kind == "exercise" else "paragraph"
    if len(blocks) == 1 and blocks[0].block.kind in {kind, "branches" if kind == "list" else kind}:
        return ""
    return "it begins with signs that make another kind of line of it"


def _prefix(line: str) -> int:
    found = _MARK.match(line)
    return found.end() if found is not None else 0


def _yaml(text: str, like: str) -> str:
    """Write a value of the front matter: plain where YAML reads it so and the line before had no quotes."""
    quoted = '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
    try:
        is_plain = yaml.load(f"key: {text}\n", Loader=yaml.CSafeLoader) == {"key": text}
    except yaml.YAMLError:
        is_plain = False
    return text if is_plain and '"' not in like.partition(":")[2][:2] else quoted
