"""Pushing a publication, and what came of it."""

from __future__ import annotations

from pathlib import Path

from guide_app.publisher.publication import open_publication
from guide_app.publisher.pushing.place import Access, open_place
from guide_app.publisher.pushing.push import carry_out, make_plan


def push(folder: Path, where: str, access: Access = Access()) -> list[str]:  # noqa: B008 - it is frozen
    said: list[str] = []
    publication, place = open_publication(folder), open_place(where, access)
    try:
        carry_out(make_plan(publication, place), publication, place, said.append)
    finally:
        place.close()
    return [line.split()[-1] for line in said]


def same_files(one: Path, other: Path) -> bool:
    def content(folder: Path) -> dict[Path, bytes]:
        return {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*") if path.is_file()}

    return content(one) == content(other)
