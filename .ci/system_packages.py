"""Bring what Qt (and, with `--tests`, the tests) need from the system; needs only Python's own library.

Installs with apt where that can be done without asking anybody (root, or sudo without a password). Everywhere else it
prints the exact line and goes on: the rest may still work.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
import sys
from pathlib import Path

# What the shared objects of the PySide6-Essentials wheel link to outside the wheel, as `ldd` shows it on a machine
# without any of it: the library -> the Debian package.
LIBRARIES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libX11.so.6": "libx11-6",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libxcb.so.1": "libxcb1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-glx.so.0": "libxcb-glx0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}
# It keeps the system's caches of fonts fresh; without them each start reads every font of the system.
TOOLS = {"fc-cache": "fontconfig"}
# An X server without a screen, and the system calls of a program as seen from outside.
TOOLS_OF_TESTS = {"Xvfb": "xvfb", "strace": "strace", "dbus-daemon": "dbus-daemon"}
# One leaves through an input method, too.
TOOLS_OF_TESTS |= {"ibus-daemon": "ibus"}
# What updates meet: servers, a proxy, networks that are cut off and counted, sticks, a clock that is wrong.
TOOLS_OF_TESTS |= {
    "faketime": "faketime",
    "ip": "iproute2",
    "microsocks": "microsocks",
    "mkfs.exfat": "exfatprogs",
    "mkfs.fat": "dosfstools",
    "mount.exfat-fuse": "exfat-fuse",
    "nft": "nftables",
    "nginx": "nginx-light",
    "openssl": "openssl",
    "rsync": "rsync",
    "sshd": "openssh-server",
}
# What deltas are measured beside, in the benchmark only.
TOOLS_OF_TESTS |= {"rdiff": "rdiff", "xdelta3": "xdelta3"}
# Package -> its services. A test starts its own servers; the system's would open a door on a developer's machine.
SERVICES = {"microsocks": ("microsocks",), "nginx-light": ("nginx",), "openssh-server": ("ssh", "ssh.socket")}
# The bus of assistive tools, and what the system's own Python needs to listen to it; patterns below the root.
FILES_OF_TESTS = {
    "usr/libexec/at-spi-bus-launcher": "at-spi2-core",
    "usr/lib/*/girepository-1.0/Atspi-2.0.typelib": "gir1.2-atspi-2.0",
    "usr/lib/python3/dist-packages/gi/__init__.py": "python3-gi",
}


def _can_load(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def _has_tool(name: str) -> bool:
    # Debian keeps servers where only root's PATH looks.
    return shutil.which(name, path=f"{os.environ.get('PATH', os.defpath)}:/usr/local/sbin:/usr/sbin:/sbin") is not None


def missing(*, tests: bool) -> list[str]:
    """Name the Debian packages that this machine lacks."""
    tools = TOOLS | (TOOLS_OF_TESTS if tests else {})
    packages = [package for library, package in LIBRARIES.items() if not _can_load(library)]
    packages += [package for tool, package in tools.items() if not _has_tool(tool)]
    files = FILES_OF_TESTS if tests else {}
    return packages + [package for pattern, package in files.items() if not any(Path("/").glob(pattern))]


def _rights() -> list[str] | None:
    """Give what to put before a command to run it as root: nothing, sudo, or None where neither works."""
    if os.geteuid() == 0:
        return []
    sudo = ["sudo", "--non-interactive"]
    if shutil.which("sudo") and subprocess.run([*sudo, "true"], capture_output=True, check=False).returncode == 0:
        return sudo
    return None


def _install(packages: list[str], rights: list[str]) -> bool:
    quiet = ["-qq", "-o", "Dpkg::Use-Pty=0"]
    apt = [*rights, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", *quiet]
    install = [*apt, "install", "--yes", "--no-install-recommends"]
    if not _run([*apt, "update"]):
        return False
    services = [service for package in packages for service in SERVICES.get(package, ())]
    if services and Path("/run/systemd/system").is_dir():
        print("Not to be started by the system (undo: systemctl unmask):", *services, flush=True)
        _run([*rights, "systemctl", "--quiet", "mask", *services])
    if _run([*install, *packages]):
        return True
    # One package that this system does not have must not keep the others out.
    return not [package for package in packages if not _run([*install, package])]


def _run(command: list[str]) -> bool:
    return subprocess.run(command, stdout=subprocess.DEVNULL, check=False).returncode == 0


def main(arguments: list[str]) -> int:
    """Install what is missing, or say how."""
    if sys.platform != "linux":
        return 0
    packages = missing(tests="--tests" in arguments)
    if not packages:
        return 0
    rights = _rights() if shutil.which("apt-get") else None
    print("System packages missing:", *packages, flush=True)
    if rights is not None and _install(packages, rights):
        return 0
    print("Please run this once, or its like on your system:")
    print("    sudo apt-get install --no-install-recommends", *packages)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
