"""The demo: a generated world that enters by ``claimline import`` like any customer's files, staff to sign in, callers to be."""

from __future__ import annotations

import json
import secrets
from pathlib import Path

from rich.console import Console
from rich.table import Table

from backend.database import session_scope
from backend.kit.clock import SystemClock
from backend.pipeline.adjudication.service import load_terms, read_terms
from backend.pipeline.intake.service import import_paths
from backend.pipeline.patient_billing import service as patient_billing
from backend.pipeline.receivables import service as receivables
from backend.settings import Settings
from backend.staff import service as staff
from backend.staff.policy import Role
from backend.staff.repository import StaffRepository
from backend.world.contracts import write_client_world
from backend.world.enrolments import enrol_everyone
from backend.world.generate import generate
from backend.world.told import tell_lives

SEED = 7
DEMO_STAFF = (
    ("ana@example.test", "Ana Ruiz", Role.AGENT, "provider,member,clinical,credentialing,spanish"),
    ("ben@example.test", "Ben Okafor", Role.AGENT, "provider,member"),
    ("sam@example.test", "Sam Lindqvist", Role.SUPERVISOR, ""),
    ("bo@example.test", "Bo Marsh", Role.BILLER, ""),
    ("ida@example.test", "Ida Castell", Role.AUDITOR, ""),
    ("root@example.test", "Rui Tanaka", Role.ADMIN, ""),
)


def ensure_demo_world(settings: Settings, console: Console) -> None:
    """Generate and import the demo world once, and open the demo's staff accounts once."""
    folder = settings.var / "world"
    if not (folder / "imported").exists():
        console.print(f"[dim]demo world of {settings.demo_claims:,} claims …[/]")
        if not (folder / "truth.jsonl").exists():
            generate(seed=SEED, claims=settings.demo_claims, out_dir=folder, as_of=SystemClock().today())
        _tell_lives(folder, console)
        load_client(folder, settings.demo_claims)
        problems = sum(len(report.problems) for report in import_paths(sorted(x12_files(folder))))
        with session_scope() as session:
            enrol_everyone(session, SystemClock().now())
        console.print(f"[dim]imported, {problems} findings[/]")
        (folder / "imported").touch()
    with session_scope() as session:
        for email, name, role, skills in DEMO_STAFF:
            if StaffRepository(session).by_email(email) is None:
                staff.create(
                    session, email=email, name=name, role=role, password=demo_password(settings), skills=skills
                )
    _first_morning()


def _first_morning() -> None:
    """What the night's jobs would have left: statements sent, every claim with its owner, the week's ageing taken.

    The supervisor is the approver the first practice has named; the others have named nobody yet.
    """
    today = SystemClock().today()
    with session_scope() as session:
        if receivables.snapshots(session, limit=1):
            return
        patient_billing.run_cycle(session, today)
        receivables.run_follow_up(session, today)
        receivables.run_ageing(session, today)
        practice = next(iter(patient_billing.practices_waiting(session)), None)
        if practice is not None:
            patient_billing.name_approver(
                session, npi=practice, email="sam@example.test", most=None, start=today, end=None, actor="system:demo"
            )


def load_client(folder: Path, claims: int) -> None:
    """A payer client beside the world: its terms are loaded here, its claims come in with the other files."""
    made = write_client_world(SEED, max(40, claims // 8), SystemClock().today(), claims, folder / "client")
    with session_scope() as session:
        load_terms(session, read_terms(made.terms.name, made.terms.read_text(encoding="utf-8")))


def _tell_lives(folder: Path, console: Console) -> None:
    """One claim of each life, before the world comes in: their daily jobs run on days long past."""
    if (folder / "lives.json").exists():
        return
    told = tell_lives(SystemClock().today(), secrets.randbelow(90_000))
    folder.mkdir(parents=True, exist_ok=True)
    pages = {one.name: f"/operate/claims/{one.claim_id}" for one in told}
    (folder / "lives.json").write_text(json.dumps(pages, indent=1) + "\n", encoding="utf-8")
    console.print(f"[dim]{len(pages)} claim lives to open: {folder / 'lives.json'}[/]")


def x12_files(folder: Path) -> list[Path]:
    """The files of a generated world in the order the days brought them."""
    return [
        path
        for path in sorted(folder.rglob("*"))
        if path.suffix in {".edi", ".x12"} or path.suffix.startswith((".8", ".2", ".9"))
    ]


def demo_password(settings: Settings) -> str:
    """One password for all demo accounts, made for this machine."""
    return settings.secret("demo_password")


def welcome(settings: Settings, console: Console, *, demo: bool) -> None:
    """Print the addresses, and for the demo who to be."""
    address = f"http://{settings.host}:{settings.port}"
    table = Table(show_header=False, box=None, padding=(0, 2))
    for label, path in (
        ("member's page and chat", "/member"),
        ("agents", "/console"),
        ("supervisors", "/supervise"),
        ("operations", "/operate"),
        ("interfaces", "/docs"),
    ):
        table.add_row(label, f"{address}{path}")
    table.add_row("phone", "claimline call      (in another terminal: .venv/bin/claimline call)")
    table.add_row("chat", "claimline chat")
    console.print(table)
    if demo:
        _staff_table(settings, console)
        _callers(settings, console)
    console.print("Ctrl-C stops everything.")


def _staff_table(settings: Settings, console: Console) -> None:
    table = Table(
        title="Sign in as (password below; the one-time code: claimline user code E-MAIL)", title_justify="left"
    )
    for heading in ("e-mail", "name", "role"):
        table.add_column(heading)
    for email, name, role, _ in DEMO_STAFF:
        table.add_row(email, name, role)
    console.print(table)
    console.print(f"password: [bold]{demo_password(settings)}[/]")


def _callers(settings: Settings, console: Console) -> None:
    path = settings.var / "world" / "callers.json"
    if not path.exists():
        return
    callers = json.loads(path.read_text(encoding="utf-8"))
    console.print_json(data=callers)
