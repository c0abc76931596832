"""The way back from the cover: a sum that the person chose, typed into the calculator and confirmed by its `=`.

There is no sum that this program knows by itself. A sum is never kept as it is, only sealed: salted and slowly hashed,
so that a memory or a shortcut that holds the seal does not simply show it. The sum keeps the guide from whoever tries
the calculator; it does not keep a secret from whoever looks, since without a sum anybody may start the guide.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import os
from hmac import compare_digest
from typing import Final, Literal

Weakness = Literal["no sum", "few digits", "plain digits"]
_OPERATORS: Final = frozenset("+-*/")
FEWEST_DIGITS: Final = 5
FEWEST_DIFFERENT: Final = 3
_SALT: Final = 12
_DIGEST: Final = 15
_COST: Final = 2**13
"""Of scrypt, with blocks of a kilobyte: 8 MB and some 20 ms, after each `=`."""
QUIET_AFTER: Final = 2.0
"""Seconds without Shift until Shift counts again on the cover."""


def weakness_of(line: str) -> Weakness | None:
    """Say why a sum must not be the way back; None: it may.

    Args:
        line: in plain symbols, as the calculator keeps it.
    """
    digits = [symbol for symbol in line if symbol.isdigit()]
    if not _OPERATORS.intersection(line):
        return "no sum"
    if len(digits) < FEWEST_DIGITS:
        return "few digits"
    return "plain digits" if len(set(digits)) < FEWEST_DIFFERENT else None


def seal(line: str) -> str:
    """Seal a sum: letters and digits that can stand behind a program's name, another seal each time.

    Raises:
        ValueError: the sum is one that others would come upon by themselves.
    """
    weak = weakness_of(line)
    if weak is not None:
        raise ValueError(weak)
    salt = os.urandom(_SALT)
    return base64.urlsafe_b64encode(salt + _digest(line, salt)).decode("ascii")


def is_seal(text: str) -> bool:
    """Say whether a text has the form of a seal; whether anything opens it nobody can say."""
    return _opened(text) is not None


class WayBack:
    """Says whether what was typed is the sum. The work is the same whatever was typed, also where none was chosen."""

    def __init__(self, sealed: str = "") -> None:
        """Know a seal; anything else, and nothing, is opened by no sum."""
        known = _opened(sealed)
        self.exists = known is not None
        self._salt, self._known = known or (os.urandom(_SALT), os.urandom(_DIGEST))

    def opens(self, line: str) -> bool:
        """Compare a line of the calculator with the sum: symbol by symbol, not by what it comes to."""
        return compare_digest(_digest(line, self._salt), self._known) and self.exists


class QuietShifts:
    """On the cover Shift counts again only after a pause: whoever goes on pressing it must not end the cover too."""

    def __init__(self, at: float) -> None:
        """Begin when the cover came, in seconds of a clock that never goes back."""
        self._last: float | None = at

    def counts(self, at: float) -> bool:
        """Take note of a press of Shift; False: it belongs to those before."""
        if self._last is None:
            return True
        quiet = at - self._last >= QUIET_AFTER
        self._last = None if quiet else at
        return quiet


def _digest(line: str, salt: bytes) -> bytes:
    return hashlib.scrypt(line.encode(), salt=salt, n=_COST, r=8, p=1, dklen=_DIGEST)


def _opened(text: str) -> tuple[bytes, bytes] | None:
    try:
        raw = base64.b64decode(text.encode("ascii"), altchars=b"-_", validate=True)
    except (binascii.Error, UnicodeEncodeError):
        return None
    return (raw[:_SALT], raw[_SALT:]) if len(raw) == _SALT + _DIGEST else None
