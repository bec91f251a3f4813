"""How much of a request's body is taken: little before anybody is known, more where an address says so itself."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from backend.errors import Unprocessable

BODY_BYTES_MAX = 2_000_000
"""Of any request: a form of ours, or the longest list an address takes as JSON."""
_LARGER = "body_bytes_max"


class TooLarge(HTTPException):
    """More than this address takes. An HTTPException, so that it passes through whoever reads the body."""

    def __init__(self, limit: int) -> None:
        super().__init__(413, f"That is too much at once. This address takes up to {limit / 1_000_000:,.0f} MB.")


class BodyLimit:
    """Middleware: nobody makes us hold more of a request than its address takes, its length declared or not."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            receive = _Coming(Request(scope), receive).receive
        await self._app(scope, receive, send)


class _Coming:
    """One request's body on its way in."""

    def __init__(self, request: Request, receive: Receive) -> None:
        self._request, self._receive = request, receive
        declared = request.headers.get("content-length", "")
        self._declared = int(declared) if declared.isascii() and declared.isdigit() else 0
        self._taken = 0

    async def receive(self) -> Message:
        """The next piece. Raises TooLarge before a declared body is read at all, else with the piece that is too much."""
        limit = getattr(self._request.state, _LARGER, BODY_BYTES_MAX)
        if self._declared > limit:
            raise TooLarge(limit)
        message = await self._receive()
        self._taken += len(message.get("body", b""))
        if self._taken > limit:
            raise TooLarge(limit)
        return message


def uploaded(limit: int) -> Callable[[Request], Awaitable[bytes]]:
    """A dependency that reads an upload of up to ``limit`` bytes: as a dependency it runs behind the gate, while a body
    that an endpoint's signature names is read before it. Raises TooLarge."""

    async def read(request: Request) -> bytes:
        setattr(request.state, _LARGER, limit)
        return await request.body()

    return read


def uploaded_text(limit: int) -> Callable[[Request], Awaitable[str]]:
    """The same as text. Raises TooLarge, and Unprocessable for what is empty or not UTF-8."""
    whole = uploaded(limit)

    async def read(request: Request) -> str:
        try:
            text = (await whole(request)).decode("utf-8")
        except UnicodeDecodeError:
            raise Unprocessable("malformed", "The file is not text in UTF-8.") from None
        if not text.strip():
            raise Unprocessable("malformed", "The file is empty.")
        return text

    return read
