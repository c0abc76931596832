"""Who signed, how often, and whether it is a signature at all."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from tests.updates.attack import Attack, edit, signed_by
from tests.updates.signed_set import ROLES, SignedSet


def attacks() -> Iterator[Attack]:
    for role in ROLES:
        names = SignedSet().signers[role]
        yield from _signers(role, names)
        yield from _lists(role, several=len(names) > 1)
        yield from _texts(role, several=len(names) > 1)


def _signers(role: str, names: list[str]) -> Iterator[Attack]:
    other = "snapshot-1" if role == "timestamp" else "timestamp-1"
    yield Attack(f"{role} by too few", "threshold", signed_by(role, *names[1:-1]))
    yield Attack(f"{role} unsigned", "threshold", signed_by(role))
    yield Attack(f"{role} by strangers", "stranger", signed_by(role, "eve-1", "eve-2", "eve-3"))
    yield Attack(f"{role} by too few and a stranger", "stranger", signed_by(role, *names[1:-1], "eve-1"))
    yield Attack(f"{role} by all and a stranger", "stranger", signed_by(role, *names, "eve-1"), stricter=True)
    yield Attack(f"{role} by a key of another role", "stranger", signed_by(role, other))


def _lists(role: str, *, several: bool) -> Iterator[Attack]:
    moves: dict[str, Callable[[Any], object]] = {
        "one key signs twice": lambda tree: tree["signatures"].append(tree["signatures"][-1]),
        "null for a signature": lambda tree: tree["signatures"].append(None),
        "no key id": lambda tree: tree["signatures"][0].pop("keyid"),
        "no signature in a signature": lambda tree: tree["signatures"][0].pop("sig"),
        "signatures are null": lambda tree: tree.update(signatures=None),
        "signatures are a table": lambda tree: tree.update(signatures={}),
        "signatures are a text": lambda tree: tree.update(signatures="x"),
        "no signatures": lambda tree: tree.pop("signatures"),
        "nothing signed": lambda tree: tree.update(signed={}),
        "null signed": lambda tree: tree.update(signed=None),
    }
    for name, how in moves.items():
        yield Attack(f"{role}: {name}", "form", edit(role, how))
    yield Attack(f"{role}: changed afterwards", "signature", edit(role, lambda tree: tree["signed"].update(version=8)))
    yield Attack(f"{role}: more beside", "form", edit(role, lambda tree: tree.update(more=1)), stricter=True)
    yield Attack(
        f"{role}: more in a signature",
        "form",
        edit(role, lambda tree: tree["signatures"][0].update(more=1)),
        stricter=True,
    )
    yield Attack(
        f"{role}: an unknown key id",
        "stranger",
        edit(role, lambda tree: tree["signatures"][0].update(keyid="0")),
        stricter=several,
    )
    yield Attack(
        f"{role}: a key id that is a number",
        "form",
        edit(role, lambda tree: tree["signatures"][0].update(keyid=1)),
        stricter=several,
    )
    if several:
        turned = edit(role, lambda tree: tree["signatures"].reverse())
        yield Attack(f"{role}: signatures in another order", "form", turned, stricter=True)


def _texts(role: str, *, several: bool) -> Iterator[Attack]:
    spellings: dict[str, Callable[[str], str]] = {
        "capitals": str.upper,
        "a space": lambda text: f" {text}",
        "spaces inside": lambda text: f"{text[:64]}  {text[64:]}",
    }
    for name, spell in spellings.items():
        yield Attack(f"{role}: {name} in a signature", "form", _respell(role, spell), stricter=True)
    values: tuple[Any, ...] = ("", "00", "0" * 127, "0" * 130, "zz" * 64, "\u0661" * 128, 7, None, True, ["00"], {})
    for value in values:
        yield Attack(f"{role}: signature {str(value)[:12]!r}", "form", _signatures(role, value))
    yield Attack(f"{role}: signatures of zeros", "signature", _signatures(role, "0" * 128))
    yield Attack(
        f"{role}: the first signature of zeros",
        "signature",
        edit(role, lambda tree: tree["signatures"][0].update(sig="0" * 128)),
        stricter=several,
    )


def _respell(role: str, spell: Callable[[str], str]) -> Any:
    return edit(role, lambda tree: [one.update(sig=spell(one["sig"])) for one in tree["signatures"]])


def _signatures(role: str, value: Any) -> Any:
    return edit(role, lambda tree: [one.update(sig=value) for one in tree["signatures"]])
