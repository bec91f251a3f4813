"""Queries on remittances."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Row, String, Table, any_, bindparam, delete, func, or_, select, text, update
from sqlalchemy.dialects.postgresql import ARRAY

from backend.codes.claim_status import REVERSAL
from backend.kit.bulk import array_text, copy_rows, json_text
from backend.kit.money import Money
from backend.kit.repository import Repository
from backend.models.claim import Claim, plain
from backend.models.file import File
from backend.models.provider import Provider
from backend.models.remittance import Remittance, RemittanceClaim
from backend.pipeline.claims.stage import Advice, JudgedAmount

_ADVICE: Table = RemittanceClaim.__table__  # type: ignore[assignment]
_REMITTANCE: Table = Remittance.__table__  # type: ignore[assignment]
_REMITTANCE_COLUMNS = (
    "id", "file_id", "payer_id", "payer_identifier", "payer_name", "payee_npi", "trace_number", "method", "paid_on",
    "amount", "provider_adjustments", "state",
)  # fmt: skip
_ADVICE_COLUMNS = (
    "id", "remittance_id", "number", "claim_id", "patient_control_number", "payer_claim_control_number", "claim_status",
    "frequency", "charge", "paid", "patient_share", "allowed", "adjustments", "remarks", "lines", "state", "held_reason",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class RemittanceKey:
    """What names a payment once and for all."""

    payer_identifier: str
    trace_number: str
    payee_npi: str


class NewAdvice(NamedTuple):
    """An advice to keep, posted or held."""

    id: UUID
    number: int
    claim_id: UUID | None
    patient_control_number: str
    payer_claim_control_number: str
    claim_status: str
    frequency: str
    charge: Decimal
    paid: Decimal
    patient_share: Decimal
    allowed: Decimal | None
    adjustments: Sequence[dict[str, Any]]
    remarks: Sequence[str]
    lines: Sequence[dict[str, Any]]
    held_reason: str = ""


@dataclass(frozen=True, slots=True)
class NewRemittance:
    """A payment to record."""

    id: UUID
    key: RemittanceKey
    file_id: UUID
    payer_identity: str
    payer_name: str
    method: str
    paid_on: date
    amount: Money
    provider_adjustments: list[dict[str, str]]
    state: str


class RemittanceRepository(Repository):
    """Payments and advices."""

    def lock(self, keys: Iterable[RemittanceKey]) -> None:
        """One worker at a time posts a payment; the next sees all the first has done. In order, so that none block."""
        names = {f"{one.payer_identifier}|{one.trace_number}|{one.payee_npi}" for one in keys}
        self.session.execute(
            text(
                """SELECT pg_advisory_xact_lock(k) FROM (
                       SELECT DISTINCT hashtextextended(n, 0) AS k FROM unnest(CAST(:names AS text[])) AS n ORDER BY 1
                   ) AS keys"""
            ),
            {"names": sorted(names)},
        )

    def find(self, keys: Sequence[RemittanceKey]) -> dict[RemittanceKey, Remittance | NewRemittance]:
        """Payments recorded before."""
        if not keys:
            return {}
        traces = bindparam("traces", sorted({one.trace_number for one in keys}), type_=ARRAY(String))
        wanted = set(keys)
        rows = self.session.scalars(select(Remittance).where(Remittance.trace_number == any_(traces)))
        found = {RemittanceKey(one.payer_identifier, one.trace_number, one.payee_npi): one for one in rows}
        return {key: one for key, one in found.items() if key in wanted}

    def by_id(self, remittance_id: UUID) -> Remittance | None:
        return self.session.get(Remittance, remittance_id)

    def add(self, remittances: Sequence[NewRemittance], payers: Mapping[str, UUID]) -> None:
        copy_rows(
            self.session,
            _REMITTANCE,
            _REMITTANCE_COLUMNS,
            (
                (
                    one.id, one.file_id, payers[one.payer_identity], one.key.payer_identifier, one.payer_name,
                    one.key.payee_npi, one.key.trace_number, one.method, one.paid_on, one.amount.amount,
                    json_text(one.provider_adjustments) if one.provider_adjustments else "[]", one.state,
                )
                for one in remittances
            ),
        )  # fmt: skip

    def being_read(self, file_id: UUID) -> bool:
        """Whether a file is still to be read to its end."""
        return self.session.scalar(select(File.state).where(File.id == file_id)) in ("kept", "reading")

    def start_again(self, remittance: Remittance, sound: NewRemittance) -> list[UUID]:
        """A payment of which nothing was posted is told by another file: its advices make room; their ids."""
        held = delete(RemittanceClaim).where(RemittanceClaim.remittance_id == remittance.id)
        forgotten = self.session.scalars(held.returning(RemittanceClaim.id)).all()
        remittance.file_id, remittance.state, remittance.method = sound.file_id, sound.state, sound.method
        remittance.amount, remittance.paid_on = sound.amount, sound.paid_on
        remittance.provider_adjustments = sound.provider_adjustments
        return list(forgotten)

    def go_on(self, remittance: Remittance, file_id: UUID) -> None:
        """A payment that broke off is told further by another file."""
        remittance.file_id = file_id
        self.session.flush()

    def finish(self, remittance_id: UUID, provider_adjustments: list[dict[str, str]]) -> None:
        """A payment that came in several parts is whole."""
        self.session.execute(
            update(Remittance)
            .where(Remittance.id == remittance_id, Remittance.state == "posting")
            .values(state="posted", provider_adjustments=provider_adjustments)
        )

    def advices_kept(self, remittance_id: UUID) -> Sequence[Row[int, str, str, str, bool]]:
        """Advices of a payment kept before, in the order of their places: place, state, the payer's number and the
        practice's as the payer wrote them, whether it is a reversal."""
        columns = (
            RemittanceClaim.number, RemittanceClaim.state, RemittanceClaim.payer_claim_control_number,
            RemittanceClaim.patient_control_number, RemittanceClaim.claim_status == REVERSAL,
        )  # fmt: skip
        wanted = select(*columns).where(RemittanceClaim.remittance_id == remittance_id)
        return self.session.execute(wanted.order_by(RemittanceClaim.number)).all()

    def add_advices(self, advices: Sequence[tuple[UUID, NewAdvice]]) -> None:
        """Advices, each with the payment it belongs to."""
        copy_rows(
            self.session,
            _ADVICE,
            _ADVICE_COLUMNS,
            (
                (
                    one.id, remittance_id, one.number, one.claim_id, one.patient_control_number,
                    one.payer_claim_control_number, one.claim_status, one.frequency, one.charge, one.paid,
                    one.patient_share, one.allowed, json_text(one.adjustments) if one.adjustments else "[]",
                    array_text(one.remarks) if one.remarks else "{}", json_text(one.lines),
                    "held" if one.held_reason else "posted", one.held_reason,
                )
                for remittance_id, one in advices
            ),
        )  # fmt: skip

    def reversed_claims(self, claim_ids: Sequence[UUID]) -> list[UUID]:
        """Those of some claims, and of the claims they replace, with a posted reversal."""
        replaced = text("SELECT replaces_id FROM claim WHERE id = ANY(:ids) AND replaces_id IS NOT NULL")
        ids = {*claim_ids, *self.session.scalars(replaced, {"ids": list(claim_ids)})}
        rows = self.session.execute(
            text("""SELECT DISTINCT claim_id FROM remittance_claim
                    WHERE claim_id = ANY(:ids) AND state = 'posted' AND claim_status = '22'"""),
            {"ids": list(ids)},
        )
        return [row.claim_id for row in rows]

    def held_for_claims_of(self, file_id: UUID) -> list[UUID]:
        """Advices held because no claim was found, whose account number a claim of this file bears."""
        same = text(plain("claim.patient_control_number") + " = " + plain("remittance_claim.patient_control_number"))
        brought = select(Claim.id).where(Claim.file_id == file_id, same).exists()
        statement = select(RemittanceClaim.id).where(
            RemittanceClaim.state == "held", RemittanceClaim.held_reason == "no_claim_found", brought
        )
        return list(self.session.scalars(statement.order_by(RemittanceClaim.id)))

    def held_advice(self, advice_id: UUID) -> tuple[Remittance, RemittanceClaim] | None:
        """A held advice with its payment, locked; None when somebody posted it meanwhile."""
        row = self.session.execute(
            select(Remittance, RemittanceClaim)
            .join(Remittance, Remittance.id == RemittanceClaim.remittance_id)
            .where(RemittanceClaim.id == advice_id, RemittanceClaim.state == "held")
            .with_for_update(of=RemittanceClaim)
        ).first()
        return (row[0], row[1]) if row else None

    def payee_name(self, number: str) -> str:
        """The billing provider under an NPI or tax id; empty where nobody or more than one bears it."""
        names = self.session.scalars(select(Provider.name).where(or_(Provider.npi == number, Provider.tax_id == number)))
        found = set(names) if number else set()
        return found.pop() if len(found) == 1 else ""

    def earlier_occurrences(self, advice: RemittanceClaim) -> int:
        """How often the payment spoke of the same claim in the same sense before this advice."""
        statement = select(func.count()).where(
            RemittanceClaim.remittance_id == advice.remittance_id,
            RemittanceClaim.number < advice.number,
            RemittanceClaim.payer_claim_control_number == advice.payer_claim_control_number,
            RemittanceClaim.patient_control_number == advice.patient_control_number,
            (RemittanceClaim.claim_status == REVERSAL) == (advice.claim_status == REVERSAL),
        )
        return self.session.scalar(statement) or 0

    def forget(self, advice: RemittanceClaim) -> None:
        """A held advice makes room for the same one posted."""
        self.session.delete(advice)
        self.session.flush()

    def posted_advices(self, claim_ids: Sequence[UUID]) -> dict[UUID, list[Advice]]:
        """Every posted advice of some claims, in the order they came; ``order`` counts them."""
        rows = self.session.execute(
            text(
                """SELECT a.claim_id, a.id, a.claim_status, r.paid_on, a.charge, a.paid, a.allowed, a.adjustments, a.lines
                   FROM remittance_claim a JOIN remittance r ON r.id = a.remittance_id
                   LEFT JOIN LATERAL (SELECT min(e.id) AS came FROM claim_event e
                                      WHERE e.claim_id = a.claim_id AND e.advice_id = a.id) told ON true
                   WHERE a.claim_id = ANY(:ids) AND a.state = 'posted'
                   ORDER BY told.came"""
            ),
            {"ids": list(claim_ids)},
        )
        found: dict[UUID, list[Advice]] = {}
        for claim_id, id, status, paid_on, charge, paid, allowed, adjustments, lines in rows:
            known = found.setdefault(claim_id, [])
            known.append(
                Advice(
                    str(id), status, paid_on, len(known), charge, paid, allowed,
                    (*_adjustments(adjustments), *(each for one in lines for each in _adjustments(one["adjustments"]))),
                )
            )  # fmt: skip
        return found


def _adjustments(stored: Sequence[dict[str, Any]]) -> tuple[JudgedAmount, ...]:
    return tuple((one["group"], one["carc"], Decimal(one["amount"]), one["denial"]) for one in stored)
