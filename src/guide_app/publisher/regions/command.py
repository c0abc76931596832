"""`guide-publisher regions`: admit a region, change its keys, let its people sign, and end it."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from securesystemslib.signer import Key

    Commands = argparse._SubParsersAction[argparse.ArgumentParser]  # noqa: SLF001 - argparse has no public name

_LINES = 200
"""Changes that are shown; more are counted."""


def add_regions_command(commands: Commands) -> None:
    """Add `regions` with its actions; each sets `run(arguments) -> exit code`."""
    parser = commands.add_parser("regions", help="organisations that sign their own part (docs/release.md)")
    actions = parser.add_subparsers(title="actions", required=True, metavar="ACTION")
    listing = actions.add_parser("list", help="the regions, their ids, keys and thresholds")
    listing.add_argument("release", type=Path, help="the folder of the release")
    listing.set_defaults(run=_list)
    add = _add(actions, "add", "admit a region under a name that was never given before")
    add.add_argument("--ids", nargs="+", required=True, metavar="PREFIX", help="what its services' ids begin with: pl-")
    rotate = _add(actions, "rotate", "give a region other keys: all that are to sign from now on")
    for action, run, needed in ((add, _add_region, True), (rotate, _rotate, False)):
        action.add_argument("--public", type=Path, required=True, metavar="FOLDER", help="its *.public.pem files")
        action.add_argument("--threshold", type=int, required=needed, metavar="N", help="how many of them must sign")
        action.set_defaults(run=run)
    _add(actions, "retire", "end a region; its name stays taken").set_defaults(run=_retire)
    sign = _add(actions, "sign", "show what changed in a region, and sign its rows with its own keys")
    sign.add_argument("--keys", type=Path, metavar="FOLDER", help="your private keys; without: only show what changed")
    sign.set_defaults(run=_sign)


def _add(actions: Commands, name: str, text: str) -> argparse.ArgumentParser:
    parser = actions.add_parser(name, help=text)
    parser.add_argument("release", type=Path, help="the folder of the release")
    parser.add_argument("region", help="name of the region: small letters, hyphens between")
    return parser


def _list(arguments: argparse.Namespace) -> int:
    from guide_app.publisher.regions.table import load_table

    table = load_table(arguments.release)
    delegations = table.delegations()
    for name, entry in sorted(table.entries.items()):
        ids = "retired" if entry.retired else " ".join(entry.ids)
        print(f"{name}: {ids}; {entry.threshold} of {len(entry.keys)} keys")
        if delegations is not None and delegations.roles is not None:
            for keyid in delegations.roles[name].keyids:
                print(f"  {keyid}")
    print(f"{len(table.active())} region(s), {len(table.entries) - len(table.active())} retired")
    return 0


def _add_region(arguments: argparse.Namespace) -> int:
    from guide_app.publisher.regions.table import add_region, load_table, save_table

    keys = _public_keys(arguments.public)
    table = add_region(load_table(arguments.release), arguments.region, arguments.ids, keys, arguments.threshold)
    save_table(arguments.release, table)
    return _tell(arguments.region, keys)


def _rotate(arguments: argparse.Namespace) -> int:
    from guide_app.publisher.regions.table import load_table, rotate_region, save_table

    keys = _public_keys(arguments.public)
    table = rotate_region(load_table(arguments.release), arguments.region, keys, arguments.threshold)
    save_table(arguments.release, table)
    return _tell(arguments.region, keys)


def _tell(region: str, keys: list[Key]) -> int:
    print(f"{region}: read the key ids aloud to their holders before the editors sign the next targets:")
    for key in keys:
        print(f"  {key.keyid}")
    return 0


def _retire(arguments: argparse.Namespace) -> int:
    from tuf.api.metadata import Metadata, Root

    from guide_app.core.places import METADATA_NAME
    from guide_app.publisher.keys import ROOT_FILE, THRESHOLDS
    from guide_app.publisher.regions.table import load_table, retire_region, save_table

    root = Metadata[Root].from_bytes((arguments.release / METADATA_NAME / ROOT_FILE).read_bytes()).signed
    editors = [root.keys[keyid] for keyid in root.roles["targets"].keyids]
    table = retire_region(load_table(arguments.release), arguments.region, editors, THRESHOLDS["targets"])
    save_table(arguments.release, table)
    print(f"{arguments.region}: ended with the next release. The editors sign its empty file: `regions sign`.")
    return 0


def _sign(arguments: argparse.Namespace) -> int:
    from guide_app.publisher.keys import load_keys
    from guide_app.publisher.keys_command import ask_passphrase
    from guide_app.publisher.regions.signing import rows_before, rows_now, sign_region
    from guide_app.publisher.regions.table import load_table
    from guide_app.publisher.releasing.telling import changes_in_words
    from guide_app.store.rows import parse_rows

    entry = load_table(arguments.release).entries.get(arguments.region)
    if entry is not None and entry.retired:
        print(f"{arguments.region} is retired: what is signed for it is empty.")
    else:
        before, after = (rows(arguments.release, arguments.region) for rows in (rows_before, rows_now))
        lines = list(changes_in_words(parse_rows(before), parse_rows(after)))
        print("Since it was signed last:", *lines[:_LINES], sep="\n  ")
        if len(lines) > _LINES:
            print(f"... and {len(lines) - _LINES} more lines")
    if arguments.keys is None:
        return 0
    signers = load_keys(arguments.keys, ask_passphrase(arguments.keys, "To sign this: passphrase of the keys"))
    missing = sign_region(arguments.release, arguments.region, signers)
    print(f"{arguments.region}: {missing or 'no'} more signature(s) needed")
    return 0


def _public_keys(folder: Path) -> list[Key]:
    from guide_app.publisher.keys import load_any_public_key

    return [load_any_public_key(path) for path in sorted(folder.glob("*.public.pem"))]
