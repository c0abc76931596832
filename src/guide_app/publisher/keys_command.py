"""`guide-publisher keys`: make keys, change who is trusted, and print the sheet for the people in the room."""

from __future__ import annotations

import argparse
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    Commands = argparse._SubParsersAction[argparse.ArgumentParser]  # noqa: SLF001 - argparse has no public name


def add_keys_command(commands: Commands) -> None:
    """Add `keys` with its actions; each sets `run(arguments) -> exit code`."""
    parser = commands.add_parser("keys", help="make and change signing keys (docs/release.md)")
    actions = parser.add_subparsers(title="actions", required=True, metavar="ACTION")
    development = actions.add_parser("development", help="make a development set, once")
    new = actions.add_parser("new", help="make one real key; its passphrase is asked for")
    new.add_argument("name", help="begins with its role or region: root-1, targets-1, snapshot-1, timestamp-1, pl-1")
    for action, run in ((development, _development), (new, _new)):
        action.add_argument("--folder", type=Path, required=True, help="where the keys are")
        action.set_defaults(run=run)
    rotate = actions.add_parser("rotate", help="write the next root: a key less, a key more, or only a later end")
    rotate.add_argument("release", type=Path, help="the folder of the release")
    rotate.add_argument("--remove", action="append", default=[], metavar="ID", help="8 digits or more of a key's id")
    rotate.add_argument("--add", action="append", default=[], type=Path, metavar="FILE", help="a *.public.pem")
    rotate.set_defaults(run=_rotate)
    sheet = actions.add_parser("sheet", help="write the ceremony sheet to print: ids to compare, lines to sign")
    sheet.add_argument("release", type=Path, help="the folder of the release, with its root written, signed or not")
    sheet.add_argument("--out", type=Path, required=True, metavar="FILE", help="a .txt or .html file")
    sheet.set_defaults(run=_sheet)


def ask_passphrase(folder: Path, question: str = "Passphrase of the keys") -> bytes:
    """Ask for a passphrase without showing it."""
    import getpass

    return getpass.getpass(f"{question} in {folder}: ").encode()


def _development(arguments: argparse.Namespace) -> int:
    from guide_app.publisher.keys import make_development_keys

    make_development_keys(arguments.folder, now=datetime.now(UTC))
    print(f"{arguments.folder}: a development set")
    return 0


def _new(arguments: argparse.Namespace) -> int:
    from guide_app.publisher.keys import make_key
    from guide_app.publisher.signatures import SigningError

    passphrase = ask_passphrase(arguments.folder)
    if ask_passphrase(arguments.folder, "The same once more") != passphrase:
        raise SigningError("The two passphrases differ.")
    arguments.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    key = make_key(arguments.folder, arguments.name, passphrase)
    print(f"{arguments.folder / arguments.name}.pem: key id {key.keyid}")
    return 0


def _rotate(arguments: argparse.Namespace) -> int:
    from guide_app.publisher.rotating import rotate

    rotation = rotate(arguments.release, remove=arguments.remove, add=arguments.add, now=datetime.now(UTC))
    changed = ", ".join(rotation.changed) or "nothing, only its end"
    print(f"Root {rotation.version}, unsigned; changed: {changed}.")
    print("Next: `keys sheet`, compare aloud, then `release sign` by two root holders who stay.")
    if "targets" in rotation.changed:
        print("An editor's key changed: targets that it signed must be signed again (`release targets`).")
    elif set(rotation.changed) & {"snapshot", "timestamp"}:
        print("Then, on the publishing machine with its new key: `release renew`.")
    return 0


def _sheet(arguments: argparse.Namespace) -> int:
    from guide_app.core.files import write_atomically
    from guide_app.core.places import METADATA_NAME
    from guide_app.publisher.keys import ROOT_FILE
    from guide_app.publisher.regions.table import load_table
    from guide_app.publisher.sheet import as_html, as_text, make_sheet
    from guide_app.publisher.signatures import SigningError

    if arguments.out.suffix not in {".txt", ".html"}:
        raise SigningError(f"{arguments.out}: a sheet is a .txt or a .html file.")
    place = arguments.release / METADATA_NAME
    root = (place / ROOT_FILE).read_bytes()
    first = make_sheet(root, None, {})
    older = place / f"{first.version - 1}.{ROOT_FILE}"
    delegations = load_table(arguments.release).delegations()
    roles = (delegations.roles or {}) if delegations is not None else {}
    regions = {name: (role.threshold, role.keyids) for name, role in roles.items()}
    sheet = make_sheet(root, older.read_bytes() if older.exists() else None, regions)
    text = as_html(sheet) if arguments.out.suffix == ".html" else as_text(sheet)
    write_atomically(arguments.out, text.encode())
    print(f"{arguments.out}: root {sheet.version}, {len(sheet.keys)} keys")
    return 0
