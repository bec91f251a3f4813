"""The explanation of benefits of a claim on file."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.orm import Session

from backend.codes.deadlines import appeal_deadline
from backend.kit.clock import SystemClock
from backend.kit.money import Money
from backend.kit.repository import Repository
from backend.pipeline.adjudication.eob import Eob, PlanOnFile, YearSoFar, explain_to_member
from backend.pipeline.adjudication.eob_pdf import eob_pdf
from backend.pipeline.adjudication.errors import NotExplainable
from backend.pipeline.adjudication.kinds import is_inpatient, kind_of
from backend.pipeline.claims.explanation import Mismatch, NotDecided, explain
from backend.pipeline.claims.service import snapshot


class _Explaining(Repository):
    def kinds(self, claim_id: UUID) -> list[str]:
        """Kind of service of each line."""
        rows = self.session.execute(
            text(
                """SELECT l.procedure, l.revenue_code, c.form, c.place_of_service
                   FROM claim_line l JOIN claim c ON c.id = l.claim_id WHERE c.id = :id ORDER BY l.number"""
            ),
            {"id": claim_id},
        )
        return [
            kind_of(row.procedure, row.revenue_code, inpatient=is_inpatient(row.form, row.place_of_service))
            for row in rows
        ]

    def plan(self, claim_id: UUID) -> tuple[PlanOnFile, str]:
        """The plan a claim was decided by and its type; empty where it was not decided here."""
        row = self.session.execute(
            text(
                """SELECT b.name, b.plan_type, k.member_phone, y.starts, y.deductible AS deductible_max,
                          y.out_of_pocket_max, u.deductible, u.out_of_pocket
                   FROM claim c LEFT JOIN payer_client k ON k.payer_id = c.payer_id
                        LEFT JOIN LATERAL (SELECT d.year_id FROM adjudication d
                                           WHERE d.claim_id = c.id AND d.year_id IS NOT NULL
                                           ORDER BY d.serial DESC LIMIT 1) a ON true
                        LEFT JOIN benefit_year y ON y.id = a.year_id
                        LEFT JOIN benefit_plan b ON b.id = y.plan_id
                        LEFT JOIN accumulator u ON u.member_id = c.member_id AND u.year_id = y.id
                   WHERE c.id = :id"""
            ),
            {"id": claim_id},
        ).one()
        year = None
        if row.starts is not None and row.deductible is not None:
            limits = (row.deductible, row.deductible_max, row.out_of_pocket, row.out_of_pocket_max)
            year = YearSoFar(str(row.starts.year), *map(Money, limits))
        return PlanOnFile(row.name or "", row.member_phone or "", year), row.plan_type or ""


def explanation_of_benefits(session: Session, claim_id: UUID, today: date | None = None) -> Eob:
    """One claim explained to its member, from the decision that stands. For whoever has proved a right to it.

    Raises ClaimNotFound, and NotExplainable where nothing stands or the payer's figures do not add up.
    """
    today = today or SystemClock().today()
    claim = snapshot(session, claim_id, today)
    parts = explain(claim)
    if isinstance(parts, NotDecided) or claim.finalized is None:
        raise NotExplainable("The plan has not decided this claim yet, so there is nothing to explain.")
    if isinstance(parts, Mismatch):
        raise NotExplainable("The payer's figures for this claim do not add up: a person looks at it.")
    repository = _Explaining(session)
    plan, plan_type = repository.plan(claim_id)
    kinds = repository.kinds(claim_id)
    if len(kinds) != len(claim.lines):
        kinds = [kind_of(one.procedure) for one in claim.lines]
    if len(parts.lines) != len(claim.lines):
        raise NotExplainable("The payer's figures for this claim do not add up: a person looks at it.")
    last_day = appeal_deadline(plan_type or claim.plan_type, claim.finalized, today)
    return explain_to_member(claim, parts, kinds, last_day, plan)


def explanation_of_benefits_pdf(session: Session, claim_id: UUID, today: date | None = None) -> bytes:
    """The same on paper."""
    return eob_pdf(explanation_of_benefits(session, claim_id, today))
