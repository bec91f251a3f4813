"""One claim of each life, lived through the real services and told by its page: for tests, and for the demo to open."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from uuid import UUID

from backend.database import session_scope
from backend.kit.clock import FixedClock, time_of
from backend.pipeline.adjudication import service as adjudication
from backend.pipeline.claims.parties import PartyRepository, PayerParty, ProviderParty
from backend.pipeline.credentialing import service as credentialing
from backend.pipeline.patient_billing import service as billing
from backend.pipeline.receivables import service as receivables
from backend.world.told import after_the_decision as after
from backend.world.told import before_the_payer as before
from backend.world.told import decided_here
from backend.world.told.side_by_side import Wait, side_by_side
from backend.world.told.teller import BILLER, CLIENT, NEXT, NPI, OUTSIDE, PRACTICE, TAX, Teller

LIVES: dict[str, Callable[[Teller], None]] = {
    "clean": before.clean,
    "rejected, then corrected": before.rejected_then_corrected,
    "pended, then released": before.pended_then_released,
    "held by an edit, then put right": before.held_by_edits,
    "credentialing hold": before.credentialing_hold,
    "coding query answered": before.query_answered,
    "coding query unanswered": before.query_unanswered,
    "coverage lapsed": before.coverage_lapsed,
    "duplicate": before.duplicate_withdrawn,
    "time to file nearly over": before.filing_time_short,
    "file returned": before.file_returned,
    "silence, asked, answered": before.silence_asked_answered,
    "lost and sent again": before.lost_and_sent_again,
    "partly denied": after.partly_denied,
    "denied, corrected, paid": after.denied_corrected_paid,
    "replaced after payment": after.replaced_after_payment,
    "voided": after.voided,
    "appealed and overturned": after.appealed_and_overturned,
    "appealed and upheld": after.appealed_and_upheld,
    "reversed": after.reversed_by_payer,
    "takeback across remittances": after.takeback_across_remittances,
    "recouped": after.recouped,
    "underpaid": after.underpaid,
    "coordination of benefits unknown": after.coordination_unknown,
    "secondary": after.secondary_billed,
    "unmatched, then matched": after.unmatched_then_matched,
    "payment sent twice": after.sent_twice_by_payer,
    "payment plan": after.payment_plan,
    "hardship": after.hardship,
    "written off by the practice's approver": after.written_off,
    "collection recommended": after.collection_recommended,
    "adjudicated here, with interest": decided_here.adjudicated_here,
    "hospital stay": decided_here.stay,
    "denied here, appealed, decided anew": decided_here.appeal_won_here,
}
"""Each life by its name."""
_DAYS = 400
"""The longest life, with room."""


@dataclass(frozen=True, slots=True)
class Told:
    """A life that was lived, and the claim whose page tells it."""

    name: str
    account: str
    claim_id: UUID
    also: tuple[UUID, ...]


def tell_lives(today: date, run: int, names: Iterable[str] = ()) -> list[Told]:
    """Live them side by side, each on its own days, all before ``today``. ``run`` sets the numbers of one telling apart from
    another's."""
    begins = datetime.combine(today - timedelta(days=_DAYS), time(14), UTC)
    clock = FixedClock(begins)
    _prepare(clock, run)
    chosen = set(names) or set(LIVES)
    tellers = {name: Teller(clock, serial, run) for serial, name in enumerate(LIVES, 1) if name in chosen}
    with time_of(clock):
        side_by_side(
            clock,
            [
                (begins + timedelta(days=one.serial % 5), partial(_live, one, LIVES[name]))
                for name, one in tellers.items()
            ],
        )
        with session_scope() as session:  # on the last one's evening each claim gets its owner and next date
            receivables.run_follow_up(session, clock.today())
    return [_told(name, one) for name, one in tellers.items()]


def _live(teller: Teller, life: Callable[[Teller], None], wait: Wait) -> None:
    """The life, and the day after it, on which patients are sent their statements."""
    teller.wait = wait
    life(teller)
    teller.later(1)
    with session_scope() as session:
        billing.run_cycle(session, teller.today)


def _told(name: str, teller: Teller) -> Told:
    assert teller.claim_id is not None, "every life has its claim"
    return Told(name, teller.account, teller.claim_id, tuple(teller.also))


def _prepare(clock: FixedClock, run: int) -> None:
    """Payers, the clinic, its enrolments, the terms of the payer decided here."""
    here = [serial for serial, name in enumerate(LIVES, 1) if LIVES[name] in decided_here.MEMBERS]
    with time_of(clock), session_scope() as session:
        parties = PartyRepository(session)
        payers = parties.payers({PayerParty(*one) for one in (OUTSIDE, NEXT, CLIENT)})
        parties.providers({ProviderParty(NPI, str(PRACTICE["name"]), TAX)})
        for identifier in payers:
            on_file = [payer.identifier for _, payer in credentialing.enrolments(session, npi=NPI, limit=500)]
            if identifier not in on_file:
                row = credentialing.request_enrolment(session, NPI, identifier, BILLER, clock.now())
                since = date(2020, 1, 1)
                credentialing.decide_enrolment(
                    session, row, confirmed=True, effective_from=since, effective_to=None, actor=BILLER, now=clock.now()
                )
        given = decided_here.terms([Teller(clock, one, run) for one in here], date(clock.today().year - 1, 1, 1))
        adjudication.load_terms(session, adjudication.TermsDocument.model_validate(given))
