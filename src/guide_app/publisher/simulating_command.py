"""`guide-publisher simulate`: what a publication costs its server."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    Commands = argparse._SubParsersAction[argparse.ArgumentParser]  # noqa: SLF001 - argparse has no public name


def add_simulate_command(commands: Commands) -> None:
    """Add `simulate`; it sets `run(arguments) -> exit code`."""
    parser = commands.add_parser("simulate", help="reckon what a publication costs its server (docs/hosting.md)")
    parser.add_argument("sizes", type=Path, help="a publication, or a .json file with the sizes of one")
    parser.add_argument("--clients", type=int, default=1_000_000, metavar="N", help="readers (default: a million)")
    parser.add_argument("--seed", type=int, default=1, metavar="N", help="the same seed gives the same readers")
    parser.set_defaults(run=_simulate)


def _simulate(arguments: argparse.Namespace) -> int:
    from guide_app.publisher.publication import open_publication
    from guide_app.publisher.simulating import load_sizes, sizes_of, tell

    path = arguments.sizes
    sizes = load_sizes(path) if path.suffix == ".json" else sizes_of(open_publication(path, whole=False))
    tell(sizes, max(1, arguments.clients), arguments.seed, print)
    return 0
