"""Recommendations and what a named person makes of them: compare and set, audited, entered in the ledger."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any, Literal
from uuid import UUID

from sqlalchemy.orm import Session

from backend.audit import service as audit
from backend.audit.acts import Act
from backend.kit.ids import new_id
from backend.kit.money import Money
from backend.models.approval import Approval, PracticeApprover
from backend.models.patient_account import HardshipApplication
from backend.pipeline.claims.repository import ClaimRepository, NewEvent
from backend.pipeline.denials.service import close_denials
from backend.pipeline.patient_billing.approval_repository import ApprovalRepository, facts_json
from backend.pipeline.patient_billing.credits import settle_credits
from backend.pipeline.patient_billing.deciding import Approver, Decider, refusal
from backend.pipeline.patient_billing.errors import (
    AlreadyDecided,
    ApprovalNotFound,
    ApproverUnknown,
    BalanceMoved,
    NotTheApprover,
)
from backend.pipeline.patient_billing.repository import Owed, PatientBillingRepository
from backend.pipeline.patient_billing.rules import AGENCY_DAYS, at_rest, share_out
from backend.pipeline.patient_billing.terms import terms_of
from backend.pipeline.posting.booking import Entry, NewTransaction, book

Kind = Literal["write_off", "collection_referral", "hardship", "small_balance"]
GIVING_UP: tuple[Kind, ...] = ("write_off", "collection_referral")
"""What is recommended for an account whose patient does not pay."""
TAKEN_TO: dict[str, str] = {
    "write_off": "write_off",
    "collection_referral": "collection_agency",
    "hardship": "charity_care",
    "small_balance": "small_balance",
}
"""The ledger account an approved amount goes to."""
_APPROVED = {
    "write_off": "written_off", "collection_referral": "referred_to_collection", "hardship": "hardship_granted",
    "small_balance": "small_balance_written_off",
}  # fmt: skip
_REFUSED = {
    "write_off": "write_off_refused", "collection_referral": "collection_refused", "hardship": "hardship_refused",
    "small_balance": "write_off_refused",
}  # fmt: skip
_RECOMMENDED = {"write_off": "write_off_recommended", "collection_referral": "collection_recommended"}


@dataclass(frozen=True, slots=True)
class Recommendation:
    """What somebody, mostly the system, recommends. ``claim_ids`` are told of it in their history."""

    kind: Kind
    subject_kind: Literal["claim", "patient_account"]
    subject_id: UUID
    provider_id: UUID
    npi: str
    amount: Money
    reason: str
    sentence: str
    by: str
    facts: dict[str, Any] = field(default_factory=dict)
    claim_ids: tuple[UUID, ...] = ()


@dataclass(frozen=True, slots=True)
class SmallBalance:
    """An account whose balance the practice does not ask for again."""

    account_id: UUID
    provider_id: UUID
    npi: str
    owed: tuple[Owed, ...]


def recommend(session: Session, recommendations: Sequence[Recommendation], today: date) -> int:
    """Open recommendations, each once per subject; how many are new. Nothing is booked before a person decides."""
    ids = {id(one): new_id() for one in recommendations}
    rows = [_row(ids[id(one)], one, today) for one in recommendations]
    opened = set(ApprovalRepository(session).open(rows))
    fresh = [one for one in recommendations if ids[id(one)] in opened]
    ClaimRepository(session).add_events(
        NewEvent(claim_id, _RECOMMENDED[one.kind], today, detail={"amount": str(one.amount), "reason": one.sentence})
        for one in fresh
        if one.kind in _RECOMMENDED
        for claim_id in one.claim_ids
    )
    return len(fresh)


def _row(id: UUID, one: Recommendation, today: date) -> dict[str, Any]:
    terms = terms_of(one.npi, today)
    return {
        "id": id, "kind": one.kind, "subject_kind": one.subject_kind, "subject_id": one.subject_id,
        "provider_id": one.provider_id, "amount": one.amount, "reason": one.reason, "sentence": one.sentence,
        "facts": facts_json(one.facts), "recommended_by": one.by, "recommended_on": today,
        "threshold": terms.approval_threshold, "due": today + timedelta(days=terms.approval_days),
        "owner": "practice approver" if one.amount > terms.approval_threshold else "supervisor", "state": "open",
    }  # fmt: skip


def decide(
    session: Session, approval_id: UUID, *, approve: bool, reason: str, decider: Decider, name: str, now: datetime
) -> Approval:
    """A person's decision. Raises ApprovalNotFound, NotTheApprover, AlreadyDecided (who was first), BalanceMoved."""
    repository = ApprovalRepository(session)
    one = repository.get(approval_id)
    if one is None:
        raise ApprovalNotFound(approval_id)
    if one.state != "open":
        raise AlreadyDecided(one.state, one.decided_name)
    approvers = [
        Approver(each.staff_id, each.most, each.effective_from, each.effective_to)
        for each in repository.approvers(one.provider_id)
    ]
    told = refusal(one.amount, one.threshold, one.recommended_by, decider, approvers, now.date())
    if told is not None:
        raise NotTheApprover(told)
    return _settle(session, one, approve=approve, reason=reason, actor=decider.actor, name=name, now=now)


def _settle(
    session: Session, one: Approval, *, approve: bool, reason: str, actor: str, name: str, now: datetime
) -> Approval:
    repository = ApprovalRepository(session)
    # what is decided upon comes first and the recommendation after it, as everywhere: nobody waits for us in a circle
    repository.lock_subject(one.subject_kind, one.subject_id)
    values = {
        "state": "approved" if approve else "refused", "decided_by": actor, "decided_name": name, "decided_at": now,
        "decision_reason": reason,
    }  # fmt: skip
    if not repository.decide(one.id, values):
        first = repository.get(one.id)
        assert first is not None, "a recommendation is never deleted"
        raise AlreadyDecided(first.state, first.decided_name)
    session.refresh(one)
    moved = _book(session, one, now.date()) if approve else []
    if approve and not moved:
        raise BalanceMoved
    one.posted = Money.total(amount for _, amount in moved)
    _tell(session, one, moved, name, now.date())
    _after(session, one, now.date(), approve=approve)
    act = Act.WRITE_OFF_DECIDED if one.kind in ("write_off", "small_balance") else Act.APPROVAL_DECIDED
    audit.record(session, act, actor=actor, subject=f"approval:{one.id}", fields=[one.kind, one.state])
    session.flush()
    return one


def _book(session: Session, one: Approval, today: date) -> list[tuple[UUID, Money]]:
    """Take the amount out of what is open, as far as it still is; by claim. Never more than was approved."""
    if one.subject_kind == "claim":
        found = ApprovalRepository(session).open_on_claim(one.subject_id)
        open_now = [(f"{each.claim_id}|{each.account}", each.amount) for each in found]
    else:
        owed = account_owed(session, one.subject_id, today)
        open_now = [(f"{each.claim_id}|receivable_patient", each.amount) for each in owed]
    shares, _ = share_out(one.amount, open_now)
    book(
        session,
        [
            NewTransaction(
                f"approval|{one.id}|{key}", one.kind, today,
                [Entry(key.split("|")[1], -part.amount, one.kind), Entry(TAKEN_TO[one.kind], part.amount, one.kind)],
                UUID(key.split("|")[0]),
            )
            for key, part in shares
        ],
    )  # fmt: skip
    return [(UUID(key.split("|")[0]), part) for key, part in shares]


def account_owed(session: Session, account_id: UUID, today: date) -> list[Owed]:
    """What is owed on an account's claims, oldest first, once what was paid too much on others is counted; the account is
    locked, so that nobody books beside us."""
    repository = PatientBillingRepository(session)
    account = repository.account(account_id, lock=True)
    assert account is not None, "an account is never deleted"
    ((_, found),) = settle_credits(session, [account], today).items()
    return [one for one in found if one.amount > Money.zero()]


def _tell(session: Session, one: Approval, moved: Sequence[tuple[UUID, Money]], name: str, today: date) -> None:
    if one.state == "approved":
        events = [
            NewEvent(claim_id, _APPROVED[one.kind], today, detail={"amount": str(part), "name": name})
            for claim_id, part in moved
        ]
    else:
        subjects = [one.subject_id] if one.subject_kind == "claim" else [
            each.claim_id for each in account_owed(session, one.subject_id, today)
        ]  # fmt: skip
        detail = {"amount": str(one.amount), "name": name, "reason": one.decision_reason}
        events = [NewEvent(claim_id, _REFUSED[one.kind], today, detail=detail) for claim_id in subjects]
    ClaimRepository(session).add_events(events)


def _after(session: Session, one: Approval, today: date, *, approve: bool) -> None:
    """Where the decision leaves the denials of the claim, the account, and the application it was about.

    A denial stays somebody's while denied money is left on the claim: what was approved may be less than what is denied.
    """
    if one.subject_kind != "patient_account":
        left = {each.account for each in ApprovalRepository(session).open_on_claim(one.subject_id)}
        if approve and "receivable_denied" not in left:
            close_denials(session, one.subject_id, "written_off", today)
        return
    repository = PatientBillingRepository(session)
    account = repository.account(one.subject_id, lock=True)
    assert account is not None, "an account is never deleted"
    if one.kind == "hardship":
        application = session.get(HardshipApplication, UUID(one.facts["application"]))
        assert application is not None, "a recommendation on hardship rests on an application"
        application.state = "granted" if approve else "refused"
        # what is left, if anything, is asked for from the beginning
        account.state, account.owner, account.next_date = "cycle", "system", today
        account.notices, account.first_notice_on, account.last_notice_on = 0, None, None
    elif approve and one.kind == "collection_referral":
        account.state, account.owner, account.next_date = "referred", "biller", today + timedelta(days=AGENCY_DAYS)
    elif approve:
        agency_has = repository.agency_has([account]).get(account.id, Money.zero())
        account.state, account.owner, account.next_date = at_rest(agency_has, today)
    else:
        account.state, account.owner, account.next_date = "recommended", "biller", today + timedelta(days=30)


def withdraw(session: Session, subject_ids: Sequence[UUID], kinds: Sequence[Kind], reason: str) -> int:
    """Take back open recommendations whose ground is gone: paid, reversed, decided anew."""
    return ApprovalRepository(session).withdraw(subject_ids, kinds, reason)


def withdraw_on_new_word(session: Session, claim_ids: Sequence[UUID]) -> int:
    """The payer spoke on these claims: what was recommended before it rests on an older word."""
    return withdraw(session, claim_ids, ("write_off",), "the payer has spoken on the claim since")


def listed(
    session: Session, *, decided: bool = False, owner: str | None = None, limit: int = 100
) -> list[tuple[Approval, str, str, str]]:
    """Recommendations with the practice, the subject's number and its payer; the open ones by the day they are due."""
    repository = ApprovalRepository(session)
    found = repository.listed("decided" if decided else "open", owner, limit)
    names = repository.subject_names([one for one, _ in found])
    return [(one, practice, *names.get(one.subject_id, ("", ""))) for one, practice in found]


def shown(session: Session, one: Approval) -> tuple[Approval, str, str, str]:
    """One recommendation with the practice, the subject's number and its payer."""
    repository = ApprovalRepository(session)
    number, payer = repository.subject_names([one]).get(one.subject_id, ("", ""))
    return one, repository.practice(one.provider_id), number, payer


def waiting(session: Session, owner: str | None = None) -> list[tuple[str, int, Money]]:
    """What is open (for one who decides, or all), by kind: how many and how much."""
    return ApprovalRepository(session).waiting(owner)


def practices_waiting(session: Session) -> list[str]:
    """NPIs of practices with open recommendations, most of them first."""
    return ApprovalRepository(session).practices_waiting()


def name_approver(
    session: Session, *, npi: str, email: str, most: Money | None, start: date, end: date | None, actor: str
) -> PracticeApprover:
    """A practice names a person who may decide for it. Raises ApproverUnknown. Audited."""
    repository = ApprovalRepository(session)
    provider, staff = repository.provider_by_npi(npi), repository.staff_by_email(email)
    if provider is None:
        raise ApproverUnknown("No practice with this NPI is on file.")
    if staff is None:
        raise ApproverUnknown("Nobody with this e-mail address has an account.")
    if staff.role not in ("biller", "supervisor", "admin"):
        raise ApproverUnknown("This person's role does not see recommendations.")
    row = PracticeApprover(
        provider_id=provider.id, staff_id=staff.id, most=most, effective_from=start, effective_to=end, named_by=actor
    )
    session.add(row)
    session.flush()
    audit.record(
        session, Act.APPROVER_NAMED, actor=actor, subject=f"staff:{staff.id}", fields=[f"provider:{provider.id}"]
    )
    return row


def approvers(session: Session) -> list[tuple[PracticeApprover, str, str]]:
    """Everybody named, with practice and name."""
    return ApprovalRepository(session).all_approvers()


def write_off_by_policy(session: Session, small: Sequence[SmallBalance], now: datetime) -> int:
    """Balances the practice's own rule writes off: recorded as decided by that rule, booked and told, all at once."""
    today = now.date()
    rows = [_by_policy(one, now) for one in small]
    if not rows:
        return 0
    ApprovalRepository(session).open(rows)
    pairs = [(row["id"], owed) for row, one in zip(rows, small, strict=True) for owed in one.owed]
    book(
        session,
        [
            NewTransaction(
                f"approval|{id}|{owed.claim_id}", "small_balance", today,
                [
                    Entry("receivable_patient", -owed.amount.amount, "small_balance"),
                    Entry(TAKEN_TO["small_balance"], owed.amount.amount, "small_balance"),
                ],
                owed.claim_id,
            )
            for id, owed in pairs
        ],
    )  # fmt: skip
    ClaimRepository(session).add_events(
        NewEvent(owed.claim_id, _APPROVED["small_balance"], today, detail={"amount": str(owed.amount)})
        for _, owed in pairs
    )
    subject = f"approvals:{len(rows)} of {today.isoformat()}"
    audit.record(
        session, Act.WRITE_OFF_DECIDED, actor="policy:small_balance", subject=subject, fields=["small_balance"]
    )
    return len(rows)


def _by_policy(one: SmallBalance, now: datetime) -> dict[str, Any]:
    terms, amount = terms_of(one.npi, now.date()), Money.total(each.amount for each in one.owed)
    assert amount <= terms.small_balance, "the practice's rule ends at its small balance"
    return {
        "id": new_id(), "kind": "small_balance", "subject_kind": "patient_account", "subject_id": one.account_id,
        "provider_id": one.provider_id, "amount": amount, "reason": "small_balance",
        "sentence": "The balance is below what the practice asks for again.", "facts": {"source": terms.source},
        "recommended_by": "system:patient_billing", "recommended_on": now.date(), "threshold": terms.approval_threshold,
        "owner": "system", "due": now.date(), "state": "approved", "decided_by": "policy:small_balance",
        "decided_name": "the practice's small-balance rule", "decided_at": now, "posted": amount,
    }  # fmt: skip
