"""What can go wrong with a notebook. Words for a person are the window's; these only tell the cases apart."""

from __future__ import annotations

import contextlib
import errno
from collections.abc import Iterator
from typing import Final

from guide_app.core.errors import GuideError


class NotebookError(GuideError):
    """Base of all errors of the notebook."""


class NotebookLockedError(NotebookError):
    """Wrong passphrase or not a notebook: nobody can tell which, and the program does not try."""


class NotebookClosedError(NotebookError):
    """The notebook was locked before; it must be opened again with its passphrase."""


class NotebookExistsError(NotebookError):
    """There is a file of that name already. A new notebook never takes the place of anything."""


class NotebookChangedError(NotebookError):
    """The file holds something that this open notebook does not know: another window saved, or it is another file."""


class NotebookNewerError(NotebookError):
    """Opened, but written by a later version of the program in a way that this one does not understand."""


class NotebookFullError(NotebookError):
    """More text than the largest notebook holds, about eight million bytes. Nothing was written."""


class NoPassphraseError(NotebookError):
    """There is nothing in the passphrase that counts."""


class NotEnoughMemoryError(NotebookError):
    """The computer has no memory left to turn the passphrase into a key."""


class StorageError(NotebookError):
    """Base of what a disk or stick may answer. What was saved before is still in the file."""


class StorageFullError(StorageError):
    """No room is left on the disk or stick."""


class StorageRefusedError(StorageError):
    """The system does not allow it: a read-only stick, a folder of someone else, not an ordinary file."""


class StorageMissingError(StorageError):
    """The file or its stick is not there (any more)."""


class StorageFailedError(StorageError):
    """The disk or stick answered with another error."""


_FULL: Final = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG} if hasattr(errno, "EDQUOT") else {errno.ENOSPC, errno.EFBIG}
_REFUSED: Final = {errno.EROFS, errno.EACCES, errno.EPERM, errno.EISDIR, errno.ELOOP}
_MISSING: Final = {errno.ENOENT, errno.ENODEV, errno.ENXIO, errno.ENOTDIR}


@contextlib.contextmanager
def storage_errors() -> Iterator[None]:
    """Turn what the system says about a file into one of our errors; the system's own stays as the cause.

    Raises:
        NotebookExistsError, StorageFullError, StorageRefusedError, StorageMissingError, StorageFailedError.
    """
    try:
        yield
    except FileExistsError as error:
        raise NotebookExistsError("A file of this name is there already.") from error
    except OSError as error:
        if error.errno in _FULL:
            raise StorageFullError("No room is left.") from error
        if error.errno in _REFUSED:
            raise StorageRefusedError("The system does not allow it.") from error
        if error.errno in _MISSING:
            raise StorageMissingError("The file or its disk is not there.") from error
        raise StorageFailedError("The disk answered with an error.") from error
