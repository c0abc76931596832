"""Called before Qt is imported: keeps its bindings from loading what only their own documentation needs.

At import PySide6 compiles a hundred kilobytes of Python that describe the signatures of its functions, anew at every
start: about a third of what an empty window costs. They serve `help()` and the wording of a TypeError. Here each of
those modules is put off until something of it is asked for; nothing else changes. A PySide6 that names them
otherwise loads them as it always did.

So are modules of Python's own that the bindings import for their own rare needs. And they read the source of every
module that is imported after them, to see whether it wants their `__feature__`s; none here does, so they are told that
there is no source, as in a program that was built without.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from importlib.machinery import ModuleSpec, PathFinder
from types import ModuleType
from typing import Final

from guide_app.ui.early_enums import make_enums_quickly

_PACKAGE: Final = "shibokensupport.signature"
_ASKED_FROM_C: Final = f"{_PACKAGE}.mapping"
_LATER: Final = frozenset(
    f"{_PACKAGE}.{part}"
    for part in ("mapping", "errorhandler", "layout", "parser", "lib.enum_sig", "lib.pyi_generator")
)
_STANDARD: Final = frozenset(
    ("ast", "bz2", "inspect", "ipaddress", "lzma", "random", "shutil", "tempfile", "textwrap", "traceback")
)
"""Python's own modules that the bindings import; whoever imports one later gets the module itself."""


class _LaterModule(ModuleType):
    """Stands for a module until something of it is asked for."""

    def __getattr__(self, attribute: str) -> object:
        """Load the real module; called only for what is not here."""
        if attribute.startswith("__"):
            raise AttributeError(attribute)
        real = self.__dict__.get("_real")
        if real is None:
            real = self.__dict__["_real"] = _load(self.__name__)
        found: object = getattr(real, attribute)
        return found


class _Later:
    """Stands for a function of a module until it is called."""

    def __init__(self, module: _LaterModule, name: str) -> None:
        self._module = module
        self._name = name

    def __call__(self, *arguments: object) -> object:
        """Load the module and call its function."""
        function = self._module.__getattr__(self._name)
        if not callable(function):
            raise TypeError(f"{self._name} cannot be called")
        return function(*arguments)


class _LaterFinder:
    """Gives placeholders for the modules that can wait. It is its own loader."""

    def __init__(self) -> None:
        self._asked: set[str] = set()

    def find_spec(
        self, name: str, _path: Sequence[str] | None = None, _target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """Claim the modules that can wait."""
        if name in self._asked or name not in _LATER | _STANDARD:
            return None
        self._asked.add(name)
        return ModuleSpec(name, self)  # type: ignore[arg-type]

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        """Make a placeholder."""
        module = _LaterModule(spec.name)
        if spec.name == "inspect":
            module.__dict__["currentframe"] = sys._getframe  # noqa: SLF001 - what it calls itself
            module.__dict__["getsource"] = _no_source
        if spec.name == "textwrap":
            module.__dict__["dedent"] = _Later(module, "dedent")  # imported by its name
        if spec.name == _ASKED_FROM_C:
            # Looked up from C in the module's dictionary, where no `__getattr__` is asked.
            module.__dict__["update_mapping"] = _Later(module, "update_mapping")
        return module

    def exec_module(self, module: ModuleType) -> None:
        """Do nothing yet."""


class _KeepsItsFirst(list[object]):
    """A list of finders whose first stays first: PySide6 puts one of its own before all others."""

    def insert(self, index: object, finder: object) -> None:
        """Insert behind the first."""
        super().insert(max(1, int(str(index))), finder)


def import_qt_quickly() -> None:
    """Import the Qt modules that the window needs; does nothing where they are there already.

    Until the first screen is on, Python's collector of cycles rests: there is nothing for it to find yet.
    `Reader.build_rest` wakes it, and leaves enums to Python again.
    """
    if "PySide6" in sys.modules or "shiboken6" in sys.modules:
        return
    gc.disable()
    make_enums_quickly()
    finder = _LaterFinder()
    before = sys.meta_path
    sys.meta_path = _KeepsItsFirst([finder, *before])  # type: ignore[assignment]
    try:
        import PySide6.QtWidgets  # noqa: F401 - what it is for
    finally:
        for name in _STANDARD:
            _make_way(name)
        sys.meta_path = [each for each in sys.meta_path if each is not finder]


def _make_way(name: str) -> None:
    """Let the next import of a module find the module itself; who holds its placeholder keeps it."""
    if isinstance(sys.modules.get(name), _LaterModule):
        del sys.modules[name]


def _no_source(_module: object) -> str:
    """Stand in for `inspect.getsource` where the bindings ask."""
    raise OSError("there is none")


def _load(name: str) -> ModuleType:
    """Load the real module as PySide6 itself would have."""
    if name in _STANDARD:
        _make_way(name)
        return import_module(name)
    package, parent = sys.modules[_PACKAGE], sys.modules[name.rpartition(".")[0]]
    # From the archive inside the library, else from files beside it.
    find: Callable[..., ModuleSpec | None] | None = getattr(package.__loader__, "find_spec", None)
    spec = find(name, None) if find is not None else PathFinder.find_spec(name, parent.__path__)
    if spec is None or spec.loader is None:
        raise ImportError(f"{name} is not where PySide6 keeps it")
    module = ModuleType(name)
    module.__spec__ = spec
    module.__loader__ = spec.loader
    spec.loader.exec_module(module)
    return module
