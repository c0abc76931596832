from __future__ import annotations

import os
import re
import socket
import sys
from pathlib import Path

import pytest

from guide_app.ui import surroundings
from guide_app.ui.surroundings import no_toolkit_beside, quiet_surroundings, surroundings_of_others

DESKTOPS = ("QT_QPA_PLATFORMTHEME", "XDG_CURRENT_DESKTOP", "DESKTOP_SESSION", "GNOME_DESKTOP_SESSION_ID")
NAMES = ("SESSION_MANAGER", "DBUS_SESSION_BUS_ADDRESS", "XDG_RUNTIME_DIR", "FONTCONFIG_FILE")


@pytest.fixture(autouse=True)
def _bare(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    for name in (*NAMES, *DESKTOPS):
        monkeypatch.setenv(name, "")  # so that it is put back as it was
        monkeypatch.delenv(name)


def chosen() -> dict[str, str]:
    return {name: os.environ[name] for name in NAMES if name in os.environ}


def test_no_session_keeper_hears_of_us(tmp_path: Path) -> None:
    os.environ["SESSION_MANAGER"] = "local/desk:@/tmp/.ICE-unix/1"
    quiet_surroundings(tmp_path)
    assert "SESSION_MANAGER" not in os.environ


def test_without_a_bus_none_is_started(tmp_path: Path) -> None:
    quiet_surroundings(tmp_path)
    assert os.environ["DBUS_SESSION_BUS_ADDRESS"] == "unix:path=/dev/null"


def test_a_bus_that_is_there_is_used(tmp_path: Path) -> None:
    os.environ["XDG_RUNTIME_DIR"] = str(tmp_path)
    with socket.socket(socket.AF_UNIX) as bus:
        bus.bind(str(tmp_path / "bus"))
        quiet_surroundings(tmp_path)
    assert os.environ["DBUS_SESSION_BUS_ADDRESS"] == f"unix:path={tmp_path}/bus"


def test_the_environment_has_the_last_word(tmp_path: Path) -> None:
    (tmp_path / "fonts.conf").touch()
    os.environ |= {"DBUS_SESSION_BUS_ADDRESS": "unix:path=/own", "FONTCONFIG_FILE": "/own.conf"}
    quiet_surroundings(tmp_path)
    assert chosen() == {"DBUS_SESSION_BUS_ADDRESS": "unix:path=/own", "FONTCONFIG_FILE": "/own.conf"}


def test_fonts_are_cached_by_the_system_only(bundle: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(surroundings, "_SYSTEM_FONTS", tmp_path)
    quiet_surroundings(bundle / "fonts")
    configuration = Path(os.environ["FONTCONFIG_FILE"])
    assert configuration == bundle / "fonts" / "fonts.conf"
    caches = re.findall("<cachedir>(.*)</cachedir>", configuration.read_text("utf-8"))
    assert caches == ["/dev/null", "/var/cache/fontconfig"]  # it writes into the first that lets it


def test_a_system_with_fonts_elsewhere_keeps_its_own_rules(
    bundle: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(surroundings, "_SYSTEM_FONTS", tmp_path / "none")
    quiet_surroundings(bundle / "fonts")
    assert "FONTCONFIG_FILE" not in os.environ


@pytest.mark.parametrize(
    "desktop",
    [
        {"XDG_CURRENT_DESKTOP": "ubuntu:GNOME", "QT_QPA_PLATFORMTHEME": "gtk3"},
        {"XDG_CURRENT_DESKTOP": "X-Cinnamon"},
        {"XDG_CURRENT_DESKTOP": "XFCE", "DESKTOP_SESSION": "xfce"},
        {"DESKTOP_SESSION": "mate"},
        {"GNOME_DESKTOP_SESSION_ID": "this-is-deprecated"},
    ],
)
def test_no_gtk_is_loaded_beside_and_the_desktop_keeps_its_name(desktop: dict[str, str]) -> None:
    os.environ |= desktop
    with no_toolkit_beside():
        assert os.environ["XDG_CURRENT_DESKTOP"] == "X-GNOME"
        assert "QT_QPA_PLATFORMTHEME" not in os.environ
    assert {name: os.environ[name] for name in DESKTOPS if name in os.environ} == desktop


def test_a_desktop_without_gtk_is_left_alone() -> None:
    os.environ["XDG_CURRENT_DESKTOP"] = "KDE"
    with no_toolkit_beside():
        assert os.environ["XDG_CURRENT_DESKTOP"] == "KDE"


def test_elsewhere_nothing_is_done(bundle: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    quiet_surroundings(bundle / "fonts")
    assert chosen() == {}


def test_other_programs_find_nothing_of_what_was_changed_for_us(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / surroundings.FONTS_CONFIGURATION).touch()
    monkeypatch.setattr(surroundings, "_SYSTEM_FONTS", tmp_path)
    before = dict(os.environ)
    quiet_surroundings(tmp_path)
    assert os.environ["FONTCONFIG_FILE"]
    assert surroundings_of_others(tmp_path) == before


def test_other_programs_keep_what_was_there_before(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FONTCONFIG_FILE", "/etc/own.conf")
    quiet_surroundings(tmp_path)
    assert surroundings_of_others(tmp_path)["FONTCONFIG_FILE"] == "/etc/own.conf"


def test_other_programs_find_the_systems_libraries_not_the_packages(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setenv("LD_LIBRARY_PATH", "/package")
    assert "LD_LIBRARY_PATH" not in surroundings_of_others(tmp_path)
    monkeypatch.setenv("LD_LIBRARY_PATH_ORIG", "/before")
    others = surroundings_of_others(tmp_path)
    assert (others["LD_LIBRARY_PATH"], "LD_LIBRARY_PATH_ORIG" in others) == ("/before", False)
