"""The handle is drawn where the style lets it be dragged."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication, QStyle, QStyleOptionSlider

from guide_app.ui.widgets.thin_bar import ThinBar, handle_of


@pytest.mark.parametrize("length", [60, 90, 301, 600, 1079])
@pytest.mark.parametrize("span", [1, 7, 100, 3001, 60_000])
@pytest.mark.parametrize("page", [40, 400, 1000])
def test_the_handle_is_where_the_style_has_it(length: int, span: int, page: int, qapp: QApplication) -> None:
    assert qapp.style().objectName() == "fusion"
    bar = ThinBar()
    bar.resize(12, length)
    bar.setRange(0, span)
    bar.setPageStep(page)
    for at in sorted({0, 1, span // 3, span // 2, span - 1, span}):
        bar.setValue(at)
        option = QStyleOptionSlider()
        bar.initStyleOption(option)
        part, control = QStyle.SubControl.SC_ScrollBarSlider, QStyle.ComplexControl.CC_ScrollBar
        where = bar.style().subControlRect(control, option, part, bar)
        assert handle_of(length, (0, span), page, at) == (where.top(), where.height()), at
