"""Whom the update client believes, and what it never takes back: each attack has its word."""

from __future__ import annotations

import copy

import pytest
from tests.updates.asking import DAY, after, ask, fresh, published_once, up_to_date, word
from tests.updates.small_repository import START, SmallRepository

from guide_app.updates.client import Known
from guide_app.updates.transports.transport import Kind

HIGHEST = 2**31 - 1


@pytest.fixture
def repository() -> SmallRepository:
    return published_once()


# --- rollback, freeze, mix-and-match, fast-forward ---


def test_rollback_is_refused(repository: SmallRepository) -> None:
    before = dict(repository.tree)
    repository.publish(START + 7 * DAY, b"next week")
    known = up_to_date(repository)
    repository.tree = before
    assert word(repository, known) == "rollback"


@pytest.mark.parametrize("kept", [{"root.json"}, {"root.json", "targets.json"}, {"root.json", "snapshot.json"}, set()])
def test_rollback_is_refused_where_the_stored_files_were_lost(repository: SmallRepository, kept: set[str]) -> None:
    before = dict(repository.tree)
    repository.publish(START + 7 * DAY, b"next week")
    known = up_to_date(repository)
    repository.tree = before
    lost = Known(known.trusted_root, {name: known.stored[name] for name in kept}, known.mark)
    assert word(repository, lost) == "rollback"
    assert word(repository, lost, kind="zip") == "rollback"
    assert ask(repository, Known(known.trusted_root)).version == 1  # what a machine without a mark cannot know


@pytest.mark.parametrize("role", ["snapshot", "targets"])
def test_rollback_of_one_role_is_refused(repository: SmallRepository, role: str) -> None:
    """The publishing machine's keys are stolen; the editors' older, better liked guide is put under new dates."""
    older = copy.deepcopy((repository.files["targets.json"], repository.content))
    repository.publish(START + 7 * DAY, b"next week")
    known = up_to_date(repository)
    repository.files["targets.json"], repository.content = older
    repository.versions["targets"] = 1
    if role == "snapshot":
        repository.versions["snapshot"] = 0
    repository.publish(START + 8 * DAY, roles=["snapshot", "timestamp"])
    assert word(repository, known, START + 8 * DAY) == "rollback"
    assert word(repository, Known(known.trusted_root, {}, known.mark), START + 8 * DAY) == "rollback"


def test_rollback_of_the_root_is_refused(repository: SmallRepository) -> None:
    before = dict(repository.tree)
    repository.rotate("snapshot", ["snapshot-2"])
    repository.publish(START + 7 * DAY)
    known = up_to_date(repository)
    repository.tree = before
    repository.versions |= {"root": 1, "timestamp": 9, "snapshot": 9, "targets": 9}
    del repository.roots[2], repository.files["2.root.json"]
    repository.names["snapshot"] = ["snapshot-1"]
    repository.publish(START + 8 * DAY)
    assert word(repository, known, START + 8 * DAY) == "signature"
    assert word(repository, Known(known.trusted_root, {}, known.mark), START + 8 * DAY) == "rollback"


def test_a_freeze_is_seen_where_there_is_a_network(repository: SmallRepository) -> None:
    known = up_to_date(repository)
    assert word(repository, known, START + 15 * DAY) == "expired"
    assert word(repository, fresh(repository), START + 15 * DAY) == "expired"
    assert word(repository, known, START + 15 * DAY, kind="mirror") == "expired"
    assert word(repository, known, START + 15 * DAY, kind="tor") == "expired"


def test_a_clock_that_is_years_behind_freezes_no_more_than_what_was_seen(repository: SmallRepository) -> None:
    known = up_to_date(repository)
    years_ago = START - 3650 * DAY
    assert not ask(repository, known, years_ago).new
    other = Known(known.trusted_root, known.stored, known.mark._replace(published="2026-12-24T08:00:00Z"))
    assert word(repository, other, years_ago) in {"expired", "rollback"}
    assert word(repository, Known(known.trusted_root, floor=START + 20 * DAY), years_ago) == "expired"


def test_a_clock_that_is_years_ahead_stops_the_network_and_not_the_stick(repository: SmallRepository) -> None:
    ahead = START + 3650 * DAY
    assert word(repository, fresh(repository), ahead) == "expired"
    assert word(repository, fresh(repository), ahead, kind="zip") == "very_old"
    assert ask(repository, fresh(repository), ahead, kind="zip", accept_old=True).expired


@pytest.mark.parametrize("role", ["snapshot", "targets"])
def test_files_of_two_weeks_do_not_mix(repository: SmallRepository, role: str) -> None:
    older = repository.files[f"{role}.json"]
    repository.publish(START + 7 * DAY, bytes(len(repository.content)))
    repository.files[f"{role}.json"] = older
    repository.lay_out()
    assert word(repository, fresh(repository), START + 8 * DAY) == "mix"


@pytest.mark.parametrize("role", ["timestamp", "snapshot", "targets"])
def test_others_keys_sign_nothing(repository: SmallRepository, role: str) -> None:
    repository.signers[role] = ["mallory-1", "mallory-2"]
    repository.publish(START + DAY)
    assert word(repository, fresh(repository), START + DAY) == "signature"


def test_one_editor_is_not_two(repository: SmallRepository) -> None:
    repository.signers["targets"] = ["targets-1"]
    repository.publish(START + DAY)
    assert word(repository, fresh(repository), START + DAY) == "signature"


def test_a_root_by_others_is_refused(repository: SmallRepository) -> None:
    known = up_to_date(repository)
    repository.names["root"] = ["mallory-1", "mallory-2"]
    repository.rotate()
    repository.publish(START + DAY)
    assert word(repository, known, START + DAY) == "root"


@pytest.mark.parametrize("role", ["timestamp", "snapshot", "targets"])
def test_fast_forward_blocks_until_the_stolen_key_is_gone(repository: SmallRepository, role: str) -> None:
    honest = copy.deepcopy(repository)
    known = up_to_date(repository)
    roles = {"timestamp": ["timestamp"], "snapshot": ["timestamp", "snapshot"]}.get(
        role, ["timestamp", "snapshot", role]
    )
    for stolen in roles:
        repository.versions[stolen] = HIGHEST - 1
    repository.publish(START + DAY, roles=roles)
    known = after(known, ask(repository, known, START + DAY))
    honest.publish(START + 2 * DAY, b"the honest week")
    assert word(honest, known, START + 2 * DAY) == "rollback"
    for stolen in roles:
        honest.rotate(stolen, [f"{stolen}-{number}" for number in (7, 8, 9)[: len(honest.names[stolen])]])
    honest.publish(START + 3 * DAY, b"the honest week")
    signed = ask(honest, known, START + 3 * DAY)
    assert signed.version == honest.versions["targets"] < HIGHEST
    lost = Known(known.trusted_root, {}, known.mark)
    assert ask(honest, lost, START + 3 * DAY).mark == signed.mark
    assert word(repository, after(known, signed), START + 3 * DAY) in {"signature", "rollback"}


def test_a_stolen_key_cannot_lend_an_honest_ones_name(repository: SmallRepository) -> None:
    """The thief adds the honest key's id with a false signature, so that the mark might outlive the stolen key."""
    repository.rotate("timestamp", ["timestamp-1", "timestamp-2", "timestamp-3"])
    repository.publish(START + DAY)
    signed = ask(repository, fresh(repository), START + DAY)
    assert len(signed.mark.roles["timestamp"].keyids) == 3
    repository.signers["timestamp"] = ["timestamp-1", "timestamp-2"]
    repository.publish(START + DAY)
    assert len(ask(repository, fresh(repository), START + DAY).mark.roles["timestamp"].keyids) == 2


# --- sticks: expired, old, very old ---


@pytest.mark.parametrize("kind", ["zip", "folder"])
def test_an_expired_stick_is_taken_with_its_date_in_view(repository: SmallRepository, kind: Kind) -> None:
    signed = ask(repository, fresh(repository), START + 200 * DAY, kind)
    assert signed.new
    assert signed.expired
    assert signed.expires == START + 14 * DAY
    known = after(fresh(repository), signed)
    assert not ask(repository, known, START + 210 * DAY, kind).new
    assert word(repository, known, START + 200 * DAY) == "expired"


def test_an_older_stick_after_a_newer_one_is_refused_and_the_network_goes_on(repository: SmallRepository) -> None:
    older = copy.deepcopy(repository)
    repository.publish(START + 7 * DAY, b"next week")
    known = after(fresh(repository), ask(repository, fresh(repository), START + 100 * DAY, "zip"))
    assert word(older, known, START + 100 * DAY, "zip") == "rollback"
    repository.publish(START + 100 * DAY, b"much later")
    known = after(known, ask(repository, known, START + 100 * DAY))
    assert word(older, known, START + 100 * DAY, "folder") == "rollback"


def test_nothing_older_than_the_program_is_taken(repository: SmallRepository) -> None:
    known = Known(repository.trusted_root, floor=START + 10 * DAY)
    assert word(repository, known, START + 11 * DAY) == "rollback"
    assert word(repository, known, START + 100 * DAY, "zip") == "rollback"
    repository.publish(START + 10 * DAY)
    assert ask(repository, known, START + 100 * DAY, "zip").new


def test_a_very_old_stick_needs_a_word(repository: SmallRepository) -> None:
    assert ask(repository, fresh(repository), START + 400 * DAY, "zip").expired
    assert word(repository, fresh(repository), START + 401 * DAY, "zip") == "very_old"
    assert ask(repository, fresh(repository), START + 401 * DAY, "zip", accept_old=True).expired


def test_no_word_opens_what_the_publisher_never_held_valid(repository: SmallRepository) -> None:
    """The targets had ended before the timestamp was signed: no moment finds both valid."""
    repository.publish(START + 95 * DAY, roles=["snapshot", "timestamp"])
    assert word(repository, fresh(repository), START + 96 * DAY, "zip", accept_old=True) == "expired"
