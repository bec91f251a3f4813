"""Queries on claims before they leave."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, Table, and_, exists, func, select, text, tuple_, update
from sqlalchemy.orm import aliased

from backend.kit.bulk import copy_rows, one_of
from backend.kit.repository import Repository
from backend.models.claim import Claim, ClaimLine
from backend.models.denial import DenialRate as DenialRateRow
from backend.models.edit import EditFinding
from backend.models.ledger import LedgerEntry, LedgerTransaction
from backend.models.member import Member
from backend.models.payer import Payer
from backend.models.submission import OutgoingClaim
from backend.pipeline.scrubbing.facts import BilledBefore, DenialRate
from backend.pipeline.scrubbing.possible import Standing

_CLAIM: Table = Claim.__table__  # type: ignore[assignment]
_LINE: Table = ClaimLine.__table__  # type: ignore[assignment]
_OUTGOING: Table = OutgoingClaim.__table__  # type: ignore[assignment]
_RATES_LOCK = 0x5C2B
_RATES = """
WITH denied AS (
    SELECT payer_id, procedure, carc, count(DISTINCT claim_id) AS claims FROM denial
    WHERE remittance_date >= :since AND procedure <> '' GROUP BY 1, 2, 3
), worst AS (
    SELECT payer_id, procedure, sum(claims) AS claims, (array_agg(carc ORDER BY claims DESC, carc))[1] AS carc
    FROM denied GROUP BY 1, 2
), decided AS (
    SELECT c.payer_id, l.procedure, count(DISTINCT c.id) AS claims
    FROM claim c JOIN claim_line l ON l.claim_id = c.id WHERE c.finalized >= :since GROUP BY 1, 2
)
INSERT INTO denial_rate (payer_id, procedure, decided, denied, carc, counted_on)
SELECT d.payer_id, d.procedure, d.claims, least(w.claims, d.claims), w.carc, :today
FROM decided d JOIN worst w ON w.payer_id = d.payer_id AND w.procedure = d.procedure
"""
"""One claim may be denied with several codes, so their sum may pass the claims decided."""
UNSENT = ("built", "needs_correction")
_WRITTEN_OFF = and_(
    Claim.advice_id.is_(None), Claim.stage != "reversed",
    exists().where(
        LedgerTransaction.claim_id == Claim.id, LedgerTransaction.kind == "write_off",
        LedgerEntry.transaction_id == LedgerTransaction.id, LedgerEntry.account == "charges",
    ),
)  # fmt: skip
"""A write-off of a charge that is in the books by nothing else (``ApprovalRepository.open_on_claim``)."""
_CLAIM_COLUMNS = (
    "id", "payer_id", "provider_id", "member_id", "patient_control_number", "form", "frequency", "payer_order",
    "plan_type", "filing_indicator", "other_plan_on_file", "authorization_number", "referral_number", "rendering_npi",
    "place_of_service", "diagnoses", "service_from", "service_to", "received", "charge", "sensitive", "stage",
    "status_category", "status_code",
)  # fmt: skip
_LINE_COLUMNS = (
    "claim_id", "number", "procedure", "revenue_code", "modifiers", "diagnosis_pointers", "place_of_service", "units",
    "service_from", "service_to", "charge",
)  # fmt: skip
_OUTGOING_COLUMNS = ("claim_id", "encounter_id", "bill", "state", "built_on", "changed_at")


@dataclass(slots=True)
class Waiting:
    """A claim on its way out, with all that belongs to it."""

    outgoing: OutgoingClaim
    claim: Claim
    payer: Payer
    lines: list[ClaimLine]

    @property
    def to_further_plan(self) -> bool:
        """It is written from what the first plan decided, not from an encounter."""
        return "patient" not in self.outgoing.bill


class ScrubbingRepository(Repository):
    """Claims on their way out and what was found on them."""

    def add(self, rows: Iterable[Any]) -> None:
        self.session.add_all(rows)
        self.session.flush()

    def add_built(self, made: Sequence[tuple[Claim, list[ClaimLine], OutgoingClaim]]) -> None:
        """Claims just built, their lines and their place on the way out, many at once."""
        copy_rows(self.session, _CLAIM, _CLAIM_COLUMNS, (_row(one, _CLAIM_COLUMNS) for one, _, _ in made))
        lines = (_row(line, _LINE_COLUMNS) for _, each, _ in made for line in each)
        copy_rows(self.session, _LINE, _LINE_COLUMNS, lines)
        outgoing = (_row(one, _OUTGOING_COLUMNS) for _, _, one in made)
        copy_rows(self.session, _OUTGOING, _OUTGOING_COLUMNS, outgoing)

    def waiting(self, claim_ids: Sequence[UUID]) -> list[Waiting]:
        """The claims, locked, in the order they were built."""
        rows = self.session.execute(
            select(OutgoingClaim, Claim, Payer)
            .join(Claim, Claim.id == OutgoingClaim.claim_id)
            .join(Payer, Payer.id == Claim.payer_id)
            .where(OutgoingClaim.claim_id.in_(claim_ids))
            .order_by(OutgoingClaim.built_on, Claim.patient_control_number, Claim.id)
            .with_for_update(of=(OutgoingClaim, Claim))
            .execution_options(populate_existing=True)
        ).all()
        lines: dict[UUID, list[ClaimLine]] = defaultdict(list)
        statement = select(ClaimLine).where(ClaimLine.claim_id.in_(claim_ids)).order_by(ClaimLine.number)
        for line in self.session.scalars(statement.execution_options(populate_existing=True)):
            lines[line.claim_id].append(line)
        return [Waiting(row[0], row[1], row[2], lines[row[0].claim_id]) for row in rows]

    def member(self, member_id: UUID) -> Member:
        return self.session.get_one(Member, member_id)

    def billed_before(
        self, pairs: set[tuple[UUID, UUID]], without: Sequence[UUID]
    ) -> dict[tuple[UUID, UUID], set[BilledBefore]]:
        """Services billed for these (member, provider), rejected and unsent claims left out."""
        rows = self.session.execute(
            select(
                Claim.member_id, Claim.provider_id, ClaimLine.procedure, ClaimLine.modifiers,
                func.coalesce(ClaimLine.service_from, Claim.service_from),
            )
            .join(ClaimLine, ClaimLine.claim_id == Claim.id)
            .outerjoin(OutgoingClaim, OutgoingClaim.claim_id == Claim.id)
            .where(
                tuple_(Claim.member_id, Claim.provider_id).in_(list(pairs)), Claim.id.not_in(without),
                Claim.stage != "rejected", Claim.frequency != "8",
                func.coalesce(OutgoingClaim.state, "submitted").not_in((*UNSENT, "withdrawn")),
            )
        )  # fmt: skip
        found: dict[tuple[UUID, UUID], set[BilledBefore]] = defaultdict(set)
        for member, provider, procedure, modifiers, day in rows:
            found[member, provider].add((procedure, tuple(sorted(modifiers)), day))
        return found

    def rates(self, payers: set[UUID], procedures: set[str]) -> dict[UUID, dict[str, DenialRate]]:
        """How payers decided services in the year before the last count."""
        rows = self.session.execute(
            text("""SELECT payer_id, procedure, denied, decided, carc FROM denial_rate
                    WHERE payer_id = ANY(:payers) AND procedure = ANY(:procedures)"""),
            {"payers": list(payers), "procedures": list(procedures)},
        )
        found: dict[UUID, dict[str, DenialRate]] = defaultdict(dict)
        for payer, procedure, denied, decided, carc in rows:
            found[payer][procedure] = DenialRate(denied, decided, carc)
        return found

    def counted_on(self) -> date | None:
        """The day the rates were last counted; None where they never were, or nothing was denied."""
        return self.session.scalar(select(func.max(DenialRateRow.counted_on)))

    def count_rates(self, since: date, today: date) -> None:
        """Count the rates anew; while somebody else counts them, the old ones stand."""
        if self.session.scalar(text("SELECT pg_try_advisory_xact_lock(:key)"), {"key": _RATES_LOCK}):
            self.session.execute(text("DELETE FROM denial_rate"))
            self.session.execute(text(_RATES), {"since": since, "today": today})

    def findings(self, claim_ids: Sequence[UUID], states: Sequence[str] = ("open", "accepted")) -> list[EditFinding]:
        statement = (
            select(EditFinding)
            .where(EditFinding.claim_id.in_(claim_ids), EditFinding.state.in_(states))
            .order_by(EditFinding.recorded_at, EditFinding.severity, EditFinding.line_number, EditFinding.id)
            .execution_options(populate_existing=True)
        )
        return list(self.session.scalars(statement))

    def finding(self, finding_id: UUID) -> EditFinding | None:
        return self.session.get(EditFinding, finding_id, with_for_update=True, populate_existing=True)

    def held_for_cover(self, member_ids: Sequence[UUID]) -> list[UUID]:
        """Claims of members that an answer about cover holds back."""
        statement = (
            select(Claim.id)
            .join(EditFinding, EditFinding.claim_id == Claim.id)
            .where(Claim.member_id.in_(member_ids), EditFinding.kind == "cover", EditFinding.state == "open")
        )
        return list(self.session.scalars(statement.distinct()))

    def left_behind(self, before: datetime, limit: int) -> list[UUID]:
        """Built before a moment and never scrubbed."""
        wanted = (OutgoingClaim.state == "built", OutgoingClaim.changed_at < before)
        return list(self.session.scalars(select(OutgoingClaim.claim_id).where(*wanted).limit(limit)))

    def resolve(self, finding_ids: Sequence[UUID], now: datetime) -> None:
        if finding_ids:
            self.session.execute(
                update(EditFinding).where(EditFinding.id.in_(finding_ids)).values(state="resolved", resolved_at=now)
            )

    def decided_on(self, claim_ids: Collection[UUID]) -> dict[UUID, date]:
        """The day of the payer's decision on each of these claims that has one."""
        statement = select(Claim.id, Claim.finalized).where(Claim.id.in_(claim_ids), Claim.finalized.is_not(None))
        return {row.id: row.finalized for row in self.session.execute(statement)} if claim_ids else {}

    def drop_line(self, lines: list[ClaimLine], line: ClaimLine) -> None:
        """Take a line off; those after it move up, because LX01 counts without gaps."""
        self.session.delete(line)
        self.session.flush()
        lines.remove(line)
        for one in lines:
            if one.number > line.number:
                one.number -= 1
                self.session.flush()

    def is_on_file(self, claim_id: UUID) -> bool:
        return self.session.get(Claim, claim_id) is not None

    def is_replaced(self, claim_id: UUID) -> bool:
        """Whether a claim that was neither rejected nor taken off its way takes this one's place."""
        return self.session.scalar(_replacement(claim_id)) is not None

    def charge_written_off(self, claim_id: UUID) -> bool:
        """Whether the charge of a claim no payer has decided was given up: the books hold nothing else of it."""
        return bool(self.charges_written_off([claim_id]))

    def charges_written_off(self, claim_ids: Sequence[UUID]) -> set[UUID]:
        """Those of some claims of which the same holds."""
        return set(self.session.scalars(select(Claim.id).where(one_of(Claim.id, claim_ids), _WRITTEN_OFF)))

    def standing(self, claim_id: UUID) -> Standing | None:
        """Where a claim of ours stands; None where we never billed it."""
        row = self.session.execute(
            select(
                OutgoingClaim.state, Claim.stage, OutgoingClaim.attempts, Claim.finalized.is_not(None),
                Claim.payer_claim_control_number.is_not(None), ~OutgoingClaim.bill.has_key("patient"), _WRITTEN_OFF,
                _replacement(claim_id).scalar_subquery(),
            )
            .join(Claim, Claim.id == OutgoingClaim.claim_id)
            .where(OutgoingClaim.claim_id == claim_id)
        ).first()  # fmt: skip
        return None if row is None else Standing(row[0], row[1], row[2], row[3], row[4], row[5], row[6], row[7])

    def counts(self) -> dict[str, int]:
        statement = select(OutgoingClaim.state, func.count()).group_by(OutgoingClaim.state)
        return {row[0]: row[1] for row in self.session.execute(statement)}

    def listed(self, state: str | None, limit: int) -> list[tuple[OutgoingClaim, Claim, Payer]]:
        statement = (
            select(OutgoingClaim, Claim, Payer)
            .join(Claim, Claim.id == OutgoingClaim.claim_id)
            .join(Payer, Payer.id == Claim.payer_id)
            .order_by(OutgoingClaim.changed_at, OutgoingClaim.claim_id)
            .limit(limit)
        )
        if state is not None:
            statement = statement.where(OutgoingClaim.state == state)
        return [(row[0], row[1], row[2]) for row in self.session.execute(statement)]


def _replacement(claim_id: UUID) -> Select[UUID]:
    """The claim that takes this one's place or takes it back, and was neither rejected nor taken off its way."""
    taking, out = aliased(Claim), aliased(OutgoingClaim)
    return (
        select(taking.id)
        .outerjoin(out, out.claim_id == taking.id)
        .where(
            taking.replaces_id == claim_id, taking.stage != "rejected", func.coalesce(out.state, "") != "withdrawn",
        )
        .limit(1)
    )  # fmt: skip


def _row(one: object, columns: Sequence[str]) -> list[Any]:
    values = [getattr(one, name) for name in columns]
    return [json.dumps(each) if isinstance(each, dict) else each for each in values]
