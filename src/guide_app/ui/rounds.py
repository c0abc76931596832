"""What the keys of the whole window do: round its parts, and through a long page."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtWidgets import QAbstractScrollArea, QWidget


def make_shortcuts(owner: QWidget, actions: Mapping[str, Callable[[], None]]) -> None:
    """Have keys of a window do something, wherever in it the keyboard is."""
    from PySide6.QtGui import QKeySequence, QShortcut

    for keys, action in actions.items():
        QShortcut(QKeySequence(keys), owner, action)


def part_after(parts: Sequence[QWidget], focused: QWidget | None) -> QWidget:
    """Give the part that follows the one with the keyboard; the first where none has it."""
    held = [n for n, part in enumerate(parts) if focused is not None and _holds(part, focused)]
    return parts[(held[0] + 1) % len(parts) if held else 0]


def turn(page: QAbstractScrollArea, way: int) -> None:
    """Scroll by a little less than the height, down for 1 and up for -1."""
    bar = page.verticalScrollBar()
    bar.setValue(bar.value() + way * bar.pageStep() * 9 // 10)


def _holds(part: QWidget, focused: QWidget) -> bool:
    return part is focused or part.isAncestorOf(focused)
