"""What the source files hold after an import: that, and not what the facts would make of it, is compiled."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final

from guide_app.core.errors import SourceError
from guide_app.publisher.importing.keeping import Plan
from guide_app.publisher.sources import load_source

_AS_WANTED: Final = frozenset({"new", "changed", "unchanged"})


def count_stock(folder: Path, plans: Iterable[Plan]) -> dict[str, int]:
    """Count the services of all files by what a compile will do with each; to be asked after the plans are done."""
    known = {plan.path: plan.wanted.tree for plan in plans if plan.wanted is not None and plan.state in _AS_WANTED}
    counted = Counter[str]()
    for path in sorted(folder.rglob("*.yaml")):
        try:
            tree = known[path] if path in known else load_source(path).tree
            counted.update(_fate(service) for service in tree.get("services", []))
        except (SourceError, KeyError, TypeError, AttributeError):
            counted["files that cannot be read"] += 1
    return dict(sorted(counted.items()))


def _fate(service: dict[str, Any]) -> str:
    from guide_app.publisher.compiling.staging import why_not_compiled

    return "not compiled" if why_not_compiled(service) else "compiled"
