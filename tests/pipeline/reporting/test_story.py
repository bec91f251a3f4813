"""A claim's life as a story: every stage's record becomes a sentence, in order, and the end says where it stands."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from uuid import UUID

import pytest
from sqlalchemy import select

from backend.audit import service as audit
from backend.audit.acts import Act
from backend.errors import NotFound
from backend.kit.clock import FixedClock
from backend.kit.money import Money
from backend.models.appeal import Appeal
from backend.models.approval import Approval
from backend.models.claim import Claim, ClaimEvent
from backend.models.edit import EditFinding
from backend.models.follow_up import FollowUp, FollowUpContact
from backend.models.patient_account import PatientAccount
from backend.models.staff import Staff
from backend.pipeline.denials.service import settle_denial
from backend.pipeline.posting.entries import Entry
from backend.pipeline.posting.repository import LedgerRepository, NewTransaction
from backend.pipeline.reporting import story
from backend.pipeline.reporting.claim_history import tell
from backend.pipeline.reporting.standing import standing
from backend.pipeline.work.service import NewWork, close_work_items, open_work_item
from tests.pipeline.conftest import TODAY
from tests.pipeline.denials.opening import open_denials

NOW = datetime(2026, 3, 23, 12, tzinfo=UTC)


@pytest.fixture
def claim(records) -> Claim:
    payer = records.payer()
    return records.claim(payer, records.provider(), records.member(payer))


def sentences(session, claim: Claim) -> list[str]:
    session.flush()
    return [one.sentence for one in tell(session, claim.id).chapters]


def event(session, claim: Claim, kind: str, day: date, **fields: object) -> None:
    session.add(ClaimEvent(claim_id=claim.id, kind=kind, effective=day, **fields))
    session.flush()


def test_every_claim_of_a_world_has_a_story_a_person_can_follow(world) -> None:
    stages = set()
    for claim in world.scalars(select(Claim)):
        told = tell(world, claim.id)
        stages.add(claim.stage)
        days = [one.day for one in told.chapters]
        assert days == sorted(days)
        assert all(one.sentence.endswith(".") and "_" not in one.sentence for one in told.chapters)
        assert told.standing.sentence.endswith(".")
        if claim.stage in ("denied", "rejected"):
            assert told.standing.owner
            assert told.standing.next_date
    assert {"paid", "denied", "rejected", "patient_share", "partly_paid", "pended"} <= stages


def test_rejected_corrected_and_sent_again(session, claim) -> None:
    event(session, claim, "built", TODAY)
    event(session, claim, "submitted", TODAY, detail={"attempt": 1})
    event(session, claim, "acknowledged", TODAY + timedelta(1), category="A7", status_code="255")
    event(session, claim, "corrected", TODAY + timedelta(2))
    event(session, claim, "submitted", TODAY + timedelta(2), detail={"attempt": 2})
    event(session, claim, "acknowledged", TODAY + timedelta(3), category="A2", status_code="20")
    assert sentences(session, claim) == [
        "The claim was built from the coded encounter.",
        "It was sent to the payer.",
        "The payer rejected it at the door; it was never decided on.",
        "It was corrected.",
        "It was sent to the payer again, for the second time.",
        "The payer accepted it for a decision.",
    ]


def test_held_for_an_enrolment_and_released(session, claim) -> None:
    event(session, claim, "held", TODAY, detail={"reason": "requested"})
    event(session, claim, "released", TODAY + timedelta(9), detail={"reason": "enrolment confirmed"})
    told = tell(session, claim.id).chapters
    assert [one.sentence for one in told] == ["It was held for a person.", "It was released."]
    assert told[0].detail == ["Because requested."]


def test_denied_appealed_and_overturned(session, claim, make_facts) -> None:
    denial = open_denials(session, claim.id, [make_facts()], TODAY)[0]
    session.add(
        Appeal(
            claim_id=claim.id, denial_id=denial.id, payer_id=claim.payer_id, plan_type="commercial", root_cause="authorization",
            carc="197", level="internal", state="decided", amount=Money.of("420.00"), opened=TODAY + timedelta(1),
            opened_by="call:CA1", owner="biller", next_date=TODAY, signed_by="Bo Marsh", sent_on=TODAY + timedelta(3),
            signed_at=NOW + timedelta(days=2), decided_on=TODAY + timedelta(40), outcome="overturned",
            recovered=Money.of("380.00"),
        )
    )  # fmt: skip
    session.flush()
    settle_denial(
        session, denial.id, "paid", Money.of("380.00"), TODAY + timedelta(41), actor="staff:1", name="Sam Lindqvist"
    )
    told = tell(session, claim.id)
    said = " ".join(one.sentence for one in told.chapters)
    for part in (
        "Denied on line 1: authorization (CO-197, $420.00)",
        "was drafted",
        "was signed",
        "was sent",
        "overturned, $380.00 recovered",
    ):
        assert part in said
    assert [one.actor for one in told.chapters if one.kind == "appeal"] == ["caller"]
    assert said.endswith("Sam Lindqvist closed the denial CO-197 on line 1 of $420.00: paid, $380.00 recovered.")
    assert said.count("closed") == 1
    assert told.chapters[-1].actor == "Sam Lindqvist"


def test_withdrawn_appeal_names_who_drafted_and_who_withdrew_it(session, claim, make_facts) -> None:
    people = [
        Staff(email=f"{one}@example.test", name=one, role="biller", password_hash="-", totp_secret="-", created_at=NOW)
        for one in ("Bo", "Ida")
    ]
    session.add_all(people)
    denial = open_denials(session, claim.id, [make_facts()], TODAY)[0]
    session.flush()
    appeal = Appeal(
        claim_id=claim.id, denial_id=denial.id, payer_id=claim.payer_id, plan_type="commercial", root_cause="authorization",
        carc="197", level="internal", state="withdrawn", amount=Money.of("420.00"), opened=TODAY,
        opened_by=f"staff:{people[0].id}", owner="biller", next_date=TODAY,
    )  # fmt: skip
    session.add(appeal)
    session.flush()
    subject = f"appeal:{appeal.id}"
    audit.record(session, Act.APPEAL_WITHDRAWN, actor=f"staff:{people[1].id}", subject=subject, clock=FixedClock(NOW))
    session.flush()
    told = [(one.kind, one.actor, one.day) for one in tell(session, claim.id).chapters if "appeal" in one.kind]
    assert told == [("appeal", "Bo", TODAY), ("appeal_withdrawn", "Ida", max(NOW.date(), TODAY))]


def test_edits_found_and_put_right_by_themselves(session, claim) -> None:
    session.add(
        EditFinding(
            claim_id=claim.id, edit="modifier-25", kind="modifier", severity="corrected", sentence="Modifier 25 is missing.",
            fix="Add modifier 25.", owner="coder", source="NCCI", found_on=TODAY, state="resolved",
        )
    )  # fmt: skip
    assert sentences(session, claim) == ["Check before sending: Modifier 25 is missing. It was put right by itself."]


def test_work_waited_and_was_settled(session, claim) -> None:
    open_work_item(
        session, NewWork("follow_up", "claim", claim.id, "no_decision", "biller", TODAY, "The payer is silent.")
    )
    assert sentences(session, claim) == [f"It waits for biller until {TODAY:%b %-d, %Y}: The payer is silent."]
    open_now = tell(session, claim.id).standing
    assert (open_now.owner, open_now.next_date, open_now.sentence) == ("biller", TODAY, "The payer is silent.")
    close_work_items(session, "claim", claim.id, outcome="answered", now=NOW)
    session.expire_all()
    told = sentences(session, claim)
    assert told[0].startswith("It waited for biller until")
    assert told[-1] == "That was settled: answered."


def test_contacts_and_write_off_are_told_with_who_decided(session, claim) -> None:
    session.add(
        FollowUpContact(
            claim_id=claim.id, contact_on=TODAY, way="phone", spoke_with="Ms. Ade", reference="C-77", outcome="in_process",
            note="Asked to wait.", next_date=TODAY + timedelta(7), owner="biller", by="bo@example.test", by_name="Bo Marsh",
        )
    )  # fmt: skip
    session.add(
        Approval(
            kind="write_off", subject_kind="claim", subject_id=claim.id, provider_id=claim.provider_id, amount=Money.of("420.00"),
            reason="deadline_passed", sentence="The last day to appeal has passed.", recommended_by="system:receivables",
            recommended_on=TODAY + timedelta(8), threshold=Money.of("100.00"), owner="practice", due=TODAY + timedelta(20),
            state="approved", decided_by="staff:1", decided_name="Dr. Vale", decided_at=NOW + timedelta(days=9),
        )
    )  # fmt: skip
    assert sentences(session, claim) == [
        "Follow-up by phone with Ms. Ade: in process; again on Mar 30, 2026.",
        "Write off of $420.00 was recommended: The last day to appeal has passed.",
        "Write off was approved by Dr. Vale.",
    ]


def test_one_in_the_ledger_without_a_person_shows_what_is_owed(session, claim) -> None:
    entries = [Entry("charges", Decimal("-420.00")), Entry("receivable_patient", Decimal("420.00"))]
    LedgerRepository(session).post([NewTransaction("test|1", "remittance", TODAY, entries, claim.id)])
    told = tell(session, claim.id)
    assert told.chapters[0].detail == ["charges $420.00; the patient owes $420.00"]
    assert told.standing.sentence == "$420.00 is still owed on it and nobody has it yet."
    session.add(
        FollowUp(
            claim_id=claim.id, step="statement", owner="system", next_date=TODAY + timedelta(30), reason="A statement goes out.",
            amount=Money.of("420.00"), age_days=20, seen_event=0, changed_on=TODAY,
        )
    )  # fmt: skip
    session.flush()
    now = tell(session, claim.id).standing
    assert (now.owner, now.next_date, now.sentence) == ("system", TODAY + timedelta(30), "A statement goes out.")


def test_story_knows_where_the_work_on_the_claim_is_done(session, claim) -> None:
    told = tell(session, claim.id)
    assert (told.account_id, told.appealed, told.followed_up) == (None, False, False)
    account = PatientAccount(provider_id=claim.provider_id, member_id=claim.member_id, next_date=TODAY)
    follow_up = FollowUp(
        claim_id=claim.id, step="statement", owner="system", next_date=TODAY, reason="A statement goes out.",
        amount=Money.of("420.00"), age_days=20, seen_event=0, changed_on=TODAY,
    )  # fmt: skip
    session.add_all([account, follow_up])
    session.flush()
    told = tell(session, claim.id)
    assert (told.account_id, told.followed_up) == (account.id, True)


@pytest.mark.parametrize(
    ("stage", "finished"),
    [("paid", True), ("no_payment", True), ("reversed", True), ("received", False), ("pended", False)],
)
def test_where_it_stands_when_nothing_waits(stage: str, finished: bool) -> None:
    assert standing(stage, [], Decimal(0)).finished is finished


def test_no_such_claim_has_no_story(session) -> None:
    with pytest.raises(NotFound):
        tell(session, UUID(int=0))


@pytest.mark.parametrize(
    ("paid", "share", "sentence"),
    [
        ("100.00", "0.00", "The payer paid $100.00."),
        ("80.00", "20.00", "The payer paid $80.00, $20.00 left to the patient."),
        ("0.00", "20.00", "The payer paid nothing and left $20.00 to the patient."),
        ("0.00", "0.00", "The payer decided to pay nothing."),
    ],
)
def test_a_decision_is_told_with_its_money(paid: str, share: str, sentence: str) -> None:
    facts = {
        "kind": "adjudicated",
        "detail": {},
        "category": "",
        "status_code": "",
        "file_id": None,
        "effective": TODAY,
        "id": 1,
    }
    advice = {
        "paid": paid,
        "patient_share": share,
        "adjustments": [],
        "lines": [],
        "trace_number": "T1",
        "paid_on": TODAY,
    }
    assert story.event(facts, "", advice).sentence == sentence


def test_a_denial_closed_on_its_first_day_is_opened_before_it_is_closed(session, claim, make_facts) -> None:
    denial = open_denials(session, claim.id, [make_facts()], TODAY)[0]
    settle_denial(session, denial.id, "corrected", None, TODAY, actor="staff:1", name="Sam Lindqvist")
    told = sentences(session, claim)
    assert [one.split(" ")[0] for one in told] == ["Denied", "Sam"]


def test_two_denials_closed_on_one_day_are_each_closed_once_by_whom_they_were(session, claim, make_facts) -> None:
    first, second = open_denials(session, claim.id, [make_facts(), make_facts(carc="16")], TODAY)
    settle_denial(session, second.id, "upheld", None, TODAY, actor="staff:2", name="Bo Marsh")
    settle_denial(session, first.id, "corrected", None, TODAY, actor="staff:1", name="Sam Lindqvist")
    closed = [one for one in sentences(session, claim) if "closed" in one]
    assert len(closed) == 2
    assert any("Bo Marsh closed" in one and "upheld" in one for one in closed)
    assert any("Sam Lindqvist closed" in one and "corrected" in one for one in closed)
