"""The pages: shells of HTML whose modules ask the JSON interfaces. No queries and no rules here."""

from __future__ import annotations

from pathlib import Path

from fastapi import APIRouter, Request
from fastapi.responses import FileResponse, HTMLResponse, Response
from fastapi.templating import Jinja2Templates

from backend.console import described
from backend.conversation.callers.endpoints import Now
from backend.conversation.handoffs.rules import REASONS
from backend.conversation.letters import inbox
from backend.errors import NotFound
from backend.settings import get_settings
from backend.staff.coming_back import local_path
from backend.staff.gate import SignedIn
from backend.staff.passwords import LENGTH_MIN
from backend.staff.policy import may

FOLDER = Path(__file__).parent
STATIC = FOLDER / "static"
KINDS = {".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml", ".woff2": "font/woff2"}
EMBEDDED = frozenset({"chat.js", "api.js"})
"""What another site's page loads to show the chat; it holds nothing but the way to our own frame."""
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; font-src 'self'; "
    "form-action 'self'; base-uri 'none'"
)
router = APIRouter(include_in_schema=False)
templates = Jinja2Templates(FOLDER / "templates")
OPERATE_PAGES = (
    ("/operate", "Work"),
    ("/operate/front-desk", "Front desk"),
    ("/operate/coding-queries", "Coding queries"),
    ("/operate/enrolments", "Enrolments"),
    ("/operate/going-out", "Going out"),
    ("/operate/files", "Files"),
    ("/operate/denials", "Denials"),
    ("/operate/appeals", "Appeals"),
    ("/operate/notices", "Notices"),
    ("/operate/underpayments", "Underpayments"),
    ("/operate/approvals", "Approvals"),
    ("/operate/receivables", "Receivables"),
    ("/operate/accounts", "Patient accounts"),
    ("/operate/reports", "Reports"),
    ("/operate/quality", "Quality"),
)
"""Pages of operations in the order of a day; each is shown to the roles the policy table lets in."""
templates.env.globals.update(may=may, operate_pages=OPERATE_PAGES)


@router.get("/docs")
def interfaces(request: Request) -> HTMLResponse:
    """The interfaces to read: who may ask each, what it takes, an example. ``/openapi.json`` holds the same for programs."""
    return templates.TemplateResponse(request, "interfaces.html", {"groups": described.groups(request.app.openapi())})


@router.get("/static/{name}")
def static(name: str) -> Response:
    """Our own scripts and styles; only files that lie there, whatever the name says."""
    found = {path.name: path for path in STATIC.iterdir()}.get(name)
    if found is None:
        raise NotFound("no_such_file", "There is no such file.")
    headers = {"Cache-Control": "no-cache"}
    if name in EMBEDDED:
        headers |= {"Access-Control-Allow-Origin": "*", "Cross-Origin-Resource-Policy": "cross-origin"}
    return FileResponse(found, media_type=KINDS[found.suffix], headers=headers)


@router.get("/sign-in")
def sign_in(request: Request, refused: bool = False) -> HTMLResponse:
    settings = get_settings()
    provider = settings.oidc_name if settings.oidc_issuer else None
    facts = {"refused": refused, "provider": provider, "wanted": local_path(request.query_params.get("next"))}
    return templates.TemplateResponse(request, "sign_in.html", facts)


PASSWORD_REFUSED = {
    "wrong": "That is not your present password. After five wrong tries in a row, wait five minutes; if it goes on, an hour.",
    "differs": "The two new passwords are not the same.",
    "short": f"The new password is too short; {LENGTH_MIN} signs are the least.",
    "same": "The new password is the present one.",
}


@router.get("/password")
def own_password(request: Request, staff: SignedIn, refused: str = "") -> HTMLResponse:
    """Who has to choose a password first sees nothing but that."""
    shown = None if staff.password_due else staff
    facts = {"staff": shown, "due": staff.password_due, "refused": PASSWORD_REFUSED.get(refused), "least": LENGTH_MIN}
    return templates.TemplateResponse(request, "password.html", facts)


@router.get("/staff")
def staff_accounts(request: Request, staff: SignedIn) -> HTMLResponse:
    return templates.TemplateResponse(request, "staff.html", {"staff": staff})


@router.get("/chat-frame")
def chat_frame(request: Request) -> HTMLResponse:
    """The chat alone, for a frame on another site: its scripts can neither read nor write what is said here."""
    page = templates.TemplateResponse(request, "chat_frame.html")
    allowed = " ".join(["'self'", *get_settings().chat_origins])
    page.headers["Content-Security-Policy"] = f"{POLICY}; frame-ancestors {allowed}"
    return page


@router.get("/member")
def member(request: Request) -> HTMLResponse:
    return templates.TemplateResponse(request, "member.html")


@router.get("/letters/{token}")
def letter(request: Request, token: str, refused: bool = False) -> HTMLResponse:
    """What a link in a text message opens: the question whose it is, whatever it leads to."""
    facts = {"token": token, "refused": refused, "provider": request.query_params.get("for") == "provider"}
    return templates.TemplateResponse(request, "letter.html", facts)


@router.get("/inbox")
def answers(request: Request, clock: Now) -> HTMLResponse:
    """The answers of who has opened a link and proved whose it is."""
    letters = inbox.answers(request.cookies.get(inbox.COOKIE, ""), clock)
    return templates.TemplateResponse(request, "inbox.html", {"letters": letters})


@router.get("/phone-confirmed")
def phone_confirmed(request: Request, ok: bool = False) -> HTMLResponse:
    return templates.TemplateResponse(request, "phone_confirmed.html", {"ok": ok})


@router.get("/console")
def console(request: Request, staff: SignedIn) -> HTMLResponse:
    return templates.TemplateResponse(request, "console.html", {"staff": staff})


@router.get("/supervise")
def supervise(request: Request, staff: SignedIn) -> HTMLResponse:
    return templates.TemplateResponse(request, "supervise.html", {"staff": staff, "reasons": sorted(REASONS)})


@router.get("/supervise/reports")
def conversation_reports(request: Request, staff: SignedIn) -> HTMLResponse:
    return templates.TemplateResponse(request, "supervise_reports.html", {"staff": staff})


@router.get("/supervise/learning")
def learning(request: Request, staff: SignedIn) -> HTMLResponse:
    return templates.TemplateResponse(request, "learning.html", {"staff": staff})


@router.get("/supervise/retention")
def retention(request: Request, staff: SignedIn) -> HTMLResponse:
    return templates.TemplateResponse(request, "retention.html", {"staff": staff})


@router.get("/scores")
def scores(request: Request, staff: SignedIn) -> HTMLResponse:
    return templates.TemplateResponse(request, "scores.html", {"staff": staff})


@router.get("/supervise/{conversation_id}")
def transcript(request: Request, staff: SignedIn, conversation_id: str) -> HTMLResponse:
    return templates.TemplateResponse(request, "transcript.html", {"staff": staff, "conversation_id": conversation_id})


@router.get("/operate")
def operate(request: Request, staff: SignedIn) -> HTMLResponse:
    return templates.TemplateResponse(request, "operate.html", {"staff": staff})


@router.get("/operate/denials")
def denials(request: Request, staff: SignedIn) -> HTMLResponse:
    return templates.TemplateResponse(request, "denials.html", {"staff": staff})


@router.get("/operate/appeals")
def appeals(request: Request, staff: SignedIn) -> HTMLResponse:
    return templates.TemplateResponse(request, "appeals.html", {"staff": staff})


@router.get("/operate/notices")
def notices(request: Request, staff: SignedIn) -> HTMLResponse:
    return templates.TemplateResponse(request, "notices.html", {"staff": staff})


@router.get("/operate/claims/{claim_id}")
def claim(request: Request, staff: SignedIn, claim_id: str) -> HTMLResponse:
    return templates.TemplateResponse(request, "claim.html", {"staff": staff, "claim_id": claim_id})


@router.get("/operate/claims/{claim_id}/explanation-of-benefits")
def explanation_of_benefits(request: Request, staff: SignedIn, claim_id: str) -> HTMLResponse:
    return templates.TemplateResponse(request, "eob.html", {"staff": staff, "claim_id": claim_id})
