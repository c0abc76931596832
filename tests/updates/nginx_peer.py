"""A real nginx over TLS, with a certificate authority made for one test."""

from __future__ import annotations

import ipaddress
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

_CONFIGURATION = """
daemon off;
pid {folder}/nginx.pid;
error_log stderr notice;
worker_processes 1;
events {{ worker_connections 64; }}
http {{
    log_format plain '$status $bytes_sent $sent_http_content_encoding- $http_range- $request_uri $http_user_agent';
    access_log {folder}/access.log plain;
    client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
    types {{ application/json json; }}
    default_type application/octet-stream;
    gzip on; gzip_min_length 200; gzip_types application/json;
    server {{
        listen 127.0.0.1:{port} ssl;
        ssl_certificate {folder}/server.crt;
        ssl_certificate_key {folder}/server.private;
        root {folder}/tree;
    }}
}}
"""
DAY = timedelta(days=1)


class Asked(NamedTuple):
    """A line of nginx's log."""

    status: int
    bytes_sent: int
    encoding: str
    range: str
    path: str


def tool(name: str) -> str:
    """Find a server that `.ci/system_packages.py --tests` installs; Debian keeps some where only root looks."""
    found = shutil.which(name, path="/usr/local/sbin:/usr/sbin:/sbin:/usr/local/bin:/usr/bin:/bin")
    assert found, f"{name} is missing: python3 .ci/system_packages.py --tests installs it"
    return found


def make_certificates(folder: Path, *names: str) -> Path:
    """Make an authority, and a certificate by it for names and numbers; gives the authority's PEM file."""
    authority, authority_key = _certificate("A test's authority", (), None)
    server, server_key = _certificate("server", names, (authority, authority_key))
    pem = serialization.Encoding.PEM
    (folder / "authority.crt").write_bytes(authority.public_bytes(pem))
    (folder / "server.crt").write_bytes(server.public_bytes(pem))
    private = serialization.PrivateFormat.PKCS8
    (folder / "server.private").write_bytes(server_key.private_bytes(pem, private, serialization.NoEncryption()))
    return folder / "authority.crt"


def _certificate(
    name: str, names: tuple[str, ...], by: tuple[x509.Certificate, ec.EllipticCurvePrivateKey] | None
) -> tuple[x509.Certificate, ec.EllipticCurvePrivateKey]:
    key, now = ec.generate_private_key(ec.SECP256R1()), datetime.now(UTC)
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    builder = x509.CertificateBuilder().subject_name(subject).public_key(key.public_key())
    builder = builder.serial_number(x509.random_serial_number()).not_valid_before(now - DAY).not_valid_after(now + DAY)
    builder = builder.issuer_name(by[0].subject if by else subject)
    builder = builder.add_extension(x509.BasicConstraints(ca=by is None, path_length=None), critical=True)
    if names:
        listed = [x509.IPAddress(ipaddress.ip_address(one)) if one[0].isdigit() else x509.DNSName(one) for one in names]
        builder = builder.add_extension(x509.SubjectAlternativeName(listed), critical=False)
    return builder.sign(by[1] if by else key, hashes.SHA256()), key


def lay_tree(folder: Path, files: Mapping[str, bytes]) -> None:
    """Put the files of a repository where nginx serves them."""
    for path, content in files.items():
        place = folder / "tree" / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content)


@contextmanager
def nginx(folder: Path, port: int) -> Iterator[None]:
    """Serve `folder/tree` on loopback; certificates lie in the folder already."""
    for path in (folder, folder / "tree"):
        path.mkdir(exist_ok=True)
        path.chmod(0o755)
    (folder / "nginx.conf").write_text(_CONFIGURATION.format(folder=folder, port=port), encoding="utf-8")
    command = [tool("nginx"), "-p", str(folder), "-c", str(folder / "nginx.conf"), "-g", "user root;"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as server:
        try:
            assert server.stderr is not None
            said = []
            for line in server.stderr:
                said.append(line)
                if "start worker process " in line:
                    break
            else:
                raise AssertionError("nginx did not start: " + "".join(said))
            yield
        finally:
            server.terminate()
            server.communicate()


def asked(folder: Path) -> list[Asked]:
    """Read what nginx was asked since the last call."""
    log = folder / "access.log"
    lines = log.read_text(encoding="utf-8").splitlines() if log.exists() else []
    log.write_text("", encoding="utf-8")
    fields = [line.split(" ")[:5] for line in lines]
    return [Asked(int(a), int(b), c.strip("-"), d[:-1].strip("-") and d[:-1], e) for a, b, c, d, e in fields]
