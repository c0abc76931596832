"""Another program in place of ours at Leave now: the system's own calculator or browser, and only if it was chosen.

All that may ever be started stands in `CANDIDATES`. It is looked for when it is wanted, and where there is none
nothing comes: leaving waits for nothing.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Mapping
from typing import Final, Literal

Program = Literal["calculator", "browser"]
Command = tuple[str, ...]

CANDIDATES: Final[Mapping[str, Mapping[Program, tuple[Command, ...]]]] = {
    "linux": {
        "calculator": (
            ("gnome-calculator",),
            ("kcalc",),
            ("mate-calc",),
            ("galculator",),
            ("qalculate-gtk",),
            ("qalculate-qt",),
            ("deepin-calculator",),
            ("elementary-calculator",),
            ("xcalc",),
        ),
        # By itself each opens the page it begins with; the first two are what the system has chosen.
        "browser": (
            ("x-www-browser",),
            ("gnome-www-browser",),
            ("firefox",),
            ("firefox-esr",),
            ("chromium",),
            ("chromium-browser",),
            ("google-chrome",),
            ("microsoft-edge",),
            ("falkon",),
            ("epiphany",),
        ),
    },
    "darwin": {
        "calculator": (("/usr/bin/open", "-a", "Calculator"),),
        "browser": (("/usr/bin/open", "-a", "Safari"),),
    },
    "win32": {
        "calculator": (("calc.exe",),),
        "browser": (("explorer.exe", "microsoft-edge:"),),
    },
}
"""For each system, the best first: a command and what it is given."""


def find_program(program: Program, folders: Iterable[str], platform: str = sys.platform) -> Command | None:
    """Give the first candidate that this system has, by its whole path; None: there is none.

    Args:
        program: what is looked for.
        folders: where programs lie, as `PATH` lists them.
        platform: as `sys.platform` names it.
    """
    searched = tuple(folders)
    for command, *arguments in CANDIDATES.get(platform, {}).get(program, ()):
        for folder in searched:
            path = os.path.join(folder, command)  # noqa: PTH118 - a whole path stays as it is
            if os.path.isfile(path) and os.access(path, os.X_OK):  # noqa: PTH113 - at the last moment: no objects
                return (path, *arguments)
    return None


def start_program(command: Command, environment: Mapping[str, str]) -> bool:
    """Start a program that outlives us and holds nothing of ours: no terminal, no output, no parent to ask for.

    Args:
        command: its whole path, and what it is given.
        environment: what it finds; not ours, which says where our fonts are.

    Returns:
        Whether it was started; why not does not matter to who leaves.
    """
    try:
        if sys.platform == "win32":
            os.spawnve(os.P_DETACH, command[0], list(command), dict(environment))  # noqa: S606 - no shell is wanted
        else:
            quiet = [(os.POSIX_SPAWN_OPEN, number, os.devnull, os.O_RDWR, 0) for number in range(3)]
            os.posix_spawn(command[0], command, environment, file_actions=quiet, setsid=True)
    except OSError:
        return False
    return True
