"""Over TLS a desk's cookie is this host's alone: what a neighbour sets is not ours."""

from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from tests.support.app import RunningApp
from tests.support.town import build_town


@pytest.mark.req("9-2", "4-6")
async def test_a_cookie_of_another_host_signs_nobody_in(
    start_app: Callable[..., Awaitable[RunningApp]], sqlite_url: str
) -> None:
    app: Any = await start_app(database_url=sqlite_url, secure_cookies=True)
    town = await build_town()
    signed_in = await app.client.post("/api/staff/sign-in", json=town.login("handler"))
    assert signed_in.status_code == 200, signed_in.text
    kept = signed_in.headers["set-cookie"]
    assert kept.startswith("__Host-haochaping=")
    for word in ("Path=/", "Secure", "HttpOnly", "SameSite=Strict"):
        assert word in kept
    assert "Domain" not in kept
    token = signed_in.json()["token"]
    app.client.cookies.clear()
    for cookie, status in (
        (f"__Host-haochaping={token}", 200),
        (f"haochaping={token}", 401),
        (f"__Secure-__Host-haochaping={token}", 401),
    ):
        answer = await app.client.get("/api/staff/me", headers={"cookie": cookie})
        assert answer.status_code == status, cookie
    out = {"cookie": f"__Host-haochaping={token}", "x-haochaping": "1"}
    left = await app.client.post("/api/staff/sign-out", json={}, headers=out)
    forgotten = left.headers["set-cookie"]
    assert forgotten.startswith("__Host-haochaping=")
    assert "Max-Age=0" in forgotten
    assert "Secure" in forgotten
