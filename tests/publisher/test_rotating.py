"""The next root: one root key at a time, by ids that people read aloud, and the sheet that they hold in their hands."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from html.parser import HTMLParser
from pathlib import Path

import pytest

from guide_app.core.errors import UntrustedContentError
from guide_app.publisher import ceremony
from guide_app.publisher.cli import main
from guide_app.publisher.keys import load_keys, make_key
from guide_app.publisher.rotating import rotate
from guide_app.publisher.sheet import as_html, as_text, grouped, make_sheet
from guide_app.publisher.signatures import SigningError
from guide_app.updates.chain import load_root, next_root

NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)
PASSPHRASE = b"six words that nobody would guess"
HOLDERS = ("root-anna", "root-ben", "root-cem", "targets-dina", "targets-eli", "snapshot-1", "timestamp-1")


@pytest.fixture(scope="module")
def keys(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a folder with all holders' keys, and some that are not in the root yet; read it only."""
    folder = tmp_path_factory.mktemp("keys")
    for name in (*HOLDERS, "root-frida", "root-gul", "targets-hana", "timestamp-2"):
        make_key(folder, name, PASSPHRASE)
    return folder


@pytest.fixture
def release(tmp_path: Path, keys: Path) -> Path:
    public = tmp_path / "public"
    public.mkdir()
    for name in HOLDERS:
        (public / f"{name}.public.pem").write_bytes(_public(keys, name).read_bytes())
    folder = tmp_path / "release"
    ceremony.write_root(folder, public, now=NOW)
    assert ceremony.sign_file(folder / "metadata/root.json", load_keys(keys, PASSPHRASE)) == 0
    return folder


def _public(keys: Path, name: str) -> Path:
    return keys / f"{name}.public.pem"


def _id(keys: Path, name: str) -> str:
    from guide_app.publisher.keys import load_any_public_key

    return str(load_any_public_key(_public(keys, name)).keyid)


def _root(release: Path) -> bytes:
    return (release / "metadata/root.json").read_bytes()


def test_one_root_key_for_another(release: Path, keys: Path) -> None:
    before = _root(release)
    rotation = rotate(release, remove=[_id(keys, "root-anna")[:8]], add=[_public(keys, "root-frida")], now=NOW)
    assert (rotation.version, rotation.changed) == (2, ("root",))
    assert (release / "metadata/1.root.json").read_bytes() == before

    missing = ceremony.sign_file(release / "metadata/root.json", load_keys(keys, PASSPHRASE))

    assert missing == 0
    after = next_root(load_root(before), _root(release))
    assert after.roles["root"].keyids == {_id(keys, name) for name in ("root-ben", "root-cem", "root-frida")}


def test_nothing_but_a_later_end(release: Path, keys: Path) -> None:
    rotation = rotate(release, remove=[], add=[], now=NOW + timedelta(days=300))
    assert (rotation.version, rotation.changed) == (2, ())
    ceremony.sign_file(release / "metadata/root.json", load_keys(keys, PASSPHRASE))
    assert load_root(_root(release)).version == 2


def test_other_roles_change_along_with_it(release: Path, keys: Path) -> None:
    removed = [_id(keys, name) for name in ("root-anna", "targets-dina", "timestamp-1")]
    added = [_public(keys, name) for name in ("root-frida", "targets-hana", "timestamp-2")]
    assert rotate(release, remove=removed, add=added, now=NOW).changed == ("root", "targets", "timestamp")


def test_what_is_refused(release: Path, keys: Path, tmp_path: Path) -> None:
    anna, ben = (_id(keys, name) for name in ("root-anna", "root-ben"))
    frida, gul = (_public(keys, name) for name in ("root-frida", "root-gul"))
    unnamed = tmp_path / "frida.public.pem"
    unnamed.write_bytes(frida.read_bytes())
    cases: tuple[tuple[list[str], list[Path], str], ...] = (
        ([anna, ben], [frida, gul], "One root key at a time"),
        ([], [frida, gul], "One root key at a time"),
        ([_id(keys, "targets-dina")], [], "at least 2"),
        ([_id(keys, "snapshot-1")], [], "at least 1"),
        ([anna[:7]], [], "8 digits"),
        (["0" * 64], [], "names 0 keys"),
        ([""], [], "8 digits"),
        ([], [_public(keys, "root-anna")], "has already"),
        ([], [unnamed], "named after its role"),
    )
    before = sorted(path.name for path in (release / "metadata").iterdir()), _root(release)
    for remove, add, why in cases:
        with pytest.raises(SigningError, match=why):
            rotate(release, remove=remove, add=add, now=NOW)
    assert (sorted(path.name for path in (release / "metadata").iterdir()), _root(release)) == before


def test_a_change_is_finished_before_the_next(release: Path, keys: Path) -> None:
    rotate(release, remove=[], add=[_public(keys, "root-frida")], now=NOW)
    with pytest.raises(UntrustedContentError):
        rotate(release, remove=[], add=[_public(keys, "root-gul")], now=NOW)


def test_the_ceremony_leaps_as_little(release: Path, keys: Path, tmp_path: Path) -> None:
    public = tmp_path / "public"
    for name in ("root-anna", "root-ben"):
        _public(public, name).unlink()
    for name in ("root-frida", "root-gul"):
        _public(public, name).write_bytes(_public(keys, name).read_bytes())
    before = _root(release)
    with pytest.raises(SigningError, match="One root key at a time"):
        ceremony.write_root(release, public, now=NOW)
    assert _root(release) == before
    assert not (release / "metadata/1.root.json").exists()


def test_the_sheet_says_what_people_compare(release: Path, keys: Path) -> None:
    before = _root(release)
    rotate(release, remove=[_id(keys, "root-anna")], add=[_public(keys, "root-frida")], now=NOW)
    unsigned = make_sheet(_root(release), before, {"pl": (2, ["ab" * 32])})
    text = as_text(unsigned)
    ceremony.sign_file(release / "metadata/root.json", load_keys(keys, PASSPHRASE))
    signed = make_sheet(_root(release), before, {})

    assert unsigned.signed_sha256 == signed.signed_sha256
    assert max(map(len, text.splitlines())) <= 78
    for name in (*HOLDERS, "root-frida"):
        assert all(part in text for part in _halves(_id(keys, name))), name
    assert text.index("LEAVING") < text.index(_halves(_id(keys, "root-anna"))[0])
    assert text.count("NEW") == 1
    assert "ROOT: 2 of 3 must sign" in text
    assert "TIMESTAMP: 1 of 1 must sign" in text
    assert "REGION pl: 2 of 1" in text
    assert "valid until 2027-11-23" in text
    assert "DEVELOPMENT" not in text
    assert re.search(r"Signature: _{10}", text)


def _halves(keyid: str) -> tuple[str, str]:
    return grouped(keyid[:32]), grouped(keyid[32:])


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.links += [value or "" for name, value in attrs if name in {"src", "href"}]


def test_the_page_holds_the_same_and_fetches_nothing(release: Path, keys: Path) -> None:
    page = as_html(make_sheet(_root(release), None, {"pl": (1, ["ab" * 32])}))
    reader = _Reader()
    reader.feed(page)
    assert reader.links == []
    assert "script" not in reader.tags
    assert reader.tags.count("table") == 5
    for name in HOLDERS:
        assert grouped(_id(keys, name)) in page


def test_by_commands(
    release: Path, keys: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("getpass.getpass", lambda _: PASSPHRASE.decode())
    gone, joins = _id(keys, "timestamp-1"), _public(keys, "timestamp-2")
    assert main(["keys", "rotate", str(release), "--remove", gone, "--add", str(joins)]) == 0
    assert "release renew" in capsys.readouterr().out
    for name in ("sheet.txt", "sheet.html"):
        assert main(["keys", "sheet", str(release), "--out", str(tmp_path / name)]) == 0
    assert "LEAVING" in (tmp_path / "sheet.txt").read_text(encoding="utf-8")
    assert main(["keys", "sheet", str(release), "--out", str(tmp_path / "sheet.pdf")]) == 1
    capsys.readouterr()
    signed = make_sheet(_root(release), None, {}).signed_sha256
    assert main(["release", "sign", str(release / "metadata/root.json"), "--keys", str(keys)]) == 0
    assert grouped(signed) in capsys.readouterr().out
    assert main(["keys", "rotate", str(release), "--remove", _id(keys, "targets-eli")]) == 1
    assert "at least 2" in capsys.readouterr().err
