"""`guide` opens the window; `guide find`, `guide show`, `guide read` and `guide verify` answer in the terminal.

`guide --cover SEALED` opens the window behind its cover; SEALED is what the page on the cover gives to put there.
"""

from __future__ import annotations

import sys


def main() -> int:
    """Run the program and give its exit code."""
    sys.dont_write_bytecode = True  # a start leaves nothing behind, compiled Python neither
    arguments = sys.argv[1:]
    # Qt is imported only for the window, argparse only for the terminal; the window takes one option, so a slip is told
    sealed = _sealed_sum(arguments)
    if arguments and sealed is None:
        from guide_app.commands import main as run_command

        return run_command(arguments)
    from guide_app.ui.early import import_qt_quickly

    import_qt_quickly()
    from guide_app.app import main as open_window

    return open_window(sealed=sealed)


def _sealed_sum(arguments: list[str]) -> str | None:
    """Give what stands behind `--cover`; None: the window is not to begin with the cover."""
    return " ".join(arguments[1:]) if arguments[:1] == ["--cover"] else None


if __name__ == "__main__":
    sys.exit(main())
