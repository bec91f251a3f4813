"""Terms documents: JSON and CSV, whole or not at all, again without a change."""

from __future__ import annotations

import json
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from backend.models.benefit_plan import BenefitYear, PlanEnrolment
from backend.models.contract import Contract, ContractRate
from backend.models.payer import Payer
from backend.pipeline.adjudication import service
from backend.pipeline.adjudication.errors import TermsUnusable
from tests.pipeline.adjudication.conftest import terms_document


def counts(session: Session) -> list[int]:
    tables = (Payer, Contract, ContractRate, BenefitYear, PlanEnrolment)
    return [session.scalar(select(func.count()).select_from(table)) or 0 for table in tables]


def load(session: Session, document: dict[str, Any]) -> service.Loaded:
    return service.load_terms(session, service.read_terms("terms.json", json.dumps(document)))


def test_loading_again_brings_up_to_date_and_doubles_nothing(session: Session) -> None:
    document = terms_document()
    loaded = load(session, document)
    assert (loaded.payers, loaded.rates, loaded.enrolments) == (1, 10, 1)
    before = counts(session)
    document["plans"][0]["years"][0]["deductible"] = "250"
    load(session, document)
    assert counts(session) == before
    session.expire_all()
    assert str(session.scalars(select(BenefitYear.deductible)).one()) == "250.00"
    assert session.scalars(select(Payer.adjudicated_here)).one() is True


def test_enrolments_and_prices_come_as_csv(session: Session) -> None:
    load(session, terms_document())
    people = "payer,plan,member_id,first_name,last_name,date_of_birth,starts,stops\n"
    people += (
        "FBK90,FERN,M2,Ben,Okafor,1990-01-02,2026-01-01,\nFBK90,FERN,M3,Cy,Ames,1991-01-02,2026-01-01,2026-06-30\n"
    )
    assert service.load_terms(session, service.read_terms("people.CSV", people)).enrolments == 2
    prices = "payer,tax_id,contract_starts,setting,procedure,modifier,method,amount,starts\n"
    prices += "FBK90,123456789,2026-01-01,professional,99214,,fee,131.00,2026-01-01\n"
    prices += "FBK90,123456789,2026-01-01,professional,70551,26,fee,90.00,2026-01-01\n"
    loaded = service.load_terms(session, service.read_terms("prices.csv", prices))
    assert (loaded.contracts, loaded.rates) == (1, 2)
    assert counts(session)[1:3] == [1, 12]


@pytest.mark.parametrize(
    ("change", "word"),
    [
        ({"enrolments": [{"payer": "FBK90", "plan": "NONE"}]}, "plan NONE"),
        ({"contracts": [{"payer": "NONE9"}]}, "payer NONE9"),
        ({"contracts": [{"tax_id": "12"}]}, "contracts.0.tax_id"),
        ({"contracts": [{"stops": "2020-01-01"}]}, "ends before it begins"),
        ({"surprise": []}, "surprise"),
    ],
)
def test_what_does_not_fit_is_refused_with_its_place(session: Session, change: dict[str, Any], word: str) -> None:
    document = terms_document()
    for name, rows in change.items():
        document[name] = [{**document[name][0], **row} for row in rows] if name in document else rows
    with pytest.raises(TermsUnusable) as refusal:
        load(session, document)
    assert word in refusal.value.sentence


def test_a_fault_does_not_repeat_what_was_wrong(session: Session) -> None:
    document = terms_document()
    document["enrolments"][0]["date_of_birth"] = "Ada was born in May"
    with pytest.raises(TermsUnusable) as refusal:
        load(session, document)
    assert "Ada" not in refusal.value.sentence
