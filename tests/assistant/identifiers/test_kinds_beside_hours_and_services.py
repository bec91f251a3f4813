"""Values beside what looks like a part of them: an hour before a telephone number, an extension behind it, the article of a
letter, the service a claim is for, words typed in haste."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.identifiers.extraction import extract

TODAY = date(2026, 11, 23)


def heard(text: str, *, expects: str | None = None, channel: str = "voice") -> list[tuple[str, object]]:
    return [(f.name, f.value) for f in extract(text, expects=expects, channel=channel, today=TODAY)]


@pytest.mark.parametrize(
    ("text", "phone"),
    [
        pytest.param("ring my sister around six thirty eight one four five five five oh one six one", "8145550161", id="half"),
        pytest.param("call me back about nine it's three one nine triple five oh one two six", "3195550126", id="it is"),
        pytest.param("try me tomorrow after eleven fifteen at five oh nine five five five oh one oh two", "5095550102", id="at"),
        pytest.param("get hold of me by two on two oh eight five five five oh one three five", "2085550135", id="on"),
    ],
)  # fmt: skip
def test_the_hour_before_a_telephone_number(text: str, phone: str) -> None:
    assert heard(text) == [("phone_number", phone)]


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        pytest.param("Pls cb 208.555.0164 x31 re: refund", [("phone_number", "2085550164")], id="x"),
        pytest.param("319-555-0128x4 is the desk", [("phone_number", "3195550128")], id="written in one"),
        pytest.param("reach us at (509) 555-0141 ext. 702", [("phone_number", "5095550141")], id="ext"),
        pytest.param("call me back re claim 3380991274, ext 40", [("claim_number", "3380991274")], id="a claim's"),
        pytest.param("text me 208-555-0119 b4 6", [("phone_number", "2085550119")], id="before six"),
        pytest.param("peer to peer for clm K00318842, n send the letter too", [("claim_number", "K00318842")], id="and"),
        pytest.param("status on M6610283, r u done with it", [("claim_number", "M6610283")], id="are you"),
        pytest.param("P440281, b/c it says denied", [("claim_number", "P440281")], id="because"),
        pytest.param("denied 18 N522, how so", [("adjustment_code", "18"), ("remark_code", "N522")], id="reason and remark"),
        pytest.param("EOB shows 50 and N115", [("adjustment_code", "50"), ("remark_code", "N115")], id="and a remark"),
        pytest.param("we got 4 N522 denials", [("remark_code", "N522")], id="so many denials"),
        pytest.param("where's clm PX-330175 at?", [("claim_number", "PX330175")], id="a claim with px"),
        pytest.param("clm PA-66102 status", [("claim_number", "PA66102")], id="a claim with pa"),
        pytest.param("need auth PA-661027 extended", [("auth_number", "PA661027")], id="an authorization with pa"),
        pytest.param("can i split the 1700 bill", [("amount", "1700.00")], id="the bill"),
        pytest.param("the 2025 bill is gone", [], id="a year"),
        pytest.param("the 835 balance is off", [], id="a form"),
        pytest.param("copy of cashed check front & back #6620415", [("trace_number", "6620415")], id="both sides"),
        pytest.param("(208) 555 0199 is dead use (208) 555 0126", [("phone_number", "2085550126")], id="a dead number"),
        pytest.param("my deductible is 1700, is it met", [("amount", "1700.00")], id="a bare sum"),
        pytest.param("my copay is 3 visits", [], id="visits"),
        pytest.param("J1100 x2, n 96401", [("procedure_code", "J1100"), ("procedure_code", "96401")], id="n is and"),
        pytest.param("claim ends in 7O letter not zero. RK3317O", [("claim_number", "RK3317O")], id="a letter told"),
    ],
)  # fmt: skip
def test_in_writing(text: str, facts: list[tuple[str, object]]) -> None:
    assert heard(text, channel="chat") == facts


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        pytest.param("did you get our filling claim d two three nine one", [("procedure_code", "D2391")], id="a tooth"),
        pytest.param("my claim d two three nine one oh four four", [("claim_number", "D2391044")], id="longer is a claim"),
        pytest.param("another claim same patient two two eight oh four one seven why'd it deny", [("claim_number", "2280417")],
                     id="the same patient"),
        pytest.param("for the same member six six oh nine four one one is it paid", [("claim_number", "6609411")],
                     id="the same member"),
        pytest.param("calling on two one is eight seven oh three one the other's eight seven oh four four just the status",
                     [("claim_number", "87031"), ("claim_number", "87044")], id="one and the other"),
        pytest.param("two codes one is nine nine two one three the other's nine nine two one four",
                     [("procedure_code", "99213"), ("procedure_code", "99214")], id="two codes"),
        pytest.param("the tax id i gave you is the old owner's use five one two oh nine three three eight four",
                     [("tax_id", "512093384")], id="use this one"),
        pytest.param("the ein on file belongs to the last group it should be four one oh two two nine three eight six",
                     [("tax_id", "410229386")], id="it should be"),
        pytest.param("fourteen seventy six three two two nine oh eight's our n p i", [("npi", "1476322908")], id="is our npi"),
        pytest.param("you denied it one oh nine and he has no other plan", [("adjustment_code", "109")], id="denied and"),
        pytest.param("it came back eighteen but there's only one", [("adjustment_code", "18")], id="came back and"),
        pytest.param("claim denied forty five days ago and we heard nothing", [], id="days ago"),
        pytest.param("the check you mailed last month five five one oh nine two six never showed", [("trace_number", "5510926")],
                     id="a check sent"),
        pytest.param("our old fax five oh nine five five five oh one three three is disconnected use five oh nine five five five "
                     "oh one four six", [("phone_number", "5095550146")], id="a line disconnected"),
        pytest.param("you denied it ten times and i keep calling", [], id="counted"),
        pytest.param("no it was four hundred and eighty dollars y'all said forty eight", [("amount", "480.00")],
                     id="a hundred lost"),
        pytest.param("it was nineteen dollars and you wrote ninety", [("amount", "19.00")], id="a teen for a ten"),
        pytest.param("they told me forty dollars and charged me four hundred", [("amount", "40.00"), ("amount", "400.00")],
                     id="two sums in dispute"),
    ],
)  # fmt: skip
def test_kinds_told_beside_others(text: str, facts: list[tuple[str, object]]) -> None:
    assert heard(text) == facts


@pytest.mark.parametrize(
    ("text", "channel", "member"),
    [
        pytest.param(
            "it's got a z then five double one oh two six three eight", "voice", "Z51102638", id="a letter then"
        ),
        pytest.param("there's a j and a t then four four one nine oh two six", "voice", "JT4419026", id="two letters"),
        pytest.param("it has an a then four four oh nine one seven two six", "voice", "A44091726", id="an a"),
        pytest.param(
            "it's a b c then four four one nine oh two seven six", "voice", "ABC44190276", id="a letter of three"
        ),
        pytest.param("H6310 00551 824", "chat", "H631000551824", id="three groups"),
    ],
)
def test_the_article_of_a_letter(text: str, channel: str, member: str) -> None:
    assert heard(text, expects="member_id", channel=channel) == [("member_id", member)]
