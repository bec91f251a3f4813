"""What has had its time goes, what is held stays, the going is on record, and the trail still verifies."""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from backend.audit import service as audit
from backend.audit.acts import Act
from backend.conversation.retention import service
from backend.conversation.retention.rules import Kind
from backend.conversation.retention.schemas import PlaceHold
from backend.conversation.retention.tasks import forget_all
from backend.database import session_scope
from backend.kit.clock import FixedClock, SystemClock
from backend.models.audit import AuditEvent
from backend.models.conversation import Conversation, ConversationEvent, Turn
from backend.models.handoff import Handoff
from backend.models.retention import RetentionRun
from backend.models.verification import DisclosureGrant, Verification
from backend.models.work_item import WorkItem
from backend.pipeline.work import service as work
from backend.settings import Settings
from backend.staff.policy import Role

WORDS = "marmalade XQP904551"
TRACKER = (
    "CREATE SCHEMA IF NOT EXISTS rasa",
    "CREATE TABLE IF NOT EXISTS rasa.events (id serial PRIMARY KEY, sender_id varchar NOT NULL, timestamp float, data text)",
)


@pytest.fixture
def told(chat) -> uuid.UUID:
    """A conversation in which something was said and a person asked for."""
    chat.say(WORDS)
    with session_scope() as session:
        return session.scalars(select(Conversation.id)).one()


def proved(conversation_id: uuid.UUID, member: str = "M-1") -> None:
    with session_scope() as session:
        moment = SystemClock().now()
        row = Verification(
            conversation_id=conversation_id,
            role="member",
            elements=["member_id"],
            member_id=member,
            first_name="Odessa",
            verified_at=moment,
            expires_at=moment,
        )
        session.add(row)
        session.flush()
        session.add(
            DisclosureGrant(
                conversation_id=conversation_id,
                verification_id=row.id,
                member_id=member,
                date_of_birth=moment.date(),
                first_name="Odessa",
                last_name="Farrow",
                elements=["status"],
                granted_at=moment,
            )
        )


def in_years(years: float) -> FixedClock:
    return FixedClock(SystemClock().now() + timedelta(days=365.25 * years + 2))


def facts_of_work() -> list[dict[str, Any]]:
    with session_scope() as session:
        return list(session.scalars(select(WorkItem.facts)))


def words_of(conversation_id: uuid.UUID) -> list[str | None]:
    with session_scope() as session:
        return list(session.scalars(select(Turn.said).where(Turn.conversation_id == conversation_id)))


def counts(results: list[Any]) -> dict[str, int]:
    return {one.kind: one.forgotten for one in results}


def test_what_nobody_proved_is_forgotten_after_a_year_and_what_somebody_proved_after_ten(told) -> None:
    assert counts(forget_all(in_years(0.9)))["unproved_transcript"] == 0
    proved(told)
    assert counts(forget_all(in_years(9.9)))["transcript"] == 0
    assert WORDS in words_of(told)
    assert counts(forget_all(in_years(10)))["transcript"] == 1
    assert set(words_of(told)) == {None}
    with session_scope() as session:
        assert session.scalars(select(Turn.answer_text)).all() == [""] * len(words_of(told))
        assert session.scalar(select(func.count()).select_from(DisclosureGrant)) == 0
        assert session.execute(select(Verification.member_id, Verification.first_name)).one() == ("", None)
        assert session.get(Conversation, told) is not None
    assert counts(forget_all(in_years(10.1)))["transcript"] == 0


def test_no_trace_of_the_words_is_left_anywhere_in_the_database(told, engine) -> None:
    with session_scope() as session:
        handoff = Handoff(
            reference="H1",
            conversation_id=told,
            reason="asked",
            urgency=2,
            packet={"said": WORDS},
            requested_at=SystemClock().now(),
            note=WORDS,
        )
        session.add(handoff)
    forget_all(in_years(1))
    left = []
    with engine.connect() as connection:
        for table in connection.scalars(text("SELECT tablename FROM pg_tables WHERE schemaname IN ('public', 'rasa')")):
            schema = "rasa." if table == "events" else ""
            found = connection.scalar(
                text(f"SELECT count(*) FROM {schema}\"{table}\" AS row WHERE row::text ILIKE '%marmalade%'")
            )
            left += [table] if found else []
    assert left == []


def test_what_a_caller_asked_for_is_forgotten_with_the_conversation_and_other_work_is_not(told) -> None:
    asked = work.NewWork(
        queue="callbacks", subject_kind="conversation", subject_id=told, reason="callback", owner="agent",
        due=SystemClock().today(), sentence="A caller asked to be called back.",
        facts={"reference": "R1234567", "phone": "+15550100142", "when": WORDS},
    )  # fmt: skip
    of_a_claim = replace(asked, subject_kind="claim", facts={"trace": "T1"})
    with session_scope() as session:
        work.open_work_items(session, [asked, of_a_claim])
    forget_all(in_years(0.9))
    assert {"trace": "T1"} in facts_of_work()
    assert asked.facts in facts_of_work()
    forget_all(in_years(1))
    assert sorted(facts_of_work(), key=str) == [{"trace": "T1"}, {}]


def test_traces_of_a_conversation_go_after_a_month_and_its_words_stay(told) -> None:
    with session_scope() as session:
        row = ConversationEvent(conversation_id=told, kind="message", payload={"text": WORDS}, at=SystemClock().now())
        session.add(row)
    assert counts(forget_all(in_years(0.05)))["traces"] == 0
    assert counts(forget_all(in_years(0.1)))["traces"] >= 2
    assert WORDS in words_of(told)
    with session_scope() as session:
        assert session.scalar(select(func.count()).select_from(ConversationEvent)) == 0


def test_the_dialogue_engine_forgets_after_seven_days_whole_dialogues_only(told, committed) -> None:
    now = SystemClock().now()
    rows = [("chat:old", 8.5), ("chat:old", 8.2), ("chat:going-on", 9.0), ("chat:going-on", 0.1), ("chat:new", 1.0)]
    with committed.begin() as connection:
        for statement in TRACKER:
            connection.execute(text(statement))
        connection.execute(text("DELETE FROM rasa.events"))
        for name, days in rows:
            moment = (now - timedelta(days=days)).timestamp()
            connection.execute(
                text("INSERT INTO rasa.events (sender_id, timestamp, data) VALUES (:n, :t, '{}')"),
                {"n": name, "t": moment},
            )
    assert counts(forget_all(FixedClock(now)))["dialogue"] == 2
    with committed.begin() as connection:
        left = connection.scalars(text("SELECT sender_id FROM rasa.events ORDER BY id")).all()
        connection.execute(text("DROP TABLE rasa.events"))
    assert left == ["chat:going-on", "chat:going-on", "chat:new"]


@pytest.mark.parametrize("scope", ["conversation", "member", "everything"])
def test_a_hold_keeps_the_words_and_lifting_it_lets_them_go(told, scope: str) -> None:
    proved(told, "M-77")
    named = {"conversation": {"conversation_id": told}, "member": {"member_id": "M-77"}, "everything": {}}[scope]
    clock = SystemClock()
    with session_scope() as session:
        wanted = PlaceHold(scope=scope, reason="subpoena of an invented court", **named)  # type: ignore[arg-type]
        held = service.place_hold(session, "staff:1", "Sam", wanted, clock)
    results = {one.kind: one for one in forget_all(in_years(20))}
    assert (results[Kind.TRANSCRIPT].forgotten, results[Kind.TRANSCRIPT].held) == (0, 1)
    assert WORDS in words_of(told)
    with session_scope() as session:
        service.lift_hold(session, "staff:1", "Sam", held.id, "the case is over", clock)
    assert counts(forget_all(in_years(20)))["transcript"] == 1
    assert set(words_of(told)) == {None}


def test_a_hold_on_somebody_else_keeps_nothing(told) -> None:
    proved(told, "M-77")
    with session_scope() as session:
        wanted = PlaceHold(scope="member", member_id="M-78", reason="another person's case")
        service.place_hold(session, "staff:1", "Sam", wanted, SystemClock())
    assert counts(forget_all(in_years(11)))["transcript"] == 1


def test_a_run_is_on_record_and_in_the_audit_trail_with_counts_alone(told) -> None:
    forget_all(in_years(1))
    with session_scope() as session:
        run = session.scalars(select(RetentionRun)).one()
        event = session.scalars(select(AuditEvent).where(AuditEvent.act == Act.RECORDS_FORGOTTEN)).one()
        assert [one["kind"] for one in run.results] == [str(kind) for kind in Kind]
        assert "unproved_transcript:1" in event.fields
        assert event.subject == f"retention_run:{run.id}"


# -- the audit trail


@pytest.fixture
def settings(tmp_path) -> Settings:
    return Settings(var=tmp_path)


OLD = FixedClock(datetime(2019, 5, 1, tzinfo=UTC))


def trail(session: Session, settings: Settings, old: int = 5, young: int = 3) -> None:
    for number in range(old):
        audit.record(session, Act.CLAIM_DISCLOSED, actor="chat:a", subject=f"claim:{number}", clock=OLD)
    audit.checkpoint(session, settings=settings)
    for number in range(young):
        audit.record(session, Act.CLAIM_DISCLOSED, actor="chat:b", subject=f"claim:y{number}")
    audit.checkpoint(session, settings=settings)


def six_years_ago() -> datetime:
    return SystemClock().now() - timedelta(days=6 * 365.25 + 2)


def test_the_trail_lets_its_seventh_year_go_and_still_verifies(session: Session, settings: Settings) -> None:
    trail(session, settings)
    assert audit.forget_before(session, six_years_ago(), settings=settings) == 5
    session.expire_all()
    assert audit.verify(session, settings) is None
    assert session.scalars(select(AuditEvent.seq).order_by(AuditEvent.seq)).all() == [6, 7, 8]
    audit.record(session, Act.CLAIM_DISCLOSED, actor="chat:c", subject="claim:z")
    assert audit.verify(session, settings) is None
    assert audit.forget_before(session, six_years_ago(), settings=settings) == 0


def test_the_trail_stops_before_the_first_event_of_somebody_on_hold(session: Session, settings: Settings) -> None:
    trail(session, settings)
    assert audit.forget_before(session, six_years_ago(), ["claim:2"], settings=settings) == 2
    assert audit.verify(session, settings) is None


def test_the_database_lets_no_younger_event_go_though_a_horizon_is_forged(session: Session, settings: Settings) -> None:
    trail(session, settings)
    session.execute(text("INSERT INTO audit_horizon VALUES (8, now(), '', '')"))
    with pytest.raises(DBAPIError, match="only grows"), session.begin_nested():
        session.execute(text("DELETE FROM audit_event WHERE seq = 8"))
    with pytest.raises(DBAPIError, match="only grows"), session.begin_nested():
        session.execute(text("DELETE FROM audit_horizon"))


@pytest.mark.parametrize(
    ("tampering", "first_bad"),
    [
        ("DELETE FROM audit_event WHERE seq <= 6", 6),
        ("DELETE FROM audit_event WHERE seq = 6", 6),
        ("DELETE FROM audit_horizon", 1),
        ("UPDATE audit_horizon SET seq = 6", 6),
        ("UPDATE audit_horizon SET at = now()", 5),
        ("DELETE FROM audit_event WHERE seq > 6", 7),
    ],
)
def test_a_shortened_trail_still_shows_tampering(
    session: Session, settings: Settings, tampering: str, first_bad: int
) -> None:
    trail(session, settings)
    audit.forget_before(session, six_years_ago(), settings=settings)
    session.execute(text("SET LOCAL session_replication_role = replica"))
    session.execute(text(tampering))
    session.expire_all()
    found = audit.verify(session, settings)
    assert found is not None
    assert found.seq == first_bad


# -- who may, and the right to amend


@pytest.mark.parametrize("path", ["/api/v1/retention", "/supervise/retention"])
def test_nobody_and_the_wrong_person_see_nothing_of_it(client, signed_in, path: str) -> None:
    assert client.get(path).status_code in (302, 303, 401)
    assert signed_in("Ana", Role.AGENT).get(path).status_code == 403


def test_an_auditor_sees_holds_and_places_none(signed_in) -> None:
    ida = signed_in("Ida", Role.AUDITOR)
    assert [one["kind"] for one in ida.get("/api/v1/retention").json()["periods"]] == [str(kind) for kind in Kind]
    body = {"scope": "everything", "reason": "because I want to"}
    assert ida.post("/api/v1/retention/holds", body).status_code == 403


def test_a_supervisor_places_and_lifts_a_hold_once_and_it_is_on_record(told, signed_in) -> None:
    sam = signed_in("Sam", Role.SUPERVISOR)
    body = {"scope": "conversation", "conversation_id": str(told), "reason": "an invented lawsuit"}
    held = sam.post("/api/v1/retention/holds", body)
    assert held.status_code == 201
    assert sam.get(f"/api/v1/transcripts/{told}/keeping").json()["held"] is True
    lifting = f"/api/v1/retention/holds/{held.json()['id']}/lifting"
    assert sam.post(lifting, {"reason": "the case is over"}).status_code == 200
    assert sam.post(lifting, {"reason": "the case is over"}).status_code == 409
    assert sam.get(f"/api/v1/transcripts/{told}/keeping").json()["held"] is False
    with session_scope() as session:
        acts = set(session.scalars(select(AuditEvent.act)))
        assert {Act.HOLD_PLACED, Act.HOLD_LIFTED} <= acts


@pytest.mark.parametrize(
    "body",
    [
        {"scope": "conversation", "reason": "names no conversation"},
        {"scope": "member", "reason": "names no member"},
        {"scope": "everything", "member_id": "M-1", "reason": "names one all the same"},
        {"scope": "everything", "reason": "short"},
    ],
)
def test_a_hold_that_does_not_say_what_it_holds_is_refused(signed_in, body: dict[str, str]) -> None:
    assert signed_in("Sam", Role.SUPERVISOR).post("/api/v1/retention/holds", body).status_code == 422


def test_an_amendment_stays_as_long_as_the_transcript_and_goes_with_it(told, signed_in) -> None:
    sam = signed_in("Sam", Role.SUPERVISOR)
    body = {
        "asked": "I never said marmalade",
        "decision": "refused",
        "answer": "It is right.",
        "disagreement": "It is not.",
    }
    assert sam.post(f"/api/v1/transcripts/{told}/amendments", body).status_code == 201
    forget_all(in_years(0.9))
    kept = sam.get(f"/api/v1/transcripts/{told}/keeping").json()
    assert [one["disagreement"] for one in kept["amendments"]] == ["It is not."]
    forget_all(in_years(1))
    kept = sam.get(f"/api/v1/transcripts/{told}/keeping").json()
    assert [one["disagreement"] for one in kept["amendments"]] == [""]
    assert kept["forgotten_at"]
    assert sam.post(f"/api/v1/transcripts/{told}/amendments", body).status_code == 409
    assert sam.post(f"/api/v1/transcripts/{uuid.uuid4()}/amendments", body).status_code == 404
