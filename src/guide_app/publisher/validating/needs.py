"""Rules of needs and words: every kind of service can be found, and everything has its words in every language."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from guide_app.core.languages import LANGUAGES
from guide_app.publisher.validating.node import Node
from guide_app.publisher.validating.rule import Finding, Rule
from guide_app.publisher.validating.stock import Stock

_LEAST_OF_NEED: Final = 15
_LEAST_OF_OTHERS: Final = {"kinds": 6, "audiences": 6}
_NARROWING: Final = frozenset({"audiences", "channels", "about"})
_EVERYONE: Final = "general"
"""The audience that hardly anybody types a word for."""


def find_unreached_kinds(stock: Stock) -> Iterator[Finding]:
    """Find kinds of service that no need leads to, whomever they are for and whatever they say."""
    lines = (line for need in _needs(stock) for line in need.items("matches"))
    reached = {kind.text for line in lines for kind in line.items("kinds") if not _NARROWING & set(line.value)}
    kinds = Node.top(stock.sources.vocabulary).find("kinds")
    for kind in kinds.entries() if kinds is not None else ():
        if kind.name not in reached:
            yield Finding(kind, f"no need leads to the kind {kind.name!r}")


def find_repeated_needs(stock: Stock) -> Iterator[Finding]:
    """Find needs with the same id."""
    seen: set[str] = set()
    for need in _needs(stock):
        if need.text_of("id") in seen:
            yield Finding(need, f"the need {need.text_of('id')!r} stands twice")
        seen.add(need.text_of("id"))


def find_homeless_needs(stock: Stock) -> Iterator[Finding]:
    """Find needs that stand neither on the first screen, with an icon, nor below one that does."""
    first_screen: set[str] = set()
    for need in _needs(stock):
        parent, name = need.text_of("parent"), need.text_of("id")
        if not parent:
            first_screen.add(name)
            if not need.text_of("icon"):
                yield Finding(need, f"{name!r} stands on the first screen and has no icon")
        elif parent not in first_screen:
            yield Finding(need, f"{name!r} stands below {parent!r}, which is no need of the first screen before it")


def find_missing_files(stock: Stock) -> Iterator[Finding]:
    """Find languages of the program without a file of words."""
    written = {tree.file.path.stem for tree in stock.words}
    for language in LANGUAGES:
        if language not in written:
            yield Finding(Node.top(stock.sources.needs), f"there is no words/{language}.yaml beside it")


def find_missing_words(stock: Stock) -> Iterator[Finding]:
    """Find needs, kinds and audiences for which a language has no words, or fewer than people need."""
    for tree in stock.words:
        for part, codes in _parts(stock).items():
            entries = {entry.name: entry for entry in _entries(tree, part)}
            for code in codes:
                least = _LEAST_OF_NEED if part == "needs" else _LEAST_OF_OTHERS[part]
                entry = entries.get(code)
                if entry is None:
                    yield Finding(tree.find(part) or tree, f"{part}: {code!r} is missing")
                    continue
                words = entry.items("words") if part == "needs" else tuple(_listed(tree, part, code))
                if len(list(words)) < least and code != _EVERYONE:
                    yield Finding(entry, f"{part}: {code!r} has {len(list(words))} words, fewer than {least}")


def find_unknown_words(stock: Stock) -> Iterator[Finding]:
    """Find words for needs, kinds and audiences that there are not."""
    parts = _parts(stock)
    for tree in stock.words:
        for part, codes in parts.items():
            for entry in _entries(tree, part):
                if entry.name not in codes:
                    yield Finding(entry, f"there is nothing called {entry.name!r} among the {part}")


def find_missing_names(stock: Stock) -> Iterator[Finding]:
    """Find kinds and audiences without a name in one of the languages."""
    for node in _named(stock):
        missing = [language for language in LANGUAGES if not node.text_of(language).strip()]
        if missing:
            yield Finding(node, f"{'.'.join(str(key) for key in node.keys)} has no name in {', '.join(missing)}")


def find_unknown_languages(stock: Stock) -> Iterator[Finding]:
    """Find names and words filed under a language that the program does not speak."""
    for node in _named(stock):
        for entry in node.entries():
            if entry.name not in LANGUAGES:
                yield Finding(entry, f"{entry.name!r} is not one of the program's languages")
    for tree in stock.words:
        if tree.file.path.stem not in LANGUAGES:
            yield Finding(tree, f"{tree.file.path.stem!r} is not one of the program's languages")


def _parts(stock: Stock) -> dict[str, tuple[str, ...]]:
    """Give what must have words, by the keys of a file of words."""
    return {
        "needs": tuple(need.text_of("id") for need in _needs(stock)),
        "kinds": tuple(sorted(stock.kinds)),
        "audiences": tuple(sorted(stock.audiences)),
    }


def _entries(tree: Node, part: str) -> Iterator[Node]:
    node = tree.find(part)
    yield from node.entries() if node is not None else ()


def _listed(tree: Node, part: str, code: str) -> Iterator[Node]:
    node = tree.find(part)
    yield from node.items(code) if node is not None else ()


def _named(stock: Stock) -> Iterator[Node]:
    vocabulary = Node.top(stock.sources.vocabulary)
    for key in ("kinds", "audiences"):
        yield from _entries(vocabulary, key)


def _needs(stock: Stock) -> Iterator[Node]:
    return Node.top(stock.sources.needs).items("needs")


RULES: Final = (
    Rule("kind-unreached", "error", find_unreached_kinds, "add a line with this kind alone to a need in needs.yaml"),
    Rule("need-repeated", "error", find_repeated_needs, "give each need an id of its own"),
    Rule("need-homeless", "error", find_homeless_needs, "give it an icon, or the id of a need of the first screen"),
    Rule("words-file-missing", "error", find_missing_files, "write it like words/en.yaml"),
    Rule("words-missing", "error", find_missing_words, "write what people type for it in this language"),
    Rule("words-unknown", "error", find_unknown_words, "correct the name, or remove it"),
    Rule("name-missing", "error", find_missing_names, "write it in vocabulary.yaml"),
    Rule("words-language", "error", find_unknown_languages, "use one of the eleven codes"),
)
