"""Turn the `d` of an SVG path into Qt's own: the part of the grammar that outline icons use.

Without QtSvg an icon costs no extra library at start and takes its colour from the palette.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from math import atan2, ceil, cos, pi, radians, sin, sqrt, tan

from PySide6.QtGui import QPainterPath

_TOKEN = re.compile(r"[A-Za-z]|[-+]?(?:\d+\.\d*|\.\d+|\d+)")
_NUMBERS = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "A": 7}
_QUARTER = pi / 2


def path_from_svg(outline: str) -> QPainterPath:
    """Give the path of an outline made of moves, lines, cubic curves and elliptic arcs.

    Raises:
        ValueError: the outline uses another command or breaks off.
    """
    path = QPainterPath()
    for command, numbers in _commands(outline):
        _add(path, command, numbers)
    return path


def _commands(outline: str) -> Iterator[tuple[str, list[float]]]:
    """Split into single commands; a move's further pairs are lines, as SVG has it."""
    tokens = _TOKEN.findall(outline)
    at, command = 0, ""
    while at < len(tokens):
        if tokens[at].isalpha():
            command = tokens[at]
            at += 1
        if command and command in "Zz":
            yield "Z", []
            continue
        if command.upper() not in _NUMBERS:
            raise ValueError(f"the outline has a command that icons do not use: {command!r}")
        count = _NUMBERS[command.upper()]
        numbers = [float(token) for token in tokens[at : at + count]]
        if len(numbers) < count:
            raise ValueError(f"the outline breaks off after {command}")
        at += count
        yield command, numbers
        command = {"M": "L", "m": "l"}.get(command, command)


def _add(path: QPainterPath, command: str, numbers: list[float]) -> None:
    here = path.currentPosition()
    x, y = (here.x(), here.y()) if command.islower() else (0.0, 0.0)
    match command.upper():
        case "Z":
            path.closeSubpath()
        case "M":
            path.moveTo(x + numbers[0], y + numbers[1])
        case "L":
            path.lineTo(x + numbers[0], y + numbers[1])
        case "H":
            path.lineTo(x + numbers[0], here.y())
        case "V":
            path.lineTo(here.x(), y + numbers[0])
        case "C":
            a, b, c, d, e, f = numbers
            path.cubicTo(x + a, y + b, x + c, y + d, x + e, y + f)
        case _:
            _add_arc(path, numbers, (x + numbers[5], y + numbers[6]))


def _add_arc(path: QPainterPath, numbers: list[float], end: tuple[float, float]) -> None:
    """Add an elliptic arc as cubic curves (SVG 1.1, appendix F.6.5)."""
    rx, ry, tilt, large, sweep = abs(numbers[0]), abs(numbers[1]), radians(numbers[2]), numbers[3], numbers[4]
    start = (path.currentPosition().x(), path.currentPosition().y())
    if start == end or not rx or not ry:
        path.lineTo(*end)
        return
    dx, dy = (start[0] - end[0]) / 2, (start[1] - end[1]) / 2
    ux, uy = cos(tilt) * dx + sin(tilt) * dy, -sin(tilt) * dx + cos(tilt) * dy
    grow = sqrt(max(1.0, (ux / rx) ** 2 + (uy / ry) ** 2))
    rx, ry = rx * grow, ry * grow
    rest = max(0.0, (rx * ry) ** 2 - (rx * uy) ** 2 - (ry * ux) ** 2) / ((rx * uy) ** 2 + (ry * ux) ** 2)
    factor = sqrt(rest) * (1 if large != sweep else -1)
    cx, cy = factor * rx * uy / ry, -factor * ry * ux / rx
    first = atan2((uy - cy) / ry, (ux - cx) / rx)
    turn = atan2((-uy - cy) / ry, (-ux - cx) / rx) - first
    turn += 2 * pi if sweep and turn < 0 else -2 * pi if not sweep and turn > 0 else 0
    middle = (
        cos(tilt) * cx - sin(tilt) * cy + (start[0] + end[0]) / 2,
        sin(tilt) * cx + cos(tilt) * cy + (start[1] + end[1]) / 2,
    )
    pieces = max(1, ceil(abs(turn) / _QUARTER - 1e-9))
    step = turn / pieces
    pull = 4 / 3 * tan(step / 4)
    for piece in range(pieces):
        a, b = first + piece * step, first + (piece + 1) * step
        unit = (
            (cos(a) - pull * sin(a), sin(a) + pull * cos(a)),
            (cos(b) + pull * sin(b), sin(b) - pull * cos(b)),
            (cos(b), sin(b)),
        )
        points = [
            (
                middle[0] + cos(tilt) * rx * px - sin(tilt) * ry * py,
                middle[1] + sin(tilt) * rx * px + cos(tilt) * ry * py,
            )
            for px, py in unit
        ]
        path.cubicTo(*points[0], *points[1], *(end if piece == pieces - 1 else points[2]))
