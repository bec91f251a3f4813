"""Flow B of the design: claims go out and an 835 arrives, on the running system's database."""

from __future__ import annotations

import json
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from sqlalchemy import Engine, create_engine, text

pytestmark = pytest.mark.system


@pytest.fixture(scope="module")
def world(system, tmp_path_factory) -> Path:
    """A second small world whose claims the system has never seen."""
    folder = tmp_path_factory.mktemp("world")
    done = system.command("world", "generate", "--seed", "4711", "--claims", "120", "--out", str(folder), "--json")
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture(scope="module")
def reports(system, world) -> list[dict]:
    files = sorted(str(path) for path in world.rglob("*") if path.is_file() and path.suffix not in (".jsonl", ".json"))
    done = system.command("import", *files, "--json")
    assert done.returncode == 0, done.stderr + done.stdout[-2000:]
    return [json.loads(line) for line in done.stdout.splitlines()]


@pytest.fixture
def database(system) -> Iterator[Engine]:
    made = create_engine(system.environment()["CLAIMLINE_DATABASE_URL"])
    yield made
    made.dispose()


def test_every_claim_payment_is_posted_or_waits_for_a_person(reports) -> None:
    remittances = [one for one in reports if one["type"] == "835"]
    assert remittances
    for one in remittances:
        assert one["posted"] + one["held"] == one["claims"]


def test_payment_of_each_remittance_is_its_claims_less_provider_adjustments(reports) -> None:
    for one in reports:
        if one["type"] == "835":
            paid, adjusted = Decimal(one["paid_total"]), Decimal(one["provider_adjustments"])
            assert Decimal(one["payment_amount"]) == paid - adjusted


def test_same_file_again_is_answered_from_the_record(system, world, reports) -> None:
    again = next(path for path in sorted(world.rglob("*835*")) if path.is_file())
    done = system.command("import", str(again), "--json")
    assert json.loads(done.stdout)["duplicate"] is True


def test_ledger_sums_to_zero_entry_by_entry(database, reports) -> None:
    with database.connect() as connection:
        unbalanced = connection.scalar(
            text("SELECT count(*) FROM (SELECT FROM ledger_entry GROUP BY transaction_id HAVING sum(amount) <> 0) x")
        )
        lines = connection.scalar(text("SELECT count(*) FROM ledger_entry"))
    assert unbalanced == 0
    assert lines > 0


def test_each_denied_claim_has_a_triaged_denial_with_its_last_day(system, world, database, reports) -> None:
    truth = [json.loads(line) for line in (world / "truth.jsonl").read_text().splitlines()]
    denied = {row["claim_number"]: row["denial"] for row in truth if row["denial"] and row["denial"]["deadline"]}
    assert denied
    query = text(
        "SELECT c.payer_claim_control_number, d.root_cause, d.deadline::text FROM denial d JOIN claim c ON c.id = d.claim_id"
    )

    def all_triaged() -> bool:
        with database.connect() as connection:
            found = {row[0] for row in connection.execute(query)}
        return denied.keys() <= found

    assert system.wait_until(all_triaged, 60)
    with database.connect() as connection:
        rows = {(row[0], row[1], row[2]) for row in connection.execute(query)}
    wrong = [
        number for number, denial in denied.items() if (number, denial["root_cause"], denial["deadline"]) not in rows
    ]
    assert wrong == []
