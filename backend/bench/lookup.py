"""How quickly an action finds a claim when a million are stored: over HTTP, from a backend of its own, with proof and audit.

A generated world is read from its files, then copied by SQL until there are enough claims: every copy with ids, member
ids and claim numbers of its own, its lines, history, advice, denials and ledger.
"""

from __future__ import annotations

import json
import random
import shutil
import statistics
import tempfile
import time
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx
from sqlalchemy import Column, Connection, Engine, Table, UniqueConstraint, text
from sqlalchemy.dialects.postgresql import UUID as POSTGRES_UUID
from sqlalchemy.orm import sessionmaker
from sqlalchemy.types import Integer, String, Uuid

from backend.bench.databases import own_backend, own_database
from backend.database import Base
from backend.kit.clock import FixedClock
from backend.models.conversation import Conversation
from backend.pipeline.intake.service import import_paths
from backend.settings import get_settings
from backend.world.generate import generate

SEED = 4711
AS_OF = datetime(2026, 3, 16, 15, tzinfo=UTC)
WRITTEN = 10_000
"""Claims that come by file; the others are copies of them."""
ASKED = 1_500
PATIENTS_A_CALL = 10


def run(claims: int = 1_000_000) -> dict[str, Any]:
    """Ask for claims one after the other, each of another patient: find and prove, then status, then why denied or paid.

    Answers the 50th, 95th and 99th percentile of each question in milliseconds, HTTP included.
    """
    folder = Path(tempfile.mkdtemp(prefix="claimline-bench-"))
    try:
        with own_database("lookup") as engine:
            truth = _world(engine, folder, claims)
            with own_backend(engine) as address:
                took = _ask(address, engine, truth)
            with engine.connect() as connection:
                stored = connection.scalar(text("SELECT count(*) FROM claim"))
        return {"claims": stored, **{what: _cuts(times) for what, times in took.items()}}
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _world(engine: Engine, folder: Path, claims: int) -> list[dict[str, Any]]:
    generate(SEED, min(WRITTEN, claims), folder, AS_OF.date())
    list(
        import_paths(
            sorted(folder.glob("*.x12")), sessionmaker(engine, expire_on_commit=False).begin, FixedClock(AS_OF)
        )
    )
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        for copy in range(1, claims // WRITTEN):
            copy_world(connection, copy)
        connection.execute(text("VACUUM ANALYZE"))
    return [
        one
        for one in map(json.loads, (folder / "truth.jsonl").read_text(encoding="utf-8").splitlines())
        if date.fromisoformat(one["member"]["dob"]).year < 2005 and one["status"]["category"].startswith("F")
    ]


# -- copies


def copy_world(connection: Connection, copy: int) -> None:
    """Everything that hangs on a member once more, under other ids; ``session_replication_role`` spares the checks."""
    connection.execute(text("SET session_replication_role = replica"))
    for table in _of_members():
        columns = [one for one in table.columns if not one.identity]
        names = ", ".join(f'"{one.name}"' for one in columns)
        values = ", ".join(_copied(table, one, copy) for one in columns)
        originals = f'"{_own_ids(table)[0].name}" {_ORIGINAL}'
        statement = f'INSERT INTO "{table.name}" ({names}) SELECT {values} FROM "{table.name}" WHERE {originals}'  # noqa: S608 - our own tables' names
        connection.execute(text(statement))
    connection.execute(text("SET session_replication_role = origin"))


_ORIGINAL = "::text NOT LIKE 'cccc%'"
"""Ids of copies begin with four c's."""


def _of_members() -> list[Table]:
    found: dict[str, Table] = {"member": Base.metadata.tables["member"]}
    before = 0
    while before != len(found):
        before = len(found)
        for table in Base.metadata.sorted_tables:
            if any(key.column.table.name in found for key in table.foreign_keys):
                found[table.name] = table
    return list(found.values())


def _own_ids(table: Table) -> list[Column[Any]]:
    """Columns that name something which is copied too."""
    copied = {one.name for one in _of_members()}
    kept = {"file_id"}
    return [
        one
        for one in table.columns
        if isinstance(one.type, Uuid | POSTGRES_UUID)
        and one.name not in kept
        and all(key.column.table.name in copied for key in one.foreign_keys)
    ]


def _copied(table: Table, column: Column[Any], copy: int) -> str:
    name = f'"{column.name}"'
    if column in _own_ids(table):
        return f"('cccc' || substr(md5({name}::text || '{copy}'), 5))::uuid"
    alone = _must_differ(table, column)
    if column.name in _NUMBERS or (alone and isinstance(column.type, String)):
        return f"{name} || 'C{copy}'"
    if alone and isinstance(column.type, Integer):
        return f"{name} + {copy} * {WRITTEN * 10}"
    return name


_NUMBERS = {"member_id", "payer_claim_control_number", "patient_control_number"}
"""What a caller names a claim or a person by, where it is text."""


def _must_differ(table: Table, column: Column[Any]) -> bool:
    """Whether a unique constraint names this column and no id of the copy's own."""
    own = set(_own_ids(table))
    return any(
        column in set(one.columns) and not own & set(one.columns)
        for one in table.constraints
        if isinstance(one, UniqueConstraint)
    )


# -- questions


def _ask(address: str, engine: Engine, truth: list[dict[str, Any]]) -> dict[str, list[float]]:
    """As a biller's call does it: the practice proved once, then one patient after the other."""
    took: dict[str, list[float]] = {"search": [], "status": [], "reason_or_payment": []}
    choose = random.Random(SEED)
    by_practice: dict[str, list[dict[str, Any]]] = {}
    for one in truth:
        by_practice.setdefault(one["provider"]["npi"], []).append(one)
    token = get_settings().secret("service_token")
    with httpx.Client(base_url=address, headers={"Authorization": f"Bearer {token}"}, timeout=30) as client:
        while len(took["search"]) < ASKED:
            claims = choose.choice(list(by_practice.values()))
            dialogue = _call(engine)
            provider = claims[0]["provider"]
            proof = {"npi": provider["npi"], "tax_id_last5": provider["tax_id"][-5:]}
            _post(client, "/internal/verifications", dialogue, role="provider", **proof)
            for claim in choose.sample(claims, min(PATIENTS_A_CALL, len(claims))):
                _one(client, dialogue, claim, took)
    return took


def _one(client: httpx.Client, dialogue: str, claim: dict[str, Any], took: dict[str, list[float]]) -> None:
    started = time.perf_counter()
    found = _post(
        client, "/internal/claims/search", dialogue,
        member_id=claim["member"]["id"], date_of_birth=claim["member"]["dob"], date_of_service={"start": claim["service_from"]},
    )  # fmt: skip
    took["search"].append(time.perf_counter() - started)
    for shown in found["claims"][:1]:
        for what, kind in (
            ("status", "status"),
            ("reason_or_payment", "payment" if float(claim["paid"]) else "denial"),
        ):
            started = time.perf_counter()
            _post(client, f"/internal/claims/{shown['id']}/{kind}", dialogue)
            took[what].append(time.perf_counter() - started)


def _call(engine: Engine) -> str:
    name, now = f"chat:{uuid4()}", datetime.now(UTC)
    call = Conversation(
        name=name, dialogue=name, channel="chat", owner="assistant", started_at=now, last_activity_at=now
    )  # fmt: skip
    with sessionmaker(engine).begin() as session:
        session.add(call)
    return name


def _post(client: httpx.Client, path: str, dialogue: str, **asked: Any) -> dict[str, Any]:
    answer = client.post(path, json={"conversation": dialogue, **asked})
    answer.raise_for_status()
    told: dict[str, Any] = answer.json()
    return told


def _cuts(times: list[float]) -> dict[str, float]:
    cuts = statistics.quantiles(times, n=100)
    return {
        "asked": len(times),
        **{f"p{at}_ms": round(cuts[at - 1] * 1000, 1) for at in (50, 95, 99)},
        "max_ms": round(max(times) * 1000, 1),
    }
