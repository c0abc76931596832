"""What the bindings import for their own rare needs waits, and is whole when somebody wants it."""

from __future__ import annotations

import subprocess
import sys

import pytest

LATER = {
    "ast": "parse",
    "bz2": "compress",
    "inspect": "signature",
    "ipaddress": "ip_address",
    "lzma": "compress",
    "random": "choice",
    "shutil": "rmtree",
    "tempfile": "mkdtemp",
    "textwrap": "indent",
    "traceback": "print_exc",
}


def _run(script: str) -> None:
    subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, text=True)


@pytest.mark.parametrize("name", sorted(LATER))
def test_a_module_that_waited_is_the_module_itself_for_the_next(name: str) -> None:
    _run(
        "import sys\n"
        "from guide_app.ui.early import import_qt_quickly\n"
        "import_qt_quickly()\n"
        f"assert {name!r} not in sys.modules\n"
        f"import {name}\n"
        f"assert type({name}).__name__ == 'module', type({name})\n"
        f"assert callable({name}.{LATER[name]}), {name}\n"
    )


def test_who_holds_a_placeholder_is_served_by_the_module() -> None:
    _run(
        "import sys\n"
        "from guide_app.ui.early import import_qt_quickly\n"
        "import_qt_quickly()\n"
        "held = sys.modules['zipfile'].shutil\n"
        "assert type(held).__name__ == '_LaterModule', type(held)\n"
        "assert held.rmtree.__module__ == 'shutil'\n"
        "import shutil\n"
        "assert held.rmtree is shutil.rmtree\n"
    )


def test_one_that_was_there_before_stays() -> None:
    _run(
        "import inspect, sys\n"
        "from guide_app.ui.early import import_qt_quickly\n"
        "import_qt_quickly()\n"
        "assert sys.modules['inspect'] is inspect\n"
    )


def test_the_source_of_what_is_imported_is_not_read() -> None:
    _run(
        "import sys\n"
        "from guide_app.ui.early import import_qt_quickly\n"
        "import_qt_quickly()\n"
        "import guide_app.app\n"
        "assert 'linecache' not in sys.modules or not sys.modules['linecache'].cache\n"
    )
