"""Enums of Qt's bindings that were made quickly are those that Python would have made."""

from __future__ import annotations

import enum
import subprocess
import sys
from typing import Any

import pytest

from guide_app.ui import early_enums

pytestmark = pytest.mark.skipif(sys.version_info[:2] not in early_enums._COMPARED, reason="left to Python there")

COMPARE = """
import enum
from tests.ui.test_early_enums import differences
from guide_app.ui import early_enums

found, made = [], 0
def both(sort, name, names, **how):
    global made
    quick, general = early_enums._create(sort, name, names, **how), early_enums._general(sort, name, names, **how)
    found.extend(differences(quick, general))
    made += early_enums._is_quick(sort, names, how)
    return quick

enum.EnumType._create_ = both
import PySide6.QtCore, PySide6.QtGui, PySide6.QtWidgets
for module in (PySide6.QtCore, PySide6.QtGui, PySide6.QtWidgets):
    for name in dir(module):
        for inner in dir(thing := getattr(module, name)):  # a class makes its enums when it is first looked at
            getattr(thing, inner, None)
print(made, found)
"""


def differences(quick: Any, general: Any) -> list[str]:
    """Name what two enums do not share."""
    one, other = _attributes(quick), _attributes(general)
    found = [key for key in one.keys() | other.keys() if one.get(key, "none") != other.get(key, "none")]
    if (quick.__mro__[1:], repr(list(quick))) != (general.__mro__[1:], repr(list(general))):
        found.append("members or bases")
    return [f"{quick.__name__}.{each}" for each in found]


def _attributes(made: Any) -> dict[str, object]:
    own = {key: value for key, value in vars(made).items() if key not in {"__dict__", "__weakref__", "__module__"}}
    return {key: _told(value, made) for key, value in own.items()}


def _told(value: object, made: Any) -> object:
    if type(value) is made:
        return {key: each for key, each in vars(value).items() if key != "__objclass__"}
    if isinstance(value, dict):
        return [(_told(key, made), _told(each, made)) for key, each in value.items()]
    if isinstance(value, list):
        return [_told(each, made) for each in value]
    if isinstance(value, enum.property):
        return (value.name, value.fget, _told(getattr(value, "member", None), made))
    return getattr(value, "__func__", value)


def test_every_enum_of_the_bindings_is_the_same() -> None:
    run = subprocess.run([sys.executable, "-c", COMPARE], capture_output=True, text=True, check=True)
    made, found = run.stdout.split(maxsplit=1)
    assert int(made) > 500
    assert found.strip() == "[]"


@pytest.mark.parametrize(
    ("sort", "names"),
    [
        (enum.Enum, [("A", 1), ("B", 2), ("C", 1), ("D", -1)]),
        (enum.IntEnum, [("A", 0), ("B", 5), ("Same", 5)]),
        (enum.Flag, [("None_", 0), ("B", 4), ("A", 1), ("Both", 5), ("Mask", 255)]),
        (enum.IntFlag, []),
        (enum.Flag, [("A", 2), ("B", 1)]),
        (enum.Enum, [("name", 1), ("value", 2)]),  # names that an enum has itself
        (enum.IntEnum, [("real", 1)]),
        (enum.Enum, [("A", "a word")]),
        (enum.Enum, "A B C"),
        (enum.IntFlag, {"A": 1, "B": 2}),
    ],
)
def test_others_are_the_same_too(sort: Any, names: Any) -> None:
    assert differences(early_enums._create(sort, "Made", names), early_enums._general(sort, "Made", names)) == []


def test_they_work_as_flags_and_numbers_do() -> None:
    flag: Any = early_enums._create(enum.Flag, "Made", [("A", 1), ("B", 2), ("Both", 3)], boundary=enum.KEEP)
    assert flag.A | flag.B is flag.Both
    assert list(flag.Both) == [flag.A, flag.B]
    assert flag(8).value == 8
    number: Any = early_enums._create(enum.IntEnum, "Made", [("A", 1)])
    assert number.A + 1 == 2
    assert number(1) is number["A"]
    with pytest.raises(ValueError, match="2 is not a valid Made"):
        number(2)


def test_the_general_way_comes_back_when_the_start_is_over() -> None:
    before = getattr(enum.EnumType, early_enums._MAKER)
    early_enums.make_enums_quickly()
    assert getattr(enum.EnumType, early_enums._MAKER) is early_enums._create
    early_enums.make_enums_as_always()
    assert getattr(enum.EnumType, early_enums._MAKER) is before
