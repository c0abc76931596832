"""Real servers on loopback, each of a test's own: OpenSSH with sftp-server and rsync, and rclone speaking S3."""

from __future__ import annotations

import getpass
import os
import re
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

WHERE_SERVERS_ARE = f"{os.environ.get('PATH', os.defpath)}:/usr/local/sbin:/usr/sbin:/sbin"
SFTP_SERVERS = ("/usr/lib/openssh/sftp-server", "/usr/libexec/openssh/sftp-server", "/usr/lib/ssh/sftp-server")


def program(name: str) -> str:
    """Find a server's program, also where only root looks."""
    beside = Path(sys.executable).with_name(name)
    found = str(beside) if beside.exists() else shutil.which(name, path=WHERE_SERVERS_ARE)
    assert found is not None, f"{name} is missing: run .ci/system_packages.py --tests"
    return found


@dataclass(frozen=True)
class Ssh:
    port: int
    user: str
    identity: Path
    stranger: Path
    """A key that the server does not let in."""
    known_hosts: Path
    log: Path

    def where(self, road: str, folder: Path) -> str:
        return f"{road}://{self.user}@127.0.0.1:{self.port}{folder}"


@contextmanager
def ssh_server(place: Path) -> Iterator[Ssh]:
    """Start OpenSSH's server; it lets one key in."""
    if os.geteuid() == 0:
        Path("/run/sshd").mkdir(exist_ok=True)  # where it locks itself in before anybody has logged in
    for name in ("host", "person", "stranger"):
        make = ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(place / name)]
        subprocess.run(make, check=True)
    port = free_port()
    sftp = next(path for path in SFTP_SERVERS if Path(path).exists())
    (place / "sshd_config").write_text(
        f"ListenAddress 127.0.0.1\nPort {port}\nHostKey {place / 'host'}\nPidFile none\n"
        f"AuthorizedKeysFile {place / 'person.pub'}\nStrictModes no\nUsePAM no\nPasswordAuthentication no\n"
        f"KbdInteractiveAuthentication no\nPermitRootLogin prohibit-password\nSubsystem sftp {sftp}\n",
        encoding="ascii",
    )
    key = " ".join((place / "host.pub").read_text(encoding="ascii").split()[:2])
    (place / "known_hosts").write_text(f"[127.0.0.1]:{port} {key}\n", encoding="ascii")
    log = place / "sshd.log"
    command = [program("sshd"), "-D", "-e", "-f", str(place / "sshd_config")]
    with _running(command, log, re.compile(r"Server listening on 127\.0\.0\.1")):
        yield Ssh(port, getpass.getuser(), place / "person", place / "stranger", place / "known_hosts", log)


@contextmanager
def s3_server(place: Path, key: str, secret: str) -> Iterator[str]:
    """Start rclone as an S3 server over the buckets, which are folders of `place`; give its address."""
    port = free_port()
    command = [program("rclone"), "--config", os.devnull, "serve", "s3", "--addr", f"127.0.0.1:{port}"]
    command += ["--auth-key", f"{key},{secret}", str(place)]
    with _running(command, place.with_name("rclone.log"), re.compile(r"Starting s3 server on")):
        yield f"http://127.0.0.1:{port}"


@contextmanager
def _running(command: list[str], log: Path, ready: re.Pattern[str]) -> Iterator[None]:
    """Run a server that says on its standard error when it is ready."""
    process = subprocess.Popen(command, stderr=subprocess.PIPE, stdin=subprocess.DEVNULL, text=True)
    assert process.stderr is not None
    said = []
    try:
        for line in process.stderr:
            said.append(line)
            if ready.search(line):
                break
        else:
            raise AssertionError("".join(said))
        yield
    finally:
        process.terminate()
        log.write_text("".join(said) + process.stderr.read(), encoding="utf-8")
        process.stderr.close()
        process.wait()


def free_port() -> int:
    """Give a port that was free a moment ago."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])
