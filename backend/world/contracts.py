"""A payer client for the demo: its plan, contracts and members as one document of terms, and the 837s its providers send.

Its claims are decided here, so no remittance of it is written: what comes out is the pipeline's own work. Contracts of the
world's other payers stand beside, so that what they pay too little is seen.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from backend.world.payers import PAYERS, PayerProfile
from backend.world.records import Practice, WorldClaim, dollars
from backend.world.regions import region, regions
from backend.world.services import SENSITIVE_SERVICES, SPECIALTIES
from backend.world.submissions import CLEARINGHOUSE, SUBMITTER, claim_model
from backend.x12.claim_837.models import Claim, OtherPayer, SubmissionHeader
from backend.x12.claim_837.writing import claims as claims_set
from backend.x12.parts import Adjustment, Amount, Contact, Name
from backend.x12.writer import Envelope, write

CLIENT = PayerProfile(
    "FBK90", "Fernbrook Health Cooperative", "commercial", "CI", ("Fernbrook Choice",),
    0, "letter", "letter", (50, 70), 20, (3000,), 90, 0,
)  # fmt: skip
REGION = 90
"""A region of its own: its people are nobody else's."""
REGION_CLAIMS = 1200
LATE_DAYS, RECENT_DAYS = 90, 70
_CONTACT = Contact("IC", "Claims Desk", (("TE", "4405550142"),))
_FEE_PERCENT = 62
"""Of the usual price: what the client's fee schedule pays."""


@dataclass(frozen=True, slots=True)
class ClientWorld:
    """What was written."""

    terms: Path
    files: tuple[Path, ...]
    claims: int


def write_client_world(seed: int, claims: int, as_of: date, world_claims: int, folder: Path) -> ClientWorld:
    """Write ``terms.json`` and the 837 files of the client into a folder. Same seed, sizes and day → same bytes."""
    folder.mkdir(parents=True, exist_ok=True)
    chosen = _claims(seed, claims, as_of)
    document = terms(chosen, _practices(seed, world_claims, as_of), as_of)
    path = folder / "terms.json"
    path.write_text(json.dumps(document, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    files = tuple(
        _write(folder, seed, kind, as_of, [one for one in chosen if one.institutional == institutional])
        for kind, institutional in (("837P", False), ("837I", True))
    )
    return ClientWorld(path, files, len(chosen))


def _claims(seed: int, count: int, as_of: date) -> list[WorldClaim]:
    """Recent claims of a region, given to the client; one in forty comes too late."""
    found = list[WorldClaim]()
    for one in region(seed, REGION, max(REGION_CLAIMS, count * 3), as_of):
        age = (as_of - one.service_to).days
        if one.frequency != "1" or one.coverage.payer.seniors or age < 3:
            continue
        if age > RECENT_DAYS and not (LATE_DAYS + 5 < age < 200 and len(found) % 40 == 7):
            continue
        one.coverage = replace(one.coverage, payer=CLIENT, plan_name=CLIENT.plan_names[0], other_payer=None)
        found.append(one)
        if len(found) == count:
            break
    return found


def _practices(seed: int, claims: int, as_of: date) -> list[Practice]:
    found = {one.practice.number: one.practice for part in regions(seed, claims, as_of) for one in part}
    return [found[number] for number in sorted(found)]


def terms(claims: list[WorldClaim], practices: list[Practice], as_of: date) -> dict[str, Any]:
    """The document ``claimline terms load`` takes."""
    own = {one.practice.number: one.practice for one in claims}
    # one practice never joined the network
    contracted = [own[number] for number in sorted(own)][:-1]
    contracts = [_contract(CLIENT.identifier, one, _client_rates(as_of), as_of) for one in contracted]
    for payer in PAYERS:
        contracts += [_contract(payer.identifier, one, _world_rates(payer, as_of), as_of) for one in practices]
    return {
        "payers": [*({"identifier": one.identifier, "name": one.name} for one in PAYERS), _client()],
        "plans": [{
            "payer": CLIENT.identifier, "code": "CHOICE", "name": CLIENT.plan_names[0], "plan_type": CLIENT.plan_type,
            "years": [_year(as_of.year - 1), _year(as_of.year)],
        }],
        "contracts": contracts,
        "enrolments": list(_enrolments(claims, as_of)),
        "authorizations": list(_authorizations(claims)),
    }  # fmt: skip


def _client() -> dict[str, Any]:
    return {
        "identifier": CLIENT.identifier, "name": CLIENT.name,
        "client": {
            "company_id": "1999030017", "address": "12 Fern Brook Road", "city": "Alderbrook", "state": "OH",
            "zip": "44001", "provider_phone": "8005550177", "member_phone": "8005550178",
            "routing_number": "011000015", "account_number": "7719003",
        },
    }  # fmt: skip


def _year(year: int) -> dict[str, Any]:
    return {
        "starts": f"{year}-01-01", "stops": f"{year}-12-31", "deductible": "400.00", "out_of_pocket_max": "4000.00",
        "out_of_network_percent": "40", "filing_days": LATE_DAYS, "prompt_pay_days": 30, "interest_percent": "12",
        "review_above": "18000.00",
        "benefits": {
            "office": {"copay": "30.00", "deductible_applies": False}, "preventive": {"deductible_applies": False},
            "emergency": {"copay": "250.00"}, "imaging": {"coinsurance": "0.20", "needs_authorization": True},
            "therapy": {"copay": "25.00", "deductible_applies": False, "visits_max": 20},
            "cosmetic": {"covered": False}, "inpatient": {"coinsurance": "0.20"}, "*": {"coinsurance": "0.20"},
        },
    }  # fmt: skip


def _contract(payer: str, practice: Practice, rates: list[dict[str, Any]], as_of: date) -> dict[str, Any]:
    return {
        "payer": payer, "name": f"Agreement with {practice.name}", "tax_id": practice.tax_id,
        "starts": f"{as_of.year - 1}-01-01", "routing_number": "011000028",
        "account_number": f"55{practice.number:06d}", "rates": rates,
    }  # fmt: skip


def _client_rates(as_of: date) -> list[dict[str, Any]]:
    starts = f"{as_of.year - 1}-01-01"
    services = {one.procedure: one for kind in SPECIALTIES.values() for one in kind.services}
    services |= {one.procedure: one for one in SENSITIVE_SERVICES}
    fees = [
        {
            "setting": "professional", "procedure": code, "method": "fee", "starts": starts,
            "amount": str(dollars((one.low + one.high) * _FEE_PERCENT // 200)),
        }
        for code, one in sorted(services.items())
    ]  # fmt: skip
    return [
        *fees,
        {"setting": "outpatient", "procedure": "*", "method": "percent_of_charge", "percent": "58", "starts": starts},
        {"setting": "inpatient", "procedure": "*", "method": "per_diem", "amount": "1850.00", "starts": starts},
    ]


def _world_rates(payer: PayerProfile, as_of: date) -> list[dict[str, Any]]:
    """The other payers' contracts: a percentage their decisions now and then fall below."""
    percent = str(payer.allowed_percent[0] + 1)
    return [
        {"setting": setting, "procedure": "*", "method": "percent_of_charge", "percent": percent,
         "starts": f"{as_of.year - 1}-01-01"}
        for setting in ("professional", "outpatient", "inpatient")
    ]  # fmt: skip


def _enrolments(claims: list[WorldClaim], as_of: date) -> Iterator[dict[str, Any]]:
    """Everyone but one in thirty; one in thirty left the plan, one in thirty has another plan that pays first."""
    seen = set()
    for place, one in enumerate(claims):
        person, member = one.coverage.person, one.coverage.member_id
        if (member, person.first, person.born) in seen or place % 30 == 11:
            continue
        seen.add((member, person.first, person.born))
        row: dict[str, Any] = {
            "payer": CLIENT.identifier, "plan": "CHOICE", "member_id": member, "first_name": person.first,
            "last_name": person.last, "date_of_birth": person.born.isoformat(), "sex": person.sex,
            "address": person.address, "city": person.city, "state": person.state, "zip": person.zip,
            "phone": person.phone, "starts": f"{as_of.year - 1}-01-01", "other_plan_primary": place % 30 in (17, 18),
        }  # fmt: skip
        if place % 30 == 23:
            row["stops"] = (as_of - timedelta(days=150)).isoformat()
        yield row


def _authorizations(claims: list[WorldClaim]) -> Iterator[dict[str, Any]]:
    """Scans of claims that carry a number were authorised."""
    for one in claims:
        person = one.coverage.person
        for procedure in sorted({line.procedure for line in one.lines if line.procedure.startswith("7")}):
            if one.authorization:
                yield {
                    "payer": CLIENT.identifier, "member_id": one.coverage.member_id, "first_name": person.first,
                    "last_name": person.last, "date_of_birth": person.born.isoformat(), "number": one.authorization,
                    "procedure": procedure, "starts": (one.service_from - timedelta(days=10)).isoformat(),
                    "stops": (one.service_to + timedelta(days=80)).isoformat(), "units": 4,
                }  # fmt: skip


def _write(folder: Path, seed: int, kind: str, as_of: date, claims: list[WorldClaim]) -> Path:
    in_order = sorted(claims, key=lambda one: (one.practice.number, one.coverage.member_id, one.number))
    header = SubmissionHeader(f"F{seed:05d}{kind[-1]}", as_of, "0815", SUBMITTER, CLEARINGHOUSE, (_CONTACT,))
    made = claims_set(header, _models(in_order), institutional=kind == "837I")
    path = folder / f"{CLIENT.identifier}-{kind}.x12"
    control_number = zlib.crc32(f"{seed}:{as_of}:{len(claims)}:{kind}:client".encode()) % 900_000_000 + 1
    with path.open("wb") as out:
        created = datetime.combine(as_of, time(5, 45))
        write(out, Envelope("ZZ", "RIVERGATE", "ZZ", "CLAIMLINE", created=created, control_number=control_number), [made])
    return path


def _models(claims: Iterable[WorldClaim]) -> Iterator[Claim]:
    for place, one in enumerate(claims):
        model = claim_model(one)
        if place % 30 == 18:
            model = _second(model)
        yield model
        if place % 45 == 31 and not one.institutional:
            # the same visit billed again under another account number
            yield model._replace(patient_control_number=f"{model.patient_control_number}B")


def _second(claim: Claim) -> Claim:
    """The client pays second: another plan has paid its part and left some to the patient."""
    left = (claim.charge / 5).quantize(Decimal("0.01"))
    taken_off = (claim.charge * 2 / 5).quantize(Decimal("0.01"))
    paid = claim.charge - left - taken_off
    holder = claim.subscriber.name._replace(id="X" + claim.subscriber.name.id[1:])
    first = OtherPayer(
        "P", "18", "CI", holder, Name("PR", "2", "Marlowe Mutual", id_qualifier="PI", id="MRL44"), group_name="Marlowe Group",
        adjustments=(Adjustment("CO", "45", taken_off), Adjustment("PR", "2", left)),
        amounts=(Amount("D", paid), Amount("EAF", left)),
    )  # fmt: skip
    return claim._replace(subscriber=claim.subscriber._replace(payer_responsibility="S"), other_payers=(first,))
