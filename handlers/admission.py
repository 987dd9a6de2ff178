"""Who calls, and whether that one may: session or signature, table, networks, limits."""

from datetime import datetime
from ipaddress import ip_network

from sanic import Request

from actions.dependencies import Dependencies
from actions.kiosks import kiosks
from actions.services import partners
from actions.trail import audit
from actions.windows import rating_devices
from handlers.cookies import SESSION, Cookies
from handlers.endpoint import Endpoint
from handlers.limits import allowed, check_partner
from handlers.permissions import SIGNED, May, allows, in_scope
from rules.actors import Actor, Anyone, Citizen, Partner, StaffMember
from rules.networks import OutsideNetwork, within

OWN_HEADER = "x-haochaping"  # a form of a foreign page cannot set it
SAFE = frozenset({"GET", "HEAD"})


def address_of(request: Request) -> str:
    """The client's address; behind nginx the one nginx names."""
    return request.remote_addr or request.ip


class Admission:
    """Knows who calls and admits them. `networks`: from where staff work, everywhere if empty."""

    def __init__(self, deps: Dependencies, *, networks: tuple[str, ...], cookies: Cookies) -> None:
        self.deps = deps
        self.networks = [ip_network(network) for network in networks]
        self.cookies = cookies

    async def who(self, endpoint: Endpoint, request: Request, now: datetime) -> Actor:
        """Whose call it is; whoever shows nothing that opens is anyone.

        Raises what `partners.identify` raises.
        """
        if endpoint.may in SIGNED:
            return await partners.identify(_signed(request), deps=self.deps, now=now)
        token = request.token or ""
        if endpoint.may is May.DEVICE:
            return await rating_devices.identify(token, now=now)
        if endpoint.may is May.KIOSK:
            return await kiosks.identify(token, now=now)
        if token:
            return await self.deps.sessions.actor(token, now)
        return await self._of_cookie(request, now)

    async def _of_cookie(self, request: Request, now: datetime) -> Actor:
        """A browser at the desk: its cookie speaks for staff alone, and for no foreign form."""
        token = self.cookies.read(request, SESSION)
        if request.method not in SAFE and OWN_HEADER not in request.headers:
            token = ""
        by = await self.deps.sessions.actor(token, now)
        return by if isinstance(by, StaffMember) else Anyone()

    async def refusal(
        self, endpoint: Endpoint, request: Request, by: Actor, now: datetime
    ) -> str | None:
        """The code of the refusal, or None. Raises `OutsideNetwork`, `TooManyRequests`."""
        if isinstance(by, StaffMember) and not self._from_office(request):
            by = Anyone()
        if not allows(endpoint.may, by):
            return await _refused(endpoint, by, now)
        if isinstance(by, StaffMember):
            await self._demand_network(endpoint, request, by, now)
        if isinstance(by, Partner):
            await check_partner(by, self.deps.cache, now)
            if not in_scope(endpoint.path, by):
                return "out_of_scope"
        if endpoint.limit and not await allowed(endpoint, request, by, self.deps.cache):
            return "too_many_requests"
        return None

    def _from_office(self, request: Request) -> bool:
        return not self.networks or within(address_of(request), self.networks)

    async def _demand_network(
        self, endpoint: Endpoint, request: Request, by: StaffMember, now: datetime
    ) -> None:
        """Raise `OutsideNetwork` where the account's place does not admit the address."""
        if not await self.deps.networks.admits(by, address_of(request), now=now):
            await audit.record(by=by, action=endpoint.name, outcome="outside_network", now=now)
            raise OutsideNetwork


async def _refused(endpoint: Endpoint, by: Actor, now: datetime) -> str:
    """Why the table does not let this one in; staff who try are on record (4-6)."""
    if isinstance(by, StaffMember):
        await audit.record(by=by, action=endpoint.name, outcome="forbidden", now=now)
        return "forbidden"
    if isinstance(by, Partner):
        return "out_of_scope"
    if isinstance(by, Citizen):
        return "real_name_needed" if endpoint.may is May.EVALUATOR else "forbidden"
    return "sign_in_needed"


def _signed(request: Request) -> partners.SignedRequest:
    return partners.SignedRequest(
        key_id=request.headers.get("x-key-id", ""),
        method=request.method,
        path=request.path,
        at=request.headers.get("x-time", ""),
        nonce=request.headers.get("x-nonce", ""),
        body=request.body,
        signature=request.headers.get("x-signature", ""),
        address=address_of(request),
    )
