"""Colours keep their contrast, icons are read rightly, fonts are taken only where they are needed."""

from __future__ import annotations

import math
import os
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication

from guide_app.core.places import fonts_folder
from guide_app.ui.fonts import Fonts
from guide_app.ui.icons import OUTLINES
from guide_app.ui.svg_path import path_from_svg
from guide_app.ui.theme import Look, ToneName, palette_for, tone

ROLE = QPalette.ColorRole


def luminance(colour: QColor) -> float:
    def linear(part: float) -> float:
        return part / 12.92 if part <= 0.03928 else float(((part + 0.055) / 1.055) ** 2.4)

    return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) + 0.0722 * linear(colour.blueF())


def contrast(one: QColor, other: QColor) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("look", ["light", "dark", "contrast"])
@pytest.mark.parametrize("ground", [ROLE.Window, ROLE.Base, ROLE.AlternateBase])
@pytest.mark.parametrize("ink", [ROLE.WindowText, ROLE.Text, ROLE.ButtonText, ROLE.PlaceholderText])
@pytest.mark.usefixtures("qapp")
def test_text_has_contrast_seven(look: Look, ground: ROLE, ink: ROLE) -> None:
    palette = palette_for(look)
    assert contrast(palette.color(ink), palette.color(ground)) >= (6.5 if ground == ROLE.AlternateBase else 7)


@pytest.mark.parametrize("look", ["light", "dark", "contrast"])
@pytest.mark.parametrize("name", ["open", "later", "calm", "leave"])
@pytest.mark.usefixtures("qapp")
def test_tones_have_contrast_seven(look: Look, name: ToneName) -> None:
    pair = tone(palette_for(look), name)
    assert contrast(pair.ink, pair.ground) >= 7


@pytest.mark.parametrize("look", ["light", "dark"])
@pytest.mark.usefixtures("qapp")
def test_controls_and_links_are_seen(look: Look) -> None:
    palette = palette_for(look)
    for ground in (ROLE.Window, ROLE.Base):
        assert contrast(palette.color(ROLE.Dark), palette.color(ground)) >= 3
        assert contrast(palette.color(ROLE.Highlight), palette.color(ground)) >= 7
        assert contrast(palette.color(ROLE.Link), palette.color(ground)) >= 7


@pytest.mark.parametrize("name", OUTLINES)
def test_every_outline_is_read_and_stays_on_its_grid(name: str) -> None:
    box = path_from_svg(OUTLINES[name]).boundingRect()
    assert box.width() > 0 or box.height() > 0
    assert box.left() >= -0.1
    assert box.top() >= -0.1
    assert box.right() <= 24.1
    assert box.bottom() <= 24.1


def test_an_arc_is_round() -> None:
    path = path_from_svg("M22 12a10 10 0 0 1-20 0a10 10 0 0 1 20 0z")
    for step in range(50):
        point = path.pointAtPercent(step / 50) - QPointF(12, 12)
        assert math.hypot(point.x(), point.y()) == pytest.approx(10, abs=0.02)


def test_arcs_go_the_way_their_flags_say() -> None:
    tops = [
        path_from_svg(f"M0 10a10 10 0 {large} {sweep} 10 10").boundingRect().width()
        for large, sweep in ((0, 0), (0, 1), (1, 0), (1, 1))
    ]
    assert tops[0] == pytest.approx(tops[1])
    assert tops[2] == pytest.approx(tops[3])
    assert tops[0] < tops[2]


def test_lines_after_a_move_and_numbers_run_together() -> None:
    path = path_from_svg("m5-5 3 8H2V1.5l.5.5z")
    points = [path.elementAt(at) for at in range(path.elementCount())]
    assert [(point.x, point.y) for point in points][:5] == [(5, -5), (8, 3), (2, 3), (2, 1.5), (2.5, 2)]


@pytest.mark.parametrize("broken", ["M1", "M1 2 Q3 4 5 6", "L"])
def test_what_is_not_an_outline_is_refused(broken: str) -> None:
    with pytest.raises(ValueError, match="outline"):
        path_from_svg(broken)


def test_fonts_are_loaded_only_where_the_system_has_none(qapp: QApplication, bundle: Path) -> None:
    before = qapp.font()
    try:
        fonts = Fonts(fonts_folder(bundle))
        fonts.prepare("ja")
        fonts.prepare_rest()
        system_has = QFontDatabase.families(QFontDatabase.WritingSystem.Japanese)
        assert system_has or "Noto Sans CJK JP" in QFontDatabase.families()
        assert QFontDatabase.families(QFontDatabase.WritingSystem.Arabic)
    finally:
        qapp.setFont(before)


def test_no_fonts_at_all_change_nothing(qapp: QApplication, tmp_path: Path) -> None:
    before = qapp.font()
    Fonts(tmp_path).prepare_rest()
    assert qapp.font() == before


def test_type_sizes_are_three_and_apart(qapp: QApplication) -> None:
    from guide_app.ui.theme import set_text_scale, sized

    before = qapp.font()
    try:
        set_text_scale(1.0)
        sizes = [sized(qapp.font(), size).pixelSize() for size in ("small", "body", "title")]
        assert sizes == [14, 16, 26]
        assert all(one < other for one, other in pairwise(sizes))
    finally:
        qapp.setFont(before)


def test_qt_comes_quickly_and_still_explains_a_mistake() -> None:
    """In a process of its own: what was put off must be there when a wrong call asks for it."""
    script = (
        "import sys\n"
        "from guide_app.ui.early import import_qt_quickly\n"
        "import_qt_quickly()\n"
        "late = sys.modules['shibokensupport.signature.layout']\n"
        "assert type(late).__name__ == '_LaterModule', type(late)\n"
        "assert 'argparse' not in sys.modules\n"
        "from PySide6.QtCore import QObject, Signal, Slot\n"
        "class Thing(QObject):\n"
        "    sent = Signal(int)\n"
        "    @Slot(int)\n"
        "    def take(self, number): self.got = number\n"
        "thing = Thing(); thing.sent.connect(thing.take); thing.sent.emit(3); assert thing.got == 3\n"
        "try:\n"
        "    thing.setObjectName(5)\n"
        "except TypeError as error:\n"
        "    assert 'Supported signatures' in str(error), error\n"
        "else:\n"
        "    raise AssertionError('no TypeError')\n"
        "import_qt_quickly()\n"
        "assert all(type(each).__name__ != '_LaterFinder' for each in sys.meta_path)\n"
        "assert type(sys.meta_path) is list\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, env=os.environ, check=False)
    assert (done.returncode, done.stderr) == (0, "")
