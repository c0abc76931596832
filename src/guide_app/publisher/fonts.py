"""The fonts that go with the program: cut down to what the texts need, in still weights.

Inter for Latin, Greek and Cyrillic, Noto Sans Arabic, Noto Sans CJK JP; of other scripts those that occur in a
text (names of organisations, mostly). All are under the SIL Open Font License 1.1, whose text goes with them.
The same texts and the same font packages give the same bytes.
"""

from __future__ import annotations

import hashlib
import importlib.metadata
import logging
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from guide_app.core.errors import SourceError
from guide_app.core.files import write_atomically

if TYPE_CHECKING:
    from fontTools.ttLib import TTFont

REGULAR: Final = 400
SEMIBOLD: Final = 600
STAMP: Final = "made-from.txt"
_FORMAT: Final = "3"
CONFIGURATION: Final = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<!-- The system's fonts and rules, and its caches: read where they are good, and never made anew. For fontconfig writes
     into the first place that lets it, and the first, which lets everybody, has no room for any file. -->
<fontconfig>
\t<dir>/usr/share/fonts</dir>
\t<dir>/usr/local/share/fonts</dir>
\t<dir prefix="xdg">fonts</dir>
\t<include ignore_missing="yes">/etc/fonts/conf.d</include>
\t<cachedir>/dev/null</cachedir>
\t<cachedir>/var/cache/fontconfig</cachedir>
</fontconfig>
"""
"""For fontconfig, on Linux."""
_NOTHING_TO_DRAW: Final = frozenset({"Cc", "Cf", "Zl", "Zp", "Zs"})
_VARIATION_SELECTORS: Final = frozenset(range(0xFE00, 0xFE10))

_LATIN_GREEK_CYRILLIC: Final = (
    range(0x0020, 0x0250),
    range(0x02B0, 0x0530),
    range(0x1E00, 0x2000),
    range(0x2000, 0x2070),
    range(0x20A0, 0x20C1),
    range(0x2100, 0x2200),
    range(0x2200, 0x2270),
    range(0x25A0, 0x2600),
    range(0x2713, 0x2718),
)
_ARABIC: Final = (
    range(0x0600, 0x0780),
    range(0x0870, 0x0900),
    range(0x200C, 0x2010),
    range(0xFB50, 0xFE00),
    range(0xFE70, 0xFF00),
)


@dataclass(frozen=True, slots=True)
class _Face:
    """One family: where its file comes from and which weights of it are made."""

    package: str
    file: str
    weights: tuple[int, ...]

    @property
    def name(self) -> str:
        """Name of the files made from it: `NotoSansArabic` of `NotoSansArabic[wght].ttf`."""
        return self.file.rsplit("/", 1)[-1].split("[")[0].split("-")[0].removesuffix(".ttf")

    def open(self) -> TTFont:
        """Open the whole font; close it again, for its file is read as needed."""
        from fontTools.ttLib import TTFont

        path = str(files(self.package).joinpath(self.file))
        # not recalcTimestamp: the same bytes at any time; not recalcBBoxes where no outline changes: 10 s less
        return TTFont(path, recalcTimestamp=False, recalcBBoxes=path.endswith(".ttf"), lazy=True)

    def characters(self) -> frozenset[int]:
        """Give all code points it has a shape for."""
        with self.open() as font:
            return frozenset(font.getBestCmap())


_INTER: Final = _Face("fontpkg_inter", "files/Inter[opsz,wght].ttf", (REGULAR, SEMIBOLD))
_NOTO_ARABIC: Final = _Face("manimgx_fonts", "NotoSansArabic[wght].ttf", (REGULAR, SEMIBOLD))
_NOTO_JAPANESE: Final = _Face("noto_cjk_sans_jp_regular", "NotoSansCJKjp-Regular.otf", (REGULAR,))
_FEATURES: Final = {
    _INTER: ["kern", "mark", "mkmk", "ccmp", "locl", "tnum"],
    # not `locl`: it would bring the Chinese and Korean forms of every kanji along
    _NOTO_JAPANESE: ["ccmp", "mark", "mkmk"],
}
"""Layout features kept; of every other face all: letters of its script join and stack by them."""
_OTHERS: Final = tuple(
    _Face("manimgx_fonts", f"NotoSans{script}[wght].ttf", (REGULAR,))
    for script in (
        "Armenian",
        "Bengali",
        "Devanagari",
        "Ethiopic",
        "Georgian",
        "Gujarati",
        "Gurmukhi",
        "Hebrew",
        "Kannada",
        "Khmer",
        "Lao",
        "Malayalam",
        "Myanmar",
        "Oriya",
        "Sinhala",
        "Tamil",
        "Telugu",
        "Thai",
        "Symbols",
    )
)
_DISTRIBUTIONS: Final = ("fontpkg-inter", "manimgx-fonts", "noto-cjk-sans-jp-regular", "fonttools")


def build_fonts(out: Path, texts: Iterable[str]) -> tuple[Path, ...]:
    """Write the fonts that show every character of `texts`, and their licences, into `out`.

    Does nothing where `out` holds what the same characters and packages made before.

    Args:
        out: folder, made where it is missing; other fonts in it are removed.
        texts: all that may be shown: texts of the snapshot, of the catalogues, names of languages.

    Returns:
        The font files, sorted by name.

    Raises:
        SourceError: a character is in none of the fonts; the message names it and a text that holds it.
    """
    wanted = _characters(texts)
    stamp = _stamp(wanted)
    out.mkdir(parents=True, exist_ok=True)
    if _read(out / STAMP) != stamp:
        for old in out.iterdir():
            old.unlink()
        for face, characters in _share(wanted):
            for weight in face.weights:
                _write_face(face, characters, weight, out)
        _write_licences(out)
        write_atomically(out / "fonts.conf", CONFIGURATION.encode())
        write_atomically(out / STAMP, stamp.encode())
    return tuple(sorted(path for path in out.iterdir() if path.suffix in {".ttf", ".otf"}))


def japanese_level_one() -> frozenset[int]:
    """Give kana, Japanese punctuation and the 2,965 kanji of JIS level 1: rows 1 to 8 and 16 to 47 of JIS X 0208."""
    rows = (*range(1, 9), *range(16, 48))
    cells = (bytes((0xA0 + row, 0xA0 + cell)).decode("euc_jp", "ignore") for row in rows for cell in range(1, 95))
    return frozenset(ord(cell) for cell in cells if cell)


def _characters(texts: Iterable[str]) -> dict[int, str]:
    """Map each character that needs a shape to a text that holds it."""
    found: dict[int, str] = {}
    for text in texts:
        for character in text:
            if ord(character) not in found and unicodedata.category(character) not in _NOTHING_TO_DRAW:
                found[ord(character)] = text
    return {code: text for code, text in sorted(found.items()) if code not in _VARIATION_SELECTORS}


def _stamp(wanted: Iterable[int]) -> str:
    versions = [f"{name}=={importlib.metadata.version(name)}" for name in _DISTRIBUTIONS]
    characters = hashlib.sha256("".join(map(chr, wanted)).encode()).hexdigest()
    return "\n".join([_FORMAT, *versions, characters]) + "\n"


def _read(path: Path) -> str | None:
    return path.read_text(encoding="utf-8") if path.exists() else None


def _share(wanted: dict[int, str]) -> Iterator[tuple[_Face, frozenset[int]]]:
    """Give every face its characters: the three main ones always, of the others those that are needed."""
    left = dict(wanted)
    inter = frozenset(code for block in _LATIN_GREEK_CYRILLIC for code in block)
    arabic = frozenset(code for block in _ARABIC for code in block)
    yield _INTER, _take(_INTER, inter, left)
    yield _NOTO_ARABIC, _take(_NOTO_ARABIC, arabic, left)
    japanese = _take(_NOTO_JAPANESE, japanese_level_one() | left.keys(), left)
    yield _NOTO_JAPANESE, japanese - inter
    for face in _OTHERS:
        if not left:
            return
        if face.characters() & left.keys():
            # the whole script: its letters change shape beside each other
            yield face, _take(face, None, left)
    if left:
        code, text = next(iter(left.items()))
        name = unicodedata.name(chr(code), "a character without a name")
        msg = f"no bundled font has U+{code:04X} {name}, in {text[:80]!r}: write it otherwise, or add a font here"
        raise SourceError(msg)


def _take(face: _Face, within: frozenset[int] | None, left: dict[int, str]) -> frozenset[int]:
    """Give what the face has of `within` (None: all), and strike that from `left`."""
    has = face.characters()
    taken = has if within is None else has & within
    for code in taken:
        left.pop(code, None)
    return taken


def _write_face(face: _Face, characters: frozenset[int], weight: int, out: Path) -> None:
    from fontTools import subset

    for noisy in ("fontTools.subset", "fontTools.varLib"):
        logging.getLogger(noisy).setLevel(logging.ERROR)
    options = subset.Options(
        layout_features=_FEATURES.get(face, ["*"]),
        name_IDs=[0, 1, 2, 3, 4, 5, 6, 13, 14, 16, 17],  # names, and the licence in the font itself
        notdef_outline=True,
        hinting=face is _NOTO_JAPANESE,
        drop_tables=[*subset.Options().drop_tables, "DSIG", "vhea", "vmtx", "VORG", "BASE"],
    )
    cut = subset.Subsetter(options)
    cut.populate(unicodes=sorted(characters))
    style = {REGULAR: "Regular", SEMIBOLD: "SemiBold"}[weight]
    with face.open() as font:
        cut.subset(font)
        still = _still(font, weight)
        ending = "otf" if "CFF " in still else "ttf"
        subset.save_font(still, str(out / f"{face.name}-{style}.{ending}"), options)


def _still(font: Any, weight: int) -> TTFont:  # noqa: ANN401 - fontTools has no types
    """Fix every axis of a variable font: text size, plain width, the weight asked for."""
    if "fvar" not in font:
        return font
    from fontTools.varLib import instancer

    chosen = {axis.axisTag: axis.defaultValue for axis in font["fvar"].axes} | {"wght": weight}
    if "opsz" in chosen:
        chosen["opsz"] = next(axis.minValue for axis in font["fvar"].axes if axis.axisTag == "opsz")
    return instancer.instantiateVariableFont(font, chosen, inplace=True, updateFontNames=True)


def _write_licences(out: Path) -> None:
    """Put the licence of each package of fonts beside them, as it came."""
    for name in _DISTRIBUTIONS[:3]:
        found = importlib.metadata.files(name) or []
        licence = next(file for file in found if file.name == "LICENSE")
        (out / f"OFL-{name}.txt").write_text(licence.read_text(encoding="utf-8"), encoding="utf-8", newline="\n")
