"""What somebody asks for: from where, by which road, and where it is to be kept."""

from __future__ import annotations

from typing import Final, Literal, NamedTuple

Road = Literal["", "internet", "tor", "stick", "neighbour"]
"""How newer knowledge comes; empty: nobody has chosen yet."""
Keep = Literal["memory", "beside", "home"]
"""Where it stays: for this session alone, beside the program, or in the person's own folder."""
Lack = Literal["address", "proxy", "path"]
"""What has to be given first."""

TOR: Final = "socks5h://127.0.0.1:9050"
"""Where Tor listens, if nobody has changed it."""
EXAMPLES: Final[dict[Road, str]] = {"internet": "https://example.org", "neighbour": "http://192.168.1.20:8000"}
"""What an address looks like. None is built in yet: where the editors publish is not known here."""


class Wanted(NamedTuple):
    """The choices of the page as they stand. Never written anywhere."""

    road: Road = ""
    address: str = ""
    """Of the internet or of Tor; without `https://` in front it is meant to have it."""
    neighbour: str = ""
    proxy: str = TOR
    path: str = ""
    """Of a file or a folder."""
    keep: Keep = "memory"
    same_for_all: bool = False
    """Whether the request through Tor shall be the one that everybody sends."""

    def lack(self) -> Lack | None:
        """Say what has to be given before anything can be asked for; None: nothing."""
        if self.road == "stick":
            return None if self.path else "path"
        if not (self.neighbour if self.road == "neighbour" else self.address).strip():
            return "address"
        return "proxy" if self.road == "tor" and not self.proxy.strip() else None

    def source(self) -> str:
        """Give where it is to come from, as the command knows it."""
        match self.road:
            case "stick":
                return self.path
            case "neighbour":
                return f"mirror:{_with_scheme(self.neighbour, 'http')}"
            case _:
                return _with_scheme(self.address, "https")

    def arguments(self, *, check: bool, accept_old: bool = False) -> list[str]:
        """Give the words of the command.

        Args:
            check: only look what is there.
            accept_old: take also what was made long ago.
        """
        words = ["update", "--json", f"--from={self.source()}"]
        if self.road == "tor":
            words.append(f"--proxy={self.proxy.strip()}")
            words += ["--same-request"] if self.same_for_all else []
        words += ["--check"] if check else []
        words += ["--accept-old"] if accept_old else []
        return words + ([] if self.keep == "memory" else [f"--keep={self.keep}"])


def export_arguments(path: str) -> list[str]:
    """Give the words of the command that writes the bundle for the next machine."""
    return ["export-bundle", "--json", path]


def _with_scheme(address: str, scheme: str) -> str:
    plain = address.strip()
    return plain if "://" in plain else f"{scheme}://{plain}"
