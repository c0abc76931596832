"""The reader in the closed room: refreshes and fetches through the proxy, and prints what came. Run as a program."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from tests.updates.small_repository import START

from guide_app.updates.client import Known, refresh
from guide_app.updates.transports.opening import open_transport
from guide_app.updates.transports.parts import MemoryPart, check_part
from guide_app.updates.transports.transport import Watch


def main(where: str, proxy: str, folder: Path, sha256: str, length: int) -> None:
    transport = open_transport(where, proxy, authorities=folder / "authority.crt")
    signed = refresh(transport, Known((folder / "trusted.json").read_bytes()), now=START)
    part = MemoryPart(sha256)
    transport.fetch(f"targets/packs/{sha256}.full", length, part, Watch())
    content = check_part(part, length)
    transport.close()
    print(json.dumps({"kind": transport.kind, "version": signed.version, "came": len(content)}))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], Path(sys.argv[3]), sys.argv[4], int(sys.argv[5]))
