"""The program's sentences for translators: gathered from the code, kept in gettext catalogues, compiled.

`translations/guide.pot` is the template, `translations/<language>/LC_MESSAGES/guide.po` one language's work. English
is the language of the code and has no catalogue. `make messages` gathers and merges; `build_catalogues` compiles.
"""

from __future__ import annotations

import ast
import io
import string
import tokenize
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from guide_app.core.errors import SourceError
from guide_app.core.files import write_atomically
from guide_app.core.languages import FALLBACK, LANGUAGES
from guide_app.core.messages import DOMAIN

if TYPE_CHECKING:
    from babel.messages.catalog import Catalog, Message

_ROOT: Final = Path(__file__).resolve().parents[3]
CODE: Final = _ROOT / "src" / "guide_app"
TRANSLATIONS: Final = _ROOT / "translations"
# gettext wants dates; the history of the files knows the real ones, and the same code gives the same template
_SOME_DAY: Final = datetime(2026, 1, 1, tzinfo=UTC)
# Babel's own rule for Arabic puts the last two of CLDR's forms the other way round than every other tool
_PLURALS: Final = {
    "ar": "nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 4 : 5);"
}
_SAME_FOR_ALL: Final[dict[str, Any]] = {
    "project": "Guide",
    "version": "1",
    "copyright_holder": "the authors of Guide",
    "msgid_bugs_address": "see README.md",
    "header_comment": "# Sentences of Guide. CC BY-SA 4.0.",
    "creation_date": _SOME_DAY,
    "revision_date": _SOME_DAY,
    "fuzzy": False,
}


@dataclass(frozen=True, slots=True)
class Sentence:
    """One marked sentence of the code."""

    message: str
    plural: str | None
    context: str | None
    place: str
    """The file, below the package, with forward slashes."""
    notes: tuple[str, ...]
    """`# Translators:` comments above it."""


def gather(code: Path = CODE) -> tuple[Sentence, ...]:
    """Find every `messages.text("...")` and `messages.plural("...", "...", n)` of the code, in a fixed order.

    Raises:
        SourceError: the sentence of such a call is not written out, so nobody could translate it.
    """
    return tuple(sentence for path in sorted(code.rglob("*.py")) for sentence in _sentences(path, code))


def template(code: Path = CODE) -> bytes:
    """Give the text of `guide.pot`: the same for the same code."""
    from babel.messages.catalog import Catalog

    catalog = Catalog(**_SAME_FOR_ALL)
    for sentence in gather(code):
        catalog.add(
            (sentence.message, sentence.plural) if sentence.plural else sentence.message,
            locations=[(sentence.place, 0)],
            auto_comments=sentence.notes,
            context=sentence.context,
        )
    return _written(catalog)


def merge(template_text: bytes, translations: Path = TRANSLATIONS) -> None:
    """Write the template and bring every language's catalogue in line with it; nothing is guessed.

    A sentence that left the code leaves the catalogues; a changed one stands untranslated.
    """
    translations.mkdir(parents=True, exist_ok=True)
    write_atomically(translations / f"{DOMAIN}.pot", template_text)
    for language in LANGUAGES:
        if language == FALLBACK:
            continue
        path = catalogue_path(translations, language)
        path.parent.mkdir(parents=True, exist_ok=True)
        old = _read(path, language) if path.exists() else new_catalogue(language)
        old.update(_parsed(template_text, None), no_fuzzy_matching=True, update_header_comment=False)
        save_catalogue(old, path)


def build_catalogues(out: Path, translations: Path = TRANSLATIONS) -> tuple[Path, ...]:
    """Compile every catalogue to `<language>/LC_MESSAGES/guide.mo` below `out`.

    Raises:
        SourceError: a catalogue cannot be read or has a problem that `problems` names.
    """
    from babel.messages.mofile import write_mo

    made = []
    for language in LANGUAGES:
        source = catalogue_path(translations, language)
        if not source.exists():
            continue
        catalog = _read(source, language)
        if found := problems(catalog):
            raise SourceError(f"{source}: " + "; ".join(found))
        compiled = io.BytesIO()
        write_mo(compiled, catalog)
        target = catalogue_path(out, language).with_suffix(".mo")
        target.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(target, compiled.getvalue())
        made.append(target)
    return tuple(made)


def catalogue_path(folder: Path, language: str) -> Path:
    """Give the place of a language's `guide.po`."""
    return folder / language / "LC_MESSAGES" / f"{DOMAIN}.po"


def load_catalogue(language: str, translations: Path = TRANSLATIONS) -> Catalog:
    """Read one language's catalogue.

    Raises:
        SourceError: it is missing or not in gettext's format.
    """
    return _read(catalogue_path(translations, language), language)


def save_catalogue(catalog: Catalog, path: Path) -> None:
    """Write a catalogue as all of them are written."""
    write_atomically(path, _written(catalog))


def texts_of_catalogues(translations: Path = TRANSLATIONS) -> Iterator[str]:
    """Give every sentence in every language, and every language's own name."""
    yield from LANGUAGES.values()
    for language in LANGUAGES:
        if catalogue_path(translations, language).exists():
            for message in load_catalogue(language, translations):
                yield from forms_of(message.id)
                yield from forms_of(message.string)


def untranslated(catalog: Catalog) -> tuple[str, ...]:
    """Give the sentences that still stand in English."""
    return tuple(
        forms_of(message.id)[0] for message in catalog if message.id and not all(forms_of(message.string) or [""])
    )


def problems(catalog: Catalog) -> tuple[str, ...]:
    """Say what is wrong with the translations that are there; one sentence each."""
    return tuple(fault for message in catalog if message.id for fault in faults_of(message, catalog.num_plurals))


def faults_of(message: Message, plurals: int) -> Iterator[str]:
    """Say what is wrong with one translation.

    Args:
        message: of a catalogue, with an id.
        plurals: how many forms the language has for a number of things.
    """
    name = forms_of(message.id)[0]
    if message.fuzzy:
        yield f"{name!r} is marked fuzzy: check it and take the mark off"
    wanted = _blanks(forms_of(message.id)[-1])
    for form in filter(None, forms_of(message.string)):
        try:
            blanks = _blanks(form)
        except ValueError as error:
            yield f"{name!r}: its blanks cannot be read: {error}"
            continue
        # a plural form may say its number in words; nothing else may go missing
        missing = wanted - blanks - ({"count"} if message.pluralizable else set())
        if missing or blanks - wanted:
            yield f"{name!r}: its blanks are {sorted(wanted)}, the translation has {sorted(blanks)}"
        if form != form.strip():
            yield f"{name!r}: the translation begins or ends with a space"
    given = sum(bool(form) for form in forms_of(message.string))
    if message.pluralizable and given not in {0, plurals}:
        yield f"{name!r}: {plurals} plural forms are needed"


def forms_of(text: str | list[str] | tuple[str, ...] | None) -> list[str]:
    """Give a text, or its plural forms, as a list; an empty one where there is none."""
    return [text or ""] if isinstance(text, str | None) else list(text)


def _blanks(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def _sentences(path: Path, code: Path) -> Iterator[Sentence]:
    source = path.read_text(encoding="utf-8")
    notes = _translators_notes(source)
    calls = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call)]
    for call in sorted(calls, key=lambda node: (node.lineno, node.col_offset)):
        kind = _kind(call.func)
        if kind is None:
            continue
        texts = [_literal(argument) for argument in call.args[: 2 if kind == "plural" else 1]]
        if not texts or None in texts:
            if _belongs_to_messages(call.func):
                raise SourceError(f"{path}:{call.lineno}: write the sentence out where it is used, for translators")
            continue
        context = next((_literal(keyword.value) for keyword in call.keywords if keyword.arg == "context"), None)
        yield Sentence(
            message=texts[0] or "",
            plural=texts[1] if kind == "plural" else None,
            context=context,
            place=path.relative_to(code).as_posix(),
            notes=tuple(_above(call.lineno, notes)),
        )


def _kind(function: ast.expr) -> str | None:
    """Tell `text` or `plural` from every other call."""
    name = function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", None)
    return name if name in {"text", "plural"} else None


def _belongs_to_messages(function: ast.expr) -> bool:
    return isinstance(function, ast.Attribute) and ast.unparse(function.value).lower().endswith("messages")


def _literal(node: ast.expr) -> str | None:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def _translators_notes(source: str) -> dict[int, str]:
    """Map a line to the comment that fills it, in a file that speaks to translators at all."""
    if "Translators:" not in source:
        return {}
    tokens = tokenize.generate_tokens(io.StringIO(source).readline)
    return {
        token.start[0]: token.string.lstrip("# ")
        for token in tokens
        if token.type == tokenize.COMMENT and token.line.lstrip().startswith("#")
    }


def _above(line: int, notes: dict[int, str]) -> list[str]:
    """Give the comment right above a line, if it speaks to translators."""
    block: list[str] = []
    while (line := line - 1) in notes:
        block.insert(0, notes[line])
    start = next((index for index, text in enumerate(block) if text.startswith("Translators:")), None)
    return [] if start is None else block[start:]


def new_catalogue(language: str) -> Catalog:
    """Make an empty catalogue of a language, with the head that all of them have."""
    from babel.messages.catalog import Catalog

    new = Catalog(locale=language, last_translator="nobody yet", language_team=language, **_SAME_FOR_ALL)
    if language in _PLURALS:
        new.mime_headers = [("Plural-Forms", _PLURALS[language])]
    return new


def _read(path: Path, language: str) -> Catalog:
    from babel.messages.pofile import PoFileError

    try:
        return _parsed(path.read_bytes(), language)
    except (OSError, ValueError, PoFileError) as error:
        raise SourceError(f"{path}: not a catalogue that can be read: {error}") from error


def _parsed(text: bytes, language: str | None) -> Catalog:
    from babel.messages.pofile import read_po

    return read_po(io.BytesIO(text), locale=language, abort_invalid=True)


def _written(catalog: Catalog) -> bytes:
    from babel.messages.pofile import write_po

    text = io.BytesIO()
    write_po(text, catalog, width=120, include_lineno=False, ignore_obsolete=True)
    return text.getvalue()


def main() -> int:
    """Gather the sentences of the code and merge them into every catalogue; note what was translated since."""
    from guide_app.publisher.translating import update_records

    merge(template())
    update_records()
    for language in LANGUAGES:
        if language != FALLBACK:
            open_ones = len(untranslated(load_catalogue(language)))
            print(f"{language}: {open_ones} to translate")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
