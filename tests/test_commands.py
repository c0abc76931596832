from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
import tomllib
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from tests.store import hand_made

from guide_app import __main__, commands
from guide_app.publisher.keys import make_development_keys
from guide_app.publisher.signing import sign_snapshot
from guide_app.store.rows import CanonicalRow

ROOT = Path(__file__).resolve().parents[1]
NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)


@pytest.fixture(scope="module")
def small_bundle(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a signed bundle of the hand-made stock."""
    return bundle_of(tmp_path_factory.mktemp("small"), hand_made.stock())


def bundle_of(folder: Path, rows: list[CanonicalRow]) -> Path:
    """Sign rows as a bundle in a folder of its own; give that bundle."""
    bundle = folder / "bundle"
    (bundle / "snapshot").mkdir(parents=True)
    path = hand_made.build(bundle / "snapshot", rows).path
    make_development_keys(folder / "keys", now=NOW)
    sign_snapshot(path, folder / "keys", path.parent / "metadata", development=True, version=1, now=NOW)
    return bundle


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")


def run(bundle: Path, *arguments: str) -> int:
    try:
        return commands.main(arguments, bundle=bundle)
    except SystemExit as left:
        return int(left.code or 0)


def run_json(bundle: Path, capsys: pytest.CaptureFixture[str], *arguments: str) -> Any:
    assert run(bundle, *arguments, "--json") == 0
    said = capsys.readouterr()
    assert said.err == ""
    return json.loads(said.out)


def refused(bundle: Path, capsys: pytest.CaptureFixture[str], *arguments: str, code: int = 2) -> str:
    assert run(bundle, *arguments) == code
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.count("\n") == 1
    return said.err


def test_find_gives_programs_a_ranked_list(small_bundle: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = run_json(small_bundle, capsys, "find", "larkspur", "--country", "us")
    assert found[0] == {
        "id": "us-larkspur",
        "names": ["The Larkspur Project", "LarkspurLine"],
        "kind": "crisis_line",
        "countries": ["US"],
        "city": None,
        "score": found[0]["score"],
    }
    assert [service["id"] for service in found] == ["us-larkspur", "int-larkspur", "mx-larkspur"]
    scores = [service["score"] for service in found]
    assert scores == sorted(scores, reverse=True)


def test_find_explains_itself(small_bundle: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = run_json(small_bundle, capsys, "find", "larkspur", "--country", "US", "--explain")
    assert found[0]["nearness"] == "country"
    assert "words of the name +40" in found[0]["why"]
    assert found[0]["score"] == sum(int(reason.rpartition(" ")[2]) for reason in found[0]["why"][:-1])
    assert run(small_bundle, "find", "larkspur", "--explain") == 0
    assert "words of the name +40" in capsys.readouterr().out


def test_find_takes_words_without_quotes_and_an_arabic_question(
    small_bundle: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run_json(small_bundle, capsys, "find", "cafe", "zitrone")[0]["id"] == "de-cafe"
    found = run_json(small_bundle, capsys, "find", "محامي", "--language", "ar", "--country", "DE")
    assert found[0]["id"] == "de-zuflucht"
    assert "gb-lions" in {service["id"] for service in found}


def test_find_for_a_need_in_a_town_with_a_limit(small_bundle: Path, capsys: pytest.CaptureFixture[str]) -> None:
    legal = run_json(small_bundle, capsys, "find", "--need", "legal", "--country", "DE", "--city", "berlin")
    assert [service["id"] for service in legal] == ["de-zuflucht", "gb-lions"]
    assert len(run_json(small_bundle, capsys, "find", "--limit", "3")) == 3
    assert len(run_json(small_bundle, capsys, "find", "--limit", "0")) == 14


def test_find_for_people_is_aligned_whatever_the_script(small_bundle: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(small_bundle, "find", "--need", "talk", "--country", "US") == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "   1  The Larkspur Project: LarkspurLine"
    assert lines[1] == "      Crisis line  United States  us-larkspur"
    assert any(line.endswith("(confirm first)") for line in lines)
    columns = {line.index(line.split()[-1]) for line in lines[1::2] if line.isascii()}
    assert columns == {34}
    japanese = next(line for line in lines if line.endswith("jp-tokyo"))
    assert japanese.startswith("      Crisis line  東京, Japan    jp-tokyo")


def test_an_answer_says_what_was_done(small_bundle: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for words, said in (
        ("zzzzqqq", "Nothing nearer fits: what answers in more places\nThe closest need: talk\n"),
        ("zitrnoe", "Read as: zitrone\n   1  Café Zitrone"),
        ("cannot go on", "If life is in danger now: 112\n   1  Sorgentelefon"),
    ):
        assert run(small_bundle, "find", words, "--country", "DE") == 0
        assert capsys.readouterr().out.startswith(said)


def test_show_gives_everything(small_bundle: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shown = run_json(small_bundle, capsys, "show", "us-larkspur")
    assert shown["id"] == "us-larkspur"
    assert shown["contacts"][0] == {
        "type": "phone",
        "value": "+18665550123",
        "display": "+1 866 555 0123",
        "note": None,
        "toll_free": None,
        "on_bill": "unknown",
        "domestic_only": False,
        "shared_by": 1,
    }
    assert shown["may_contact_police"] == "unknown"


def test_show_follows_a_joined_id_and_reads_well(small_bundle: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(small_bundle, "show", "gb-lions-old") == 0
    said = capsys.readouterr().out
    assert said.startswith("Løwe & Şahin: Lawyers for Łódź\n")
    assert "phone:              +44 20 7555 0199\n                    +442075550199\n" in said
    assert "kind:               Legal help\n" in said
    assert "may tell police:    unknown\n" in said
    assert "id:                 gb-lions, gb-lions-old\n" in said


def test_verify_asks_both_judges(small_bundle: Path, capsys: pytest.CaptureFixture[str]) -> None:
    verdict = run_json(small_bundle, capsys, "verify")
    assert verdict["trusted"] is True
    assert verdict["judges"] == {"start check": "good", "python-tuf": "good"}
    assert verdict["development"] is True
    assert verdict["length"] == (small_bundle / "snapshot" / "guide.sqlite").stat().st_size
    assert run(small_bundle, "verify") == 0
    assert "The guide is what its keys signed." in capsys.readouterr().out


def test_nothing_of_a_changed_guide_is_shown(
    small_bundle: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    changed = tmp_path / "bundle"
    for source in sorted(small_bundle.rglob("*")):
        if source.is_file():
            target = changed / source.relative_to(small_bundle)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(source.read_bytes())
    path = changed / "snapshot" / "guide.sqlite"
    content = bytearray(path.read_bytes())
    content[5000] ^= 1
    path.write_bytes(content)
    for command in (("find", "larkspur"), ("show", "us-larkspur"), ("find", "larkspur", "--json")):
        assert "not what its keys signed" in refused(changed, capsys, *command, code=3)
    assert run(changed, "verify") == 1
    said = capsys.readouterr().out
    assert said.count("signed for") == 1
    assert "do not use it" in said
    assert run(changed, "verify", "--json") == 1
    verdict = json.loads(capsys.readouterr().out)
    assert verdict["trusted"] is False
    assert "sha256" not in verdict


def test_a_program_without_a_guide_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    refused(tmp_path, capsys, "find", "larkspur", code=3)
    assert run(tmp_path, "verify") == 1


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (("find", "x", "--language", "tlh"), "unknown language 'tlh'; choose one of ar, en"),
        (("find", "x", "--country", "Germ"), "unknown country 'Germ'; did you mean DE (Germany)?"),
        (("find", "x", "--country", "ZZ"), "unknown country 'ZZ'; give a code of two letters such as DE"),
        (("find", "x", "--need", "food"), "unknown need 'food'; choose one of talk, people, place, legal"),
        (("find", "x", "--city", "Berlin"), "--city Berlin needs a --country"),
        (("find", "x", "--country", "DE", "--city", "Bonn"), "no service stands in 'Bonn' of DE; there are Berlin"),
        (("find", "x", "--limit", "-1"), "--limit -1 is below 0"),
        (("find", "x", "--limit", "many"), "invalid int value: 'many'; `guide find --help` tells more"),
        (("show", "nobody"), "there is no service 'nobody'; `guide find WORDS` gives the ids"),
        (("show", "\udc80"), "there is no service '?'"),
        (("find", "x", "--country", "\udc80"), "unknown country '?'"),
        (("show",), "required: ID"),
        (("look",), "invalid choice: 'look'"),
        ((), "find | show | read | verify"),
        (("--nonsense",), "unknown option '--nonsense'; `guide --help` tells more"),
        (("-style", "fusion"), "unknown option '-style'"),
        (("find", "x", "--country", ""), "--country is empty; give a code of two letters"),
        (("find", "x", "--country", " "), "--country is empty"),
    ],
)
def test_a_slip_is_told_in_one_line_with_a_remedy(
    arguments: tuple[str, ...],
    complaint: str,
    small_bundle: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert complaint in refused(small_bundle, capsys, *arguments)


@pytest.mark.parametrize(("written", "country"), [("UK", "GB"), ("uk", "GB"), (" gb ", "GB"), ("EL", "GR")])
def test_countries_go_by_the_codes_that_people_write_too(
    written: str,
    country: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    bundle = bundle_of(tmp_path, [*hand_made.stock(), ("names", ("country", "GR", "en", "Greece"))])
    given = run_json(bundle, capsys, "find", "larkspur", "--country", written, "--explain")
    assert given == run_json(bundle, capsys, "find", "larkspur", "--country", country, "--explain")


@pytest.mark.parametrize("written", ["EN", "en-GB", "en_GB", "En"])
def test_languages_are_cut_to_what_the_guide_knows(
    written: str,
    small_bundle: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run(small_bundle, "show", "us-larkspur", "--language", written) == 0
    assert "Crisis line" in capsys.readouterr().out
    assert run(small_bundle, "show", "us-larkspur", "--language", "pt_BR") == 0


def test_the_version_is_told_in_one_line(small_bundle: Path, capsys: pytest.CaptureFixture[str]) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert run(small_bundle, "--version") == 0
    assert capsys.readouterr().out == f"Guide {project['version']}\n"


@pytest.mark.parametrize("buffered", [True, False])
@pytest.mark.parametrize("arguments", [("find", "larkspur"), ("--version",), ("show", "us-larkspur", "--json")])
def test_an_answer_that_cannot_be_written_is_told_in_one_line(
    arguments: tuple[str, ...], buffered: bool, small_bundle: Path
) -> None:
    code = (
        "import sys; from pathlib import Path; from guide_app.commands import main; "
        f"sys.exit(main(sys.argv[1:], bundle=Path({str(small_bundle)!r})))"
    )
    with Path(os.devnull).open("rb") as unwritable:  # fails as a full disk does, on every system
        done = subprocess.run(
            [sys.executable, *([] if buffered else ["-u"]), "-c", code, *arguments],
            stdout=unwritable,
            stderr=subprocess.PIPE,
            env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path), "PYTHONUNBUFFERED": ""},
            text=True,
            check=False,
        )
    assert (done.returncode, done.stderr.count("\n")) == (3, 1)
    assert done.stderr.startswith("guide: the answer cannot be written")


def test_verify_prints_the_fingerprint_of_the_root(small_bundle: Path, capsys: pytest.CaptureFixture[str]) -> None:
    fingerprint = hashlib.sha256((small_bundle / "snapshot" / "metadata" / "root.json").read_bytes()).hexdigest()
    assert run_json(small_bundle, capsys, "verify")["root_sha256"] == fingerprint
    assert run(small_bundle, "verify") == 0
    assert fingerprint in capsys.readouterr().out


@pytest.mark.parametrize(
    ("variable", "value", "kind"), [("LC_ALL", "ar_LB.UTF-8", "أزمة"), ("LC_ALL", "C", "Crisis line")]
)
def test_the_systems_language_is_the_default(
    variable: str,
    value: str,
    kind: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    bundle = bundle_of(tmp_path, [*hand_made.stock(), ("names", ("service_kind", "crisis_line", "ar", "أزمة"))])
    monkeypatch.setenv(variable, value)
    assert run(bundle, "show", "eg-line") == 0
    assert f"kind:               {kind}\n" in capsys.readouterr().out


_SEPARATE = """
import sys
from pathlib import Path
from guide_app.commands import main
code = main(sys.argv[2:], bundle=Path(sys.argv[1]))
heavy = {"PySide6", "tuf", "babel", "sqlite3", "yaml", "opening_hours", "phonenumbers", "guide_app.ui", "difflib"}
assert not heavy & set(sys.modules), heavy & set(sys.modules)
sys.exit(code)
"""


def test_a_process_of_its_own_needs_no_display_writes_nothing_and_speaks_utf_8(
    small_bundle: Path, tmp_path: Path
) -> None:
    before = {path: path.stat().st_mtime_ns for path in small_bundle.rglob("*")}
    surroundings = {key: value for key, value in os.environ.items() if key not in {"DISPLAY", "WAYLAND_DISPLAY"}}
    surroundings |= {
        "PYTHONPATH": os.pathsep.join(sys.path),
        "HOME": str(tmp_path / "none"),
        "LC_ALL": "C",
        "PYTHONCOERCECLOCALE": "0",
        "PYTHONUTF8": "0",
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", _SEPARATE, str(small_bundle), "find", "--need", "talk", "--json"],
        cwd=tmp_path,
        env=surroundings,
        capture_output=True,
        check=True,
    )
    assert "東京相談室" in done.stdout.decode()
    assert done.stderr == b""
    assert list(tmp_path.iterdir()) == []
    assert {path: path.stat().st_mtime_ns for path in small_bundle.rglob("*")} == before


def test_a_reader_of_the_pipe_may_leave_early(small_bundle: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from guide_app.commands import main; "
        f"sys.exit(max(main(['find', '--limit', '0'], bundle=Path({str(small_bundle)!r})) for _ in range(100)))"
    )
    surroundings = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    with subprocess.Popen(
        [sys.executable, "-c", code],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=surroundings,
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        assert process.wait(60) == 0
        assert process.stderr.read() == b""


@pytest.mark.parametrize(
    ("arguments", "where"),
    [
        (["find", "x"], "terminal"),
        (["verify"], "terminal"),
        (["--help"], "terminal"),
        (["nonsense"], "terminal"),
        ([], "window"),
        (["--version"], "terminal"),
        (["-style", "fusion"], "terminal"),
    ],
)
def test_guide_alone_opens_the_window_and_a_command_does_not(
    arguments: list[str],
    where: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    went: list[tuple[str, list[str]]] = []

    def went_to(place: str, given: list[str], **_: object) -> int:
        went.append((place, given))
        return 5

    monkeypatch.setattr("guide_app.app.main", partial(went_to, "window", []))
    monkeypatch.setattr("guide_app.commands.main", partial(went_to, "terminal"))
    monkeypatch.setattr(sys, "argv", ["guide", *arguments])
    assert __main__.main() == 5
    assert went == [(where, arguments)]


def test_the_real_guide_answers(bundle: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = run_json(bundle, capsys, "find", "trevor", "--language", "en")
    assert found[0]["id"] == "int-trevorspace"
    assert run_json(bundle, capsys, "show", found[0]["id"])["organization"] == "The Trevor Project"
    assert run_json(bundle, capsys, "verify")["trusted"] is True
