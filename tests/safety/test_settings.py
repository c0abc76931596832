"""Settings as lines: what is written is read again, a line that is not understood is named, nothing is guessed."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guide_app.core.languages import LANGUAGES
from guide_app.core.values import CountryCode, LanguageCode
from guide_app.safety.options import IDLE_MINUTES, SCALES, Options
from guide_app.safety.settings import (
    HEAD,
    LONGEST,
    Settings,
    SettingsError,
    format_settings,
    load_settings,
    parse_settings,
    save_settings,
)

NOW = Settings(Options(), LanguageCode("en"), None, 1.0)
OPTIONS = st.builds(
    Options,
    instead=st.sampled_from(["nothing", "cover", "calculator", "browser"]),
    idle_minutes=st.sampled_from([None, *IDLE_MINUTES]),
    capture_protection=st.booleans(),
)
SETTINGS = st.builds(
    Settings,
    OPTIONS,
    st.sampled_from(list(LANGUAGES)),
    st.sampled_from([None, CountryCode("LB"), CountryCode("JP")]),
    st.sampled_from(SCALES),
)


@given(settings=SETTINGS)
def test_what_is_written_is_read_again(settings: Settings) -> None:
    assert parse_settings(format_settings(settings), NOW) == settings


@given(settings=SETTINGS)
def test_the_lines_say_nothing_of_the_topic(settings: Settings) -> None:
    words = set(format_settings(settings).replace(":", " ").split())
    values = {settings.language, str(settings.country), settings.options.instead, str(settings.options.idle_minutes)}
    plain = {"settings", "language", "country", "text", "instead", "idle", "capture", "none", "never", "yes", "no"}
    assert {word for word in words if not word.replace(".", "").isdigit()} <= plain | values


def test_what_is_not_said_stays_as_it_is() -> None:
    read = parse_settings(f"\ufeff{HEAD}\r\n\r\n  idle :  5 \r\n", NOW)
    assert read == NOW._replace(options=Options(idle_minutes=5))
    assert parse_settings(HEAD, NOW) == NOW


@pytest.mark.parametrize(
    ("lines", "fault", "line", "word"),
    [
        ("", "other", 1, ""),
        ("settings 2\nidle: 5", "other", 1, "settings 2"),
        (f"{HEAD}\nlanguage: ar\nidle: soon", "value", 3, "idle: soon"),
        (f"{HEAD}\nidle: 7", "value", 2, "idle: 7"),
        (f"{HEAD}\nlanguage: xx", "value", 2, "language: xx"),
        (f"{HEAD}\ncountry: Lebanon", "value", 2, "country: Lebanon"),
        (f"{HEAD}\ntext: 400", "value", 2, "text: 400"),
        (f"{HEAD}\ninstead: game", "value", 2, "instead: game"),
        (f"{HEAD}\ncapture: maybe", "value", 2, "capture: maybe"),
        (f"{HEAD}\n\nsound: on", "unknown", 3, "sound"),
        (f"{HEAD}\nidle: 5\nidle: 5", "twice", 3, "idle"),
    ],
)
def test_a_bad_line_is_named(lines: str, fault: str, line: int, word: str) -> None:
    with pytest.raises(SettingsError) as raised:
        parse_settings(lines, NOW)
    assert (raised.value.fault, raised.value.line, raised.value.word) == (fault, line, word)


@given(text=st.text())
def test_no_text_breaks_it(text: str) -> None:
    for lines in (text, f"{HEAD}\n{text}"):
        try:
            parse_settings(lines, NOW)
        except SettingsError as error:
            assert error.line >= 1  # noqa: PT017 - any text may also be good


def test_files(tmp_path: Path) -> None:
    path = tmp_path / "s.txt"
    kept = NOW._replace(country=CountryCode("LB"))
    save_settings(path, kept)
    assert load_settings(path, NOW) == kept
    assert [file.name for file in tmp_path.iterdir()] == ["s.txt"]
    for raw, fault in ((b"\xff\xfe\x00", "other"), (HEAD.encode() + b"\n" * LONGEST, "other")):
        path.write_bytes(raw)
        with pytest.raises(SettingsError) as raised:
            load_settings(path, NOW)
        assert raised.value.fault == fault
    for place in (tmp_path, tmp_path / "none"):
        with pytest.raises(SettingsError) as raised:
            load_settings(place, NOW)
        assert raised.value.fault == "unreadable"
