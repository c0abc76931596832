"""One file for a translator: all sentences of the program and all guides in one language, as gettext catalogue.

`export_catalogue` writes it, `import_catalogue` brings it back: into the language's own catalogue and into the files of
its guides, nothing else. What was not changed changes no byte. A file with one fault changes nothing at all.

A guide whose original has changed is marked fuzzy line by line. Where every mark of such a guide was taken off, it says
of itself that it was made from the original as this is now.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from guide_app.core.errors import SourceError
from guide_app.core.files import write_atomically
from guide_app.core.languages import FALLBACK, LANGUAGES
from guide_app.core.values import LanguageCode
from guide_app.publisher.catalogues import (
    catalogue_path,
    faults_of,
    forms_of,
    load_catalogue,
    new_catalogue,
    save_catalogue,
)
from guide_app.publisher.guides.checking.parity import differing_marks
from guide_app.publisher.guides.entries import Entry, begun, entries_of, fault_of, with_texts
from guide_app.publisher.guides.markdown import parse
from guide_app.publisher.guides.marking import marked_text
from guide_app.publisher.guides.reading import GUIDES, GuideFile, Shelf, load_shelf, parse_guide

if TYPE_CHECKING:
    from babel.messages.catalog import Catalog, Message

_HEAD: Final = (
    "# Sentences and guides of Guide, for translators. CC BY-SA 4.0.\n"
    "# In guides keep **two stars** around what is strong, and (what:stands-in-brackets) after a link."
)


class UnfitError(SourceError):
    """A translator's file holds what does not fit; each fault is a line with file, line and remedy."""

    def __init__(self, faults: Sequence[str]) -> None:
        super().__init__(f"{faults[0]} Faults in all: {len(faults)}; nothing was changed.")
        self.faults = tuple(faults)


class Folders(NamedTuple):
    """Where the sources are."""

    data: Path
    translations: Path


@dataclass(frozen=True)
class Change:
    """A file that an import writes."""

    path: Path
    count: int
    """How many texts of it change."""


def export_catalogue(language: LanguageCode, out: Path, folders: Folders, old: Path | None = None) -> int:
    """Write one language's file for translators; give how many entries it has.

    Args:
        language: not English.
        out: the file to write.
        folders: the sources.
        old: an earlier file whose translations are carried over where English is still the same.

    Raises:
        SourceError: a source cannot be read, or the language is none that is translated to.
    """
    check_language(language)
    catalog = new_catalogue(language)
    catalog.header_comment = _HEAD
    for message in load_catalogue(language, folders.translations):
        if message.id:
            notes = message.auto_comments
            catalog.add(message.id, message.string, flags=message.flags, auto_comments=notes, context=message.context)
    for files in load_shelf(folders.data).values():
        _add_guide(catalog, files[FALLBACK], files.get(language))
    if old is not None:
        for theirs in _read(old)[0]:
            ours = catalog.get(theirs.id, theirs.context) if theirs.id else None
            if ours is not None and any(forms_of(theirs.string)):
                ours.string = theirs.string
                ours.flags = theirs.flags
    save_catalogue(catalog, out)
    return sum(bool(message.id) for message in catalog)


def import_catalogue(file: Path, folders: Folders) -> tuple[Change, ...]:
    """Bring a translator's file back into the sources; give the files that changed.

    Raises:
        UnfitError: something in it does not fit; nothing was written.
        SourceError: it cannot be read.
    """
    theirs, language = _read(file)
    reader = _Import(file, theirs)
    catalog, changed = reader.take_sentences(load_catalogue(language, folders.translations))
    texts = dict(reader.take_guides(language, load_shelf(folders.data), folders.data))
    reader.refuse_unknown()
    if reader.faults:
        raise UnfitError(reader.faults)
    changes = []
    if changed:
        path = catalogue_path(folders.translations, language)
        save_catalogue(catalog, path)
        changes.append(Change(path, changed))
    for path, (text, count) in texts.items():
        write_atomically(path, text.encode())
        changes.append(Change(path, count))
    return tuple(changes)


def check_language(language: str) -> None:
    """Refuse what is not translated to.

    Raises:
        SourceError: it is English, or no language of the program.
    """
    if language == FALLBACK or language not in LANGUAGES:
        others = ", ".join(code for code in LANGUAGES if code != FALLBACK)
        raise SourceError(f"{language!r} is no language that is translated to; those are {others}")


class _Import:
    """Takes translations out of a file, and collects what is wrong with them."""

    def __init__(self, file: Path, catalog: Catalog) -> None:
        self.faults: list[str] = []
        self._file = file
        self._catalog = catalog
        self._taken: set[tuple[str, str]] = set()

    def take_sentences(self, ours: Catalog) -> tuple[Catalog, int]:
        """Put the sentences into a catalogue, and count those that changed; one that the file lacks stays."""
        changed = 0
        for message in ours:
            theirs = self._take(forms_of(message.id)[0], message.context or "") if message.id else None
            if theirs is None or forms_of(theirs.string) == forms_of(message.string):
                continue
            if not all(forms_of(theirs.string)) and all(forms_of(message.string)):
                self._refuse(theirs, "the sentence is not translated any more", "translate it")
            for fault in faults_of(theirs, ours.num_plurals):
                self._refuse(theirs, fault, "correct the translation")
            message.string = theirs.string
            changed += 1
        return ours, changed

    def take_guides(self, language: LanguageCode, shelf: Shelf, data: Path) -> Iterator[tuple[Path, tuple[str, int]]]:
        """Give the new text of each guide that changes, and how many of its lines do."""
        for guide, files in shelf.items():
            original, file = files[FALLBACK], files.get(language)
            entries = {entry.context: entry for entry in entries_of(original)}
            found = {context: self._take(entry.text, context) for context, entry in entries.items()}
            known = {context: message for context, message in found.items() if message is not None}
            said = {context: str(message.string) for context, message in known.items() if message.string}
            if not said and file is None:
                continue
            before = len(self.faults)
            for context, message in known.items():
                self._check_line(entries[context], message)
            if file is None and set(said) != set(entries):
                lacking = next(iter(set(entries) - set(said)))
                self.faults.append(f"{self._file}:1: {lacking} and others lack. Remedy: translate the whole guide.")
            if len(self.faults) > before:
                continue
            path = data / GUIDES / guide / f"{language}.md"
            text = begun(original, language, said) if file is None else _brought(original, file, said, known)
            if file is None or text != file.text:
                self._check_text(text, path, known)
                yield path, (text, _differing(file, said))

    def refuse_unknown(self) -> None:
        """Collect what the sources do not say, or do not say any more."""
        for message in self._catalog:
            name = forms_of(message.id)[0] if message.id else ""
            if name and (name, message.context or "") not in self._taken:
                remedy = "export a new file, with `--old` for this one: that carries over whatever still fits"
                self._refuse(message, f"English does not say {name[:60]!r} here any more", remedy)

    def _take(self, text: str, context: str) -> Message | None:
        self._taken.add((text, context))
        return self._catalog.get(text, context or None)

    def _check_line(self, entry: Entry, message: Message) -> None:
        text = str(message.string or "")
        if not text:
            self._refuse(message, "the line is not translated", "translate it")
            return
        fault = fault_of(entry, text)
        if fault:
            self._refuse(message, fault, "correct the translation")
        elif not entry.is_head:
            ours, theirs = (parse(f"- {each}")[0].block.lines[0] for each in (entry.text, text))
            for fault in differing_marks(ours, theirs):
                self._refuse(message, fault, "give it the links and **strong words** of the English line")

    def _check_text(self, text: str, path: Path, known: Mapping[str, Message]) -> None:
        try:
            parse_guide(text, path)
        except SourceError as error:
            self._refuse(
                next(iter(known.values())), f"together these lines make no guide: {error}", "correct that line"
            )

    def _refuse(self, message: Message, fault: str, remedy: str) -> None:
        where = f" ({message.context})" if message.context else ""
        self.faults.append(f"{self._file}:{message.lineno or 1}: {fault}{where}. Remedy: {remedy}.")


def _brought(original: GuideFile, file: GuideFile, said: Mapping[str, str], known: Mapping[str, Message]) -> str:
    text = with_texts(file, said)
    is_whole = set(known) == {entry.context for entry in entries_of(original)}
    if is_whole and file.is_outdated(original) and not any(message.fuzzy for message in known.values()):
        return marked_text(text, original.digest)
    return text


def _differing(file: GuideFile | None, said: Mapping[str, str]) -> int:
    if file is None:
        return len(said)
    return sum(said.get(entry.context, entry.text) != entry.text for entry in entries_of(file))


def _add_guide(catalog: Catalog, original: GuideFile, file: GuideFile | None) -> None:
    """Add the lines of a guide; one whose blocks are not the original's is refused, since no line has its place."""
    theirs = {entry.context: entry.text for entry in entries_of(file)} if file is not None else {}
    ours = list(entries_of(original))
    if file is not None and set(theirs) != {entry.context for entry in ours}:
        raise SourceError(f"{file.path}:1: its blocks are not the original's: see `guide-publisher validate`")
    for entry in ours:
        old = file is not None and file.is_outdated(original)
        notes = [f"Translators: {entry.note}"] if entry.note else []
        said = theirs.get(entry.context, "")
        catalog.add(entry.text, said, flags={"fuzzy"} if old else (), auto_comments=notes, context=entry.context)


def _read(file: Path) -> tuple[Catalog, LanguageCode]:
    """Read a translator's file, and the language that its head names.

    Raises:
        SourceError: it cannot be read, or names no language of ours; the text names file, line and remedy.
    """
    from babel.messages.pofile import PoFileError, read_po

    remedy = "save it as gettext PO with the encoding UTF-8, or export it anew"
    try:
        with file.open("rb") as stream:
            catalog = read_po(stream, abort_invalid=True)
    except PoFileError as error:
        raise SourceError(f"{file}:{error.lineno + 1}: is no PO file: {error}. Remedy: {remedy}.") from error
    except (OSError, ValueError) as error:
        raise SourceError(f"{file}:1: cannot be read: {error}. Remedy: {remedy}.") from error
    language = LanguageCode(str(catalog.locale_identifier or "").replace("-", "_").split("_")[0])
    if language == FALLBACK or language not in LANGUAGES:
        raise SourceError(f"{file}:1: `Language` in its head is {language!r}. Remedy: write one that is translated to.")
    return catalog, language
