"""Makes the enums of Qt's bindings quickly while the program starts.

PySide6 makes some 180 enums with 2,900 members before the first screen, each through the general machinery of Python's
`enum`, which serves every mixture of types and takes as long as a quarter of the start. Theirs are all alike: a plain,
integer or flag enum of whole numbers. An empty one of each sort is made the general way; the others begin as its copy
and get their members directly. What comes out is the same, member for member and attribute for attribute. What is not
of that form, and any Python whose machinery was not compared, goes the general way.
"""

from __future__ import annotations

import enum
import sys
from collections.abc import Sequence
from functools import lru_cache
from typing import Any, Final, TypeAlias

_AnEnum: TypeAlias = Any
"""An enum as the machinery sees it: with attributes that no type tells of."""
_COMPARED: Final = ((3, 11),)
"""Versions of Python whose enums were compared, attribute for attribute."""
_SORTS: Final = (enum.Enum, enum.IntEnum, enum.Flag, enum.IntFlag)
_OF_ONE_CLASS: Final = frozenset({"__dict__", "__weakref__"})
_MAKER: Final = "_create_"
_general: Final[Any] = getattr(enum.EnumType, _MAKER)
_patterns: dict[tuple[type, object], type[enum.Enum]] = {}


def make_enums_quickly() -> None:
    """Make enums of the bindings directly from now on, where this Python is known."""
    if sys.implementation.name == "cpython" and sys.version_info[:2] in _COMPARED:
        setattr(enum.EnumType, _MAKER, _create)


def make_enums_as_always() -> None:
    """Leave all enums to Python again."""
    setattr(enum.EnumType, _MAKER, _general)
    _patterns.clear()


def _create(sort: _AnEnum, name: str, names: list[tuple[str, int]], **how: object) -> _AnEnum:
    """Stand in for `EnumType._create_`."""
    if not _is_quick(sort, names, how):
        return _general(sort, name, names, **how)
    made = _copy_pattern(sort, name, how.get("boundary"))
    _add_members(made, names)
    if issubclass(sort, enum.Flag):
        _finish_flag(made, names)
    return made


def _is_quick(sort: _AnEnum, names: object, how: dict[str, object]) -> bool:
    return (
        sort in _SORTS
        # The bindings name the module afterwards; `start` counts only where no numbers are given.
        and all(value is None for key, value in how.items() if key not in {"boundary", "start"})
        and isinstance(names, list | tuple)
        and all(_is_plain(each) for each in names)
        and _names_of(sort).isdisjoint([name for name, _ in names])
    )


def _is_plain(named: object) -> bool:
    """Say whether this is a name and a whole number."""
    return (
        isinstance(named, tuple)
        and len(named) == 2  # noqa: PLR2004 - name and value
        and type(named[0]) is str
        and type(named[1]) is int
        and named[0][:1] != "_"
    )


@lru_cache(maxsize=len(_SORTS))
def _names_of(sort: type) -> frozenset[str]:
    """Give the names that a sort has itself: a member of that name would need more care."""
    return frozenset(name for base in sort.__mro__ for name in vars(base))


def _copy_pattern(sort: _AnEnum, name: str, boundary: object) -> _AnEnum:
    pattern = _patterns.get((sort, boundary))
    if pattern is None:
        pattern = _patterns[sort, boundary] = _general(sort, "Pattern", (), boundary=boundary)
    own = {key: value for key, value in vars(pattern).items() if key not in _OF_ONE_CLASS}
    own |= {key: type(value)() for key, value in own.items() if isinstance(value, dict | list)}
    return type.__new__(enum.EnumType, name, (sort,), own)


def _add_members(made: _AnEnum, names: Sequence[tuple[str, int]]) -> None:
    by_name, by_value, first_names = made._member_map_, made._value2member_map_, made._member_names_
    is_flag, new, member_type = issubclass(made, enum.Flag), made._new_member_, made._member_type_
    for name, value in names:
        member = by_value.get(value)
        if member is None:
            member = new(made) if member_type is object else new(made, value)
            member._value_ = value
            member._name_ = name
            member.__objclass__ = made
            member._sort_order_ = len(first_names)
            by_value[value] = member
            if not is_flag or (value > 0 and value & (value - 1) == 0):
                first_names.append(name)
        by_name[name] = member
        type.__setattr__(made, name, member)


def _finish_flag(made: _AnEnum, names: Sequence[tuple[str, int]]) -> None:
    mask = singles = 0
    for _, value in names:
        mask |= value
        singles |= value if value > 0 and value & (value - 1) == 0 else 0
    numbers = {"_flag_mask_": mask, "_singles_mask_": singles, "_all_bits_": 2 ** mask.bit_length() - 1}
    for attribute, number in numbers.items():
        if names and attribute in vars(made):
            type.__setattr__(made, attribute, number)
    listed = [made._member_map_[name]._value_ for name in made._member_names_]
    if listed != sorted(listed):
        made._iter_member_ = made._iter_member_by_def_
