"""What a program does to the world, as the kernel sees it: every attempt counts, whether it succeeded or not."""

from __future__ import annotations

import re
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

_CALL: Final = re.compile(r"^(?:\d+\s+)?(\w+)\((.*)$")
_PATH: Final = re.compile(r'"((?:[^"\\]|\\.)*)"')
_OPENING: Final = frozenset({"open", "openat", "openat2", "creat"})
_WRITING_FLAGS: Final = re.compile(r"O_(?:WRONLY|RDWR|CREAT|TRUNC|APPEND|TMPFILE)")
_CHANGING: Final = re.compile(
    r"(?:mkdir|rename|link|symlink|unlink|mknod|chmod|fchmod|chown|lchown|fchown|utimensat|utime|futimesat)(?:at2?)?"
    r"|rmdir|truncate|ftruncate|fallocate|utimes|l?f?setxattr|l?f?removexattr|creat"
)
_STARTING: Final = frozenset({"fork", "vfork", "clone", "clone3"})
_HARMLESS: Final = frozenset({"/dev/null"})


@dataclass(frozen=True, slots=True)
class Deeds:
    """What was found in a log of strace, each as the line that shows it."""

    files: tuple[str, ...]
    """Opened for writing, made, changed or removed."""
    sockets: tuple[str, ...]
    """Of the internet family, even if never connected."""
    programs: tuple[str, ...]
    """Processes begun after the first."""


def tracing(log: Path, command: Sequence[str]) -> list[str]:
    """Give the command that runs `command` and writes its system calls to `log`."""
    strace = shutil.which("strace")
    if strace is None:
        raise FileNotFoundError("strace is missing: apt-get install strace")
    calls = "trace=%file,%network,%process,ftruncate,fallocate,fchmod,fchown,fsetxattr,fremovexattr,memfd_create"
    return [strace, "--follow-forks", "--string-limit=256", "-y", "-e", calls, "-o", str(log), *command]


def read_deeds(log: Path) -> Deeds:
    """Sort the lines of a log; reading is not a deed."""
    files, sockets, programs = [], [], []
    executed = False
    for line in log.read_text(encoding="utf-8", errors="replace").splitlines():
        match = _CALL.match(line)
        if match is None:
            continue
        call, arguments = match.groups()
        paths = set(_PATH.findall(arguments))
        if call == "execve":
            if executed:
                programs.append(line)
            executed = executed or " = 0" in line
        elif (call in _STARTING and "CLONE_THREAD" not in arguments) or call == "execveat":
            programs.append(line)
        elif "AF_INET" in arguments:
            sockets.append(line)
        elif (call in _OPENING and _WRITING_FLAGS.search(arguments)) or _CHANGING.fullmatch(call):
            on_memory = "<memfd:" in arguments or "/memfd:" in arguments
            if not paths <= _HARMLESS or not (paths or on_memory):
                files.append(line)
    return Deeds(tuple(files), tuple(sockets), tuple(programs))
