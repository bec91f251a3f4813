"""Lives that turn before a payer decides: clean ones, holds, queries, rejections, silence."""

from __future__ import annotations

from datetime import timedelta

from backend.database import session_scope
from backend.pipeline.credentialing import service as credentialing
from backend.pipeline.eligibility import service as eligibility
from backend.pipeline.encounters import service as encounters
from backend.pipeline.scrubbing import service as scrubbing
from backend.pipeline.scrubbing.schemas import ClaimCorrection, LineCorrection
from backend.pipeline.submission import service as submission
from backend.world.told.teller import BILLER, ECG, NPI, OUTSIDE, PRACTICE, VISIT, Line, Teller
from backend.x12.eligibility_270_271.models import Benefit, EligibilityHeader, EligibilityResponse, Person
from backend.x12.eligibility_270_271.models import Parties as Asked
from backend.x12.eligibility_270_271.writing import responses
from backend.x12.parts import Dates, Name

PAID: tuple[Line, ...] = (
    ("99213", "145.00", "80.00", (("CO", "45", "45.00"), ("PR", "3", "20.00"))),
    ("93000", "80.00", "52.00", (("CO", "45", "28.00"),)),
)


def decided(t: Teller) -> None:
    """The payer pays what the contract says."""
    t.later(14)
    t.pays(t.advice(*PAID))


def clean(t: Teller) -> None:
    """Built, accepted, paid; the patient pays the copay the statement asks for."""
    t.send()
    decided(t)
    t.later(1)
    t.patient_is_billed()
    t.later(11)
    t.patient_pays("20.00")


def rejected_then_corrected(t: Teller) -> None:
    """Returned at the door for the member id; put right, sent again, paid."""
    t.build(t.document(t.note(insurance={**t.plan(OUTSIDE), "member_id": "W00000000"})))
    t.leave()
    t.later(1)
    t.says("A7", "164", "IL")
    t.later(1)
    assert t.claim_id is not None
    right = ClaimCorrection(reason="Member id compared with the card", member_id=t.plan(OUTSIDE)["member_id"])
    with session_scope() as session:
        scrubbing.correct_claim(session, t.claim_id, right, BILLER, t.now)
    t.check()
    t.leave()
    t.later(1)
    t.says("A2", "20", "PR")
    decided(t)


def pended_then_released(t: Teller) -> None:
    """The payer holds it for review and says so; then it pays."""
    t.send()
    t.later(9)
    t.answers("P3", "297")
    decided(t)


def held_by_edits(t: Teller) -> None:
    """A visit beside a procedure of the day without modifier 25: held, put right by the coder, sent, paid."""
    injection = {"procedure": "20610", "side": "left", "diagnoses": ["M25561"], "charge": "210.00"}
    claim = t.build(t.document(t.note(VISIT, injection)))
    t.later(1)
    right = ClaimCorrection(reason="Separate visit documented", lines=[LineCorrection(number=1, modifiers=["25"])])
    with session_scope() as session:
        scrubbing.correct_claim(session, claim, right, BILLER, t.now)
    t.check()
    t.leave()
    t.later(1)
    t.says("A2", "20", "PR")
    t.later(14)
    t.pays(
        t.advice(
            ("99213", "145.00", "100.00", (("CO", "45", "45.00"),)),
            ("20610", "210.00", "120.00", (("CO", "45", "90.00"),)),
        )
    )


def credentialing_hold(t: Teller) -> None:
    """The physician's enrolment is not confirmed: held; the day the payer confirms, it leaves."""
    doctor = {"npi": "1999999984", "first_name": "Ines", "last_name": "Calloway", "taxonomy": "207Q00000X"}
    joined = t.today
    with session_scope() as session:
        for row, _ in credentialing.enrolments(session, npi=doctor["npi"], limit=50):
            if row.effective_from is not None:
                credentialing.end_enrolment(session, row.id, row.effective_from, BILLER, t.now)
        asked = credentialing.request_enrolment(session, doctor["npi"], OUTSIDE[0], BILLER, t.now)
    t.build(t.document(t.note(physician=doctor)))
    t.later(12)
    with session_scope() as session:
        credentialing.decide_enrolment(
            session, asked, confirmed=True, effective_from=joined, effective_to=None, actor=BILLER, now=t.now
        )
    t.leave()
    t.later(1)
    t.says("A2", "20", "PR")
    decided(t)


def query_answered(t: Teller) -> None:
    """The level of the visit is not documented; the physician answers in time."""
    encounter = t.document(t.note({**VISIT, "decision_making": None}, ECG))
    t.later(1)
    with session_scope() as session:
        (query,) = [one for one, number in encounters.coding_queries(session, limit=500) if number == t.account]
        encounters.answer_query(session, query.id, "low", BILLER, t.now)
    t.build(encounter)
    t.leave()
    t.later(1)
    t.says("A2", "20", "PR")
    decided(t)


def query_unanswered(t: Teller) -> None:
    """Nobody answers: coded conservatively, marked so, and paid less."""
    encounter = t.document(t.note({**VISIT, "decision_making": None}, ECG))
    t.later(3)
    with session_scope() as session:
        encounters.close_overdue(session, t.now)
    t.build(encounter)
    t.leave()
    t.later(1)
    t.says("A2", "20", "PR")
    t.later(14)
    t.pays(t.advice(("99212", "95.00", "60.00", (("CO", "45", "35.00"),)), PAID[1]))


def coverage_lapsed(t: Teller) -> None:
    """The payer says cover had ended; held; the payer corrects itself, and it leaves."""
    _cover(t, in_force=False)
    encounter = t.document(t.note())
    t.build(encounter)
    t.later(4)
    _cover(t, in_force=True)
    with session_scope() as session:
        scrubbing.cover_told(session, [t.claim().member_id], t.now)
    t.check()
    t.leave()
    t.later(1)
    t.says("A2", "20", "PR")
    decided(t)


def _cover(t: Teller, *, in_force: bool) -> None:
    """An answer about cover (271) that nobody has to have asked for; the patient is on the schedule."""
    note, plan = t.note(), t.plan(OUTSIDE)
    who = note.patient
    visit = eligibility.NewAppointment(
        number=f"A-{note.number}", provider_npi=NPI, provider_name=str(PRACTICE["name"]), provider_tax_id=str(PRACTICE["tax_id"]),
        payer_identifier=OUTSIDE[0], payer_name=OUTSIDE[1], plan=plan["plan"], member_id=plan["member_id"],
        first_name=who.first_name, last_name=who.last_name, date_of_birth=who.date_of_birth, sex=who.sex, day=t.today,
    )  # fmt: skip
    with session_scope() as session:
        eligibility.take_appointments(session, [visit], t.now)
    person = Name("IL", "1", who.last_name, who.first_name, id_qualifier="MI", id=plan["member_id"])
    payer = Name("PR", "2", OUTSIDE[1], id_qualifier="PI", id=OUTSIDE[0])
    clinic = Name("1P", "2", str(PRACTICE["name"]), id_qualifier="XX", id=NPI)
    first = t.today - timedelta(days=400)
    ended = None if in_force else t.today - timedelta(days=30)
    span = Dates("291", first, ended) if ended else Dates("346", first)
    # an active benefit that ended before the visit: cover that was
    told = EligibilityResponse(
        Asked(payer, clinic, Person(person, who.date_of_birth, who.sex)), (), (), (),
        (Benefit("1", "IND", ("30",), "C1", plan["plan"], dates=(span,)),),
    )  # fmt: skip
    t.read("271", [responses(EligibilityHeader(f"R{t.serial}", t.today, "2300", "11"), [told])])


def duplicate_withdrawn(t: Teller) -> None:
    """The practice sends the same visit twice: the second never leaves."""
    t.send()
    first = t.claim_id
    assert first is not None
    again = t.note(service_date=t.claim().service_from.isoformat(), number=f"{t.account}B")
    second = t.build(t.document(again))
    with session_scope() as session:
        scrubbing.withdraw_claim(session, second, "The practice sent this visit twice.", BILLER, t.now)
    t.claim_id, t.also, t.account = second, [], f"{t.account}B"


def filing_time_short(t: Teller) -> None:
    """Documented so late that the time to file is nearly over: it leaves at once, and says why it was in a hurry."""
    day = t.today
    t.later(85)
    t.send(service_date=day.isoformat(), documented_at=t.now.isoformat())
    decided(t)


def file_returned(t: Teller) -> None:
    """The clearinghouse returns the file and names the claim: put right, sent again, paid."""
    claim = t.build(t.document(t.note()))
    number = t.leave()
    t.later(1)
    t.file_returned(number)
    with session_scope() as session:
        scrubbing.correct_claim(session, claim, ClaimCorrection(reason="Referral number taken off"), BILLER, t.now)
    t.check()
    t.leave()
    t.later(1)
    t.says("A2", "20", "PR")
    decided(t)


def silence_asked_answered(t: Teller) -> None:
    """Accepted and then nothing: after its window the payer is asked (276), answers, and pays."""
    t.send()
    t.later(36)
    with session_scope() as session:
        after = None
        while True:
            _, after = submission.ask_silent(session, t.now, after)
            if after is None:
                break
    t.later(1)
    t.answers("P1", "20")
    decided(t)


def lost_and_sent_again(t: Teller) -> None:
    """Never acknowledged; asked, the payer says it has no such claim; sent again, taken in, paid."""
    claim = t.build(t.document(t.note()))
    t.leave()
    t.later(7)
    with session_scope() as session:
        submission.ask_silent(session, t.now)
    t.later(1)
    t.answers("D0", "35")
    with session_scope() as session:
        submission.send_again(session, claim, BILLER, t.now)
    t.leave()
    t.later(1)
    t.says("A2", "20", "PR")
    decided(t)
