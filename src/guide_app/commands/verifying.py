"""`guide verify`: both judges on the guide that a start would open."""

from __future__ import annotations

import argparse
import hashlib
from pathlib import Path

from guide_app.commands.speaking import Subparsers, print_json
from guide_app.core.errors import UntrustedContentError
from guide_app.core.places import places_of_updates, snapshot_folder
from guide_app.updates.kept import newest_first
from guide_app.updates.trust import carried_root, open_first_trusted


def add_commands(commands: Subparsers) -> None:
    """Add what this command takes."""
    verify = commands.add_parser("verify", help="check signatures, length and hash of the guide, twice")
    verify.add_argument("--json", action="store_true", help="for programs")
    verify.set_defaults(run=_verify)


def _verify(parsed: argparse.Namespace, bundle: Path) -> int:
    from guide_app.updates.judge import judge_with_tuf

    own = snapshot_folder(bundle)
    root = carried_root(own)
    start = open_first_trusted(newest_first((own,), places_of_updates(bundle)), root)
    verified = start.verified
    folder = verified.path.parent if verified is not None else own
    refused = {refusal.folder: refusal.text for refusal in start.refused}
    verdicts = {"start check": refused.get(folder), "python-tuf": None}
    try:
        judge_with_tuf(folder, trusted_root=root)
    except UntrustedContentError as error:
        verdicts["python-tuf"] = str(error)
    good = verified is not None and not any(verdicts.values())
    if parsed.json:
        tree: dict[str, object] = {
            "trusted": good,
            "judges": {judge: text or "good" for judge, text in verdicts.items()},
            "root_sha256": hashlib.sha256(root).hexdigest() if root else None,
            "folder": str(folder),
            "refused": [{"folder": str(refusal.folder), "code": refusal.code} for refusal in start.refused],
        }
        if good and verified is not None:
            facts = ("version", "length", "sha256", "development")
            tree |= {fact: getattr(verified, fact) for fact in facts}
        print_json(tree)
    else:
        for refusal in start.refused:
            if refusal.folder != folder:
                print(f"{refusal.folder} is not opened: {refusal.text}")
        for judge, text in verdicts.items():
            print(f"{judge + ':':13} {text or 'good'}")
        print("The guide is what its keys signed." if good else "The guide is NOT what its keys signed: do not use it.")
        if good and verified is not None:
            keys = "keys that this build made for itself (development)" if verified.development else "its editors' keys"
            print(f"Version {verified.version}, {verified.length} bytes, sha256 {verified.sha256}, signed by {keys}.")
        if root:
            print(f"All rests on the root with sha256 {hashlib.sha256(root).hexdigest()}: compare it as published.")
    return 0 if good else 1
