"""The system's own look for the cover: its style, colours and font as if nobody had set any; and an icon."""

from __future__ import annotations

import sys
from typing import Final

from PySide6.QtCore import QLocale, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QIcon, QPainter, QPalette, QPixmap
from PySide6.QtWidgets import QApplication, QStyle, QStyleFactory, QWidget

from guide_app.ui.clock import locale_of
from guide_app.ui.cover.numbers import Style

_NATIVE: Final = {"win32": ("windows11", "windowsvista"), "darwin": ("macOS",)}
_USUAL: Final = "Fusion"
_DARK: Final = "#323232"
_ICON: Final = 64
_LONGER: Final = 5


def dress(widget: QWidget, text_scale: float, *, dark: bool) -> None:
    """Give a widget and all in it the system's style, colours and font, larger where the reader has larger text."""
    style = _native_style()
    if style is not None:
        style.setParent(widget)
        for part in (widget, *widget.findChildren(QWidget)):
            part.setStyle(style)
    widget.setPalette(system_palette(dark=dark))
    widget.setFont(system_font(text_scale))


def system_palette(*, dark: bool) -> QPalette:
    """Give the colours that programs have on this system.

    Args:
        dark: whether it is a dark one; then no colours are light, whatever a style thinks.
    """
    ours = QApplication.palette()
    # Nothing is drawn in between: Qt tells the system's colours only to a program that has set none.
    QApplication.setPalette(QPalette())
    theirs = QApplication.palette()
    QApplication.setPalette(ours)
    ground, ink = theirs.color(QPalette.ColorRole.Window), theirs.color(QPalette.ColorRole.WindowText)
    if dark and ground.lightness() > ink.lightness():
        theirs = QPalette(QColor(_DARK), QColor(_DARK))
        theirs.setColor(QPalette.ColorRole.Base, QColor(_DARK).darker(140))
    return _named(theirs)


def system_font(text_scale: float = 1.0) -> QFont:
    """Give the font that programs have on this system."""
    font = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
    if font.pixelSize() > 0:
        font.setPixelSize(round(font.pixelSize() * text_scale))
    else:
        font.setPointSizeF(font.pointSizeF() * text_scale)
    # Where the system has no letters for a script, the carried ones help out behind its own.
    font.setFamilies([*font.families(), *QApplication.font().families()])
    return font


def system_locale(language: str) -> QLocale:
    """Give the system's way to write numbers if it speaks this language, else the language's own."""
    system, own = QLocale.system(), locale_of(language)
    return system if system.language() == own.language() else own


def style_of(locale: QLocale) -> Style:
    """Say how a country writes numbers."""
    marks = dict.fromkeys((0x061C, 0x200E, 0x200F))
    longer = locale.toString(1234)
    return Style(
        zero=locale.zeroDigit(),
        decimal=locale.decimalPoint(),
        group=locale.groupSeparator(),
        percent=locale.percent().translate(marks),
        groups_from=4 if len(longer.translate(marks)) >= _LONGER else _LONGER,
    )


def calculator_icon() -> QIcon:
    """Draw the icon that the window has meanwhile."""
    pixmap = QPixmap(_ICON, _ICON)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor("#5e6670"))
    painter.drawRoundedRect(QRectF(10, 4, 44, 56), 6, 6)
    painter.setBrush(QColor("#dfe5ea"))
    painter.drawRect(QRectF(16, 10, 32, 12))
    for row in range(3):
        for column in range(3):
            painter.setBrush(QColor("#e8a33d") if column == row == 2 else QColor("#f4f5f6"))  # noqa: PLR2004 - the last key
            painter.drawRect(QRectF(16 + column * 12, 28 + row * 9, 8, 6))
    painter.end()
    return QIcon(pixmap)


def _named(palette: QPalette) -> QPalette:
    """Give a palette that names every colour: what it leaves open would be taken from the program's own."""
    full = QPalette()
    for group in (QPalette.ColorGroup.Active, QPalette.ColorGroup.Inactive, QPalette.ColorGroup.Disabled):
        for role in QPalette.ColorRole:
            if role not in {QPalette.ColorRole.NoRole, QPalette.ColorRole.NColorRoles}:
                full.setBrush(group, role, palette.brush(group, role))
    return full


def _native_style() -> QStyle | None:
    """Give the system's own style; None: it is the one that the program has anyway."""
    there = {name.lower(): name for name in QStyleFactory.keys()}  # noqa: SIM118 - not a dictionary
    for name in _NATIVE.get(sys.platform, ()):
        if name.lower() in there:
            return QStyleFactory.create(there[name.lower()])
    return None
