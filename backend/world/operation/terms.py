"""What payers contracted with the practices, and the plans of the payer whose claims are decided here: one document of terms."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from backend.world.operation import fees
from backend.world.operation.offices import Office
from backend.world.operation.patients import Cover, Patient
from backend.world.payers import PayerProfile
from backend.world.services import SENSITIVE_SERVICES, SPECIALTIES

_CODES = sorted(
    {one.procedure for specialty in SPECIALTIES.values() for one in specialty.services}
    | {one.procedure for one in SENSITIVE_SERVICES}
    | {"99202", "99203", "99204", "99205", "99212", "99213", "99214", "99215", "90832", "90834", "90837"}
)


def contracts(offices: Iterable[Office], payers: Iterable[PayerProfile], starts: date) -> list[dict[str, Any]]:
    """Every payer's contract with every practice: fees by service; a share of the charge or a day's rate for facilities."""
    made = []
    for payer in payers:
        rates = [*_fees(payer, starts), *_facility(payer, starts)]
        made += [
            {
                "payer": payer.identifier, "name": f"{payer.name} {starts.year}", "tax_id": office.practice.tax_id,
                "starts": starts.isoformat(), "rates": rates,
            }
            for office in offices
        ]  # fmt: skip
    return made


def _fees(payer: PayerProfile, starts: date) -> list[dict[str, Any]]:
    return [
        {
            "setting": "professional", "procedure": code, "method": "fee", "starts": starts.isoformat(),
            "amount": f"{fees.contract_fee(payer, code) / 100:.2f}",
        }
        for code in _CODES
    ]  # fmt: skip


def _facility(payer: PayerProfile, starts: date) -> list[dict[str, Any]]:
    begins = starts.isoformat()
    return [
        {"setting": "outpatient", "procedure": "*", "method": "percent_of_charge", "percent": str(fees.rate_percent(payer)),
         "starts": begins},
        {"setting": "inpatient", "procedure": "*", "method": "per_diem", "amount": f"{fees.per_diem(payer) / 100:.2f}",
         "starts": begins},
    ]  # fmt: skip


def client(payer: PayerProfile, everybody: Iterable[Patient], year: int) -> dict[str, Any]:
    """The payer decided here: what stands on its remittances, its plans with their benefits, its members."""
    share = f"{payer.coinsurance_percent / 100:.2f}"
    copay = f"{payer.copay_cents[0] / 100:.2f}" if payer.copay_cents else "0"
    plain, visit = {"coinsurance": share}, {"copay": copay, "deductible_applies": False}
    kinds = ("emergency", "inpatient", "mental_health", "therapy", "imaging", "lab", "surgery", "drug", "diagnostic",
             "supplies", "other", "vision")  # fmt: skip
    benefits = {**dict.fromkeys(kinds, plain), "office": visit, "preventive": {"deductible_applies": False}}
    plans = [
        {
            "payer": payer.identifier, "code": code_of(payer, name), "name": name, "plan_type": payer.plan_type,
            "years": [
                {
                    "starts": f"{each}-01-01", "stops": f"{each}-12-31", "deductible": "600.00", "out_of_pocket_max": "6000.00",
                    "filing_days": payer.filing_days, "benefits": benefits,
                }
                for each in (year - 1, year)
            ],
        }
        for name in payer.plan_names
    ]  # fmt: skip
    return {
        "payers": [
            {
                "identifier": payer.identifier, "name": payer.name,
                "client": {
                    "company_id": "1311402277", "address": "100 Commerce Plaza", "city": "Alderbrook", "state": "OH",
                    "zip": "44001", "provider_phone": "8005550123", "member_phone": "8005550124",
                    "routing_number": "011000015", "account_number": "8830021",
                },
            }
        ],
        "plans": plans,
        "enrolments": [
            _enrolment(one, cover) for one in everybody for cover in (*one.covers, *((one.second,) if one.second else ()))
            if cover.payer is payer
        ],
    }  # fmt: skip


def code_of(payer: PayerProfile, plan: str) -> str:
    """The payer's short code of a plan."""
    return f"{payer.identifier}-{payer.plan_names.index(plan) + 1}"


def _enrolment(patient: Patient, cover: Cover) -> dict[str, Any]:
    person = patient.person
    return {
        "payer": cover.payer.identifier, "plan": code_of(cover.payer, cover.plan), "member_id": cover.member_id,
        "first_name": person.first, "last_name": person.last, "date_of_birth": person.born.isoformat(), "sex": person.sex,
        "address": person.address,
        "city": person.city, "state": person.state, "zip": person.zip, "phone": person.phone,
        "starts": cover.starts.isoformat(), "stops": cover.stops.isoformat() if cover.stops else None,
        "other_plan_primary": (cover is patient.second) != patient.second_first if patient.second else False,
    }  # fmt: skip


