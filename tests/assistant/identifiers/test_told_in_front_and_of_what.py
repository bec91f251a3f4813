"""Letters told apart from their figures, numbers in groups and with slashes, and of which of two things a number is; made up."""

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
        ("there's a t r up front then double six four one oh two", "claim_number", "TR664102"),
        ("it's got a p f at the front and then four one nine three three eight six", "claim_number", "PF4193386"),
        ("k l at the beginning then eight eight two one six oh nine", "claim_number", "KL8821609"),
        ("w as in walter in front then three four one oh two seven nine three", "member_id", "W34102793"),
        ("there's a g in front and then three four one oh two seven nine", "claim_number", "G3410279"),
        ("it has an h k in front of it and then two two nine oh five one", "claim_number", "HK229051"),
        ("d g c double oh three double five one two and then it says zero two at the end", "member_id", "DGC003551202"),
        ("r p eight eight oh three one two and on the end there's an oh one", "member_id", "RP88031201"),
        ("four seven no sorry four two eight oh nine one six d as in dog", "member_id", "4280916D"),
        ("it's seven d like dog not t seven d four one oh eight eight", "claim_number", "7D41088"),
        ("is it this one four four oh nine two three seven one", "claim_number", "44092371"),
        ("oh okay it goes eight eight t then three four one nine two", "claim_number", "88T34192"),
    ],
)
def test_letters_and_ends_told_by_their_place(text: str, expects: str, value: str) -> None:
    assert facts(text, expects) == [(expects, value)]


@pytest.mark.parametrize(
    ("text", "expects", "told"),
    [
        ("it says KR/0077163/B on the letter", "claim_number", [("claim_number", "KR0077163B")]),
        ("26/44191/07", "claim_number", [("claim_number", "264419107")]),
        ("can you look up claim TT41/88213?", None, [("claim_number", "TT4188213")]),
        ("status on claim 00-441-93K please", None, [("claim_number", "0044193K")]),
        ("MR44120 0077", "claim_number", [("claim_number", "MR441200077")]),
        ("oops wrong id b4. right one: HC2 00941 8", None, [("member_id", "HC2009418")]),
        ("N30 4471 2264", "member_id", [("member_id", "N3044712264")]),
        ("auth 6613-N-40 status?", None, [("auth_number", "6613N40")]),
        ("97110/97140 denied", None, [("procedure_code", "97110"), ("procedure_code", "97140")]),
        ("20610 w/ 99213 denied", None, [("procedure_code", "20610"), ("procedure_code", "99213")]),
    ],
)
def test_written_in_groups(text: str, expects: str | None, told: list[tuple[str, object]]) -> None:
    assert facts(text, expects, "chat") == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("check # + paid date for claim 26QB70115?", [("claim_number", "26QB70115")]),
        ("need eft number for claim 26B0091848 please", [("claim_number", "26B0091848")]),
        ("auth # for J1745 pls", [("procedure_code", "J1745")]),
        ("what's the pa # for E0601", [("procedure_code", "E0601")]),
        ("my phone # on the account is 515 555 0147", [("phone_number", "5155550147")]),
        ("number on acct should be 731 555 0129", [("phone_number", "7315550129")]),
        ("npi on the claim was 1770400921", [("npi", "1770400921")]),
        ("is K0823 covered on ID 41 7720 3319", [("procedure_code", "K0823"), ("member_id", "4177203319")]),
        ("sorry typo, the id ends in 618 so QD3300618", [("member_id", "QD3300618")]),
        ("that's not the check i meant, mine's 0088143", [("trace_number", "0088143")]),
        ("that is not my claim, mine is 88120444", [("claim_number", "88120444")]),
    ],
)
def test_of_which_thing_a_written_number_is(text: str, told: list[tuple[str, object]]) -> None:
    assert facts(text, None, "chat") == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("claim i d number three four oh nine one two seven", [("claim_number", "3409127")]),
        ("the auth in box twenty three is t three four oh one nine seven", [("auth_number", "T340197")]),
        ("please reprocess three one seven k b two two nine", [("claim_number", "317KB229")]),
        ("that check's stale number two two oh nine eight eight", [("trace_number", "220988")]),
        ("check came back torn the number on it is eight oh four four one seven", [("trace_number", "804417")]),
        ("have them call my sister her number's six one five triple five oh one six three", [("phone_number", "6155550163")]),
        ("ring the office when you know two oh eight triple five oh one three four", [("phone_number", "2085550134")]),
        ("the reason seventeen f as in frank double eight two oh four six denied", [("claim_number", "17F882046")]),
        ("n p i seventeen seventy four hundred nine twenty one", [("npi", "1770400921")]),
        ("the first six weeks of therapy and then the front desk called", []),
        ("in box thirty three we put the wrong address", []),
    ],
)  # fmt: skip
def test_of_which_thing_a_spoken_number_is(text: str, told: list[tuple[str, object]]) -> None:
    assert facts(text) == told
