"""Ways that lead off a page which may have something to lose: it is let ask first."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Concatenate, ParamSpec, Protocol, TypeVar

from guide_app.ui.shelf import Shelf


class _Shown(Protocol):
    """What holds the page that is shown."""

    _stack: Shelf


_Self = TypeVar("_Self", bound=_Shown)
_Told = ParamSpec("_Told")


def asking_first(go: Callable[Concatenate[_Self, _Told], None]) -> Callable[Concatenate[_Self, _Told], None]:
    """Let the page that is shown ask first, where something on it would be lost; after a yes, it goes on here."""

    def asked(desk: _Self, /, *told: _Told.args, **named: _Told.kwargs) -> None:
        if not desk._stack.asks_first(partial(go, desk, *told, **named)):  # noqa: SLF001 - the methods of a desk
            go(desk, *told, **named)

    return asked
