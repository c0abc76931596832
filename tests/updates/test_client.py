"""The update client at the level of signed files: how much it asks, and which files it gives."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from tests.updates.asking import DAY, LATER, ask, fresh, published_once, up_to_date, word
from tests.updates.memory_road import MemoryTransport
from tests.updates.signed_set import hashes
from tests.updates.small_repository import START, SmallRepository

from guide_app.core.errors import UpdateError
from guide_app.updates.client import Known, refresh
from guide_app.updates.shelves import MemoryShelf
from guide_app.updates.transports.transport import Kind, Watch
from guide_app.updates.updater import GuideUpdater
from guide_app.updates.watermark import NOTHING_SEEN, read_mark


@pytest.fixture
def repository() -> SmallRepository:
    return published_once()


# --- requests ---


def test_the_first_update_asks_for_two_files(repository: SmallRepository) -> None:
    road = MemoryTransport(repository.tree)
    signed = refresh(road, fresh(repository), now=LATER)
    assert road.asked == ["metadata/timestamp.json", "metadata/1.bundle.zst"]
    assert signed.new
    assert signed.renewed
    assert (signed.version, signed.length, signed.sha256) == (
        1,
        len(repository.content),
        hashes(repository.content)["sha256"],
    )
    assert not signed.expired
    assert signed.published == "2026-11-23T08:00:00Z"
    assert signed.files == repository.files


def test_nothing_new_asks_for_one_file(repository: SmallRepository) -> None:
    known = up_to_date(repository)
    road = MemoryTransport(repository.tree)
    signed = refresh(road, known, now=LATER)
    assert road.asked == ["metadata/timestamp.json"]
    assert not signed.new
    assert not signed.renewed
    assert signed.files == known.stored


def test_a_weekly_update_asks_for_two_files_however_many_regions_and_roots_there_are(
    repository: SmallRepository,
) -> None:
    repository.regions = {f"r{letter}": [f"r{letter}-1", f"r{letter}-2"] for letter in "abcdefghij"}
    repository.publish(START + DAY)
    known = up_to_date(repository)
    for number in range(5):
        repository.rotate("snapshot", [f"snapshot-{number + 2}"])
    repository.publish(START + 7 * DAY, b"next week")
    road = MemoryTransport(repository.tree)
    signed = refresh(road, known, now=START + 8 * DAY)
    assert road.asked == ["metadata/timestamp.json", "metadata/3.bundle.zst"]
    assert signed.new
    assert set(signed.regions) == set(repository.regions)
    assert signed.files == repository.files


def test_renewed_dates_are_no_new_guide(repository: SmallRepository) -> None:
    known = up_to_date(repository)
    repository.publish(START + 7 * DAY, roles=["timestamp"])
    signed = ask(repository, known, START + 8 * DAY)
    assert not signed.new
    assert signed.renewed
    assert signed.files == repository.files


@pytest.mark.parametrize("bundle", [None, b"", b"not zstd", b"too long" * 200_000, "older", "other"])
def test_without_a_good_bundle_each_file_is_asked_for(repository: SmallRepository, bundle: bytes | str | None) -> None:
    known = up_to_date(repository)
    older = repository.tree["metadata/1.bundle.zst"]
    repository.rotate("snapshot", ["snapshot-2"])
    repository.publish(START + 7 * DAY, b"next week")
    tree = repository.without_bundle()
    if bundle is not None:
        tree["metadata/2.bundle.zst"] = older if bundle == "older" else bundle if isinstance(bundle, bytes) else b""
    if bundle == "other":
        another = SmallRepository()
        another.publish()
        another.publish(START + 7 * DAY, b"others' week")
        tree["metadata/2.bundle.zst"] = another.tree["metadata/2.bundle.zst"]
    road = MemoryTransport(tree)
    signed = refresh(road, known, now=START + 8 * DAY)
    assert signed.files == repository.files
    assert road.asked == [
        "metadata/timestamp.json",
        "metadata/2.bundle.zst",
        "metadata/2.root.json",
        "metadata/3.root.json",
        "metadata/2.snapshot.json",
        "metadata/2.targets.json",
    ]


def test_a_bundle_with_one_bad_file_is_no_harm(repository: SmallRepository) -> None:
    good = dict(repository.tree)
    repository.files["targets.json"] = repository.files["targets.json"].replace(b"2026", b"2027")
    repository.lay_out()
    road = MemoryTransport(good | {"metadata/1.bundle.zst": repository.tree["metadata/1.bundle.zst"]})
    assert refresh(road, fresh(repository), now=LATER).version == 1
    assert word(repository, fresh(repository)) == "mix"


def test_somebody_stops_it(repository: SmallRepository) -> None:
    watch = Watch()
    watch.cancel()
    with pytest.raises(UpdateError) as caught:
        refresh(MemoryTransport(repository.tree), fresh(repository), now=LATER, watch=watch)
    assert caught.value.code == "cancelled"


def test_what_the_road_says_is_said(repository: SmallRepository) -> None:
    for path in repository.tree:
        if path.endswith(("timestamp.json", "bundle.zst")):
            road = MemoryTransport(repository.tree)
            road.errors[path] = UpdateError("too_slow", "It is slow.")
            with pytest.raises(UpdateError) as caught:
                refresh(road, fresh(repository), now=LATER)
            assert caught.value.code == "too_slow"
    assert word(SmallRepository(), fresh(repository)) == "missing"


# --- regions ---


def test_a_region_must_have_signed_its_file(repository: SmallRepository) -> None:
    repository.regions = {"pl": ["pl-1", "pl-2"]}
    repository.signers["pl"] = ["pl-1"]
    repository.publish(START + DAY)
    assert word(repository, fresh(repository)) == "region"
    repository.signers["pl"] = ["pl-1", "pl-2"]
    repository.publish(START + DAY)
    assert set(ask(repository, fresh(repository)).regions) == {"pl"}


def test_a_region_falls_back_only_with_the_key_that_vouched_for_it(repository: SmallRepository) -> None:
    repository.regions = {"pl": ["pl-1", "pl-2"]}
    repository.region_versions["pl"] = 7
    repository.publish(START + DAY)
    known = up_to_date(repository)
    repository.region_versions["pl"] = 2
    repository.publish(START + DAY)
    assert word(repository, known) == "rollback"
    assert word(repository, Known(known.trusted_root, {}, known.mark)) == "rollback"
    repository.rotate("snapshot", ["snapshot-2"])
    repository.region_versions["pl"] = 2
    repository.publish(START + DAY)
    assert ask(repository, Known(known.trusted_root, {}, known.mark)).regions


# --- forms ---


def test_what_python_tuf_takes_and_the_start_would_refuse_is_refused_now(repository: SmallRepository) -> None:
    repository.files["timestamp.json"] += b"\n"
    repository.lay_out()
    assert word(repository, fresh(repository)) == "form"


@pytest.mark.parametrize(
    "timestamp",
    [b"", b"{}", b"[]", b"\xff", b'{"signed":{"expires":7}}', b"[" * 8000, b'{"signatures":[],"signed":[]}'],
)
@pytest.mark.parametrize("kind", ["https", "zip"])
def test_a_timestamp_that_is_none(repository: SmallRepository, timestamp: bytes, kind: Kind) -> None:
    repository.tree["metadata/timestamp.json"] = timestamp
    assert word(repository, fresh(repository), kind=kind) in {"form", "signature", "mix"}


def test_older_roots_are_handed_on(repository: SmallRepository) -> None:
    """A machine whose program carries root 3 hands on roots 1 and 2, which a neighbour with an older program needs."""
    for number in (2, 3):
        repository.rotate("snapshot", [f"snapshot-{number}"])
    repository.publish(START + DAY)
    assert ask(repository, Known(repository.roots[3])).files == repository.files
    del repository.files["1.root.json"]
    repository.files["2.root.json"] = repository.files["2.root.json"].replace(b"snapshot", b"mallorys")
    repository.lay_out()
    assert "2.root.json" not in ask(repository, Known(repository.roots[3])).files


def test_python_tuf_still_keeps_its_moment_where_it_is_set(repository: SmallRepository) -> None:
    """`reference_time` is not a public name: this tells when it goes."""
    updater = GuideUpdater(MemoryShelf({}), MemoryTransport(repository.tree).read, bootstrap=repository.trusted_root)
    assert abs(updater._trusted_set.reference_time - datetime.now(UTC)) < DAY


@pytest.mark.parametrize(
    "content", [b"", b"{}", b"[]", b"x" * 99_999, b'{"root":-1,"roles":{},"published":""}', b'{"root":true,"roles":{}}']
)
def test_a_damaged_mark_counts_as_none(content: bytes) -> None:
    assert read_mark(content) == NOTHING_SEEN
