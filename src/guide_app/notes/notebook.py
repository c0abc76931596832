"""The notebook: one file, under any name, that without its passphrase is nothing but chance.

A forgotten passphrase means lost notes. There is no other key and no way around it.
"""

from __future__ import annotations

import contextlib
import hmac
import secrets
import threading
from pathlib import Path

from guide_app.core.disk import Disk, OpenFile, RealDisk
from guide_app.notes.content import format_content, parse_content
from guide_app.notes.errors import (
    NoPassphraseError,
    NotebookChangedError,
    NotebookClosedError,
    NotebookError,
    NotebookLockedError,
    NotebookNewerError,
    storage_errors,
)
from guide_app.notes.layout import HEAD, LARGEST, Slot, size_of
from guide_app.notes.sealing import FRESH, SALT, STANDARD, Kdf, clear, derive, kdf_of, new_salt, seal, spelled
from guide_app.notes.values import EMPTY, Content
from guide_app.notes.versions import FIRST, Version, find_versions, slot_after, step_for


class Notebook:
    """An open notebook. `create` and `open` take about half a second: call them beside the window's thread.

    It holds the key and the content until `lock`. No file stays open in between, so a stick may be taken out and put
    back. One thread at a time, except that `lock` may be called at any moment from another one, and waits for nothing.
    """

    def __init__(self, path: Path, disk: Disk, kdf: Kdf, key: bytearray, newest: Version) -> None:
        """For `create` and `open`."""
        self.path = path
        self._disk = disk
        self._kdf = kdf
        self._key = key
        self._number = newest.number
        self._known = {newest.fresh}
        """Marks of the versions that this notebook has read, or written for certain."""
        self._uncertain: set[bytes] = set()
        """Marks of versions whose writing failed: they may look whole, and be lost with the power."""
        self._content: Content | None = parse_content(newest.text)
        self._guard = threading.Lock()
        """Held for a few assignments, never while something is computed or written."""

    @classmethod
    def create(
        cls,
        path: Path,
        passphrase: str,
        kdf: Kdf = STANDARD,
        *,
        content: Content = EMPTY,
        disk: Disk | None = None,
    ) -> Notebook:
        """Make a notebook where no file is yet.

        The file tells STANDARD, LITTLE_MEMORY and STRONGER; any other parameters must be given at each opening.

        Raises:
            NoPassphraseError, NotEnoughMemoryError, NotebookFullError: before anything was written.
            NotebookExistsError: there is a file of that name; it is untouched.
            StorageError: no file is left behind, unless the disk is gone.
        """
        if not spelled(passphrase):
            raise NoPassphraseError("The passphrase is empty.")
        disk = disk or RealDisk()
        text = format_content(content)
        slot = Slot(step_for(text), 0)
        salt = new_salt(kdf)
        key = derive(passphrase, salt, kdf)
        sealed = seal(key, slot.label, slot.size, FIRST, text)
        try:
            with storage_errors():
                _make(disk, path, salt + secrets.token_bytes(HEAD - SALT) + sealed + secrets.token_bytes(slot.size))
        except NotebookError:
            clear(key)
            raise
        return cls(path, disk, kdf, key, Version(FIRST, slot, sealed[:FRESH], text))

    @classmethod
    def open(cls, path: Path, passphrase: str, kdf: Kdf | None = None, *, disk: Disk | None = None) -> Notebook:
        """Open a notebook. Where its last save was cut short, this is the version before.

        Raises:
            NotebookLockedError: wrong passphrase or not a notebook, after the same work in either case.
            NotebookNewerError: the passphrase is right, but a later version of the program wrote it.
            NotEnoughMemoryError: the computer has no memory left for the key.
            StorageMissingError, StorageRefusedError, StorageFailedError: the file cannot be read.
        """
        disk = disk or RealDisk()
        with storage_errors():
            file = disk.read(path, LARGEST)
        salt = file[:SALT].ljust(SALT, b"\0")
        kdf = kdf or kdf_of(salt)
        key = derive(passphrase, salt, kdf)
        versions = find_versions(file, key)
        try:
            if versions:
                return cls(path, disk, kdf, key, versions[0])
        except NotebookNewerError:
            clear(key)
            raise
        clear(key)
        raise NotebookLockedError("Wrong passphrase or not a notebook.")

    @property
    def content(self) -> Content:
        """What was read or saved last.

        Raises:
            NotebookClosedError: after `lock`.
        """
        if self._content is None:
            raise NotebookClosedError("The notebook is locked.")
        return self._content

    def save(self, content: Content) -> None:
        """Write a new version beside the newest; when this returns, it is on the disk, as far as the system knows.

        Raises:
            NotebookClosedError: after `lock`.
            NotebookFullError: more than a notebook holds; nothing was written.
            NotebookChangedError: the file is not as this notebook left it; nothing was written.
            StorageError: what was saved before is still there, and a later `save` may succeed.
        """
        text = format_content(content)
        key = self._copy_key()
        try:
            step_for(text)
            with storage_errors(), self._disk.change(self.path) as file:
                newest = self._versions(file.read(LARGEST), key)[0]
                if newest.text != text:
                    self._write(file, newest.slot, slot_after(newest.slot, text), text, key)
        finally:
            clear(key)
        with self._guard:
            if self._content is not None:  # else it was locked meanwhile
                self._content = content

    def previous(self) -> Content | None:
        """Give the content before the last save that changed anything; None if the file holds only one.

        Raises:
            As `save`, and NotebookNewerError.
        """
        key = self._copy_key()
        try:
            with storage_errors():
                versions = self._versions(self._disk.read(self.path, LARGEST), key)
        finally:
            clear(key)
        return parse_content(versions[1].text) if len(versions) > 1 else None

    def change_passphrase(self, old: str, new: str) -> None:
        """Seal both versions anew. The old passphrase is asked for, against someone at an unattended screen.

        The salt and the parameters stay: a head that is never written cannot be torn. If it is cut short, the old
        passphrase opens the notebook, or the new one, or both; the content is the same.

        Raises:
            NotebookLockedError: the old passphrase is wrong.
            NoPassphraseError: the new one is empty.
            As `save`; after a StorageError either passphrase may be the one that opens, or both until two more saves.
        """
        if not spelled(new):
            raise NoPassphraseError("The passphrase is empty.")
        held = self._copy_key()
        try:
            with storage_errors():
                salt = self._disk.read(self.path, SALT).ljust(SALT, b"\0")
            check = derive(old, salt, self._kdf)
            right = hmac.compare_digest(check, held)
            clear(check)
            if not right:
                raise NotebookLockedError("Wrong passphrase.")
            self._reseal(held, derive(new, salt, self._kdf))
        finally:
            clear(held)

    def _reseal(self, old: bytearray, new: bytearray) -> None:
        """Write both versions with another key, which is used up by this."""
        try:
            with storage_errors(), self._disk.change(self.path) as file:
                newest, *older = self._versions(file.read(LARGEST), old)
                slot = newest.slot.other
                self._write(file, newest.slot, slot, newest.text, new)
                with self._guard:
                    if self._content is not None:  # else it was locked meanwhile
                        self._key[:] = new
                # Now the other slot, so that the old passphrase opens nothing any more.
                kept = [version.text for version in older if step_for(version.text) <= slot.step]
                self._overwrite(file, slot.other, kept[0] if kept else None, newest.number, new)
        finally:
            clear(new)

    def lock(self) -> None:
        """Forget key and content. What Python and the system copied of them meanwhile is out of reach."""
        with self._guard:
            self._content = None
            clear(self._key)

    def _copy_key(self) -> bytearray:
        """Give a key to work with: one that is zeroed under the hands of a save would seal what anyone can open.

        Raises:
            NotebookClosedError: after `lock`.
        """
        with self._guard:
            _ = self.content
            return bytearray(self._key)

    def _versions(self, file: bytes, key: bytearray) -> tuple[Version, ...]:
        """Look again before writing: another window may have saved, another stick may be in the same place.

        A version that failed to be written does not count: the next attempt goes to its slot, not to the other.
        """
        found = find_versions(file, key)
        versions = tuple(version for version in found if version.fresh not in self._uncertain)
        if not versions or (versions[0].fresh not in self._known and versions[0].number >= self._number):
            raise NotebookChangedError("The file is not as it was left.")
        self._number = max(self._number, found[0].number)
        return versions

    def _write(self, file: OpenFile, newest: Slot, slot: Slot, text: bytes, key: bytearray) -> None:
        """Write one version and wait for the disk. What fails while the file grows is taken back."""
        # What was read may be in the system's memory alone, when the save before was cut short: it must not be
        # while its neighbour is overwritten.
        file.sync()
        number = self._number + 1
        sealed = seal(key, slot.label, slot.size, number, text)
        self._uncertain.add(sealed[:FRESH])
        length, end = file.length(), size_of(newest.step)
        gap = max(slot.start - end, 0)
        try:
            file.write(slot.start - gap, secrets.token_bytes(gap) + sealed)
            file.sync()
        except OSError:
            with contextlib.suppress(OSError):
                if file.length() > length:
                    file.cut(length)
            raise
        self._number = number
        self._known.add(sealed[:FRESH])
        self._uncertain.clear()
        if file.length() > size_of(slot.step):
            # The rest of a growth that was cut short: no version of ours stands there.
            with contextlib.suppress(OSError):
                file.cut(size_of(slot.step))

    def _overwrite(self, file: OpenFile, slot: Slot, text: bytes | None, number: int, key: bytearray) -> None:
        """Put an older version, or chance, into a slot whose content nobody shall open any more."""
        if text is None:
            file.write(slot.start, secrets.token_bytes(slot.size))
        else:
            sealed = seal(key, slot.label, slot.size, number, text)
            self._known.add(sealed[:FRESH])
            file.write(slot.start, sealed)
        file.sync()


def _make(disk: Disk, path: Path, content: bytes) -> None:
    made = disk.make(path)
    try:
        with made as file:
            file.write(0, content)
            file.sync()
    except OSError:
        with contextlib.suppress(OSError):
            disk.remove(path)
        raise
    disk.sync_folder(path)
