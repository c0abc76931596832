"""What libraries below Qt would do on their own at a start, and must not: each would leave something behind.

Call before Qt's application is made. Nothing here is done on Windows and macOS, where none of it exists.
"""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

FONTS_CONFIGURATION: Final = "fonts.conf"
"""Made by a build beside the fonts."""
_NO_BUS: Final = f"unix:path={os.devnull}"
_THEME: Final = "QT_QPA_PLATFORMTHEME"
_DESKTOP: Final = "XDG_CURRENT_DESKTOP"
_OTHER_DESKTOPS: Final = ("DESKTOP_SESSION", "GNOME_DESKTOP_SESSION_ID")
"""What older desktops set, and Qt reads where the first says nothing."""
_WITH_GTK: Final = ("gnome", "cinnamon", "pantheon", "unity", "mate", "xfce", "lxde", "budgie", "ubuntu")
_GNOME_WITHOUT_GTK: Final = "X-GNOME"
"""Qt takes an unknown desktop's name, without its `X-`, for its own theme's: that of GNOME, which asks for colours and
fonts over the bus."""
_SYSTEM_FONTS: Final = Path("/usr/share/fonts")


def quiet_surroundings(fonts: Path) -> None:
    """Keep no session, start no message bus, write no caches of fonts.

    Args:
        fonts: the bundle's folder of fonts.
    """
    # A session's keeper would remember that the program ran, and start it again.
    os.environ.pop("SESSION_MANAGER", None)
    if sys.platform == "linux":
        _start_no_bus()
        _write_no_font_caches(fonts / FONTS_CONFIGURATION)


@contextlib.contextmanager
def no_toolkit_beside() -> Iterator[None]:
    """Make Qt's application in here: on desktops of GTK it would load all of GTK into the program, for its colours.

    GTK opens a socket of its own for assistive tools in the person's run-time folder, which stays when the program is
    ended, and holds up the tools that come to it; and it keeps a list of its settings there. Afterwards the names of
    the desktop are as they were.
    """
    names = (_THEME, _DESKTOP, *_OTHER_DESKTOPS)
    before = {name: os.environ[name] for name in names if name in os.environ}
    if sys.platform == "linux":
        os.environ.pop(_THEME, None)
        desktop = before.get(_DESKTOP) or " ".join(before.get(name, "") for name in _OTHER_DESKTOPS)
        if before.get(_OTHER_DESKTOPS[1]) or any(name in desktop.casefold() for name in _WITH_GTK):
            os.environ[_DESKTOP] = _GNOME_WITHOUT_GTK
    try:
        yield
    finally:
        for name in names:
            os.environ.pop(name, None)
        os.environ.update(before)


def surroundings_of_others(fonts: Path) -> dict[str, str]:
    """Give the environment as another program should find it: without what was changed for us alone.

    Args:
        fonts: the bundle's folder of fonts.
    """
    environment = dict(os.environ)
    ours = {"FONTCONFIG_FILE": str(fonts / FONTS_CONFIGURATION), "DBUS_SESSION_BUS_ADDRESS": _NO_BUS}
    for variable, value in ours.items():
        if environment.get(variable) == value:
            del environment[variable]
    # A package puts its own libraries before the system's, and keeps what was there.
    if getattr(sys, "frozen", False):
        before = environment.pop("LD_LIBRARY_PATH_ORIG", None)
        environment.pop("LD_LIBRARY_PATH", None)
        environment |= {} if before is None else {"LD_LIBRARY_PATH": before}
    return environment


def _start_no_bus() -> None:
    """Keep libdbus from starting a bus where the session has none: that would be another program."""
    if "DBUS_SESSION_BUS_ADDRESS" not in os.environ:
        bus = Path(os.environ.get("XDG_RUNTIME_DIR", "")) / "bus"
        os.environ["DBUS_SESSION_BUS_ADDRESS"] = f"unix:path={bus}" if bus.is_socket() else _NO_BUS


def _write_no_font_caches(configuration: Path) -> None:
    """Have fontconfig read the system's caches only: where they are stale, it would write its own into the home.

    A system that keeps its fonts elsewhere goes on with its own configuration.
    """
    if "FONTCONFIG_FILE" not in os.environ and _SYSTEM_FONTS.is_dir() and configuration.is_file():
        os.environ["FONTCONFIG_FILE"] = str(configuration)
