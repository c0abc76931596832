"""Speaks as `guide update --json` does and does nothing: what it says stands in a file that it is given first.

Run by `python stand_in.py SCRIPT WORDS...`; the words it was given are written beside the script.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path


def main() -> int:
    """Say all of it; then end, or wait until nobody holds the standard input any more."""
    script = Path(sys.argv[1])
    told = json.loads(script.read_text("utf-8"))
    beside = script.with_suffix(f".{os.getpid()}.part")
    beside.write_text(json.dumps(sys.argv[2:]), "utf-8")
    beside.replace(script.with_suffix(".words"))
    for line in told["say"]:
        sys.stdout.buffer.write(json.dumps(line).encode() + b"\n")
        sys.stdout.buffer.flush()
    if told["content"]:
        sys.stdout.buffer.write(Path(told["content"]).read_bytes())
        sys.stdout.buffer.flush()
    if told["waits"]:
        sys.stdin.buffer.read()
    return 0


if __name__ == "__main__":
    sys.exit(main())
