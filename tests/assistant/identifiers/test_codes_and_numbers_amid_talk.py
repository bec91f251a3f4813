"""Codes and numbers said amid talk: what a denial was for, what stands beside a code, whose number a word names."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.identifiers.extraction import extract

TODAY = date(2026, 11, 23)


def heard(text: str, *, expects: str | None = None, channel: str = "voice") -> list[tuple[str, object]]:
    return [(f.name, f.value) for f in extract(text, expects=expects, channel=channel, today=TODAY)]


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        pytest.param("it denied no auth one ninety seven", [("adjustment_code", "197")], id="why it was denied"),
        pytest.param("one ninety seven under c o", [("adjustment_code", "CO-197")], id="its group after it"),
        pytest.param("what's this code here fifty one", [("adjustment_code", "51")], id="a code here"),
        pytest.param("n for november one thirty november one three zero remark code", [("remark_code", "N130")],
                     id="a remark code said twice is no day"),
        pytest.param("p r two of thirty dollars on an office visit nine nine two one three",
                     [("adjustment_code", "PR-2"), ("amount", "30.00"), ("procedure_code", "99213")], id="a code after dollars"),
        pytest.param("allowed on seven two one four eight m r i lumbar", [("procedure_code", "72148")], id="an examination"),
        pytest.param("see if pre cert is needed for seven one two five oh", [("procedure_code", "71250")],
                     id="leave for a procedure"),
    ],
)  # fmt: skip
def test_codes_amid_talk(text: str, facts: list[tuple[str, object]]) -> None:
    assert heard(text) == facts


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        pytest.param("CO-97 N20 on 99213? npi is fine", [("adjustment_code", "CO-97"), ("remark_code", "N20"),
                     ("procedure_code", "99213")], id="a label after a question is another's"),
        pytest.param("why is it CO-97 and not PR-1", [("adjustment_code", "CO-97"), ("adjustment_code", "PR-1")], id="why not"),
        pytest.param("its CO-97 not PR-1", [("adjustment_code", "CO-97")], id="put right"),
        pytest.param("scratch E0601 it was E0470", [("procedure_code", "E0470")], id="scratched"),
        pytest.param("clm 5510238 pd 61.20", [("claim_number", "5510238"), ("amount", "61.20")], id="pd is paid"),
        pytest.param("office says 640, portal shows 280", [("amount", "640.00"), ("amount", "280.00")], id="sums side by side"),
        pytest.param("i got charged 2750 for a brace", [("amount", "2750.00")], id="charged for something"),
        pytest.param("deductible of 88.5 out of 2000", [("amount", "88.50"), ("amount", "2000.00")], id="out of"),
        pytest.param("my copay, why 90 and not 30", [("amount", "90.00"), ("amount", "30.00")], id="why this sum"),
        pytest.param("i was charged 3 visits", [], id="counted"),
        pytest.param("we were billed 837 electronically", [], id="a form"),
    ],
)  # fmt: skip
def test_in_writing(text: str, facts: list[tuple[str, object]]) -> None:
    assert heard(text, channel="chat") == facts


@pytest.mark.parametrize(
    ("text", "expects", "channel", "facts"),
    [
        pytest.param("six four six one oh", "claim_number", "voice", [("claim_number", "64610")], id="five are not cut to four"),
        pytest.param("4/3 and 4/10, all 97110", "date_of_service", "chat",
                     [("date_of_service", "2026-04-03"), ("date_of_service", "2026-04-10"), ("procedure_code", "97110")],
                     id="what was done on the days asked for"),
        pytest.param("k5510283341 n the other is k5510283358", "claim_number", "chat",
                     [("claim_number", "K5510283341"), ("claim_number", "K5510283358")], id="a second"),
        pytest.param("#8820114 typo, #8820141", "claim_number", "chat", [("claim_number", "8820141")], id="a typo"),
        pytest.param("the eft was four four oh nine one one seven", None, "voice", [("trace_number", "4409117")], id="eft was"),
        pytest.param("peer to peer on member r as in robert four four oh two nine one one", None, "voice",
                     [("member_id", "R4402911")], id="member and a spelled letter"),
        pytest.param("the number on file is wrong it should be six one four five five five zero one three eight", None, "voice",
                     [("phone_number", "6145550138")], id="a telephone put right"),
        pytest.param("payment gone out on triple three double oh eight one four six", None, "voice",
                     [("claim_number", "333008146")], id="payment on a claim"),
    ],
)  # fmt: skip
def test_numbers_by_the_words_around_them(
    text: str, expects: str | None, channel: str, facts: list[tuple[str, object]]
) -> None:
    assert heard(text, expects=expects, channel=channel) == facts


@pytest.mark.parametrize(
    ("text", "expects", "channel", "facts"),
    [
        pytest.param("is it c o eighteen or p r eighteen okay it's p r eighteen", None, "voice", [("adjustment_code", "PR-18")],
                     id="said again"),
        pytest.param("the difference between a sixteen and a ninety six the denial codes", None, "voice",
                     [("adjustment_code", "16"), ("adjustment_code", "96")], id="codes compared"),
        pytest.param("c o sixteen and a little one n two ninety", None, "voice",
                     [("adjustment_code", "CO-16"), ("remark_code", "N290")], id="a little one is no digit"),
        pytest.param("ring me on 555-0171 area code 614", None, "chat", [("phone_number", "6145550171")], id="area code"),
        pytest.param("half a grand four hundred ninety dollars", None, "voice", [("amount", "490.00")], id="half a grand"),
        pytest.param("forty four hundred twelve sixty", "claim_number", "voice", [("claim_number", "44001260")],
                     id="hundreds before pairs"),
        pytest.param("three quarters of it 3/4 cup", None, "chat", [], id="a fraction is no day"),
        pytest.param("ninety nine two thirteen for one forty", None, "voice", [("procedure_code", "99213"), ("amount", "140.00")],
                     id="a procedure and its price"),
        pytest.param("our rate is 145", None, "chat", [("amount", "145.00")], id="a rate"),
    ],
)  # fmt: skip
def test_told_by_what_was_said_beside(
    text: str, expects: str | None, channel: str, facts: list[tuple[str, object]]
) -> None:
    assert heard(text, expects=expects, channel=channel) == facts
