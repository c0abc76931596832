from __future__ import annotations

import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QTextLayout
from PySide6.QtWidgets import QApplication

from guide_app.ui.fonts import Fonts


@pytest.mark.skipif(sys.platform != "linux", reason="Windows and macOS have fonts for every script")
@pytest.mark.parametrize(
    "name", ["Guide", "Şule Żółć", "Привет", "مرحبا", "東京の相談窓口", "台灣同志諮詢熱線", "청소년", "שלום", "ฟ้าสีรุ้ง"]
)
@pytest.mark.usefixtures("look")
def test_names_in_every_script_have_shapes(qapp: QApplication, bundle: Path, name: str) -> None:
    fonts = Fonts(bundle / "fonts")
    fonts.prepare("en")
    fonts.prepare_rest()
    layout = QTextLayout(name, qapp.font())
    layout.beginLayout()
    layout.createLine()
    layout.endLayout()
    no_shape = 0
    assert all(no_shape not in run.glyphIndexes() for run in layout.glyphRuns())
