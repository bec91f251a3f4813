"""The backend's one application: every router behind the gate, errors as clear sentences, headers that keep pages safe."""

from __future__ import annotations

import importlib
import pkgutil
import re
import time
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager
from itertools import chain
from typing import Annotated, Any

import structlog
from fastapi import APIRouter, Depends, FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, PlainTextResponse, RedirectResponse
from prometheus_client import CONTENT_TYPE_LATEST, Counter, Histogram, generate_latest
from pydantic import Field
from sqlalchemy import text
from sqlalchemy.exc import DataError, DBAPIError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import MutableHeaders
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

import backend
from backend.console.endpoints import templates
from backend.conversation.alarms.clocks import clock_watched
from backend.database import DatabaseSession, engine, session_scope
from backend.errors import ClaimlineError, SignInNeeded
from backend.interface import INTRODUCTION, REFUSALS, show
from backend.kit.bodies import BodyLimit, TooLarge
from backend.kit.logs import configure_logs
from backend.settings import get_settings
from backend.staff import service as staff_service
from backend.staff.coming_back import sign_in_first
from backend.staff.endpoints import HOME
from backend.staff.errors import PasswordDue
from backend.staff.fields import hidden_from, without
from backend.staff.gate import COOKIE, pass_gate, route_of
from backend.staff.service import CurrentStaff

log = structlog.get_logger()
_FIELD_NAME = re.compile(r"[A-Za-z_-]{1,39}[A-Za-z0-9_-]")
_CAPITALS = {"zip": "ZIP", "npi": "NPI", "id": "ID", "tin": "TIN", "eft": "EFT", "carc": "CARC"}
_FIELDS_NAMED_MAX = 8
NO_PAGE = "There is no page at this address."
NOT_ROUTED = {
    404: ("no_address", NO_PAGE),
    405: ("wrong_method", "This address does not take this method."),
}
UNREADABLE = ("malformed", "The request cannot be read.")
TITLES = {403: "Not yours to open", 404: "Nothing here", 405: "Nothing here", 503: "One moment, please"}
REQUESTS = Counter("claimline_requests_total", "Requests by route and status", ["method", "route", "status"])
SECONDS = Histogram("claimline_request_seconds", "Time to answer by route", ["method", "route"])
HEADERS = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; font-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cache-Control": "no-store",
}


def feature_modules(name: str) -> Iterator[tuple[str, object]]:
    """Every ``<feature>/<name>.py`` below backend, as (module name, module), in a stable order."""
    for module in sorted(found.name for found in pkgutil.walk_packages(backend.__path__, "backend.")):
        if module.rpartition(".")[2] == name:
            yield module, importlib.import_module(module)


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    configure_logs(get_settings().log_level)
    engine()  # now, by one thread: the first requests come in many
    with clock_watched():
        yield


class Application(FastAPI):
    """Tells what it answers with an example of each answer."""

    def openapi(self) -> dict[str, Any]:
        if self.openapi_schema is None:
            shown = (getattr(module, "SHOWN") for _, module in feature_modules("examples"))  # noqa: B009
            show(super().openapi(), chain.from_iterable(shown))
        return super().openapi()


def create_app() -> FastAPI:
    """Build the application from the features' routers."""
    app = Application(
        title="Claimline",
        version="1",
        description=INTRODUCTION,
        lifespan=lifespan,
        openapi_url=None,
        responses=REFUSALS,
    )
    app.include_router(_own_routes(), dependencies=[Depends(pass_gate)])
    for _, module in feature_modules("endpoints"):
        router = getattr(module, "router")  # noqa: B009
        app.include_router(router, dependencies=[Depends(pass_gate)])
    app.add_exception_handler(ClaimlineError, _refusal)
    app.add_exception_handler(RequestValidationError, _malformed)
    app.add_exception_handler(HTTPException, _no_address)
    app.add_exception_handler(TooLarge, _too_large)
    app.add_exception_handler(OperationalError, _busy)
    app.add_exception_handler(PoolTimeout, _busy)
    app.add_exception_handler(DataError, _unstorable)
    app.add_exception_handler(DBAPIError, _broken)
    app.add_exception_handler(Exception, _broken)
    app.add_middleware(BodyLimit)
    app.add_middleware(Edge)
    return app


def _own_routes() -> APIRouter:
    router = APIRouter(tags=["operation"])

    @router.get("/health")
    def health(session: DatabaseSession) -> Annotated[dict[str, str], Field(examples=[{"status": "ok"}])]:
        """Whether the backend and its database answer."""
        session.execute(text("SELECT 1"))
        return {"status": "ok"}

    @router.get("/metrics", response_class=PlainTextResponse)
    def metrics() -> PlainTextResponse:
        """Counters and times, for Prometheus, by service token."""
        return PlainTextResponse(generate_latest(), media_type=CONTENT_TYPE_LATEST)

    @router.get("/openapi.json", include_in_schema=False)
    def described(request: Request) -> JSONResponse:
        """Every interface with its shapes and examples, as OpenAPI."""
        return JSONResponse(request.app.openapi())

    @router.get("/", include_in_schema=False)
    def start() -> RedirectResponse:
        return RedirectResponse("/member")

    return router


class Edge:
    """Around every answer: counted and timed, with headers that keep pages safe, without what the policy hides."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            scope.setdefault("state", {})
            await self._app(scope, receive, _Leaving(Request(scope), send).send)
        else:
            await self._app(scope, receive, send)


class _Leaving:
    """One answer on its way out."""

    def __init__(self, request: Request, send: Send) -> None:
        self._request, self._send = request, send
        self._started = time.perf_counter()
        self._held: tuple[CurrentStaff, Message, bytearray] | None = None
        """An answer to staff whose fields are looked through, until it is whole; the stream of events carries ids alone."""

    async def send(self, message: Message) -> None:
        """Passes on one piece of the answer."""
        if message["type"] == "http.response.start":
            await self._begin(message)
        elif self._held is None:
            await self._send(message)
        elif message["type"] == "http.response.body":
            await self._hold(message)

    async def _begin(self, start: Message) -> None:
        headers = MutableHeaders(raw=start["headers"])
        for name, value in HEADERS.items():
            headers.setdefault(name, value)
        if get_settings().public_base_url.startswith("https://"):
            headers["Strict-Transport-Security"] = "max-age=31536000; includeSubDomains"
        start["headers"] = headers.raw
        self._count(start["status"])
        staff = getattr(self._request.state, "staff", None)
        if isinstance(staff, CurrentStaff) and headers.get("content-type", "").startswith("application/json"):
            self._held = staff, start, bytearray()
        else:
            await self._send(start)

    async def _hold(self, message: Message) -> None:
        assert self._held is not None, "only what is held comes here"
        staff, start, body = self._held
        body += message.get("body", b"")
        if message.get("more_body"):
            return
        shown = without(bytes(body), hidden_from(staff.role, staff.skills))
        MutableHeaders(raw=start["headers"])["content-length"] = str(len(shown))
        await self._send(start)
        await self._send({"type": "http.response.body", "body": shown})

    def _count(self, status: int) -> None:
        known = self._request.scope.get("route")
        method, route = route_of(self._request) if known else (self._request.method, "unknown")
        REQUESTS.labels(method, route, status).inc()
        SECONDS.labels(method, route).observe(time.perf_counter() - self._started)


def _refusal(request: Request, error: Exception) -> Response:
    assert isinstance(error, ClaimlineError)
    if isinstance(error, SignInNeeded) and request.method == "GET" and "text/html" in request.headers.get("accept", ""):
        asked = request.url.path + (f"?{request.url.query}" if request.url.query else "")
        return RedirectResponse(sign_in_first(asked), status_code=303)
    if isinstance(error, PasswordDue) and request.method == "GET" and _for_eyes(request):
        return RedirectResponse("/password", status_code=303)
    if _for_eyes(request):
        return _page(request, error.status, error.sentence)
    wait = {"Retry-After": "2"} if error.status in (429, 503) else None
    body = {"code": error.code, "message": error.sentence, **error.extra}
    return JSONResponse(body, status_code=error.status, headers=wait)


def _for_eyes(request: Request) -> bool:
    """Whether a person looks at the answer, not a program."""
    return "text/html" in request.headers.get("accept", "") and not request.url.path.startswith("/api/")


def _page(request: Request, status: int, sentence: str) -> Response:
    """A refusal as a page, with the way back to where this person works."""
    staff = _who_looks(request)
    title = TITLES.get(status, "That did not work")
    facts = {"staff": staff, "title": title, "sentence": sentence, "home": HOME[staff.role] if staff else "/"}
    return templates.TemplateResponse(request, "refusal.html", facts, status_code=status)


def _who_looks(request: Request) -> CurrentStaff | None:
    """The gate keeps nobody it refused: their session is asked again. An answer of trouble asks no database."""
    known = getattr(request.state, "staff", None)
    token = request.cookies.get(COOKIE)
    if isinstance(known, CurrentStaff) or token is None:
        return known if isinstance(known, CurrentStaff) else None
    try:
        with session_scope() as session:
            return staff_service.signed_in(session, token, active=False)
    except (ClaimlineError, DBAPIError, PoolTimeout):
        return None


async def _no_address(request: Request, error: Exception) -> Response:
    """No route of ours, not by this method, or nothing that can be read."""
    assert isinstance(error, HTTPException)
    if _for_eyes(request):
        return await run_in_threadpool(_page, request, error.status_code, NO_PAGE)
    code, sentence = NOT_ROUTED.get(error.status_code, UNREADABLE)
    return JSONResponse({"code": code, "message": sentence}, status_code=error.status_code, headers=error.headers)


def _too_large(request: Request, error: Exception) -> Response:
    assert isinstance(error, TooLarge)
    if _for_eyes(request):
        return _page(request, error.status_code, error.detail)
    return JSONResponse({"code": "too_large", "message": error.detail}, status_code=error.status_code)


def _malformed(request: Request, error: Exception) -> Response:
    """Say where a request is malformed, never with what: the values may be health information."""
    assert isinstance(error, RequestValidationError)
    found = error.errors()
    if _for_eyes(request) and all(one["loc"][:1] == ("path",) for one in found):
        return _page(request, 404, NO_PAGE)
    if _for_eyes(request):
        return _page(request, 422, said_of(found))
    places = [{"at": ".".join(_place(part) for part in one["loc"]), "problem": one["type"]} for one in found]
    return JSONResponse({"code": "malformed", "message": said_of(found), "places": places}, status_code=422)


def said_of(found: Sequence[Any]) -> str:
    """Which fields to look at again, in plain words and without what stands in them."""
    names = list(dict.fromkeys(name for one in found if (name := _plainly(one["loc"][1:]))))
    if not names:
        return "The request does not have the form this address takes."
    more = " and others" if len(names) > _FIELDS_NAMED_MAX else ""
    return f"Look again at: {', '.join(names[:_FIELDS_NAMED_MAX])}{more}."


def _plainly(place: Sequence[object]) -> str:
    """A field as its label may call it; of several alike also which one, counted from one."""
    named = [part for part in place if isinstance(part, str) and _FIELD_NAME.fullmatch(part)]
    if not named:
        return ""
    name = " ".join(_CAPITALS.get(word, word) for word in re.split("[_-]", named[-1]))
    number = next((part for part in reversed(place) if isinstance(part, int)), None)
    return name if number is None else f"{name} (number {number + 1})"


def _place(part: object) -> str:
    """A field's name or position; what no field of ours could be called may be anything, and is not said back."""
    name = str(part)
    return name if isinstance(part, int) or _FIELD_NAME.fullmatch(name) else "an unknown field"


def _trouble(request: Request, status: int, code: str, sentence: str) -> Response:
    """What no one refused and nobody can help: a page without a look at who asks, which might fail as well."""
    if _for_eyes(request):
        facts = {"staff": None, "title": TITLES.get(status, "That did not work"), "sentence": sentence, "home": "/"}
        return templates.TemplateResponse(request, "refusal.html", facts, status_code=status)
    wait = {"Retry-After": "2"} if status == 503 else None
    return JSONResponse({"code": code, "message": sentence}, status_code=status, headers=wait)


def _busy(request: Request, error: Exception) -> Response:
    log.warning("database_busy", error_class=type(error).__name__, route=request.url.path.split("/")[1])
    return _trouble(request, 503, "try_again", "We cannot reach our records at the moment. Please try again shortly.")


def _unstorable(request: Request, error: Exception) -> Response:
    """A value no column can hold: a NUL character, a number beyond all bounds."""
    log.warning("unstorable", error_class=type(error).__name__, route=request.url.path.split("/")[1])
    return _trouble(request, 422, "malformed", "The request holds a value that no record of ours can hold.")


def _broken(request: Request, error: Exception) -> Response:
    log.error("unexpected", error_class=type(error).__name__, route=request.url.path.split("/")[1])
    return _trouble(request, 500, "unexpected", "Something went wrong on our side.")
