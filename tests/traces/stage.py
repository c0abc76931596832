"""Where a session is played: folders of its own, a surrounding of one kind, and the looking glass around all."""

from __future__ import annotations

import contextlib
import errno
import os
import resource
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

from tests.traces.strace import tracing

from guide_app.safety.disguise import seal

ROOT: Final = Path(__file__).resolve().parents[2]
PROGRAM_FOLDER: Final = ROOT / "src" / "guide_app"
SHARED: Final = (Path("/dev/shm"), Path("/var/tmp"), Path("/var/cache/fontconfig"))
"""Folders of the whole machine in which a program might leave something; others write there too."""
OWN: Final = ("home", "tmp", "run", "work")
"""What a session has for itself: `work` is where the program is started, and where cores would fall."""
PLANTED: Final = {
    "home/.local/share/recently-used.xbel": '<?xml version="1.0"?>\n<xbel version="1.0"/>\n',
    "home/.config/user-dirs.locale": "en_US",
    "home/.config/kdeglobals": "[General]\nColorScheme=BreezeDark\n[KDE]\nwidgetStyle=Breeze\n",
    "home/.config/ibus/bus/marker": "",
    "home/.cache/marker": "",
    "home/notes.txt": "An older text of somebody's own.\n",
}
"""What stands in the home before: it must stand there afterwards, byte for byte."""
_FULL: Final = 256
"""Kilobytes of a disk that is full."""


@dataclass(frozen=True, slots=True)
class Stage:
    """The folders of one session, and how the program is started among them."""

    folder: Path
    own: Path
    environment: Mapping[str, str]
    mounts: Sequence[str]
    """Commands of a shell that change what the program alone sees of the disk."""

    @property
    def log(self) -> Path:
        """Where the kernel's account is written."""
        return self.folder / "log" / "strace"

    @property
    def said(self) -> Path:
        """Where the program's standard output and error go."""
        return self.folder / "log" / "said"

    @property
    def watched(self) -> tuple[Path, ...]:
        """Folders in which nothing may change."""
        return (self.own, PROGRAM_FOLDER)

    def command(self, subject: Sequence[str]) -> list[str]:
        """Give what starts a subject on this stage, traced from its first system call on."""
        started = tracing(self.log, subject)
        lines = [f"cd {shlex.quote(str(self.own / 'work'))}", "ulimit -c unlimited", *self.mounts, 'exec "$@"']
        inner = ["sh", "-ec", "\n".join(lines), "sh", *started]
        given = [f"{name}={value}" for name, value in self.environment.items()]
        return ["env", "-i", *given, *(["unshare", "--mount"] if self.mounts else []), *inner]


@contextlib.contextmanager
def built(kind: Mapping[str, Any], room: Mapping[str, str]) -> Iterator[Stage]:
    """Make the folders of a session.

    Args:
        kind: of surrounding, as `sessions.yaml` describes it: `environment`, `mounts`, `disk`.
        room: the environment that leads to the session's screen and bus.
    """
    # A short way of small letters: it is typed into choosers of files.
    folder = Path(tempfile.mkdtemp(prefix="stage"))
    own = folder / "own"
    own.mkdir()
    (folder / "log").mkdir()
    with contextlib.ExitStack() as stack:
        stack.callback(shutil.rmtree, folder)
        if kind.get("disk") == "full":
            subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={_FULL}k", "tmpfs", str(own)], check=True)
            stack.callback(subprocess.run, ["umount", "--lazy", str(own)], check=True)
        for name in OWN:
            (own / name).mkdir(mode=0o700)
        for name, text in PLANTED.items():
            path = own / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        if kind.get("disk") == "full":
            _fill(own / "home" / "much")
        yield Stage(folder, own, _environment(kind, own, room), _lines(kind.get("mounts", ()), folder))


def _environment(kind: Mapping[str, Any], own: Path, room: Mapping[str, str]) -> Mapping[str, str]:
    plain = {name: value for name, value in os.environ.items() if not name.startswith(("QT_", "XDG_", "GUIDE"))}
    given: dict[str, str | None] = {
        **room,
        "QT_QPA_PLATFORM": "xcb",
        "HOME": str(own / "home"),
        "TMPDIR": str(own / "tmp"),
        "XDG_RUNTIME_DIR": str(own / "run"),
        "LANG": "en_US.UTF-8",
        "LANGUAGE": "",
        "LC_ALL": "",
        "TZ": "Asia/Beirut",
        "PYTHONPATH": str(ROOT / "src"),
        "PYTHONDONTWRITEBYTECODE": "",  # the program itself has to see to that
    }
    for name, value in kind.get("environment", {}).items():
        given[name] = value and value.replace("$OWN", str(own))
    return {name: value for name, value in {**plain, **given}.items() if value is not None}


def _lines(mounts: Sequence[str], folder: Path) -> list[str]:
    return [line.replace("$FOLDER", str(folder)) for line in mounts]


def _fill(path: Path) -> None:
    """Write until nothing more goes on this disk."""
    with path.open("wb", buffering=0) as file:
        try:
            while True:
                file.write(b"\0" * 1024)
        except OSError as error:
            if error.errno != errno.ENOSPC:
                raise


@cache
def can_mount() -> bool:
    """Whether this machine lets us change what a program sees of the disk."""
    with tempfile.TemporaryDirectory() as folder:
        line = f"mount -t tmpfs tmpfs {shlex.quote(folder)}"
        run = subprocess.run(["unshare", "--mount", "sh", "-c", line], capture_output=True, check=False)
    return run.returncode == 0 and os.geteuid() == 0


def lower_memory(pid: int, spare: int) -> None:
    """Leave a running program no more than so many bytes of address space beside what it has."""
    status = Path(f"/proc/{pid}/status").read_text("utf-8").splitlines()
    taken = next(int(line.split()[1]) for line in status if line.startswith("VmSize:")) * 1024
    resource.prlimit(pid, resource.RLIMIT_AS, (taken + spare, taken + spare))


def subject(opened_by: str = "") -> list[str]:
    """Give the command of the program itself; with a sum it begins as the calculator that this sum opens."""
    return [sys.executable, "-m", "guide_app", *(["--cover", seal(opened_by)] if opened_by else [])]
