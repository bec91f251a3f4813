"""Numbers in one another's place, letters that end or begin a number, days of a cover, sums that must be paid; made up."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.identifiers import extract

TODAY = date(2026, 11, 23)
Told = list[tuple[str, object]]


def facts(text: str, expects: str | None = None, channel: str = "voice") -> Told:
    return [(f.name, f.value) for f in extract(text, expects=expects, channel=channel, today=TODAY)]


@pytest.mark.parametrize(
    ("text", "expects", "told"),
    [
        ("not 70551, 70553", None, [("procedure_code", "70553")]),
        ("nope not cpt 29881 i meant 29880", None, [("procedure_code", "29880")]),
        ("not 70551. its 70553 w/ contrast", None, [("procedure_code", "70553")]),
        ("tx-40417", "claim_number", [("claim_number", "TX40417")]),
        ("px 64483", "claim_number", [("procedure_code", "64483")]),
        ("mbr id TX 5501 2287", None, [("member_id", "TX55012287")]),
        ("member ID: rx 4471 1802", None, [("member_id", "RX44711802")]),
        ("auth on file for SBRT 77373?", None, [("procedure_code", "77373")]),
        ("echo 93308 on 9/14 denied", None, [("procedure_code", "93308"), ("date_of_service", "2026-09-14")]),
        ("valid dates for RX5512087?", None, [("auth_number", "RX5512087")]),
        ("coverage start and end dates for KLM4471220", None, [("member_id", "KLM4471220")]),
        ("is a 999/835 enough proof", None, []),
        ("has a 16 and a \"CO 97\", what do they mean", None, [("adjustment_code", "16"), ("adjustment_code", "CO-97")]),
        ("why 16 and N382 on T55102277?", None,
         [("adjustment_code", "16"), ("remark_code", "N382"), ("claim_number", "T55102277")]),
    ],
)  # fmt: skip
def test_written_numbers(text: str, expects: str | None, told: Told) -> None:
    assert facts(text, expects, "chat") == told


@pytest.mark.parametrize(
    ("text", "expects", "told"),
    [
        ("begins with a six two then one one oh double five three eight", "tax_id", [("tax_id", "621105538")]),
        ("it's t like tango you heard p so t w x five five oh one nine two seven", "member_id", [("member_id", "TWX5501927")]),
        ("no d as in david you have b so k d b four oh one one nine two seven", "member_id", [("member_id", "KDB4011927")]),
        ("claim two six one two two oh four four one nine a please", None, [("claim_number", "2612204419A")]),
        ("claim two six one two two oh four four a got denied", None, [("claim_number", "26122044A")]),
        ("claim five five one oh nine two a week ago", None, [("claim_number", "551092")]),
        ("new patient last name vu i d r w k five five oh one nine two seven", None,
         [("person_name", "Vu"), ("member_id", "RWK5501927")]),
        ("units left on the auth for nine seven one five three member oscar kilo papa five oh one nine two seven four", None,
         [("procedure_code", "97153"), ("member_id", "OKP5019274")]),
        ("the remit only says ninety seven as the reason code", None, [("adjustment_code", "97")]),
        ("you put one oh nine as the denial reason", None, [("adjustment_code", "109")]),
    ],
)  # fmt: skip
def test_dictated_numbers(text: str, expects: str | None, told: Told) -> None:
    assert facts(text, expects) == told


@pytest.mark.parametrize(
    "text",
    [
        "my medicare part a started for me june 1st",
        "she termed with her old plan may thirty first so you're first now",
        "his coverage with the other carrier ended july second",
        "medicaid became primary for him august first",
        "what's the trace number for the payment on october second",
        "get me a person or the bill for my scan whichever one first",
    ],
)
def test_days_on_which_nobody_was_treated(text: str) -> None:
    assert facts(text) == []


@pytest.mark.parametrize(
    ("text", "expects", "told"),
    [
        ("was her coverage effective on july twelfth", None, "2026-07-12"),
        ("medicare started paying for the august third visit", None, "2026-08-03"),
        ("is the claim for sep uh september fourth on file", None, "2026-09-04"),
    ],
)
def test_days_of_service_beside_a_cover_or_begun_twice(text: str, expects: str | None, told: str) -> None:
    assert facts(text, expects) == [("date_of_service", told)]


def test_a_day_of_birth_by_its_name() -> None:
    assert facts("pearl harbor day nineteen fifty", "date_of_birth") == [("date_of_birth", "1950-12-07")]


def test_two_letters_n_are_no_month_said_twice() -> None:
    assert facts("november november five five two oh nine one", "member_id") == [("member_id", "NN552091")]


@pytest.mark.parametrize(
    ("text", "month"),
    [
        ("read me the unpaid ones from march", "03"),
        ("i need all the rejected ones for march", "03"),
        ("which ones from march are still open", "03"),
    ],
)
def test_months_of_the_ones_to_be_listed(text: str, month: str) -> None:
    assert facts(text) == [("date_of_service", {"start": f"2026-{month}-01", "end": f"2026-{month}-31"})]


@pytest.mark.parametrize(
    ("text", "channel", "told"),
    [
        ("why do i gotta pay 85 for a 10 min visit", "chat", ["85.00"]),
        ("am i really paying 35 every time?", "chat", ["35.00"]),
        ("why do i need to pay 20 percent", "chat", []),
        ("how come they pay 30 days late", "chat", []),
        ("why was i charged fifty five for a flu shot", "voice", ["55.00"]),
        ("we were billed nine hundred dollars and oh four cents", "voice", ["900.04"]),
        ("i paid cash money for my splint seventy nine ninety five", "voice", ["79.95"]),
        ("you took back eleven oh four thirty off our last remit", "voice", ["1104.30"]),
        ("they deducted ninety one forty from our payment", "voice", ["91.40"]),
    ],
)
def test_sums_that_must_be_paid(text: str, channel: str, told: list[str]) -> None:
    assert facts(text, None, channel) == [("amount", one) for one in told]


def test_a_day_after_what_was_paid_for_is_no_sum() -> None:
    assert facts("we paid for the visit ten fourteen twenty six") == [("date_of_service", "2026-10-14")]
