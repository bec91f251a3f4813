"""The document payers' terms come in by: JSON as a whole, or CSV for the two long lists (enrolments and prices)."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from backend.pipeline.adjudication.errors import TermsUnusable

Amount = Annotated[Decimal, Field(ge=0, max_digits=12, decimal_places=2)]
Digits9 = Annotated[str, Field(pattern=r"^[0-9]{9}$")]
Digits10 = Annotated[str, Field(pattern=r"^[0-9]{10}$")]
Code = Annotated[str, Field(min_length=1, max_length=20)]
Name = Annotated[str, Field(min_length=1, max_length=120)]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid")


class ClientTerms(_Part):
    """What stands on a client's remittances and explanations."""

    company_id: Digits10
    address: Name
    city: Name
    state: Annotated[str, Field(pattern="^[A-Z]{2}$")]
    zip: Annotated[str, Field(pattern=r"^[0-9]{5}([0-9]{4})?$")]
    provider_phone: Digits10
    member_phone: Digits10
    routing_number: str = ""
    account_number: str = ""


class PayerTerms(_Part):
    """A payer; with ``client`` its claims are decided here."""

    identifier: Code
    name: Name
    client: ClientTerms | None = None


class BenefitTerms(_Part):
    """One kind of service."""

    covered: bool = True
    copay: Amount = Decimal(0)
    coinsurance: Annotated[Decimal, Field(ge=0, le=1, decimal_places=4)] = Decimal(0)
    deductible_applies: bool = True
    needs_authorization: bool = False
    visits_max: Annotated[int, Field(ge=0)] | None = None


class YearTerms(_Part):
    """One benefit year."""

    starts: date
    stops: date
    deductible: Amount
    out_of_pocket_max: Amount
    out_of_network_percent: Annotated[Decimal, Field(gt=0, le=100)] | None = None
    filing_days: Annotated[int, Field(gt=0)] = 365
    prompt_pay_days: Annotated[int, Field(gt=0)] = 30
    interest_percent: Annotated[Decimal, Field(ge=0, le=100)] = Decimal(12)
    review_above: Amount = Decimal(25000)
    benefits: dict[str, BenefitTerms]


class PlanTerms(_Part):
    """A plan of a payer."""

    payer: Code
    code: Code
    name: Name
    plan_type: Literal["commercial", "erisa", "medicare", "medicare_advantage", "medicaid"]
    years: list[YearTerms]


class RateTerms(_Part):
    """One price."""

    setting: Literal["professional", "outpatient", "inpatient"]
    procedure: Code
    modifier: Annotated[str, Field(max_length=2)] = ""
    method: Literal["fee", "percent_of_charge", "per_diem", "case_rate"]
    amount: Amount = Decimal(0)
    percent: Annotated[Decimal, Field(ge=0, le=999)] = Decimal(100)
    starts: date
    stops: date | None = None


class ContractTerms(_Part):
    """An agreement between a payer and a provider organisation."""

    payer: Code
    name: Name = "Contract"
    tax_id: Digits9
    npi: Annotated[str, Field(pattern=r"^([0-9]{10})?$")] = ""
    starts: date
    stops: date | None = None
    routing_number: str = ""
    account_number: str = ""
    rates: list[RateTerms] = []


class PersonTerms(_Part):
    """A member, as the payer's 837s name the person."""

    member_id: Code
    first_name: Name
    last_name: Name
    date_of_birth: date
    sex: Literal["F", "M", "U"] = "U"
    address: str = ""
    city: str = ""
    state: str = ""
    zip: str = ""
    phone: str = ""


class EnrolmentTerms(PersonTerms):
    """A member in a plan."""

    payer: Code
    plan: Code
    starts: date
    stops: date | None = None
    other_plan_primary: bool = False


class AuthorizationTerms(_Part):
    """An authorization given to a member."""

    payer: Code
    member_id: Code
    first_name: Name
    last_name: Name
    date_of_birth: date
    number: Code
    procedure: Code
    starts: date
    stops: date
    units: Annotated[int, Field(gt=0)] = 1


class TermsDocument(_Part):
    """Everything, or a part of it."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "payers": [{"identifier": "HRB01", "name": "Harborlight Health Insurance"}],
                    "plans": [
                        {
                            "payer": "HRB01",
                            "code": "HRB-PPO",
                            "name": "Harborlight Choice PPO",
                            "plan_type": "commercial",
                            "years": [
                                {
                                    "starts": "2026-01-01",
                                    "stops": "2026-12-31",
                                    "deductible": "1500.00",
                                    "out_of_pocket_max": "6000.00",
                                    "benefits": {"office": {"copay": "25.00", "deductible_applies": False}},
                                }
                            ],
                        }
                    ],
                    "contracts": [
                        {
                            "payer": "HRB01",
                            "tax_id": "123456789",
                            "npi": "1770002313",
                            "starts": "2026-01-01",
                            "rates": [
                                {
                                    "setting": "professional",
                                    "procedure": "99213",
                                    "method": "fee",
                                    "amount": "92.40",
                                    "starts": "2026-01-01",
                                }
                            ],
                        }
                    ],
                    "enrolments": [
                        {
                            "payer": "HRB01",
                            "plan": "HRB-PPO",
                            "member_id": "H00412877",
                            "first_name": "Odessa",
                            "last_name": "Farrow",
                            "date_of_birth": "1980-05-17",
                            "sex": "F",
                            "starts": "2026-01-01",
                        }
                    ],
                }
            ]
        }
    )

    payers: list[PayerTerms] = []
    plans: list[PlanTerms] = []
    contracts: list[ContractTerms] = []
    enrolments: list[EnrolmentTerms] = []
    authorizations: list[AuthorizationTerms] = []

    @model_validator(mode="after")
    def _spans(self) -> TermsDocument:
        spans: list[tuple[date, date | None]] = [(one.starts, one.stops) for one in self.contracts]
        spans += [(one.starts, one.stops) for one in self.enrolments]
        spans += [(one.starts, one.stops) for one in self.authorizations]
        spans += [(one.starts, one.stops) for plan in self.plans for one in plan.years]
        if any(stops is not None and stops < starts for starts, stops in spans):
            raise ValueError("a span ends before it begins")
        return self


def fields_told(document: TermsDocument) -> set[str]:
    """Which fields a document sets, as ``payer:part.field``; of members and prices only that there are some. No values."""
    found = {f"{one.identifier}:name" for one in document.payers}
    for payer in document.payers:
        found |= {
            f"{payer.identifier}:client.{name}" for name in (payer.client.model_fields_set if payer.client else ())
        }
    for plan in document.plans:
        found |= {f"{plan.payer}:plan.{name}" for name in plan.model_fields_set - {"payer", "years"}}
        found |= {f"{plan.payer}:year.{name}" for year in plan.years for name in year.model_fields_set}
    for contract in document.contracts:
        found |= {f"{contract.payer}:contract.{name}" for name in contract.model_fields_set - {"payer"}}
    found |= {f"{one.payer}:enrolments" for one in document.enrolments}
    return found | {f"{one.payer}:authorizations" for one in document.authorizations}


def read_terms(name: str, content: str) -> TermsDocument:
    """Read a file: JSON, or CSV whose columns name the fields (with ``setting`` prices, else enrolments).

    Raises TermsUnusable with the first fault, told without the value that is wrong.
    """
    try:
        if not name.lower().endswith(".csv"):
            return TermsDocument.model_validate_json(content)
        rows = [{key: value for key, value in row.items() if value} for row in csv.DictReader(io.StringIO(content))]
        return TermsDocument(contracts=_priced(rows)) if "setting" in (rows or [{}])[0] else TermsDocument(
            enrolments=[EnrolmentTerms.model_validate(row) for row in rows]
        )  # fmt: skip
    except ValidationError as fault:
        first = fault.errors(include_input=False, include_url=False)[0]
        where = ".".join(map(str, first["loc"]))
        raise TermsUnusable(f"{where or 'The document'}: {first['msg']}.") from None


_CONTRACT_COLUMNS = ("payer", "name", "tax_id", "npi")


def _priced(rows: Iterable[dict[str, Any]]) -> list[ContractTerms]:
    """Prices with the contract they belong to on each row: ``contract_starts`` and ``contract_stops`` are its span."""
    found: dict[tuple[Any, ...], dict[str, Any]] = {}
    for row in rows:
        own = {key: row.pop(key) for key in _CONTRACT_COLUMNS if key in row}
        own |= {key: row.pop(f"contract_{key}") for key in ("starts", "stops") if f"contract_{key}" in row}
        found.setdefault(tuple(sorted(own.items())), {**own, "rates": []})["rates"].append(row)
    return [ContractTerms.model_validate(one) for one in found.values()]
