"""Forgetting: what functions remember of their last arguments is a record of what was searched and read."""

from __future__ import annotations

import sys

_PACKAGE = __name__.partition(".")[0]


def forget_remembered() -> None:
    """Empty the memory of every function of the program that keeps one (`functools.cache` and its like)."""
    for name, module in tuple(sys.modules.items()):
        if name.partition(".")[0] == _PACKAGE:
            for thing in tuple(vars(module).values()):
                clear = getattr(thing, "cache_clear", None)
                if callable(clear):
                    clear()
