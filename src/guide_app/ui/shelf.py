"""The pages of a desk, one shown at a time; a plain page is made when it is first wanted."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final, Protocol, runtime_checkable

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QAbstractScrollArea, QStackedWidget, QWidget

_SMALLEST_PAGE: Final = QSize(160, 40)


@runtime_checkable
class Begins(Protocol):
    """A page that knows where one begins; with a focus proxy instead, Tab passes over all that stands before it."""

    def focus_first(self) -> None:
        """Bring the keyboard to where one begins."""


class Several(QWidget):
    """A plain page that shows one of several things."""

    def show_what(self, what: str) -> None:
        """Show this one; called each time somebody comes here, from anywhere.

        Raises:
            GuideError: there is none of this id.
        """
        raise NotImplementedError

    def focus_first(self) -> None:
        """Bring the keyboard to where one begins."""
        raise NotImplementedError

    def find_within(self) -> bool:
        """Open what finds words on this page; False: it has nothing of the kind."""
        return False

    def reading(self) -> QAbstractScrollArea | None:
        """Give what scrolls as one reads; None: nothing does."""
        return None

    def asks_first(self, _go: Callable[[], None]) -> bool:
        """Ask, where something on the page would be lost by leaving it; `_go` is called if the answer is yes.

        Returns:
            Whether it asks; False: go at once.
        """
        return False

    def let_go(self) -> None:
        """Forget what was shown: the page has been left."""


class Layered(QStackedWidget):
    """A plain page of several views, one shown at a time."""

    def uncover(self) -> bool:
        """Take a step back inside the page; False: there is none."""
        raise NotImplementedError

    def focus_first(self) -> None:
        """Bring the keyboard to where one begins."""
        raise NotImplementedError

    def hasHeightForWidth(self) -> bool:
        """Say no: each view scrolls by itself."""
        return False


class Shelf(QStackedWidget):
    """Shows one page; each scrolls by itself, so none may ask for height."""

    def __init__(self, builders: Mapping[str, Callable[[], QWidget]]) -> None:
        """Begin empty; `builders` make the plain pages, by their names."""
        super().__init__()
        self._builders = builders
        self._plain: dict[str, QWidget] = {}
        # Pages scroll; what one of them would like must not push bars out of a small window.
        self.setMinimumSize(_SMALLEST_PAGE)

    def show_plain(self, name: str, what: str = "") -> None:
        """Show a plain page, and of one that shows one of several things `what`.

        Raises:
            KeyError: there is none of this name.
        """
        if name not in self._plain:
            self._plain[name] = self._builders[name]()
            self.addWidget(self._plain[name])
        page = self._plain[name]
        if isinstance(page, Several):
            page.show_what(what)
        self.setCurrentWidget(page)

    def find_plain(self, name: str) -> QWidget | None:
        """Give a plain page that has been made; None: it has not."""
        return self._plain.get(name)

    def setCurrentWidget(self, page: QWidget) -> None:
        """Show a page; the one before is left."""
        before = self.currentWidget()
        super().setCurrentWidget(page)
        if before is not page and isinstance(before, Several):
            before.let_go()

    def asks_first(self, go: Callable[[], None]) -> bool:
        """Let the page that is shown ask before it is left; see `Several.asks_first`."""
        page = self.currentWidget()
        return isinstance(page, Several) and page.asks_first(go)

    def uncover(self) -> bool:
        """Let the page that is shown take a step back inside itself; False: it cannot."""
        page = self.currentWidget()
        return isinstance(page, Layered) and page.uncover()

    def find_within(self) -> bool:
        """Open what finds words on the page that is shown; False: it has nothing of the kind."""
        page = self.currentWidget()
        return isinstance(page, Several) and page.find_within()

    def reading(self) -> QAbstractScrollArea | None:
        """Give what scrolls on the page that is shown; None: nothing does."""
        page = self.currentWidget()
        if isinstance(page, Several):
            return page.reading()
        page = page.currentWidget() if isinstance(page, Layered) else page
        return page if isinstance(page, QAbstractScrollArea) else None

    def hasHeightForWidth(self) -> bool:
        """Say no for all pages."""
        return False
