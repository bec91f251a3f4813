"""Every conversation that is over gets its score; what was told of a claim is held against the record of that moment."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from uuid import UUID

from sqlalchemy import select, update

from backend.conversation.supervision import scoring
from backend.conversation.supervision.records import RecordsThen
from backend.database import session_scope
from backend.integrations.rasa.interface import HandoffWish
from backend.kit.clock import SystemClock
from backend.kit.money import Money
from backend.models.audit import AuditEvent
from backend.models.claim import ClaimEvent
from backend.models.conversation import Conversation
from backend.models.file import File
from backend.models.handoff import Handoff
from backend.models.ledger import LedgerEntry, LedgerTransaction
from backend.models.remittance import Remittance, RemittanceClaim
from backend.models.review import MachineScore, SlaBreach
from tests.conversation.conftest import says
from tests.conversation.world import make_world


def leave() -> None:
    """Everybody has gone an hour ago."""
    with session_scope() as session:
        session.execute(update(Conversation).values(last_activity_at=datetime.now(UTC) - timedelta(hours=1)))


def score_all() -> int:
    with session_scope() as session:
        return scoring.score_due(session, SystemClock())


def test_every_conversation_that_is_over_is_scored_once_and_again_when_it_went_on(chat, another_chat) -> None:
    another_chat().say("where is my claim")
    chat.say("where is my claim")
    assert score_all() == 0
    leave()
    assert (score_all(), score_all()) == (2, 0)
    with session_scope() as session:
        later = datetime.now(UTC) + timedelta(minutes=1)
        session.execute(update(Conversation).values(ended_at=later, last_activity_at=later))
    assert score_all() == 2
    with session_scope() as session:
        assert len(session.scalars(select(MachineScore)).all()) == 2


def test_machine_score_is_searched_and_reported(chat, sam) -> None:
    chat.say("where is my claim")
    leave()
    score_all()
    found = sam.post("/api/v1/transcripts/search", {"score_below": 101}).json()["conversations"]
    assert [one["automatic"] for one in found] == [100 - 10]  # the local assistant does not say that it is automated
    assert sam.post("/api/v1/transcripts/search", {"failed_check": True}).json()["conversations"] == []
    today = datetime.now(UTC).date()
    seen = sam.get(f"/api/v1/supervision/report?first_day={today}&last_day={today}").json()["automatic"]
    assert (seen["scored"], seen["average"], seen["facts_wrong"]) == (1, 90.0, 0)


def test_missed_promise_is_one_audit_event_each(chat, assistant) -> None:
    assistant.reply = says("I am getting somebody.", handoff=HandoffWish(reason="dispute"))
    chat.say("I dispute this")
    with session_scope() as session:
        session.execute(update(Handoff).values(requested_at=datetime.now(UTC) - timedelta(minutes=11)))
    for expected in (1, 0):
        with session_scope() as session:
            assert scoring.notice_breaches(session, SystemClock()) == expected
    with session_scope() as session:
        assert [one.clock for one in session.scalars(select(SlaBreach))] == ["first_reply"]
        acts = session.scalars(select(AuditEvent).where(AuditEvent.act == "system:handoff:breached")).all()
        assert [(one.fields, one.purpose) for one in acts] == [(["first_reply"], "dispute")]


# -- the record of a moment


def history_of(session, decisions: list[tuple[datetime, str]], booked: str | None = None) -> UUID:
    """A claim decided at these moments, each decision taking back the one before; ``booked``: what the ledger says instead."""
    claim = make_world(session).elsewhere
    kept = File(name="a.835", sha256="0" * 64, size_bytes=1, received_at=decisions[0][0])
    session.add(kept)
    session.flush()
    last: RemittanceClaim | None = None
    for number, (at, paid) in enumerate(decisions):
        remittance = Remittance(
            file_id=kept.id, payer_identifier="PAY1", payer_name="Harbor", payee_npi="", trace_number=f"T{number}",
            method="CHK", paid_on=at.date(), amount=Money.of("500.00"), recorded_at=at,
        )  # fmt: skip
        session.add(remittance)
        session.flush()
        advice = RemittanceClaim(
            remittance_id=remittance.id, number=1, claim_id=claim, patient_control_number="A",
            payer_claim_control_number="P", claim_status="1", charge=Money.of("240.00"), paid=Money.of(paid),
            patient_share=Money.zero(),
        )  # fmt: skip
        session.add(advice)
        session.flush()
        if last is not None:
            session.add(
                ClaimEvent(claim_id=claim, kind="reversed", effective=at.date(), recorded_at=at, advice_id=last.id)
            )
            _book(session, claim, at, f"-{last.paid}", f"back{number}")
        session.add(
            ClaimEvent(claim_id=claim, kind="adjudicated", effective=at.date(), recorded_at=at, advice_id=advice.id)
        )
        _book(session, claim, at, booked or paid, f"paid{number}")
        last = advice
    session.flush()
    return claim


def _book(session, claim: UUID, at: datetime, amount: str, key: str) -> None:
    made = LedgerTransaction(posting_key=key, kind="remittance", effective=at.date(), claim_id=claim, recorded_at=at)
    session.add(made)
    session.flush()
    value = Money.of(amount)
    session.add_all([
        LedgerEntry(transaction_id=made.id, number=1, account="remittance_clearing", amount=value, claim_id=claim),
        LedgerEntry(transaction_id=made.id, number=2, account="charges", amount=-value, claim_id=claim),
    ])  # fmt: skip
    session.flush()


def test_record_of_a_moment_is_that_moments(session) -> None:
    """Paid 100 on Monday, taken back on Wednesday and paid 120: on Tuesday it was 100, on Thursday 120."""
    monday, wednesday = datetime(2026, 3, 2, 12, tzinfo=UTC), datetime(2026, 3, 4, 12, tzinfo=UTC)
    claim = history_of(session, [(monday, "100.00"), (wednesday, "120.00")])
    records = RecordsThen(session)
    before, tuesday, thursday = (records.at([claim], monday + timedelta(hours=hours)) for hours in (-1, 24, 72))
    amounts = [Decimal("100.00"), Decimal("120.00")]
    assert [[one in record.amounts for one in amounts] for record in (before, tuesday, thursday)] == [
        [False, False], [True, False], [False, True],
    ]  # fmt: skip
    told = [name for name in tuesday.standing if "/CLP" in name]
    assert len(told) == 1
    assert told[0] not in thursday.standing
    assert not any(record.books_differ for record in (before, tuesday, thursday))
    assert date(2026, 3, 2) in tuesday.days


def test_books_that_differ_from_the_remittance_are_seen(session) -> None:
    monday = datetime(2026, 3, 2, 12, tzinfo=UTC)
    claim = history_of(session, [(monday, "100.00")], booked="90.00")
    assert RecordsThen(session).at([claim], monday + timedelta(days=1)).books_differ
