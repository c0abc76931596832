"""The second judge: the same folder, judged by python-tuf's own client logic.

It decides when anything is installed or updated, and `guide verify` asks it too. It is not imported at start,
where it would cost more than the window; `updates.trust` does that check and refuses all that this one refuses.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from guide_app.core.errors import UntrustedContentError
from guide_app.core.places import SNAPSHOT_NAME
from guide_app.updates.chain import refuse
from guide_app.updates.quiet import load_quietly
from guide_app.updates.trust import MOST_ROTATIONS, open_regular, read_metadata

if TYPE_CHECKING:
    from tuf.api.metadata import TargetFile
    from tuf.ngclient._internal.trusted_metadata_set import TrustedMetadataSet

ROLES = ("root", "timestamp", "snapshot", "targets")


@dataclass(frozen=True, slots=True)
class Judgement:
    """What python-tuf says of a folder that it accepts."""

    version: int
    length: int
    """Bytes."""
    sha256: str
    development: bool
    published: str
    """When it was signed, as the signed timestamp tells: `2026-11-23T08:00:00Z`."""
    expires: tuple[tuple[str, datetime], ...]
    """(role, end of validity) in the order root, timestamp, snapshot, targets."""

    def expired(self, now: datetime) -> tuple[str, ...]:
        """Name the roles that are no longer valid at a moment: with a network, something newer should be there."""
        return tuple(role for role, end in self.expires if end <= now)


def judge_with_tuf(folder: Path, *, trusted_root: bytes) -> Judgement:
    """Judge a folder as python-tuf's client would, except that expiry is told and not fatal.

    Raises:
        UntrustedContentError: python-tuf refuses it.
    """
    load_quietly()
    with _as_untrusted():
        trusted = _load(folder, trusted_root)
        target = trusted.targets.targets[SNAPSHOT_NAME]
        with open_regular(folder / SNAPSHOT_NAME) as file:
            target.verify_length_and_hashes(file)
        return _judgement(trusted, target)


def _load(folder: Path, trusted_root: bytes) -> TrustedMetadataSet:
    from tuf.api.metadata import Metadata, Root
    from tuf.ngclient._internal.trusted_metadata_set import TrustedMetadataSet
    from tuf.ngclient.config import EnvelopeType

    trusted = TrustedMetadataSet(trusted_root, EnvelopeType.METADATA)
    # Nothing has expired at the beginning of time: upstream has no other way to read offline.
    trusted.reference_time = datetime.min.replace(tzinfo=UTC)
    newest = read_metadata(folder, "root")
    if newest != trusted_root:
        last = Metadata[Root].from_bytes(newest).signed.version
        for version in range(trusted.root.version + 1, min(last, trusted.root.version + MOST_ROTATIONS)):
            trusted.update_root(read_metadata(folder, "root", version=version))
        trusted.update_root(newest)
    trusted.update_timestamp(read_metadata(folder, "timestamp"))
    trusted.update_snapshot(read_metadata(folder, "snapshot"))
    trusted.update_targets(read_metadata(folder, "targets"))
    return trusted


def _judgement(trusted: TrustedMetadataSet, target: TargetFile) -> Judgement:
    roles = (trusted.root, trusted.timestamp, trusted.snapshot, trusted.targets)
    return Judgement(
        version=trusted.targets.version,
        length=target.length,
        sha256=target.hashes["sha256"],
        development=trusted.root.unrecognized_fields["development"] is not False,
        published=str(trusted.timestamp.unrecognized_fields["published"]),
        expires=tuple((role, signed.expires) for role, signed in zip(ROLES, roles, strict=True)),
    )


@contextmanager
def _as_untrusted() -> Iterator[None]:
    """Turn every complaint of python-tuf into ours; it lets some of Python's own pass through."""
    from securesystemslib.exceptions import Error as SigningLibraryError
    from tuf.api.exceptions import RepositoryError
    from tuf.api.serialization import SerializationError

    try:
        yield
    except UntrustedContentError:
        raise
    except (RepositoryError, SerializationError, SigningLibraryError) as error:
        refuse("tuf", f"python-tuf refuses this folder: {error}")
    except (OSError, KeyError, ValueError, TypeError, AttributeError, RecursionError) as error:
        refuse("tuf", f"python-tuf cannot read this folder: {error}")
