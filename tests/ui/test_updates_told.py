"""What the process tells: every line it may say, lines that nobody knows, and many words made few."""

from __future__ import annotations

import io
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.ui.renewals import CHECKED

from guide_app.core.languages import LANGUAGES
from guide_app.core.messages import Messages
from guide_app.core.places import locale_folder
from guide_app.ui.updates.child import own_command, read_all
from guide_app.ui.updates.failures import ENDED, failures, say_failure
from guide_app.ui.updates.told import Checked, Done, Failed, Handed, NothingNew, Progress, Told, parse
from guide_app.ui.updates.wanted import TOR, Wanted, export_arguments
from guide_app.updates.errors import CODES


def lines(*trees: dict[str, Any]) -> io.BytesIO:
    return io.BytesIO(b"".join(json.dumps(tree).encode() + b"\n" for tree in trees))


@pytest.mark.parametrize(
    ("line", "told"),
    [
        (CHECKED, Checked(8, "2027-01-06T08:00:00Z", 76_827, "delta", 3, 10, 1)),
        ({"event": "checked", "new": True, "version": 8, "way": "new way"}, Checked(8, "", 0, "")),
        ({"event": "checked", "new": True, "added": None, "changed": 2}, Checked(0, "", 0, "", None, 2, None)),
        ({"event": "checked", "new": False}, None),
        ({"event": "progress", "step": "fetch", "done": 1, "total": 2}, Progress("fetch", 1, 2)),
        ({"event": "progress", "step": 5, "done": -1, "total": True}, Progress("", 0, 0)),
        ({"event": "done", "published": "x", "kept": "home", "folder": "f"}, Done("x", "home", "f")),
        ({"event": "done", "published": "x", "kept": "moon", "folder": None}, Done("x", "memory", "")),
        ({"event": "nothing_new", "published": "x", "expired": True}, NothingNew("x", expired=True)),
        ({"event": "error", "code": "rollback", "text": "y"}, Failed("rollback")),
        ({"event": "snapshot", "length": 3, "metadata": {"root.json": "é"}}, Handed({"root.json": "é".encode()}, 3)),
        ({"event": "snapshot", "length": 10**12, "metadata": []}, Handed({}, 1 << 30)),
        ({"event": "another"}, None),
        ({}, None),
    ],
)
def test_each_line_is_read(line: dict[str, Any], told: Told | None) -> None:
    assert parse(json.dumps(line).encode()) == told


@pytest.mark.parametrize("line", [b"", b"[]", b"3", b"\xff", b'{"event":"done"', b"[" * 100_000, b'{"event":["done"]}'])
def test_what_is_no_line_says_nothing(line: bytes) -> None:
    assert parse(line) is None


@given(st.binary(), st.recursive(st.none() | st.integers() | st.text(), st.lists))
def test_nothing_that_is_said_breaks_the_window(raw: bytes, value: Any) -> None:
    parse(raw)
    for event in ("checked", "progress", "done", "nothing_new", "error", "snapshot"):
        tree = dict.fromkeys(("version", "published", "bytes", "way", "done", "kept", "length", "metadata"), value)
        parse(json.dumps({"event": event, "new": True, **tree}).encode())


def test_of_many_words_on_how_far_it_is_the_first_and_the_last_of_each_step_are_told() -> None:
    said = [{"event": "progress", "step": step, "done": n, "total": 500} for step in "ab" for n in range(501)]
    told = list(read_all(lines(*said)))
    assert len(told) < 100
    for step in "ab":
        assert {Progress(step, 0, 500), Progress(step, 500, 500)} <= set(told)


def test_the_content_behind_its_line_is_read_to_its_length() -> None:
    stream = io.BytesIO(lines({"event": "snapshot", "length": 5, "metadata": {}}).getvalue() + b"{\nab}\n{}\n")
    assert list(read_all(stream)) == [Handed({}, 5, b"{\nab}")]


def test_content_that_broke_off_is_handed_on_as_short_as_it_is() -> None:
    stream = io.BytesIO(lines({"event": "snapshot", "length": 50, "metadata": {}}).getvalue() + b"ab")
    assert list(read_all(stream)) == [Handed({}, 50, b"ab")]


@pytest.mark.parametrize(
    ("wanted", "words"),
    [
        (Wanted("internet", " example.org/a "), ["--from=https://example.org/a", "--check"]),
        (Wanted("internet", "http://example.org"), ["--from=http://example.org", "--check"]),
        (Wanted("tor", "example.org", keep="home"), ["--from=https://example.org", f"--proxy={TOR}", "--check"]),
        (
            Wanted("tor", "https://x.example", proxy=" socks5h://[::1]:1 ", same_for_all=True),
            ["--from=https://x.example", "--proxy=socks5h://[::1]:1", "--same-request", "--check"],
        ),
        (Wanted("stick", "ignored", path="a b/-c.zip", same_for_all=True), ["--from=a b/-c.zip", "--check"]),
        (Wanted("neighbour", neighbour="192.168.1.2:80"), ["--from=mirror:http://192.168.1.2:80", "--check"]),
    ],
)
def test_choices_become_the_words_of_the_command(wanted: Wanted, words: list[str]) -> None:
    kept = [] if wanted.keep == "memory" else [f"--keep={wanted.keep}"]
    assert wanted.arguments(check=True) == ["update", "--json", *words, *kept]
    assert wanted.arguments(check=False, accept_old=True) == ["update", "--json", *words[:-1], "--accept-old", *kept]
    assert wanted.lack() is None


@pytest.mark.parametrize(
    ("wanted", "lack"),
    [
        (Wanted("internet", "  "), "address"),
        (Wanted("tor", ""), "address"),
        (Wanted("tor", "x", proxy=" "), "proxy"),
        (Wanted("stick", "x"), "path"),
        (Wanted("neighbour", "x"), "address"),
    ],
)
def test_what_is_missing_is_asked_for(wanted: Wanted, lack: str) -> None:
    assert wanted.lack() == lack


def test_the_program_starts_itself_without_writing_and_without_code_of_the_folder_it_is_in(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert own_command(export_arguments("x.zip"))[1:] == [
        "-B",
        "-P",
        "-m",
        "guide_app",
        "export-bundle",
        "--json",
        "x.zip",
    ]
    monkeypatch.setattr("sys.frozen", True, raising=False)
    assert own_command(["update"])[1:] == ["update"]


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_each_word_of_refusal_has_its_sentence(language: str, bundle: Any) -> None:
    said = failures(Messages(language, locale_folder(bundle)))  # type: ignore[arg-type]
    assert said.keys() == {*CODES, ENDED}
    assert all(sentence.strip() for sentence in said.values())
    assert say_failure("no such word", Messages(language, locale_folder(bundle))) == said[ENDED]  # type: ignore[arg-type]
