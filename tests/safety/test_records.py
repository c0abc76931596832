"""What systems note by themselves: complete as far as we know it, plain, and without a word that would do harm."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from guide_app.safety.records import (
    SYSTEMS,
    System,
    Text,
    after_removing,
    beyond_knowing,
    outside,
    records_of,
    systems_for,
)

KNOWN: dict[System, tuple[str, ...]] = {
    "Windows": ("Prefetch", "UserAssist", "Jump Lists", "ShellBags", "Thumbnail", "pagefile", "hiberfil", "Event Log"),
    "macOS": ("Unified log", "Quarantine", "Spotlight", "LaunchServices", "Time Machine", "swap", "Screen Time"),
    "Linux": ("journald", "bash_history", "recently-used", "GNOME Shell", "KDE Activities", "Zeitgeist", "swap"),
}


@pytest.mark.parametrize("system", SYSTEMS)
def test_what_is_known_of_a_system_is_named(system: System) -> None:
    names = " ".join(record.names for record in records_of(system, str))
    assert [name for name in KNOWN[system] if name not in names] == []


@pytest.mark.parametrize(
    ("platform", "own"), [("win32", "Windows"), ("darwin", "macOS"), ("linux", "Linux"), ("freebsd14", "Linux")]
)
def test_the_readers_own_system_comes_first(platform: str, own: System) -> None:
    systems = systems_for(platform)
    assert systems[0] == own
    assert sorted(systems) == sorted(SYSTEMS)


def _sentences(text: Text) -> list[str]:
    told = [record.sentence for system in SYSTEMS for record in records_of(system, text)]
    return [*told, *outside(text), *beyond_knowing(text), *after_removing(text)]


def test_whole_sentences_in_the_readers_language() -> None:
    def text(message: str) -> str:
        assert message.endswith(".")
        assert "  " not in message
        return message[::-1]

    assert all(sentence.startswith(".") for sentence in _sentences(text))


def test_nobody_is_told_to_empty_a_history_and_spying_is_never_ruled_out() -> None:
    told = " ".join(_sentences(str)).lower()
    assert "empty is noticed" in told
    for word in ("clear ", "erase", "wipe", "clean", "safe now", "cannot be seen"):
        assert word not in told
    limits: Callable[[Text], tuple[str, ...]] = beyond_knowing
    for word in ("spying software", "watches its screen", "camera"):
        assert word in " ".join(limits(str))
