"""Adjudication for staff: what waits for a person, what was decided, explanations of benefits, terms, underpayments."""

from __future__ import annotations

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Query

from backend.audit import service as audit
from backend.audit.acts import Act
from backend.database import DatabaseSession
from backend.kit.clock import SystemClock
from backend.kit.media import Pdf
from backend.pipeline.adjudication import service
from backend.pipeline.adjudication.schemas import (
    AdjudicationList,
    AdjudicationShown,
    Denied,
    EobShown,
    ExpectedShown,
    LoadedShown,
    Released,
    UnderpaymentList,
    UnderpaymentShown,
)
from backend.pipeline.adjudication.terms_document import TermsDocument, fields_told
from backend.pipeline.claims import service as claims
from backend.staff.gate import SignedIn
from backend.staff.looking import looked_at
from backend.staff.policy import SUPERVISORS

router = APIRouter(prefix="/api/v1", tags=["adjudication"])
clock = SystemClock()


@router.get("/adjudications/pended", dependencies=[looked_at(Act.RECORDS_LISTED, "adjudications")])
def pended(session: DatabaseSession, limit: Annotated[int, Query(ge=1, le=500)] = 100) -> AdjudicationList:
    """Claims that wait for a person, the first to be late first."""
    found = service.pended(session, limit=limit)
    return AdjudicationList(adjudications=[AdjudicationShown.of(one, pends, []) for one, pends in found])


@router.get("/claims/{claim_id}/adjudication")
def adjudication(session: DatabaseSession, staff: SignedIn, claim_id: UUID) -> AdjudicationShown:
    """A claim's decision line by line, and what a person had to look at."""
    claims.demand_readable(session, claim_id, staff)
    row, lines, pends = service.adjudication_of(session, claim_id)
    audit.record(session, Act.CLAIM_VIEWED, actor=staff.actor, subject=f"claim:{claim_id}", purpose="operation")
    return AdjudicationShown.of(row, pends, lines)


@router.post("/adjudications/{adjudication_id}/release")
def release(session: DatabaseSession, staff: SignedIn, adjudication_id: UUID, given: Released) -> AdjudicationShown:
    """Let a pended claim pass: it is decided now."""
    row = service.release(
        session, adjudication_id, note=given.note, actor=staff.actor, now=clock.now(),
        information_received=given.information_received, as_supervisor=staff.role in SUPERVISORS,
        name=staff.name, lines=given.lines,
    )  # fmt: skip
    return AdjudicationShown.of(*_with_parts(session, row.claim_id))


@router.post("/adjudications/{adjudication_id}/denial")
def deny(session: DatabaseSession, staff: SignedIn, adjudication_id: UUID, given: Denied) -> AdjudicationShown:
    """Deny a pended claim with a code in force."""
    row = service.deny(
        session, adjudication_id, group=given.group, carc=given.carc, remark=given.remark, note=given.note,
        actor=staff.actor, now=clock.now(), as_supervisor=staff.role in SUPERVISORS,
        name=staff.name,
    )  # fmt: skip
    return AdjudicationShown.of(*_with_parts(session, row.claim_id))


def _with_parts(session: DatabaseSession, claim_id: UUID) -> tuple[Any, Any, Any]:
    row, lines, pends = service.adjudication_of(session, claim_id)
    return row, pends, lines


@router.get("/claims/{claim_id}/explanation-of-benefits")
def explanation(session: DatabaseSession, staff: SignedIn, claim_id: UUID) -> EobShown:
    """The explanation of benefits as the member reads it."""
    claims.demand_readable(session, claim_id, staff)
    eob = service.explanation_of_benefits(session, claim_id, clock.today())
    audit.record(session, Act.CLAIM_VIEWED, actor=staff.actor, subject=f"claim:{claim_id}", purpose="operation")
    return EobShown.of(eob)


@router.get("/claims/{claim_id}/explanation-of-benefits.pdf", response_class=Pdf)
def explanation_pdf(session: DatabaseSession, staff: SignedIn, claim_id: UUID) -> Pdf:
    """The explanation of benefits as a PDF to print and send."""
    claims.demand_readable(session, claim_id, staff)
    content = service.explanation_of_benefits_pdf(session, claim_id, clock.today())
    audit.record(session, Act.CLAIM_VIEWED, actor=staff.actor, subject=f"claim:{claim_id}", purpose="operation")
    headers = {"Content-Disposition": 'inline; filename="explanation-of-benefits.pdf"'}
    return Pdf(content, headers=headers)


@router.get("/claims/{claim_id}/expected-payment", dependencies=[looked_at(Act.CLAIM_VIEWED, "claim:{claim_id}")])
def expected(session: DatabaseSession, claim_id: UUID) -> ExpectedShown:
    """What the contract with the payer says should be allowed, line by line."""
    found = service.expected_payment(session, claim_id)
    if found is None:
        return ExpectedShown(contract_id=None, expected=None, lines=[])
    lines = [
        {
            "line": one.number, "procedure": one.procedure, "charge": str(one.charge),
            "expected": None if one.expected is None else str(one.expected), "rate": one.rate.id if one.rate else None,
        }
        for one in found.lines
    ]  # fmt: skip
    return ExpectedShown(contract_id=found.contract.id, expected=str(found.expected), lines=lines)


@router.get("/underpayments", dependencies=[looked_at(Act.RECORDS_LISTED, "underpayments")])
def underpaid(session: DatabaseSession, limit: Annotated[int, Query(ge=1, le=500)] = 100) -> UnderpaymentList:
    """Payments below contract with the evidence, newest first."""
    return UnderpaymentList(underpayments=[UnderpaymentShown.of(*one) for one in service.underpayments(session, limit)])


@router.post("/payer-terms")
def load(session: DatabaseSession, staff: SignedIn, document: TermsDocument) -> LoadedShown:
    """Bring in payers' terms: clients, plans, contracts, enrolments, authorizations. All of it or nothing."""
    loaded = service.load_terms(session, document)
    fields = fields_told(document)
    audit.record(session, Act.PAYER_TERMS_LOADED, actor=staff.actor, subject="payer_terms", fields=fields)
    return LoadedShown(
        payers=loaded.payers, plans=loaded.plans, contracts=loaded.contracts, rates=loaded.rates,
        enrolments=loaded.enrolments, authorizations=loaded.authorizations,
    )  # fmt: skip
