"""Two workers on one database: every claim is decided once, accumulators come out to the cent, payments are made once."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import Any

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.orm import Session

from backend.bench.adjudication import fill

WORKER = "from backend.bench.adjudication import work; work()"
PAYER = "from backend.pipeline.adjudication.tasks import pay; pay()"


def processes(engine: Engine, code: str, count: int) -> list[subprocess.Popen[str]]:
    environment = {**os.environ, "CLAIMLINE_DATABASE_URL": engine.url.render_as_string(hide_password=False)}
    command = [sys.executable, "-c", code]
    return [
        subprocess.Popen(command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        for _ in range(count)
    ]


def scalar(engine: Engine, statement: str) -> Any:
    with engine.connect() as connection:
        return connection.scalar(text(statement))


@pytest.mark.slow
def test_two_workers_decide_and_pay_each_claim_once(committed: Engine) -> None:
    with Session(committed) as session, session.begin():
        fill(session, 600)
    workers = processes(committed, WORKER, 2)
    for one in workers:
        assert one.stdout is not None
        assert one.stdout.readline() == "ready\n"
    for one in workers:  # both at once
        assert one.stdin is not None
        one.stdin.write("go\n")
        one.stdin.flush()
    told = [one.communicate()[0].split() for one in workers]
    assert sum(int(one[0]) + int(one[1]) for one in told) == 600
    decided = scalar(committed, "SELECT count(*) FROM adjudication WHERE state = 'decided'")
    assert scalar(committed, "SELECT count(*) FROM claim_event WHERE kind = 'decided'") == decided
    taken = scalar(committed, "SELECT sum(deductible + coinsurance + copay) FROM adjudication")
    assert scalar(committed, "SELECT sum(out_of_pocket) FROM accumulator") == taken
    most = scalar(committed, "SELECT max(deductible) FROM accumulator")
    assert most <= 500
    payers = processes(committed, PAYER, 2)
    for one in payers:
        one.communicate()
    assert [one.returncode for one in payers] == [0, 0]
    assert scalar(committed, "SELECT count(*) FROM adjudication WHERE state = 'paid'") == decided
    assert scalar(committed, "SELECT sum(claims) FROM payer_payment") == decided
    paid = scalar(committed, "SELECT sum(paid) FROM adjudication")
    assert scalar(committed, "SELECT sum(amount - interest) FROM payer_payment") == paid
