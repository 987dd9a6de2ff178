"""Built front ends, served by the embedded default; in production nginx does it."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from sanic import HTTPResponse, Request, Sanic
from sanic.response import empty, file, redirect, text

# The policy of nginx.conf, word for word: a test compares them. Style attributes are Vue's.
POLICY = (
    "default-src 'self'; script-src 'self'; style-src 'self'; style-src-attr 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; object-src 'none'; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
}
VERIFICATION = r"(?P<name>[A-Za-z0-9_-]+)\.txt"
TOKEN = r"(?P<token>[A-Za-z0-9]{20})"  # noqa: S105
FOREVER = "public, max-age=31536000, immutable"


def add_front_ends(app: Sanic[Any, Any], *, h5_dir: Path, web_dir: Path) -> None:
    """/m/ is the phone, /console/ the desk, /results/ for everybody.

    /device/ stands at a window, /kiosk/ in a hall, /docs/ is for partners.
    """
    places = {
        "m": (h5_dir, "index.html"),
        "console": (web_dir / "console", "index.html"),
        "device": (web_dir / "device", "index.html"),
        "kiosk": (web_dir / "kiosk", "index.html"),
        "results": (web_dir / "results", "index.html"),
        "docs": (web_dir / "docs", "index.html"),
    }
    for name, (folder, page) in places.items():
        serve = _server(folder.resolve(), page)
        app.add_route(serve, f"/{name}/", name=f"{name}_page")
        app.add_route(serve, f"/{name}/<path:path>", name=f"{name}_file")
    app.add_route(_to("/results/"), "/", name="front_door")
    app.add_route(_voucher, f"/v/<token:{TOKEN}>", name="short_link")
    app.add_route(_nothing, "/favicon.ico", name="favicon")


def add_verification(app: Sanic[Any, Any], folder: Path) -> None:
    """The file by which WeChat proves a domain, asked for under / and under /m/; nothing else.

    https://developers.weixin.qq.com/miniprogram/dev/framework/ability/domain.html
    """

    async def verify(request: Request, name: str) -> HTTPResponse:
        found = folder / f"{name}.txt"
        if not found.is_file():
            return text("", 404)
        return await file(found, mime_type="text/plain")

    for name, place in (("verify", ""), ("verify_phone", "m/")):
        app.add_route(verify, f"/{place}<name:{VERIFICATION}>", name=name)


async def _nothing(request: Request) -> HTTPResponse:
    """Browsers ask for an icon of their own accord; each page names its own."""
    return empty()


async def _voucher(request: Request, token: str) -> HTTPResponse:
    """The short link of a text message (7-12): the page behind it says what it opens."""
    return redirect(f"/m/?v={token}", headers=HEADERS)


def _to(place: str) -> Callable[..., Any]:
    async def go(request: Request) -> HTTPResponse:
        return redirect(place)

    return go


def _server(folder: Path, page: str) -> Callable[..., Any]:
    async def serve(request: Request, path: str = "") -> HTTPResponse:
        found = (folder / path).resolve()
        asset = found.is_relative_to(folder) and found.is_file() and found.name != page
        if not asset:
            found = folder / page  # the router of the page knows the rest
        if not found.is_file():
            return text("front end not built: run make build", 503)
        answer = await file(found)
        answer.headers.update(HEADERS)
        answer.headers["cache-control"] = FOREVER if asset and "assets" in path else "no-cache"
        return answer

    return serve
