"""A patient's facts in a row beside the word "claim": which number is the member id, and what stays the claim's; made up."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.identifiers import extract

TODAY = date(2026, 11, 22)
NUMBERS = ("member_id", "claim_number", "npi", "tax_id", "tax_id_last5", "phone_number", "auth_number")


def numbers(text: str, channel: str, expects: str | None = None) -> list[tuple[str, object]]:
    found = extract(text, channel=channel, expects=expects, today=TODAY)
    return [(f.name, f.value) for f in found if f.name in NUMBERS]


@pytest.mark.parametrize(
    ("text", "channel", "member_id"),
    [
        ("did our claim get paid, T604118273 3/9/1958 svc 7/1/26", "chat", "T604118273"),
        ("clinic here, claim denied, 511870042966, 12/02/1990, 02/11/2026", "chat", "511870042966"),
        ("clm sts 604118273K 03/09/58 dos 070126", "chat", "604118273K"),
        ("clm status K20418837716 bday 3-9-1958", "chat", "K20418837716"),
        ("where does the claim stand? RTW604118273 - Joanna Contreras - 05/27/1935", "chat", "RTW604118273"),
        ("how long to appeal a claim? 604118273K born march 9 1958", "chat", "604118273K"),
        ("my claim please T604118273, date of birth 03/09/1958, zip 80712", "chat", "T604118273"),
        ("checking claim status tango six oh four one one eight two seven three born march ninth nineteen fifty eight",
         "voice", "T604118273"),
        ("claim status five one one eight seven oh oh four two nine six six date of birth twelve two nineteen ninety",
         "voice", "511870042966"),
    ],
)  # fmt: skip
def test_the_number_before_a_birth_date_is_the_members(text: str, channel: str, member_id: str) -> None:
    assert numbers(text, channel) == [("member_id", member_id)]


@pytest.mark.parametrize(
    ("text", "expects", "told"),
    [
        ("claim number T604118273, 03/09/1958", None, [("claim_number", "T604118273")]),
        ("claim # 511870042966 dob 12/02/1990", None, [("claim_number", "511870042966")]),
        ("icn 604118273K, born 3/9/1958", None, [("claim_number", "604118273K")]),
        ("dcn K20418837716 3/9/1958", None, [("claim_number", "K20418837716")]),
        ("claim 26215729742374, 5/27/1935", None, [("claim_number", "26215729742374")]),
        ("status on QD530949003, dob 5/27/1935", None, [("claim_number", "QD530949003")]),
        ("is 2026280133129 paid? 5/27/1935", None, [("claim_number", "2026280133129")]),
        ("T604118273, 03/09/1958", "claim_number", [("claim_number", "T604118273")]),
        ("claim status for E6747567890, 4/30/2026", None, [("claim_number", "E6747567890")]),
        ("has claim W831318145 been paid", None, [("claim_number", "W831318145")]),
        ("member 1EG4TE5MK73, claim E6747567890, 05/27/1935", None,
         [("member_id", "1EG4TE5MK73"), ("claim_number", "E6747567890")]),
        ("claim status npi 1468388487 tin 947429441 10/6/70", None, [("npi", "1468388487"), ("tax_id", "947429441")]),
        ("claim status, npi is 1468388487, 10/6/70", None, [("npi", "1468388487")]),
        ("call me about the claim at 303-555-0100, 5/27/1935", None, [("phone_number", "3035550100")]),
    ],
)  # fmt: skip
def test_a_number_called_or_shaped_a_claims_stays_one(text: str, expects: str | None, told: list[object]) -> None:
    assert numbers(text, "chat", expects) == told
