"""How a source tree is written: YAML that is pleasant to read, edit and compare line by line.

Short flat mappings and lists stand on one line, long sentences are folded, and a word is quoted only where
YAML, or another reader of YAML (1.1 or 1.2), would take it for something else: `NO`, `112`, `24:00`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final, TypeGuard

import yaml

WIDTH: Final = 100
"""Columns that a line may fill before it is folded."""
_NUMBERS: Final = frozenset({"minimum_age", "maximum_age", "as_of"})
"""Keys whose values are whole numbers for every reader, and need no quotes."""

_RESOLVERS: Final = tuple(
    pattern
    for patterns in yaml.SafeLoader.yaml_implicit_resolvers.values()
    for tag, pattern in patterns
    if tag != "tag:yaml.org,2002:str"
)
_OTHER_READERS: Final = re.compile(
    r"[yYnN] | [-+]?[0-9]+ | 0o[0-7]+ | 0x[0-9a-fA-F]+ | [-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?",
    re.VERBOSE,
)
_HIDDEN: Final = r"\x00-\x1f\x7f-\xa0\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\uffff\ud800-\udfff"
"""Controls, marks of direction and other signs that an editor could not see: always escaped."""
_PLAIN: Final = re.compile(rf"[^\s\-?:,\[\]{{}}#&*!|>'\"%@`={_HIDDEN}][^{_HIDDEN}]*")
_FLOW_MARK: Final = re.compile(r"[,?\[\]{}]")
"""Ends a plain word inside brackets, for some reader at least: the question mark does so for PyYAML's own."""
_FOLDABLE: Final = re.compile(rf"[^ {_HIDDEN}]+(?: [^ {_HIDDEN}]+)+")
_ESCAPED: Final = re.compile(rf"[\"\\{_HIDDEN}]")


def dump_source(tree: Mapping[str, Any]) -> str:
    """Write a tree of mappings, lists and strings; what `load_source` reads from it is the same tree.

    Raises:
        TypeError: a value is neither mapping, list nor string.
    """
    return "\n".join(_mapping_lines(tree, 0)) + "\n"


def _mapping_lines(tree: Mapping[str, Any], indent: int) -> Iterator[str]:
    margin = " " * indent
    for key, value in tree.items():
        head = f"{margin}{_word(key, flow=False)}:"
        inline = _inline(key, value, WIDTH - len(head) - 1)
        if inline is not None:
            yield f"{head} {inline}"
        elif isinstance(value, str):
            yield f"{head} >-"
            yield from _folded(value, indent + 2)
        else:
            yield head
            lines = _list_lines(value, indent + 2) if _is_list(value) else _mapping_lines(value, indent + 2)
            yield from lines


def _list_lines(items: Sequence[Any], indent: int) -> Iterator[str]:
    margin = " " * indent
    for item in items:
        inline = _inline("", item, WIDTH - indent - 2)
        if inline is not None:
            yield f"{margin}- {inline}"
        elif isinstance(item, str):
            yield f"{margin}- >-"
            yield from _folded(item, indent + 2)
        else:
            lines = _list_lines(item, indent + 2) if _is_list(item) else _mapping_lines(item, indent + 2)
            yield f"{margin}- {next(lines)[indent + 2 :]}"
            yield from lines


def _inline(key: str, value: object, room: int) -> str | None:
    """Give the one-line form of a value; None where it should stand on lines of its own."""
    if isinstance(value, str):
        text = value if key in _NUMBERS and value.isdecimal() else _word(value, flow=False)
        return None if len(text) > room and _FOLDABLE.fullmatch(value) else text
    if _is_list(value) and all(isinstance(item, str) for item in value):
        text = f"[{', '.join(_word(item, flow=True) for item in value)}]"
    elif isinstance(value, dict) and all(isinstance(item, str) for item in value.values()):
        text = f"{{{', '.join(_pair(name, item) for name, item in value.items())}}}"
    elif isinstance(value, (dict, list, tuple)):
        return None
    else:
        raise TypeError(f"a source holds text, lists and mappings only, not {type(value).__name__}")
    return text if len(text) <= room or not value else None


def _pair(name: str, value: str) -> str:
    text = value if name in _NUMBERS and value.isdecimal() else _word(value, flow=True)
    return f"{_word(name, flow=True)}: {text}"


def _is_list(value: object) -> TypeGuard[Sequence[Any]]:
    return isinstance(value, (list, tuple))


def _folded(text: str, indent: int) -> Iterator[str]:
    margin = " " * indent
    line = ""
    for word in text.split(" "):
        if line and indent + len(line) + 1 + len(word) > WIDTH:
            yield margin + line
            line = word
        else:
            line = f"{line} {word}" if line else word
    yield margin + line


def _word(text: str, *, flow: bool) -> str:
    return text if _is_plain(text, flow=flow) else '"' + _ESCAPED.sub(_escape, text) + '"'


def _is_plain(text: str, *, flow: bool) -> bool:
    if text in {"true", "false"}:
        return True
    if _PLAIN.fullmatch(text) is None or text != text.strip() or text.endswith(":"):
        return False
    if ": " in text or " #" in text or (flow and _FLOW_MARK.search(text)):
        return False
    if text.startswith(("---", "...")) or _OTHER_READERS.fullmatch(text):
        return False
    return not any(pattern.match(text) for pattern in _RESOLVERS)


def _escape(match: re.Match[str]) -> str:
    character = match.group()
    code = ord(character)
    if character in '"\\':
        return "\\" + character
    return f"\\x{code:02x}" if code <= 0xFF else f"\\u{code:04x}"  # noqa: PLR2004 - the reach of one byte
