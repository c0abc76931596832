"""The program with misdeeds of every kind planted into it, done as soon as its window rests. Run by `test_sight.py`."""

from __future__ import annotations

import ctypes
import os
import resource
import socket
import subprocess
import sys
from pathlib import Path

from PySide6.QtDBus import QDBusConnection
from PySide6.QtGui import QClipboard, QGuiApplication

from guide_app import app

CANARY = "zanzibarquokka"
_NAME_THREAD = 15
_PRIVATE, _MAKE = 0, 0o1600


def misbehave(window: object) -> None:
    """Do all that must not be done, each in a way of its own."""
    home = Path(os.environ["HOME"])
    (home / "notes.txt").write_text("Another text.\n", encoding="utf-8")
    (home / ".cache" / "plain").write_text(f"searched: {CANARY}", encoding="utf-8")
    (home / ".cache" / "wide").write_bytes(CANARY.encode("utf-16-le"))
    (home / ".cache" / "wide-other").write_bytes(CANARY.encode("utf-16-be"))
    (home / ".cache" / "loud").write_text(CANARY.upper(), encoding="utf-8")
    (home / ".cache" / "backwards").write_text(CANARY[::-1], encoding="utf-8")
    (Path(os.environ["TMPDIR"]) / f"{CANARY}.thumbnail").touch()
    (Path(os.environ["XDG_RUNTIME_DIR"]) / "socket").mkdir()
    os.utime(home / ".local/share/recently-used.xbel")
    with socket.socket():
        pass
    subprocess.run(["true"], check=True)
    os.write(TERMINAL, f"no results for {CANARY}\n".encode())
    QGuiApplication.clipboard().setText(CANARY, QClipboard.Mode.Selection)
    QDBusConnection.sessionBus().registerService("org.queer.Guide")
    window.setWindowTitle(f"Pride: {CANARY}")  # type: ignore[attr-defined]
    libc = ctypes.CDLL(None)
    libc.prctl(_NAME_THREAD, b"lesbian-search", 0, 0, 0)
    libc.shmget(_PRIVATE, 4096, _MAKE)


def build_rest(reader: app.Reader) -> None:
    """Go on as the program does, then misbehave."""
    PROPER(reader)
    misbehave(reader.window)


def write_cores() -> None:
    """Have a crash leave a picture of the memory."""
    resource.setrlimit(resource.RLIMIT_CORE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))


if __name__ == "__main__":
    TERMINAL = os.dup(2)
    PROPER = app.Reader.build_rest
    app.Reader.build_rest = build_rest  # type: ignore[assignment,method-assign]
    vars(app).update(keep_no_dumps=write_cores, close_memory=lambda: None)
    sys.exit(app.main())
