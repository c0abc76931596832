"""The power fails at every step of every form of file system: nothing is broken, and nothing older comes back."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Final

import pytest
from tests.notes.amounts import SOAK
from tests.updates.crash_model import FORMS, Form, Frozen, Medium, Tree, crash_states, done_states
from tests.updates.kept_versions import FILES, content_of, is_good, version_in, write_version

from guide_app.updates.installing.keeping import Layout, keep, layout_of
from guide_app.updates.installing.slots import NAMES, Slot, encode, slots_of
from guide_app.updates.installing.steps import Step, removal_steps, swap_steps, write_steps

BUILDING: Final = "build-1-1.tmp"


def fake(version: int) -> dict[str, bytes]:
    """Give the files of a version whose signatures are not looked at: every file says which it is."""
    return {file: f"{file} of version {version} ".encode() * 20 for file in FILES}


VERSIONS: Final = {version: fake(version) for version in range(1, 5)}


def version_of(tree: Tree, folder: str) -> int:
    """Give the version that stands whole in a folder; 0: none."""
    for version, files in VERSIONS.items():
        if all(tree.get(f"{folder}/{file}") == content for file, content in files.items()):
            return version
    return 0


def layout(tree: Tree) -> Layout:
    slots = slots_of({name: tree.get(name) or b"" for name in NAMES})
    return layout_of(slots, lambda folder: version_of(tree, folder) > 0)


def found(tree: Tree) -> int:
    """Give the version that a start takes; 0: the program's own copy."""
    now = layout(tree)
    return 0 if now.in_use is None else version_of(tree, now.slots[now.in_use].folder)


def removal(tree: Tree, kept: Iterable[str]) -> tuple[Step, ...]:
    gone = sorted(path for path in tree if path.split("/")[0] not in {*kept, *NAMES})
    return removal_steps(
        [path for path in gone if tree[path] is not None], [path for path in gone if tree[path] is None]
    )


def install(tree: Tree, version: int) -> tuple[list[Step], dict[str, bytes]]:
    """Give the steps by which a version is kept on a disk, as `keeping.keep` takes them."""
    now = layout(tree)
    folder, slot = f"{version}-0000000{version}", now.free_slot
    while folder in tree:
        folder += ".1"
    steps = [*removal(tree, now.kept), *write_steps(BUILDING, FILES)]
    steps += swap_steps(BUILDING, folder, slot, is_new=slot not in tree)
    last = {now.slots[now.in_use].folder} if now.in_use else set()
    steps += removal({path: tree[path] for path in tree if path.split("/")[0] in now.kept}, {folder} | last)
    return steps, VERSIONS[version] | {slot: encode(Slot(now.next_number, folder))}


def installed(*versions: int) -> Tree:
    tree: Tree = {}
    for version in versions:
        medium = Medium(FORMS[0], tree)
        steps, contents = install(tree, version)
        for step in steps:
            medium.do(step, contents)
        tree = medium.seen()
        assert found(tree) == version
    return tree


STARTS: Final = {"nothing": (), "one": (1,), "two": (1, 2), "three": (1, 2, 3)}


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.name)
@pytest.mark.parametrize("before", STARTS)
def test_no_crash_brings_back_anything_older(form: Form, before: str) -> None:
    tree = installed(*STARTS[before])
    new = len(STARTS[before]) + 1
    states = crash_states(form, tree, *install(tree, new))
    assert {found(dict(state)) for state in states} <= {new - 1, new}
    assert len(states) > 20
    after = {found(dict(state)) for state in done_states(form, tree, *install(tree, new))}
    assert after == {new} if form.brings_names or form.keeps_order else after <= {new - 1, new}


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.name)
def test_a_crash_after_a_crash_brings_back_nothing_older(form: Form) -> None:
    tree = installed(1, 2)
    states = sorted(crash_states(form, tree, *install(tree, 3)), key=sorted_key)
    for state in random.Random(form.name).sample(states, min(len(states), 100 if SOAK else 6)):
        left = dict(state)
        before = found(left)
        assert before in {2, 3}
        again = {found(dict(second)) for second in crash_states(form, left, *install(left, 4))}
        # What the first crash left unfinished may come about in the second; nothing older may.
        assert again <= {before, 3, 4}


def sorted_key(state: Frozen) -> str:
    return repr(sorted(state, key=repr))


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.name)
def test_the_start_and_the_next_update_cope_with_every_state(form: Form, tmp_path: Path) -> None:
    """The same on a real disk, with real signatures, by the code that starts the program."""
    old = tmp_path / "old"
    old.mkdir()
    write_version(old, 1)
    write_version(old, 2)
    tree = {
        path.relative_to(old).as_posix(): None if path.is_dir() else path.read_bytes()
        for path in sorted(old.rglob("*"))
    }
    slots = slots_of({name: tree.get(name) or b"" for name in NAMES})
    steps = [
        *write_steps(BUILDING, FILES),
        *swap_steps(BUILDING, "3-x".replace("x", "0" * 8), "current.a", is_new=False),
    ]
    assert next(iter(slots)) == "current.b"
    contents = content_of(3) | {"current.a": encode(Slot(3, "3-00000000"))}
    states = sorted(crash_states(form, tree, steps, contents), key=sorted_key)
    for number, state in enumerate(states if SOAK else random.Random(form.name).sample(states, 25)):
        folder = tmp_path / str(number)
        folder.mkdir()
        for path, content in sorted(state):
            (folder / path).mkdir() if content is None else (folder / path).write_bytes(content)
        assert version_in(folder) in {2, 3}
        write_version(folder, 4)
        assert version_in(folder) == 4
        left = {path.name for path in folder.iterdir()} - set(NAMES)
        assert len(left) == 2, left


Change = Callable[[list[Step]], list[Step]]
WRONG_ORDERS: Final[Mapping[str, Change]] = {
    "the snapshot is not brought": lambda steps: [
        step for step in steps if step != Step("bring", f"{BUILDING}/guide.sqlite")
    ],
    "no name is brought": lambda steps: [step for step in steps if step.verb != "bring name"],
    "the slot is not brought": lambda steps: [step for step in steps if step.verb != "bring" or "/" in step.name],
}


@pytest.mark.parametrize("wrong", WRONG_ORDERS)
def test_the_model_sees_what_a_missing_step_does(wrong: str) -> None:
    tree = installed(1, 2)
    steps, contents = install(tree, 3)
    changed = WRONG_ORDERS[wrong](steps)
    lost = [form.name for form in FORMS if form.brings_names and found_after(form, tree, changed, contents) != {3}]
    assert lost


def test_the_model_sees_that_the_last_version_was_given_up_too_early() -> None:
    tree = installed(1, 2)
    steps, contents = install(tree, 3)
    early = [*removal(tree, ()), *(step for step in steps if not step.verb.startswith("remove"))]
    assert 0 in {found(dict(state)) for state in crash_states(FORMS[0], tree, early, contents)}


def test_the_model_sees_that_the_slot_in_use_was_written_over() -> None:
    tree = installed(1, 2)
    in_use = str(layout(tree).in_use)
    steps = [*write_steps(BUILDING, FILES), *swap_steps(BUILDING, "3-00000003", in_use, is_new=False)]
    contents = VERSIONS[3] | {in_use: encode(Slot(3, "3-00000003"))}
    assert 1 in {found(dict(state)) for state in crash_states(FORMS[0], tree, steps, contents)}


def found_after(form: Form, tree: Tree, steps: list[Step], contents: Mapping[str, bytes]) -> set[int]:
    try:
        return {found(dict(state)) for state in done_states(form, tree, steps, contents)}
    except KeyError:  # an order in which it cannot even be done
        return set()


def test_the_model_takes_the_steps_that_the_program_takes(tmp_path: Path) -> None:
    """What `keep` does on a disk, call by call, is what the model was told."""
    from tests.updates.kept_versions import RecordingDisk

    write_version(tmp_path, 1)
    disk = RecordingDisk(tmp_path)
    keep(tmp_path, (2, "0" * 64), content_of(2), bool, is_good=is_good, disk=disk)
    building = next(step.name for step in disk.steps if step.verb == "make folder")
    wanted = [*write_steps(building, FILES), *swap_steps(building, "2-00000000", "current.b", is_new=True)]
    assert disk.steps == [step if step.verb == "rename" else step._replace(new="") for step in wanted]
