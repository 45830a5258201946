"""Where a request comes from, as far as throttling and the list of sessions need it."""

from __future__ import annotations

from ipaddress import IPv6Address, ip_address, ip_network

from starlette.requests import Request

from app.usecases.access.signing_in import Origin
from app.usecases.access.visits import Visit

IPV6_SITE = 64


def network_address(request: Request) -> str:
    """The client's address; of IPv6 only the site, since a client may use any address in it.

    Behind a proxy the server replaces the client by the forwarded one, for proxies it was told of only.
    """
    host = request.client.host if request.client else ""
    try:
        address = ip_address(host)
    except ValueError:
        return host
    if isinstance(address, IPv6Address):
        return str(ip_network((address, IPV6_SITE), strict=False).network_address)
    return str(address)


def origin_of(request: Request) -> Origin:
    """The origin of a sign-in: the session that the browser holds now is the one it replaces."""
    visit: Visit | None = getattr(request.state, "visit", None)
    replaced = visit.actor.session_id if visit and visit.by_cookie else None
    return Origin(network_address(request), request.headers.get("user-agent", ""), replaced)
