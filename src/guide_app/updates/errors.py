"""Every word with which an update may be refused. Programs and the window tell the cases apart by them.

A new word gets its line here and in `guide_app.ui`'s sentences; a test holds raised words against this list.
"""

from __future__ import annotations

import errno
from typing import Final, Literal, NoReturn

from guide_app.core.errors import (
    GuideError,
    SnapshotBuildError,
    SnapshotFormatError,
    UntrustedContentError,
    UpdateError,
)

Ends = Literal["refused", "usage", "failed", "cancelled"]

EXIT_CODES: Final[dict[Ends, int]] = {"refused": 1, "usage": 2, "failed": 3, "cancelled": 4}
"""How it ended -> the exit code of `guide update`; 0 is success, or nothing new."""

CODES: Final[dict[str, tuple[Ends, str]]] = {
    # not trusted: nobody but the keys is believed
    "rollback": ("refused", "It is older than what was seen before."),
    "expired": ("refused", "It is out of date although a network is there: somebody may be withholding news."),
    "mix": ("refused", "Its signed files do not belong together."),
    "signature": ("refused", "It is not signed by the keys that must sign it."),
    "root": ("refused", "Its root of trust does not follow from this program's."),
    "development": ("refused", "Development keys and the editors' keys cannot follow each other."),
    "form": ("refused", "It is not what a publisher writes."),
    "web_page": ("refused", "A web page came instead of the guide, as from a network that wants a login first."),
    "too_long": ("refused", "More was sent than was signed for, or than such a file may hold."),
    "wrong_hash": ("refused", "Its content is not what was signed for."),
    "pack": ("refused", "Its packed content cannot be unpacked to what was signed for."),
    "build": ("refused", "The guide built from it is not the one that was signed."),
    "region": ("refused", "A region's part is not signed by that region."),
    "region_id": ("refused", "A record has an id outside of its region's range."),
    "bad_zip": ("refused", "The .zip file is not a plain bundle."),
    "very_old": ("refused", "It was made more than 400 days ago; a person must agree to that first."),
    "newer_program": ("refused", "It is made for a newer program than this one."),
    # cannot be understood
    "bad_address": ("usage", "This is no address, folder or file that an update can come from."),
    "proxy_address": (
        "usage",
        "Only a socks5h:// proxy is used: with any other, names would be looked up outside of it.",
    ),
    # cannot be reached, read or written
    "unreachable": ("failed", "Nothing answers there."),
    "proxy": ("failed", "The proxy does not answer, or does not reach it."),
    "tls": ("failed", "The other side cannot prove who it is: the connection would not be private."),
    "elsewhere": ("failed", "It leads to another machine, which is not followed."),
    "server": ("failed", "The server answers with an error."),
    "missing": ("failed", "A file is missing there."),
    "broken_off": ("failed", "The connection broke off; the next try goes on from there."),
    "too_slow": ("failed", "The line is too slow, or silent; the next try goes on from there."),
    "unreadable": ("failed", "The file or stick cannot be read."),
    "full": ("failed", "There is no room left."),
    "read_only": ("failed", "Nothing can be written there."),
    "storage": ("failed", "The disk or stick answers with an error."),
    "busy": ("failed", "Another update is under way."),
    "no_guide": ("failed", "There is no guide here that can be trusted, so nothing can be built on it or handed on."),
    "cancelled": ("cancelled", "It was cancelled; nothing has changed."),
}
"""Word -> how it ends, and a plain sentence for it."""

_UNTRUSTED: Final = {
    "development": "development",
    "form": "form",
    "hash": "wrong_hash",
    "id_outside_range": "region_id",
    "length": "wrong_hash",
    "missing": "missing",
    "mismatch": "mix",
    "no_root": "root",
    "region": "region",
    "region_differs": "region",
    "region_form": "region",
    "region_table": "region_id",
    "region_unknown": "region",
    "region_unsigned": "region",
    "root_version": "root",
    "signature": "signature",
    "stranger": "signature",
    "threshold": "signature",
    "too_long": "too_long",
    "unreadable": "unreadable",
    "version": "mix",
    "wrong_region": "region_id",
}
"""The start check's words -> those of an update; any other is `form`."""

_OF_SQLITE: Final = {
    "CantOpenError": "read_only",
    "FullError": "full",
    "IOError": "storage",
    "NoMemError": "full",
    "ReadOnlyError": "read_only",
}
"""Names of apsw's errors -> words; apsw itself is not needed for them."""
_FULL: Final = {errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)}
_REFUSED: Final = {errno.EROFS, errno.EACCES, errno.EPERM}


class MissingError(UpdateError):
    """A file is not there. Often that is no fault: the end of the roots is found so."""

    def __init__(self, path: str) -> None:
        super().__init__("missing", f"{path} is not there.")


class TooLongError(UpdateError):
    """A file is longer than it may be; no more of it was read."""

    def __init__(self, path: str) -> None:
        super().__init__("too_long", f"{path} is longer than it may be.")


class CancelledError(UpdateError):
    """A person has changed their mind."""

    def __init__(self) -> None:
        super().__init__("cancelled", CODES["cancelled"][1])


def fail(code: str, detail: str = "") -> NoReturn:
    """Raise the error of a word, with its sentence and what is to be added for those who look closer.

    Raises:
        UpdateError: always.
        KeyError: there is no such word.
    """
    raise UpdateError(code, f"{CODES[code][1]} ({detail})" if detail else CODES[code][1])


def from_disk(error: OSError) -> UpdateError:
    """Give the error that stands for what a disk answered when something was written."""
    code = "full" if error.errno in _FULL else "read_only" if error.errno in _REFUSED else "storage"
    return UpdateError(code, f"{CODES[code][1]} ({error.strerror or error})")


def as_update_error(error: GuideError) -> UpdateError:
    """Give the error of an update that stands for another of this program's."""
    if isinstance(error, UpdateError):
        return error
    if isinstance(error, UntrustedContentError):
        return UpdateError(_UNTRUSTED.get(error.code, "form"), str(error))
    if isinstance(error, SnapshotFormatError):
        return UpdateError("newer_program", str(error))
    if isinstance(error, SnapshotBuildError):
        return _of_build(error)
    return UpdateError("storage", str(error))


def _of_build(error: SnapshotBuildError) -> UpdateError:
    """Tell a disk's fault from rows that do not make a guide: the builder keeps what the system or SQLite said."""
    cause = error.__cause__
    if isinstance(cause, OSError):
        return from_disk(cause)
    return UpdateError(_OF_SQLITE.get(type(cause).__name__, "build"), str(error))


def exit_code(error: UpdateError) -> int:
    """Give the exit code of `guide update` for an error."""
    return EXIT_CODES[CODES[error.code][0]]
