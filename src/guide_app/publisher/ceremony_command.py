"""`guide-publisher release`: the steps of a release that several people sign, as commands."""

from __future__ import annotations

import argparse
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from guide_app.publisher.keys_command import ask_passphrase
from guide_app.publisher.releasing.command import add_making_steps, publish_release

if TYPE_CHECKING:
    Commands = argparse._SubParsersAction[argparse.ArgumentParser]  # noqa: SLF001 - argparse has no public name


def add_release_command(commands: Commands) -> None:
    """Add `release` with its steps; each sets `run(arguments) -> exit code`."""
    parser = commands.add_parser("release", help="sign a release step by step, by several people (docs/release.md)")
    steps = parser.add_subparsers(title="steps", required=True, metavar="STEP")
    root = _add(steps, "root", "name the keys that are trusted: an unsigned root")
    root.add_argument("--public", type=Path, required=True, metavar="FOLDER", help="the *.public.pem of all keys")
    root.set_defaults(run=_root)
    add_making_steps(steps)
    sign = steps.add_parser("sign", help="add your signature to root.json or targets.json")
    sign.add_argument("file", type=Path)
    sign.set_defaults(run=_sign)
    finish = _add(steps, "finish", "add snapshot and timestamp, or renew their dates")
    finish.add_argument("--version", type=int, required=True, metavar="N", help="higher than any published before")
    finish.set_defaults(run=_finish)
    renew = steps.add_parser("renew", help="new dates for what is published, by the publishing machine alone")
    renew.add_argument("folder", type=Path, help="the publication: a folder with metadata/ and targets/")
    renew.add_argument("--roots", type=Path, metavar="FOLDER", help="where a newer root.json lies, if it changed")
    renew.add_argument("--passphrase-file", type=Path, metavar="FILE", help="for cron; nobody else may read it")
    renew.set_defaults(run=_renew)
    for step in (sign, finish, renew):
        step.add_argument("--keys", type=Path, required=True, metavar="FOLDER", help="where your private keys are")


def _add(steps: Commands, name: str, text: str) -> argparse.ArgumentParser:
    parser = steps.add_parser(name, help=text)
    parser.add_argument("folder", type=Path, help="the folder of the release")
    return parser


def _root(arguments: argparse.Namespace) -> int:
    from guide_app.publisher.ceremony import write_root
    from guide_app.publisher.keys import load_public_keys

    version = write_root(arguments.folder, arguments.public, now=datetime.now(UTC))
    print(f"Root {version}. Read the key ids aloud to their holders before anybody signs:")
    for role, keys in load_public_keys(arguments.public).items():
        for key in keys:
            print(f"  {role:9} {key.keyid}")
    return 0


def _sign(arguments: argparse.Namespace) -> int:
    from guide_app.publisher.ceremony import sign_file
    from guide_app.publisher.keys import ROOT_FILE, load_keys
    from guide_app.publisher.sheet import grouped, make_sheet

    if arguments.file.name == ROOT_FILE:
        print(f"To be signed: {grouped(make_sheet(arguments.file.read_bytes(), None, {}).signed_sha256)}", flush=True)
    missing = sign_file(arguments.file, load_keys(arguments.keys, ask_passphrase(arguments.keys)))
    print(f"{arguments.file}: {missing or 'no'} more signature(s) needed")
    return 0


def _finish(arguments: argparse.Namespace) -> int:
    from guide_app.publisher.ceremony import finish
    from guide_app.publisher.keys import load_keys

    signers = load_keys(arguments.keys, ask_passphrase(arguments.keys))
    finish(arguments.folder, signers, version=arguments.version, now=datetime.now(UTC))
    print(f"{arguments.folder}: signed and good")
    publish_release(arguments.folder)
    return 0


def _renew(arguments: argparse.Namespace) -> int:
    import sys

    from guide_app.publisher.keys import load_keys
    from guide_app.publisher.renewing import read_passphrase, renew

    path = arguments.passphrase_file
    passphrase = ask_passphrase(arguments.keys) if path is None else read_passphrase(path)
    signers = load_keys(arguments.keys, passphrase)
    renewal = renew(arguments.folder, signers, now=datetime.now(UTC), roots=arguments.roots)
    print(f"{arguments.folder}: version {renewal.version}, with new dates")
    for line in renewal.warnings:
        print(line, file=sys.stderr)  # what cron sends to somebody
    return 0
