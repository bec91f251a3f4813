"""837 segments into models. Context (provider, subscriber, patient) is read once per level and shared by its claims."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import Any

from backend.x12.claim_837.lines import Group, read_line, read_provider, split_lines
from backend.x12.claim_837.models import (
    BillingProvider,
    Claim,
    HealthCareCode,
    OtherPayer,
    Patient,
    Payer,
    SubmissionHeader,
    Subscriber,
)
from backend.x12.delimiters import Delimiters
from backend.x12.parts import (
    PAD,
    Address,
    Adjustment,
    Amount,
    Contact,
    Elements,
    Name,
    Reference,
    adjustments,
    contact,
    dtp,
    first_value,
    money,
    name,
    reference,
)
from backend.x12.values import amount, day, optional_amount

NOBODY = Name("", "")
_NO_PROVIDER = BillingProvider(Name("85", ""), Address())
_NO_SUBSCRIBER = Subscriber("", "", Name("IL", ""), Payer(Name("PR", "")))


def read_header(segments: Sequence[Elements], _: Delimiters) -> SubmissionHeader:
    """BHT, loop 1000A, loop 1000B."""
    bht = next((e for e in segments if e[0] == "BHT"), ["BHT"]) + PAD
    names = [name(e) for e in segments if e[0] == "NM1"]
    return SubmissionHeader(
        bht[3],
        day(bht[4]),
        bht[5],
        next((found for found in names if found.entity == "41"), NOBODY),
        next((found for found in names if found.entity == "40"), NOBODY),
        tuple(contact(e) for e in segments if e[0] == "PER"),
        bht[2],
        bht[6],
    )


def _demographics(
    segments: Sequence[Elements],
) -> tuple[Address | None, date | None, str, tuple[Reference, ...], tuple[Contact, ...]]:
    group = Group(segments)
    dmg = group.first("DMG") + PAD
    return group.address, day(dmg[2]), dmg[3], group.references, group.contacts


def _parties(segments: Sequence[Elements]) -> dict[str, list[Elements]]:
    """Segments of a level by the NM101 that opens each party; what comes before the first is under empty."""
    parties: dict[str, list[Elements]] = {"": []}
    current = parties[""]
    for e in segments:
        if e[0] == "NM1":
            current = parties.setdefault(e[1] if len(e) > 1 else "?", [])
        current.append(e)
    return parties


def _name(parties: dict[str, list[Elements]], entity: str) -> Name:
    found = parties.get(entity)
    return name(found[0]) if found else Name(entity, "")


def read_billing_provider(segments: Sequence[Elements]) -> BillingProvider:
    """Loops 2000A, 2010AA, 2010AB."""
    parties = _parties(segments)
    own = Group(parties.get("85", ()))
    taxonomy = next((e[3] for e in parties[""] if e[0] == "PRV" and len(e) > 3), "")
    qualifier = "SY" if not first_value(own.references, "EI") and first_value(own.references, "SY") else "EI"
    return BillingProvider(
        _name(parties, "85"),
        own.address or Address(),
        first_value(own.references, qualifier),
        qualifier,
        taxonomy,
        tuple(found for found in own.references if found.qualifier != qualifier),
        own.contacts,
        Group(parties["87"]).address if "87" in parties else None,
    )


def read_subscriber(segments: Sequence[Elements]) -> Subscriber:
    """Loops 2000B, 2010BA, 2010BB."""
    parties = _parties(segments)
    sbr = next((e for e in parties[""] if e[0] == "SBR"), ["SBR"]) + PAD
    where, born, sex, references, contacts = _demographics(parties.get("IL", ()))
    payer = Group(parties.get("PR", ()))
    return Subscriber(
        sbr[1],
        sbr[2],
        _name(parties, "IL"),
        Payer(_name(parties, "PR"), payer.address, payer.references),
        sbr[9],
        sbr[3],
        sbr[4],
        sbr[5],
        where,
        born,
        sex,
        references,
        contacts,
    )


def read_patient(segments: Sequence[Elements]) -> Patient:
    """Loops 2000C, 2010CA."""
    parties = _parties(segments)
    pat = next((e for e in parties[""] if e[0] == "PAT"), ["PAT"]) + PAD
    where, born, sex, references, contacts = _demographics(parties.get("QC", ()))
    return Patient(pat[1], _name(parties, "QC"), where, born, sex, references, contacts)


def health_care_codes(e: Elements, component: str) -> list[HealthCareCode]:
    """HI: up to twelve composites."""
    found = []
    for text in e[1:]:
        if not text:
            continue
        parts = text.split(component)
        if len(parts) == 2:
            found.append(HealthCareCode(parts[0], parts[1]))
            continue
        parts += PAD
        found.append(HealthCareCode(parts[0], parts[1], parts[2], parts[3], optional_amount(parts[4]), parts[8]))
    return found


def _other_payer(segments: Sequence[Elements]) -> OtherPayer:
    """Loop 2320 and its 2330 loops."""
    parties = _parties(segments)
    own = parties[""]
    sbr, oi = own[0] + PAD, next((e for e in own if e[0] == "OI"), ["OI"]) + PAD
    adjusted: list[Adjustment] = []
    amounts: list[Amount] = []
    outpatient: tuple[str, ...] = ()
    for e in own:
        if e[0] == "CAS":
            adjusted += adjustments(e)
        elif e[0] == "AMT":
            amounts.append(money(e))
        elif e[0] == "MOA":
            outpatient = tuple(e[1:])
    payer = Group(parties.get("PR", ()))
    return OtherPayer(
        sbr[1],
        sbr[2],
        sbr[9],
        _name(parties, "IL"),
        _name(parties, "PR"),
        sbr[3],
        sbr[4],
        sbr[5],
        tuple(adjusted),
        tuple(amounts),
        oi[3],
        oi[6],
        next((found.start for found in payer.dates if found.qualifier == "573"), None),
        payer.references,
        outpatient,
    )


def _split_claim(segments: Sequence[Elements]) -> tuple[list[Elements], list[list[Elements]], list[list[Elements]]]:
    """The claim's own segments, its 2310 providers, and its 2320 other payers (lines already taken off)."""
    own: list[Elements] = []
    providers: list[list[Elements]] = []
    payers: list[list[Elements]] = []
    current = own
    for e in segments:
        if e[0] == "SBR":
            current = [e]
            payers.append(current)
            continue
        if e[0] == "NM1" and not payers:
            current = [e]
            providers.append(current)
            continue
        current.append(e)
    return own, providers, payers


def read_claim(
    segments: Sequence[Elements],
    delimiters: Delimiters,
    provider: BillingProvider,
    subscriber: Subscriber,
    patient: Patient | None,
) -> Claim:
    """Loop 2300 with everything below it."""
    body, lines = split_lines(segments)
    own, providers, payers = _split_claim(body[1:])
    clm = body[0] + PAD
    component = delimiters.component
    facility = clm[5].split(component) + PAD
    causes = clm[11].split(component) + PAD
    lists: dict[str, list[Any]] = {kind: [] for kind in ("DTP", "REF", "AMT", "NTE", "PWK")}
    codes: list[HealthCareCode] = []
    admission: tuple[str, str, str] | None = None
    for e in own:
        kind = e[0]
        if kind == "HI":
            codes += health_care_codes(e, component)
        elif kind in lists:
            lists[kind].append(_READERS[kind](e))
        elif kind == "CL1":
            e = e + PAD
            admission = (e[1], e[2], e[3])
    return Claim(
        clm[1],
        amount(clm[2]),
        facility[0],
        facility[1],
        facility[2],
        provider,
        subscriber,
        patient,
        tuple(codes),
        tuple(read_line(line, component) for line in lines),
        clm[6],
        clm[7],
        clm[8],
        clm[9],
        tuple(cause for cause in causes[:3] if cause),
        causes[3],
        clm[20],
        admission,
        tuple(lists["DTP"]),
        tuple(lists["REF"]),
        tuple(lists["AMT"]),
        tuple(lists["NTE"]),
        tuple(lists["PWK"]),
        tuple(read_provider(found) for found in providers),
        tuple(_other_payer(found) for found in payers),
    )


def _attachment(e: Elements) -> tuple[str, str, str]:
    e = e + PAD
    return e[1], e[2], e[6]


_READERS: dict[str, Any] = {"DTP": dtp, "REF": reference, "AMT": money, "NTE": reference, "PWK": _attachment}


class ClaimAssembler:
    """Carries provider, subscriber and patient from their HL levels to the claims below."""

    starts = frozenset(("HL", "CLM"))

    def __init__(self) -> None:
        self._provider = _NO_PROVIDER
        self._subscriber = _NO_SUBSCRIBER
        self._patient: Patient | None = None

    def header(self, segments: list[Elements], delimiters: Delimiters) -> SubmissionHeader:
        return read_header(segments, delimiters)

    def level(self, segments: list[Elements]) -> str:
        return "claim" if segments[0][0] == "CLM" else ""

    def take(self, segments: list[Elements], delimiters: Delimiters) -> Callable[[], Any]:
        if segments[0][0] == "CLM":
            return partial(read_claim, segments, delimiters, self._provider, self._subscriber, self._patient)
        level = segments[0][3] if len(segments[0]) > 3 else ""
        if level == "20":
            self._provider, self._subscriber, self._patient = read_billing_provider(segments), _NO_SUBSCRIBER, None
        elif level == "22":
            self._subscriber, self._patient = read_subscriber(segments), None
        elif level == "23":
            self._patient = read_patient(segments)
        return lambda: None

    def trailer(self, segments: list[Elements], delimiters: Delimiters) -> None:
        return None
