"""Who stands on claims: added once, completed by what came later, and never overwritten."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from backend.models.member import Member
from backend.pipeline.claims.parties import MemberParty, PartyRepository, PayerParty, member_key

ADA = MemberParty("M1", "Ada", "Vandermeer", date(1980, 5, 17))
HOME = {"address": "5 Elm St", "city": "Alderbrook", "state": "OH", "zip": "44001"}
ELSEWHERE = {"address": "66 Oak Rd", "city": "Nowhere", "state": "TX", "zip": "99999"}
PHONE = {"phone": "4405550142"}
NOTHING: dict[str, str] = {"address": "", "city": "", "state": "", "zip": "", "phone": ""}


@pytest.mark.parametrize(
    ("first", "then", "on_file"),
    [
        (HOME, ELSEWHERE, HOME),
        (HOME, ELSEWHERE | PHONE, HOME | PHONE),
        (PHONE, HOME | {"phone": "4405550199"}, HOME | PHONE),
        ({}, HOME | PHONE, HOME | PHONE),
        ({"zip": "44001"}, ELSEWHERE, {"zip": "44001"}),
        ({"address": "5 Elm St", "city": "Alderbrook", "state": "OH"}, ELSEWHERE,
         {"address": "5 Elm St", "city": "Alderbrook", "state": "OH"}),
        (PHONE, {"address": "5 Elm St"}, PHONE),
    ],
    ids=["address", "address, no telephone", "no address", "nothing", "ZIP code alone", "no ZIP code", "street alone"],
)  # fmt: skip
def test_what_is_on_file_stays_and_what_is_not_is_filled_in(
    session: Session, first: dict[str, str], then: dict[str, str], on_file: dict[str, str]
) -> None:
    parties = PartyRepository(session)
    payer = parties.payers([PayerParty("TM1", "Test Mutual")])["TM1"]
    for said in (first, then):
        one = replace(ADA, **said)  # type: ignore[arg-type]
        parties.members({member_key(payer, one): one})
    found = session.scalars(select(Member).execution_options(populate_existing=True)).one()
    assert {name: getattr(found, name) for name in NOTHING} == NOTHING | on_file
