"""From what a person gave to a road."""

from __future__ import annotations

from pathlib import Path

from guide_app.core.errors import UpdateError
from guide_app.updates.errors import CODES, MissingError
from guide_app.updates.transports.addresses import is_address, read_address, read_proxy
from guide_app.updates.transports.folder import FolderTransport
from guide_app.updates.transports.transport import Transport
from guide_app.updates.transports.zipped import ZipTransport


def open_transport(where: str, proxy: str | None = None, *, authorities: Path | None = None) -> Transport:
    """Open the road to an address, a folder or a .zip; nothing is asked of the network yet.

    Nothing but these arguments decides: no variable of the environment, no file of the person's. `authorities` is
    a PEM file of certificate authorities to believe instead of the system's.

    Raises:
        UpdateError: `bad_address`, `proxy_address`, or `missing`: there is no such folder or file.
    """
    if is_address(where):
        from guide_app.updates.transports.web import WebTransport

        socks = read_proxy(proxy) if proxy else None
        return WebTransport(read_address(where, socks), socks, authorities=authorities)
    path = Path(where)
    try:
        if path.is_dir():
            return FolderTransport(path)
        if path.is_file():
            return ZipTransport(path)
    except (OSError, ValueError) as error:
        raise UpdateError("bad_address", CODES["bad_address"][1]) from error
    raise MissingError(where)
