"""Through a real SOCKS proxy out of a network where nothing else is reachable, and over a slow line that loses packets.

Needs namespaces of the kernel (as root, or where anybody may have their own), nftables, microsocks and nginx. A machine
without them fails here and says what is missing: `python3 .ci/system_packages.py --tests` brings the tools.
"""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
from pathlib import Path
from typing import Any

from tests.updates.closed_room import NAME, enter
from tests.updates.nginx_peer import lay_tree, make_certificates
from tests.updates.small_repository import SmallRepository

ROOT = Path(__file__).resolve().parents[2]
LARGE = b"\x28\xb5\x2f\xfd" + os.urandom(399_996)  # as packs begin: chance alone begins like a page at times
DIGEST = hashlib.sha256(LARGE).hexdigest()
LIMIT = 120


def in_the_room(folder: Path, mode: str) -> dict[str, Any]:
    folder.chmod(0o755)
    make_certificates(folder, NAME)
    repository = SmallRepository()
    repository.publish()
    (folder / "trusted.json").write_bytes(repository.trusted_root)
    lay_tree(folder, repository.tree | {f"targets/packs/{DIGEST}.full": LARGE})
    paths = dict(os.environ) | {"PYTHONPATH": f"{ROOT / 'src'}:{ROOT}"}
    command = enter(str(folder), mode, DIGEST, str(len(LARGE)))
    done = subprocess.run(command, check=False, capture_output=True, text=True, timeout=LIMIT, env=paths, cwd=ROOT)
    assert done.returncode == 0, f"the closed room cannot be built or used here: {done.stderr[-2000:]}"
    said: dict[str, Any] = json.loads(done.stdout)
    return said


def test_no_name_and_no_packet_leaves_but_through_the_proxy(tmp_path: Path) -> None:
    said = in_the_room(tmp_path, "leaks")
    assert (said["kind"], said["version"], said["came"]) == ("tor", 1, len(LARGE))
    assert said["counted"]["dns"] == 0
    assert said["counted"]["direct"] == 0
    assert said["counted"]["proxy"] > 0
    assert said["asked"] == ["/metadata/timestamp.json", "/metadata/1.bundle.zst", f"/targets/packs/{DIGEST}.full"]
    assert NAME in said["proxy"]  # the name went to the proxy, unresolved
    assert said["control"]["dns"] > 0
    assert said["control"]["direct"] > 0


def test_a_slow_line_that_loses_packets_brings_every_byte(tmp_path: Path) -> None:
    said = in_the_room(tmp_path, "slow")
    assert said["came"] == len(LARGE)
    assert said["shaped"] == "netem" or said["lost"] > 0
    assert len(said["asked"]) >= 3
