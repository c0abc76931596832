"""The guides keep to every rule, and each rule finds what is planted for it, at its line."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from tests.publisher.bent_guides import (
    DATA,
    TRANSLATIONS,
    Bend,
    bent_file,
    bent_text,
    path_of,
    real_library,
    with_file,
    without,
)
from tests.publisher.planted_guides import CASES, Case

from guide_app.core.languages import FALLBACK, LANGUAGES
from guide_app.core.values import LanguageCode
from guide_app.publisher.guides.checking import RULES, check_guides, check_library
from guide_app.publisher.guides.checking.letters import scripts_of
from guide_app.publisher.guides.library import Library
from guide_app.publisher.sources import load_source, parse_source
from guide_app.publisher.validating.problems import Problem

_OF_LIBRARIES = frozenset({"guide-missing", "guide-exercise", "guide-lint"})
"""Rules that are broken by what is not there, with tests of their own."""


def _names(case: Case) -> str:
    return f"{case.code}-{[same for same in CASES if same.code == case.code].index(case)}"


def found_by(code: str, library: Library) -> list[Problem]:
    return list(next(rule for rule in RULES if rule.code == code).problems(library))


def test_the_guides_keep_to_every_rule() -> None:
    assert check_library(real_library()) == ()


def test_every_guide_is_there_in_every_language() -> None:
    shelf = real_library().shelf
    assert len(shelf) == 26
    assert {len(files) for files in shelf.values()} == {len(LANGUAGES)}


@pytest.mark.parametrize("case", CASES, ids=_names)
def test_what_is_planted_is_found_at_its_line(case: Case, tmp_path: Path) -> None:
    file = bent_file(case.bend, tmp_path)
    found = [problem for problem in found_by(case.code, with_file(real_library(), file)) if problem.path == file.path]
    assert found
    lines = file.path.read_text("utf-8").splitlines()
    reported = [lines[problem.line - 1] for problem in found]
    assert any(case.near in line for line in reported), f"reported at: {reported}"
    assert found[0].message
    assert found[0].remedy


def test_every_rule_has_a_case_and_a_code_of_its_own() -> None:
    codes = [rule.code for rule in RULES]
    assert len(codes) == len(set(codes))
    assert {case.code for case in CASES} | _OF_LIBRARIES == set(codes)


@pytest.mark.parametrize("language", sorted(set(LANGUAGES) - {FALLBACK}))
def test_a_missing_translation_is_an_error(language: str) -> None:
    (found,) = found_by("guide-missing", without(real_library(), "next-hour", language))
    assert found.severity == "error"
    assert found.path == path_of("next-hour", language)


def test_an_exercise_to_which_nothing_leads_is_found() -> None:
    library = real_library()
    alone = replace(library, shelf=dict(list(library.shelf.items())[:1]))
    assert "'letter'" in " ".join(problem.message for problem in found_by("guide-exercise", alone))


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_each_unsafe_wording_is_caught_in_a_guide(language: str, tmp_path: Path) -> None:
    library, code = real_library(), LanguageCode(language)
    words = list(library.words_of(code))
    assert len(words) >= 12
    for word in words:
        planted = word.node.text_of("planted")
        file = bent_file(Bend("next-hour", language, "\n---\n", f"\n---\n{planted}\n\n"), tmp_path)
        alone = replace(library, shelf={file.id: {code: file}})
        found = found_by("guide-unsafe", alone)
        assert found, planted
        assert f"instead: {word.instead}" in " ".join(problem.message for problem in found)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("died by suicide", ""),
        ("He committed suicide last spring.", "Nobody left."),
        ("\\\\bcommit", "(\\\\bcommit"),
        ("language: en", "language: de"),
    ],
)
def test_a_list_of_unsafe_words_that_catches_nothing_is_found(old: str, new: str) -> None:
    library = real_library()
    path = DATA / "safe-words" / "en.yaml"
    text = path.read_text("utf-8")
    assert old in text
    bent = {**library.safe_words, FALLBACK: parse_source(text.replace(old, new, 1), path)}
    found = found_by("guide-lint", replace(library, safe_words=bent))
    assert [problem.path for problem in found] == [path]


def test_a_short_list_of_unsafe_words_is_found() -> None:
    library = real_library()
    file = load_source(DATA / "safe-words" / "en.yaml")
    few = {**library.safe_words, FALLBACK: replace(file, tree={**file.tree, "patterns": file.tree["patterns"][:11]})}
    assert "11 wordings" in found_by("guide-lint", replace(library, safe_words=few))[0].message


def test_what_a_glossary_lists_is_no_foreign_word() -> None:
    library = real_library()
    poor = replace(library, glossaries={**library.glossaries, LanguageCode("ru"): {"terms": []}})
    assert {problem.path.stem for problem in found_by("guide-script", poor)} == {"ru"}


@pytest.mark.parametrize(
    ("word", "scripts"),
    [("hour", {"Latin"}), ("час", {"Cyrillic"}), ("Xジェンダー", {"Latin", "Japanese"}), ("시간", {"unknown"})],
)
def test_scripts_are_told_apart(word: str, scripts: set[str]) -> None:
    assert scripts_of(word) == scripts


@pytest.mark.parametrize(
    ("bend", "message"),
    [
        (Bend("next-hour", "en", "## Now", "# Now"), "a heading begins"),
        (Bend("next-hour", "en", "You have begun.", "You *have* begun."), "emphasis"),
        (Bend("next-hour", "en", "id: next-hour\n", ""), "the front matter needs `id`"),
        (Bend("next-hour", "en", "(guide:after-violence)", "(https://example.org)"), "a link leads to"),
        (Bend("next-hour", "fr", "translation: machine", "translation: reviewed"), "who has reviewed it"),
    ],
)
def test_a_file_out_of_form_is_a_problem_and_the_rest_is_checked(bend: Bend, message: str, tmp_path: Path) -> None:
    for folder in ("safe-words", "guides/next-hour", "guides/safety-plan"):
        shutil.copytree(DATA / folder, tmp_path / folder)
    (tmp_path / "guides" / "shelf.yaml").write_text("guides: [next-hour, safety-plan]\n", "utf-8")
    shutil.copy(DATA / "needs.yaml", tmp_path)
    path_of(bend.guide, bend.language, tmp_path).write_text(bent_text(bend), "utf-8")
    (tmp_path / "guides" / "safety-plan" / "notes.txt").write_text("draft", "utf-8")
    _, problems = check_guides(tmp_path, TRANSLATIONS)
    unreadable = {problem.path.name: problem for problem in problems if problem.code == "guide-unreadable"}
    assert set(unreadable) == {f"{bend.language}.md", "notes.txt"}
    assert message in unreadable[f"{bend.language}.md"].message
    assert "guide-link" in {problem.code for problem in problems}


def test_a_folder_without_guides_has_no_problems(tmp_path: Path) -> None:
    assert check_guides(tmp_path, TRANSLATIONS)[1] == ()
