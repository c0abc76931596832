"""The outline icons: Lucide's (ISC licence), drawn with a pen in the palette's colours.

All live on a grid of 24 by 24 with a stroke of 2. Only those that point somewhere along the line of
reading are mirrored for languages written from right to left.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from guide_app.ui.svg_path import path_from_svg

_GRID: Final = 24.0
_STROKE: Final = 1.75
_RING = "M22 12a10 10 0 0 1-20 0a10 10 0 0 1 20 0z"

OUTLINES: Final[dict[str, str]] = {
    "phone": "M13.832 16.568a1 1 0 0 0 1.213-.303l.355-.465A2 2 0 0 1 17 15h3a2 2 0 0 1 2 2v3a2 2 0 0 1-2 2"
    "A18 18 0 0 1 2 4a2 2 0 0 1 2-2h3a2 2 0 0 1 2 2v3a2 2 0 0 1-.8 1.6l-.468.351a1 1 0 0 0-.292 1.233"
    " 14 14 0 0 0 6.392 6.384",
    "people": "M16 21v-2a4 4 0 0 0-4-4H6a4 4 0 0 0-4 4v2M16 3.128a4 4 0 0 1 0 7.744M22 21v-2a4 4 0 0 0-3-3.87"
    "M13 7a4 4 0 0 1-8 0a4 4 0 0 1 8 0z",
    "place": "M20 10c0 4.993-5.539 10.193-7.399 11.799a1 1 0 0 1-1.202 0C9.539 20.193 4 14.993 4 10a8 8 0 0 1 16 0"
    "M15 10a3 3 0 0 1-6 0a3 3 0 0 1 6 0z",
    "law": "M12 3v18m7-13 3 8a5 5 0 0 1-6 0zV7M3 7h1a17 17 0 0 0 8-2 17 17 0 0 0 8 2h1"
    "M5 8l3 8a5 5 0 0 1-6 0zV7M7 21h10",
    "heart": "M11 2v2M5 2v2M5 3H4a2 2 0 0 0-2 2v4a6 6 0 0 0 12 0V5a2 2 0 0 0-2-2h-1M8 15a6 6 0 0 0 12 0v-3"
    "M22 10a2 2 0 0 1-4 0a2 2 0 0 1 4 0z",
    "home": "M15 21v-8a1 1 0 0 0-1-1h-4a1 1 0 0 0-1 1v8M3 10a2 2 0 0 1 .709-1.528l7-6a2 2 0 0 1 2.582 0l7 6"
    "A2 2 0 0 1 21 10v9a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2z",
    "work": "M16 20V4a2 2 0 0 0-2-2h-4a2 2 0 0 0-2 2v16M4 6h16a2 2 0 0 1 2 2v10a2 2 0 0 1-2 2H4a2 2 0 0 1-2-2V8"
    "a2 2 0 0 1 2-2z",
    "hands": "M11 17l2 2a1 1 0 1 0 3-3M14 14l2.5 2.5a1 1 0 1 0 3-3l-3.88-3.88a3 3 0 0 0-4.24 0l-.88.88a1 1 0 1 1-3-3"
    "l2.81-2.81a5.79 5.79 0 0 1 7.06-.87l.47.28a2 2 0 0 0 1.42.25L21 4M21 3l1 11h-2M3 3L2 14l6.5 6.5a1 1 0 1 0 3-3"
    "M3 4h8",
    "breath": "M12.8 19.6A2 2 0 1 0 14 16H2M17.5 8a2.5 2.5 0 1 1 2 4H2M9.8 4.4A2 2 0 1 1 11 8H2",
    "shield": "M20 13c0 5-3.5 7.5-7.66 8.95a1 1 0 0 1-.67-.01C7.5 20.5 4 18 4 13V6a1 1 0 0 1 1-1c2 0 4.5-1.2 6.24-2.72"
    "a1.17 1.17 0 0 1 1.52 0C14.51 3.81 17 5 19 5a1 1 0 0 1 1 1z",
    "info": f"{_RING}M12 16v-4M12 8h.01",
    "search": "M21 21l-4.34-4.34M19 11a8 8 0 0 1-16 0a8 8 0 0 1 16 0z",
    "globe": f"{_RING}M12 2a14.5 14.5 0 0 0 0 20 14.5 14.5 0 0 0 0-20M2 12h20",
    "down": "M6 9l6 6 6-6",
    "onward": "M9 18l6-6-6-6",
    "back": "M12 19l-7-7 7-7M19 12H5",
    "leave": "M16 17l5-5-5-5M21 12H9M9 21H5a2 2 0 0 1-2-2V5a2 2 0 0 1 2-2h4",
    "copy": "M10 8h10a2 2 0 0 1 2 2v10a2 2 0 0 1-2 2H10a2 2 0 0 1-2-2V10a2 2 0 0 1 2-2z"
    "M4 16c-1.1 0-2-.9-2-2V4c0-1.1.9-2 2-2h10c1.1 0 2 .9 2 2",
    "check": "M20 6L9 17l-5-5",
    "clock": f"{_RING}M12 6v6l4 2",
    "caution": "M21.73 18l-8-14a2 2 0 0 0-3.48 0l-8 14A2 2 0 0 0 4 21h16a2 2 0 0 0 1.73-3M12 9v4M12 17h.01",
    "question": f"{_RING}M9.09 9a3 3 0 0 1 5.83 1c0 2-3 3-3 3M12 17h.01",
    "message": "M22 17a2 2 0 0 1-2 2H6.828a2 2 0 0 0-1.414.586l-2.202 2.202A.71.71 0 0 1 2 21.286V5a2 2 0 0 1 2-2h16"
    "a2 2 0 0 1 2 2z",
    "mail": "M22 7l-8.991 5.727a2 2 0 0 1-2.009 0L2 7M4 4h16a2 2 0 0 1 2 2v12a2 2 0 0 1-2 2H4a2 2 0 0 1-2-2V6"
    "a2 2 0 0 1 2-2z",
    "link": "M10 13a5 5 0 0 0 7.54.54l3-3a5 5 0 0 0-7.07-7.07l-1.72 1.71M14 11a5 5 0 0 0-7.54-.54l-3 3"
    "a5 5 0 0 0 7.07 7.07l1.71-1.71",
    "calculator": "M6 2h12a2 2 0 0 1 2 2v16a2 2 0 0 1-2 2H6a2 2 0 0 1-2-2V4a2 2 0 0 1 2-2zM8 6h8M16 14v4M16 10h.01"
    "M12 10h.01M8 10h.01M12 14h.01M8 14h.01M12 18h.01M8 18h.01",
    "close": "M18 6L6 18M6 6l12 12",
    "plus": "M5 12h14M12 5v14",
    "minus": "M5 12h14",
    "keep": "M19 21l-7-4-7 4V5a2 2 0 0 1 2-2h10a2 2 0 0 1 2 2v16z",
    "up": "M5 12l7-7 7 7M12 19V5",
    "guide": "M12 7v14M3 18a1 1 0 0 1-1-1V4a1 1 0 0 1 1-1h5a4 4 0 0 1 4 4 4 4 0 0 1 4-4h5a1 1 0 0 1 1 1"
    "v13a1 1 0 0 1-1 1h-6a3 3 0 0 0-3 3 3 3 0 0 0-3-3z",
    "folder": "M20 20a2 2 0 0 0 2-2V8a2 2 0 0 0-2-2h-7.9a2 2 0 0 1-1.69-.9L9.6 3.9A2 2 0 0 0 7.93 3H4a2 2 0 0 0-2 2v13"
    "a2 2 0 0 0 2 2z",
    "file": "M15 2H6a2 2 0 0 0-2 2v16a2 2 0 0 0 2 2h12a2 2 0 0 0 2-2V7zM14 2v4a2 2 0 0 0 2 2h4",
    "stick": "M22 12H2M5.45 5.11L2 12v6a2 2 0 0 0 2 2h16a2 2 0 0 0 2-2v-6l-3.45-6.89A2 2 0 0 0 16.76 4H7.24"
    "a2 2 0 0 0-1.79 1.11zM6 16h.01M10 16h.01",
    "renew": "M3 12a9 9 0 0 1 9-9 9.75 9.75 0 0 1 6.74 2.74L21 8M21 3v5h-5M21 12a9 9 0 0 1-9 9 9.75 9.75 0 0 1"
    "-6.74-2.74L3 16M8 16H3v5",
    "filters": "M10 5H3M12 19H3M14 3v4M16 17v4M21 12h-9M21 19h-5M21 5h-7M8 10v4M8 12H3",
}
"""Name -> SVG path data. The names are ours: what an icon stands for, not what it shows."""

_MIRRORED: Final = frozenset({"back", "onward", "leave"})


def paint_icon(painter: QPainter, name: str, box: QRectF, colour: QColor, direction: Qt.LayoutDirection) -> None:
    """Draw an icon to fill a square box; an unknown name draws the plain "info" sign."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    scale = box.width() / _GRID
    if direction == Qt.LayoutDirection.RightToLeft and name in _MIRRORED:
        painter.translate(box.right(), box.top())
        painter.scale(-scale, scale)
    else:
        painter.translate(box.topLeft())
        painter.scale(scale, scale)
    pen = QPen(colour, _STROKE)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.strokePath(_path(name), pen)
    painter.restore()


@lru_cache(maxsize=len(OUTLINES))
def _path(name: str) -> QPainterPath:
    return path_from_svg(OUTLINES.get(name, OUTLINES["info"]))
