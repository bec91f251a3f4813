"""The world's claims as 837 transactions, and the acknowledgements that answer them (999, 277CA)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from itertools import groupby

from backend.world.payers import PayerProfile
from backend.world.people import Person
from backend.world.records import Coverage, Practice, WorldClaim, WorldLine, dollars
from backend.x12.acknowledgement_277ca.models import (
    AcknowledgementHeader,
    ClaimAcknowledgement,
    LevelAcknowledgement,
    StatusInformation,
)
from backend.x12.acknowledgement_277ca.writing import acknowledgement
from backend.x12.claim_837.models import (
    BillingProvider,
    Claim,
    ClaimProvider,
    HealthCareCode,
    OtherPayer,
    Patient,
    Payer,
    ServiceLine,
    SubmissionHeader,
    Subscriber,
)
from backend.x12.claim_837.writing import claims as claims_set
from backend.x12.parts import Address, Amount, ClaimStatus, Contact, Dates, Name, Procedure, Quantity, Reference
from backend.x12.writer import SetToWrite

SUBMITTER = Name("41", "2", "Rivergate Billing Services", id_qualifier="46", id="RIVERGATE")
CLEARINGHOUSE = Name("40", "2", "Crosswind Clearinghouse", id_qualifier="46", id="CROSSWIND")
_CONTACT = Contact("IC", "Claims Desk", (("TE", "4405550142"),))
REJECTED = ("A3", "A6", "A7", "A8")


def reference(kind: str, region: int, day: date) -> str:
    """BHT03: names one submission, so that its acknowledgement can name it."""
    return f"{kind}{region:05d}{day:%y%m%d}"


def submissions(region: int, claims: list[WorldClaim], *, institutional: bool) -> Iterator[SetToWrite]:
    """One 837 a day of submission, neighbours in the hierarchy side by side."""
    sent = [(one.submitted, one, "1") for one in claims if one.institutional == institutional and one.frequency == "1"]
    yield from _days("I" if institutional else "P", region, sent, institutional)


def corrections(region: int, claims: list[WorldClaim], *, institutional: bool) -> Iterator[SetToWrite]:
    """Replacements and voids, in files of their own: they name the payer's number of the first claim."""
    mine = [one for one in claims if one.institutional == institutional]
    sent = [(one.submitted, one, "7") for one in mine if one.frequency == "7"]
    for one in mine:
        if one.voided and one.first_finalized is not None:
            sent.append((one.first_finalized + timedelta(days=3), one, "8"))
    yield from _days("J" if institutional else "Q", region, sent, institutional)


def _days(
    kind: str, region: int, sent: list[tuple[date, WorldClaim, str]], institutional: bool
) -> Iterator[SetToWrite]:
    sent.sort(key=lambda item: (item[0], item[1].practice.number, item[1].coverage.member_id, item[1].number))
    for day, members in groupby(sent, key=lambda item: item[0]):
        header = SubmissionHeader(reference(kind, region, day), day, "0815", SUBMITTER, CLEARINGHOUSE, (_CONTACT,))
        models = (claim_model(one, frequency) for _, one, frequency in members)
        yield claims_set(header, models, institutional=institutional)


def _address(of: Person | Practice) -> Address:
    # a billing provider's ZIP code has nine digits (X222 2010AA N403)
    return Address(of.address, "", of.city, of.state, of.zip + ("0100" if isinstance(of, Practice) else ""))


def _person(entity: str, person: Person, member_id: str) -> Name:
    return Name(entity, "1", person.last, person.first, id_qualifier="MI" if member_id else "", id=member_id)


def _phone(person: Person) -> tuple[Contact, ...]:
    return (Contact("IC", f"{person.first} {person.last}", (("TE", person.phone),)),)


def _filing_indicator(payer: PayerProfile, *, institutional: bool) -> str:
    return "MA" if institutional and payer.filing_indicator == "MB" else payer.filing_indicator


def _subscriber(coverage: Coverage, *, institutional: bool) -> tuple[Subscriber, Patient | None]:
    holder = coverage.subscriber or coverage.person
    own = coverage.subscriber is None
    payer = coverage.payer
    subscriber = Subscriber(
        "P", "18" if own else "", _person("IL", holder, coverage.member_id),
        Payer(Name("PR", "2", payer.name, id_qualifier="PI", id=payer.identifier)),
        filing_indicator=_filing_indicator(payer, institutional=institutional), group_name=coverage.plan_name,
        address=_address(holder), birth_date=holder.born, sex=holder.sex, contacts=() if institutional else _phone(holder),
    )  # fmt: skip
    if own:
        return subscriber, None
    child = coverage.person
    patient = Patient(
        "19", _person("QC", child, ""), _address(child), child.born, child.sex,
        contacts=() if institutional else _phone(child),
    )  # fmt: skip
    return subscriber, patient


def billing_provider(practice: Practice) -> BillingProvider:
    """Loop 2010AA."""
    return BillingProvider(
        Name("85", "2", practice.name, id_qualifier="XX", id=practice.npi), _address(practice), practice.tax_id,
        contacts=(Contact("IC", "Billing Office", (("TE", practice.phone),)),),
    )  # fmt: skip


def claim_model(claim: WorldClaim, frequency: str = "1") -> Claim:
    """The claim as the practice bills it; with frequency 8 the request to void it."""
    subscriber, patient = _subscriber(claim.coverage, institutional=claim.institutional)
    original = {"7": claim.original_number, "8": claim.claim_number}.get(frequency, "")
    references = tuple(Reference(kind, number) for kind, number in (("G1", claim.authorization), ("F8", original)) if number)
    others = (_other_payer(claim.coverage),) if claim.coverage.other_payer else ()
    first, *rest = claim.diagnoses
    codes = (HealthCareCode("ABK", first), *(HealthCareCode("ABF", one) for one in rest))
    return Claim(
        claim.patient_control_number, dollars(claim.charge), claim.place, "A" if claim.institutional else "B", frequency,
        billing_provider(claim.practice), subscriber, patient, codes, tuple(_lines(claim)), references=references,
        admission=("3", "1", "01") if claim.inpatient else ("9", "1", "01") if claim.institutional else None,
        dates=_claim_dates(claim), providers=_providers(claim), other_payers=others,
        provider_signature="" if claim.institutional else "Y",
    )  # fmt: skip


def _claim_dates(claim: WorldClaim) -> tuple[Dates, ...]:
    if not claim.institutional:
        return ()
    statement = Dates("434", claim.service_from, claim.service_to)
    return (statement, Dates("435", claim.service_from, time="0900")) if claim.inpatient else (statement,)


def _providers(claim: WorldClaim) -> tuple[ClaimProvider, ...]:
    entity = "71" if claim.institutional else "82"
    doctor = Name(entity, "1", "Ashgrove", "Morgan", id_qualifier="XX", id=claim.practice.rendering_npi)
    return (ClaimProvider(doctor, "" if claim.institutional else claim.practice.specialty.taxonomy),)


def _other_payer(coverage: Coverage) -> OtherPayer:
    other, holder = coverage.other_payer, coverage.subscriber or coverage.person
    assert other is not None
    return OtherPayer(
        "S", "18", other.filing_indicator, _person("IL", holder, coverage.member_id[::-1]),
        Name("PR", "2", other.name, id_qualifier="PI", id=other.identifier), group_name=other.plan_names[0],
    )  # fmt: skip


def _lines(claim: WorldClaim) -> Iterator[ServiceLine]:
    for number, line in enumerate(claim.lines, 1):
        dates = () if claim.inpatient else (Dates("472", line.day),)
        yield ServiceLine(
            number, procedure(line), dollars(line.charge), Decimal(line.units), revenue_code=line.revenue_code,
            unit="DA" if line.revenue_code == "0120" else "UN",
            diagnosis_pointers=() if claim.institutional else tuple(range(1, min(len(claim.diagnoses), 4) + 1)),
            dates=dates, references=(Reference("6R", f"{claim.number}-{number}"),),
        )  # fmt: skip


def procedure(line: WorldLine) -> Procedure | None:
    """HC:99213:25; none where an institutional line has a revenue code alone."""
    return Procedure("HC", line.procedure, line.modifiers) if line.procedure else None


def acknowledgements(region: int, claims: list[WorldClaim]) -> Iterator[SetToWrite]:
    """One 277CA a day of receipt: accepted, only received, or rejected at the door."""
    mine = sorted(claims, key=lambda one: (one.received, one.practice.number, one.number))
    for day, members in groupby(mine, key=lambda one: one.received):
        yield _acknowledgement(region, day, list(members))


def _acknowledgement(region: int, day: date, claims: list[WorldClaim]) -> SetToWrite:
    header = AcknowledgementHeader(
        reference("A", region, day), day, "2100", Name("AY", "2", CLEARINGHOUSE.last, id_qualifier="46", id=CLEARINGHOUSE.id),
        reference("T", region, day), day, day,
    )  # fmt: skip
    refused = [one for one in claims if one.category in REJECTED]
    accepted = len(claims) - len(refused)
    total = sum(one.charge for one in claims)
    refused_total = sum(one.charge for one in refused)
    counts = [Quantity("90", Decimal(accepted))] if accepted else []
    sums = [Amount("YU", dollars(total - refused_total))] if accepted else []
    if refused:
        counts.append(Quantity("AA", Decimal(len(refused))))
        sums.append(Amount("YY", dollars(refused_total)))
    receiver = LevelAcknowledgement(
        "receiver", SUBMITTER, reference("P", region, day),
        (StatusInformation((ClaimStatus("A1", "19", "PR"),), day, "WQ", dollars(total)),),
        quantities=tuple(counts), amounts=tuple(sums),
    )  # fmt: skip
    billed: dict[int, int] = {}
    for one in claims:
        billed[one.practice.number] = billed.get(one.practice.number, 0) + one.charge
    return acknowledgement(header, receiver, (_acknowledged(one, day, billed[one.practice.number]) for one in claims))


def _acknowledged(claim: WorldClaim, day: date, practice_billed: int) -> ClaimAcknowledgement:
    """One claim's answer; ``practice_billed`` (cents) is what its provider's level is about."""
    early = ("A0", "A1", *REJECTED)
    category, code, entity = (claim.category, claim.code, claim.entity) if claim.category in early else ("A2", "20", "PR")
    practice = claim.practice
    provider = LevelAcknowledgement(
        "provider", Name("85", "2", practice.name, id_qualifier="XX", id=practice.npi), "0",
        (StatusInformation((ClaimStatus("A1", "19", "PR"),), None, "WQ", dollars(practice_billed)),),
    )  # fmt: skip
    information = StatusInformation(
        (ClaimStatus(category, code, entity),), day, "U" if category in REJECTED else "WQ", dollars(claim.charge)
    )
    end = claim.service_to if claim.service_to != claim.service_from else None
    return ClaimAcknowledgement(
        _person("QC", claim.coverage.person, claim.coverage.member_id), claim.patient_control_number, (information,),
        references=(Reference("1K", claim.claim_number),), dates=(Dates("472", claim.service_from, end),), provider=provider,
    )  # fmt: skip
