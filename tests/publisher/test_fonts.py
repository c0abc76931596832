from __future__ import annotations

from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from guide_app.core.errors import SourceError
from guide_app.core.languages import LANGUAGES
from guide_app.publisher import fonts
from guide_app.publisher.fonts import build_fonts, japanese_level_one

HEBREW = "שלום"
MAIN = {
    "Inter-Regular.ttf",
    "Inter-SemiBold.ttf",
    "NotoSansArabic-Regular.ttf",
    "NotoSansArabic-SemiBold.ttf",
    "NotoSansCJKjp-Regular.otf",
}


def shapes(path: Path) -> set[int]:
    with TTFont(path) as font:
        return set(font.getBestCmap())


def test_japanese_level_one_is_whole() -> None:
    level_one = japanese_level_one()
    kanji = {code for code in level_one if 0x4E00 <= code < 0xA000}
    assert len(kanji - {ord("仝")}) == 2965  # 仝 stands among the signs, in row 1
    assert set(map(ord, "あんアンー、。「」亜腕")) <= level_one
    assert ord("弌") not in level_one


def test_the_bundle_shows_every_language_and_only_asked_scripts(bundle: Path) -> None:
    folder = bundle / "fonts"
    made = {path.name for path in folder.iterdir() if path.suffix in {".ttf", ".otf"}}
    assert made >= MAIN
    have = set().union(*(shapes(folder / name) for name in made))
    wanted = set(map(ord, "".join(LANGUAGES.values()) + "ğışçöüŁżąß¿ñãõЖё؟،٣")) - {ord(" ")}
    assert wanted <= have
    for name in made:
        with TTFont(folder / name) as font:
            assert "fvar" not in font, "a still weight needs no axis"
            assert "Open Font License" in font["name"].getDebugName(13)
            if name.startswith("Inter"):
                assert font["name"].getBestFamilyName() == "Inter"
    assert "Open Font License" in (folder / "OFL-fontpkg-inter.txt").read_text("utf-8")


def test_weights_are_really_made(bundle: Path) -> None:
    folder = bundle / "fonts"
    with (
        TTFont(folder / "NotoSansArabic-Regular.ttf") as regular,
        TTFont(folder / "NotoSansArabic-SemiBold.ttf") as semibold,
    ):
        assert regular["OS/2"].usWeightClass == 400
        assert semibold["OS/2"].usWeightClass == 600
        beh = regular.getBestCmap()[0x0628]
        assert regular["glyf"][beh] != semibold["glyf"][beh]


def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Cut the main fonts to a few letters: the same road, in a tenth of the time."""
    monkeypatch.setattr(fonts, "_LATIN_GREEK_CYRILLIC", (range(0x41, 0x5B),))
    monkeypatch.setattr(fonts, "_ARABIC", (range(0x628, 0x62A),))
    monkeypatch.setattr(fonts, "japanese_level_one", lambda: frozenset(map(ord, "あい")))


def test_same_texts_same_bytes_and_nothing_done_twice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    small(monkeypatch)
    one, two = tmp_path / "one", tmp_path / "two"
    made = build_fonts(one, ["AB", HEBREW, "\u200f\n \ufe0f"])
    assert {path.name for path in made} == MAIN | {"NotoSansHebrew-Regular.ttf"}
    build_fonts(two, [HEBREW + "BA"])
    assert {path.name: path.read_bytes() for path in one.iterdir()} == {
        path.name: path.read_bytes() for path in two.iterdir()
    }
    before = {path: path.stat().st_mtime_ns for path in one.iterdir()}
    build_fonts(one, ["A", HEBREW, "B"])
    assert {path: path.stat().st_mtime_ns for path in one.iterdir()} == before


def test_a_rare_kanji_of_a_name_comes_along(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    small(monkeypatch)
    build_fonts(tmp_path, ["髙"])
    assert ord("髙") in shapes(tmp_path / "NotoSansCJKjp-Regular.otf")


def test_a_character_no_font_has_stops_the_build_with_its_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    small(monkeypatch)
    with pytest.raises(SourceError, match=r"U\+13080 EGYPTIAN HIEROGLYPH D010, in 'Eye of .*'"):
        build_fonts(tmp_path, ["Eye of \U00013080"])
