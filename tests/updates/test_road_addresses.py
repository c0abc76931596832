"""What a person may give as a place, by which road it is reached, and what is refused before anything is asked."""

from __future__ import annotations

from pathlib import Path

import pytest

from guide_app.core.errors import UpdateError
from guide_app.updates.transports.addresses import Address, Proxy, read_address, read_proxy
from guide_app.updates.transports.folder import FolderTransport
from guide_app.updates.transports.opening import open_transport
from guide_app.updates.transports.pace import Pace, Patience
from guide_app.updates.transports.zipped import ZipTransport

TOR = Proxy("127.0.0.1", 9050)
ONION = "ab" * 28 + ".onion"

GOOD = [
    ("https://guide.example", None, Address("https", "https", "guide.example", 443, "/")),
    ("HTTPS://Guide.Example:8443/a/b", None, Address("https", "https", "guide.example", 8443, "/a/b/")),
    ("https://пример.example/", None, Address("https", "https", "xn--e1afmkfd.example", 443, "/")),
    ("https://guide.example/", TOR, Address("tor", "https", "guide.example", 443, "/")),
    (f"http://{ONION}/x/", TOR, Address("tor", "http", ONION, 80, "/x/")),
    (f"https://{ONION}", TOR, Address("tor", "https", ONION, 443, "/")),
    ("http://192.168.1.5:8080/guide", None, Address("mirror", "http", "192.168.1.5", 8080, "/guide/")),
    ("http://localhost:8000", None, Address("mirror", "http", "127.0.0.1", 8000, "/")),
    ("http://[fe80::1]:80/", None, Address("mirror", "http", "fe80::1", 80, "/")),
    ("mirror:10.0.0.7", None, Address("mirror", "http", "10.0.0.7", 80, "/")),
    ("mirror:http://library.local:81/g/", None, Address("mirror", "http", "library.local", 81, "/g/")),
]


@pytest.mark.parametrize(("where", "proxy", "address"), GOOD)
def test_a_good_address_has_its_road(where: str, proxy: Proxy | None, address: Address) -> None:
    assert read_address(where, proxy) == address


BAD = [
    ("http://guide.example/", None),
    ("http://guide.example/", TOR),
    ("http://8.8.8.8/", None),
    ("http://0.0.0.0/", None),
    (f"http://{ONION}/", None),
    (f"https://{ONION}/", None),
    ("http://192.168.1.5/", TOR),
    ("https://192.168.1.5/", TOR),
    ("mirror:http://library.local/", TOR),
    ("mirror:https://library.local/", None),
    ("ftp://guide.example/", None),
    ("file:///etc/passwd", None),
    ("https://", None),
    ("https:///path", None),
    ("https://me:secret@guide.example/", None),
    ("https://guide.example/?who=me", None),
    ("https://guide.example/#part", None),
    ("https://guide.example:0/", None),
    ("https://guide.example:99999/", None),
    ("https://guide.example/../x", None),
    ("https://guide.example/a\\b", None),
    ("https://gu ide.example/", None),
    ("https://guide_app.example/", None),
    ("https://guide.example/a b\n", None),
    ("https://guide.example/пример", None),
    (f"https://{'x' * 70}.example/", None),
    ("https://[fe80::1/", None),
]


@pytest.mark.parametrize(("where", "proxy"), BAD)
def test_a_bad_address_is_refused_before_anything_is_asked(where: str, proxy: Proxy | None) -> None:
    with pytest.raises(UpdateError) as caught:
        read_address(where, proxy)
    assert caught.value.code == "bad_address"


@pytest.mark.parametrize(
    ("text", "proxy"),
    [
        ("socks5h://127.0.0.1:9050", TOR),
        ("socks5h://localhost:9050/", TOR),
        ("socks5h://[::1]:9150", Proxy("::1", 9150)),
        ("socks5h://10.1.2.3:1080", Proxy("10.1.2.3", 1080)),
    ],
)
def test_a_proxy_is_a_number(text: str, proxy: Proxy) -> None:
    assert read_proxy(text) == proxy


@pytest.mark.parametrize(
    "text",
    [
        "socks5://127.0.0.1:9050",
        "socks4a://127.0.0.1:9050",
        "http://127.0.0.1:8118",
        "127.0.0.1:9050",
        "socks5h://tor.example:9050",
        "socks5h://127.0.0.1",
        "socks5h://127.0.0.1:0",
        "socks5h://127.0.0.1:99999",
        "socks5h://me:secret@127.0.0.1:9050",
        "socks5h://127.0.0.1:9050/x",
        "socks5h://127.0.0.1:9050?x",
        "",
    ],
)
def test_a_proxy_that_would_let_names_out_is_refused(text: str) -> None:
    with pytest.raises(UpdateError) as caught:
        read_proxy(text)
    assert caught.value.code == "proxy_address"


def test_a_place_on_this_machine_is_a_folder_or_a_zip(tmp_path: Path) -> None:
    (tmp_path / "guide.zip").write_bytes(b"")
    assert isinstance(open_transport(str(tmp_path)), FolderTransport)
    assert isinstance(open_transport(str(tmp_path / "guide.zip")), ZipTransport)
    assert open_transport("https://guide.example/", "socks5h://127.0.0.1:9050").kind == "tor"
    for where, code in ((str(tmp_path / "none"), "missing"), ("x" * 5000, "bad_address")):
        with pytest.raises(UpdateError) as caught:
            open_transport(where)
        assert caught.value.code == code


def test_authorities_that_cannot_be_read_are_said_so(tmp_path: Path) -> None:
    for name in ("none.pem", "bad.pem"):
        (tmp_path / "bad.pem").write_text("no certificate")
        with pytest.raises(UpdateError) as caught:
            open_transport("https://guide.example/", authorities=tmp_path / name)
        assert caught.value.code == "tls"


def is_too_slow(pace: Pace, now: float) -> bool:
    try:
        pace.check(now)
    except UpdateError as error:
        return error.code == "too_slow"
    return False


def test_patience_ends_where_it_says() -> None:
    patience = Patience(connect=30, silence=20, window=60, least=600)
    pace = Pace(patience, 0)
    assert not is_too_slow(pace, 50)
    assert is_too_slow(pace, 50.1)
    pace.begin(40)
    assert not is_too_slow(pace, 60)
    assert is_too_slow(pace, 60.1)
    for second in range(50, 100, 10):
        pace.add(120, second)
        assert not is_too_slow(pace, second)
    pace.add(0, 100)
    assert not is_too_slow(pace, 100)  # 600 bytes in the first minute
    pace.add(599, 120)
    pace.add(0, 140)
    pace.add(0, 160)
    assert is_too_slow(pace, 160)
