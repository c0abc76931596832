"""Freshness: a changed original makes its translations outdated by itself, and nobody hides that without a word."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from tests.publisher.bent_guides import DATA, TRANSLATIONS, path_of

from guide_app.core.guides import GuideId
from guide_app.core.languages import FALLBACK, LANGUAGES
from guide_app.core.values import LanguageCode
from guide_app.publisher.cli import main
from guide_app.publisher.guides.library import Library
from guide_app.publisher.guides.marking import mark_translations, marked_text
from guide_app.publisher.guides.reading import load_shelf
from guide_app.publisher.guides.rows import guide_rows
from guide_app.publisher.guides.table import table_lines
from guide_app.publisher.translating import facts
from guide_app.publisher.validating.problems import Problem

NEXT_HOUR = GuideId("next-hour")
FRENCH = LanguageCode("fr")
OTHERS = sorted(set(LANGUAGES) - {FALLBACK})


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """Give a folder with one guide that nobody has marked yet."""
    shutil.copytree(DATA / "guides" / NEXT_HOUR, tmp_path / "guides" / NEXT_HOUR)
    (tmp_path / "guides" / "shelf.yaml").write_text(f"guides: [{NEXT_HOUR}]\n", "utf-8")
    for path in (tmp_path / "guides" / NEXT_HOUR).iterdir():
        lines = path.read_text("utf-8").splitlines(keepends=True)
        path.write_text("".join(line for line in lines if not line.startswith("made_from: ")), "utf-8")
    return tmp_path


def library(data: Path) -> Library:
    return Library(load_shelf(data), frozenset(), {}, {})


def outcomes(
    data: Path, *languages: str, named: tuple[GuideId, ...] = (), faults: tuple[Problem, ...] = ()
) -> set[str]:
    marks = mark_translations(library(data), faults, languages or OTHERS, named)
    return {mark.outcome for mark in marks}


def outdated(data: Path) -> set[str]:
    texts = [values for table, values in guide_rows(load_shelf(data)) if table == "guide_texts"]
    return {str(values[1]) for values in texts if values[6]}


def change_the_original(data: Path) -> None:
    path = path_of(NEXT_HOUR, FALLBACK, data)
    path.write_text(path.read_text("utf-8").replace("You have begun.", "You began."), "utf-8")


def test_what_was_never_marked_is_outdated_until_it_is(data: Path) -> None:
    assert outdated(data) == set(OTHERS)
    assert outcomes(data, "fr") == {"marked"}
    assert outdated(data) == set(OTHERS) - {"fr"}
    assert outcomes(data) == {"marked", "as it was"}
    assert outdated(data) == set()


def test_a_mark_changes_one_line(data: Path) -> None:
    path = path_of(NEXT_HOUR, "fr", data)
    before = path.read_text("utf-8").splitlines()
    outcomes(data, "fr")
    after = path.read_text("utf-8").splitlines()
    assert [line for line in after if line not in before] == [
        f"made_from: {library(data).shelf[NEXT_HOUR][FALLBACK].digest}"
    ]
    assert [line for line in after if line in before] == before
    assert marked_text(path.read_text("utf-8"), "0" * 16).count("made_from: ") == 1


def test_a_changed_original_makes_all_others_outdated_by_itself(data: Path) -> None:
    outcomes(data)
    change_the_original(data)
    assert outdated(data) == set(OTHERS)


@pytest.mark.parametrize("key", ["title", "summary"])
def test_the_head_of_the_original_counts_too(data: Path, key: str) -> None:
    outcomes(data)
    path = path_of(NEXT_HOUR, FALLBACK, data)
    path.write_text(path.read_text("utf-8").replace(f"{key}: ", f"{key}: Now ", 1), "utf-8")
    assert outdated(data) == set(OTHERS)


def test_a_date_or_a_source_makes_nothing_outdated(data: Path) -> None:
    outcomes(data)
    path = path_of(NEXT_HOUR, FALLBACK, data)
    path.write_text(path.read_text("utf-8").replace("date: 2026", "date: 2027"), "utf-8")
    assert outdated(data) == set()


def test_an_outdated_one_is_marked_only_by_name(data: Path) -> None:
    outcomes(data)
    change_the_original(data)
    assert outcomes(data) == {"outdated"}
    assert outdated(data) == set(OTHERS)
    assert outcomes(data, "fr", named=(NEXT_HOUR,)) == {"marked"}
    assert outdated(data) == set(OTHERS) - {"fr"}


def test_one_with_errors_is_never_marked(data: Path) -> None:
    faults = (Problem(path_of(NEXT_HOUR, "fr", data), 3, "guide-blocks", "error", "a block is missing", "add it"),)
    assert outcomes(data, "fr", named=(NEXT_HOUR,), faults=faults) == {"faulty"}
    assert "fr" in outdated(data)


def test_about_counts_whole_guides(data: Path) -> None:
    shutil.copytree(DATA / "words", data / "words")
    shutil.copy(DATA / "vocabulary.yaml", data)
    outcomes(data, "fr")
    path_of(NEXT_HOUR, "de", data).unlink()
    known = {fact.language: fact for fact in facts(TRANSLATIONS, data) if fact.part == "guides"}
    assert known[FALLBACK][2:] == ("original", 1, 0, 0)
    assert known[FRENCH][2:] == ("machine", 1, 0, 0)
    assert known[LanguageCode("it")][2:] == ("machine", 0, 1, 0)
    assert known[LanguageCode("de")][2:] == ("machine", 0, 0, 1)


def test_guides_are_reviewed_where_each_names_who_has_read_it(data: Path) -> None:
    shutil.copytree(DATA / "words", data / "words")
    shutil.copy(DATA / "vocabulary.yaml", data)
    path = path_of(NEXT_HOUR, "fr", data)
    path.write_text(
        path.read_text("utf-8").replace("translation: machine", "translation: reviewed\nreviewed_by: a name"), "utf-8"
    )
    origins = {fact.language: fact.origin for fact in facts(TRANSLATIONS, data) if fact.part == "guides"}
    assert origins[FRENCH] == "reviewed"


def test_the_table_shows_what_is_missing_wrong_and_outdated(data: Path) -> None:
    outcomes(data, "fr", "it")
    path_of(NEXT_HOUR, "de", data).unlink()
    fault = Problem(path_of(NEXT_HOUR, "it", data), 3, "guide-blocks", "error", "a block is missing", "add it")
    lines = list(table_lines(library(data), [fault], TRANSLATIONS))
    head, row = lines[0].split(), lines[1]
    assert head == ["guide", *LANGUAGES]
    assert row.startswith("next-hour")
    assert " -  " in row
    assert row.count("*") == len(OTHERS) - 3
    assert row.count("!1") == 1
    assert all(any(line.startswith(f"{code} ") for line in lines) for code in LANGUAGES)


def run(capsys: pytest.CaptureFixture[str], data: Path, *words: str) -> tuple[int, str]:
    code = main(["guides", "--data", str(data), "--translations", str(TRANSLATIONS), *words])
    said = capsys.readouterr()
    return code, said.out + said.err


def test_the_commands_say_what_they_did(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for folder in ("guides", "safe-words"):
        shutil.copytree(DATA / folder, tmp_path / folder)
    shutil.copy(DATA / "needs.yaml", tmp_path)
    path = path_of(NEXT_HOUR, "fr", tmp_path)
    path.write_text(marked_text(path.read_text("utf-8"), "0" * 16), "utf-8")
    code, said = run(capsys, tmp_path, "mark", "fr")
    assert code == 1
    assert f"{path}: left alone: its original has changed since; bring it up, then name it with --guide" in said
    code, said = run(capsys, tmp_path, "mark", "fr", "--guide", NEXT_HOUR)
    assert (code, said.splitlines()[0]) == (0, f"{path}: marked as made from its original as this is now")
    code, said = run(capsys, tmp_path)
    assert code == 0
    assert len(said.splitlines()) > 26 + 11 + 11


@pytest.mark.parametrize(
    ("words", "said"), [(("mark", "en"), "'en' is no language"), (("mark", "--guide", "next-week"), "'next-week'")]
)
def test_a_wrong_name_is_refused(words: tuple[str, ...], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    code, told = run(capsys, DATA, *words)
    assert code == 1
    assert said in told
