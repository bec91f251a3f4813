"""A lost telephone, a password somebody else has read: a new start, and then a password of one's own."""

from __future__ import annotations

import re
import uuid
from typing import Any

import pyotp
import pytest
from fastapi.testclient import TestClient
from sqlalchemy import Connection, Engine, select, text
from typer.testing import CliRunner

from backend.cli import app as commands
from backend.database import embedded_url, make_engine, session_scope
from backend.errors import Unavailable
from backend.kit.seals import opened, sealed
from backend.migrations import migrate
from backend.models.audit import AuditEvent
from backend.models.staff import Staff
from backend.settings import get_settings
from backend.staff import service
from backend.staff.gate import COOKIE
from backend.staff.passwords import LENGTH_MIN, unfit
from backend.staff.policy import Role
from backend.staff.repository import StaffRepository
from backend.staff.tries import FAILURES_MAX
from tests.staff.test_accounts import Person

MINE = "a password of my own"
EYES = {"Accept": "text/html"}


def signs_in(client: TestClient, email: str, password: str, secret: str) -> dict[str, str]:
    """The cookie of a new session, and where it leads; empty when refused."""
    form = {"email": email, "password": password, "code": pyotp.TOTP(secret).now()}
    answer = client.post("/sign-in", data=form)
    token = answer.cookies.get(COOKIE)
    client.cookies.clear()
    return {"Cookie": f"{COOKIE}={token}", "to": answer.headers["location"]} if token else {}


def chooses(client: TestClient, who: dict[str, str], present: str, new: str = MINE, again: str | None = None) -> Any:
    form = {"present": present, "new": new, "again": new if again is None else again}
    answer = client.post("/password", data=form, headers={"Cookie": who["Cookie"]})
    client.cookies.clear()
    return answer


def acts() -> list[str]:
    with session_scope() as session:
        return list(session.scalars(select(AuditEvent.act)))


def test_who_signs_in_with_a_password_somebody_read_sees_nothing_before_choosing_another(client: TestClient) -> None:
    root = Person(client, "root", Role.ADMIN)
    made = root.post("/api/v1/staff", {"email": "new@example.test", "name": "New", "role": "agent"}).json()
    who = signs_in(client, "new@example.test", made["first_password"], made["authenticator_secret"])
    assert who["to"] == "/password"
    refused = client.get("/api/v1/handoffs", headers=who)
    assert (refused.status_code, refused.json()["code"]) == (403, "password_due")
    assert client.get("/console", headers=who | EYES).headers["location"] == "/password"
    assert "Choose your own" in client.get("/password", headers=who | EYES).text
    answer = chooses(client, who, made["first_password"])
    assert (answer.status_code, answer.headers["location"]) == (303, "/console")
    assert client.get("/api/v1/me", headers=who).status_code == 401, "the session of the first password is over"
    now = {"Cookie": f"{COOKIE}={answer.cookies[COOKIE]}"}
    assert client.get("/api/v1/handoffs", headers=now).status_code == 200
    assert "staff:password:changed" in acts()
    assert not signs_in(client, "new@example.test", made["first_password"], made["authenticator_secret"])


def test_changing_one_s_password_ends_all_other_sessions(client: TestClient) -> None:
    ana = Person(client, "ana", Role.AGENT)
    with session_scope() as session:
        row = StaffRepository(session).by_email(ana.email)
        assert row is not None
        other = service.open_session(session, row, service.SystemClock().now(), "password")
    answer = chooses(client, ana.cookie, "long enough")
    assert answer.headers["location"] == "/console"
    for token in (ana.cookie["Cookie"], f"{COOKIE}={other}"):
        assert client.get("/api/v1/me", headers={"Cookie": token}).status_code == 401
    assert client.get("/api/v1/me", headers={"Cookie": f"{COOKIE}={answer.cookies[COOKIE]}"}).status_code == 200


@pytest.mark.parametrize(
    ("new", "again", "why"),
    [
        (MINE, MINE + "!", "differs"),
        ("a" * (LENGTH_MIN - 1), "a" * (LENGTH_MIN - 1), "short"),
        ("the present one", "the present one", "same"),
        (MINE, MINE, None),
    ],
)
def test_a_new_password_is_long_another_and_twice_the_same(new: str, again: str, why: str | None) -> None:
    assert unfit("the present one", new, again) == why


def test_the_present_password_is_not_guessed_from_an_open_session(client: TestClient) -> None:
    ana = Person(client, "ana", Role.AGENT)
    for _ in range(FAILURES_MAX):
        assert chooses(client, ana.cookie, "a guess").headers["location"] == "/password?refused=wrong"
    page = client.get("/password?refused=wrong", headers=ana.cookie | EYES).text
    assert "not your present password" in page
    assert acts().count("staff:session:refused") == FAILURES_MAX


def test_a_foreign_page_changes_nobody_s_password(client: TestClient) -> None:
    ana = Person(client, "ana", Role.AGENT)
    form = {"present": "long enough", "new": MINE, "again": MINE}
    answer = client.post("/password", data=form, headers=ana.cookie | {"Origin": "https://evil.example"})
    assert answer.json()["code"] == "foreign_origin"


def test_an_admin_gives_a_new_password_and_authenticator_and_the_old_ones_open_nothing(client: TestClient) -> None:
    root, ana = Person(client, "root", Role.ADMIN), Person(client, "ana", Role.AGENT)
    made = root.post(f"/api/v1/staff/{ana.id}/reset").json()
    assert ana.get("/api/v1/me").status_code == 401
    assert made["authenticator_secret"] != ana.secret
    assert not signs_in(client, ana.email, "long enough", ana.secret)
    assert not signs_in(client, ana.email, made["first_password"], ana.secret)
    assert signs_in(client, ana.email, made["first_password"], made["authenticator_secret"])["to"] == "/password"
    assert "staff:account:reset" in acts()


def test_an_admin_s_own_account_is_another_admin_s_to_reset(client: TestClient) -> None:
    root = Person(client, "root", Role.ADMIN)
    assert root.post(f"/api/v1/staff/{root.id}/reset").status_code == 409
    assert root.get("/api/v1/me").status_code == 200


def test_the_command_line_resets_an_account_and_one_opened_there_chooses_nothing_anew(client: TestClient) -> None:
    ana = Person(client, "ana", Role.AGENT)
    assert signs_in_after_a_reset_by_command(client, ana)["to"] == "/password"
    with session_scope() as session:
        made = service.create(session, email="own@example.test", name="Own", role=Role.AGENT, password=MINE)
        secret = made.totp_secret
    assert signs_in(client, "own@example.test", MINE, secret)["to"] == "/console"


def signs_in_after_a_reset_by_command(client: TestClient, ana: Person) -> dict[str, str]:
    told = CliRunner().invoke(commands, ["user", "reset", ana.email]).output
    found = re.search(r"first password: (\S+)\nauthenticator secret: (\S+)", told)
    assert found, "the command tells both"
    assert ana.get("/api/v1/me").status_code == 401
    return signs_in(client, ana.email, found.group(1), found.group(2))


def test_who_comes_by_the_organisation_s_provider_has_no_password_to_choose(client: TestClient) -> None:
    with session_scope() as session:
        made = service.create(
            session, email="sso@example.test", name="S", role=Role.AGENT, password=MINE, password_seen=True
        )
        token = service.open_session(session, made, service.SystemClock().now(), "provider")
    assert client.get("/api/v1/handoffs", headers={"Cookie": f"{COOKIE}={token}"}).status_code == 200


# -- at rest


def test_a_secret_sealed_for_one_purpose_opens_for_no_other() -> None:
    assert opened(sealed("JBSWY3DP", "authenticator"), "authenticator") == "JBSWY3DP"
    with pytest.raises(Unavailable):
        opened(sealed("JBSWY3DP", "authenticator"), "another")


def test_the_database_holds_no_secret_in_clear(client: TestClient) -> None:
    ana = Person(client, "ana", Role.AGENT)
    with session_scope() as session:
        kept = session.scalars(text("SELECT totp_secret FROM staff")).one()
        row = session.get(Staff, ana.id)
        assert row is not None
        assert ana.secret not in kept
        assert row.totp_secret == ana.secret


def test_accounts_of_before_keep_their_authenticator_and_those_an_admin_opened_choose_a_password(
    engine: Engine,
) -> None:
    name = f"{engine.url.database}_before"
    fresh = make_engine(embedded_url(get_settings().var / "postgres", name))
    try:
        migrate(fresh)
        with fresh.begin() as connection:
            step(connection, "0013")
            ids = [
                account(connection, secret, actor) for secret, actor in (("JBSW", "system:cli"), ("Y3DP", "staff:r"))
            ]
            step(connection, "0014")
            rows = {row.id: row for row in connection.execute(text("SELECT * FROM staff")).all()}
            found = [(opened(rows[one].totp_secret, "authenticator"), rows[one].password_seen) for one in ids]
        assert found == [("JBSW", False), ("Y3DP", True)]
    finally:
        fresh.dispose()
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(text(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)'))


def step(connection: Connection, revision: str) -> None:
    """To this revision, forwards or back."""
    from alembic import command

    from backend.migrations import _config

    go = command.downgrade if revision == "0013" else command.upgrade
    go(_config(connection), revision)


def account(connection: Connection, secret: str, opened_by: str) -> uuid.UUID:
    made = uuid.uuid4()
    connection.execute(
        text(
            "INSERT INTO staff (id, email, name, role, skills, password_hash, totp_secret, totp_last_step, failures,"
            " disabled, created_at) VALUES (:id, :email, 'A', 'agent', '', 'x', :secret, 0, 0, false, now())"
        ),
        {"id": made, "email": f"{secret}@example.test", "secret": secret},
    )
    seq = int(connection.scalar(text("SELECT coalesce(max(seq), 0) + 1 FROM audit_event")) or 1)
    connection.execute(
        text(
            "INSERT INTO audit_event (seq, at, act, actor, subject, fields, purpose, hash)"
            " VALUES (:seq, now(), 'staff:account:created', :actor, :subject, '[]', '', '\\x00')"
        ),
        {"seq": seq, "actor": opened_by, "subject": f"staff:{made}"},
    )
    return made
