"""How fast a payer client's claims are decided, from waiting to committed, by one worker and by two at once."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any

import psutil
from sqlalchemy import func, select, text
from sqlalchemy.orm import Session, sessionmaker

from backend import database
from backend.bench.databases import own_database
from backend.kit.bulk import array_text, copy_rows
from backend.kit.ids import new_id
from backend.models.adjudication import Adjudication, AdjudicationLine
from backend.models.claim import Claim, ClaimLine
from backend.models.member import Member
from backend.models.provider import Provider
from backend.pipeline.adjudication import service
from backend.pipeline.adjudication.terms_document import TermsDocument

SEED = 4711
NOW = datetime(2026, 3, 16, 15, tzinfo=UTC)
CLAIMS_PER_MEMBER = 4
PROVIDERS = 40
SERVICES = (
    ("99213", 16500, "9240"), ("99214", 24500, "13100"), ("80053", 7100, "1450"), ("85025", 4600, "1080"),
    ("93000", 9900, "1710"), ("70551", 145000, "38000"), ("97110", 7600, "3020"), ("29881", 385000, "90000"),
)  # fmt: skip
_WORKER = "from backend.bench.adjudication import work; work()"


def run(claims: int = 20_000, workers: int = 2) -> dict[str, Any]:
    """Decide claims with one worker process, then as many again with ``workers`` at once; nothing of it is kept."""
    with own_database("adjudication") as engine:
        url = engine.url.render_as_string(hide_password=False)
        sessions = sessionmaker(engine, expire_on_commit=False)
        with sessions.begin() as session:
            fill(session, 2 * claims)
        _hold_back(sessions, claims)
        one = _timed(url, 1, claims)
        _let_go(sessions)
        several = _timed(url, workers, claims)
        with sessions() as session:
            checked = _checked(session)
    return {"claims": claims, "one_worker": one, f"{workers}_workers": several, **checked}


def work() -> None:
    """One worker process: decide until nothing waits; prints what it did."""
    sessions = sessionmaker(database.engine(), expire_on_commit=False)
    with sessions() as session:
        server = psutil.Process(session.scalar(text("SELECT pg_backend_pid()")))
    print("ready", flush=True)
    sys.stdin.readline()
    started, used, before, decided, pended = time.perf_counter(), time.process_time(), _spent(server), 0, 0
    while True:
        with sessions.begin() as session:
            outcome = service.decide_batch(session, NOW)
        decided, pended = decided + outcome.decided, pended + outcome.pended
        if not outcome.settled:
            break
    spent = _spent(server) - before
    print(decided, pended, time.perf_counter() - started, time.process_time() - used, spent, flush=True)


def _spent(process: psutil.Process) -> float:
    """Seconds of processor of our connection's server process; the embedded server runs on this machine."""
    times = process.cpu_times()
    return float(times.user + times.system)


def _timed(url: str, workers: int, claims: int) -> dict[str, Any]:
    environment = {**os.environ, "CLAIMLINE_DATABASE_URL": url}
    command = [sys.executable, "-c", _WORKER]
    started_workers = [
        subprocess.Popen(command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)  # noqa: S603
        for _ in range(workers)
    ]
    for one in started_workers:
        assert one.stdout is not None
        assert one.stdout.readline() == "ready\n", "the worker has its connection"
    started = time.perf_counter()
    for one in started_workers:
        assert one.stdin is not None
        one.stdin.write("go\n")
        one.stdin.flush()
    told = [one.communicate()[0].split() for one in started_workers]
    seconds = time.perf_counter() - started
    decided, pended = sum(int(one[0]) for one in told), sum(int(one[1]) for one in told)
    python, server = (sum(float(one[place]) for one in told) for place in (3, 4))
    assert decided + pended == claims, "every claim is settled by one worker"
    return {
        "decided": decided,
        "pended": pended,
        "by_worker": [int(one[0]) + int(one[1]) for one in told],
        "seconds": round(seconds, 2),
        "claims_per_second": round(claims / seconds),
        "processor_microseconds_per_claim": round(python / claims * 1e6),
        "database_processor_microseconds_per_claim": round(server / claims * 1e6),
        "claims_per_second_of_processor": round(claims / python),
    }


def _checked(session: Session) -> dict[str, Any]:
    """No claim twice, no line twice, and accumulators equal to what decisions took."""
    shares = Adjudication.deductible + Adjudication.coinsurance + Adjudication.copay
    taken = session.scalar(select(func.sum(shares)).where(Adjudication.state == "decided"))
    used = session.scalar(text("SELECT sum(out_of_pocket) FROM accumulator"))
    lines, events = session.execute(
        text(
            """SELECT (SELECT count(*) FROM (SELECT 1 FROM claim_event WHERE kind = 'decided'
                                             GROUP BY claim_id HAVING count(*) > 1) AS twice),
                      (SELECT count(*) FROM adjudication_line l JOIN adjudication a ON a.id = l.adjudication_id
                       WHERE a.state <> 'decided')"""
        )
    ).one()
    unbalanced = session.scalar(
        text(
            """SELECT count(*) FROM adjudication_line l WHERE charge <> paid + (
                   SELECT coalesce(sum(CAST(one->>2 AS numeric)), 0) FROM jsonb_array_elements(adjustments) AS one)"""
        )
    )
    return {
        "decided_twice": lines,
        "lines_of_undecided": events,
        "lines": session.scalar(select(func.count()).select_from(AdjudicationLine)),
        "lines_out_of_balance": unbalanced,
        "taken_by_decisions": str(taken),
        "in_accumulators": str(used),
    }


_CLAIM_COLUMNS = (
    "id", "payer_id", "provider_id", "member_id", "patient_control_number", "payer_claim_control_number", "service_from",
    "service_to", "received", "charge", "form", "plan_type", "payer_order", "place_of_service", "frequency",
    "filing_indicator", "diagnoses", "stage", "status_category", "status_code", "other_plan_on_file", "sensitive",
)  # fmt: skip
_LINE_COLUMNS = (
    "claim_id", "number", "procedure", "modifiers", "diagnosis_pointers", "units", "service_from", "charge",
    "revenue_code", "place_of_service",
)  # fmt: skip
_WAITING_COLUMNS = ("id", "claim_id", "payer_id", "provider_id", "member_id", "received", "charge")


def fill(session: Session, claims: int) -> None:
    """A payer client with members, contracts and claims that wait: half office visits with laboratory work."""
    service.load_terms(session, TermsDocument.model_validate(_terms(claims // CLAIMS_PER_MEMBER)))
    payer_id = session.scalar(text("SELECT id FROM payer WHERE identifier = 'BENCH'"))
    providers = [Provider(npi=f"{10**9 + n}", name=f"Practice {n}", tax_id=f"{n:09d}") for n in range(PROVIDERS)]
    session.add_all(providers)
    session.flush()
    members = list(session.scalars(select(Member.id).order_by(Member.member_id)))
    rows = _rows(claims, payer_id, [one.id for one in providers], members)
    tables: tuple[Any, ...] = (Claim.__table__, ClaimLine.__table__, Adjudication.__table__)
    for table, columns, values in zip(tables, (_CLAIM_COLUMNS, _LINE_COLUMNS, _WAITING_COLUMNS), rows, strict=True):
        copy_rows(session, table, columns, values)
    session.execute(text("ANALYZE"))


def _rows(
    claims: int, payer_id: Any, providers: list[Any], members: list[Any]
) -> tuple[list[Any], list[Any], list[Any]]:
    """Claims, their lines, and their places in the queue."""
    chance = Random(SEED)
    made: tuple[list[Any], list[Any], list[Any]] = ([], [], [])
    fixed = ("P", "commercial", "P", "11", "1", "CI", array_text(("I10",)), "accepted", "A2", "20", False, False)
    for number in range(claims):
        id, member, provider = new_id(), members[number % len(members)], chance.choice(providers)
        day = date(2026, 1, 5) + timedelta(days=chance.randrange(60))
        lines = [chance.choice(SERVICES) for _ in range(chance.choice((1, 2, 2, 3)))]
        charge, received = f"{sum(one[1] for one in lines) / 100:.2f}", NOW.date()
        numbers = (f"B{number}", f"26075{number:06d}")
        made[0].append((id, payer_id, provider, member, *numbers, day, day, received, charge, *fixed))
        for place, (procedure, cents, _) in enumerate(lines, 1):
            pointers = array_text(("1",))
            made[1].append((id, place, procedure, "{}", pointers, "1", day, f"{cents / 100:.2f}", "", ""))
        made[2].append((new_id(), id, payer_id, provider, member, received, charge))
    return made


def _hold_back(sessions: Any, claims: int) -> None:
    """Half of what waits is for the second measurement."""
    with sessions.begin() as session:
        session.execute(
            text(
                """UPDATE adjudication SET state = 'held_back' WHERE id IN (
                       SELECT id FROM adjudication ORDER BY member_id LIMIT :n)"""
            ),
            {"n": claims},
        )


def _let_go(sessions: Any) -> None:
    with sessions.begin() as session:
        session.execute(text("UPDATE adjudication SET state = 'waiting' WHERE state = 'held_back'"))


def _terms(members: int) -> dict[str, Any]:
    fee = {"setting": "professional", "method": "fee", "starts": "2026-01-01"}
    rates = [{**fee, "procedure": code, "amount": f"{int(cents) / 100:.2f}"} for code, _, cents in SERVICES]
    year = {
        "starts": "2026-01-01", "stops": "2026-12-31", "deductible": "500", "out_of_pocket_max": "3000",
        "benefits": {
            "office": {"copay": "30", "deductible_applies": False},
            "imaging": {"coinsurance": "0.2"}, "therapy": {"visits_max": 20}, "*": {"coinsurance": "0.2"},
        },
    }  # fmt: skip
    client = {
        "company_id": "1999999991", "address": "4 Fern Way", "city": "Alderbrook", "state": "OH", "zip": "44001",
        "provider_phone": "8005550123", "member_phone": "8005550124",
    }  # fmt: skip
    person = {"payer": "BENCH", "plan": "P", "last_name": "Vandermeer", "first_name": "Ada", "starts": "2026-01-01"}
    return {
        "payers": [{"identifier": "BENCH", "name": "Bench Health", "client": client}],
        "plans": [{"payer": "BENCH", "code": "P", "name": "Plan", "plan_type": "commercial", "years": [year]}],
        "contracts": [
            {"payer": "BENCH", "tax_id": f"{n:09d}", "starts": "2026-01-01", "rates": rates} for n in range(PROVIDERS)
        ],
        "enrolments": [{**person, "member_id": f"M{n:07d}", "date_of_birth": "1980-05-17"} for n in range(members)],
    }
