"""An update by every way and to every place: the shortest is taken, the next one only after a failure, each once."""

from __future__ import annotations

import contextlib
from pathlib import Path

import pytest
from tests.updates.memory_road import MemoryTransport
from tests.updates.published import DAY, WEEK, World, lay

from guide_app.core.errors import SnapshotBuildError, UpdateError
from guide_app.updates.errors import CancelledError
from guide_app.updates.events import Checked, Done, Handed, Keep, NothingNew, Progress, line_of
from guide_app.updates.transports.transport import Kind
from guide_app.updates.trust import carried_root, verify_installed

ROADS: list[Kind] = ["https", "tor", "mirror", "folder", "zip"]


@pytest.fixture
def world(tmp_path: Path) -> World:
    return World(tmp_path)


def asked(world: World) -> list[str]:
    return [path.rpartition(".")[2] for path in world.road.asked if path.startswith("targets/")]


@pytest.mark.parametrize("kind", ROADS)
def test_the_shortest_way_is_taken(kind: Kind, tmp_path: Path) -> None:
    world = World(tmp_path, kind)
    done = world.update()
    assert isinstance(done, Done)
    assert (done.version, done.way, done.kept) == (2, "delta", "home")
    assert world.version == 2
    assert done.folder == str(next(world.state.glob("2-*")))
    if not world.road.offline:
        assert len(world.road.asked) == 3
    assert world.road.closed


@pytest.mark.parametrize("kind", ROADS)
def test_nothing_new_asks_for_one_file(kind: Kind, tmp_path: Path) -> None:
    world = World(tmp_path, kind)
    world.update()
    again = world.update()
    assert isinstance(again, NothingNew)
    assert (again.version, again.expired) == (2, False)
    assert world.road.asked == ["metadata/timestamp.json"]


def test_dates_that_were_renewed_are_nothing_new_and_cost_two_requests(world: World) -> None:
    world.update()
    world.publisher.publish(world.now + DAY, roles=("snapshot", "timestamp"))
    world.tree = dict(world.publisher.tree)
    assert isinstance(world.update(), NothingNew)
    assert len(world.road.asked) == 2


@pytest.mark.parametrize(
    ("left", "way"),
    [(("1",), "delta"), ((".since-1", ".full"), "changes"), ((".full",), "full"), ((".sqlite",), "sqlite")],
)
def test_each_way_leads_there(left: tuple[str, ...], way: str, tmp_path: Path) -> None:
    for kind in ROADS:
        world = World(tmp_path / kind, kind)
        world.only(*left)
        done = world.update()
        assert isinstance(done, Done)
        assert (done.way, world.version) == (way, 2)
        assert len(world.road.asked) == len(set(world.road.asked)) or world.road.offline


def test_with_the_same_request_for_everybody_no_version_is_told(tmp_path: Path) -> None:
    world = World(tmp_path, "tor")
    world.ask(same_for_everybody=True)
    done = world.update()
    assert isinstance(done, Done)
    assert done.way == "changes"
    assert not any(".from-" in path for path in world.road.asked)


@pytest.mark.parametrize("kind", ["https", "zip"])
def test_what_is_kept_nowhere_is_handed_over_and_writes_nothing(kind: Kind, tmp_path: Path) -> None:
    world = World(tmp_path, kind, "memory")
    before = sorted(tmp_path.rglob("*"))
    done = world.update()
    assert isinstance(done, Done)
    assert (done.kept, done.folder) == ("memory", "")
    assert sorted(tmp_path.rglob("*")) == before
    handed = world.events[-1]
    assert isinstance(handed, Handed)
    files = {f"metadata/{name}": content for name, content in handed.metadata.items()}
    lay(tmp_path / "handed", files | {"guide.sqlite": handed.content})
    assert verify_installed(tmp_path / "handed", trusted_root=carried_root(world.own)).version == 2
    assert line_of(handed).startswith(b'{"event":"snapshot","length":')


@pytest.mark.parametrize("keep", ["home", "beside"])
def test_it_is_kept_where_the_person_wants_it(keep: Keep, tmp_path: Path) -> None:
    world = World(tmp_path, keep=keep)
    done = world.update()
    assert isinstance(done, Done)
    assert done.kept == keep
    assert Path(done.folder).is_relative_to(world.around.places[keep])
    assert world.version == 2


def test_looking_writes_and_fetches_nothing(world: World) -> None:
    before = sorted(world.folder.rglob("*"))
    world.ask(check=True)
    checked = world.update()
    assert isinstance(checked, Checked)
    assert (checked.version, checked.from_version, checked.way) == (2, 1, "delta")
    assert 0 < checked.length < 5000
    assert asked(world) == []
    assert sorted(world.folder.rglob("*")) == before


def test_week_after_week(world: World) -> None:
    for week in range(2, 8):
        if week > 2:
            world.week(week)
        done = world.update()
        assert isinstance(done, Done)
        assert (done.way, world.version) == ("delta", week)
    kept = {path.name.partition("-")[0] for path in world.state.iterdir() if path.is_dir()}
    assert kept == {"6", "7"}


def test_many_weeks_behind_is_one_hop(world: World) -> None:
    for week in range(3, 12):
        world.week(week)
    done = world.update()
    assert isinstance(done, Done)
    assert (done.way, done.version) == ("delta", 11)
    assert len(world.road.asked) == 3


def test_a_damaged_own_copy_fetches_everything(world: World) -> None:
    (world.own / "guide.sqlite").write_bytes(b"gone")
    assert world.version == 0
    done = world.update()
    assert isinstance(done, Done)
    assert (done.way, world.version) == ("full", 2)


def test_a_tampered_kept_version_is_fetched_again(world: World) -> None:
    first = world.update()
    assert isinstance(first, Done)
    (Path(first.folder) / "guide.sqlite").write_bytes(b"tampered with")
    assert world.version == 1
    done = world.update()
    assert isinstance(done, Done)
    assert world.version == 2
    assert len(list(world.state.glob("2-*"))) == 1


@pytest.mark.parametrize("bad", ["delta", "changes", "full", "all"])
@pytest.mark.parametrize("how", ["other bytes", "cut off", "longer", "missing"])
def test_after_a_failure_the_next_way_is_tried_once(bad: str, how: str, world: World) -> None:
    ends = {"delta": (".from-1",), "changes": (".from-1", ".since-1"), "full": (".from-1", ".since-1", ".full")}
    ends["all"] = (*ends["full"], ".sqlite")
    for ending in ends[bad]:
        path = world.path(ending)
        content = world.tree.pop(path)
        changes = {"other bytes": b"x" * len(content), "longer": content + b"x", "cut off": content[:-9]}
        if how != "missing":
            world.tree[path] = changes[how]
    if how == "cut off":
        with pytest.raises(UpdateError) as raised:
            world.update()
        assert raised.value.code == "broken_off"  # the line, not the file, for all that can be seen
        assert world.version == 1
        return
    if bad == "all":
        with pytest.raises(UpdateError) as raised:
            world.update()
        words = {"other bytes": "wrong_hash", "longer": "too_long", "missing": "missing"}
        assert raised.value.code == words[how]
        assert world.version == 1
    else:
        done = world.update()
        assert isinstance(done, Done)
        ways = {"delta": "changes", "changes": "full", "full": "sqlite"}
        assert (done.way, world.version) == (ways[bad], 2)
    assert len(world.road.asked) == len(set(world.road.asked))


def test_where_the_build_fails_the_finished_file_is_fetched(world: World) -> None:
    def build(_shards: object, path: Path) -> None:
        path.write_bytes(b"SQLite format 3\0 of another build")

    world.means = world.means._replace(build=build)
    done = world.update()
    assert isinstance(done, Done)
    assert (done.way, world.version) == ("sqlite", 2)
    assert asked(world) == ["from-1", "sqlite"]


def test_where_the_build_in_memory_fails_the_finished_file_is_handed_over(tmp_path: Path) -> None:
    world = World(tmp_path, keep="memory")
    world.means = world.means._replace(build_in_memory=lambda _shards: b"of another build")
    done = world.update()
    assert isinstance(done, Done)
    assert done.way == "sqlite"


def test_a_full_disk_while_building_is_told_and_nothing_else_is_tried(world: World) -> None:
    def build(_shards: object, _path: Path) -> None:
        raise SnapshotBuildError("no room") from OSError(28, "No space left on device")

    world.means = world.means._replace(build=build)
    with pytest.raises(UpdateError) as raised:
        world.update()
    assert raised.value.code == "full"
    assert asked(world) == ["from-1"]
    assert world.version == 1


def test_a_line_that_breaks_goes_on_where_it_was(world: World) -> None:
    breaks = {world.path(".from-1"): 20}

    def bend(road: MemoryTransport) -> None:
        road.breaks_after = breaks

    world.bend_road = bend  # type: ignore[method-assign]
    with pytest.raises(UpdateError) as raised:
        world.update()
    assert raised.value.code == "broken_off"
    assert world.version == 1
    length = len(world.tree[world.path(".from-1")])
    done = world.update()
    assert isinstance(done, Done)
    assert done.way == "delta"
    fetched = [event for event in world.events if isinstance(event, Progress) and event.step == "fetch"]
    assert fetched[0].done == 20
    assert fetched[-1] == Progress("fetch", length, length)
    assert not list(world.state.glob("*.part"))


def test_nothing_is_left_where_nothing_came_of_it(world: World) -> None:
    world.tree.clear()
    with pytest.raises(UpdateError):
        world.update()
    assert not world.state.exists()


def test_two_at_once_do_not_disturb_each_other(world: World) -> None:
    from guide_app.updates.installing.state import held

    with held(world.state), pytest.raises(UpdateError) as raised:
        world.update()
    assert raised.value.code == "busy"
    assert world.version == 1
    world.update()
    assert world.version == 2


@pytest.mark.parametrize("after", range(14))
def test_a_person_can_change_their_mind_at_any_moment(after: int, world: World) -> None:
    told = 0

    def say(_event: object) -> None:
        nonlocal told
        told += 1
        if told > after:
            raise CancelledError

    from guide_app.updates.updating import update

    with contextlib.suppress(CancelledError):
        update(world.request, world.around, say, now=world.now, means=world.means)
    assert world.version in {1, 2}
    world.update()
    assert world.version == 2


def test_a_read_only_place_is_told_before_anything_is_fetched(world: World) -> None:
    world.state.parent.mkdir()
    world.state.write_bytes(b"a file in its place")
    with pytest.raises(UpdateError) as raised:
        world.update()
    assert raised.value.code in {"storage", "read_only"}
    assert world.road.asked == []


def test_where_there_is_no_such_place_it_is_told(world: World) -> None:
    from guide_app.updates.installing.state import Surroundings
    from guide_app.updates.updating import update

    around = Surroundings(world.own, {})
    with pytest.raises(UpdateError) as raised:
        update(world.request, around, world.events.append, now=world.now, means=world.means)
    assert raised.value.code == "read_only"


def test_without_a_root_nothing_is_believed(world: World) -> None:
    for path in (world.own / "metadata").glob("*root.json"):
        path.unlink()
    with pytest.raises(UpdateError) as raised:
        world.update()
    assert raised.value.code == "no_guide"


@pytest.mark.parametrize("kind", ["folder", "zip"])
def test_an_expired_guide_on_a_stick_is_taken_and_its_age_told(kind: Kind, tmp_path: Path) -> None:
    world = World(tmp_path, kind)
    world.now += 10 * WEEK
    done = world.update()
    assert isinstance(done, Done)
    assert next(event for event in world.events if isinstance(event, Checked)).expired
    assert done.published == "2026-11-30T08:00:00Z"
    assert world.version == 2
