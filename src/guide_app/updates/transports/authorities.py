"""Whom to believe about the name of an https server: the system's own list, found without asking the environment."""

from __future__ import annotations

import ssl
import sys
from pathlib import Path
from typing import Final

_KNOWN: Final = (
    "/etc/ssl/certs/ca-certificates.crt",  # Debian, Arch, Alpine
    "/etc/pki/tls/certs/ca-bundle.crt",  # Fedora and its like
    "/etc/ssl/ca-bundle.pem",  # openSUSE
    "/etc/ssl/cert.pem",  # macOS, the BSDs
)
"""Where systems keep the list, for a Python that was built on another one."""


def tls_context(authorities: Path | None = None) -> ssl.SSLContext:
    """Make the rules of a TLS connection; `authorities` is a PEM file to believe instead of the system's list.

    Not `ssl.create_default_context`: it would let `SSL_CERT_FILE` choose the list, and write the keys of the
    connection where `SSLKEYLOGFILE` says.

    Raises:
        OSError: the list cannot be read.
    """
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    if authorities is not None:
        context.load_verify_locations(authorities)
    elif sys.platform == "win32":
        context.load_default_certs()
    else:
        built_in = ssl.get_default_verify_paths()
        for place in (built_in.openssl_cafile, *_KNOWN):
            if Path(place).is_file():
                context.load_verify_locations(place)
                break
        if Path(built_in.openssl_capath).is_dir():
            context.load_verify_locations(capath=built_in.openssl_capath)
    return context
