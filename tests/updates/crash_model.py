"""A file system that is nothing but what may be left of it when the power fails, in the forms that exist.

It reads the very lists of steps that the program carries out, and gives every state in which a disk may be found:
before, after and in the middle of each step. Of what was not brought to the medium, a name may be there or not, and a
content may be the old one, nothing, zeros, a half or the whole.
"""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from guide_app.updates.installing.steps import Step

Tree = Mapping[str, bytes | None]
"""Path -> content; None: a folder."""
Frozen = frozenset[tuple[str, bytes | None]]


MOST_AT_ONCE: Final = 8
"""So many changes of names are tried in all their subsets; only where no folder can be brought there are ever more."""


class Form(NamedTuple):
    """What a kind of file system promises."""

    name: str
    keeps_order: bool
    """An earlier change of names is never lost while a later one is there; bringing one thing brings all before it."""
    renames_at_once: bool
    brings_names: bool
    """Whether a folder can be brought to the medium at all: Windows has no call for it."""


FORMS: Final = (
    Form("journalled", keeps_order=True, renames_at_once=True, brings_names=True),
    Form("journalled, no call for folders", keeps_order=True, renames_at_once=True, brings_names=False),
    Form("POSIX by the letter", keeps_order=False, renames_at_once=True, brings_names=True),
    Form("FAT", keeps_order=False, renames_at_once=False, brings_names=True),
    Form("FAT, no call for folders", keeps_order=False, renames_at_once=False, brings_names=False),
)


class _NameOp(NamedTuple):
    """A change of a folder: a name is there (of a node) or gone (None)."""

    group: int
    folder: int
    name: str
    node: int | None


class Medium:
    """One disk, as the program sees it and as it is for certain."""

    def __init__(self, form: Form, tree: Tree) -> None:
        self._form = form
        self._count = itertools.count()
        self._root = next(self._count)
        self._sure: dict[int, dict[str, int]] = {self._root: {}}
        self._now: dict[int, dict[str, int]] = {self._root: {}}
        self._sure_content: dict[int, bytes] = {}
        self._content: dict[int, bytes] = {}
        self._pending: list[_NameOp] = []
        for path in sorted(tree):
            self._put(path, tree[path])
        self._settle()

    def do(self, step: Step, contents: Mapping[str, bytes]) -> None:
        """Take one step."""
        folder, name = self._place(step.name)
        if step.verb in {"make folder", "write"}:
            self._put(step.name, None if step.verb == "make folder" else contents[step.new])
        elif step.verb == "write over":
            self._content[self._now[folder][name]] = contents[step.new]
        elif step.verb == "bring":
            node = self._now[folder][name]
            self._sure_content[node] = self._content[node]
            if self._form.keeps_order:
                self._settle_names(self._pending)
        elif step.verb == "bring name":
            if self._form.brings_names:
                self._settle_names(self._pending if self._form.keeps_order else self._of(folder))
        elif step.verb == "rename":
            node, group = self._now[folder][name], next(self._count)
            new_folder, new_name = self._place(step.new)
            self._change(_NameOp(group, new_folder, new_name, node))
            self._change(_NameOp(group, folder, name, None))
        else:
            self._change(_NameOp(next(self._count), folder, name, None))

    def seen(self) -> Tree:
        """Give what the program sees."""
        return dict(_walk(self._root, self._now, self._content))

    def after_power_cut(self) -> Iterator[Tree]:
        """Give everything that may be found."""
        for survivors in self._surviving():
            names = {node: dict(entries) for node, entries in self._sure.items()}
            for op in survivors:
                if op.node is None:
                    names[op.folder].pop(op.name, None)
                else:
                    names[op.folder][op.name] = op.node
            wet = [node for node, content in self._content.items() if self._sure_content.get(node) != content]
            choices = [_torn(self._sure_content.get(node), self._content[node]) for node in wet]
            for torn in itertools.product(*choices):
                yield dict(_walk(self._root, names, self._sure_content | dict(zip(wet, torn, strict=True))))

    def _put(self, path: str, content: bytes | None) -> None:
        folder, name = self._place(path)
        node = next(self._count)
        if content is None:
            self._now[node] = {}
            self._sure[node] = {}
        else:
            self._content[node] = content
        self._change(_NameOp(next(self._count), folder, name, node))

    def _change(self, op: _NameOp) -> None:
        self._pending.append(op)
        if op.node is None:
            del self._now[op.folder][op.name]
        else:
            self._now[op.folder][op.name] = op.node

    def _place(self, path: str) -> tuple[int, str]:
        *folders, name = path.split("/")
        node = self._root
        for folder in folders:
            node = self._now[node][folder]
        return node, name

    def _of(self, folder: int) -> list[_NameOp]:
        return [op for op in self._pending if op.folder == folder]

    def _settle_names(self, ops: Iterable[_NameOp]) -> None:
        for op in list(ops):
            self._pending.remove(op)
            if op.node is None:
                self._sure[op.folder].pop(op.name, None)
            else:
                self._sure[op.folder][op.name] = op.node

    def _settle(self) -> None:
        self._settle_names(self._pending)
        self._sure_content = dict(self._content)

    def _surviving(self) -> Iterator[list[_NameOp]]:
        if self._form.renames_at_once:
            groups = [list(ops) for _, ops in itertools.groupby(self._pending, key=lambda op: op.group)]
        else:
            groups = [[op] for op in self._pending]
        if self._form.keeps_order:
            for amount in range(len(groups) + 1):
                yield [op for group in groups[:amount] for op in group]
            return
        for chosen in _subsets(len(groups)):
            yield [op for group, there in zip(groups, chosen, strict=True) if there for op in group]


def crash_states(form: Form, tree: Tree, steps: Iterable[Step], contents: Mapping[str, bytes]) -> set[Frozen]:
    """Give every state in which the disk may be found if the power fails during these steps, each once."""
    medium = Medium(form, tree)
    found = {frozenset(tree.items())}
    for step in steps:
        medium.do(step, contents)
        found.update(frozenset(left.items()) for left in medium.after_power_cut())
    return found


def done_states(form: Form, tree: Tree, steps: Iterable[Step], contents: Mapping[str, bytes]) -> set[Frozen]:
    """Give every state in which it may be found if the power fails after all of them."""
    medium = Medium(form, tree)
    for step in steps:
        medium.do(step, contents)
    return {frozenset(left.items()) for left in medium.after_power_cut()}


def _subsets(amount: int) -> Iterator[Sequence[bool]]:
    """Give all of them; of very many: those that lack one or have but one, all beginnings and ends, some by chance."""
    if amount <= MOST_AT_ONCE:
        yield from itertools.product((False, True), repeat=amount)
        return
    places = range(amount)
    for chosen in places:
        yield [place != chosen for place in places]
        yield [place == chosen for place in places]
        yield [place <= chosen for place in places]
        yield [place >= chosen for place in places]
    chance = random.Random(amount)
    for _ in range(2**MOST_AT_ONCE):
        yield [chance.random() < 0.5 for _ in places]


def _torn(old: bytes | None, new: bytes) -> list[bytes]:
    half = len(new) // 2
    if old is None:
        return [b"", bytes(len(new)), new[:half], new]
    cuts = (half, len(new) // 16, 12)  # a slot is short, with blanks behind
    return [old, *(new[:cut] + old[cut:] for cut in cuts), *(old[:cut] + new[cut:] for cut in cuts), new]


def _walk(
    folder: int, names: Mapping[int, Mapping[str, int]], contents: Mapping[int, bytes], above: str = ""
) -> Iterator[tuple[str, bytes | None]]:
    for name, node in names[folder].items():
        path = above + name
        if node in names:
            yield path, None
            yield from _walk(node, names, contents, f"{path}/")
        else:
            yield path, contents.get(node, b"")
