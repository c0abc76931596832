"""`guide` opens the window; `guide find`, `guide show` and `guide verify` answer in the terminal."""

from __future__ import annotations

import sys


def main() -> int:
    """Run the program and give its exit code."""
    sys.dont_write_bytecode = True  # a start leaves nothing behind, compiled Python neither
    arguments = sys.argv[1:]
    # Qt is imported only for the window, argparse only for the terminal; the window takes no option, so a slip is told
    if arguments:
        from guide_app.commands import main as run_command

        return run_command(arguments)
    from guide_app.ui.early import import_qt_quickly

    import_qt_quickly()
    from guide_app.app import main as open_window

    return open_window()


if __name__ == "__main__":
    sys.exit(main())
