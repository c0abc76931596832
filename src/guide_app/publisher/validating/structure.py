"""Rules of form: keys, types and words as the contract has them, ids and file names that agree."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import partial
from typing import Final

from guide_app.core.errors import SourceError
from guide_app.publisher.importing.decisions import read_decisions
from guide_app.publisher.validating.node import Node
from guide_app.publisher.validating.reading import message_of, position_in
from guide_app.publisher.validating.rule import Finding, Rule
from guide_app.publisher.validating.shapes import Fault
from guide_app.publisher.validating.stock import Stock

_SLUG: Final = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_FOLDER: Final = re.compile(r"[a-z]{2}|int")


def find_faults(stock: Stock, code: Fault) -> Iterator[Finding]:
    """Find where a file is not of its shape, of one sort of fault."""
    return (Finding(fault.node, fault.message) for fault in stock.form_faults if fault.code == code)


def find_bad_decisions(stock: Stock) -> Iterator[Finding]:
    """Find what the importer could not read in the editors' decisions."""
    file = stock.sources.decisions
    if not file.text:
        return  # it could not be read at all, which is a problem of its own
    try:
        read_decisions(file)
    except SourceError as error:
        yield Finding(position_in(file.path, str(error)), message_of(str(error)))
    except TypeError:
        yield Finding(file.position(), "a list or a mapping stands where a decision needs a word")


def find_bad_ids(stock: Stock) -> Iterator[Finding]:
    """Find ids that could not stand in a file name, an address or a command line."""
    ids = [tree.find("id") for tree in stock.organizations]
    for service in stock.services:
        ids += [service.node.find("id"), *service.node.items("also")]
    for node in ids:
        if node is not None and node.text and _SLUG.fullmatch(node.text) is None:
            yield Finding(node, f"{node.text!r} is not an id")


def find_misplaced_files(stock: Stock) -> Iterator[Finding]:
    """Find files whose name does not say what is in them."""
    for tree in stock.organizations:
        path = tree.file.path
        if tree.text_of("id") != path.stem:
            yield Finding(_id_of(tree, "id"), f"the id {tree.text_of('id')!r} is not the file's name {path.stem!r}")
        if _FOLDER.fullmatch(path.parent.name) is None:
            yield Finding(tree, f"the folder {path.parent.name!r} is no country code in small letters, nor 'int'")
    for tree in stock.countries:
        path = tree.file.path
        if tree.text_of("code").lower() != path.stem:
            code = tree.text_of("code")
            yield Finding(_id_of(tree, "code"), f"the code {code!r} is not the file's name {path.stem!r} in capitals")


def find_repeated_items(stock: Stock) -> Iterator[Finding]:
    """Find words that stand twice in one list."""
    lists = [(service.node, key) for service in stock.services for key in ("audience", "service_areas", "languages")]
    lines = [line for need in Node.top(stock.sources.needs).items("needs") for line in need.items("matches")]
    lists += [(line, key) for line in lines for key in ("kinds", "audiences", "channels", "about")]
    for owner, key in lists:
        seen: set[str] = set()
        for item in owner.items(key):
            if item.text in seen:
                yield Finding(item, f"{item.text!r} stands twice in {key!r}")
            seen.add(item.text)


def _id_of(tree: Node, key: str) -> Node:
    return tree.find(key) or tree


def _only(code: Fault) -> Callable[[Stock], Iterator[Finding]]:
    return partial(find_faults, code=code)


RULES: Final = (
    Rule("key-unknown", "error", _only("key-unknown"), "correct the key or remove it"),
    Rule("key-missing", "error", _only("key-missing"), "add the key; a record that cannot have it is held back"),
    Rule("type-wrong", "error", _only("type-wrong"), "write the value in the form that the other files have"),
    Rule("value-unknown", "error", _only("value-unknown"), "use a word of the list, or add one to the list first"),
    Rule("decision-form", "error", find_bad_decisions, "write the decision like its neighbours"),
    Rule("item-repeated", "error", find_repeated_items, "remove one of the two"),
    Rule("id-form", "error", find_bad_ids, "use small letters, digits and single hyphens"),
    Rule("file-misplaced", "error", find_misplaced_files, "rename or move the file"),
)
