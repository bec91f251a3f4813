"""Numbers dictated in pieces, described and put right on the way: swapped, counted, asked about, read back; made up."""

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
        ("m k seven seven oh four one two oops i flipped the last two it's two one", "member_id", "MK770421"),
        ("seven one four oh nine six three the last two should be switched so three six", "claim_number", "7140936"),
        ("two two oh five one nine eight six the last two digits are backwards", "claim_number", "22051968"),
        ("one four six three nine two eight oh seven nine i swapped the last two it's nine seven", "npi", "1463928097"),
    ],
)  # fmt: skip
def test_the_last_two_are_swapped(text: str, expects: str, value: str) -> None:
    assert facts(text, expects) == [(expects, value)]


@pytest.mark.parametrize(
    ("text", "expects"),
    [
        ("the last two visits were switched to another doctor", "claim_number"),
        ("i switched the last two appointments", "member_id"),
        ("you reversed the last two claims", None),
    ],
)
def test_what_else_was_switched_is_no_number(text: str, expects: str | None) -> None:
    assert facts(text, expects) == []


@pytest.mark.parametrize(
    ("text", "expects", "channel", "value"),
    [
        ("t r two two six oh nine one four and then a zero two at the end", "member_id", "voice", "TR226091402"),
        (
            "nine five five oh one nine three two but it has a letter in front it's a k",
            "member_id",
            "voice",
            "K95501932",
        ),
        ("HV 4402917 and suffix 04", "member_id", "chat", "HV440291704"),
        ("its R7704419 and then 02 after", "member_id", "chat", "R770441902"),
    ],
)
def test_more_is_told_before_or_behind_it(text: str, expects: str, channel: str, value: str) -> None:
    assert facts(text, expects, channel) == [(expects, value)]


@pytest.mark.parametrize(
    ("text", "expects", "value"),
    [
        ("first half is k r four four and the second half is one oh nine three", "claim_number", "KR441093"),
        ("three three oh one w you need the part after the dash it's oh two", "claim_number", "3301W02"),
        ("one second half let me find it", "claim_number", None),
    ],
)
def test_halves_are_one_number(text: str, expects: str, value: str | None) -> None:
    assert facts(text, expects) == ([(expects, value)] if value else [])


@pytest.mark.parametrize(
    ("text", "expects", "value"),
    [
        ("five oh five two is that a b or a d it's a d five oh five two d one one", "claim_number", "5052D11"),
        ("k l six six oh one or is that a seven um it's a seven two two", "member_id", "KL660722"),
        ("z z z that's three z's four four oh one", "member_id", "ZZZ4401"),
        ("t as in tango nine nine oh that's oh the number two seven k as in kite", "claim_number", "T99027K"),
        ("b as in bob r as in rob zero not the letter o but the number and then five one nine two", "claim_number", "BR05192"),
        ("h w two two oh seven four nine wait h w is the letters like hello world", "member_id", "HW220749"),
        ("e f t as in electronic funds then oh six four four nine one the e f t is part of it", "trace_number", "EFT064491"),
        ("it's w e j as in whiskey echo juliet five oh oh triple two nine", "member_id", "WEJ5002229"),
        ("it's p x d as in papa x ray delta five oh oh triple two nine", "member_id", "PXD5002229"),
    ],
)  # fmt: skip
def test_characters_are_spoken_of(text: str, expects: str, value: str) -> None:
    assert facts(text, expects) == [(expects, value)]


@pytest.mark.parametrize(
    ("text", "expects", "value"),
    [
        ("nine four four seven no i skipped a zero nine oh four four seven seven one", "claim_number", "9044771"),
        ("seven seven seven k no seven seven k oh one nine four", "claim_number", "77KOH"),
        ("two two oh nine six one the three sixes sorry two two oh nine six one is right", "claim_number", "220961"),
        ("m r t no it's an n as in nancy t four four oh one nine two", "member_id", "MNT440192"),
        ("five five i mean five six then k k then one one oh four", "claim_number", "56KK1104"),
        ("d as in dog no d not b d four four one oh nine seven", "claim_number", "D441097"),
        ("r like rita five five two no that's a t like tom r t five two two nine one", "claim_number", "RT52291"),
        ("one four yankee yankee six no only one yankee one four yankee six two two seven", "auth_number", "14Y6227"),
        ("my claim number is g h p no that's my old insurance t h p four four one nine two", None, "THP44192"),
    ],
)  # fmt: skip
def test_it_is_said_anew_after_a_slip(text: str, expects: str | None, value: str) -> None:
    value = value.replace("77KOH", "77K0194")
    assert facts(text, expects) == [(expects or "claim_number", value)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("no you read back k r t four four one oh two nine it's k r t four four one two oh nine", "KRT441209"),
        ("you read back p as in paul it's t as in tom so k g t four oh nine one seven", "KGT40917"),
        ("member id please look again there's no s it's f as in fish f six one two oh nine four", "F612094"),
        ("the member id is r m four four oh nine one not r m four oh four nine one", "RM44091"),
    ],
)
def test_what_was_read_back_wrong_is_no_value(text: str, value: str) -> None:
    assert facts(text) == [("member_id", value)]


@pytest.mark.parametrize(
    ("text", "expects", "value"),
    [
        ("PX5501233A, typo - PX5501323A", "claim_number", "PX5501323A"),
        ("TR440192 *TR440129", "auth_number", "TR440129"),
        ("K3319L77 no wait thats an i not an L. K3319I77", "member_id", "K3319I77"),
    ],
)
def test_a_typed_slip_is_mended(text: str, expects: str, value: str) -> None:
    assert facts(text, expects, "chat") == [(expects, value)]


@pytest.mark.parametrize(
    ("text", "expects", "value"),
    [
        ("eighty two hundred sixteen forty one", "claim_number", "82001641"),
        ("four four one three hundred seven fifty two", "claim_number", "441300752"),
        ("claim zulu six hundred and four d as in delta please", None, "Z604D"),
        ("six six twenty two hundred oh five one", "claim_number", "662200051"),
    ],
)
def test_hundreds_are_counted(text: str, expects: str | None, value: str) -> None:
    assert facts(text, expects) == [("claim_number", value)]


@pytest.mark.parametrize(
    ("text", "expects", "channel", "values"),
    [
        ("three claims for you first is k p five oh nine one and second is k p five one one seven", None, "voice",
         ["KP5091", "KP5117"]),
        ("status on claim a r double six two oh one five", None, "voice", ["AR662015"]),
        ("two claims l p oh oh seven two and l p oh oh eight nine", None, "voice", ["LP0072", "LP0089"]),
        ("one is t four four oh nine one the other is t four four one oh eight", "claim_number", "voice", ["T44091", "T44108"]),
        ("R7730011845 n the other is R7730011952", "claim_number", "chat", ["R7730011845", "R7730011952"]),
        ("four four one oh two that's the whole number", "claim_number", "voice", ["44102"]),
        ("clm 5501183 pd 91.20 why so low", None, "chat", ["5501183"]),
        ("PR-3301442", "claim_number", "chat", ["PR3301442"]),
        ("status of 26-KX-0114402 please", "claim_number", "chat", ["26KX0114402"]),
        ("its this one T5504413", "claim_number", "chat", ["T5504413"]),
    ],
)  # fmt: skip
def test_claims_are_heard_whole(text: str, expects: str | None, channel: str, values: list[str]) -> None:
    assert [value for name, value in facts(text, expects, channel) if name == "claim_number"] == values
    assert not {name for name, _ in facts(text, expects, channel)} & {"claim_last4", "member_id"}


@pytest.mark.parametrize(
    ("text", "expects", "value"),
    [
        ("you have a six where it should be a two it's h p two two oh seven one four", "member_id", "HP220714"),
        ("was that five or nine because it's nine so h k nine four oh four one two", "claim_number", "HK940412"),
        ("it's seven seven two not seven two two so k seven seven two oh nine one", "claim_number", "K772091"),
        ("the letters are v p and the numbers are six four oh nine one two", "member_id", "VP640912"),
        ("my old number was t four four oh nine one two the new card says t four four oh two two nine", "member_id", "T440229"),
        ("it used to be v four four oh one seven now it's v four four oh two eight", "claim_number", "V44028"),
        ("one oh four six seven seven oh two no wait drop the first one it's oh four six seven seven oh two", "trace_number",
         "0467702"),
        ("five seven oh oh that's double oh six six one", "claim_number", "5700661"),
        ("three two oh nine seven seven five with a dash zero four on the end", "claim_number", "320977504"),
    ],
)  # fmt: skip
def test_only_the_number_itself_is_its_value(text: str, expects: str, value: str) -> None:
    assert facts(text, expects) == [(expects, value)]


def test_a_code_ends_where_the_examination_is_named() -> None:
    assert facts("is there an allowed amount on seven two one four eight m r i spine") == [("procedure_code", "72148")]
