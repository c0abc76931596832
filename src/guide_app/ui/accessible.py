"""What assistive tools are told beyond what Qt knows by itself.

Qt has no heading widget: a factory gives ours the role. Qt calls the factory only when a tool listens, and what
serves those tools is imported only then.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from PySide6.QtGui import QAccessibleInterface
    from PySide6.QtWidgets import QAbstractItemView

ROLE_PROPERTY: Final = "guideRole"
"""Dynamic property that names the role of a widget of ours."""

_TIDY_AFTER: Final = 256
# The wrapper of an interface must outlive the call that made it, or the interface dies with it.
_kept: list[QAccessibleInterface] = []


def install_roles() -> bool:
    """Let Qt ask us for the role of each widget that has `ROLE_PROPERTY`. Calling it again changes nothing.

    Returns:
        Whether an assistive tool listens already.
    """
    from PySide6.QtGui import QAccessible

    QAccessible.installFactory(_interface_for)
    return QAccessible.isActive()


def is_listened_to() -> bool:
    """Say whether an assistive tool listens."""
    from PySide6.QtGui import QAccessible

    return QAccessible.isActive()


def let_tab_come(widget: QWidget) -> None:
    """Let the Tab key come to something that is only read, where a screen reader listens."""
    if is_listened_to():
        from PySide6.QtCore import Qt

        widget.setFocusPolicy(Qt.FocusPolicy.TabFocus)


def set_role(widget: QWidget, role: str) -> None:
    """Give a widget one of the roles "heading", "paragraph", "list", "item", "note", "group", "dialog", "plain".

    Before its name or text is set: a change of name makes Qt ask for the role, and it asks but once.
    """
    widget.setProperty(ROLE_PROPERTY, role)


def announce(widget: QWidget, sentence: str) -> None:
    """Have a screen reader say a sentence without moving the focus."""
    from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent

    if QAccessible.isActive():
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, sentence))


def say_at(widget: QWidget, sentence: str) -> None:
    """Have a screen reader say a sentence about what a widget does, best while the keyboard is there.

    On Linux as a change of its description: readers of some years ago know no announcements, and later ones would say
    both.
    """
    if sys.platform == "linux" and widget.hasFocus():
        widget.setAccessibleDescription(sentence)
    else:
        announce(widget, sentence)


def report_name_change(widget: QWidget) -> None:
    """Tell a screen reader that a widget's name is another now."""
    from PySide6.QtGui import QAccessible, QAccessibleEvent

    if QAccessible.isActive():
        QAccessible.updateAccessibility(QAccessibleEvent(widget, QAccessible.Event.NameChanged))


def report_line(view: QAbstractItemView, row: int) -> None:
    """Tell a screen reader which line of a list has the keyboard; Qt itself tells of the list alone."""
    from PySide6.QtGui import QAccessible, QAccessibleEvent

    if QAccessible.isActive() and row >= 0:
        event = QAccessibleEvent(view, QAccessible.Event.Focus)
        event.setChild(row)
        QAccessible.updateAccessibility(event)


def _interface_for(_class_name: str, thing: QObject) -> QAccessibleInterface | None:
    import shiboken6
    from PySide6.QtGui import QAccessible
    from PySide6.QtWidgets import QAccessibleWidget

    roles = {
        "heading": QAccessible.Role.Heading,
        "paragraph": QAccessible.Role.Paragraph,
        "list": QAccessible.Role.List,
        "item": QAccessible.Role.ListItem,
        "note": QAccessible.Role.Note,
        "group": QAccessible.Role.Grouping,
        "dialog": QAccessible.Role.Dialog,
        "plain": QAccessible.Role.Client,
    }
    role = roles.get(str(thing.property(ROLE_PROPERTY)))
    if role is None or not isinstance(thing, QWidget):
        return None
    if len(_kept) >= _TIDY_AFTER:
        _kept[:] = [kept for kept in _kept if shiboken6.isValid(kept)]
    interface = QAccessibleWidget(thing, role, thing.accessibleName())
    _kept.append(interface)
    return interface
