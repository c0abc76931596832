"""The look in one place: colours, three type sizes, and the steps of space.

Colours live in the application's palette, so that every widget follows the system from light to dark while it is
open. Where the system asks for high contrast its own palette is used, and our tones become plain text on ground.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final, Literal, NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory

Look = Literal["light", "dark", "contrast"]
Size = Literal["title", "body", "small"]
ToneName = Literal["open", "later", "calm", "leave"]

TINY: Final = 4
NEAR: Final = 8
STEP: Final = 12
GAP: Final = 16
WIDE: Final = 24
RADIUS: Final = 10
TARGET: Final = 44
"""Smallest side of what a finger must hit, in pixels."""
COLUMN: Final = 860
"""Widest column of text."""
NARROW: Final = 720
"""Below this width one column is shown at a time."""

BODY_PIXELS: Final = 16
# Making a font costs more than drawing a word with it.
_made_fonts: Final[dict[tuple[str, tuple[str, ...], int, Size, bool], QFont]] = {}
_RATIO: Final[dict[Size, float]] = {"title": 1.6, "body": 1.0, "small": 0.9}
_ROLE = QPalette.ColorRole


class Tone(NamedTuple):
    """A pair that keeps its contrast: ink on ground."""

    ink: QColor
    ground: QColor


_LIGHT: Final = {
    _ROLE.Window: "#f5f4f2",
    _ROLE.Base: "#ffffff",
    _ROLE.AlternateBase: "#eef2f3",
    _ROLE.WindowText: "#1d2126",
    _ROLE.PlaceholderText: "#4b535b",
    _ROLE.Mid: "#dedbd6",
    _ROLE.Dark: "#8b857b",
    _ROLE.Highlight: "#1a5568",
    _ROLE.HighlightedText: "#ffffff",
}
_DARK: Final = {
    _ROLE.Window: "#1b1d20",
    _ROLE.Base: "#26292d",
    _ROLE.AlternateBase: "#2d3237",
    _ROLE.WindowText: "#f1f2f3",
    _ROLE.PlaceholderText: "#bcc3ca",
    _ROLE.Mid: "#3a3e44",
    _ROLE.Dark: "#7d848c",
    _ROLE.Highlight: "#8cc7d8",
    _ROLE.HighlightedText: "#16181b",
}
_TONES: Final[dict[bool, dict[ToneName, tuple[str, str]]]] = {
    False: {
        "open": ("#155737", "#e3f1e9"),
        "later": ("#6b4200", "#f8eedc"),
        "calm": ("#174c5d", "#e2ecf0"),
        "leave": ("#ffffff", "#2a2f36"),
    },
    True: {
        "open": ("#8fd6b0", "#1f3329"),
        "later": ("#e9c384", "#3a3020"),
        "calm": ("#a8d5e2", "#243a42"),
        "leave": ("#16181b", "#e9ebed"),
    },
}


def system_look() -> Look:
    """Say which look the system asks for now; one that does not say is taken as light."""
    hints = QGuiApplication.styleHints()
    if hints.accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast:
        return "contrast"
    return "dark" if hints.colorScheme() == Qt.ColorScheme.Dark else "light"


def apply_look(look: Look) -> None:
    """Give the application the colours of a look; open windows follow at once."""
    QApplication.setPalette(palette_for(look))


def palette_for(look: Look) -> QPalette:
    """Make the palette of a look.

    `Mid` is the colour of lines, `Dark` of the outlines of controls, `PlaceholderText` of second-rank text,
    `AlternateBase` of what the pointer is over, `Highlight` the one accent.
    """
    if look == "contrast":
        palette = QStyleFactory.create("Fusion").standardPalette()
        for role in (_ROLE.Mid, _ROLE.Dark, _ROLE.PlaceholderText):
            palette.setColor(role, palette.color(_ROLE.WindowText))
        palette.setColor(_ROLE.Base, palette.color(_ROLE.Window))
        palette.setColor(_ROLE.AlternateBase, palette.color(_ROLE.Window))
        return palette
    colours = {role: QColor(name) for role, name in (_DARK if look == "dark" else _LIGHT).items()}
    text, card = colours[_ROLE.WindowText], colours[_ROLE.Base]
    colours |= {_ROLE.Text: text, _ROLE.ButtonText: text, _ROLE.ToolTipText: text, _ROLE.Link: colours[_ROLE.Highlight]}
    colours |= {_ROLE.Button: card, _ROLE.ToolTipBase: card, _ROLE.Light: card}
    palette = QPalette()
    for role, colour in colours.items():
        palette.setColor(role, colour)
    return palette


def is_plain(palette: QPalette) -> bool:
    """Say whether it is a palette of high contrast, which knows text and ground and no tones between."""
    return palette.color(_ROLE.Mid) == palette.color(_ROLE.WindowText)


def tone(palette: QPalette, name: ToneName) -> Tone:
    """Give a tone that suits a palette; in high contrast all are the palette's own text on ground."""
    ink, ground = palette.color(_ROLE.WindowText), palette.color(_ROLE.Window)
    if is_plain(palette):
        return Tone(ground, ink) if name == "leave" else Tone(ink, ground)
    return _tone_of(ground.lightness() < ink.lightness(), name)


@lru_cache(maxsize=16)
def _tone_of(dark: bool, name: ToneName) -> Tone:
    ink, ground = _TONES[dark][name]
    return Tone(QColor(ink), QColor(ground))


def sized(font: QFont, size: Size, *, strong: bool = False) -> QFont:
    """Give one of the three type sizes in terms of the application's body font, semi-bold where strong."""
    key = (font.family(), tuple(font.families()), body_pixels(), size, strong)
    if key not in _made_fonts:
        made = QFont(font)
        made.setPixelSize(round(body_pixels() * _RATIO[size]))
        made.setWeight(QFont.Weight.DemiBold if strong else QFont.Weight.Normal)
        _made_fonts[key] = made
    return QFont(_made_fonts[key])


def scaled(pixels: float) -> int:
    """Let icons and widths grow with the text: pixels at a body size of sixteen, in pixels now."""
    return round(pixels * body_pixels() / BODY_PIXELS)


def body_pixels() -> int:
    """Give the size of body text now; a font measured in points is not ours, and counts as the first size."""
    pixels = QApplication.font().pixelSize()
    return pixels if pixels > 0 else BODY_PIXELS


def set_text_scale(scale: float) -> None:
    """Set the body size; 1.0 is sixteen pixels."""
    font = QApplication.font()
    font.setPixelSize(round(BODY_PIXELS * scale))
    QApplication.setFont(font)
