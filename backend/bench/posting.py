"""How fast remittances are posted, triaged and committed: a generated world in databases of its own.

Measured three ways: one process reading one file after another, then ``claimline worker`` processes, one and two, that
find the same remittances as jobs, dealt to files as payers send them: what one payer tells one practice stays together
and in order. Each job is deferred twice on purpose: what is posted must still be posted once.
"""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, text
from sqlalchemy.orm import sessionmaker

from backend.bench.databases import own_database
from backend.codes.deadlines import next_business_day
from backend.pipeline.intake.service import import_paths
from backend.pipeline.interchange.report import FileReport
from backend.pipeline.interchange.service import Transactions, keep_file, read_later
from backend.world.generate import generate

SEED = 4711
FILES = 16
"""The remittances come as so many files to the workers."""
_BOOKS = text("""SELECT e.account, sum(e.amount), count(*)
                 FROM ledger_entry e JOIN ledger_transaction t ON t.id = e.transaction_id
                 WHERE t.kind IN ('remittance', 'payment', 'withdrawal') GROUP BY e.account ORDER BY e.account""")
"""What posting enters; jobs that follow it (the next plan billed) may have run or not."""
_WORKERS = "SELECT count(*) FROM procrastinate_workers"
"""A process registers twice: one worker for files, one for the other jobs."""
_WAITING = """SELECT count(*) FROM procrastinate_jobs
              WHERE status IN ('todo', 'doing') AND (scheduled_at IS NULL OR scheduled_at <= now())"""
_NOW = datetime(2026, 3, 16, 9, tzinfo=UTC)


def run(claims: int = 60_000) -> dict[str, Any]:
    """Claims a second, posted, triaged and committed. Nothing of it is kept.

    Of 20,000 claims two workers post the last file, one of them idle, for a good part of the few seconds it takes; of
    60,000 the figure is steady.
    """
    folder = Path(tempfile.mkdtemp(prefix="claimline-bench-"))
    next_business_day(_NOW.date())  # loads the calendar of holidays, as a worker does when it starts
    try:
        generate(SEED, claims, folder, _NOW.date())
        remittances = sorted(folder.glob("*-835.x12"))
        others = sorted(set(folder.glob("*.x12")) - set(remittances))
        with _world("before", None) as (before, begin):
            taken, seconds, _ = _read(others, begin)
            before.dispose()
            result: dict[str, Any] = {"claims_taken_in_per_second": _rate(taken, seconds, "837")}
            result |= _one_after_another(remittances)
            for workers in (1, 2):
                other = _with_workers(workers, list(pieces(remittances, FILES)))
                other["same_books"] = other.pop("balances") == result["balances"]
                result[f"workers_{workers}"] = other
        return result
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _one_after_another(paths: list[Path]) -> dict[str, Any]:
    with _world("alone", "before") as (engine, begin):
        reports, seconds, used = _read(paths, begin)
        found = _found(engine)
    return {
        **found,
        "posted": sum(one.posted for one in reports),
        "held": sum(one.held for one in reports),
        "seconds": round(seconds, 2),
        "claims_per_second": _rate(reports, seconds, "835"),
        "processor_microseconds_per_claim": round(used / max(1, found["advices"]) * 1e6),
    }


def _with_workers(count: int, files: list[bytes]) -> dict[str, Any]:
    """The same remittances as jobs: from the commit that defers them to the end of the last."""
    with _world(f"workers_{count}", "before") as (engine, begin):
        kept = [keep_file(begin, f"part-{number}.x12", io.BytesIO(one), _NOW) for number, one in enumerate(files)]
        with _workers(count, engine):
            started = time.perf_counter()
            with begin() as session:
                for one in kept:
                    for _ in range(2):
                        read_later(session, one)
            while _unread(engine):
                time.sleep(0.02)
            seconds = time.perf_counter() - started
        found = _found(engine)
    return {**found, "seconds": round(seconds, 2), "claims_per_second": round(found["advices"] / seconds)}


@contextmanager
def _workers(count: int, engine: Engine) -> Iterator[None]:
    url = engine.url.render_as_string(hide_password=False)
    command = [str(Path(sys.executable).parent / "claimline"), "worker"]
    environment = {**os.environ, "CLAIMLINE_DATABASE_URL": url}
    started = [
        subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # noqa: S603
        for _ in range(count)
    ]
    try:
        # what the generated world left to do, and what falls due by the clock, is done before anything is measured
        while _count(engine, _WORKERS) < 2 * count or _count(engine, _WAITING):
            assert all(one.poll() is None for one in started), "a worker ended"
            time.sleep(0.1)
        yield
    finally:
        for one in started:
            one.terminate()
        for one in started:
            one.wait(timeout=60)


def pieces(paths: list[Path], count: int) -> Iterator[bytes]:
    """The transactions of some files dealt to ``count`` files, each with an envelope and a control number of its own."""
    segments = [one for path in paths for one in path.read_bytes().replace(b"\n", b"").split(b"~") if one]
    isa, gs = segments[0], next(one for one in segments if one.startswith(b"GS*"))
    transactions: list[list[bytes]] = []
    for one in segments:
        if one.startswith(b"ST*"):
            transactions.append([])
        if transactions and not one.startswith((b"ISA*", b"GS*", b"GE*", b"IEA*")):
            transactions[-1].append(one)
    dealt = _dealt(transactions, count)
    for number, mine in enumerate(dealt):
        control = b"%09d" % (number + 1)
        head = [
            isa.replace(isa.split(b"*")[13], control),
            gs.replace(b"*" + gs.split(b"*")[6] + b"*", b"*" + control + b"*"),
        ]
        tail = [b"GE*%d*%s" % (len(mine), control), b"IEA*1*" + control]
        yield b"".join(one + b"~" for one in [*head, *(each for body in mine for each in body), *tail])


def _dealt(transactions: list[list[bytes]], count: int) -> list[list[list[bytes]]]:
    """Payments of one payer to one payee go into one file, in their order; the largest are dealt first."""
    together: dict[tuple[bytes, ...], list[list[bytes]]] = {}
    for body in transactions:
        parties = (next(one for one in body if one.startswith(kind)) for kind in (b"TRN*", b"N1*PE*"))
        payer, payee = (one.split(b"*") for one in parties)
        together.setdefault((payer[3], payee[4]), []).append(body)
    dealt: list[list[list[bytes]]] = [[] for _ in range(count)]
    for bodies in sorted(together.values(), key=len, reverse=True):
        min(dealt, key=len).extend(bodies)
    return dealt


def _read(paths: list[Path], begin: Transactions) -> tuple[list[FileReport], float, float]:
    started, used = time.perf_counter(), time.process_time()
    reports = list(import_paths(paths, begin))
    return reports, time.perf_counter() - started, time.process_time() - used


def _rate(reports: list[FileReport], seconds: float, kind: str) -> int:
    return round(sum(one.claims for one in reports if one.type.startswith(kind)) / seconds)


def _found(engine: Engine) -> dict[str, Any]:
    """What stands in the record; the same however it came in."""
    with engine.connect() as connection:
        books = connection.execute(_BOOKS).all()
        balances = {account: str(amount) for account, amount, _ in books}
    return {
        "advices": _count(engine, "SELECT count(*) FROM remittance_claim"),
        "denials": _count(engine, "SELECT count(*) FROM denial"),
        "ledger_entries": sum(entries for _, _, entries in books),
        "balances": balances,
        "ledger_total": str(sum(map(Decimal, balances.values()))),
    }


def _unread(engine: Engine) -> int:
    return _count(engine, "SELECT count(*) FROM file WHERE state IN ('kept', 'reading')")


def _count(engine: Engine, statement: str) -> int:
    with engine.connect() as connection:
        return int(connection.scalar(text(statement)) or 0)


@contextmanager
def _world(name: str, template: str | None) -> Iterator[tuple[Engine, Transactions]]:
    with own_database(f"posting_{name}", template and f"posting_{template}") as engine:
        yield engine, sessionmaker(engine, expire_on_commit=False).begin
