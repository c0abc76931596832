"""The https road against a real nginx over TLS: what it asks, how it goes on, and whose certificate it believes."""

from __future__ import annotations

import hashlib
import os
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.updates.nginx_peer import Asked, asked, lay_tree, make_certificates, nginx
from tests.updates.small_repository import START, SmallRepository

from guide_app.core.errors import UpdateError
from guide_app.updates.client import Known, refresh
from guide_app.updates.transports.opening import open_transport
from guide_app.updates.transports.parts import DiskPart, check_part
from guide_app.updates.transports.transport import CHUNK, Watch

LARGE = b"\x28\xb5\x2f\xfd" + os.urandom(9 * CHUNK + 1)  # as packs begin: chance alone begins like a page at times
DIGEST = hashlib.sha256(LARGE).hexdigest()
PATH = f"targets/packs/{DIGEST}.full"


class Peer:
    def __init__(self, folder: Path, port: int) -> None:
        self.folder = folder
        self.url = f"https://127.0.0.1:{port}/"
        self.authority = folder / "authority.crt"

    def asked(self) -> list[Asked]:
        return asked(self.folder)


@pytest.fixture
def peer(tmp_path: Path) -> Iterator[Peer]:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    make_certificates(tmp_path, "127.0.0.1")
    lay_tree(tmp_path, {PATH: LARGE})
    with nginx(tmp_path, port):
        yield Peer(tmp_path, port)


def test_updates_come_in_few_requests_packed_where_that_helps(peer: Peer) -> None:
    repository = SmallRepository()
    repository.regions = {"pl": ["pl-1", "pl-2"], "cz": ["cz-1", "cz-2"]}
    repository.publish()
    lay_tree(peer.folder, repository.tree)
    transport = open_transport(peer.url, authorities=peer.authority)
    signed = refresh(transport, Known(repository.trusted_root), now=START)
    first = peer.asked()
    assert [one.path for one in first] == ["/metadata/timestamp.json", "/metadata/1.bundle.zst"]
    assert [one.encoding for one in first] == ["gzip", ""]
    known = Known(repository.trusted_root, signed.files, signed.mark)
    assert not refresh(transport, known, now=START).new
    assert [one.path for one in peer.asked()] == ["/metadata/timestamp.json"]
    (peer.folder / "tree/metadata/1.bundle.zst").unlink()
    assert refresh(transport, Known(repository.trusted_root), now=START).files == signed.files
    assert [one.status for one in peer.asked()] == [200, 404, 404, 200, 200, 200, 200]
    transport.close()


@pytest.mark.parametrize("there", [0, 1, 3 * CHUNK + 7, len(LARGE) - 1])
def test_a_part_goes_on_by_a_range(peer: Peer, there: int) -> None:
    DiskPart(peer.folder, DIGEST).append(LARGE[:there])
    part = DiskPart(peer.folder, DIGEST)
    transport = open_transport(peer.url, authorities=peer.authority)
    transport.fetch(PATH, len(LARGE), part, Watch())
    transport.close()
    assert check_part(part, len(LARGE)) == LARGE
    (one,) = peer.asked()
    assert (one.status, one.range) == ((206, f"bytes={there}-") if there else (200, ""))
    assert one.bytes_sent < len(LARGE) - there + 1000


def test_only_the_right_certificate_is_believed(peer: Peer, tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    for where, authorities in (
        (peer.url, make_certificates(tmp_path / "other", "127.0.0.1")),  # another authority
        (peer.url, None),  # the system's list does not have it
        (peer.url.replace("127.0.0.1", "127.0.0.2"), peer.authority),  # nobody listens there
    ):
        transport = open_transport(where, authorities=authorities)
        with pytest.raises(UpdateError) as caught:
            transport.read("metadata/timestamp.json", 999)
        assert caught.value.code == ("unreachable" if "127.0.0.2" in where else "tls")
        transport.close()
    assert not peer.asked()


def test_a_certificate_for_another_name_is_not_believed(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    authority = make_certificates(tmp_path, "guide.test")
    with nginx(tmp_path, port):
        transport = open_transport(f"https://127.0.0.1:{port}/", authorities=authority)
        with pytest.raises(UpdateError) as caught:
            transport.read("metadata/timestamp.json", 999)
    assert caught.value.code == "tls"
    transport.close()


@pytest.mark.parametrize("variable", ["SSL_CERT_FILE", "SSLKEYLOGFILE", "REQUESTS_CA_BUNDLE"])
def test_the_environment_neither_opens_nor_records_it(
    peer: Peer, variable: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = peer.authority if variable != "SSLKEYLOGFILE" else tmp_path / "keys.log"
    monkeypatch.setenv(variable, str(place))
    transport = open_transport(peer.url)
    with pytest.raises(UpdateError) as caught:
        transport.read(PATH, len(LARGE))
    assert caught.value.code == "tls"
    transport.close()
    transport = open_transport(peer.url, authorities=peer.authority)
    assert transport.read(PATH, len(LARGE)) == LARGE
    transport.close()
    assert not (tmp_path / "keys.log").exists()
