"""A guide: read from its top, gone through by its headings, or looked through for a word."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import islice, pairwise
from typing import Final, NamedTuple

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QHBoxLayout, QVBoxLayout, QWidget

from guide_app.core.guides import Guide, GuideId, GuideTitle, text_of
from guide_app.core.languages import is_right_to_left
from guide_app.core.values import Need
from guide_app.ui.accessible import is_listened_to
from guide_app.ui.guides.blocks import Ways, build_block, reachable, texts_in
from guide_app.ui.guides.end import GuideEnd
from guide_app.ui.guides.find_bar import FindBar
from guide_app.ui.guides.outline import Outline
from guide_app.ui.guides.rich import READING
from guide_app.ui.guides.standing import say_standing
from guide_app.ui.session import SECTION
from guide_app.ui.shelf import Several
from guide_app.ui.theme import COLUMN, GAP, NEAR, STEP, TINY, WIDE, scaled
from guide_app.ui.touch import scroll_by_touch
from guide_app.ui.widgets.column import Column
from guide_app.ui.widgets.labels import Heading, Text
from guide_app.ui.words import Words

_OUTLINE: Final = 240
_SIDE_BY_SIDE: Final = COLUMN + 140
_AT_ONCE: Final = 8
"""So many parts fill the first screen; the others are made right after it is painted."""
_REST_AFTER: Final = 20
"""Milliseconds."""


class Shown(NamedTuple):
    """What the page needs to show a guide."""

    guide: Guide
    needs: tuple[Need, ...]
    """Those that it serves."""
    before: GuideTitle | None
    after: GuideTitle | None
    """Its neighbours on the shelf."""


class GuidePage(Several):
    """Shows guides; reports where the reader wants to go on."""

    followed = Signal(str)
    """A link: `guide:<id>`, `need:<id>` or `exercise:<id>`."""
    shelf_wanted = Signal()

    def __init__(
        self,
        words: Words,
        read: Callable[[GuideId], Shown],
        build_keep: Callable[[GuideId], QWidget],
        positions: dict[str, int],
    ) -> None:
        """Make the page.

        Args:
            words: the reader's language.
            read: gives a guide; raises `NotInSnapshotError` where there is none of this id.
            build_keep: makes what puts a guide aside.
            positions: how far each guide was read, as the number of a block; it ends with the session.
        """
        super().__init__()
        self._words = words
        self._read = read
        self._build_keep = build_keep
        self._positions = positions
        self._guide = GuideId("")
        self._land_on: QWidget | None = None
        self._has_landed = False
        """Whether what is seen is where the reader is, and not on its way there."""
        self._content: QWidget | None = None
        self._old: list[QWidget] = []
        """What was shown before, to be let go when there is time."""
        self.outline: Outline | None = None
        self._blocks, self._headings = list[QWidget](), list[QWidget]()
        self._rest: Iterator[tuple[QWidget, int]] = iter(())
        """What of the guide is not made yet."""
        self.find_bar = FindBar(words.messages)
        self.find_bar.found.connect(self._on_found)
        self.find_bar.closed.connect(self._on_find_closed)
        self.column = Column(spacing=STEP)
        self.column.limit(READING)
        self.column.verticalScrollBar().valueChanged.connect(self._on_scrolled)
        scroll_by_touch(self.column)
        self._beside = QVBoxLayout()
        right = is_right_to_left(words.language)  # margins are not mirrored by themselves
        self._beside.setContentsMargins(0 if right else WIDE, WIDE, WIDE if right else 0, 0)
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addLayout(self._beside)
        row.addWidget(self.column, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.find_bar)
        whole.addLayout(row, 1)

    @property
    def blocks(self) -> list[QWidget]:
        """What stands below each other: the title, its lines, the blocks, and the end."""
        self._complete()
        return self._blocks

    @property
    def headings(self) -> list[QWidget]:
        """The headings among the blocks."""
        self._complete()
        return self._headings

    def show_what(self, what: str) -> None:
        """Show a guide, where it was left off in this session, or one of its headings: `next-hour#2`."""
        self.find_bar.put_away()
        guide, _, section = what.partition(SECTION)
        if guide != self._guide:
            self._show(self._read(GuideId(guide)))
        left_off = self._positions.get(guide, 0)
        if section.isdigit() and 0 < int(section) <= len(self.headings):
            self._land(self.headings[int(section) - 1])
        elif 0 < left_off < len(self.blocks):
            self._land(self.blocks[left_off])
        else:
            self._land(self._blocks[0])

    def focus_first(self) -> None:
        """Bring the keyboard to where the reading goes on."""
        if self._land_on is not None:
            self._land_on.setFocus(Qt.FocusReason.OtherFocusReason)

    def find_within(self) -> bool:
        """Open the field that finds words here."""
        self._complete()
        self.find_bar.open_bar()
        return True

    def reading(self) -> QAbstractScrollArea:
        """Give what scrolls."""
        return self.column

    def minimumSizeHint(self) -> QSize:
        """Be as small as need be: everything can be scrolled to."""
        return QSize(160, 40)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the outline beside the text where there is room."""
        super().resizeEvent(event)
        self._place_outline()

    def _show(self, shown: Shown) -> None:
        self._has_landed = False
        for old in (self._content, self.outline):
            if old is not None:
                old.hide()
                self._old.append(old)
        guide = shown.guide
        self._guide = guide.id
        self._content = content = QWidget()
        right = is_right_to_left(guide.language)  # English text may stand on a page of Arabic
        content.setLayoutDirection(Qt.LayoutDirection.RightToLeft if right else Qt.LayoutDirection.LeftToRight)
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(STEP)
        self._blocks, self._headings = [], []
        self._rest = self._parts(shown)
        self._add(islice(self._rest, _AT_ONCE))
        self._outline_at = column.indexOf(self._headings[0]) - 1 if self._headings else column.count()
        headings = [text_of(block.lines[0]) for block in guide.blocks if block.kind == "heading"]
        self.outline = Outline(headings, self._words.messages)
        self.outline.heading_wanted.connect(self._on_heading_wanted)
        self._is_beside: bool | None = None
        self.column.body.addWidget(content)
        self._place_outline()
        self.find_bar.show_texts([])
        if is_listened_to():
            self._complete()
        else:
            QTimer.singleShot(_REST_AFTER, self, self._complete)

    def _add(self, parts: Iterable[tuple[QWidget, int]]) -> None:
        """Put more of the guide below what is there."""
        layout = self._content.layout() if self._content is not None else None
        if isinstance(layout, QVBoxLayout):
            for widget, above in parts:
                if above:
                    layout.addSpacing(above)
                layout.addWidget(widget)

    def _complete(self) -> None:
        """Make what was below the first screen when the guide was opened, and let go of the one before."""
        while self._old:
            self._old.pop().deleteLater()
        made = len(self._blocks)
        self._add(self._rest)
        if len(self._blocks) > made:
            if self.outline is not None and self._content is not None:
                _order_keys(self.outline, self._content)
            self.find_bar.show_texts([text for block in self._blocks for text in texts_in(block)])

    def _parts(self, shown: Shown) -> Iterator[tuple[QWidget, int]]:
        """Give what stands on the page, each with the room above it beyond that between any two."""
        guide = shown.guide
        title = Heading(guide.title)
        title.ringed = False  # a page that has just opened needs no ring to say so
        for widget in (
            title,
            Text(guide.summary, second=True),
            Text(say_standing(guide, self._words), "small", second=True),
        ):
            self._blocks.append(reachable(widget))
            yield widget, 0
        ways = Ways(self.followed.emit, self._skip)
        for block in guide.blocks:
            part = build_block(block, self._words.messages, ways)
            self._blocks.append(part)
            if block.kind == "heading":
                self._headings.append(part)
            yield part, GAP if block.kind == "heading" else TINY
        end = GuideEnd(shown, self._words, self._build_keep(guide.id))
        end.followed.connect(self.followed)
        end.shelf_wanted.connect(self.shelf_wanted)
        self._blocks.append(end)
        yield end, NEAR

    def _place_outline(self) -> None:
        beside = self.width() >= scaled(_SIDE_BY_SIDE)
        outline, content = self.outline, self._content
        if outline is None or content is None or beside is self._is_beside:
            return
        self._is_beside = beside
        layout = content.layout()
        assert isinstance(layout, QVBoxLayout)  # noqa: S101 - made above
        if beside:
            outline.setFixedWidth(scaled(_OUTLINE))
            self._beside.addWidget(outline, 0, Qt.AlignmentFlag.AlignTop)
        else:
            outline.setMinimumWidth(0)
            outline.setMaximumWidth(16_777_215)
            layout.insertWidget(self._outline_at, outline)
        outline.show()
        _order_keys(outline, content)

    def _land(self, widget: QWidget) -> None:
        """Bring a block to the top of what is seen, when all is laid out."""
        self._land_on = widget
        QTimer.singleShot(0, self, self._scroll_to_landing)

    def _scroll_to_landing(self) -> None:
        widget = self._land_on
        if widget is None or self._content is None:
            return
        top = 0
        if widget is not self._blocks[0]:
            # What is new has no place yet: Qt lays out in a turn of its own.
            QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
            top = self._top_of(widget)
        self._has_landed = True
        self.column.verticalScrollBar().setValue(max(0, top - GAP))

    def _skip(self, widget: QWidget) -> None:
        at = self.blocks.index(widget)
        after = [block for block in self.blocks[at + 1 :] if block in self.headings]
        self._go_to(after[0] if after else self.blocks[-1])

    def _go_to(self, widget: QWidget) -> None:
        self._land(widget)
        if isinstance(widget, GuideEnd):
            widget.focus_first()
        else:
            widget.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _top_of(self, widget: QWidget) -> int:
        """Give how far below the top of all that scrolls something stands, in pixels."""
        shown_at = widget.mapTo(self.column.viewport(), QPoint(0, 0)).y()
        return shown_at + self.column.verticalScrollBar().value()

    def _on_heading_wanted(self, number: int) -> None:
        self._go_to(self.headings[number - 1])

    def _on_scrolled(self, value: int) -> None:
        """Note what is read, for who comes back; who has read it all begins anew."""
        if not self._has_landed:
            return
        if value in {0, self.column.verticalScrollBar().maximum()}:
            self._positions[self._guide] = 0
            return
        seen = (
            number for number, block in enumerate(self.blocks) if self._top_of(block) + block.height() > value + GAP
        )
        self._positions[self._guide] = next(seen, 0)

    def _on_found(self, text: Text, start: int, length: int) -> None:
        line = text.rects_of(start, length)[0]
        self.column.ensureVisible(0, self._top_of(text) + round(line.center().y()), 0, 2 * WIDE)

    def _on_find_closed(self) -> None:
        self._land_on = self.find_bar.place or self._land_on
        self.focus_first()


def _order_keys(outline: Outline, content: QWidget) -> None:
    """Let the Tab key go from the outline through the text: what was made or moved later stands last by itself."""
    inside = [widget for widget in content.findChildren(QWidget) if not outline.isAncestorOf(widget)]
    order = [*outline.links, *(each for each in inside if each.focusPolicy() & Qt.FocusPolicy.TabFocus)]
    for before, after in pairwise(order):
        QWidget.setTabOrder(before, after)
