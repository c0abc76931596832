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
_OPEN_FILE: Final = re.compile(r"^\d+<([^>]*)>")
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


def processes_in(log: Path) -> set[int]:
    """Give the numbers of all processes and threads whose calls stand in a log."""
    first = (line.partition(" ")[0] for line in log.read_text("utf-8", "replace").splitlines())
    return {int(word) for word in first if word.isdigit()}


def tracing(log: Path, command: Sequence[str]) -> list[str]:
    """Give the command that runs `command` and writes its system calls to `log`."""
    strace = shutil.which("strace")
    if strace is None:
        raise FileNotFoundError("strace is missing: apt-get install strace")
    calls = (
        "trace=%file,socket,connect,bind,%process,ftruncate,fallocate,fchmod,fchown,fsetxattr,fremovexattr,memfd_create"
    )
    return [
        strace,
        "--follow-forks",
        "--seccomp-bpf",
        "--string-limit=256",
        "-y",
        "-e",
        calls,
        "-o",
        str(log),
        *command,
    ]


def read_deeds(log: Path, *, may_write: frozenset[str] = frozenset(), may_start: str = "") -> Deeds:
    """Sort the lines of a log; reading is not a deed, nor is writing the files that a person named.

    Args:
        log: of strace.
        may_write: whole paths of those files.
        may_start: a program, as the kernel writes its first words, that may be started without it being a deed; then
            files may also come and go that stand for those of `may_write` until they are whole.
    """
    harmless = _HARMLESS | may_write
    whole = frozenset(path.rpartition("/")[0] for path in may_write) if may_start else frozenset()
    files, sockets, programs = [], [], []
    executed, allowed = False, 0
    for line in log.read_text(encoding="utf-8", errors="replace").splitlines():
        match = _CALL.match(line)
        if match is None:
            continue
        call, arguments = match.groups()
        paths = set(_PATH.findall(arguments))
        if call == "execve":
            if executed and may_start and may_start in arguments:
                allowed += 1
            elif executed:
                programs.append(line)
            executed = executed or " = 0" in line
        elif (call in _STARTING and "CLONE_THREAD" not in arguments) or call == "execveat":
            programs.append(line)
        elif "AF_INET" in arguments:
            sockets.append(line)
        elif (call in _OPENING and _opens_to_write(arguments)) or _CHANGING.fullmatch(call):
            touched = paths or set(_OPEN_FILE.findall(arguments))
            if not (
                touched
                and all(_is_part(path, whole) or _is_harmless(path, harmless, named=path in paths) for path in touched)
            ):
                files.append(line)
    programs = _without_births(programs, allowed)
    return Deeds(tuple(files), tuple(sockets), tuple(programs))


def _without_births(lines: list[str], allowed: int) -> list[str]:
    """Take away as many beginnings of processes as there were programs that may be started."""
    births = [at for at, line in enumerate(lines) if "execve" not in line][:allowed]
    return [line for at, line in enumerate(lines) if at not in births]


def _is_part(path: str, folders: frozenset[str]) -> bool:
    """Whether it is what a file of these folders is until it is whole."""
    folder, _, name = path.rpartition("/")
    return folder in folders and name.startswith(".") and name.endswith(".part")


def _opens_to_write(arguments: str) -> bool:
    """Whether a file may come to be or to change; not if it is to be written only where it is, and is not."""
    flags = _WRITING_FLAGS.findall(arguments)
    return bool(flags) and not (set(flags) <= {"O_RDWR", "O_WRONLY"} and " = -1 ENOENT" in arguments)


def _is_harmless(path: str, harmless: frozenset[str], *, named: bool) -> bool:
    """Whether nothing can come to be on any disk: there is nothing below a device, and memory has no place there."""
    in_memory = not named and path.startswith(("/memfd:", "memfd:"))
    return in_memory or path in harmless or path.startswith("/dev/null/")
