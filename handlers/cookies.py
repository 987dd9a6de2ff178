"""The cookies of a browser at the desk: out of reach of scripts, other pages and other hosts."""

from dataclasses import dataclass

from sanic import HTTPResponse, Request

SESSION = "haochaping"
BROWSER = "haochaping-browser"
# A browser takes a cookie of this name only over TLS from this very host: none that a neighbour
# of the same domain sets is read as ours.
HOST_PREFIX = "__Host-"


@dataclass(frozen=True, slots=True)
class Cookies:
    """`secure`: the pages come over TLS, as everywhere but on a machine for trying out."""

    secure: bool

    def name(self, name: str) -> str:
        """How the cookie is called on the wire."""
        return f"{HOST_PREFIX}{name}" if self.secure else name

    def read(self, request: Request, name: str) -> str:
        """The value the browser sent; empty if it has none.

        By this very name: Sanic's own `get` takes one with another prefix before it.
        """
        values: list[str] = dict.get(request.cookies, self.name(name), [""])
        return values[0]

    def add(
        self, response: HTTPResponse, name: str, value: str, max_age: int | None = None
    ) -> None:
        """Have the browser keep it."""
        response.add_cookie(
            self.name(name),
            value,
            httponly=True,
            secure=self.secure,
            samesite="Strict",
            path="/",
            max_age=max_age,
        )

    def delete(self, response: HTTPResponse, name: str) -> None:
        """Have the browser forget it."""
        self.add(response, name, "", max_age=0)
