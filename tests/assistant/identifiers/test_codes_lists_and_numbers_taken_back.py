"""Codes told by the talk, lists of one kind, numbers taken back and what is said beside them; values made up."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.identifiers import extract

TODAY = date(2026, 11, 20)


def facts(text: str, expects: str | None = None, channel: str = "voice") -> list[tuple[str, object]]:
    return [(f.name, f.value) for f in extract(text, expects=expects, channel=channel, today=TODAY)]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("calling about a nine seven one four oh that got bundled", [("procedure_code", "97140")]),
        ("what do you want instead of an eight five six one oh", [("procedure_code", "85610")]),
        ("do we have to precert a two nine eight eight one", [("procedure_code", "29881")]),
        ("looking for the auth number for an m r i seven two one four eight lumbar", [("procedure_code", "72148")]),
        (
            "n p i one one three four oh oh double seven eight four status on a nine three three oh six",
            [("npi", "1134007784"), ("procedure_code", "93306")],
        ),
        (
            "line one nine seven one one oh paid forty four even line two nine seven one four oh hit co ninety seven",
            [
                ("procedure_code", "97110"),
                ("amount", "44.00"),
                ("procedure_code", "97140"),
                ("adjustment_code", "CO-97"),
            ],
        ),
        (
            "an a seven oh three four is noncovered fine but a four six one nine tubing is covered",
            [("procedure_code", "A7034"), ("procedure_code", "A4619")],
        ),
        (
            "need status for oh oh eight one oh with the q k that was anesthesia",
            [("procedure_code", "00810")],
        ),
        ("anything approved for rosa delgado two seven four four seven", [("procedure_code", "27447")]),
    ],
)  # fmt: skip
def test_a_procedure_is_told_by_its_article_or_by_what_was_done(text: str, told: list[tuple[str, object]]) -> None:
    """Five figures one by one behind an article, where CPT has procedures."""
    assert [f for f in facts(text) if f[0] != "person_name"] == told


@pytest.mark.parametrize(
    "text",
    [
        "status on a ten two twenty five stay",
        "where is the six eighteen twenty two you sent",
        "patient lives in the seven five one oh four zip",
    ],
)
def test_a_day_a_price_and_a_zip_behind_an_article_are_no_procedure(text: str) -> None:
    assert all(name != "procedure_code" for name, _ in facts(text))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("eob says one seventy and n five twenty two why", [("adjustment_code", "170"), ("remark_code", "N522")]),
        ("what is sixteen with remark m seventy six", [("adjustment_code", "16"), ("remark_code", "M76")]),
        ("the carc is just two twenty six nothing in front", [("adjustment_code", "226")]),
        ("they told us twenty nine timely filing on it", [("adjustment_code", "29")]),
        ("it kicked out eighteen duplicate and it is not one", [("adjustment_code", "18")]),
        ("we have twenty nine timely filing denials", []),
        ("it's an a one denial", [("adjustment_code", "A1")]),
        ("another b seven rejection from you people", [("adjustment_code", "B7")]),
    ],
)
def test_a_reason_is_told_by_its_remark_its_meaning_or_its_denial(text: str, told: list[tuple[str, object]]) -> None:
    assert facts(text) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "j one eight eight five isn't a code i said j one eight five five",
            [("procedure_code", "J1855")],
        ),
        (
            "i read you m a eighteen and you repeated m eighteen",
            [("remark_code", "MA18")],
        ),
        (
            "p r one for one hundred forty p r two for thirty two fifteen then c o forty five",
            [
                ("adjustment_code", "PR-1"),
                ("amount", "140.00"),
                ("adjustment_code", "PR-2"),
                ("amount", "32.15"),
                ("adjustment_code", "CO-45"),
            ],
        ),
        ("it says p r three forty dollars", [("adjustment_code", "PR-3"), ("amount", "40.00")]),
    ],
)
def test_codes_misheard_are_left_out_and_codes_have_their_sums(text: str, told: list[tuple[str, object]]) -> None:
    assert facts(text) == told


def test_written_codes_have_round_sums_too() -> None:
    told = [v for n, v in facts("PR1 61.10 PR3 25 CO45 98.40 final?", channel="chat") if n == "amount"]
    assert told == ["61.10", "25.00", "98.40"]


@pytest.mark.parametrize(
    ("text", "expects", "values"),
    [
        (
            "three claims first one's five five oh two one one eight second one five five oh two one one nine "
            "and the last is five five oh two one two four",
            None,
            ["5502118", "5502119", "5502124"],
        ),
        (
            "they are three three oh seven one three three oh seven four and three three oh seven nine",
            "claim_number",
            ["33071", "33074", "33079"],
        ),
        ("claim t r seven one four and t r seven one five both", None, ["TR714", "TR715"]),
        (
            "first is k six six oh two one one and the second one k six six oh two thirty",
            "claim_number",
            ["K660211", "K660230"],
        ),
        ("it's a long one eight double zero triple four double oh three one two", "claim_number", ["80044400312"]),
        ("i'll go slow two two oh four pause eight one six pause three three five nine", "claim_number", ["22048163359"]),
        ("put her in room four okay sorry two two seven dash five oh eight dash six six one", "claim_number", ["227508661"]),
        ("i have one claim today it's p p o dash six six two nine oh one", None, ["PPO662901"]),
        ("seven oh eight two x like x ray four four dash oh one", "claim_number", ["7082X4401"]),
        ("m t six six oh four one two nine m as in mary t as in tom", "claim_number", ["MT6604129"]),
        ("b four four one oh oh oh seven that's three ohs before the seven", "claim_number", ["B4410007"]),
        ("delta echo two seven oh three three no four four that's oh three four four", "claim_number", ["DE270344"]),
        ("you had a p and it's a t as in tom t two two oh nine one four", "claim_number", ["T220914"]),
    ],
)  # fmt: skip
def test_claims_in_lists_and_with_words_about_their_characters(
    text: str, expects: str | None, values: list[str]
) -> None:
    assert [v for n, v in facts(text, expects) if n == "claim_number"] == values


@pytest.mark.parametrize(
    ("text", "expects", "told"),
    [
        (
            "throw away three three dash two eight oh and use three three dash two eight six dash c for auth",
            "auth_number",
            [("auth_number", "33286C")],
        ),
        ("we got a check four four one two eight no i lied four four two one eight", None, [("trace_number", "44218")]),
        (
            "check two hundred and six four four no okay let me redo that check number two zero six four four one two",
            None,
            [("trace_number", "2064412")],
        ),
        (
            "need remits for two efts first zero eight one one four two eight six seven second zero eight one one "
            "four two nine one two",
            None,
            [("trace_number", "081142867"), ("trace_number", "081142912")],
        ),
        (
            "can you void check four four oh one six and check four four oh two five",
            None,
            [("trace_number", "44016"), ("trace_number", "44025")],
        ),
        ("auth on file should be r e f dash three one nine oh two two", None, [("auth_number", "REF319022")]),
        ("what are the start dates on p a double five two oh one nine", None, [("auth_number", "PA552019")]),
        ("my id's one two six six eight six nine four zero seven npi", None, [("npi", "1266869407")]),
        (
            "tax id's under the former owner don't use it new one is five five two oh one nine eight eight four",
            None,
            [("tax_id", "552019884")],
        ),
        ("claim h m o dash two two oh nine one one", None, [("claim_number", "HMO220911")]),
    ],
)  # fmt: skip
def test_numbers_taken_back_and_numbers_by_their_labels(
    text: str, expects: str | None, told: list[tuple[str, object]]
) -> None:
    assert facts(text, expects) == told


@pytest.mark.parametrize(
    ("text", "expects", "told"),
    [
        ("Is auth 2026-AU-55120 good?", None, [("auth_number", "2026AU55120")]),
        ("status claim PA-7710-22", None, [("claim_number", "PA771022")]),
        ("claim # RX-61-30774 clean?", None, [("claim_number", "RX6130774")]),
        ("clm 52-0071-QT zero paid", None, [("claim_number", "520071QT")]),
        ("pd date on clm 5582-KK n copy of remit", None, [("claim_number", "5582KK")]),
        ("appeal window on H330-8815? dr wants p2p", None, [("claim_number", "H3308815")]),
        ("its 1134007784, u wrote 1134007748", "npi", [("npi", "1134007784")]),
        ("clm for my pt, 99284, $912.00", None, [("procedure_code", "99284"), ("amount", "912.00")]),
        (
            "my member # is 77K-221-041 and my kids is 77K-221-042",
            None,
            [("member_id", "77K221041"), ("member_id", "77K221042")],
        ),
        ("records lost for claim H7720011448 three times", None, [("claim_number", "H7720011448")]),
    ],
)
def test_written_numbers_with_prefixes_and_words_behind_them(
    text: str, expects: str | None, told: list[tuple[str, object]]
) -> None:
    assert facts(text, expects, "chat") == told
