"""The looking glass itself sees what it should."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from tests.traces.strace import Deeds, read_deeds, tracing


def deeds_of(code: str, folder: Path) -> Deeds:
    log = folder / "strace.log"
    command = [sys.executable, "-I", "-B", "-S", "-c", code]
    subprocess.run(tracing(log, command), check=True, cwd=folder, capture_output=True)
    return read_deeds(log)


def test_reading_is_no_deed(tmp_path: Path) -> None:
    (tmp_path / "there").write_text("a", encoding="utf-8")
    thread = "import threading as t; a = t.Thread(target=lambda: open('there').read()); a.start(); a.join()"
    code = f"{thread}; open('/dev/null', 'w')"
    assert deeds_of(code, tmp_path) == Deeds((), (), ())


@pytest.mark.parametrize(
    "code",
    [
        "open('new', 'w')",
        "open('old', 'a')",
        "open('old', 'r+')",
        "import os; os.mkdir('new')",
        "import os; os.rename('old', 'new')",
        "import os; os.remove('old')",
        "import os; os.symlink('old', 'new')",
        "import os; os.utime('old')",
        "import os; os.chmod('old', 0o600)",
        "import os; os.truncate('old', 0)",
        "import tempfile; tempfile.TemporaryFile(dir='.')",
        "try: open('/proc/nowhere/new', 'w')\nexcept OSError: pass",
    ],
)
def test_every_way_to_write_is_seen(tmp_path: Path, code: str) -> None:
    (tmp_path / "old").write_text("a", encoding="utf-8")
    found = deeds_of(code, tmp_path)
    assert found.files
    assert not found.sockets
    assert not found.programs


@pytest.mark.parametrize(
    "code",
    [
        "import socket; socket.socket()",
        "import socket; socket.socket(socket.AF_INET6, socket.SOCK_DGRAM)",
    ],
)
def test_an_internet_socket_is_seen(tmp_path: Path, code: str) -> None:
    assert deeds_of(code, tmp_path).sockets


@pytest.mark.parametrize(
    "code",
    ["import subprocess; subprocess.run(['true'])", "import os; os.fork()", "import os; os.execvp('true', ['true'])"],
)
def test_another_program_is_seen(tmp_path: Path, code: str) -> None:
    assert deeds_of(code, tmp_path).programs


OWN = '"-I", "-S", "-c", "'


def test_a_program_that_may_be_started_is_no_deed_but_what_it_does_is(tmp_path: Path) -> None:
    inner = "open('whole', 'w'); open('.a.part', 'w'); open('.b', 'w')"
    code = (
        "import subprocess, sys; subprocess.run([sys.executable, '-I', '-S', '-c', "
        f"{inner!r}]); subprocess.run(['/bin/true'])"
    )
    log = tmp_path / "strace.log"
    command = [sys.executable, "-I", "-B", "-S", "-c", code]
    subprocess.run(tracing(log, command), check=True, cwd=tmp_path, capture_output=True)
    strict = read_deeds(log)
    assert len(strict.files) == 3
    assert len(strict.programs) == 4
    # Named by whole paths, as a person names them; here all of it is relative.
    found = read_deeds(log, may_write=frozenset({"whole"}), may_start=OWN)
    assert [line for line in found.files if ".b" in line] == list(found.files)
    assert len(found.programs) == 2
    assert any('"/bin/true"' in line for line in found.programs)
