"""Letters of a number behind hyphens and by words, numbers beside boxes of a form, permissions and checks amid talk; made up."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.identifiers import extract

TODAY = date(2026, 11, 20)


def facts(text: str, expects: str | None = None, channel: str = "voice") -> list[tuple[str, object]]:
    return [(f.name, f.value) for f in extract(text, expects=expects, channel=channel, today=TODAY)]


@pytest.mark.parametrize(
    ("text", "expects", "told"),
    [
        ("CLM-0417-22093-B", "claim_number", ("claim_number", "CLM041722093B")),
        ("ID 7714-20-R-318", None, ("member_id", "771420R318")),
        ("member id QRS-8814-M-552", None, ("member_id", "QRS8814M552")),
        ("Mbr ID: 5521-09-K-441", None, ("member_id", "552109K441")),
        ("correction: auth is A6618204 not A6618240", None, ("auth_number", "A6618204")),
    ],
)
def test_letters_written_in_a_number_belong_to_it(text: str, expects: str | None, told: tuple[str, object]) -> None:
    assert facts(text, expects, "chat") == [told]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("h two two oh nine one four six and then a little dash oh three", "H220914603"),
        ("k three one nine oh oh two seven then a small dash zero one", "K319002701"),
        ("is it eff or ess no it's an ess s like sugar four four nine oh two one seven", "S4490217"),
        ("it's kay k as in kite nine nine oh one four two", "K990142"),
    ],
)
def test_a_little_dash_and_a_letter_told_twice(text: str, told: str) -> None:
    assert facts(text, "member_id") == [("member_id", told)]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("status on claim zebra two two eight five oh", [("claim_number", "Z22850")]),
        ("claim number banana four four one nine oh two", [("claim_number", "B441902")]),
        ("you underpaid oh three six double one four t", [("claim_number", "036114T")]),
        ("eff tee number oh oh four one double six two is on our deposit", [("trace_number", "0041662")]),
        ("that check never came can you stop it and cut a new one it's two two seven one four oh", [("trace_number", "227140")]),
        ("the check you mailed bounced please reissue it number four four one oh nine two", [("trace_number", "441092")]),
    ],
)  # fmt: skip
def test_numbers_told_by_words_and_by_the_talk(text: str, told: list[tuple[str, object]]) -> None:
    assert facts(text) == told


def test_my_number_beside_a_check_is_a_telephones() -> None:
    said = "we never got the check can you stop it and mail it to us my number is five oh three five five five oh one four two"
    assert facts(said) == [("phone_number", "5035550142")]


def test_thousands_spell_no_claim() -> None:
    assert not [fact for fact in facts("they owe me thirty four thousand one hundred k") if fact[0] == "claim_number"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("remark m a oh one on a zero pay what is that", ("remark_code", "MA01")),
        ("there's a one oh nine in the little reason box by my eye exam", ("adjustment_code", "109")),
        ("it has a one nineteen printed in the denial code box", ("adjustment_code", "119")),
    ],
)
def test_codes_before_on_and_in_a_box(text: str, told: tuple[str, object]) -> None:
    assert facts(text) == [told]


def test_the_service_a_permission_is_sought_for() -> None:
    assert facts("is there an auth for 27130, and where does it go, box 23?", channel="chat") == [
        ("procedure_code", "27130")
    ]
    said = "looking for an auth on file for six six nine eight four tax id two seven four four one eight oh three six"
    assert sorted(facts(said)) == [("procedure_code", "66984"), ("tax_id", "274418036")]
    assert facts("my mail goes to box 27130 now", channel="chat") == []


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Why CO-197? auth was on file: 6641R2290", [("adjustment_code", "CO-197"), ("auth_number", "6641R2290")]),
        ("precert was obtained, number 7712K3308", [("auth_number", "7712K3308")]),
        ("PA on file: 31-T-40817, why CO-197", [("adjustment_code", "CO-197"), ("auth_number", "31T40817")]),
        ("auth was approved: 97110 x12", [("procedure_code", "97110")]),
        ("auth on file: 10/06/2026", [("date_of_service", "2026-10-06")]),
    ],
)
def test_what_was_on_file_is_the_permission(text: str, told: list[tuple[str, object]]) -> None:
    assert sorted(facts(text, channel="chat")) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Amount is wrong, we billed 2,640.00 and you have 2,460.00", "2640.00"),
        ("We billed $318.50, you show 381.50", "318.50"),
        ("billed amt 4,710, u have 4,170", "4710.00"),
    ],
)
def test_of_two_sums_the_one_billed_is_meant(text: str, told: str) -> None:
    assert [(name, str(value)) for name, value in facts(text, channel="chat")] == [("amount", told)]
