"""The steps of `guide-publisher release` that make and publish, as commands."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from securesystemslib.signer import CryptoSigner

    Commands = argparse._SubParsersAction[argparse.ArgumentParser]  # noqa: SLF001 - argparse has no public name


def add_making_steps(steps: Commands) -> None:
    """Add `targets` and `all`; each sets `run(arguments) -> exit code`."""
    targets = steps.add_parser("targets", help="make the packs, say what changes, and write unsigned targets")
    targets.add_argument("--version", type=int, required=True, metavar="N", help="higher than any published before")
    targets.set_defaults(run=_targets)
    whole = steps.add_parser("all", help="all steps at once, where every key lies in one folder (development)")
    whole.add_argument("--version", type=int, metavar="N", help="higher than any before (default: minutes since 1970)")
    whole.add_argument("--keys", type=Path, metavar="FOLDER", help="the keys (default: development keys are made)")
    whole.add_argument("--data", type=Path, default=Path("data"), help="the folder of the sources (default: data)")
    whole.add_argument("--translations", type=Path, default=Path("translations"), help="catalogues (translations)")
    whole.add_argument("--snapshot", type=Path, metavar="FILE", help="take this compiled file and read no sources")
    whole.set_defaults(run=_all)
    for step in (targets, whole):
        step.add_argument("folder", type=Path, help="the folder of the release")
        step.add_argument("--dry-run", action="store_true", help="make everything, say what changes, write nothing")
        step.add_argument("--quick", action="store_true", help="try one quick setting for each pack: larger packs")


def publish_release(folder: Path) -> None:
    """Write the folder of static files of a finished release, and say where it is.

    Raises:
        GuideError: what was made is not whole.
        OSError: a file cannot be read or written.
    """
    from guide_app.publisher.releasing.tree import publish

    tree = publish(folder)
    files = [path for path in tree.rglob("*") if path.is_file()]
    size = sum(path.stat().st_size for path in files) / 1e6
    print(f"{tree}: {len(files)} files, {size:.1f} MB, to be pushed (docs/hosting.md)")


def _targets(arguments: argparse.Namespace) -> int:
    return _make(arguments, arguments.version, datetime.now(UTC))


def _make(arguments: argparse.Namespace, version: int, now: datetime) -> int:
    """Make the packs and write the unsigned targets that describe them."""
    from guide_app.publisher.ceremony import write_targets
    from guide_app.publisher.regions.signing import prepare_regions
    from guide_app.publisher.regions.table import load_table
    from guide_app.publisher.releasing.making import QUICKLY, Making, Tries

    tries = QUICKLY if arguments.quick else Tries()
    making = Making(arguments.folder, version, load_table(arguments.folder).prefixes(), _say, tries)
    made = making.run(dry=arguments.dry_run)
    if arguments.dry_run:
        _say("Dry run: nothing was written")
        return 0
    write_targets(arguments.folder, version=version, now=now, described=made.custom)
    for region in prepare_regions(arguments.folder, made.shards, now=now):
        _say(f"The region {region} has to sign its part: guide-publisher regions sign")
    return 0


def _all(arguments: argparse.Namespace) -> int:
    from guide_app.publisher import ceremony
    from guide_app.publisher.building import DEVELOPMENT_KEYS, minutes_since_1970
    from guide_app.publisher.keys import load_keys, make_development_keys
    from guide_app.publisher.keys_command import ask_passphrase

    now, folder = datetime.now(UTC), arguments.folder
    version = minutes_since_1970(now) if arguments.version is None else arguments.version
    keys, passphrase = arguments.keys, None
    if keys is None:
        keys = DEVELOPMENT_KEYS
        make_development_keys(keys, now=now)
    elif not any(keys.glob("development-*.pem")):
        passphrase = ask_passphrase(keys)
    signers: Sequence[CryptoSigner] = load_keys(keys, passphrase)
    folder.mkdir(parents=True, exist_ok=True)
    _take_roots(keys, folder)
    _take_snapshot(arguments)
    if _make(arguments, version, now) or arguments.dry_run:
        return 0
    ceremony.sign_file(folder / "metadata" / "targets.json", signers)
    ceremony.finish(folder, signers, version=version, now=now)
    publish_release(folder)
    return 0


def _take_roots(keys: Path, folder: Path) -> None:
    from guide_app.core.places import METADATA_NAME
    from guide_app.publisher.keys import ROOT_FILE
    from guide_app.publisher.signing import write_metadata

    write_metadata(folder / METADATA_NAME, {path.name: path.read_bytes() for path in keys.glob(f"*{ROOT_FILE}")})


def _take_snapshot(arguments: argparse.Namespace) -> None:
    """Put the compiled file into the release's folder."""
    import shutil

    from guide_app.core.errors import SourceError
    from guide_app.core.places import SNAPSHOT_NAME

    path = arguments.folder / SNAPSHOT_NAME
    if arguments.snapshot is not None:
        if arguments.snapshot.resolve() != path.resolve():
            shutil.copyfile(arguments.snapshot, path)
        return
    from guide_app.publisher.compiling.snapshot import compile_sources
    from guide_app.publisher.judging import judge

    _say(f"Checking and compiling {arguments.data} ...")
    sources, shelf, problems = judge(arguments.data, arguments.translations, today=datetime.now(UTC).date())
    errors = [problem for problem in problems if problem.severity == "error"]
    if errors:
        for problem in errors:
            _say(str(problem))
        raise SourceError(f"{arguments.data} has errors ({len(errors)}): nothing was released")
    compile_sources(sources, path, shelf=shelf)


def _say(text: str) -> None:
    print(text, flush=True)
