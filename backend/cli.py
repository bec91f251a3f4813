"""``claimline``: the command line. Each command is a few lines that call the part that does the work."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console

from backend.errors import ClaimlineError

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="A claims line and the pipeline behind it.",
)
nlu = typer.Typer(no_args_is_help=True, help="What the assistant understands.")
world = typer.Typer(no_args_is_help=True, help="Invented worlds of payers, providers, members and claims.")
denials = typer.Typer(no_args_is_help=True, help="Denials: what they mean and what to do.")
audit = typer.Typer(no_args_is_help=True, help="The audit trail.")
user = typer.Typer(no_args_is_help=True, help="Staff accounts.")
terms = typer.Typer(no_args_is_help=True, help="Payers' terms: clients, plans, contracts, enrolments, authorizations.")
report = typer.Typer(no_args_is_help=True, help="Reports to clients.")
quality = typer.Typer(no_args_is_help=True, help="Samples of finished work, and who decides what.")
learn = typer.Typer(no_args_is_help=True, help="From corrected turns to a better language model.")
for name, group in (
    ("nlu", nlu),
    ("world", world),
    ("denials", denials),
    ("audit", audit),
    ("user", user),
    ("terms", terms),
    ("report", report),
    ("quality", quality),
    ("learn", learn),
):
    app.add_typer(group, name=name)

Json = Annotated[bool, typer.Option("--json", help="One JSON object a line, for machines.")]
console = Console(stderr=True)


def out(row: Any) -> None:
    """One JSON line on standard output."""
    typer.echo(json.dumps(row, ensure_ascii=False, default=str))


@app.command()
def up() -> None:
    """Start every part and keep it running; Ctrl-C stops."""
    from backend.runtime.up import up as run

    run(demo=False)


@app.command()
def demo() -> None:
    """Like up, with a generated world, staff accounts and sample callers."""
    from backend.runtime.up import up as run

    run(demo=True)


@app.command("import")
def import_(paths: list[Path], as_json: Json = False) -> None:
    """Read X12 files: 835, 837P/I, 270/271, 276/277, 277CA, 999, TA1. Exit 1 when a file was refused."""
    from backend.pipeline.intake.service import files_of, import_paths
    from backend.pipeline.intake.view import print_reports

    raise typer.Exit(print_reports(import_paths(paths), list(files_of(paths)), as_json=as_json))


@app.command()
def backup(to: Path) -> None:
    """Write the whole database to one file, while everything runs. Keep ``var/secrets`` beside it, apart."""
    from backend.database import engine
    from backend.runtime.backup import backup as write

    console.print(f"{to}: SHA-256 {write(engine(), to)}")


@app.command()
def restore(source: Path) -> None:
    """Put a backup into an empty database, and check ledger and audit trail."""
    from backend.database import engine
    from backend.runtime.backup import restore as put_back

    found = put_back(engine(), source)
    console.print(
        f"Restored {found.tables} tables: {found.journal_entries} journal entries in balance, "
        f"{found.audit_events} audit events in an unbroken chain."
    )


@app.command()
def worker() -> None:
    """Work off background jobs."""
    from backend.jobs import BESIDE_CALLERS, run_worker

    os.nice(BESIDE_CALLERS)
    run_worker()


@app.command()
def call(
    script: Annotated[
        Path | None,
        typer.Option(
            help="One caller turn a line: speech, #1234 for keys, empty for silence, ~late, !hang up, => heard."
        ),
    ] = None,
    caller: Annotated[str, typer.Option("--from", help="The number called from.")] = "+15550100",
    noise: Annotated[float, typer.Option(min=0, max=1, help="Share of words misheard.")] = 0.0,
    silence: Annotated[float, typer.Option(min=0, max=1, help="Share of turns spoken too late.")] = 0.0,
    repeats: Annotated[float, typer.Option(min=0, max=1, help="Share of webhooks posted twice.")] = 0.0,
    disorder: Annotated[bool, typer.Option(help="Status callbacks out of order.")] = False,
    seed: Annotated[int, typer.Option(help="The same seed hears the same.")] = 0,
    speak: Annotated[bool, typer.Option(help="Read aloud with espeak-ng.")] = False,
    answer: Annotated[bool, typer.Option(help="Pick up the call the line is placing, as who is called back.")] = False,
    many: Annotated[
        int, typer.Option(min=0, help="So many calls at once about the demo's claims; prints a report.")
    ] = 0,
    pause: Annotated[float, typer.Option(min=0, help="Seconds between a caller's turns, for --many.")] = 8.0,
    as_json: Json = False,
) -> None:
    """Phone the line from this terminal: plays Twilio, signatures and all."""
    from backend.integrations.twilio import many as crowd
    from backend.integrations.twilio import phone, terminal
    from backend.settings import get_settings

    settings = get_settings()
    weather = phone.Weather(noise, silence, repeats, disorder, seed)
    if many:
        report = crowd.play(settings, many, pause, weather).as_dict()
        out(report) if as_json else console.print_json(data=report)
        raise typer.Exit(1 if report["lost"] or report["differing"] else 0)
    aloud = terminal.espeak() if speak else None
    made = phone.Call(settings.public_base_url, settings.twilio_signing_tokens[0], caller, weather=weather)
    if answer:
        raise typer.Exit(terminal.answer_call(made, settings.var / "outbox" / "calls", Console(), aloud))
    lines = terminal.script_lines(script, settings.var / "world" / "truth.jsonl") if script else None
    raise typer.Exit(terminal.play_call(made, lines, Console(), aloud))


@app.command()
def chat(script: Annotated[Path | None, typer.Option(help="One message a line.")] = None) -> None:
    """Chat with the assistant in this terminal."""
    from backend.runtime.chat import play_chat
    from backend.settings import get_settings

    lines = script.read_text(encoding="utf-8").splitlines() if script else None
    raise typer.Exit(play_chat(get_settings(), lines, console=Console()))


@nlu.command("evaluate")
def nlu_evaluate(files: list[Path], as_json: Json = False) -> None:
    """Measure the trained model on JSON Lines of labelled utterances."""
    from backend.integrations.rasa.archives import QUIET, RASA_PYTHON, ensure_model
    from backend.settings import PROJECT, get_settings

    command = [str(RASA_PYTHON), "-m", "assistant.evaluate", *map(str, files)]
    command += ["--model", str(ensure_model(get_settings())), *(["--json"] if as_json else [])]
    raise typer.Exit(subprocess.run(command, cwd=PROJECT, env={**os.environ, **QUIET}, check=False).returncode)  # noqa: S603


@world.command("generate")
def world_generate(
    seed: Annotated[int, typer.Option()],
    claims: Annotated[int, typer.Option(min=1)],
    out_dir: Annotated[Path, typer.Option("--out")],
    as_of: Annotated[str | None, typer.Option(help="The world's present day, YYYY-MM-DD; today when left out.")] = None,
    as_json: Json = False,
) -> None:
    """Write a world as X12 files and the truth about it. The same seed and day give the same bytes."""
    from backend.kit.clock import SystemClock
    from backend.world.generate import generate

    summary = generate(
        seed=seed, claims=claims, out_dir=out_dir, as_of=date.fromisoformat(as_of) if as_of else SystemClock().today()
    )
    out(summary.as_dict()) if as_json else console.print(summary.as_dict())


@denials.command("triage")
def denials_triage(file: Path, as_json: Json = False) -> None:
    """Root cause, route, next step and last day for each adjustment in a JSON Lines file."""
    from backend.pipeline.denials.service import triage_file

    for row in triage_file(file):
        out(row)


@app.command()
def deadlines(
    file: Path,
    today: Annotated[str | None, typer.Option(help="Count days left from this day, YYYY-MM-DD.")] = None,
    as_json: Json = False,
) -> None:
    """The last day for the next step after each decision in a JSON Lines file."""
    from backend.kit.clock import SystemClock
    from backend.pipeline.appeals.service import deadlines_file

    for row in deadlines_file(file, date.fromisoformat(today) if today else SystemClock().today()):
        out(row)


@app.command()
def bench(
    name: str,
    claims: Annotated[list[int] | None, typer.Option(help="Size of the run; may be given several times.")] = None,
    callers: Annotated[int, typer.Option(help="Simultaneous callers, for turns.")] = 1,
    pause: Annotated[float, typer.Option(help="Seconds between a caller's turns, for turns.")] = 0.0,
    conversations: Annotated[int | None, typer.Option(help="Chats each caller plays, for turns.")] = None,
    seed: Annotated[int | None, typer.Option(help="Which world, for year.")] = None,
    months: Annotated[int | None, typer.Option(help="Its first months only, for year.")] = None,
    as_json: Json = False,
) -> None:
    """Measure: turns (on the running system), year, x12, posting, denials, identifiers …"""
    import importlib
    import inspect

    from backend.errors import NotFound

    try:
        measure = importlib.import_module(f"backend.bench.{name}").run
    except ModuleNotFoundError:
        raise NotFound("no_such_bench", f"There is no benchmark called {name}.") from None
    takes = inspect.signature(measure).parameters
    sizes = claims if name == "x12" else claims and claims[0]
    given = {"claims": sizes, "callers": callers, "pause": pause, "conversations": conversations}
    given |= {"seed": seed, "months": months}
    result = measure(**{key: value for key, value in given.items() if key in takes and value is not None})
    out(result) if as_json else console.print_json(data=result)


@terms.command("load")
def terms_load(files: list[Path], as_json: Json = False) -> None:
    """Bring in terms by JSON, or enrolments and prices by CSV; each file whole or not at all."""
    from dataclasses import asdict

    from backend.audit import service as audit_trail
    from backend.audit.acts import Act
    from backend.database import session_scope
    from backend.pipeline.adjudication.service import load_terms, read_terms

    for file in files:
        document = read_terms(file.name, file.read_text(encoding="utf-8"))
        with session_scope() as session:
            loaded = {"file": str(file), **asdict(load_terms(session, document))}
            audit_trail.record(session, Act.PAYER_TERMS_LOADED, actor="system:command_line", subject="payer_terms")
        out(loaded) if as_json else console.print(loaded)


@audit.command("verify")
def audit_verify(as_json: Json = False) -> None:
    """Walk the whole audit trail; exit 1 and name the first bad event when it does not hold."""
    from backend.audit import service
    from backend.database import session_scope

    with session_scope() as session:
        found = service.verify(session)
    if as_json:
        out(
            {
                "holds": found is None,
                "first_bad": found.seq if found else None,
                "reason": found.reason if found else None,
            }
        )
    else:
        console.print("The audit trail holds." if found is None else f"The audit trail is broken: {found.reason}.")
    raise typer.Exit(0 if found is None else 1)


@learn.command("status")
def learn_status(as_json: Json = False) -> None:
    """Which model answers, which examples wait for whom, what came of each run."""
    from backend.conversation.learning.report import status

    found = status()
    out(found) if as_json else console.print_json(data=found)


@learn.command("run")
def learn_run(as_json: Json = False) -> None:
    """Train on the approved examples, compare with the model in force, take the new one or say why not; exit 1 then."""
    from backend.conversation.learning.report import run_here

    found = run_here(lambda state: console.print(f"[dim]{state} …[/]"))
    out(found) if as_json else console.print_json(data=found)
    raise typer.Exit(0 if found["state"] == "promoted" else 1)


@learn.command("back")
def learn_back(as_json: Json = False) -> None:
    """Go back to the model before the last promoted one; running Rasas change over at once."""
    from backend.conversation.learning.report import back

    found = back()
    out(found) if as_json else console.print(f"{found['in_force']} answers again.")


@learn.command("export")
def learn_export(
    folder: Annotated[Path | None, typer.Option("--out", help="The project's folder when left out.")] = None,
    as_json: Json = False,
) -> None:
    """Write what was learned into nlu_data and tests/nlu, as a change to review."""
    from backend.conversation.learning.report import export

    written = export(folder)
    out({"written": written}) if as_json else console.print("\n".join(written))


@user.command("add")
def user_add(email: str, name: str, role: str, skills: str = "") -> None:
    """Open a staff account; asks for the password and prints the secret for the authenticator app."""
    from backend.database import session_scope
    from backend.staff import service
    from backend.staff.policy import Role

    password = typer.prompt("password", hide_input=True, confirmation_prompt=True)
    with session_scope() as session:
        made = service.create(session, email=email, name=name, role=Role(role), password=password, skills=skills)
        typer.echo(f"authenticator secret: {made.totp_secret}")


@user.command("code")
def user_code(email: str) -> None:
    """The one-time code of this moment, for whoever sits at this machine."""
    from backend.database import session_scope
    from backend.staff import service

    with session_scope() as session:
        code = service.current_code(session, email)
    typer.echo(code or "There is no such account.")
    raise typer.Exit(0 if code else 1)


@user.command("list")
def user_list(as_json: Json = False) -> None:
    """Every account with its role, and in how many browsers it is signed in."""
    from backend.database import session_scope
    from backend.kit.clock import SystemClock
    from backend.staff import accounts

    with session_scope() as session:
        found = [
            {"email": one.email, "name": one.name, "role": one.role, "closed": one.disabled, "signed_in": count}
            for one, count in accounts.listed(session, SystemClock())
        ]
    out({"accounts": found}) if as_json else console.print_json(data=found)


@user.command("sign-out")
def user_sign_out(email: str) -> None:
    """End every session of an account at once; it may sign in again."""
    from backend.database import session_scope
    from backend.kit.clock import SystemClock
    from backend.staff import accounts

    with session_scope() as session:
        staff = accounts.by_email(session, email)
        accounts.end_sessions(session, staff.id, accounts.BY_COMMAND, SystemClock())
    typer.echo("Signed out everywhere.")


@user.command("reset")
def user_reset(email: str) -> None:
    """A new first password and authenticator for an account; ends its sessions. Its holder then chooses a password."""
    from backend.database import session_scope
    from backend.kit.clock import SystemClock
    from backend.staff import accounts, passwords

    with session_scope() as session:
        staff = accounts.by_email(session, email)
        made, password = passwords.reset(session, staff.id, accounts.BY_COMMAND, SystemClock())
        typer.echo(f"first password: {password}\nauthenticator secret: {made.totp_secret}")


@user.command("disable")
def user_disable(email: str) -> None:
    """Close an account and end its sessions at once."""
    from backend.database import session_scope
    from backend.staff import service

    with session_scope() as session:
        service.disable(session, email)


@report.command("monthly")
def report_monthly(
    client: Annotated[str, typer.Option(help="The client's id, NPI, tax id or name.")],
    month: Annotated[str, typer.Option(help="YYYY-MM.")],
    out_dir: Annotated[Path, typer.Option("--out", help="Folder for PDF, CSV and JSON.")] = Path(),
    again: Annotated[bool, typer.Option(help="Make a new version, though one is published.")] = False,
    as_json: Json = False,
) -> None:
    """The monthly package of a client as PDF, CSV and JSON. Exit 1 when it does not reconcile and is not published."""
    from backend.pipeline.reporting.view import write_monthly

    found = write_monthly(client, month, out_dir, again=again)
    out(found.as_json()) if as_json else found.show(Console())
    raise typer.Exit(0 if found.published else 1)


@quality.command("coverage")
def quality_coverage(as_json: Json = False) -> None:
    """Which person each case goes to; exit 1 when a reason in the code or in the database is mapped to nobody."""
    from backend.database import session_scope
    from backend.pipeline.quality.view import coverage_report

    with session_scope() as session:
        found = coverage_report(session)
    out(found.as_json()) if as_json else found.show(Console())
    raise typer.Exit(0 if found.whole else 1)


def main() -> None:
    """Run a command; a refusal is one sentence and exit code 1."""
    from sqlalchemy.exc import DBAPIError

    try:
        app()
    except ClaimlineError as refusal:
        console.print(f"[red]claimline:[/] {refusal.sentence}")
        sys.exit(1)
    except DBAPIError as trouble:
        from backend.database import trouble_told

        sentence = trouble_told(trouble)
        if sentence is None:
            raise
        console.print(f"[red]claimline:[/] {sentence}")
        sys.exit(1)


if __name__ == "__main__":
    main()
