"""Files that exist already, and what the import may do to each: an editor's work is never overwritten in silence.

Every file the import writes ends with an `imported` block: per record the fingerprint of what facts and decisions
made of it, and the SHA-256 of every byte above the block. If those bytes have another hash, a person edited the
file. Then it is left alone as long as its records' fingerprints are the same; if they are not, that is a conflict,
which `--take facts ID` or `--take mine ID` settles.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final, Literal

import yaml

from guide_app.core.errors import SourceError
from guide_app.publisher.importing.splicing import splice
from guide_app.publisher.sources import SourceFile, dump_source, parse_source

State = Literal["new", "changed", "unchanged", "kept", "taken", "conflict", "removed"]
Take = Literal["facts", "mine"]
_MARK: Final = b"imported:\n"


@dataclass(frozen=True)
class ExistingFile:
    """A source file as it stands on the disk."""

    path: Path
    content: bytes
    """What it holds, with the line ends that the import writes, whatever an editor or git made of them."""
    records: dict[str, str]
    """Record id -> fingerprint, from the `imported` block; empty for a file made by hand."""
    text_hash: str | None
    """What the import wrote above the block; None for a file made by hand."""

    @property
    def above(self) -> bytes:
        """The bytes above the `imported` block."""
        return self.content[: _start_of_block(self.content)]

    @property
    def is_pristine(self) -> bool:
        """Say whether the file is as the import left it."""
        return self.text_hash == sha256(self.above)

    def parse(self) -> SourceFile:
        """Read the file as a source.

        Raises:
            SourceError: an editor left it broken.
        """
        try:
            text = self.content.decode("utf-8")
        except UnicodeDecodeError as error:
            line = self.content.count(b"\n", 0, error.start) + 1
            remedy = "save the file with the encoding UTF-8"
            raise SourceError(f"{self.path}:{line}: is not UTF-8. Remedy: {remedy}.") from error
        return parse_source(text, self.path)


@dataclass(frozen=True)
class Wanted:
    """What the facts make of one file: its tree and each record's fingerprint."""

    path: Path
    owner: str
    """Id of the organisation, or code of the country."""
    tree: dict[str, Any]
    records: dict[str, str]

    @property
    def above(self) -> bytes:
        """The bytes that stand above the `imported` block."""
        return dump_source(self.tree).encode()


@dataclass(frozen=True)
class Plan:
    """What is to be done about one file; nothing is done yet."""

    path: Path
    state: State
    content: bytes | None
    """What to write; None: leave the file as it is, or remove it."""
    remarks: tuple[str, ...] = ()
    """What a person should know was done or left: one sentence each."""
    conflicts: tuple[str, ...] = ()
    """What a person must settle: one sentence each, with the remedy."""
    used: frozenset[str] = frozenset()
    """The names of `--take` that settled something."""
    wanted: Wanted | None = None
    """What the facts make of the file; None where they make nothing of it."""


def hold(plan: Plan, names: Iterable[str], takes: Mapping[str, Take]) -> Plan:
    """Leave a file as it is, since a problem touches these of its records."""
    said = ", ".join(sorted(names))
    remark = f"{plan.path}: left as it is until what touches {said} is settled"
    used = frozenset({*plan.used, *(name for name in names if name in takes)})
    return replace(plan, state="conflict", content=None, remarks=(remark,), used=used)


def read_existing(folder: Path) -> list[ExistingFile]:
    """Read every source file below a folder, sorted by path.

    Raises:
        SourceError: an `imported` block cannot be read.
    """
    return [_existing(path) for path in sorted(folder.rglob("*.yaml"))]


def sha256(content: bytes) -> str:
    """Give the SHA-256 of bytes, in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def plan_file(wanted: Wanted, existing: ExistingFile | None, takes: Mapping[str, Take]) -> Plan:
    """Decide what to do about one file."""
    return replace(_plan(wanted, existing, takes), wanted=wanted)


def _plan(wanted: Wanted, existing: ExistingFile | None, takes: Mapping[str, Take]) -> Plan:
    above = wanted.above
    content = above + _block(wanted.records, sha256(above))
    if existing is None:
        return Plan(wanted.path, "new", content)
    if existing.content == content:
        return Plan(wanted.path, "unchanged", None)
    if existing.text_hash is None:
        remedy = "move it away, or take its records out of it"
        return Plan(wanted.path, "conflict", None, conflicts=(f"{wanted.path}: was made by hand. Remedy: {remedy}",))
    if existing.is_pristine:
        return Plan(wanted.path, "changed", content)
    if takes.get(wanted.owner) == "facts":
        remark = f"{wanted.path}: the facts were taken for the whole file, hand edits are gone"
        return Plan(wanted.path, "taken", content, (remark,), used=frozenset({wanted.owner}))
    return _plan_edited(wanted, existing, takes)


def _plan_edited(wanted: Wanted, existing: ExistingFile, takes: Mapping[str, Take]) -> Plan:
    differing = [name for name, value in wanted.records.items() if existing.records.get(name) != value]
    gone = [name for name in existing.records if name not in wanted.records]
    if not differing and not gone:
        broken = _broken(existing)
        if broken is not None:
            return Plan(wanted.path, "conflict", None, conflicts=(broken,))
        return Plan(wanted.path, "kept", None, (f"{wanted.path}: hand-edited, kept; its facts are unchanged",))
    above, records = existing.above, dict(existing.records)
    taken: list[str] = []
    open_conflicts: list[str] = []
    used: set[str] = set()
    for name in differing:
        key = name if name in takes else wanted.owner
        take = takes.get(key)
        if take == "facts":
            above = splice(above, wanted, name)
        if take is None:
            open_conflicts.append(_conflict(wanted, existing, name))
        else:
            used.add(key)
            records[name] = wanted.records[name]
            taken.append(f"{wanted.path}: {name}: {take} taken")
    remedy = "take it out of this file by hand"
    open_conflicts += [f"{wanted.path}: {name} stands elsewhere now. Remedy: {remedy}" for name in gone]
    text_hash = sha256(above) if above == wanted.above else str(existing.text_hash)
    content = above + _block(records, text_hash) if taken else None
    state: State = "conflict" if open_conflicts else "taken"
    return Plan(wanted.path, state, content, tuple(taken), tuple(open_conflicts), frozenset(used))


def _broken(existing: ExistingFile) -> str | None:
    try:
        existing.parse()
    except SourceError as error:
        return str(error)
    return None


def _conflict(wanted: Wanted, existing: ExistingFile, name: str) -> str:
    what = "is new in the facts" if name not in existing.records else "changed in the facts"
    fields = ", ".join(_differing_fields(wanted, existing, name)) or "none that shows"
    remedy = f"run again with `--take facts {name}` or `--take mine {name}`"
    return f"{wanted.path}: hand-edited, and {name} {what}; fields that differ: {fields}. Remedy: {remedy}"


def _differing_fields(wanted: Wanted, existing: ExistingFile, name: str) -> list[str]:
    try:
        theirs = existing.parse().tree
    except SourceError:
        return ["the file cannot be read"]
    mine, other = _part(wanted.tree, name), _part(theirs, name)
    return [key for key in dict.fromkeys((*mine, *other)) if mine.get(key) != other.get(key)]


def _part(tree: Mapping[str, Any], name: str) -> dict[str, Any]:
    services = tree.get("services")
    if services is None:
        return {key: value for key, value in tree.items() if key != "imported"}
    names = {f"organization {key}": tree.get(key) for key in ("name", "alternate_name")}
    found = next((item for item in services if isinstance(item, dict) and item.get("id") == name), {})
    return {**names, **found}


def _block(records: Mapping[str, str], text_hash: str) -> bytes:
    tree = {"imported": {"records": dict(sorted(records.items())), "text": text_hash}}
    return dump_source(tree).encode()


def _start_of_block(content: bytes) -> int:
    if content.startswith(_MARK):
        return 0
    place = content.rfind(b"\n" + _MARK)
    return len(content) if place < 0 else place + 1


def _existing(path: Path) -> ExistingFile:
    content = path.read_bytes().replace(b"\r\n", b"\n")
    start = _start_of_block(content)
    if start == len(content):
        return ExistingFile(path, content, {}, None)
    try:
        block = yaml.load(content[start:], Loader=yaml.CBaseLoader)["imported"]  # noqa: S506 - builds only text
        records, text_hash = dict(block["records"]), str(block["text"])
    except (yaml.YAMLError, KeyError, TypeError, ValueError) as error:
        line = content.count(b"\n", 0, start) + 1
        remedy = "restore the block from the history; only import-facts writes it"
        raise SourceError(f"{path}:{line}: the imported block cannot be read. Remedy: {remedy}.") from error
    return ExistingFile(path, content, records, text_hash)
