"""A network of its own, where a reader reaches nothing but a SOCKS proxy, and every packet that tries is counted.

Run as a program inside fresh namespaces (`enter` builds the command). In the reader's network the way out leads to
the proxy's machine and to nowhere else; the proxy's machine knows the server's name, the reader's does not. All that is
not for the proxy is counted by nftables and dropped. Prints what happened as JSON.
"""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import threading
from contextlib import ExitStack
from pathlib import Path
from typing import Any, Final

from tests.updates.nginx_peer import asked, nginx, tool

NAME: Final = "guide.test"
PROXY: Final = ("10.99.7.1", 1080)
_RULES: Final = """
table inet watch {
    counter dns { }
    counter direct { }
    counter proxy { }
    chain out {
        type filter hook output priority 0; policy accept;
        oifname "lo" accept
        udp dport { 53, 853, 5353 } counter name dns drop
        tcp dport { 53, 853 } counter name dns drop
        ip daddr 10.99.7.1 tcp dport 1080 counter name proxy accept
        counter name direct drop
    }
}
"""
_LOSSY: Final = """
table inet lossy {
    counter lost { }
    chain in {
        type filter hook input priority 0; policy accept;
        iifname "proxy0" numgen random mod 100 < 6 counter name lost drop
    }
    chain out {
        type filter hook output priority 0; policy accept;
        oifname "proxy0" numgen random mod 100 < 6 counter name lost drop
    }
}
"""
_LEAKS: Final = f"""
import socket
try:
    socket.getaddrinfo({NAME!r}, 443)
except OSError:
    pass
direct = socket.socket()
direct.settimeout(0.3)
try:
    direct.connect(("10.99.7.1", 443))
except OSError:
    pass
"""
_TRAPS: Final = dict.fromkeys(
    ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY"), "http://10.99.7.1:9/"
)


def enter(*arguments: str) -> list[str]:
    """Build the command that runs this program in new namespaces, also for who is not root; all of it ends together."""
    spaces = own_spaces("--net", "--mount", "--pid", "--fork", "--kill-child", "--mount-proc")
    return [*spaces, sys.executable, "-m", "tests.updates.closed_room", *arguments]


def own_spaces(*kinds: str) -> list[str]:
    """Give what to put before a command that shall have namespaces of its own, also for who is not root."""
    user = [] if os.geteuid() == 0 else ["--user", "--map-root-user"]
    return [tool("unshare"), *user, *kinds]


def run(*command: str) -> str:
    """Run a tool of the system; its complaint is the test's."""
    done = subprocess.run([tool(command[0]), *command[1:]], check=False, capture_output=True, text=True)
    assert done.returncode == 0, f"{' '.join(command)}: {done.stderr}"
    return done.stdout


def inside(*command: str) -> list[str]:
    return [tool("ip"), "netns", "exec", "reader", *command]


def counters(*where: str) -> dict[str, int]:
    """Read the packets of each named counter."""
    listed = json.loads(run(*where, "nft", "-j", "list", "counters"))["nftables"]
    return {one["counter"]["name"]: one["counter"]["packets"] for one in listed if "counter" in one}


def load_rules(rules: str, *where: str) -> None:
    command = [*where, tool("nft"), "-f", "-"]
    done = subprocess.run(command, check=False, input=rules, text=True, capture_output=True)
    assert done.returncode == 0, done.stderr


def build() -> None:
    """Lay the networks: `proxy0` here, `reader0` there, and a name server that is asked in vain."""
    run("mount", "-t", "tmpfs", "none", "/run")
    run("ip", "link", "set", "lo", "up")
    run("ip", "netns", "add", "reader")
    run("ip", "link", "add", "proxy0", "type", "veth", "peer", "name", "reader0", "netns", "reader")
    run("ip", "address", "add", "10.99.7.1/24", "dev", "proxy0")
    run("ip", "link", "set", "proxy0", "up")
    for command in (
        "ip link set lo up",
        "ip address add 10.99.7.2/24 dev reader0",
        "ip link set reader0 up",
        "ip route add default via 10.99.7.1",
    ):
        run("ip", "netns", "exec", "reader", *command.split(" "))
    subprocess.run(inside("sh", "-c", "echo 1 > /proc/sys/net/ipv6/conf/all/disable_ipv6"), check=False)
    bind("/etc/resolv.conf", "nameserver 10.99.7.1\noptions timeout:1 attempts:1\n")
    load_rules(_RULES, *inside())


def bind(over: str, content: str) -> None:
    """Lay a file over one of the system's, in this namespace only."""
    place = Path(over).resolve()
    place.parent.mkdir(parents=True, exist_ok=True)
    place.touch()
    mine = Path("/run") / place.name
    mine.write_text(content, encoding="utf-8")
    run("mount", "--bind", str(mine), str(place))


def start_proxy() -> subprocess.Popen[str]:
    """Start microsocks where the server's name is known."""
    Path("/run/names").write_text(f"127.0.0.1 localhost {NAME}\n", encoding="utf-8")
    script = f"mount --bind /run/names /etc/hosts && exec {tool('microsocks')} -i {PROXY[0]} -p {PROXY[1]}"
    proxy = subprocess.Popen([tool("unshare"), "--mount", "sh", "-c", script], stderr=subprocess.PIPE, text=True)
    wait = threading.Event()
    for _ in range(500):
        try:
            socket.create_connection(PROXY, timeout=1).close()
        except OSError:
            wait.wait(0.01)
        else:
            return proxy
    raise AssertionError("microsocks did not start")


def slow_down() -> str:
    """Make the line slow and lossy: by netem where the kernel has it, else by a token bucket and lost packets."""
    command = ["tc", "qdisc", "add", "dev", "proxy0", "root"]
    netem = [tool("tc"), *command[1:], "netem", "delay", "80ms", "loss", "6%", "rate", "2mbit"]
    if subprocess.run(netem, check=False, capture_output=True).returncode == 0:
        return "netem"
    run(*command, "tbf", "rate", "2mbit", "burst", "16kb", "latency", "200ms")
    load_rules(_LOSSY)
    return "tbf"


def read_there(folder: Path, proxy: str, sha256: str, length: str) -> dict[str, Any]:
    """Let the client refresh and fetch in the reader's network."""
    command = inside(sys.executable, "-m", "tests.updates.room_reader", f"https://{NAME}/", proxy, str(folder))
    done = subprocess.run(
        [*command, sha256, length], check=False, capture_output=True, text=True, env=dict(os.environ) | _TRAPS
    )
    assert done.returncode == 0, done.stderr
    said: dict[str, Any] = json.loads(done.stdout)
    return said


def main(folder: Path, mode: str, sha256: str, length: str) -> None:
    """Build the room, read in it, and tell what was counted."""
    build()
    proxy = f"socks5h://{PROXY[0]}:{PROXY[1]}"
    with ExitStack() as stack:
        stack.enter_context(nginx(folder, 443))
        server = start_proxy()
        stack.callback(server.kill)
        shaped = slow_down() if mode == "slow" else ""
        said = read_there(folder, proxy, sha256, length)
        said |= {"counted": counters("ip", "netns", "exec", "reader"), "shaped": shaped}
        if shaped == "tbf":
            said["lost"] = counters()["lost"]
        said["asked"] = [one.path for one in asked(folder)]
        if mode == "leaks":  # the trap itself must work: a look-up and a direct try are seen
            subprocess.run(inside(sys.executable, "-c", _LEAKS), check=True)
            said["control"] = counters("ip", "netns", "exec", "reader")
        server.kill()
        said["proxy"] = server.stderr.read() if server.stderr else ""
    print(json.dumps(said))


if __name__ == "__main__":
    main(Path(sys.argv[1]), *sys.argv[2:])
