"""Loading the update client opens no socket, and nor does what reads files with it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

HEARD = """
import sys
opened = []
sys.addaudithook(lambda event, _: opened.append(event) if event.startswith("socket.") else None)
{}
print(*opened, file=sys.stderr)
"""
LOADED = "import tuf.ngclient, urllib3"
QUIETLY = "from guide_app.updates.quiet import load_quietly; load_quietly()"
SPEAKS = "from urllib3.util import connection; import socket; assert connection.HAS_IPV6 == socket.has_ipv6"
COMMANDS = """
from pathlib import Path
from guide_app.commands import main
for arguments in (["verify"], ["export-bundle", {0!r}], ["update", "--check", "--from", {0!r}]):
    assert main(arguments, bundle=Path({1!r})) == 0, arguments
"""


def heard(code: str) -> str:
    """Give what a process does with sockets."""
    command = [sys.executable, "-B", "-c", HEARD.format(code)]
    return subprocess.run(command, check=True, capture_output=True, text=True).stderr.strip()


def test_urllib3_alone_opens_one() -> None:
    assert "socket.__new__" in heard(LOADED)


def test_it_is_loaded_without_one_and_still_speaks_ipv6() -> None:
    assert not heard(f"{QUIETLY}\n{LOADED}\n{SPEAKS}")


def test_reading_files_opens_none(bundle: Path, tmp_path: Path) -> None:
    assert not heard(COMMANDS.format(str(tmp_path / "pictures.zip"), str(bundle)))
