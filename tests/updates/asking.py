"""Asking a small repository for what is signed, as a machine that has seen something before or nothing yet."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from tests.updates.memory_road import MemoryTransport
from tests.updates.small_repository import START, SmallRepository

from guide_app.core.errors import UpdateError
from guide_app.updates.client import Known, Signed, refresh
from guide_app.updates.transports.transport import Kind
from guide_app.updates.watermark import read_mark, write_mark

DAY = timedelta(days=1)
LATER = START + DAY


def published_once() -> SmallRepository:
    made = SmallRepository()
    made.publish()
    return made


def ask(
    repository: SmallRepository, known: Known, now: datetime = LATER, kind: Kind = "https", *, accept_old: bool = False
) -> Signed:
    return refresh(MemoryTransport(repository.tree, kind=kind), known, now=now, accept_old=accept_old)


def word(
    repository: SmallRepository, known: Known, now: datetime = LATER, kind: Kind = "https", *, accept_old: bool = False
) -> str:
    with pytest.raises(UpdateError) as caught:
        ask(repository, known, now, kind, accept_old=accept_old)
    return caught.value.code


def fresh(repository: SmallRepository) -> Known:
    """Know the carried root and nothing else."""
    return Known(repository.trusted_root)


def after(known: Known, signed: Signed) -> Known:
    """Know what an update leaves behind; the mark goes through its file."""
    return Known(known.trusted_root, signed.files, read_mark(write_mark(signed.mark)), known.floor)


def up_to_date(repository: SmallRepository) -> Known:
    known = fresh(repository)
    return after(known, ask(repository, known))
