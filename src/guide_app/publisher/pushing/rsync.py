"""A server over rsync and SSH, both as they are installed: the person's own settings, agent and known keys count."""

from __future__ import annotations

import re
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path, PurePosixPath
from typing import Final

from guide_app.publisher.pushing.place import Access, Address, Code, stop

_LISTED: Final = re.compile(r"-\S+ +(\d+) \S+ \S+ (.+)")
_MISSING: Final = "No such file or directory"
_SENTENCES: Final[tuple[tuple[str, Code, str], ...]] = (
    ("REMOTE HOST IDENTIFICATION HAS CHANGED", "host_key", "has another key than the one that is known for it"),
    ("Host key verification failed", "host_key", "has a key that is not known; compare it with its owner first"),
    ("Permission denied (", "login", "lets none of your keys in"),
    ("Connection refused", "unreachable", "does not answer"),
    ("Could not resolve hostname", "unreachable", "is a name that leads nowhere"),
    ("Connection timed out", "unreachable", "does not answer"),
    ("command not found", "tool", "has no rsync"),
    (_MISSING, "refused", "has no such folder"),
)


class RsyncPlace:
    """rsync writes each file under another name and renames it; which files, and in which order, is decided by us."""

    def __init__(self, address: Address, access: Access) -> None:
        program = shutil.which("rsync")
        if program is None or shutil.which("ssh") is None:
            stop("tool", "rsync and ssh must be installed for that road; sftp:// needs neither.")
        self._program = program
        user = f"{address.user}@" if address.user else ""
        self._goal = f"{user}{address.host}:{address.path}/"
        self._host = address.host
        shell = ["ssh", "-p", str(address.port), "-o", "BatchMode=yes", "-o", "StrictHostKeyChecking=yes"]
        if access.identity is not None:
            shell += ["-o", "IdentitiesOnly=yes", "-i", str(access.identity)]
        if access.known_hosts is not None:
            shell += ["-o", f"UserKnownHostsFile={access.known_hosts}", "-o", "GlobalKnownHostsFile=none"]
        self._shell = " ".join(f"'{word}'" if " " in word else word for word in shell)

    def list(self) -> Mapping[str, int]:
        """Give the files that are there."""
        wanted = ["--include=/metadata/***", "--include=/targets/***", "--exclude=*"]
        said = self._run(["--recursive", "--list-only", "--no-human-readable", *wanted, self._goal])
        matches = (_LISTED.fullmatch(line) for line in said.splitlines())
        return {match[2]: int(match[1]) for match in matches if match and not _is_part(match[2])}

    def read(self, paths: Sequence[str]) -> dict[str, bytes]:
        """Fetch small files into a folder that does not stay."""
        if not paths:
            return {}
        with tempfile.TemporaryDirectory() as place:
            self._run(["--files-from=-", self._goal, f"{place}/"], paths)
            return {path: (Path(place) / path).read_bytes() for path in paths}

    def put(self, folder: Path, paths: Sequence[str], told: Callable[[str], None]) -> None:
        """Send files, all that were asked for: what may be skipped has been left out before."""
        modes = ["--chmod=D755,F644", "--ignore-times", "--whole-file", "--out-format=%n"]
        self._run([*modes, "--files-from=-", f"{folder}/", self._goal], paths, told)

    def remove(self, paths: Sequence[str]) -> None:
        """Let rsync delete what an empty folder lacks, among the files named and no others."""
        if not paths:
            return
        with tempfile.TemporaryDirectory() as place:
            parents = sorted({parent for path in paths for parent in PurePosixPath(path).parents} - {PurePosixPath()})
            for parent in parents:
                (Path(place) / parent).mkdir(exist_ok=True)
            rules = [f"--include=/{parent}/" for parent in parents] + [f"--include=/{path}" for path in paths]
            self._run(["--recursive", "--delete", "--omit-dir-times", *rules, "--exclude=*", f"{place}/", self._goal])

    def close(self) -> None:
        """Nothing is open."""

    def _run(self, words: Sequence[str], names: Iterable[str] = (), told: Callable[[str], None] | None = None) -> str:
        """Run rsync and give what it said; each line of it is told when it comes."""
        command = [self._program, f"--rsh={self._shell}", "--timeout=60", *words]
        said = []
        with (
            tempfile.TemporaryFile() as complaints,
            subprocess.Popen(  # noqa: S603 - a list of words, no shell
                command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=complaints, text=True
            ) as process,
        ):
            assert process.stdin is not None  # noqa: S101 - for the types
            assert process.stdout is not None  # noqa: S101 - for the types
            process.stdin.write("".join(f"{name}\n" for name in names))
            process.stdin.close()
            for line in process.stdout:
                said.append(line)
                if told is not None and not line.endswith("/\n"):
                    told(line.rstrip("\n"))
            if process.wait() != 0:
                complaints.seek(0)
                self._complain(complaints.read().decode(errors="replace"))
        return "".join(said)

    def _complain(self, text: str) -> None:
        for words, code, sentence in _SENTENCES:
            if words in text:
                stop(code, f"{self._host} {sentence}.")
        last = next((line for line in reversed(text.splitlines()) if line.strip()), "it says nothing")
        stop("refused", f"rsync could not do it: {last}")


def _is_part(path: str) -> bool:
    """Say whether a file is on its way: rsync's own name for it begins with a full stop."""
    return PurePosixPath(path).name.startswith(".")
