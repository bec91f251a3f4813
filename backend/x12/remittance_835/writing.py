"""835 models into segments, in the order of the guide."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import groupby

from backend.x12 import outgoing as out
from backend.x12.parts import Dates
from backend.x12.remittance_835.models import (
    ClaimPayment,
    LinePayment,
    RemittanceHeader,
    RemittanceTrailer,
)
from backend.x12.values import ZERO, write_amount, write_day
from backend.x12.writer import Outgoing, SetToWrite

_NAME_ORDER = {entity: at for at, entity in enumerate(("QC", "IL", "74", "82", "TT", "PR", "GB"))}


def remittance(
    header: RemittanceHeader, claims: Iterable[ClaimPayment], trailer: RemittanceTrailer | None = None
) -> SetToWrite:
    """An 835. ``claims`` may be a generator; the header's payment amount must already be what they add up to."""
    return SetToWrite("835", _segments(header, claims, trailer or RemittanceTrailer()))


def payment_amount(claims: Iterable[ClaimPayment], trailer: RemittanceTrailer | None = None) -> Decimal:
    """BPR02 that balances: sum of CLP04 less sum of PLB."""
    return sum((claim.paid for claim in claims), ZERO) - (trailer.total if trailer else ZERO)


def _segments(
    header: RemittanceHeader, claims: Iterable[ClaimPayment], trailer: RemittanceTrailer
) -> Iterator[Outgoing]:
    yield from _header(header)
    opened = False
    for claim in claims:
        if not opened:
            yield ("LX", "1")
            opened = True
        yield from claim_segments(claim)
    yield from _trailer(trailer)


def _header(header: RemittanceHeader) -> Iterator[Outgoing]:
    yield (
        "BPR",
        header.handling_code,
        write_amount(header.payment_amount),
        header.credit_or_debit,
        header.payment_method,
        header.payment_format,
        *header.payer_account,
        header.originating_company,
        "",
        *header.payee_account,
        write_day(header.payment_date) if header.payment_date else "",
    )
    yield ("TRN", "1", header.trace_number, header.payer_identifier, header.supplemental_code)
    if header.receiver_id:
        yield ("REF", "EV", header.receiver_id)
    if header.production_date:
        yield ("DTM", "405", write_day(header.production_date))
    payer, payee = header.payer, header.payee
    yield ("N1", "PR", payer.name, payer.id_qualifier, payer.id)
    yield from out.address(payer.address)
    yield from map(out.ref, payer.references)
    yield from map(out.per, payer.contacts)
    yield ("N1", "PE", payee.name, payee.id_qualifier, payee.id)
    yield from out.address(payee.address)
    yield from map(out.ref, payee.references)


def claim_segments(claim: ClaimPayment) -> Iterator[Outgoing]:
    """Loop 2100 and its lines."""
    yield (
        "CLP",
        claim.patient_control_number,
        claim.status,
        write_amount(claim.charge),
        write_amount(claim.paid),
        write_amount(claim.patient_responsibility) if claim.patient_responsibility else "",
        claim.filing_indicator,
        claim.payer_claim_control_number,
        claim.facility_code,
        claim.frequency,
        "",
        claim.diagnosis_related_group,
        out.text(claim.drg_weight),
    )
    yield from out.cas(claim.adjustments)
    names = [claim.patient, *([claim.subscriber] if claim.subscriber else []), *claim.names]
    yield from map(out.nm1, sorted(names, key=lambda name: _NAME_ORDER.get(name.entity, 9)))
    if claim.inpatient:
        yield ("MIA", *claim.inpatient)
    if claim.outpatient:
        yield ("MOA", *claim.outpatient)
    yield from map(out.ref, claim.references)
    yield from _dates(claim.dates)
    yield from map(out.per, claim.contacts)
    yield from map(out.amt, claim.amounts)
    yield from map(out.qty, claim.quantities)
    for line in claim.lines:
        yield from _line(line)


def _dates(dates: Iterable[Dates]) -> Iterator[Outgoing]:
    return (out.dtm(found) for found in dates if found.start)


def _line(line: LinePayment) -> Iterator[Outgoing]:
    yield (
        "SVC",
        out.procedure(line.procedure),
        write_amount(line.charge),
        write_amount(line.paid),
        line.revenue_code,
        out.text(line.paid_units),
        out.procedure(line.submitted_procedure),
        out.text(line.submitted_units),
    )
    yield from _dates(line.dates)
    yield from out.cas(line.adjustments)
    yield from map(out.ref, line.references)
    yield from map(out.amt, line.amounts)
    yield from map(out.qty, line.quantities)
    for code in line.remarks:
        yield ("LQ", "HE", code)


def _trailer(trailer: RemittanceTrailer) -> Iterator[Outgoing]:
    groups = groupby(trailer.provider_adjustments, key=lambda found: (found.provider_id, found.fiscal_period_end))
    for (provider, period), members in groups:
        adjustments = list(members)
        for start in range(0, len(adjustments), 6):
            flat: list[object] = []
            for found in adjustments[start : start + 6]:
                flat += [(found.reason, found.reference), write_amount(found.amount)]
            yield ("PLB", provider, write_day(period) if period else "", *flat)
