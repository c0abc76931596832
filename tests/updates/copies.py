"""A copy of the program that is used from outside, by its commands."""

from __future__ import annotations

import json
import os
import resource
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

COMMAND = """
import sys
from pathlib import Path
from guide_app.commands import main
sys.exit(main(sys.argv[2:], bundle=Path(sys.argv[1])))
"""


class Copy:
    """A copy of the program with a guide and a home of its own."""

    def __init__(self, folder: Path, own: Path) -> None:
        self.bundle = folder / "bundle"
        self.home = folder / "home"
        self.home.mkdir(parents=True)
        self.limit: int | None = None
        """Bytes of the longest file that may be written, where no small disk can be mounted."""
        shutil.copytree(own, self.bundle / "snapshot")

    @property
    def environment(self) -> dict[str, str]:
        return {**os.environ, "HOME": str(self.home), "XDG_DATA_HOME": "", "LC_ALL": "C.UTF-8"}

    def start(self, *arguments: str) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            [sys.executable, "-c", COMMAND, str(self.bundle), *arguments],
            env=self.environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )

    def run(self, *arguments: str) -> tuple[int, str, str]:
        """Run a command without anybody who leads it."""
        done = subprocess.run(
            [sys.executable, "-c", COMMAND, str(self.bundle), *arguments],
            env=self.environment,
            stdin=subprocess.DEVNULL,
            preexec_fn=self._set_limit if self.limit is not None else None,
            capture_output=True,
            check=False,
        )
        return done.returncode, done.stdout.decode(errors="replace"), done.stderr.decode()

    def _set_limit(self) -> None:
        assert self.limit is not None
        resource.setrlimit(resource.RLIMIT_FSIZE, (self.limit, self.limit))

    def events(self, *arguments: str) -> tuple[int, list[dict[str, Any]]]:
        code, said, complained = self.run(*arguments, "--json")
        assert complained == ""
        return code, [json.loads(line) for line in said.splitlines()]

    def numbers(self, service: str = "us-hotline") -> list[str]:
        """Give what `guide show` gives as the contacts of a service."""
        code, said, _ = self.run("show", service, "--json")
        assert code == 0
        return [contact["value"] for contact in json.loads(said)["contacts"]]
