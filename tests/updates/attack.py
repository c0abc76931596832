"""What an attack on a signed set is, and the moves that attacks are made of."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.updates.signed_set import ROLES, SignedSet

from guide_app.updates.chain import canonical_json

Change = Callable[[SignedSet], object]
Rewrite = Callable[[bytes], bytes]


@dataclass(frozen=True)
class Attack:
    name: str
    code: str
    """Our reason to refuse."""
    change: Change
    stricter: bool = False
    """Python-tuf accepts it; we are stricter on purpose."""


def set_field(path: str, value: Any) -> Change:
    """Set a field of the trees, `targets/version`, signed by those who may."""

    def change(spoilt: SignedSet) -> None:
        *parents, last = path.split("/")
        tree: Any = spoilt.trees
        for name in parents:
            tree = tree[name]
        tree[last] = value

    return change


def drop_field(path: str) -> Change:
    def change(spoilt: SignedSet) -> None:
        *parents, last = path.split("/")
        tree: Any = spoilt.trees
        for name in parents:
            tree = tree[name]
        del tree[last]

    return change


def signed_by(role: str, *names: str) -> Change:
    return lambda spoilt: spoilt.signers.update({role: list(names)})


def named_as(role: str, **said: Any) -> Change:
    """Let the file before it say something untrue of a role's file."""
    return lambda spoilt: spoilt.renamed.update({role: said})


def rewrite(role: str, how: Rewrite) -> Change:
    """Change a file's bytes after it was signed, but before the next file names it with its hash."""
    return lambda spoilt: spoilt.rewrite.update({role: how})


def edit(role: str, how: Callable[[Any], object]) -> Change:
    """Change the tree of a whole file, signatures and all."""

    def changed(content: bytes) -> bytes:
        tree = json.loads(content)
        how(tree)
        return canonical_json(tree)

    return rewrite(role, changed)


def meddle(how: Callable[[Path], object]) -> Change:
    """Change the folder when all is written, as anybody can."""
    return lambda spoilt: setattr(spoilt, "meddle", how)


def carry(content: bytes) -> Change:
    """Let the program carry this root."""
    return lambda spoilt: setattr(spoilt, "carried", content)


def both(first: Change, second: Change) -> Change:
    return lambda spoilt: (first(spoilt), second(spoilt))


def path_of(folder: Path, name: str) -> Path:
    return folder / "metadata" / f"{name}.json" if name in ROLES else folder / name
