"""Ways strangers give numbers, codes, days, sums and names; the lines are made up."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.identifiers import extract

TODAY = date(2026, 11, 20)


def facts(text: str, expects: str | None = None, channel: str = "voice") -> list[tuple[str, object]]:
    return [(f.name, f.value) for f in extract(text, expects=expects, channel=channel, today=TODAY)]


@pytest.mark.parametrize(
    ("text", "expects", "value"),
    [
        ("has claim four four one two kilo six been paid", None, "4412K6"),
        ("i'm appealing six three oh eight two sierra because nobody read it", None, "63082S"),
        ("change it it's d as in dog not t as in tom so d five five one oh nine two", "claim_number", "D551092"),
        ("and the other one five five oh three eight tango is that paid", None, "55038T"),
        ("the claim's seven one four double two r", None, "71422R"),
    ],
)
def test_a_claims_number_may_end_in_a_letter(text: str, expects: str | None, value: str) -> None:
    assert facts(text, expects) == [("claim_number", value)]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("appeal for 25118-WB still open?", [("claim_number", "25118WB")]),
        ("reason for denial on 25118-A? thx", [("claim_number", "25118A")]),
        ("med recs for 25118-4471, where to", [("claim_number", "251184471")]),
        ("claim 0K4471 stuck, why", [("claim_number", "0K4471")]),
        ("can you look at claim H20440187 w me", [("claim_number", "H20440187")]),
        ("denied 99213-GT on line 2", [("procedure_code", "99213")]),
        ("auth# PA-44187-C", [("auth_number", "PA44187C")]),
    ],
)
def test_hyphens_in_what_is_typed(text: str, told: list[tuple[str, str]]) -> None:
    assert facts(text, channel="chat") == told


@pytest.mark.parametrize(
    ("text", "expects", "told"),
    [
        ("they gave me you em two two seven one double four", "auth_number", ("auth_number", "UM227144")),
        ("the auth number are five five two oh one nine", None, ("auth_number", "R552019")),
        ("letters are d k like david kevin then four four one two oh nine eight", "member_id", ("member_id", "DK4412098")),
        ("it's r v t uh r v t then six six oh one two two", "member_id", ("member_id", "RVT660122")),
        ("letter a then k as in king five five two nine oh one", "auth_number", ("auth_number", "AK552901")),
        ("alpha kilo five five two oh no wait five five one oh nine eight seven", "member_id", ("member_id", "AK5510987")),
        ("m j six six oh four one two no sorry four two one", "member_id", ("member_id", "MJ660421")),
        ("too six for one one ate nine nine oh", "tax_id", ("tax_id", "264118990")),
        ("trace number is e f t four four oh one nine two two", "trace_number", ("trace_number", "EFT4401922")),
        ("three one break eight eight seven one oh two four", "tax_id", ("tax_id", "318871024")),
    ],
)  # fmt: skip
def test_letters_and_digits_as_they_are_heard(text: str, expects: str | None, told: tuple[str, str]) -> None:
    assert facts(text, expects) == [told]


@pytest.mark.parametrize(
    "said",
    [
        "six six one let me get my glasses oh two nine four",
        "six six one okay the page is smudged oh two nine four",
        "six six one sorry reading off a napkin oh two nine four",
    ],
)
def test_what_is_said_while_looking_is_no_part(said: str) -> None:
    assert facts(said, "claim_number") == [("claim_number", "6610294")]


def test_an_end_said_before_the_whole_is_not_joined_to_it() -> None:
    said = "the n p i on file is wrong it ends in one four six two one two zero five three nine one four six two"
    assert ("claim_number", "14621205391462") not in facts(said)


@pytest.mark.parametrize(
    ("text", "channel", "value"),
    [
        ("please have somebody call the office 212-555-0139 ext 2", "chat", "2125550139"),
        ("letter faxed over to four oh one five five five oh one six three", "voice", "4015550163"),
        (
            "have a rep call me it's four one three five five five oh one two oh my name's on file",
            "voice",
            "4135550120",
        ),
        ("ph# 8025550107 ext 9", "chat", "8025550107"),
    ],
)
def test_a_number_to_call_is_no_identifier(text: str, channel: str, value: str) -> None:
    assert facts(text, channel=channel) == [("phone_number", value)]


@pytest.mark.parametrize(
    ("text", "channel", "told"),
    [
        ("first time billing 98013 here, paper ok?", "chat", [("procedure_code", "98013")]),
        ("every single chart says 99214 and that's a lie", "chat", [("procedure_code", "99214")]),
        ("every visit is a 99214", "chat", [("procedure_code", "99214")]),
        ("do you have an approval on file for the m r i seven three two two one", "voice", [("procedure_code", "73221")]),
        ("why'd line two the nine six one three two deny", "voice", [("procedure_code", "96132")]),
        ("the a oh four two seven was turned down", "voice", [("procedure_code", "A0427")]),
        ("j nine two seven one two hundred units was denied", "voice", [("procedure_code", "J9271")]),
        ("CARC 96 vs 204, difference?", "chat", [("adjustment_code", "96"), ("adjustment_code", "204")]),
        ("there's 16 in the reason column", "chat", [("adjustment_code", "16")]),
        ("it says oh a dash eighteen", "voice", [("adjustment_code", "OA-18")]),
        ("r a r c n one fifteen", "voice", [("remark_code", "N115")]),
    ],
)  # fmt: skip
def test_codes_beside_words(text: str, channel: str, told: list[tuple[str, str]]) -> None:
    assert facts(text, channel=channel) == told


def test_groups_by_name_and_codes_where_a_number_was_asked_for() -> None:
    assert facts("contractual obligation twenty nine", "adjustment_code") == [("adjustment_code", "CO-29")]
    assert facts("patient responsibility three", "adjustment_code") == [("adjustment_code", "PR-3")]
    assert facts("hold on what does N290 mean anyway", "claim_number", "chat") == [("remark_code", "N290")]
    assert facts("there's an m and then fifteen", "remark_code") == [("remark_code", "M15")]
    assert facts("ref 26300-NS again pls", channel="chat") == []


@pytest.mark.parametrize(
    ("text", "expects", "day"),
    [
        ("it was the day before yesterday", "date_of_service", "2026-11-18"),
        ("a week ago today", "date_of_service", "2026-11-13"),
        ("last month on the twelfth", "date_of_service", "2026-10-12"),
        ("the day after christmas", "date_of_service", "2025-12-26"),
        ("memorial day", "date_of_service", "2026-05-25"),
        ("she went in on halloween", None, "2026-10-31"),
        ("the last day of september twenty twenty five", "date_of_service", "2025-09-30"),
        ("it was on on march the the ninth twenty twenty six", "date_of_service", "2026-03-09"),
        ("is there an authorization for a hip replacement december first", None, "2026-12-01"),
        ("did you get the claim for december first", None, "2025-12-01"),
    ],
)
def test_days_told_by_today(text: str, expects: str | None, day: str) -> None:
    assert facts(text, expects) == [("date_of_service", day)]


def test_a_week_named_after_a_holiday_is_no_day() -> None:
    assert facts("there's one from labor day week that never came back") == []


@pytest.mark.parametrize(
    ("text", "channel", "sums"),
    [
        ("i misspoke the amount should be seven hundred twelve even", "voice", ["712.00"]),
        ("I put billed $310.00, that's wrong, should be $130.00", "chat", ["130.00"]),
        ("that's the one two hundred six dollars and ten cents", "voice", ["206.10"]),
        ("p r one and four hundred dollars after it", "voice", ["400.00"]),
        ("we're left w/ 9k after the stay", "chat", ["9000.00"]),
        ("$0 paid on it", "chat", []),
        ("my 401k is empty", "chat", []),
    ],
)
def test_sums_as_people_put_them(text: str, channel: str, sums: list[str]) -> None:
    assert [value for name, value in facts(text, channel=channel) if name == "amount"] == sums


@pytest.mark.parametrize(
    ("text", "expects", "names"),
    [
        ("a claim for pruksa wongdee please", None, ["Pruksa Wongdee"]),
        ("yes yes marisol quimby that's her", None, ["Marisol Quimby"]),
        ("hakon bjornvik you want me to spell that", "person_name", ["Hakon Bjornvik"]),
        ("it's elena elena marchetti", "person_name", ["Elena Marchetti"]),
        ("this is denise from the billing office", None, ["Denise"]),
        ("doctor rao wants a peer to peer", None, []),
        ("i think her name was joanne", None, []),
        ("any hardship help for member cost share", None, []),
        ("okey dokey thanks", None, []),
    ],
)
def test_a_person_has_two_names(text: str, expects: str | None, names: list[str]) -> None:
    assert [value for name, value in facts(text, expects) if name == "person_name"] == names


def test_slips_of_the_finger_are_nobodys_name() -> None:
    assert facts("is documnt refunf in yet", channel="chat") == []
    assert facts("claim for pruksa wongdee pls", channel="chat") == [("person_name", "Pruksa Wongdee")]
