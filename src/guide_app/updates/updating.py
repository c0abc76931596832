"""One update from the question to its place: check, plan, fetch, verify, build, keep.

Nothing in use is touched before the new guide is whole and both judges have seen it. A step that fails goes down once
to the next way; it never tries one again. In memory mode nothing is written anywhere: the guide is handed over.

This runs in a process of its own (`guide update`), so it may compute as long as it must.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import NamedTuple

from guide_app.core.errors import GuideError, UntrustedContentError, UpdateError
from guide_app.core.places import METADATA_NAME, SNAPSHOT_NAME
from guide_app.store.builder import build_from_shards, image_from_shards
from guide_app.store.schema import FOLD_VERSION, SCHEMA_VERSION
from guide_app.store.shards import Shards
from guide_app.updates.client import Known, Signed, refresh
from guide_app.updates.digest import sha256
from guide_app.updates.errors import MissingError, as_update_error, fail, from_disk
from guide_app.updates.events import Checked, Done, Event, Handed, Keep, NothingNew, Progress, Say, StepName
from guide_app.updates.installing.keeping import keep
from guide_app.updates.installing.state import MARK_NAME, InUse, Surroundings, find_in_use, held, is_good
from guide_app.updates.installing.steps import Content
from guide_app.updates.regions import check_rows, read_regions, signed_rows
from guide_app.updates.release import Measure, Release, read_release
from guide_app.updates.transports.opening import open_transport
from guide_app.updates.transports.parts import DiskPart, MemoryPart
from guide_app.updates.transports.transport import Transport, Watch
from guide_app.updates.trust import verify_installed
from guide_app.updates.watermark import write_mark
from guide_app.updates.ways import (
    GOES_DOWN,
    Candidate,
    MakePart,
    candidates,
    check_shards,
    fetch,
    shards_in,
    shards_of,
    there_are,
    unpack,
)

OpenRoad = Callable[[str, str | None], Transport]


class Request(NamedTuple):
    """What a person wants."""

    where: str
    """An address, a folder or a .zip."""
    proxy: str | None = None
    keep: Keep = "memory"
    check: bool = False
    """Only look what is there."""
    same_for_everybody: bool = False
    """Ask for nothing that tells which version is here."""
    accept_old: bool = False
    """Take also what was made more than 400 days ago."""


class Means(NamedTuple):
    """By what an update is done; tests have their own."""

    open_road: OpenRoad = open_transport
    build: Callable[[Shards, Path], object] = build_from_shards
    build_in_memory: Callable[[Shards], bytes] = image_from_shards


class _Plan(NamedTuple):
    """What is there, and by which ways it comes."""

    signed: Signed
    release: Release | None
    ways: tuple[Candidate, ...]
    """Empty: what is in use is the same."""
    in_use: InUse


class _Tools(NamedTuple):
    """What the steps need of this one update."""

    road: Transport
    say: Say
    watch: Watch
    keep: Keep
    state: Path | None
    """Where it is kept; None: in memory."""
    means: Means

    @contextlib.contextmanager
    def step(self, name: StepName) -> Iterator[None]:
        """Tell that a step begins, and that it is done. A person can change their mind before it."""
        self.watch.check()
        self.say(Progress(name, 0, 1))
        yield
        self.say(Progress(name, 1, 1))


def update(request: Request, around: Surroundings, say: Say, *, now: datetime, means: Means | None = None) -> Event:
    """Do what a person wants, and tell of it while it goes on.

    Args:
        request: what they want.
        around: where the program's own copy is, and where updates can be kept.
        say: told of all that happens, the last event too.
        now: the time by this computer's clock.
        means: by what; None: as ever.

    Returns:
        The event with which it ended: `Checked`, `NothingNew` or `Done`.

    Raises:
        UpdateError: it was refused, or could not be done; nothing has changed.
    """
    try:
        return _update(request, around, say, now, means or Means())
    except OSError as error:
        raise from_disk(error) from error
    except GuideError as error:
        raise as_update_error(error) from error


def _update(request: Request, around: Surroundings, say: Say, now: datetime, means: Means) -> Event:
    state = None if request.check or request.keep == "memory" else around.places.get(request.keep)
    if state is None and request.keep != "memory" and not request.check:
        fail("read_only", "there is no such place here")
    watch = Watch(lambda done, total: say(Progress("fetch", done, total)))
    with closing(means.open_road(request.where, request.proxy)) as road, held(state):
        tools = _Tools(road, say, watch, request.keep, state, means)
        with tools.step("check"):
            plan = _plan(request, tools, find_in_use(around), now)
        last = _checked(plan)
        say(last)
        return last if request.check or isinstance(last, NothingNew) else _descend(plan, tools)


def _plan(request: Request, tools: _Tools, in_use: InUse, now: datetime) -> _Plan:
    known = Known(in_use.root, in_use.metadata, in_use.mark, in_use.floor)
    signed = refresh(tools.road, known, now=now, accept_old=request.accept_old, watch=tools.watch)
    release, verified = read_release(signed.custom), in_use.verified
    if verified is not None and verified.sha256 == signed.sha256:
        return _Plan(signed, release, (), in_use)
    _refuse_other_forms(signed.custom)
    version = verified.version if verified is not None else None
    whole = Measure(signed.length, signed.sha256)
    ways = candidates(release, whole, version, same_for_everybody=request.same_for_everybody)
    return _Plan(signed, release, there_are(ways, tools.road), in_use)


def _refuse_other_forms(custom: Mapping[str, object]) -> None:
    """Refuse a guide that this program could not open, before anything of it is fetched."""
    known = {"schema": SCHEMA_VERSION, "fold": FOLD_VERSION}
    if any(custom.get(name, number) != number for name, number in known.items()):
        fail("newer_program")


def _checked(plan: _Plan) -> Checked | NothingNew:
    signed, verified = plan.signed, plan.in_use.verified
    version = verified.version if verified is not None else None
    if not plan.ways:
        return NothingNew(version or signed.version, signed.published, signed.expired)
    first = plan.ways[0]
    return Checked(signed.version, signed.published, version, first.measure.length, first.way, signed.expired)


def _descend(plan: _Plan, tools: _Tools) -> Done:
    """Try the ways in their order, each once. Where the build fails, only the file itself can still help."""
    refused: list[UpdateError] = []
    for candidate in plan.ways:
        if any(error.code == "build" for error in refused) and candidate.way != "sqlite":
            continue
        try:
            return _walk(candidate, plan, tools)
        except GuideError as error:
            told = as_update_error(error)
            if told.code not in GOES_DOWN:
                raise
            refused.append(told)
    raise next((error for error in refused if not isinstance(error, MissingError)), refused[0])


def _walk(candidate: Candidate, plan: _Plan, tools: _Tools) -> Done:
    """Go one way to its end."""
    make: MakePart = MemoryPart if tools.state is None else partial(DiskPart, tools.state)
    data = fetch(candidate, tools.road, plan.release, make, tools.watch)
    with tools.step("verify"):
        shards = _verified_shards(candidate, data, plan)
    whole = data if candidate.way == "sqlite" else None
    signed = plan.signed
    if tools.state is None:
        content = whole or _built_in_memory(shards, signed, tools)
        done = Done(signed.version, signed.published, "memory", "", candidate.way)
        tools.say(done)
        tools.say(Handed(signed.files, content))
        return done
    with tools.step("install"):
        folder = _keep(whole, shards, plan, tools, tools.state)
    for part in tools.state.glob("*.part"):
        part.unlink(missing_ok=True)
    done = Done(signed.version, signed.published, tools.keep, str(folder), candidate.way)
    tools.say(done)
    return done


def _verified_shards(candidate: Candidate, data: bytes, plan: _Plan) -> Shards:
    """Give the rows that came, when their hashes and what the regions signed have been compared."""
    signed, release, verified = plan.signed, plan.release, plan.in_use.verified
    if release is None:
        return {}
    if candidate.way == "sqlite":
        with shards_of(data, release) as built:
            check_shards(built, release)
            _check_regions(built, signed)
        return {}
    if candidate.way == "full" or verified is None:
        shards = unpack(candidate.way, data, {}, release)
    else:
        with shards_in(verified, release) as base:
            shards = unpack(candidate.way, data, base, release)
    _check_regions(shards, signed)
    return shards


def _check_regions(shards: Shards, signed: Signed) -> None:
    """Hold rows whose hashes are right against what the regions have signed."""
    regions = read_regions(signed.custom)
    files = {region.name: signed.regions[region.name] for region in regions if region.name in signed.regions}
    check_rows(regions, shards, signed_rows(signed.files["targets.json"], signed.files["snapshot.json"], files))


def _built_in_memory(shards: Shards, signed: Signed, tools: _Tools) -> bytes:
    with tools.step("build"):
        content = tools.means.build_in_memory(shards)
        if (len(content), sha256(content)) != (signed.length, signed.sha256):
            fail("build")
    return content


def _keep(whole: bytes | None, shards: Shards, plan: _Plan, tools: _Tools, state: Path) -> Path:
    """Write the version's folder and point to it, after both judges have seen it."""
    signed, root = plan.signed, plan.in_use.root

    def write(path: Path) -> None:
        with tools.step("build"):
            tools.means.build(shards, path)

    contents: dict[str, Content] = {SNAPSHOT_NAME: write if whole is None else whole}
    contents |= {f"{METADATA_NAME}/{name}": content for name, content in signed.files.items()}
    contents[MARK_NAME] = write_mark(signed.mark)
    return keep(
        state,
        (signed.version, signed.sha256),
        contents,
        partial(_judge, root=root, built=whole is None),
        is_good=partial(is_good, root=root),
        check=tools.watch.check,
    )


def _judge(folder: Path, *, root: bytes, built: bool) -> None:
    """Let the start check and python-tuf look at a finished folder."""
    from guide_app.updates.judge import judge_with_tuf

    try:
        verify_installed(folder, trusted_root=root)
        judge_with_tuf(folder, trusted_root=root)
    except UntrustedContentError as error:
        if built and error.code in {"hash", "length"}:
            fail("build", str(error))
        raise
