"""What the libraries of the network complain about, in our words."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPException

from guide_app.core.errors import UpdateError
from guide_app.updates.errors import CODES


@contextmanager
def as_road_error() -> Iterator[None]:
    """Turn every complaint of urllib3, PySocks, TLS and sockets into an `UpdateError` with its word.

    Raises:
        UpdateError: instead of any other error of the network.
    """
    from urllib3.exceptions import HTTPError

    try:
        yield
    except UpdateError:
        raise
    except (HTTPError, HTTPException, OSError, ValueError) as error:
        code = _code_of(error)
        raise UpdateError(code, f"{CODES[code][1]} ({type(error).__name__})") from error


def _code_of(error: Exception) -> str:
    import socks
    from urllib3 import exceptions

    causes = (error, error.__cause__, error.__context__)
    if any(isinstance(cause, socks.ProxyError) for cause in causes):
        reached = any(isinstance(cause, socks.SOCKS5Error) for cause in causes)
        return "unreachable" if reached else "proxy"
    if isinstance(error, exceptions.SSLError):
        return "tls"
    if isinstance(error, exceptions.NewConnectionError | exceptions.ConnectTimeoutError):
        return "unreachable"
    if isinstance(error, exceptions.ReadTimeoutError):
        return "too_slow"
    if isinstance(error, exceptions.ProtocolError | OSError | HTTPException):
        return "broken_off"
    return "server"
