"""`guide-publisher exchange`: one file for a translator, and the way back, for people who never touch the sources."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from guide_app.core.values import LanguageCode

if TYPE_CHECKING:
    from guide_app.publisher.exchange import Folders

    Commands = argparse._SubParsersAction[argparse.ArgumentParser]  # noqa: SLF001 - argparse has no public name


def add_exchange_command(commands: Commands, data: Path, translations: Path) -> None:
    """Add `exchange` with its two actions; each sets `run(arguments) -> exit code`."""
    parser = commands.add_parser(
        "exchange", help="give sentences and guides to a translator in one file (docs/guides.md)"
    )
    actions = parser.add_subparsers(title="actions", required=True, metavar="ACTION")
    export = actions.add_parser("export", help="write one language's file")
    export.add_argument("language", type=LanguageCode, metavar="LANGUAGE", help="a code such as fr")
    export.add_argument("file", type=Path, metavar="FILE.po")
    export.add_argument("--old", type=Path, metavar="OLD.po", help="carry over what still fits of an earlier file")
    export.set_defaults(run=_export)
    back = actions.add_parser("import", help="bring a file back; one fault, and nothing is changed")
    back.add_argument("file", type=Path, metavar="FILE.po")
    back.set_defaults(run=_import)
    for action in (export, back):
        action.add_argument("--data", type=Path, default=data, help="the folder of the sources (default: data)")
        action.add_argument(
            "--translations", type=Path, default=translations, help="catalogues (default: translations)"
        )


def _export(arguments: argparse.Namespace) -> int:
    from guide_app.publisher.exchange import export_catalogue

    count = export_catalogue(arguments.language, arguments.file, _folders(arguments), arguments.old)
    print(f"{arguments.file}: {count} entries")
    return 0


def _import(arguments: argparse.Namespace) -> int:
    from guide_app.publisher.exchange import UnfitError, import_catalogue

    try:
        changes = import_catalogue(arguments.file, _folders(arguments))
    except UnfitError as error:
        for fault in error.faults:
            print(fault, file=sys.stderr)
        print(f"faults: {len(error.faults)}; nothing was changed", file=sys.stderr)
        return 1
    for change in changes:
        print(f"{change.path}: {change.count} changed")
    print(f"files changed: {len(changes)}" + ("; now: guide-publisher validate" if changes else ""))
    return 0


def _folders(arguments: argparse.Namespace) -> Folders:
    from guide_app.publisher.exchange import Folders

    return Folders(arguments.data, arguments.translations)
