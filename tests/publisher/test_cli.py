"""The editors' command line: clear lines, exit codes, and no file where something is wrong."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from tests.publisher.conftest import Run
from tests.publisher.small_stock import SmallStock

from guide_app.core.places import SNAPSHOT_NAME, fonts_folder, snapshot_folder
from guide_app.publisher.building import minutes_since_1970
from guide_app.publisher.cli import main
from guide_app.store.builder import build_snapshot
from guide_app.store.rows import parse_rows
from guide_app.updates.trust import carried_root, verify_installed

ROOT = Path(__file__).resolve().parents[2]
PASSPHRASE = "six words drawn by throwing dice"


def test_valid_sources_are_quiet(stock: SmallStock, tmp_path: Path, run: Run) -> None:
    assert run("validate", "--data", stock.write(tmp_path)) == (0, "", "errors: 0, warnings: 0\n")


def test_problems_name_path_line_code_and_remedy(stock: SmallStock, tmp_path: Path, run: Run) -> None:
    stock.line["status"] = "open"
    code, out, err = run("validate", "--data", stock.write(tmp_path))
    assert code == 1
    assert err == "errors: 1, warnings: 0\n"
    path = tmp_path / "organizations" / "it" / "it-casa-esempio.yaml"
    line = path.read_text(encoding="utf-8").splitlines().index("    status: open") + 1
    assert out.startswith(f"{path}:{line}: error value-unknown ")
    assert "Remedy: " in out


def test_warnings_fail_only_where_asked(stock: SmallStock, tmp_path: Path, run: Run) -> None:
    stock.line["contacts"][0]["value"] = "http://casa-esempio.it/"
    folder = stock.write(tmp_path)
    assert run("validate", "--data", folder)[0] == 0
    assert run("validate", "--data", folder, "--strict")[0] == 1


def test_problems_as_json(stock: SmallStock, tmp_path: Path, run: Run) -> None:
    stock.line["status"] = "open"
    code, out, _ = run("validate", "--data", stock.write(tmp_path), "--json")
    (problem,) = json.loads(out)
    assert code == 1
    assert problem["code"] == "value-unknown"
    assert problem["path"].endswith("it-casa-esempio.yaml")


def test_an_error_stops_the_compile_and_leaves_no_file(stock: SmallStock, tmp_path: Path, run: Run) -> None:
    stock.line["contacts"][1]["value"] = "+18773605428"
    out = tmp_path / "out"
    out.mkdir()
    code, said, err = run("compile", "--data", stock.write(tmp_path / "data"), "--out", out / "guide.sqlite")
    assert code == 1
    assert said == ""
    assert "contact-retired" in err
    assert "Traceback" not in err
    assert list(out.iterdir()) == []


def test_compile_writes_rows_that_build_the_same_file(stock: SmallStock, tmp_path: Path, run: Run) -> None:
    snapshot, rows, staging = (tmp_path / name for name in ("guide.sqlite", "rows.jsonl", "staging.sqlite"))
    data = stock.write(tmp_path / "data")
    code, out, _ = run("compile", "--data", data, "--out", snapshot, "--rows", rows, "--staging", staging)
    assert code == 0
    assert "2 services, 4 contacts" in out
    assert staging.read_bytes().startswith(b"SQLite format 3")
    again = tmp_path / "again.sqlite"
    build_snapshot(parse_rows(rows.read_bytes()), again)
    assert again.read_bytes() == snapshot.read_bytes()


def test_compile_says_what_it_leaves_out(stock: SmallStock, tmp_path: Path, run: Run) -> None:
    stock.circle["held_back"] = {"code": "dead", "reason": "gone"}
    _, out, _ = run("compile", "--data", stock.write(tmp_path / "data"), "--out", tmp_path / "guide.sqlite")
    assert "not compiled: 1 (held back: dead)" in out


@pytest.mark.parametrize(
    "words",
    [
        ("compile", "--data", "{data}", "--out", "{data}/nowhere/guide.sqlite"),
        ("compile", "--data", "{data}", "--out", "{data}/guide.sqlite", "--rows", "{data}/nowhere/rows"),
        ("keys", "rotate", "{data}/none"),
        ("keys", "sheet", "{data}/none", "--out", "{data}/sheet.txt"),
        ("regions", "sign", "{data}/none", "pl"),
        ("release", "renew", "{data}/none", "--keys", "{data}/none"),
        ("push", "{data}/none", "{data}"),
        ("import-facts", "{data}/none", "--data", "{data}"),
    ],
    ids=lambda words: " ".join(words[:2]),
)
def test_every_failure_is_one_line(
    words: Iterable[str],
    stock: SmallStock,
    tmp_path: Path,
    run: Run,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("getpass.getpass", lambda _: PASSPHRASE)
    data = stock.write(tmp_path)
    code, _, err = run(*(word.format(data=data) for word in words))
    assert code == 1
    assert len(err.splitlines()) == 1
    assert "Traceback" not in err


def test_unknown_commands_are_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as refused:
        main(["publish"])
    assert refused.value.code == 2
    assert "guide-publisher" in capsys.readouterr().err


def test_it_runs_as_a_module(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "guide_app.publisher", "validate", "--data", str(tmp_path / "none")]
    environment = os.environ | {"PYTHONPATH": str(ROOT / "src")}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "folder-missing" in done.stdout
    assert "Traceback" not in done.stderr


def test_help_reads_no_heavy_library() -> None:
    code = "import sys, guide_app.publisher.cli as c\ntry: c.main(['--help'])\nexcept SystemExit: pass\n"
    code += "print([name for name in ('yaml', 'babel', 'phonenumbers', 'tuf', 'apsw') if name in sys.modules])"
    environment = os.environ | {"PYTHONPATH": str(ROOT / "src")}
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


def test_real_keys_sign_what_readers_trust(
    stock: SmallStock,
    tmp_path: Path,
    run: Run,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("getpass.getpass", lambda _: PASSPHRASE)
    keys, folder = tmp_path / "keys", tmp_path / "snapshot"
    folder.mkdir()
    for name in ("root-anna", "root-berk", "targets-anna", "targets-berk", "snapshot-1", "timestamp-1"):
        assert run("keys", "new", name, "--folder", keys)[0] == 0
    snapshot, metadata = folder / SNAPSHOT_NAME, folder / "metadata"
    assert run("release", "root", folder, "--public", keys)[0] == 0
    assert "no more" in run("release", "sign", metadata / "root.json", "--keys", keys)[1]
    assert run("compile", "--data", stock.write(tmp_path / "data"), "--out", snapshot)[0] == 0
    assert run("release", "targets", folder, "--version", 7)[0] == 0
    assert "no more" in run("release", "sign", metadata / "targets.json", "--keys", keys)[1]
    assert run("release", "finish", folder, "--keys", keys, "--version", 7)[0] == 0
    verified = verify_installed(folder, trusted_root=carried_root(folder))
    assert (verified.version, verified.development) == (7, False)


def test_two_passphrases_must_agree(tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    answers = iter([PASSPHRASE, PASSPHRASE + "?"])
    monkeypatch.setattr("getpass.getpass", lambda _: next(answers))
    code, _, err = run("keys", "new", "root-anna", "--folder", tmp_path / "keys")
    assert (code, err) == (1, "guide-publisher: The two passphrases differ.\n")
    assert not (tmp_path / "keys").exists()


@pytest.fixture
def build(run: Run, stock: SmallStock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Give a build of the small stock; cutting real fonts takes too long here and has tests of its own."""

    def no_fonts(out: Path, texts: Iterable[str]) -> tuple[Path, ...]:
        assert "Casa Esempio" in set(texts)
        out.mkdir(parents=True, exist_ok=True)
        return ()

    monkeypatch.setattr("guide_app.publisher.fonts.build_fonts", no_fonts)
    monkeypatch.chdir(tmp_path)
    translations = tmp_path / "translations"
    translations.mkdir()

    def run_build(*words: object) -> tuple[int, str, str]:
        data = stock.write(tmp_path / "data")
        return run("build", "--data", data, "--translations", translations, "--out", tmp_path / "bundle", *words)

    return run_build


def test_a_build_is_signed_and_verified(build: Run, tmp_path: Path) -> None:
    code, out, _ = build()
    assert code == 0
    assert "a development build" in out
    folder = snapshot_folder(tmp_path / "bundle")
    verified = verify_installed(folder, trusted_root=carried_root(folder))
    assert verified.development
    assert fonts_folder(tmp_path / "bundle").is_dir()
    assert (tmp_path / "keys" / "development" / "root.json").is_file()


def test_a_second_build_finds_all_up_to_date(build: Run, tmp_path: Path) -> None:
    build()
    path = snapshot_folder(tmp_path / "bundle") / SNAPSHOT_NAME
    os.utime(path, (1, 1))
    before = path.read_bytes()
    code, out, _ = build()
    assert code == 0
    assert out.startswith("Up to date")
    assert path.read_bytes() == before
    assert path.stat().st_mtime > 1  # as new as its sources, for those who compare dates


def test_a_changed_source_builds_anew(build: Run, stock: SmallStock, tmp_path: Path) -> None:
    build()
    path = snapshot_folder(tmp_path / "bundle") / SNAPSHOT_NAME
    before = path.read_bytes()
    stock.line["name"] = "Linea Nuova"
    assert "Compiling" in build()[1]
    assert path.read_bytes() != before


@pytest.mark.parametrize("name", [SNAPSHOT_NAME, "metadata/targets.json", "metadata/root.json"])
def test_a_damaged_bundle_is_built_anew(name: str, build: Run, tmp_path: Path) -> None:
    build()
    folder = snapshot_folder(tmp_path / "bundle")
    damaged = bytearray((folder / name).read_bytes())
    damaged[len(damaged) // 2] ^= 1
    (folder / name).write_bytes(damaged)
    code, out, _ = build()
    assert code == 0
    assert "Ready" in out
    verify_installed(folder, trusted_root=carried_root(folder))


def test_an_error_in_the_sources_leaves_the_old_bundle(build: Run, stock: SmallStock, tmp_path: Path) -> None:
    build()
    folder = snapshot_folder(tmp_path / "bundle")
    before = (folder / SNAPSHOT_NAME).read_bytes()
    stock.line["contacts"][1]["value"] = "+18773605428"
    code, out, err = build()
    assert code == 1
    assert "contact-retired" in out
    assert err.endswith("nothing was built\n")
    assert (folder / SNAPSHOT_NAME).read_bytes() == before
    verify_installed(folder, trusted_root=carried_root(folder))


def test_a_failed_signature_leaves_the_old_bundle(build: Run, stock: SmallStock, tmp_path: Path) -> None:
    build()
    folder = snapshot_folder(tmp_path / "bundle")
    before = (folder / SNAPSHOT_NAME).read_bytes()
    for key in (tmp_path / "keys" / "development").glob("*targets*.pem"):
        key.unlink()
    stock.line["name"] = "Linea Nuova"
    code, _, err = build()
    assert (code, len(err.splitlines())) == (1, 1)
    assert (folder / SNAPSHOT_NAME).read_bytes() == before
    verify_installed(folder, trusted_root=carried_root(folder))


def test_versions_grow_with_time() -> None:
    assert minutes_since_1970(datetime(1970, 1, 2, tzinfo=UTC)) == 24 * 60
