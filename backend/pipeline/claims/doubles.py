"""Claims that come in twice: which of a file are on file already, so that nothing is billed double."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import exists, select, text
from sqlalchemy.orm import aliased

from backend.kit.bulk import one_of
from backend.kit.repository import Repository
from backend.models.claim import Claim, ClaimEvent, ClaimLine, plain
from backend.models.submission import OutgoingClaim
from backend.pipeline.claims.billed import BilledClaim
from backend.pipeline.claims.numbers import plain_number
from backend.pipeline.claims.repository import NewClaim

TURN_SECONDS = 120


class DoubleRepository(Repository):
    """Claims on file, as far as one that comes in may be the same."""

    def one_at_a_time(self, npis: Iterable[str]) -> None:
        """From here to the end of the transaction nobody else takes in claims of these providers; taken before anything is
        written. Who asks what was billed already then sees all that was taken in before.

        In order, so that none block each other. By provider and not by account, because the database has no room for a lock
        on each of thousands of accounts; so a turn may take longer to come than other waits may.
        """
        usual = self.session.scalar(text("SELECT current_setting('lock_timeout')"))
        patience = text("SELECT set_config('lock_timeout', :time, true)")
        self.session.execute(patience, {"time": f"{TURN_SECONDS}s"})
        self.session.execute(
            text(
                """SELECT pg_advisory_xact_lock(k) FROM (
                       SELECT DISTINCT hashtextextended('billing|' || n, 0) AS k
                       FROM unnest(CAST(:npis AS text[])) AS n ORDER BY 1
                   ) AS keys"""
            ),
            {"npis": list(npis)},
        )
        self.session.execute(patience, {"time": usual})

    def already_billed(self, claims: Sequence[NewClaim]) -> set[int]:
        """Positions of claims we hold already from another file, or from before in this one: same payer, provider, account,
        form, amount and dates, and the same claim replaced or voided. Corrections only where nothing in them is new: one
        after another may change no more than a modifier.
        """
        if not claims:
            return set()
        known = self._billed(claims)
        corrected = {_billing_key(one) for one in claims if one.billed.frequency == "7"}
        said = self._said([id for key, id in known if key in corrected])
        held = {(key, said.get(id, ())) for key, id in known}
        found: set[int] = set()
        for one in claims:
            billing = (_billing_key(one), _words(one.billed) if one.billed.frequency == "7" else ())
            if billing in held:
                found.add(one.file_position)
            held.add(billing)
        return found

    def returned(self, claims: Sequence[tuple[UUID, NewClaim]]) -> list[tuple[UUID, UUID]]:
        """Claims on file that their payer returned at the door and that come in again now: the old one and the new one.

        The same account, payer, provider, form and first day of service; what else the practice put right may be
        anything. Where a corrected claim was asked for, the payer may be what was put right, or the form where the charge
        stays (a hospital bills both forms under one account); so may all where the new one names the old one as what it
        replaces. A claim we bill ourselves is corrected here and not taken for one that comes in.
        """
        news = {_returned_key(one): id for id, one in claims if one.billed.frequency != "8"}
        if not news:
            return []
        put_right = {
            key: id
            for id, one in claims
            if one.billed.frequency != "8"
            for key in _put_right_keys(_returned_key(one), _cents(one.billed.charge))
        }
        asked = exists().where(ClaimEvent.claim_id == Claim.id, ClaimEvent.kind == "replacement_asked")
        rows = self.session.execute(
            select(
                Claim.id, asked, Claim.payer_id, Claim.provider_id, Claim.patient_control_number, Claim.form,
                Claim.payer_order, Claim.service_from, Claim.charge,
            )
            .outerjoin(OutgoingClaim, OutgoingClaim.claim_id == Claim.id)
            .where(
                text(plain("claim.patient_control_number") + " = ANY(:numbers)"),
                Claim.stage == "rejected", OutgoingClaim.claim_id.is_(None),
            )
            .order_by(Claim.id),
            {"numbers": sorted({plain_number(one.billed.patient_control_number) for _, one in claims})},
        )  # fmt: skip
        found = self._named([id for id, one in claims if one.billed.frequency == "7"])
        for old, was_asked, *key, charge in rows:
            new = news.get(tuple(key))
            if new is None and was_asked:
                new = next((put_right[one] for one in _put_right_keys(key, charge.amount) if one in put_right), None)
            if new is not None:
                found.setdefault(old, new)
        return list(found.items())

    def _named(self, corrections: Sequence[UUID]) -> dict[UUID, UUID]:
        """Returned claims that corrections name as what they replace, whatever their account, with the correction."""
        if not corrections:
            return {}
        new = aliased(Claim)
        rows = self.session.execute(
            select(Claim.id, new.id)
            .join(new, new.replaces_id == Claim.id)
            .outerjoin(OutgoingClaim, OutgoingClaim.claim_id == Claim.id)
            .where(one_of(new.id, corrections), Claim.stage == "rejected", OutgoingClaim.claim_id.is_(None))
        )
        return {row[0]: row[1] for row in rows}

    def _billed(self, claims: Sequence[NewClaim]) -> list[tuple[tuple[Any, ...], UUID]]:
        """Claims of the same accounts that no payer returned: what tells one billing from another, and the claim."""
        rows = self.session.execute(
            select(
                Claim.payer_id, Claim.provider_id, Claim.patient_control_number, Claim.form, Claim.frequency,
                Claim.original_claim_number, Claim.service_from, Claim.service_to, Claim.payer_order, Claim.charge, Claim.id,
            ).where(
                text(plain("claim.patient_control_number") + " = ANY(:numbers)"),
                Claim.stage != "rejected",
            ),
            {"numbers": sorted({plain_number(one.billed.patient_control_number) for one in claims})},
        )  # fmt: skip
        return [((*row[:9], row[9].amount), row[10]) for row in rows]

    def _said(self, claim_ids: Sequence[UUID]) -> dict[UUID, tuple[Any, ...]]:
        """All that claims on file say, as :func:`_words` has it of one that comes in."""
        if not claim_ids:
            return {}
        lines: dict[UUID, list[tuple[Any, ...]]] = {}
        wanted = select(ClaimLine).where(one_of(ClaimLine.claim_id, claim_ids)).order_by(ClaimLine.number)
        for line in self.session.scalars(wanted):
            lines.setdefault(line.claim_id, []).append(
                (line.procedure, line.revenue_code, tuple(line.modifiers), tuple(line.diagnosis_pointers),
                 line.place_of_service, line.units, line.service_from, line.service_to, line.charge.amount)
            )  # fmt: skip
        return {
            one.id: (
                tuple(one.diagnoses), one.authorization_number, one.referral_number, one.rendering_npi, one.place_of_service,
                one.other_plan_on_file, tuple(lines.get(one.id, ())),
            )
            for one in self.session.scalars(select(Claim).where(one_of(Claim.id, claim_ids)))
        }  # fmt: skip


def _billing_key(one: NewClaim) -> tuple[Any, ...]:
    billed = one.billed
    return (
        one.payer_id, one.provider_id, billed.patient_control_number, billed.form, billed.frequency,
        billed.original_claim_number, billed.service_from, billed.service_to, billed.payer_order, _cents(billed.charge),
    )  # fmt: skip


def _returned_key(one: NewClaim) -> tuple[Any, ...]:
    billed = one.billed
    return (
        one.payer_id, one.provider_id, billed.patient_control_number, billed.form, billed.payer_order, billed.service_from,
    )  # fmt: skip


def _put_right_keys(returned: Sequence[Any], charge: Decimal) -> tuple[tuple[Any, ...], ...]:
    """What stays the same where a claim was billed anew as asked: all but the payer, or all and the charge but the form."""
    payer, provider, account, form, order, day = returned
    return ("any payer", provider, account, form, order, day), ("any form", payer, provider, account, order, day, charge)


def _words(billed: BilledClaim) -> tuple[Any, ...]:
    """All that a correction says, beside who it is for and what it comes to."""
    return (
        billed.diagnoses, billed.authorization_number, billed.referral_number, billed.rendering_npi, billed.place_of_service,
        billed.other_plan_on_file,
        tuple(
            (line.procedure, line.revenue_code, line.modifiers, line.diagnosis_pointers, line.place_of_service, line.units,
             line.service_from, line.service_to, _cents(line.charge))
            for line in billed.lines
        ),
    )  # fmt: skip


def _cents(amount: Decimal) -> Decimal:
    return amount.quantize(Decimal("0.01"))
