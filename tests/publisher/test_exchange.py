"""A translator's file brings back what it took: no byte is lost, a changed line changes one, a fault nothing."""

from __future__ import annotations

import io
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po
from tests.publisher.bent_guides import DATA, TRANSLATIONS, path_of, real_library

from guide_app.core.errors import SourceError
from guide_app.core.guides import GuideId
from guide_app.core.languages import FALLBACK, LANGUAGES
from guide_app.core.values import LanguageCode
from guide_app.publisher.catalogues import catalogue_path, save_catalogue
from guide_app.publisher.cli import main
from guide_app.publisher.exchange import Folders, UnfitError, export_catalogue, import_catalogue
from guide_app.publisher.guides.entries import entries_of, with_texts
from guide_app.publisher.guides.reading import parse_guide, read_guide

OTHERS = sorted(set(LANGUAGES) - {FALLBACK})
FRENCH = LanguageCode("fr")
NEXT_HOUR = GuideId("next-hour")
STEP = "guide/next-hour/03-steps-6"
LINKED = "guide/next-hour/06-branches-2"


@pytest.fixture
def folders(tmp_path: Path) -> Folders:
    """Give a copy of one guide and of the French catalogue."""
    shutil.copytree(DATA / "guides" / NEXT_HOUR, tmp_path / "data" / "guides" / NEXT_HOUR)
    (tmp_path / "data" / "guides" / "shelf.yaml").write_text(f"guides: [{NEXT_HOUR}]\n", "utf-8")
    shutil.copytree(TRANSLATIONS / "fr", tmp_path / "translations" / "fr")
    return Folders(tmp_path / "data", tmp_path / "translations")


@pytest.fixture
def file(tmp_path: Path, folders: Folders) -> Path:
    """Give the file of a French translator."""
    path = tmp_path / "french.po"
    export_catalogue(FRENCH, path, folders)
    return path


def read(file: Path) -> Catalog:
    return read_po(io.BytesIO(file.read_bytes()), abort_invalid=True)


def entry(catalog: Catalog, context: str) -> Message:
    return next(message for message in catalog if message.context == context)


def change(file: Path, context: str, bend: Callable[[str], str]) -> None:
    catalog = read(file)
    message = entry(catalog, context)
    message.string = bend(str(message.string))
    save_catalogue(catalog, file)


def contents(folders: Folders) -> dict[Path, list[str]]:
    paths = [path for folder in folders for path in folder.rglob("*") if path.is_file()]
    return {path: path.read_bytes().decode().split("\n") for path in paths}


def differences(before: dict[Path, list[str]], after: dict[Path, list[str]]) -> list[tuple[str, int]]:
    """Give the names of files that changed, each with the number of lines that did."""
    assert set(before) == set(after)
    found = []
    for path, lines in before.items():
        assert len(lines) == len(after[path])
        changed = sum(one != other for one, other in zip(lines, after[path], strict=True))
        if changed:
            found.append((path.name, changed))
    return found


@pytest.mark.parametrize("language", OTHERS)
def test_what_is_exported_and_imported_changes_no_byte(language: str, tmp_path: Path) -> None:
    shutil.copytree(DATA / "guides", tmp_path / "data" / "guides")
    shutil.copytree(TRANSLATIONS / language, tmp_path / "translations" / language)
    folders = Folders(tmp_path / "data", tmp_path / "translations")
    before = contents(folders)
    out = tmp_path / "all.po"
    count = export_catalogue(LanguageCode(language), out, folders)
    guides = sum(len(list(entries_of(file))) for file in real_library().originals())
    assert count > guides + 400
    assert import_catalogue(out, folders) == ()
    assert differences(before, contents(folders)) == []


@pytest.mark.parametrize("language", OTHERS)
def test_every_file_can_be_written_anew_from_its_entries(language: str, tmp_path: Path) -> None:
    """Not by leaving it alone: every line is emptied first, and comes back from the translator's file."""
    out = tmp_path / "all.po"
    export_catalogue(LanguageCode(language), out, Folders(DATA, TRANSLATIONS))
    said = {message.context: str(message.string) for message in read(out) if message.context}
    for files in real_library().shelf.values():
        file = files[LanguageCode(language)]
        kept = {each.context: "**Kept**" if each.text.startswith("**") else "Kept" for each in entries_of(file)}
        links = {each.context: each.text for each in entries_of(file) if each.kind == "exercise"}
        emptied = parse_guide(with_texts(file, kept | links), file.path)
        assert emptied.text != file.text
        assert with_texts(emptied, said) == file.path.read_bytes().decode()


@pytest.mark.parametrize(
    "context",
    ["guide/next-hour/title", "guide/next-hour/summary", STEP, LINKED, "guide/next-hour/02-heading"],
)
def test_a_changed_line_changes_one_line_of_one_file(folders: Folders, file: Path, context: str) -> None:
    before = contents(folders)
    change(file, context, lambda said: said.replace("e", "é", 1))
    (made,) = import_catalogue(file, folders)
    assert (made.path, made.count) == (path_of(NEXT_HOUR, "fr", folders.data), 1)
    assert differences(before, contents(folders)) == [("fr.md", 1)]
    read_guide(made.path)


def test_a_changed_sentence_changes_one_line_of_the_catalogue(folders: Folders, file: Path) -> None:
    before = contents(folders)
    catalog = read(file)
    message = next(each for each in catalog if each.id == "Language")
    message.string = "La langue"
    save_catalogue(catalog, file)
    (made,) = import_catalogue(file, folders)
    assert made.path == catalogue_path(folders.translations, "fr")
    assert differences(before, contents(folders)) == [("guide.po", 1)]


def test_a_title_that_yaml_would_misread_is_quoted(folders: Folders, file: Path) -> None:
    change(file, "guide/next-hour/title", lambda _: 'Une "heure": #1')
    import_catalogue(file, folders)
    assert read_guide(path_of(NEXT_HOUR, "fr", folders.data)).title == 'Une "heure": #1'


FAULTS = {
    "lost link": (
        LINKED,
        lambda said: said.replace("(need:talk-crisis)", "(need:talk)"),
        "the line leads to need:talk",
    ),
    "lost strength": (LINKED, lambda said: said.replace("**", ""), "0 strong parts, the original 1"),
    "line break": (STEP, lambda said: f"{said}\nEt encore.", "line break"),
    "blank": (STEP, lambda said: f" {said}", "begins or ends with a blank"),
    "emphasis": (STEP, lambda said: f"*{said}*", "guides use no emphasis"),
    "web address": (STEP, lambda said: f"[{said}](https://example.org)", "a link leads to guide:"),
    "heading": ("guide/next-hour/01-paragraph", lambda said: f"- {said}", "another kind of line"),
    "nothing": (STEP, lambda _: "", "the line is not translated"),
}


@pytest.mark.parametrize("name", sorted(FAULTS))
def test_a_fault_in_a_guide_names_file_line_and_remedy_and_changes_nothing(
    folders: Folders, file: Path, name: str
) -> None:
    context, bend, message = FAULTS[name]
    change(file, "guide/next-hour/summary", lambda said: said.replace("petits", "tout petits"))
    change(file, context, bend)
    before = contents(folders)
    with pytest.raises(UnfitError) as caught:
        import_catalogue(file, folders)
    (fault,) = caught.value.faults
    assert message in fault
    line = int(fault.removeprefix(f"{file}:").split(":")[0])
    near = file.read_text("utf-8").splitlines()[line - 2 : line + 1]
    assert any(context in text for text in near), near
    assert "Remedy: " in fault
    assert differences(before, contents(folders)) == []


@pytest.mark.parametrize(
    ("bend", "message"),
    [
        (lambda message: setattr(message, "string", "actuel : {current}"), "its blanks are"),
        (lambda message: setattr(message, "string", ""), "is not translated any more"),
        (lambda message: setattr(message, "id", "current: {now}"), "does not say 'current: {now}' here any more"),
    ],
)
def test_a_fault_in_a_sentence_is_named(
    folders: Folders, file: Path, bend: Callable[[Message], None], message: str
) -> None:
    catalog, fresh = read(file), Catalog(locale="fr")
    for each in catalog:
        if each.id:
            if str(each.id).startswith("current: {current}"):
                bend(each)
            fresh.add(each.id, each.string, flags=each.flags, context=each.context)
    save_catalogue(fresh, file)
    before = contents(folders)
    with pytest.raises(UnfitError, match="Remedy: ") as caught:
        import_catalogue(file, folders)
    assert message in caught.value.faults[0]
    assert differences(before, contents(folders)) == []


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b'msgid ""\nmsgstr ""\n\nmsgidd "x"\n', ":4: is no PO file"),
        (b'msgid ""\nmsgstr "Language: nl\\n"\n', "`Language` in its head is 'nl'"),
        (b'msgid ""\nmsgstr "Language: en\\n"\n', "`Language` in its head is 'en'"),
        (b'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\nLanguage: fr\\n"\n\nmsgid "\xff"\n', ":1: "),
    ],
)
def test_a_file_that_is_none_is_refused(folders: Folders, tmp_path: Path, content: bytes, message: str) -> None:
    path = tmp_path / "broken.po"
    path.write_bytes(content)
    with pytest.raises(SourceError, match="Remedy: ") as caught:
        import_catalogue(path, folders)
    assert str(path) in str(caught.value)
    assert message in str(caught.value)


def test_a_guide_that_is_not_there_is_begun_when_all_of_it_is_translated(folders: Folders, file: Path) -> None:
    path = path_of(NEXT_HOUR, "fr", folders.data)
    old = read_guide(path)
    path.unlink()
    import_catalogue(file, folders)
    new = read_guide(path)
    assert (new.blocks, new.title, new.summary) == (old.blocks, old.title, old.summary)
    assert not new.is_outdated(read_guide(path_of(NEXT_HOUR, FALLBACK, folders.data)))
    path.unlink()
    change(file, STEP, lambda _: "")
    with pytest.raises(UnfitError, match="not translated"):
        import_catalogue(file, folders)
    assert not path.exists()


def test_a_guide_of_which_nothing_is_translated_is_left_out(folders: Folders, tmp_path: Path) -> None:
    path_of(NEXT_HOUR, "fr", folders.data).unlink()
    out = tmp_path / "open.po"
    export_catalogue(FRENCH, out, folders)
    assert import_catalogue(out, folders) == ()


def outdate(folders: Folders) -> None:
    path = path_of(NEXT_HOUR, FALLBACK, folders.data)
    path.write_text(path.read_text("utf-8").replace("You have begun.", "You began."), "utf-8")


def test_an_outdated_guide_is_current_again_when_all_its_marks_are_taken_off(folders: Folders, tmp_path: Path) -> None:
    outdate(folders)
    out, path = tmp_path / "old.po", path_of(NEXT_HOUR, "fr", folders.data)
    export_catalogue(FRENCH, out, folders)
    catalog = read(out)
    marked = [message for message in catalog if message.context and message.fuzzy]
    assert len(marked) == len(list(entries_of(read_guide(path))))
    for message in marked[1:]:
        message.flags.discard("fuzzy")
    save_catalogue(catalog, out)
    assert import_catalogue(out, folders) == ()
    marked[0].flags.discard("fuzzy")
    save_catalogue(catalog, out)
    before = contents(folders)
    import_catalogue(out, folders)
    assert differences(before, contents(folders)) == [("fr.md", 1)]
    assert not read_guide(path).is_outdated(read_guide(path_of(NEXT_HOUR, FALLBACK, folders.data)))


def test_an_older_file_is_carried_over_where_english_is_the_same(folders: Folders, file: Path, tmp_path: Path) -> None:
    change(file, STEP, lambda said: f"Oui. {said}")
    change(file, "guide/next-hour/01-paragraph", lambda said: f"Oui. {said}")
    outdate(folders)
    with pytest.raises(UnfitError, match="--old"):
        import_catalogue(file, folders)
    new = tmp_path / "new.po"
    export_catalogue(FRENCH, new, folders, old=file)
    catalog = read(new)
    assert str(entry(catalog, STEP).string).startswith("Oui. ")
    assert not str(entry(catalog, "guide/next-hour/01-paragraph").string).startswith("Oui. ")


def test_the_commands(folders: Folders, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    where = ["--data", str(folders.data), "--translations", str(folders.translations)]
    out = tmp_path / "fr.po"
    assert main(["exchange", "export", "fr", str(out), *where]) == 0
    assert f"{out}: " in capsys.readouterr().out
    assert main(["exchange", "import", str(out), *where]) == 0
    assert capsys.readouterr().out == "files changed: 0\n"
    change(out, STEP, lambda said: f"{said} Bien.")
    change(out, LINKED, lambda said: said.replace("**", ""))
    change(out, "guide/next-hour/02-heading", lambda _: "")
    assert main(["exchange", "import", str(out), *where]) == 1
    told = capsys.readouterr().err.splitlines()
    assert len(told) == 3
    assert told[-1] == "faults: 2; nothing was changed"
    assert main(["exchange", "export", "en", str(out), *where]) == 1
    assert "'en' is no language" in capsys.readouterr().err
