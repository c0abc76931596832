"""`guide-publisher import-facts`: the import on the command line."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from guide_app.core.errors import SourceError
from guide_app.publisher.importing.keeping import Take
from guide_app.publisher.importing.ledger import write_ledger
from guide_app.publisher.importing.output import write_output
from guide_app.publisher.importing.report import ImportReport
from guide_app.publisher.importing.running import import_facts
from guide_app.publisher.importing.wording import full_text, summary

if TYPE_CHECKING:
    Subparsers = argparse._SubParsersAction[argparse.ArgumentParser]  # noqa: SLF001 - argparse has no public name


def add_import_command(subparsers: Subparsers) -> None:
    """Add `import-facts` to the publisher's commands; its `run` default takes the namespace, gives the exit code."""
    parser = subparsers.add_parser(
        "import-facts",
        help="fill and refresh the source files from a folder of gathered facts",
        description="Fill and refresh data/organizations and data/countries from a folder of facts (*.jsonl). "
        "Run twice it changes nothing; a file edited by hand is never overwritten in silence.",
    )
    parser.add_argument("folder", type=Path, metavar="FOLDER", help="the folder of the *.jsonl files")
    parser.add_argument("--data", type=Path, default=Path("data"), help="the folder of the sources (default: data)")
    parser.add_argument("--report", type=Path, metavar="FILE", help="write what became of every line to this file")
    parser.add_argument("--json", action="store_true", help="give the report as JSON")
    parser.add_argument("--ledger", type=Path, metavar="FILE", help="write every contact of the facts to this file")
    parser.add_argument(
        "--take",
        nargs=2,
        action="append",
        default=[],
        metavar=("facts|mine", "ID"),
        help="settle a conflict: the facts' version of a record or organisation, or the edited one",
    )
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Import; 0: clean, 1: something is left to settle or the facts cannot be read."""
    try:
        takes = dict(_take(word, name) for word, name in arguments.take)
        report = import_facts(arguments.folder, arguments.data, takes)
        if arguments.ledger is not None:
            write_ledger(arguments.folder, arguments.ledger)
        whole = _whole(report, as_json=arguments.json)
        if arguments.report is not None:
            write_output(arguments.report, whole.encode())
    except SourceError as error:
        print(error, file=sys.stderr)
        return 1
    print(whole if arguments.json and arguments.report is None else summary(report), end="")
    return 0 if report.is_clean else 1


def _whole(report: ImportReport, *, as_json: bool) -> str:
    return json.dumps(report.as_json(), ensure_ascii=False, indent=1) + "\n" if as_json else full_text(report)


def _take(word: str, name: str) -> tuple[str, Take]:
    match word:
        case "facts" | "mine":
            return name, word
        case _:
            raise SourceError(f"--take {word} {name}: is neither facts nor mine. Remedy: write one of the two.")
