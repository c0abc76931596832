"""`guide-publisher push`: bring a publication to where clients look for it."""

from __future__ import annotations

import argparse
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    Commands = argparse._SubParsersAction[argparse.ArgumentParser]  # noqa: SLF001 - argparse has no public name

_PLACES = "a folder, sftp://user@host/folder, rsync+ssh://user@host/folder, or s3://bucket/prefix"


def add_push_command(commands: Commands) -> None:
    """Add `push`; it sets `run(arguments) -> exit code`."""
    parser = commands.add_parser("push", help="bring a publication to a server (docs/hosting.md)")
    parser.add_argument("folder", type=Path, help="the publication: a folder with metadata/ and targets/")
    parser.add_argument("where", metavar="WHERE", help=_PLACES)
    parser.add_argument("--dry-run", action="store_true", help="say what would be sent, and send nothing")
    parser.add_argument("--remove-old", action="store_true", help="afterwards remove there what is not here any more")
    parser.add_argument("--identity", type=Path, metavar="FILE", help="SSH: your private key (default: your agent's)")
    parser.add_argument("--known-hosts", type=Path, metavar="FILE", help="SSH: keys of servers (default: your own)")
    parser.add_argument("--endpoint", metavar="URL", help="S3: the server, unless it is the first maker's")
    parser.add_argument("--region", metavar="NAME", help="S3: as your storage calls it (default: us-east-1)")
    parser.set_defaults(run=_push)


def _push(arguments: argparse.Namespace) -> int:
    from guide_app.publisher.publication import open_publication
    from guide_app.publisher.pushing.place import Access, open_place
    from guide_app.publisher.pushing.push import carry_out, make_plan, summary

    publication = open_publication(arguments.folder)
    access = Access(arguments.identity, arguments.known_hosts, arguments.endpoint, arguments.region)
    keep = _paths(arguments.folder) if arguments.remove_old else None
    with closing(open_place(arguments.where, access)) as place:
        plan = make_plan(publication, place, keep=keep)
        print(f"Version {publication.version} to {arguments.where}: {summary(plan)}", flush=True)
        if arguments.dry_run:
            for path in (path for phase in plan.phases for path in phase):
                print(f"would send {path}")
            for path in plan.spare:
                print(f"would remove {path}")
            return 0
        carry_out(plan, publication, place, _say)
    print("Done: clients find it now.")
    return 0


def _paths(folder: Path) -> frozenset[str]:
    return frozenset(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def _say(text: str) -> None:
    print(text, flush=True)
