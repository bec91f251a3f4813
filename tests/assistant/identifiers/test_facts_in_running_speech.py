"""Facts in running speech: who is spoken of, codes after an article, identifiers told by the words before them."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.identifiers import extract

TODAY = date(2026, 11, 20)


def facts(text: str, channel: str, expects: str | None = None) -> list[tuple[str, object]]:
    return [(f.name, f.value) for f in extract(text, expects=expects, channel=channel, today=TODAY)]


@pytest.mark.parametrize(
    ("text", "expects", "name"),
    [
        ("this is gregory haines calling about a claim for my daughter", None, "Gregory Haines"),
        ("can you see if leonard voss is eligible today", None, "Leonard Voss"),
        ("was a claim filed for bernice castellano", None, "Bernice Castellano"),
        ("is nadia haddad still covered", None, "Nadia Haddad"),
        ("his name is kofi mensah k o f i", "person_name", "Kofi Mensah"),
        ("patient is leona price sorry leona pierce", "person_name", "Leona Pierce"),
        ("first name is carla last name mendez", "person_name", "Carla Mendez"),
        ("what claims do you have for dwayne palmer's son", None, "Dwayne Palmer"),
    ],
)
def test_a_person_spoken_of_is_heard(text: str, expects: str | None, name: str) -> None:
    assert facts(text, "voice", expects) == [("person_name", name)]


@pytest.mark.parametrize(
    "text",
    [
        "put me through to customer service reps",
        "the front desk told me to call",
        "my blue cross plan denied my ozempic",
        "did the claim for physical therapy go through",
        "check if prior auth is on file",
        "i got a bill for grace period",
        "martin luther king hospital sent me a bill",
        "is jordan valley medical center in network",
        "mr submission address",
        "i mean august not april",
        "claim for mark the patient",
    ],
)
def test_what_only_sounds_like_a_person_is_none(text: str) -> None:
    assert [f for f in facts(text, "voice") if f[0] == "person_name"] == []


def test_who_calls_from_an_office_is_not_taken_for_the_patient() -> None:
    said = "this is tina park with north imaging member id XQP904417 dob 3/4/1980"
    assert facts(said, "chat") == [("member_id", "XQP904417"), ("date_of_birth", "1980-03-04")]


@pytest.mark.parametrize(
    ("text", "channel", "expects", "said"),
    [
        ("what does a c o ninety six mean", "voice", None, [("adjustment_code", "CO-96")]),
        ("the group is p r and it's a two oh four", "voice", "adjustment_code", [("adjustment_code", "PR-204")]),
        ("remark november seven oh six please", "voice", None, [("remark_code", "N706")]),
        ("CO-16 on D1110", "chat", None, [("adjustment_code", "CO-16"), ("procedure_code", "D1110")]),
        ("99213 came back PR-49", "chat", None, [("procedure_code", "99213"), ("adjustment_code", "PR-49")]),
        ("billed $120 for 99214", "chat", None, [("amount", "120.00"), ("procedure_code", "99214")]),
        ("where do i send a CMS-1500", "chat", None, []),
        ("about my claim the number is five five six one two oh nine three eight four", "voice", None,
         [("claim_number", "5561209384")]),
        ("claim t five five three oh nine one eight and i can't find it", "voice", None, [("claim_number", "T5530918")]),
        ("claim m nine triple zero no wait nine double zero three double five one two", "voice", None,
         [("claim_number", "M90035512")]),
        ("CLM-5570239", "chat", "claim_number", [("claim_number", "CLM5570239")]),
        ("status on 81442097", "chat", None, [("claim_number", "81442097")]),
        ("all clms for WQT3320011", "chat", None, [("member_id", "WQT3320011")]),
        ("where is EFT00918422", "chat", None, [("trace_number", "EFT00918422")]),
        ("m p i is one seven three two double oh five nine one seven", "voice", "npi", [("npi", "1732005917")]),
        ("eighty seven sixteen", "voice", "amount", [("amount", "87.16")]),
        ("three oh six eighty", "voice", "amount", [("amount", "306.80")]),
        ("why was cpt 97140 denied on june 24 2026", "chat", None,
         [("procedure_code", "97140"), ("date_of_service", "2026-06-24")]),
    ],
)  # fmt: skip
def test_codes_and_identifiers_are_told_by_the_words_around_them(
    text: str, channel: str, expects: str | None, said: list[tuple[str, object]]
) -> None:
    assert facts(text, channel, expects) == said


@pytest.mark.parametrize(
    ("text", "member_id", "born", "served"),
    [
        ("h u a 0 7 2 3 4 3 5 3 1 november 19 1990 march 31 2026", "HUA072343531", "1990-11-19", "2026-03-31"),
        ("w 8 7 3 5 5 0 1 6 2 february 11 1987 july 9 2026", "W873550162", "1987-02-11", "2026-07-09"),
        ("5 g x 1 t t 5 f w 1 5 march 2 1940 march 15 2026", "5GX1TT5FW15", "1940-03-02", "2026-03-15"),
    ],
)
def test_the_last_figure_of_an_id_is_no_day_of_the_date_after_it(
    text: str, member_id: str, born: str, served: str
) -> None:
    assert facts(text, "voice", "member_id") == [
        ("member_id", member_id),
        ("date_of_birth", born),
        ("date_of_service", served),
    ]


@pytest.mark.parametrize("text", ["5 march 2026", "1 november", "the 3 april 2026"])
def test_a_day_before_its_month_is_a_day_still(text: str) -> None:
    (found,) = facts(text, "voice", "date_of_service")
    assert found[0] == "date_of_service"


@pytest.mark.parametrize(
    ("text", "channel", "expects", "told"),
    [
        ("what came of 4417203, my dispute", "chat", None, [("claim_number", "4417203")]),
        ("has double seven oh three one nine two been decided", "voice", None, [("claim_number", "7703192")]),
        ("and 5120884", "sms", None, [("claim_number", "5120884")]),
        ("is 551002947 the right referral for her", "chat", None, [("auth_number", "551002947")]),
        ("please call 5550143 after noon", "sms", None, []),
        ("who signed PA-550193", "chat", None, [("auth_number", "PA550193")]),
        ("2025-PA-30871", "chat", "auth_number", [("auth_number", "2025PA30871")]),
        ("it's eight eight two oh four one nine i believe", "voice", "claim_number", [("claim_number", "8820419")]),
        ("why all my 90834s came back", "sms", None, [("procedure_code", "90834")]),
        ("was the scan (70553) let through", "chat", None, [("procedure_code", "70553")]),
        ("november one thirty", "voice", "remark_code", [("remark_code", "N130")]),
        (
            "claim 6617720, CO-97, tell me why",
            "chat",
            None,
            [("claim_number", "6617720"), ("adjustment_code", "CO-97")],
        ),
        ("trc 20260417335", "sms", None, [("trace_number", "20260417335")]),
    ],
)
def test_numbers_are_told_by_what_is_spoken_of(
    text: str, channel: str, expects: str | None, told: list[tuple[str, str]]
) -> None:
    assert facts(text, channel, expects) == told


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("i can't hand over three thousand at once", "3000.00"),
        ("the two hundred fourteen oh nine payment", "214.09"),
        ("two thousand twelve and fifteen cents is what it says", "2012.15"),
        ("cant do 650 rn", "650.00"),
        ("they want 1200 from me", "1200.00"),
    ],
)
def test_sums_without_the_word_dollars(text: str, amount: str) -> None:
    assert ("amount", amount) in facts(text, "voice")


@pytest.mark.parametrize(
    "text",
    ["paid since two thousand twenty five", "you pay 97 for it", "the bill has three hundred pages", "billed 99213"],
)
def test_what_only_counts_is_no_sum(text: str) -> None:
    assert [f for f in facts(text, "voice") if f[0] == "amount"] == []


@pytest.mark.parametrize(
    ("text", "expects", "told"),
    [
        ("fourth of may nineteen and thirty eight", "date_of_birth", ("date_of_birth", "1938-05-04")),
        ("saint patrick's day twenty twenty six", None, ("date_of_service", "2026-03-17")),
        ("a monday um august third twenty twenty six", "date_of_service", ("date_of_service", "2026-08-03")),
    ],
)
def test_days_told_the_long_way(text: str, expects: str | None, told: tuple[str, str]) -> None:
    assert facts(text, "voice", expects) == [told]


def test_a_row_under_a_heading_keeps_its_tax_id() -> None:
    row = "NPI | TIN | Member ID | DOB | DOS\n1468388487 | 213997447 | W822021504 | 03/15/1999 | 09/09/2026"
    assert {("npi", "1468388487"), ("tax_id", "213997447"), ("member_id", "W822021504")} <= set(facts(row, "chat"))
