"""Keys, signatures and the whole way of a release, from a key set to what a reader accepts."""

from __future__ import annotations

import stat
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from tuf.api.metadata import Metadata, Root, Timestamp

from guide_app.core.errors import UntrustedContentError
from guide_app.publisher.keys import load_keys, load_public_keys, make_development_keys, make_key, start_root
from guide_app.publisher.signatures import SigningError, add_signatures, encode
from guide_app.publisher.signing import sign_snapshot
from guide_app.updates.chain import canonical_json
from guide_app.updates.judge import judge_with_tuf
from guide_app.updates.trust import carried_root, verify_installed

NOW = datetime(2026, 11, 23, 8, 0, 0, 123456, tzinfo=UTC)
PASSPHRASE = b"six words that nobody would guess"


@pytest.fixture(scope="module")
def keys(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sets") / "keys"
    make_development_keys(folder, now=NOW)
    return folder


@pytest.fixture
def release(tmp_path: Path) -> Path:
    folder = tmp_path / "release"
    folder.mkdir()
    (folder / "guide.sqlite").write_bytes(b"SQLite format 3\0 and so on")
    return folder


def _sign(folder: Path, keys: Path, *, version: int = 3, now: datetime = NOW) -> dict[str, bytes]:
    snapshot, out = folder / "guide.sqlite", folder / "metadata"
    sign_snapshot(snapshot, keys, out, development=True, version=version, now=now)
    return {path.name: path.read_bytes() for path in out.iterdir()}


def test_what_is_signed_is_accepted_by_both_judges(release: Path, keys: Path) -> None:
    _sign(release, keys)
    root = carried_root(release)

    verified, judgement = verify_installed(release, trusted_root=root), judge_with_tuf(release, trusted_root=root)

    assert root == (keys / "root.json").read_bytes()
    assert (verified.version, verified.development) == (judgement.version, judgement.development) == (3, True)
    assert judgement.published == "2026-11-23T08:00:00Z"
    start = NOW.replace(microsecond=0)
    assert {role: (end - start).days for role, end in judgement.expires} == {
        "root": 365,
        "timestamp": 14,
        "snapshot": 30,
        "targets": 90,
    }


def test_same_keys_moment_and_version_give_the_same_bytes(release: Path, keys: Path) -> None:
    first = _sign(release, keys)
    assert _sign(release, keys) == first
    later = _sign(release, keys, now=NOW + timedelta(hours=1))
    assert {name for name in first if first[name] != later[name]} == {"targets.json", "snapshot.json", "timestamp.json"}


def test_the_fixed_form(release: Path, keys: Path) -> None:
    for content in _sign(release, keys).values():
        tree = Metadata.from_bytes(content).to_dict()
        assert canonical_json(tree) == content
        keyids = [one["keyid"] for one in tree["signatures"]]
        assert keyids == sorted(keyids)


def test_a_development_set_is_made_once(keys: Path) -> None:
    before = {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in keys.iterdir()}
    make_development_keys(keys, now=NOW + timedelta(days=1))
    assert {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in keys.iterdir()} == before
    assert len(load_keys(keys)) == 8
    assert all(path.name.startswith("development-") for path in keys.glob("*.pem"))


def test_a_set_that_was_not_finished_is_made_anew(tmp_path: Path) -> None:
    make_key(tmp_path, "development-root-1", None)
    make_development_keys(tmp_path, now=NOW)
    assert len(load_keys(tmp_path)) == 8


def test_no_development_set_is_made_beside_real_keys(tmp_path: Path) -> None:
    make_key(tmp_path, "root-anna", PASSPHRASE)
    with pytest.raises(SigningError, match="real key"):
        make_development_keys(tmp_path, now=NOW)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["root-anna.pem", "root-anna.public.pem"]


def test_private_keys_are_for_their_owner_only(keys: Path) -> None:
    for path in keys.glob("*.pem"):
        if not path.name.endswith(".public.pem"):
            assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_real_key_is_encrypted(tmp_path: Path) -> None:
    key = make_key(tmp_path, "root-anna", PASSPHRASE)
    assert b"ENCRYPTED" in (tmp_path / "root-anna.pem").read_bytes()
    assert [signer.public_key.keyid for signer in load_keys(tmp_path, PASSPHRASE)] == [key.keyid]
    assert [known.keyid for known in load_public_keys(tmp_path)["root"]] == [key.keyid]
    for passphrase in (None, b"another passphrase altogether", b""):
        with pytest.raises(SigningError):
            load_keys(tmp_path, passphrase)
    with pytest.raises(FileExistsError):
        make_key(tmp_path, "root-anna", PASSPHRASE)


@pytest.mark.parametrize(
    ("name", "passphrase"),
    [("root-anna", None), ("root-anna", b"short"), ("root-anna", b""), ("development-root-1", PASSPHRASE)],
)
def test_passphrases_where_they_belong(name: str, passphrase: bytes | None, tmp_path: Path) -> None:
    with pytest.raises(SigningError):
        make_key(tmp_path, name, passphrase)
    assert list(tmp_path.iterdir()) == []


def test_a_real_key_that_lies_open_is_not_used(tmp_path: Path, keys: Path) -> None:
    (tmp_path / "root-anna.pem").write_bytes((keys / "development-root-1.pem").read_bytes())
    for passphrase in (None, PASSPHRASE):
        with pytest.raises(SigningError):
            load_keys(tmp_path, passphrase)


@pytest.mark.parametrize("content", [b"", b"no key", b"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"])
def test_what_is_no_key(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "development-root-1.pem").write_bytes(content)
    (tmp_path / "root-anna.public.pem").write_bytes(content)
    with pytest.raises(SigningError):
        load_keys(tmp_path)
    with pytest.raises(SigningError):
        load_public_keys(tmp_path)


def test_development_and_release_are_not_confused(release: Path, keys: Path) -> None:
    with pytest.raises(SigningError, match="are development keys"):
        sign_snapshot(release / "guide.sqlite", keys, release / "metadata", development=False, version=1, now=NOW)
    assert not (release / "metadata").exists()


def test_too_few_keys_sign_nothing(release: Path, keys: Path, tmp_path: Path) -> None:
    few = tmp_path / "few"
    few.mkdir()
    for name in ("root.json", "development-targets-1.pem", "development-snapshot-1.pem", "development-timestamp-1.pem"):
        (few / name).write_bytes((keys / name).read_bytes())
    with pytest.raises(SigningError, match="1 more"):
        _sign(release, few)
    with pytest.raises(SigningError, match="at least 2"):
        start_root(load_public_keys(few), development=True, version=1, now=NOW)
    assert not (release / "metadata").exists()


def test_a_spoilt_root_signs_nothing(release: Path, keys: Path, tmp_path: Path) -> None:
    spoilt = tmp_path / "spoilt"
    spoilt.mkdir()
    for path in keys.iterdir():
        (spoilt / path.name).write_bytes(path.read_bytes())
    (spoilt / "root.json").write_bytes((keys / "root.json").read_bytes() + b" ")
    with pytest.raises(UntrustedContentError):
        _sign(release, spoilt)


def test_texts_that_the_form_does_not_have() -> None:
    timestamp = Metadata(Timestamp(1, expires=NOW, unrecognized_fields={"published": 'a "quote"'}))
    with pytest.raises(SigningError):
        encode(timestamp)


def test_a_key_signs_only_its_role(keys: Path) -> None:
    root = Metadata[Root].from_file(str(keys / "root.json")).signed
    timestamp = Metadata(Timestamp(1, expires=NOW))
    assert add_signatures(timestamp, root, load_keys(keys)) == 1
    assert add_signatures(Metadata(root), root, load_keys(keys)) == 3


def test_only_ed25519_keys_named_after_their_role(tmp_path: Path, keys: Path) -> None:
    (tmp_path / "mirror-anna.public.pem").write_bytes((keys / "development-root-1.public.pem").read_bytes())
    with pytest.raises(SigningError, match="named after its role"):
        load_public_keys(tmp_path)
