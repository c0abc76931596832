"""The libraries of the road, loaded without the socket that urllib3 opens while it is imported."""

from __future__ import annotations

import sys


def load_quietly() -> None:
    """Load urllib3, which python-tuf wants too; call this before the first import of either.

    urllib3 binds a socket to `::1` to find out whether this machine speaks IPv6. Here it need not ask: where there is
    no IPv6, such an address fails at once, and the next one is tried.
    """
    if "urllib3" in sys.modules:
        return
    import socket

    known = socket.has_ipv6
    socket.has_ipv6 = False
    try:
        import urllib3.util.connection
    finally:
        socket.has_ipv6 = known
    urllib3.util.connection.HAS_IPV6 = known
