"""Updates, made when somebody opens their page: until then nothing of them is imported."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from guide_app.ui.updates.moving import Program
    from guide_app.ui.updates.updating import Updating


class Renewal:
    """Gives what brings newer knowledge into the running program."""

    def __init__(self, program: Program) -> None:
        """Make nothing yet; `program` is what it is brought into."""
        self._program = program
        self.made: Updating | None = None

    def __call__(self) -> Updating:
        """Give it, the same each time."""
        if self.made is None:
            from guide_app.ui.updates.child import Child
            from guide_app.ui.updates.moving import Moving
            from guide_app.ui.updates.updating import Updating

            program = self._program
            self.made = Updating(lambda: program._opened, Moving(program), Child())  # noqa: SLF001 - see `Program`
            program.leaving.before_end.append(self.made.end)
        return self.made
