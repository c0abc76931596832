"""nginx with the very settings of docs/nginx.conf, over TLS; and the arithmetic that rests on what it sends."""

from __future__ import annotations

import gzip
import http.client
import os
import re
import shutil
import signal
import ssl
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from tests.house.bundle import ROOT
from tests.publisher.servers import free_port, program

from guide_app.publisher import simulating
from guide_app.publisher.cli import main
from guide_app.publisher.publication import TIMESTAMP, open_publication

SETTINGS = ROOT / "docs/nginx.conf"
IMMUTABLE = "public, max-age=31536000, immutable"


@dataclass(frozen=True)
class Answer:
    status: int
    heads: Mapping[str, str]
    body: bytes
    head_length: int
    """Bytes of the head, at least."""


@dataclass(frozen=True)
class Site:
    port: int
    certificate: Path
    place: Path

    def ask(self, path: str, method: str = "GET", **heads: str) -> Answer:
        context = ssl.create_default_context(cafile=str(self.certificate))
        line = http.client.HTTPSConnection("localhost", self.port, context=context, timeout=20)
        try:
            line.request(method, path, headers=heads)
            answer = line.getresponse()
            lines = [f"{name}: {value}" for name, value in answer.getheaders()]
            length = len("HTTP/1.1 200 OK\r\n") + sum(len(one) + 2 for one in lines) + 2
            return Answer(
                answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read(), length
            )
        finally:
            line.close()


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, second: Path) -> Iterator[Site]:
    """Start nginx over a publication, with the settings of the docs and nothing changed but where things are."""
    place = tmp_path_factory.mktemp("nginx")
    shutil.copytree(second, place / "guide")
    (place / "guide/.hidden").write_bytes(b"not for anybody")
    (place / "guide/metadata/.2.targets.json.part").write_bytes(b"on its way")
    (place / "guide/metadata/secret.pem").write_bytes(b"laid here by mistake")
    _make_certificates(place)
    port = free_port()
    text = SETTINGS.read_text(encoding="utf-8")
    for before, after in (
        ("listen 443 ssl http2;", f"listen 127.0.0.1:{port} ssl http2;"),
        ("guide.example.org", "localhost"),
        ("/etc/ssl/guide/fullchain.pem", str(place / "chain.pem")),
        ("/etc/ssl/guide/key.pem", str(place / "localhost.key")),
        ("/srv/guide", str(place / "guide")),
        ("/var/log/nginx/guide.error.log", str(place / "error.log")),
    ):
        assert text.count(before) == 1, before
        text = text.replace(before, after)
    (place / "site.conf").write_text(text, encoding="utf-8")
    with _nginx(place):
        yield Site(port, place / "ca.crt", place)


def _make_certificates(place: Path) -> None:
    """Make an authority and a certificate for localhost, ECDSA both, as the settings advise."""
    curve = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2", "-subj"]
    make = ["openssl", "req", "-x509", *curve, "/CN=An authority of the test"]
    subprocess.run([*make, "-keyout", place / "ca.key", "-out", place / "ca.crt"], check=True, capture_output=True)
    names = ["-addext", "subjectAltName=DNS:localhost", "-CA", str(place / "ca.crt"), "-CAkey", str(place / "ca.key")]
    make = ["openssl", "req", "-x509", *curve, "/CN=localhost", *names]
    out = ["-keyout", str(place / "localhost.key"), "-out", str(place / "localhost.crt")]
    subprocess.run([*make, *out], check=True, capture_output=True)
    chain = (place / "localhost.crt").read_bytes() + (place / "ca.crt").read_bytes()
    (place / "chain.pem").write_bytes(chain)


@contextmanager
def _nginx(place: Path) -> Iterator[None]:
    """Run nginx as a daemon: its first process ends when it listens, so nobody has to wait for it."""
    folders = "".join(
        f"{kind}_temp_path {place}/{kind};" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    place.joinpath("nginx.conf").write_text(
        f"worker_processes 1; pid {place}/pid; error_log {place}/error.log; events {{}}\n"
        + ("user root;\n" if os.geteuid() == 0 else "")
        + f"http {{ {folders} include {place}/site.conf; }}\n",
        encoding="utf-8",
    )
    command = [program("nginx"), "-p", str(place), "-c", str(place / "nginx.conf"), "-e", str(place / "error.log")]
    subprocess.run([*command, "-t"], check=True, capture_output=True)
    subprocess.run(command, check=True, capture_output=True)
    try:
        yield
    finally:
        os.kill(int((place / "pid").read_text(encoding="ascii")), signal.SIGTERM)


def test_only_the_timestamp_is_asked_for_again(site: Site, second: Path) -> None:
    publication = open_publication(second)
    assert site.ask(f"/{TIMESTAMP}").heads["cache-control"] == "public, max-age=60"
    for path in (*publication.metadata, *publication.targets):
        answer = site.ask(f"/{path}")
        assert answer.status == 200, path
        assert answer.heads["cache-control"] == IMMUTABLE
        assert answer.body == (second / path).read_bytes()


def test_a_regions_files_are_served(site: Site) -> None:
    for path in ("metadata/3.latin-america.json", f"targets/packs/latin-america/{'ab' * 32}.rows"):
        file = site.place / "guide" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(b"{}")
        assert site.ask(f"/{path}").heads["cache-control"] == IMMUTABLE


def test_nothing_tells_one_visit_from_another(site: Site, second: Path) -> None:
    for path in (TIMESTAMP, *open_publication(second).targets):
        heads = site.ask(f"/{path}").heads
        assert not heads.keys() & {"etag", "last-modified", "set-cookie", "alt-svc", "strict-transport-security"}
        assert heads["server"] == "nginx"
    log = site.place / "error.log"
    assert not log.exists() or log.read_text(encoding="utf-8") == ""
    assert not any("access" in path.name for path in site.place.rglob("*"))


def test_text_is_packed_and_packs_are_not(site: Site, second: Path) -> None:
    publication = open_publication(second)
    targets = next(path for path in publication.metadata if path.endswith(".targets.json"))
    plain = (second / targets).read_bytes()
    answer = site.ask(f"/{targets}", **{"Accept-Encoding": "gzip"})
    assert answer.heads["content-encoding"] == "gzip"
    assert gzip.decompress(answer.body) == plain
    assert len(answer.body) < 0.7 * len(plain)
    assert "accept-encoding" in answer.heads["vary"].lower()
    assert site.ask(f"/{targets}", **{"Accept-Encoding": "identity"}).body == plain
    packs = [path for path in (*publication.metadata, *publication.targets) if not path.endswith(".json")]
    for path in packs:
        answer = site.ask(f"/{path}", **{"Accept-Encoding": "gzip"})
        assert "content-encoding" not in answer.heads, path
        assert int(answer.heads["content-length"]) == (second / path).stat().st_size


def test_a_download_goes_on_where_it_stopped(site: Site, second: Path) -> None:
    path = next(path for path in open_publication(second).targets if path.endswith(".full"))
    content = (second / path).read_bytes()
    assert site.ask(f"/{path}").heads["accept-ranges"] == "bytes"
    answer = site.ask(f"/{path}", Range="bytes=7-")
    assert (answer.status, answer.body) == (206, content[7:])
    assert answer.heads["content-range"] == f"bytes 7-{len(content) - 1}/{len(content)}"
    assert site.ask(f"/{path}", Range=f"bytes={len(content)}-").status == 416
    assert site.ask(f"/{path}", Range="bytes=0-1,3-4").body == content  # one range or none


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/metadata/",
        "/targets/",
        "/targets/packs/",
        "/.hidden",
        "/metadata/.2.targets.json.part",
        "/metadata/secret.pem",
        "/metadata/9.root.json",
        "/metadata/../site.conf",
        "/metadata/%2e%2e/site.conf",
        "/index.html",
    ],
)
def test_nothing_else_is_served(site: Site, path: str) -> None:
    answer = site.ask(path)
    assert answer.status in {400, 404}
    assert "cache-control" not in answer.heads
    assert b"by mistake" not in answer.body


def test_files_are_only_read(site: Site) -> None:
    for method in ("POST", "PUT", "DELETE", "PROPFIND"):
        assert site.ask(f"/{TIMESTAMP}", method).status in {403, 405}
    assert site.ask(f"/{TIMESTAMP}", "HEAD").body == b""


def test_the_arithmetic_counts_enough_for_each_connection(site: Site, second: Path) -> None:
    """Measure heads and the opening of a connection, and hold what the simulation assumes against it."""
    heads = [site.ask(f"/{path}").head_length for path in (TIMESTAMP, *open_publication(second).targets)]
    assert max(heads) <= simulating.HEAD <= 1.3 * max(heads)
    assert 1000 < _handshake(site) <= simulating.HANDSHAKE


def _handshake(site: Site) -> int:
    """Count the bytes that a server sends until its side of a TLS connection stands."""
    import socket

    context = ssl.create_default_context(cafile=str(site.certificate))
    incoming, outgoing = ssl.MemoryBIO(), ssl.MemoryBIO()
    tls = context.wrap_bio(incoming, outgoing, server_hostname="localhost")
    received = 0
    with socket.create_connection(("127.0.0.1", site.port), timeout=20) as line:
        while True:
            try:
                tls.do_handshake()
            except ssl.SSLWantReadError:
                line.sendall(outgoing.read())
                data = line.recv(1 << 16)
                received += len(data)
                incoming.write(data)
            else:
                return received


def test_the_settings_mark_what_is_to_be_changed() -> None:
    text = SETTINGS.read_text(encoding="utf-8")
    assert len(re.findall(r"# HERE", text)) == 4


def test_a_million_readers_fit_into_a_hundred_gigabytes(capsys: pytest.CaptureFixture[str]) -> None:
    sizes = simulating.load_sizes(ROOT / "docs/sizes-5000x11.json")
    for crowd in list(simulating.CROWDS)[:2]:
        outcome = simulating.simulate(sizes, 1_000_000, crowd, seed=1)
        assert max(outcome.bytes_a_week) <= 100e9, crowd
        assert sum(outcome.requests_a_week) / len(outcome.requests_a_week) <= 4e6
    assert main(["simulate", str(ROOT / "docs/sizes-5000x11.json"), "--clients", "1000"]) == 0
    assert "1000 readers, everybody once a week" in capsys.readouterr().out


def test_a_publication_is_weighed(second: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    publication = open_publication(second)
    sizes = simulating.sizes_of(publication)
    assert sizes.timestamp == (second / TIMESTAMP).stat().st_size
    assert len(sizes.deltas) == 1
    assert (sizes.full, sizes.deltas[0]) == tuple(
        next(file.length for path, file in publication.targets.items() if kind in path) for kind in (".full", ".from-1")
    )
    assert sizes.reach == 1
    assert main(["simulate", str(second), "--clients", "10"]) == 0
    assert main(["simulate", str(tmp_path)]) == 1
    (tmp_path / "sizes.json").write_text("[]", encoding="ascii")
    assert main(["simulate", str(tmp_path / "sizes.json")]) == 1
    assert "sizes of a release" in capsys.readouterr().err


def test_the_same_seed_gives_the_same_crowd() -> None:
    sizes = simulating.Sizes(400, 13_000, (1000, 2000), 9000, 5000, 1, 10**6)
    one, two, other = (simulating.simulate(sizes, 1000, "as people are", seed) for seed in (1, 1, 2))
    assert one == two != other


def test_what_a_reader_fetches_follows_from_how_far_behind_they_are() -> None:
    sizes = simulating.Sizes(400, 13_000, (1000, 2000), 9000, 5000, 2, 10**6)
    weekly, rare = (simulating.Habit(1.0, 2, 1), simulating.Habit(1.0, 1, 3))
    assert list(simulating._visits(sizes, weekly, same=False)) == [(400, 13_000, 1000), (400,)]
    assert list(simulating._visits(sizes, weekly, same=True)) == [(400, 13_000, 5000), (400,)]
    assert list(simulating._visits(sizes, rare, same=True)) == [(400, 13_000, 9000)]
