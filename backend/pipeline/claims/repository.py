"""Queries on claims: taken in and moved in bulk, found one by one."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Table, select, text

from backend.kit.bulk import array_text, copy_rows, one_of, plain_array
from backend.kit.ids import new_id
from backend.kit.repository import Repository
from backend.models.adjudication import OtherPayerDecision
from backend.models.claim import Claim, ClaimEvent, ClaimLine, plain
from backend.models.provider import Provider
from backend.pipeline.claims.billed import BilledClaim
from backend.pipeline.claims.numbers import plain_number
from backend.pipeline.claims.stage import Position, Status

_CLAIM: Table = Claim.__table__  # type: ignore[assignment]
_LINE: Table = ClaimLine.__table__  # type: ignore[assignment]
_EVENT: Table = ClaimEvent.__table__  # type: ignore[assignment]
_OTHER_PAYER: Table = OtherPayerDecision.__table__  # type: ignore[assignment]
_CLAIM_COLUMNS = (
    "id", "payer_id", "provider_id", "member_id", "file_id", "file_position", "patient_control_number", "form",
    "frequency", "original_claim_number", "replaces_id", "plan_type", "filing_indicator", "payer_order",
    "other_plan_on_file", "authorization_number", "referral_number", "rendering_npi", "place_of_service", "diagnoses",
    "service_from", "service_to", "received", "charge", "sensitive", "stage", "status_category", "status_code",
)  # fmt: skip
_LINE_COLUMNS = (
    "claim_id", "number", "procedure", "revenue_code", "modifiers", "diagnosis_pointers", "place_of_service", "units",
    "service_from", "service_to", "charge",
)  # fmt: skip
_OTHER_PAYER_COLUMNS = (
    "claim_id", "number", "responsibility", "payer_identifier", "payer_name", "paid", "patient_share", "lines", "decided_on",
)  # fmt: skip
_EVENT_COLUMNS = ("claim_id", "kind", "effective", "category", "status_code", "file_id", "advice_id", "detail")


@dataclass(frozen=True, slots=True)
class NewClaim:
    """A claim to add, its parties known."""

    billed: BilledClaim
    payer_id: UUID
    provider_id: UUID
    member_id: UUID
    file_id: UUID
    file_position: int
    received: date


class NewEvent(NamedTuple):
    """Something that happened to a claim."""

    claim_id: UUID
    kind: str
    effective: date
    category: str = ""
    status_code: str = ""
    file_id: UUID | None = None
    advice_id: UUID | None = None
    detail: dict[str, Any] | None = None


class KnownClaim(NamedTuple):
    """What matching and projecting need of a claim."""

    id: UUID
    provider_npi: str
    payer_id: UUID
    patient_control_number: str
    payer_claim_control_number: str | None
    charge: Decimal
    stage: str
    frequency: str
    advice_id: UUID | None
    plan_type: str
    service_from: date
    authorization_on_file: bool
    other_plan_on_file: bool
    provider_id: UUID
    original_claim_number: str | None
    place_of_service: str


class ClaimRepository(Repository):
    """Claims, their lines and events."""

    def positions_taken(self, file_id: UUID, positions: Sequence[int]) -> set[int]:
        """Which claims of a file are in already."""
        statement = text("SELECT file_position FROM claim WHERE file_id = :file AND file_position = ANY(:positions)")
        return set(self.session.scalars(statement, {"file": file_id, "positions": list(positions)}))

    def add(self, claims: Sequence[NewClaim]) -> list[UUID]:
        """Add claims with their lines and their first event."""
        ids = [new_id() for _ in claims]
        originals = self._originals(claims)
        pairs = list(zip(ids, claims, strict=True))
        copy_rows(self.session, _CLAIM, _CLAIM_COLUMNS, (_claim_row(id, one, originals) for id, one in pairs))
        copy_rows(self.session, _LINE, _LINE_COLUMNS, (row for id, one in pairs for row in _line_rows(id, one.billed)))
        others = [row for id, one in pairs if one.billed.other_payers for row in _other_payer_rows(id, one.billed)]
        if others:
            copy_rows(self.session, _OTHER_PAYER, _OTHER_PAYER_COLUMNS, others)
        events = [NewEvent(id, "received", one.received, file_id=one.file_id) for id, one in pairs]
        kinds = {"7": "replaced", "8": "void_requested"}
        for id, one in pairs:
            original = originals.get((one.provider_id, one.billed.original_claim_number or ""))
            if original is not None and one.billed.frequency in kinds:
                events.append(NewEvent(original, kinds[one.billed.frequency], one.received, detail={"by": str(id)}))
        self.add_events(events)
        return ids

    def _originals(self, claims: Sequence[NewClaim]) -> dict[tuple[UUID, str], UUID]:
        """The claims that replacements and voids name, where we hold them and the same provider billed them."""
        numbers = {one.billed.original_claim_number for one in claims if one.billed.original_claim_number}
        if not numbers:
            return {}
        rows = self.session.execute(
            select(Claim.provider_id, Claim.payer_claim_control_number, Claim.id).where(
                text(plain("claim.payer_claim_control_number") + " = ANY(:numbers)")
            ),
            {"numbers": sorted(plain_number(one) for one in numbers)},
        )
        return {(provider, number or ""): id for provider, number, id in rows}

    def named_by(self, claim_ids: Sequence[UUID]) -> dict[UUID, UUID]:
        """What corrections name as replaced, by the correction; their history was told with the correction itself."""
        statement = select(Claim.id, Claim.replaces_id).where(
            one_of(Claim.id, claim_ids), Claim.frequency == "7", Claim.replaces_id.is_not(None)
        )
        return {id: named for id, named in self.session.execute(statement) if named is not None}

    def originals_of_file(self, file_id: UUID) -> list[UUID]:
        """Claims replaced or voided by claims of a file."""
        statement = select(Claim.replaces_id).where(Claim.file_id == file_id, Claim.replaces_id.is_not(None))
        return [one for one in self.session.scalars(statement) if one is not None]

    def add_events(self, events: Iterable[NewEvent]) -> None:
        rows = (
            (
                one.claim_id, one.kind, one.effective, one.category, one.status_code, one.file_id, one.advice_id,
                json.dumps(one.detail) if one.detail else "{}",
            )
            for one in events
        )  # fmt: skip
        copy_rows(self.session, _EVENT, _EVENT_COLUMNS, rows)

    def known(
        self, patient_control_numbers: Iterable[str], payer_numbers: Iterable[str], ids: Sequence[UUID] = (), *,
        lock: bool = False,
    ) -> list[KnownClaim]:  # fmt: skip
        """Every claim that bears one of the numbers, the practice's or the payer's, written either way; and those named."""
        account, number = plain("c.patient_control_number"), plain("c.payer_claim_control_number")
        rows = self.session.execute(
            text(  # the only parts put in are our own column expressions
                f"""SELECT c.id, p.npi, c.payer_id, c.patient_control_number, c.payer_claim_control_number, c.charge,
                           c.stage, c.frequency, c.advice_id, c.plan_type, c.service_from,
                           c.authorization_number IS NOT NULL, c.other_plan_on_file, c.provider_id,
                           c.original_claim_number, c.place_of_service
                    FROM claim c JOIN provider p ON p.id = c.provider_id
                    WHERE {account} = ANY(CAST(:account AS text[])) OR {number} = ANY(CAST(:number AS text[]))
                          {"OR c.id = ANY(CAST(:ids AS uuid[]))" if ids else ""}
                    ORDER BY c.id {"FOR NO KEY UPDATE OF c" if lock else ""}"""  # noqa: S608
            ),
            {
                "account": array_text(sorted({plain_number(one) for one in patient_control_numbers} - {""})),
                "number": array_text(sorted({plain_number(one) for one in payer_numbers} - {""})),
                **({"ids": plain_array(ids)} if ids else {}),
            },
        )
        return [KnownClaim(*row) for row in rows]

    def statuses(self, claim_ids: Sequence[UUID]) -> dict[UUID, list[Status]]:
        """Acknowledgements and status answers of each claim, oldest first."""
        rows = self.session.execute(
            select(
                ClaimEvent.claim_id, ClaimEvent.category, ClaimEvent.status_code, ClaimEvent.effective, ClaimEvent.id
            )
            .where(one_of(ClaimEvent.claim_id, claim_ids), ClaimEvent.category != "")
            .order_by(ClaimEvent.id)
        )
        found: dict[UUID, list[Status]] = {}
        for claim_id, category, code, effective, order in rows:
            found.setdefault(claim_id, []).append(Status(category, code, effective, order))
        return found

    def undecided(self, claim_ids: Sequence[UUID]) -> list[UUID]:
        """Those no remittance has decided."""
        statement = select(Claim.id).where(one_of(Claim.id, claim_ids), Claim.finalized.is_(None))
        return list(self.session.scalars(statement))

    def held(self, claim_ids: Sequence[UUID]) -> set[UUID]:
        """Claims whose last hold has not been released."""
        rows = self.session.execute(
            select(ClaimEvent.claim_id, ClaimEvent.kind)
            .where(one_of(ClaimEvent.claim_id, claim_ids), ClaimEvent.kind.in_(("held", "released")))
            .order_by(ClaimEvent.id)
        )
        last = {row.claim_id: row.kind for row in rows}
        return {claim_id for claim_id, kind in last.items() if kind == "held"}

    def move(self, positions: Sequence[tuple[UUID, Position]]) -> None:
        """Write the projection of many claims."""
        if not positions:
            return
        rows = [
            (
                id.hex, at.stage, at.category, at.code, at.finalized, at.allowed, at.paid, at.deductible,
                at.coinsurance, at.copay, at.other_share, at.advice,
            )
            for id, at in positions
        ]  # fmt: skip
        ids, *words, finalized, allowed, paid, deductible, coinsurance, copay, other, advices = zip(*rows, strict=True)
        amounts = (finalized, allowed, paid, deductible, coinsurance, copay, other, advices)
        columns = [plain_array(ids), *map(array_text, words), *map(plain_array, amounts)]
        names = "abcdefghijkl"
        self.session.execute(
            text(
                """UPDATE claim SET stage = v.b, status_category = v.c, status_code = v.d, finalized = v.e, allowed = v.f,
                          paid = v.g, deductible = v.h, coinsurance = v.i, copay = v.j, other_share = v.k, advice_id = v.l
                   FROM unnest(CAST(:a AS uuid[]), CAST(:b AS text[]), CAST(:c AS text[]), CAST(:d AS text[]),
                               CAST(:e AS date[]), CAST(:f AS numeric[]), CAST(:g AS numeric[]), CAST(:h AS numeric[]),
                               CAST(:i AS numeric[]), CAST(:j AS numeric[]), CAST(:k AS numeric[]), CAST(:l AS uuid[]))
                        AS v(a, b, c, d, e, f, g, h, i, j, k, l)
                   WHERE claim.id = v.a"""
            ),
            dict(zip(names, columns, strict=True)),
        )

    def move_together(self, claim_ids: Sequence[UUID], at: Position) -> None:
        """Put many undecided claims to one place in their way; no money is known yet."""
        if claim_ids:
            self.session.execute(
                text(
                    """UPDATE claim SET stage = :stage, status_category = :category, status_code = :code
                       WHERE id = ANY(CAST(:ids AS uuid[]))"""
                ),
                {
                    "ids": "{" + ",".join(one.hex for one in claim_ids) + "}", "stage": at.stage, "category": at.category,
                    "code": at.code,
                },
            )  # fmt: skip

    def name_numbers(self, numbers: Sequence[tuple[UUID, str, date | None]]) -> None:
        """Note the number the payer gave a claim and the day the payer has it; a number given before stays."""
        if not numbers:
            return
        self.session.execute(
            text(
                """UPDATE claim SET payer_claim_control_number = coalesce(claim.payer_claim_control_number, nullif(v.n, '')),
                          received = coalesce(v.d, claim.received)
                   FROM unnest(CAST(:a AS uuid[]), CAST(:n AS text[]), CAST(:d AS date[])) AS v(a, n, d)
                   WHERE claim.id = v.a"""
            ),
            {"a": [a for a, _, _ in numbers], "n": [n for _, n, _ in numbers], "d": [d for _, _, d in numbers]},
        )

    def by_id(self, claim_id: UUID) -> Claim | None:
        return self.session.get(Claim, claim_id)

    def provider_npi(self, provider_id: UUID) -> str | None:
        return self.session.scalar(select(Provider.npi).where(Provider.id == provider_id))


def _claim_row(id: UUID, one: NewClaim, originals: dict[tuple[UUID, str], UUID]) -> tuple[Any, ...]:
    billed = one.billed
    return (
        id, one.payer_id, one.provider_id, one.member_id, one.file_id, one.file_position, billed.patient_control_number,
        billed.form, billed.frequency, billed.original_claim_number,
        originals.get((one.provider_id, billed.original_claim_number or "")), billed.plan_type, billed.filing_indicator,
        billed.payer_order, billed.other_plan_on_file, billed.authorization_number, billed.referral_number,
        billed.rendering_npi, billed.place_of_service, array_text(billed.diagnoses), billed.service_from, billed.service_to,
        one.received, billed.charge, billed.sensitive, "received", "A0", "",
    )  # fmt: skip


def _line_rows(id: UUID, billed: BilledClaim) -> Iterable[tuple[Any, ...]]:
    for number, line in enumerate(billed.lines, 1):
        yield (
            id, number, line.procedure, line.revenue_code, array_text(line.modifiers), array_text(line.diagnosis_pointers),
            line.place_of_service, line.units, line.service_from, line.service_to, line.charge,
        )  # fmt: skip


def _other_payer_rows(id: UUID, billed: BilledClaim) -> Iterable[tuple[Any, ...]]:
    for number, one in enumerate(billed.other_payers, 1):
        yield (
            id, number, one.responsibility, one.payer_identifier, one.payer_name, one.paid, one.patient_share,
            json.dumps({str(line): str(share) for line, share in one.lines}), one.decided_on,
        )  # fmt: skip
