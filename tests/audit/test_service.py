"""The audit trail: it chains, it shows tampering, it cannot be changed."""

from __future__ import annotations

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from backend.audit import service
from backend.audit.acts import Act
from backend.settings import Settings


@pytest.fixture
def settings(tmp_path) -> Settings:
    return Settings(var=tmp_path)


def _write(session: Session, count: int) -> None:
    for number in range(count):
        service.record(session, Act.CLAIM_DISCLOSED, actor="chat:a", subject=f"claim:{number}", fields=["paid"])


def test_untouched_trail_verifies(session: Session, settings: Settings) -> None:
    _write(session, 3)
    service.checkpoint(session, settings=settings)
    assert service.verify(session, settings) is None


def test_database_refuses_to_change_or_delete_an_event(session: Session) -> None:
    _write(session, 1)
    for statement in ("UPDATE audit_event SET actor = 'x'", "DELETE FROM audit_event", "TRUNCATE audit_event"):
        with pytest.raises(DBAPIError, match="only grows"), session.begin_nested():
            session.execute(text(statement))


@pytest.mark.parametrize(
    ("tampering", "first_bad"),
    [
        ("UPDATE audit_event SET actor = 'somebody else' WHERE seq = 2", 2),
        ("DELETE FROM audit_event WHERE seq = 2", 2),
        ("UPDATE audit_event SET seq = CASE seq WHEN 2 THEN 30 ELSE seq END", 2),
        ("DELETE FROM audit_event WHERE seq >= 3", 3),
    ],
)
def test_tampering_by_sql_names_the_first_bad_event(
    session: Session, settings: Settings, tampering: str, first_bad: int
) -> None:
    _write(session, 4)
    service.checkpoint(session, settings=settings)
    session.execute(text("SET LOCAL session_replication_role = replica"))
    session.execute(text(tampering))
    session.expire_all()
    found = service.verify(session, settings)
    assert found is not None
    assert found.seq == first_bad


def test_restamped_chain_does_not_match_the_signed_head(session: Session, settings: Settings) -> None:
    _write(session, 3)
    service.checkpoint(session, settings=settings)
    session.execute(text("SET LOCAL session_replication_role = replica"))
    session.execute(text("DELETE FROM audit_event"))
    session.execute(text("DELETE FROM audit_checkpoint"))
    session.expire_all()
    _write(session, 3)
    found = service.verify(session, settings)
    assert found is not None
    assert "signed" in found.reason
