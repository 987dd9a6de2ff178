"""Networks: where a partner's requests may come from, and where accounts of a place are used.

第九条 “好差评”实行实名制评价，市、县（区）政务服务数据管理局（政务服务管理机构）
和各级政务服务机构要严格保护评价人信息，未经当事人同意，不得将评价人信息提供给第三方。

The law names no networks; that the functions of staff are bound to some is asked of applications of
government on the internet (docs/decisions/0066).
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from ipaddress import IPv4Network, IPv6Network, ip_address, ip_network

from rules.refusals import Refused

MOST_NETWORKS = 20
Network = IPv4Network | IPv6Network


class NetworksWrong(Refused):
    """A line is no address and no network, or there are too many; `line` counts from 1."""

    code = "networks_wrong"


class OutsideNetwork(Refused):
    """The account may be used from the networks of its place alone, and this is none of them."""

    code = "outside_network"


@dataclass(frozen=True, slots=True)
class Allowed:
    """One network of a place; `until`: the last day it counts, none: for good."""

    network: Network
    until: date | None = None
    note: str = ""


def stored(allowed: Iterable[Allowed]) -> str:
    """A list in the form it is kept in. Art. 9 (9-2)."""
    return json.dumps(
        [[str(one.network), one.until and one.until.isoformat(), one.note] for one in allowed],
        ensure_ascii=False,
    )


def read(text: str) -> list[Allowed]:
    """A list from the form it is kept in. Art. 9 (9-2)."""
    return [
        Allowed(ip_network(network), until and date.fromisoformat(until), note)
        for network, until, note in json.loads(text)
    ]


def networks(lines: Iterable[str]) -> list[Network]:
    """Addresses and networks, one a line; raises `NetworksWrong`. Art. 10 (10-1)."""
    found: list[Network] = []
    for number, line in enumerate(lines, 1):
        try:
            found.append(ip_network(line.strip(), strict=False))
        except ValueError:
            raise NetworksWrong(line=number) from None
    if len(found) > MOST_NETWORKS:
        raise NetworksWrong(line=MOST_NETWORKS + 1)
    return found


def within(address: str, there: Iterable[Network]) -> bool:
    """Whether an address lies in one of the networks. An IPv4 address told as IPv6 is IPv4."""
    try:
        found = ip_address(address)
    except ValueError:
        return False
    found = getattr(found, "ipv4_mapped", None) or found
    return any(found in network for network in there)


def admits(allowed: Iterable[Allowed], address: str, today: date) -> bool:
    """Whether accounts of a place with this list may be used from an address. Art. 9 (9-2).

    A list with nothing in it admits from everywhere; one whose networks are all over, from nowhere.
    """
    rows = list(allowed)
    standing = [one.network for one in rows if one.until is None or one.until >= today]
    return not rows or within(address, standing)


def keeps_in(allowed: Iterable[Allowed], address: str) -> bool:
    """Whether whoever sits at an address stays in by this list, for good. Art. 9 (9-2)."""
    rows = list(allowed)
    return not rows or within(address, (one.network for one in rows if one.until is None))
