"""`guide` opens the window; `guide find`, `guide show`, `guide read` and `guide verify` answer in the terminal.

`guide --cover SEALED` opens the window behind its cover; SEALED is what the page on the cover gives to put there.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from guide_app.updates.ahead import DigestAhead


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

    ahead = _hash_ahead() if sealed is None else None
    import_qt_quickly()
    from guide_app.app import main as open_window

    return open_window(sealed=sealed, ahead=ahead)


def _sealed_sum(arguments: list[str]) -> str | None:
    """Give what stands behind `--cover`; None: the window is not to begin with the cover."""
    return " ".join(arguments[1:]) if arguments[:1] == ["--cover"] else None


def _hash_ahead() -> DigestAhead:
    """Begin to hash what will be verified first."""
    from guide_app.core.places import SNAPSHOT_NAME, places_of_updates, snapshot_folder
    from guide_app.updates.ahead import DigestAhead
    from guide_app.updates.kept import newest_first

    return DigestAhead(newest_first((snapshot_folder(),), places_of_updates())[0] / SNAPSHOT_NAME)


if __name__ == "__main__":
    sys.exit(main())
