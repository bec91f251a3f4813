"""A few weeks of the simulated year: everything runs, and the books hold."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import Engine

from backend.bench.year import run

ALWAYS = (
    "sum of all ledger entries",
    "remittances not applied to the cent",
    "cash in the ledger less what payers and patients sent",
    "claims with neither an end nor exactly one owner and one next date",
    "missed filing windows",
    "missed appeal windows",
)
"""Promises that hold for every size; rates mean something only on many claims."""


@pytest.fixture(scope="module")
def month(engine: Engine) -> dict[str, Any]:
    return run(40, months=1)


@pytest.mark.parametrize("name", ALWAYS)
def test_promise_holds(month: dict[str, Any], name: str) -> None:
    assert month["targets"][name]["met"], month["targets"][name]


def test_claims_went_out_and_came_back(month: dict[str, Any]) -> None:
    assert month["outgoing"]["submitted"] > 20
    assert month["advices"]["posted"] > 5
    assert month["owners"]["claims"] == month["owners"]["closed"] + month["owners"]["with_owner_and_next_date"]


def test_the_same_month_by_hand_stands_beside_it(month: dict[str, Any]) -> None:
    assert {"days_in_receivables", "net_collection_percent"} <= month["by_hand"].keys()
    assert {"days_in_receivables", "net_collection_percent"} <= month["money"].keys()
