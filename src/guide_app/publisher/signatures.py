"""Signed metadata as bytes: one fixed form, signatures added one after another, thresholds held."""

from __future__ import annotations

from collections.abc import Iterable

from securesystemslib.signer import CryptoSigner
from tuf.api.metadata import Metadata, Root, Snapshot, Targets, Timestamp

from guide_app.core.errors import GuideError
from guide_app.updates.chain import canonical_json

AnyMetadata = Metadata[Root] | Metadata[Timestamp] | Metadata[Snapshot] | Metadata[Targets]


class SigningError(GuideError):
    """Something cannot be signed as asked: a key, a passphrase or a signature is missing or wrong."""


def encode(metadata: AnyMetadata) -> bytes:
    """Write metadata in the one fixed form that readers accept: compact, sorted, signatures in order of key ids.

    Raises:
        SigningError: a text in it needs an escape, which the form does not have.
    """
    tree = metadata.to_dict()
    content = canonical_json(tree | {"signatures": sorted(tree["signatures"], key=lambda one: str(one["keyid"]))})
    if b"\\" in content:
        raise SigningError("Metadata holds no quotes, backslashes or control characters in its texts.")
    return content


def add_signatures(metadata: AnyMetadata, root: Root, signers: Iterable[CryptoSigner]) -> int:
    """Sign with every key at hand that the root lists for this role; the signatures there stay.

    Returns:
        How many of the keys could sign.
    """
    allowed = root.roles[metadata.signed.type].keyids
    fitting = [signer for signer in signers if signer.public_key.keyid in allowed]
    for signer in fitting:
        metadata.sign(signer, append=True)
    return len(fitting)


def missing_signatures(metadata: AnyMetadata, root: Root) -> int:
    """Count the valid signatures that are still needed by a root's threshold for this role."""
    role = metadata.signed.type
    return root.get_verification_result(role, metadata.signed_bytes, metadata.signatures).missing
