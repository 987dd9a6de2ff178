"""通知: what a partner is told of by itself, where, and for how long it is tried.

第十条 市政务服务数据管理局负责按照省政务服务数据管理局的要求和统一规范，
推进全市政务服务系统、各级实体办事大厅与省“好差评”系统对接，
从省“好差评”系统获取我市“好差评”数据。

A partner is told only of what it brought in itself, never whether or how a service was rated, and
never of a person (docs/decisions/0065).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from urllib.parse import urlsplit

from rules.networks import Network
from rules.refusals import Refused

LONGEST_ADDRESS = 300
HTTPS_PORTS = frozenset({443, 8443})
KEY_WARNINGS = (timedelta(days=30), timedelta(days=7), timedelta(days=1))
PAUSED_AFTER = timedelta(hours=24)  # without one answer; then one notice an hour asks for it
BOTH_GOOD = timedelta(days=7)  # a new secret, and the one before it
FIRST_WAIT = 20.0  # seconds
LONGEST_WAIT = 3_600.0
MOST_REPLAYED = 1_000
# Addresses of these carry an address of the other kind inside them.
WRAPPED = tuple(ip_network(one) for one in ("2002::/16", "64:ff9b::/96", "2001::/32"))
Address = IPv4Address | IPv6Address


class Kind(StrEnum):
    """What is told."""

    SERVICES_RECORDED = "services_recorded"  # the services of a request are on record here
    ROW_MAPPED = "row_mapped"  # what was put aside because nobody knew a code is dealt with
    ORDER_CHANGED = "order_changed"  # an order the partner handed in went on a step
    KEY_EXPIRES = "key_expires"  # the partner's last key ends soon
    PING = "ping"  # somebody tries the connection


CHOSEN = frozenset(Kind) - {Kind.PING}


class Scheme(StrEnum):
    """How a notice is signed."""

    OWN = "own"  # a secret of its own: webhook-id, webhook-timestamp, webhook-signature
    PARTNER = "partner"  # as the partner signs what it sends us, under its own shared secret


class State(StrEnum):
    """How a notice stands."""

    QUEUED = "queued"
    SENDING = "sending"
    SENT = "sent"
    GIVEN_UP = "given_up"


class Paused(StrEnum):
    """Why nothing is sent, or hardly anything."""

    NOT = ""
    FAILING = "failing"  # the other side stays away; it goes on by itself
    BY_HAND = "by_hand"  # until somebody says otherwise


class AddressWrong(Refused):
    """No https address of a host, or one with an account, a query or another port than 443, 8443.

    Neither a query nor an account, because an address stands in lists, and those are secrets.
    """

    code = "webhook_address_wrong"


class AddressInside(Refused):
    """The address leads to this machine or into a network nobody is told of (SSRF)."""

    code = "webhook_address_inside"


@dataclass(frozen=True, slots=True)
class Target:
    """An address taken apart."""

    host: str
    port: int
    plain: bool  # without TLS: only into networks that were named


def check_address(text: str, inside: Iterable[Network]) -> Target:
    """Where notices go; raises `AddressWrong`, `AddressInside`. Art. 10 (10-1).

    `inside`: networks that are not public and may be told all the same. What a host's name stands
    for is looked up when something is sent, and judged then (`may_be_told`).
    """
    if len(text) > LONGEST_ADDRESS or not text.isascii() or not text.isprintable():
        raise AddressWrong
    try:
        parts = urlsplit(text)
        port = parts.port or (80 if parts.scheme == "http" else 443)
    except ValueError:
        raise AddressWrong from None
    host = parts.hostname or ""
    if parts.scheme not in ("http", "https") or not host or "@" in parts.netloc:
        raise AddressWrong
    if parts.query or parts.fragment or " " in text:
        raise AddressWrong
    there = _literal(host)
    named = there is not None and any(there in network for network in inside)
    if parts.scheme == "http" and not named:
        raise AddressWrong
    if there is not None and not may_be_told(there, inside):
        raise AddressInside
    if port not in HTTPS_PORTS and not named:
        raise AddressWrong
    return Target(host, port, parts.scheme == "http")


def may_be_told(there: Address, inside: Iterable[Network]) -> bool:
    """Whether something may be sent to an address: a public one, or one of networks named (10-1).

    Not this machine, a private or link-local network, nor one hidden in another.
    """
    if any(there in network for network in inside):
        return True
    wrapped = isinstance(there, IPv6Address) and there.ipv4_mapped is not None
    if wrapped or any(there in network for network in WRAPPED):
        return False
    return there.is_global and not there.is_multicast


def _literal(host: str) -> Address | None:
    try:
        return ip_address(host)
    except ValueError:
        return None


def is_over(queued_at: datetime, now: datetime, hours: int) -> bool:
    """Whether a notice has been tried for as long as the rule set says. Art. 10 (10-1)."""
    return now - queued_at >= timedelta(hours=hours)


def is_away(failing_since: datetime, now: datetime) -> bool:
    """Whether the other side has not answered for so long that it counts as away (10-1)."""
    return now - failing_since >= PAUSED_AFTER


def warning(expires_at: datetime, now: datetime) -> int:
    """Which warning of a key's end is due, from 1 on; 0: none yet. Art. 10 (10-1)."""
    return sum(expires_at - now <= left for left in KEY_WARNINGS)
