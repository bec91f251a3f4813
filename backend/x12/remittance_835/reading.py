"""835 segments into models. One pass per claim; nothing raises, whatever stands in the segments."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from backend.x12.delimiters import Delimiters
from backend.x12.parts import (
    PAD,
    Address,
    Adjustment,
    Contact,
    Elements,
    Name,
    Reference,
    address,
    adjustments,
    contact,
    dtm,
    money,
    name,
    procedure,
    quantity,
    reference,
)
from backend.x12.remittance_835.models import (
    BankAccount,
    ClaimPayment,
    LinePayment,
    Payee,
    Payer,
    ProviderAdjustment,
    RemittanceHeader,
    RemittanceTrailer,
)
from backend.x12.values import amount, day, optional_amount

NOBODY = Name("QC", "", "")


def read_header(segments: Sequence[Elements], _: Delimiters) -> RemittanceHeader:
    """BPR, TRN, REF*EV, DTM*405, loops 1000A and 1000B."""
    found: dict[str, Elements] = {}
    parties: list[tuple[Elements, list[Elements]]] = []
    for e in segments:
        if e[0] == "N1":
            parties.append((e, []))
        elif parties:
            parties[-1][1].append(e)
        elif e[0] in ("REF", "DTM"):
            found.setdefault(e[0] + "*" + (e[1] if len(e) > 1 else ""), e)
        else:
            found.setdefault(e[0], e)
    bpr = found.get("BPR", ["BPR"]) + PAD
    trn = found.get("TRN", ["TRN"]) + PAD
    payer = next((party for party in parties if party[0][1:2] == ["PR"]), None)
    payee = next((party for party in parties if party[0][1:2] == ["PE"]), None)
    return RemittanceHeader(
        payment_amount=amount(bpr[2]),
        payment_method=bpr[4],
        payment_date=day(bpr[16]),
        trace_number=trn[2],
        payer_identifier=trn[3],
        payer=_payer(*payer) if payer else Payer(""),
        payee=_payee(*payee) if payee else Payee("", "", ""),
        handling_code=bpr[1],
        credit_or_debit=bpr[3],
        payment_format=bpr[5],
        payer_account=BankAccount(*bpr[6:10]),
        payee_account=BankAccount(*bpr[12:16]),
        originating_company=bpr[10],
        supplemental_code=trn[4],
        receiver_id=(found.get("REF*EV", ["REF"]) + PAD)[2],
        production_date=day((found.get("DTM*405", ["DTM"]) + PAD)[2]),
    )


def _details(segments: Sequence[Elements]) -> tuple[Address, tuple[Reference, ...], tuple[Contact, ...]]:
    n3: Elements = []
    n4: Elements = []
    references: list[Reference] = []
    contacts: list[Contact] = []
    for e in segments:
        if e[0] == "N3":
            n3 = e
        elif e[0] == "N4":
            n4 = e
        elif e[0] == "REF":
            references.append(reference(e))
        elif e[0] == "PER":
            contacts.append(contact(e))
    return address(n3, n4), tuple(references), tuple(contacts)


def _payer(n1: Elements, rest: Sequence[Elements]) -> Payer:
    n1 = n1 + PAD
    where, references, contacts = _details(rest)
    return Payer(n1[2], n1[3], n1[4], where, references, contacts)


def _payee(n1: Elements, rest: Sequence[Elements]) -> Payee:
    n1 = n1 + PAD
    where, references, _ = _details(rest)
    return Payee(n1[2], n1[3], n1[4], where, references)


def _line(segments: Sequence[Elements], component: str) -> LinePayment:
    """Loop 2110: SVC first, then what belongs to it."""
    dates: list[Any] = []
    adjusted: list[Adjustment] = []
    references: list[Any] = []
    amounts: list[Any] = []
    quantities: list[Any] = []
    remarks: list[str] = []
    for e in segments:
        kind = e[0]
        if kind == "DTM":
            dates.append(dtm(e))
        elif kind == "CAS":
            adjusted += adjustments(e)
        elif kind == "REF":
            references.append(reference(e))
        elif kind == "AMT":
            amounts.append(money(e))
        elif kind == "LQ":
            remarks.append(e[2] if len(e) > 2 else "")
        elif kind == "QTY":
            quantities.append(quantity(e))
    svc = segments[0]
    if len(svc) < 8:
        svc = svc + PAD
    return LinePayment(
        procedure(svc[1], component),
        amount(svc[2]),
        amount(svc[3]),
        svc[4],
        optional_amount(svc[5]),
        procedure(svc[6], component) if svc[6] else None,
        optional_amount(svc[7]),
        tuple(dates),
        tuple(adjusted),
        tuple(references),
        tuple(amounts),
        tuple(quantities),
        tuple(remarks),
    )


def read_claim(segments: Sequence[Elements], delimiters: Delimiters) -> ClaimPayment:
    """Loop 2100: CLP first, then what belongs to it, then its lines."""
    starts = [at for at, e in enumerate(segments) if e[0] == "SVC"]
    body = segments[1 : starts[0]] if starts else segments[1:]
    adjusted: list[Adjustment] = []
    lists: dict[str, list[Any]] = {"NM1": [], "REF": [], "DTM": [], "PER": [], "AMT": [], "QTY": []}
    inpatient: tuple[str, ...] = ()
    outpatient: tuple[str, ...] = ()
    for e in body:
        kind = e[0]
        if kind == "CAS":
            adjusted += adjustments(e)
        elif kind == "MIA":
            inpatient = tuple(e[1:])
        elif kind == "MOA":
            outpatient = tuple(e[1:])
        elif kind in lists:
            lists[kind].append(_READERS[kind](e))
    people = lists["NM1"]
    patient = subscriber = None
    for person in people:
        if person.entity == "QC":
            patient = patient or person
        elif person.entity == "IL":
            subscriber = subscriber or person
    clp = segments[0]
    if len(clp) < 13:
        clp = clp + PAD
    component = delimiters.component
    starts.append(len(segments))
    return ClaimPayment(
        clp[1],
        clp[2],
        amount(clp[3]),
        amount(clp[4]),
        amount(clp[5]),
        clp[6],
        clp[7],
        patient or NOBODY,
        clp[8],
        clp[9],
        clp[11],
        optional_amount(clp[12]),
        tuple(adjusted),
        subscriber,
        tuple(person for person in people if person is not patient and person is not subscriber),
        tuple(lists["REF"]),
        tuple(lists["DTM"]),
        tuple(lists["PER"]),
        tuple(lists["AMT"]),
        tuple(lists["QTY"]),
        inpatient,
        outpatient,
        remark_codes(inpatient, outpatient) if inpatient or outpatient else (),
        tuple(_line(segments[start:end], component) for start, end in itertools.pairwise(starts)),
    )


_READERS: dict[str, Any] = {
    "NM1": name,
    "REF": reference,
    "DTM": dtm,
    "PER": contact,
    "AMT": money,
    "QTY": quantity,
}


def remark_codes(inpatient: Sequence[str], outpatient: Sequence[str]) -> tuple[str, ...]:
    """RARCs of MIA05, MIA20-23 and MOA03-07."""
    mia = [inpatient[at] for at in (4, 19, 20, 21, 22) if at < len(inpatient)]
    moa = [outpatient[at] for at in range(2, 7) if at < len(outpatient)]
    return tuple(code for code in mia + moa if code)


def read_trailer(segments: Sequence[Elements], delimiters: Delimiters) -> RemittanceTrailer:
    """PLB: provider, fiscal period, then reason with reference and amount up to six times."""
    found: list[ProviderAdjustment] = []
    for e in segments:
        if e[0] != "PLB":
            continue
        count = len(e)
        e = e + PAD
        for at in range(3, min(count, 15), 2):
            if e[at] or e[at + 1]:
                reason, _, rest = e[at].partition(delimiters.component)
                found.append(ProviderAdjustment(e[1], day(e[2]), reason, amount(e[at + 1]), rest))
    return RemittanceTrailer(tuple(found))


class RemittanceAssembler:
    """CLP loops are records; LX with TS3 and TS2 are context; PLB is the trailer."""

    starts = frozenset(("CLP", "LX", "PLB"))

    def header(self, segments: list[Elements], delimiters: Delimiters) -> RemittanceHeader:
        return read_header(segments, delimiters)

    def level(self, segments: list[Elements]) -> str:
        return "claim" if segments[0][0] == "CLP" else ""

    def take(self, segments: list[Elements], delimiters: Delimiters) -> Callable[[], Any]:
        return partial(read_claim, segments, delimiters)

    def trailer(self, segments: list[Elements], delimiters: Delimiters) -> RemittanceTrailer:
        return read_trailer(segments, delimiters)
