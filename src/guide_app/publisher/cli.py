"""`guide-publisher`: what editors do with the directory, from the facts to a signed bundle.

Every error is one line on standard error and exit code 1; wrong arguments give exit code 2. Each command imports
what it needs itself, so that `--help` is quick.
"""

from __future__ import annotations

import argparse
import gc
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from typing import TYPE_CHECKING, Final

from guide_app.core.errors import GuideError, SourceError
from guide_app.core.places import BUNDLE
from guide_app.publisher.ceremony_command import add_release_command
from guide_app.publisher.exchange_command import add_exchange_command
from guide_app.publisher.guides.command import add_guides_command
from guide_app.publisher.keys_command import add_keys_command, ask_passphrase
from guide_app.publisher.pushing.command import add_push_command
from guide_app.publisher.regions.command import add_regions_command
from guide_app.publisher.simulating_command import add_simulate_command

if TYPE_CHECKING:
    Commands = argparse._SubParsersAction[argparse.ArgumentParser]  # noqa: SLF001 - argparse has no public name

_DATA: Final = Path("data")
_TRANSLATIONS: Final = Path("translations")
_EARLIEST_MORNING: Final = timezone(timedelta(hours=14))
"""Where each day begins first: a date is in the future only if it is so everywhere."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; give the exit code."""
    words = list(sys.argv[1:] if argv is None else argv)
    arguments = _parser(words).parse_args(words)
    try:
        with _without_collector():
            return int(arguments.run(arguments))
    except GuideError as error:
        return _fail(str(error))
    except OSError as error:
        return _fail(f"{error.filename}: {error.strerror}" if error.filename else str(error))
    except KeyboardInterrupt:
        return _fail("stopped")


@contextmanager
def _without_collector() -> Iterator[None]:
    """Keep Python from looking for cycles in trees that have none: a sixth of the time of a large compile."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _parser(words: Sequence[str]) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="guide-publisher", description="Check, compile and sign the guide.")
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")
    _add_import(commands, wanted="import-facts" in words[:1])
    _add_validate(commands)
    _add_compile(commands)
    _add_build(commands)
    add_keys_command(commands)
    add_release_command(commands)
    add_regions_command(commands)
    add_push_command(commands)
    add_simulate_command(commands)
    add_guides_command(commands, _DATA, _TRANSLATIONS)
    add_exchange_command(commands, _DATA, _TRANSLATIONS)
    return parser


def _add_import(commands: Commands, *, wanted: bool) -> None:
    if wanted:
        from guide_app.publisher.importing.command import add_import_command

        add_import_command(commands)
    else:
        commands.add_parser("import-facts", help="fill and refresh the source files from a folder of gathered facts")


def _add_validate(commands: Commands) -> None:
    parser = _add(commands, "validate", "hold the sources against every rule")
    parser.add_argument("--json", action="store_true", help="give the problems as a JSON list")
    parser.add_argument("--strict", action="store_true", help="fail on warnings too")
    parser.set_defaults(run=_validate)


def _add_compile(commands: Commands) -> None:
    parser = _add(commands, "compile", "compile valid sources into a snapshot, without signing it")
    parser.add_argument("--out", type=Path, required=True, metavar="FILE", help="the snapshot to write")
    parser.add_argument("--rows", type=Path, metavar="FILE", help="also write the canonical rows (JSON lines)")
    parser.add_argument("--staging", type=Path, metavar="FILE", help="also write the staging tables (SQLite)")
    parser.set_defaults(run=_compile)


def _add_build(commands: Commands) -> None:
    parser = _add(commands, "build", "make the whole bundle: validate, compile, sign, catalogues, fonts")
    parser.add_argument("--out", type=Path, default=BUNDLE, help="the bundle's folder (default: inside the program)")
    parser.add_argument("--keys", type=Path, metavar="FOLDER", help="real keys; without them development keys are made")
    parser.add_argument("--version", type=int, metavar="N", help="of the metadata (default: minutes since 1970)")
    parser.set_defaults(run=_build)


def _add(commands: Commands, name: str, text: str) -> argparse.ArgumentParser:
    parser = commands.add_parser(name, help=text, description=f"{text[0].upper()}{text[1:]}.")
    parser.add_argument("--data", type=Path, default=_DATA, help="the folder of the sources (default: data)")
    parser.add_argument("--translations", type=Path, default=_TRANSLATIONS, help="catalogues (default: translations)")
    return parser


def _validate(arguments: argparse.Namespace) -> int:
    from guide_app.publisher.judging import judge
    from guide_app.publisher.validating import format_json, has_errors

    problems = judge(arguments.data, arguments.translations, today=_today()).problems
    if arguments.json:
        print(format_json(problems))
    else:
        for problem in problems:
            print(problem)
    errors = sum(problem.severity == "error" for problem in problems)
    print(f"errors: {errors}, warnings: {len(problems) - errors}", file=sys.stderr)
    return int(has_errors(problems) or (arguments.strict and bool(problems)))


def _compile(arguments: argparse.Namespace) -> int:
    from guide_app.publisher.compiling.snapshot import compile_sources
    from guide_app.publisher.judging import judge
    from guide_app.publisher.validating import FORBIDDING, has_errors

    sources, shelf, problems = judge(arguments.data, arguments.translations, today=_today(), rules=FORBIDDING)
    if has_errors(problems):
        for problem in problems:
            print(problem, file=sys.stderr)
        raise SourceError(f"{arguments.data} has errors: nothing was compiled")
    compiled = compile_sources(
        sources,
        arguments.out,
        shelf=shelf,
        rows_path=arguments.rows,
        staging_path=arguments.staging,
    )
    counts = ", ".join(f"{compiled.count(table)} {table}" for table in ("services", "contacts", "guides"))
    print(f"{arguments.out}: {counts}")
    for reason, count in compiled.left_out:
        print(f"not compiled: {count} ({reason})")
    return 0


def _build(arguments: argparse.Namespace) -> int:
    from guide_app.publisher.building import DEVELOPMENT_KEYS, Build, Keys, minutes_since_1970

    now = _now()
    if arguments.keys is None:
        keys = Keys(DEVELOPMENT_KEYS, development=True)
    else:
        keys = Keys(arguments.keys, development=False, passphrase=ask_passphrase(arguments.keys))
    version = minutes_since_1970(now) if arguments.version is None else arguments.version
    Build(arguments.data, arguments.translations, arguments.out, keys, _say).run(
        today=_today(), now=now, version=version
    )
    return 0


def _say(text: str) -> None:
    print(text, flush=True)


def _fail(text: str) -> int:
    print(f"guide-publisher: {' '.join(text.split())}", file=sys.stderr)
    return 1


def _now() -> datetime:
    return datetime.now(UTC)


def _today() -> date:
    return datetime.now(_EARLIEST_MORNING).date()
