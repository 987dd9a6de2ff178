"""Tests speak to this machine alone; anything else is refused where it is tried."""

import ipaddress
import sys
from typing import Any

LOCAL_NAMES = frozenset({"localhost", "localhost.localdomain", "", None})
GUARDED = frozenset({"socket.connect", "socket.sendto", "socket.getaddrinfo"})


class OutsideCall(AssertionError):
    """A test tried to reach another machine."""


def is_local(host: Any) -> bool:
    if isinstance(host, bytes):
        host = host.decode()
    if host in LOCAL_NAMES:
        return True
    try:
        address = ipaddress.ip_address(str(host).split("%")[0])
    except ValueError:
        return False
    return address.is_loopback or address.is_unspecified


def guard(event: str, arguments: tuple[Any, ...]) -> None:
    if event not in GUARDED:
        return
    host = arguments[0] if event == "socket.getaddrinfo" else _host(arguments[1])
    if not is_local(host):
        raise OutsideCall(f"a test tried to reach {host}")


def _host(address: Any) -> Any:
    """The host of an internet address; a path of a Unix socket is always here."""
    return address[0] if isinstance(address, tuple) else None


# An audit hook sees every library of this process and cannot be taken off by one of them.
sys.addaudithook(guard)
