"""What libraries below Qt would do on their own at a start, and must not: each would leave something behind.

Call before Qt's application is made. Nothing here is done on Windows and macOS, where none of it exists.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Final

FONTS_CONFIGURATION: Final = "fonts.conf"
"""Made by a build beside the fonts."""
_NO_BUS: Final = f"unix:path={os.devnull}"
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
