"""What a screen reader really says. Part of `make soak`: it needs Orca itself, which is a small desktop of packages."""

from __future__ import annotations

import os
import pty
import re
import select
import shutil
import subprocess
import time
import tty
from collections.abc import Iterator
from typing import Final

import pytest
from tests.bench.leaving import subject
from tests.journeys.guides_told import guides_in, told_of
from tests.journeys.room import Ears, Room
from tests.journeys.tours import ZONE, Words
from tests.ui.screens import SCREENS

from guide_app.core.messages import Messages
from guide_app.core.places import locale_folder
from guide_app.core.values import LanguageCode
from guide_app.guides.titles import titles
from guide_app.guides.words import step_words

SAID: Final = "SPEECH OUTPUT: '"
PATIENCE_S: Final = 30.0
SILENCE_S: Final = 0.6
MOST_STOPS: Final = 120
"""Presses of the Tab key that go once round any screen."""
ADDED: Final = {"heading": ("heading",), "push button": ("button",)}
"""What Orca says of a thing beside its name."""
ISOLATES: Final = {0x2066: None, 0x2068: None, 0x2069: None}


class Orca:
    """A screen reader whose words are read instead of heard: it writes them to a terminal."""

    def __init__(self, terminal: int) -> None:
        self._terminal = terminal
        self._rest = b""
        self._next = 0
        self.said: list[str] = []

    def wait_for(self, *words: str) -> str:
        """Listen until it says, after what was waited for before, a sentence with these words; give that sentence."""
        end = time.monotonic() + PATIENCE_S
        while time.monotonic() < end:
            while self._next < len(self.said):
                sentence = self.said[self._next]
                self._next += 1
                if all(word in sentence for word in words):
                    return sentence
            if select.select([self._terminal], [], [], 1.0)[0]:
                self._listen()
        raise AssertionError(f"never said {words}: {self.said}")

    def hears(self, *words: str, patience_s: float) -> bool:
        """Listen until it says something and is silent then, but no longer; say whether a sentence had these words."""
        begun = len(self.said)
        end = time.monotonic() + patience_s
        while (left := end - time.monotonic()) > 0 and select.select([self._terminal], [], [], left)[0]:
            self._listen()
            if len(self.said) > begun:
                end = min(end, time.monotonic() + SILENCE_S)
        return any(all(word in sentence for word in words) for sentence in self.said[begun:])

    def _listen(self) -> None:
        *lines, self._rest = (self._rest + os.read(self._terminal, 1 << 16)).split(b"\n")
        for line in lines:
            text = line.decode(errors="replace")
            if SAID in text:
                self.said.append(text.split(SAID)[1].rsplit("'{", 1)[0].translate(ISOLATES))


@pytest.fixture(scope="module")
def orca(wide_room: Room) -> Iterator[Orca]:
    program = shutil.which("orca")
    if program is None:
        pytest.skip("NOT TESTED with a screen reader: apt-get install orca speech-dispatcher")
    # To a terminal it writes line by line; into a file it would keep its words for a while.
    heard, told = pty.openpty()
    tty.setraw(told)
    environment = {**os.environ, **wide_room.environment, "DISPLAY": wide_room.screen.name, "LC_ALL": "C.UTF-8"}
    command = [program, "--replace", f"--debug-file={os.ttyname(told)}"]
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        screen_reader = Orca(heard)
        screen_reader.wait_for("Screen reader on")
        yield screen_reader
    finally:
        process.kill()
        process.wait()
        os.close(told)
        os.close(heard)


def test_what_is_said_from_the_first_screen_to_a_copied_number(wide_room: Room, orca: Orca) -> None:
    words, press = Words("en"), wide_room.screen.press
    with wide_room.open_program("en", ZONE) as program:
        press("Down")
        orca.wait_for(words.need, "button")
        orca.wait_for("what a call leaves behind")
        press("Return")
        orca.wait_for(words.services)
        row = orca.wait_for("Open")
        assert row.count(",") >= 3
        press("Return")
        orca.wait_for("Copy ", "button")
        orca.wait_for("call list")
        press("Return")
        orca.wait_for(words.copied)
        press("Shift_L", "Shift_L", "Shift_L")
        assert program.process.wait(PATIENCE_S) == 0


@pytest.mark.parametrize("name", [screen.name for screen in SCREENS])
def test_the_way_out_is_reached_and_said_on_every_screen(
    wide_room: Room, orca: Orca, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    words = Words("en")
    for variable, value in wide_room.environment.items():
        monkeypatch.setenv(variable, value)
    with subject(wide_room.screen, name, "idle") as one:
        one.wait(settle=True)
        orca.hears(words.leave, patience_s=PATIENCE_S)  # what it says of the screen itself
        for _ in range(MOST_STOPS):
            wide_room.screen.press("Tab")
            if orca.hears(words.leave, "button", patience_s=5.0):
                break
        else:
            raise AssertionError(f"never said {words.leave}: {orca.said[-MOST_STOPS:]}")
        wide_room.screen.press("Return")
        assert one.process.wait(PATIENCE_S) == 0


def press_button(ears: Ears, name: str) -> None:
    """Press the button of a name by its action, as soon as it is there."""
    things = ears.wait(name, lambda things: any(thing.name == name and "Press" in thing.actions for thing in things))
    ears.press(next(thing for thing in things if thing.name == name and "Press" in thing.actions))


def certain(name: str) -> str:
    """Give the longest part of a name that is said as it stands: for some signs Orca has words of its own."""
    return max(re.split(r"[^\w\s,.]+", name), key=len).strip()


@pytest.mark.parametrize("language", ["en", "ar"])
def test_two_exercises_are_said_step_by_step(wide_room: Room, orca: Orca, language: str) -> None:
    """What can be pressed, what the step is about, which step of which exercise it is; then what comes of pressing."""
    text, press, ears = Messages(LanguageCode(language), locale_folder()).text, wide_room.screen.press, wide_room.ears
    grounding, letter = step_words("grounding", text), step_words("letter", text)
    named = {title.id: title.title for title in titles(text)}

    with wide_room.open_program(language, ZONE) as program:
        press("Down")
        orca.wait_for(Words(language).need)
        press_button(ears, text("Guides and exercises"))
        press_button(ears, named["grounding"])
        orca.wait_for(text("I found one"))
        orca.wait_for(grounding["see"].prompt, named["grounding"])
        press("Return")
        orca.wait_for(text("{found} of {all}", found=1, all=5))
        press("Tab")
        orca.wait_for(grounding["see"].aside)
        press("Tab")
        orca.wait_for(text("Next", context="step of an exercise"))
        press("Return")
        orca.wait_for(grounding["touch"].prompt)
        press("Escape")
        press_button(ears, named["letter"])
        orca.wait_for(letter["to"].prompt)
        press("a", "Tab")
        orca.wait_for(text("Next", context="step of an exercise"))
        press("Return")
        orca.wait_for(letter["words"].prompt)
        press("Tab", "Tab", "Tab", "Tab")
        orca.wait_for(text("Stop here"))
        press("Return")
        orca.wait_for(text("There was nothing to finish. What you did counts, and you can come back at any time."))
        press("Shift_L", "Shift_L", "Shift_L")
        assert program.process.wait(PATIENCE_S) == 0


@pytest.mark.parametrize("language", ["en", "ar"])
def test_three_guides_are_said_block_by_block(wide_room: Room, orca: Orca, language: str) -> None:
    """With Tab alone: title and headings as such, each step with its number, each button as one, in their order."""
    messages, press, ears = Messages(LanguageCode(language), locale_folder()), wide_room.screen.press, wide_room.ears
    with wide_room.open_program(language, ZONE) as program:
        for guide in guides_in(language):
            press_button(ears, messages.text("Guides and exercises"))
            press_button(ears, guide.title)
            title, summary, *blocks = (told for told in told_of(guide, messages) if told[1])
            orca.wait_for(certain(title[1]), *ADDED["heading"])
            press("Tab")
            orca.wait_for(certain(summary[1]))
            press("Tab")  # the quiet line
            for role, name in blocks:
                press("Tab")
                orca.wait_for(certain(name), *ADDED.get(role, ()))
            press("Escape", "Escape")
        press("Shift_L", "Shift_L", "Shift_L")
        assert program.process.wait(PATIENCE_S) == 0
