"""A snapshot that was handed over in memory is judged as a folder is."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.updates.signed_set import CONTENT, SignedSet

from guide_app.core.errors import UntrustedContentError
from guide_app.updates.handed import verify_handed
from guide_app.updates.trust import verify_installed


def handed(signed: SignedSet, folder: Path) -> tuple[dict[str, bytes], bytes]:
    """Give the metadata by its names, and the root that the program carries."""
    root = signed.write(folder)
    return {path.name: path.read_bytes() for path in (folder / "metadata").iterdir()}, root


def test_a_whole_set_is_taken(tmp_path: Path) -> None:
    metadata, root = handed(SignedSet(), tmp_path)
    verified = verify_handed(metadata, CONTENT, trusted_root=root)
    installed = verify_installed(tmp_path, trusted_root=root)
    assert (verified.content, verified.version, verified.development) == (CONTENT, 7, True)
    assert (installed.version, installed.development) == (7, True)


def test_roots_are_followed_version_by_version(tmp_path: Path) -> None:
    signed = SignedSet()
    signed.rotate(joining="root-4")
    signed.older_roots["2.root.json"] = signed.seal("root")
    signed.rotate(joining="root-5")
    metadata, root = handed(signed, tmp_path)
    assert verify_handed(metadata, CONTENT, trusted_root=root).version == 7
    del metadata["2.root.json"]
    with pytest.raises(UntrustedContentError) as refused:
        verify_handed(metadata, CONTENT, trusted_root=root)
    assert refused.value.code == "missing"


@pytest.mark.parametrize("name", ["root.json", "timestamp.json", "snapshot.json", "targets.json"])
def test_every_file_must_be_there_and_as_it_was_signed(tmp_path: Path, name: str) -> None:
    metadata, root = handed(SignedSet(), tmp_path)
    for spoilt, code in (
        ({key: metadata[key] for key in metadata if key != name}, "missing"),
        (metadata | {name: b" " * (1 << 21)}, "too_long"),
    ):
        with pytest.raises(UntrustedContentError) as refused:
            verify_handed(spoilt, CONTENT, trusted_root=root)
        assert refused.value.code == code
    for at in range(0, len(metadata[name]), 97):
        bent = bytearray(metadata[name])
        bent[at] ^= 1
        with pytest.raises(UntrustedContentError):
            verify_handed(metadata | {name: bytes(bent)}, CONTENT, trusted_root=root)


@pytest.mark.parametrize(
    ("content", "code"), [(b"", "length"), (CONTENT[:-1], "length"), (CONTENT[:-1] + b"x", "hash")]
)
def test_the_content_must_be_the_one_that_was_signed(tmp_path: Path, content: bytes, code: str) -> None:
    metadata, root = handed(SignedSet(), tmp_path)
    with pytest.raises(UntrustedContentError) as refused:
        verify_handed(metadata, content, trusted_root=root)
    assert refused.value.code == code


def test_nothing_is_trusted_without_a_root(tmp_path: Path) -> None:
    metadata, _ = handed(SignedSet(), tmp_path)
    with pytest.raises(UntrustedContentError) as refused:
        verify_handed(metadata, CONTENT, trusted_root=b"")
    assert refused.value.code == "no_root"
