"""What looks at sessions from outside sees what it should: a misdeed of every kind, planted into the program."""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from tests.bench.screen import Screen
from tests.journeys.room import furnish, missing
from tests.traces.outside import Finding, selections
from tests.traces.planted import CANARY
from tests.traces.player import Script, play
from tests.traces.words import found_in, spoor, telling
from Xlib import X

PLANTED = Path(__file__).with_name("planted.py")
CORES_LIE_HERE = not Path("/proc/sys/kernel/core_pattern").read_text("utf-8").startswith(("|", "/"))
MISDEEDS = [
    ("file", "notes.txt"),
    ("file", "/run/socket"),
    ("file", "recently-used.xbel"),
    ("socket", "AF_INET"),
    ("program", "execve"),
    ("tree", "home/notes.txt"),
    ("tree", "home/.cache/plain"),
    ("tree", ".local/share/recently-used.xbel"),
    ("tree", "run/socket"),
    ("canary", f"{CANARY} as utf-8 in"),
    ("canary", f"{CANARY} as utf-16-le in"),
    ("canary", f"{CANARY} as utf-16-be in"),
    ("canary", "/loud"),
    ("canary", f"{CANARY} backwards as utf-8 in"),
    ("canary", ".thumbnail"),
    ("property", f"{CANARY} as utf-8 in selection PRIMARY"),
    ("property", f"{CANARY} as utf-8 in _NET_WM_NAME"),
    ("property", f"{CANARY} as utf-8 in WM_NAME"),
    ("name", "'=pride' in 'Pride"),
    ("name", "'queer' in 'org.queer.Guide'"),
    ("name", "'lesbian' in 'lesbian-search'"),
    ("words", f"no results for {CANARY}"),
    ("dump", "-1 bytes"),
    ("left", "shared memory"),
]
MISDEEDS += [("tree", "work/core"), ("canary", "work/core")] if CORES_LIE_HERE else []

TELLING = ["Gay guide", "lgbtq-help", "Pride", "COMING OUT", "org.freedesktop.Queer", "радуга", "دليل المثليين"]
TELLING += [
    "同性愛ガイド",
    "LGBT_guide",
    "arc-en-ciel",
    "gökkuşağı",
    "tęczowy",
    "Orgullo",
    "my-helpline.desktop",
    "Schwule",
]


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> list[Finding]:
    """Play one session of a program that does all of it, and crashes."""
    if missing():
        pytest.skip("NOT TESTED from outside: what test_sessions names is missing")
    steps: list[Mapping[str, Any]] = [{"press": "Begin"}, {"see": "What do you need right now?"}, {"find": CANARY}]
    script = Script("misdeeds", {}, steps, "SEGV", [sys.executable, str(PLANTED)])
    with furnish(tmp_path_factory.mktemp("room"), width=1280, height=860) as room:
        found = play(script, room)
    for each in found:
        if each.kind == "left" and each.what.startswith("shared memory"):
            ctypes.CDLL(None).shmctl(int(each.what.split()[-1]), 0, None)
    return found


@pytest.mark.parametrize(("kind", "what"), MISDEEDS, ids=[": ".join(deed) for deed in MISDEEDS])
def test_a_misdeed_is_seen(found: list[Finding], kind: str, what: str) -> None:
    kinds = [each.what for each in found if each.kind == kind]
    assert any(what in each for each in kinds), kinds


@pytest.mark.parametrize("name", ["PRIMARY", "SECONDARY", "CLIPBOARD"])
def test_a_selection_that_is_held_is_seen(name: str) -> None:
    with Screen() as screen:
        assert list(selections(screen)) == []
        atom = screen._display.get_atom(name)
        holder = screen.root.create_window(0, 0, 1, 1, 0, X.CopyFromParent)
        holder.set_selection_owner(atom, X.CurrentTime)
        holder.destroy_at_end = False
        assert [held for held, _ in selections(screen)] == [name]


@pytest.mark.parametrize("name", TELLING)
def test_a_telling_name_is_seen(name: str) -> None:
    assert telling(name)


@pytest.mark.parametrize("name", ["Guide", "guide_app", "python3 -m guide_app", "translations", "гейзер", "prices"])
def test_a_neutral_name_is_let_pass(name: str) -> None:
    assert not telling(name)


def test_a_word_is_found_in_the_midst_of_bytes() -> None:
    forms = spoor(["Überall allein"])
    content = b"\0\xff" + "überall allein"[::-1].encode("utf-16-be") + b"\xfe"
    assert found_in(content, forms) == ["Überall allein backwards as utf-16-be"]
    assert not found_in("überall daheim".encode(), forms)
