"""The same characters are a claim's, a member's, an authorization's or a telephone's: the talk around them decides."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.identifiers import extract

TODAY = date(2026, 11, 20)


def facts(text: str, channel: str = "chat", expects: str | None = None) -> list[tuple[str, object]]:
    return [
        (f.name, f.value) for f in extract(text, channel=channel, expects=expects, today=TODAY) if f.confidence > 0.3
    ]


@pytest.mark.parametrize(
    ("text", "channel", "said"),
    [
        ("put 3300725518 in front of an examiner", "chat", [("claim_number", "3300725518")]),
        ("our oncologist is asking about seven one two oh double three eight four one six", "voice",
         [("claim_number", "7120338416")]),
        ("have them call hollis amundsen two oh seven five five five oh one four three", "voice",
         [("person_name", "Hollis Amundsen"), ("phone_number", "2075550143")]),
        ("eight hundred five five five oh one seven two keeps calling about a warranty", "voice",
         [("phone_number", "8005550172")]),
        ("our number for the file is four one four five five five oh one eight eight", "voice",
         [("phone_number", "4145550188")]),
        ("cb 414-555-0177 ext 9", "sms", [("phone_number", "4145550177")]),
    ],
)  # fmt: skip
def test_ten_digits_are_a_telephones_where_somebody_is_called(
    text: str, channel: str, said: list[tuple[str, object]]
) -> None:
    assert facts(text, channel) == said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("D7719920 - if that's a no my MD wants a p2p", [("auth_number", "D7719920")]),
        ("UM771530 was downgraded, the surgeon wants to talk to your medical director", [("auth_number", "UM771530")]),
        ("p2p for 30558127 pls", [("auth_number", "30558127")]),
        ("does REF40772 cover 6 units", [("auth_number", "REF40772")]),
        ("is K4471982 still good for the extra visits", [("auth_number", "K4471982")]),
        ("need date CK771840 was issued", [("trace_number", "CK771840")]),
        ("all denied clms under 730559182 pls", [("tax_id", "730559182")]),
        ("next: RW40718829", [("claim_number", "RW40718829")]),
        ("is RWC4410772 active", [("member_id", "RWC4410772")]),
        ("does 70450 need PA & is RWC4410772 active", [("procedure_code", "70450"), ("member_id", "RWC4410772")]),
        ("that was my old id, the new one is DT5520913", [("member_id", "DT5520913")]),
        ("my # is QX00731842", [("member_id", "QX00731842")]),
    ],
)  # fmt: skip
def test_letters_and_figures_are_what_the_line_speaks_of(text: str, said: list[tuple[str, object]]) -> None:
    assert facts(text) == said


def test_a_number_called_a_card_or_a_check_is_a_payments() -> None:
    said = "double eight three oh one one four six oh two that's a virtual card for four thirty two oh nine"
    assert facts(said, "voice") == [("trace_number", "8830114602"), ("amount", "432.09")]


def test_letters_typed_apart_belong_to_the_member_id_asked_for() -> None:
    assert facts("card says qzp 60418", expects="member_id") == [("member_id", "QZP60418")]


@pytest.mark.parametrize(
    ("text", "channel", "said"),
    [
        ("p2p 62323 how do we schedule", "chat", [("procedure_code", "62323")]),
        ("cpr 92950 in the office, was auth needed", "chat", [("procedure_code", "92950")]),
        ("97110 bundled w 97112", "chat", [("procedure_code", "97110"), ("procedure_code", "97112")]),
        ("j1100 40u", "chat", [("procedure_code", "J1100")]),
        ("the injection paid but the drug j ten fifty got nothing", "voice", [("procedure_code", "J1050")]),
        ("did you okay the device e as in egg oh four seven oh", "voice", [("procedure_code", "E0470")]),
        ("it denied with a one ninety seven c o", "voice", [("adjustment_code", "CO-197")]),
        ("two oh four p i dash two oh four what is that", "voice", [("adjustment_code", "PI-204")]),
        ("it's got p r ninety six n four three five on it", "voice",
         [("adjustment_code", "PR-96"), ("remark_code", "N435")]),
        ("it's a c o eighteen not a c o nineteen", "voice", [("adjustment_code", "CO-18")]),
        ("they denied fifty and we sent the notes", "voice", [("adjustment_code", "50")]),
        ("what's a 45", "chat", [("adjustment_code", "45")]),
        ("277 shows A3 since june", "chat", []),
        ("line 2 64415 zero paid", "chat", [("procedure_code", "64415")]),
        ("one more, 77123", "chat", []),
    ],
)  # fmt: skip
def test_codes_without_their_label(text: str, channel: str, said: list[tuple[str, object]]) -> None:
    assert facts(text, channel) == said


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("my out of pocket is sixty five hundred i think", "6500.00"),
        ("i'm paying three hundred forty a month now", "340.00"),
        ("the charge was eight seventy five", "875.00"),
        ("the premium came out a hundred thirty eight twenty", "138.20"),
        ("you mailed me a check seventy three dollars fifteen and i lost it", "73.15"),
        ("did the five forty go out", "540.00"),
        ("do i still have to pay that hundred sixty two ninety", "162.90"),
        ("an e f t for eighteen thousand two oh four seventy seven", "18204.77"),
        ("it cost 80 thousand on paper", "80000.00"),
        ("how long can i appeal the 640 bux", "640.00"),
        ("did i hit the 3000 oop max", "3000.00"),
        ("58 not 85 dollars", "58.00"),
    ],
)
def test_prices_said_without_the_word_dollars(text: str, amount: str) -> None:
    channel = "chat" if any(c.isdigit() for c in text) else "voice"
    assert facts(text, channel) == [("amount", amount)]


def test_the_sum_after_the_number_of_a_check_is_no_part_of_it() -> None:
    said = "the remit for check two double oh nine eight seven four one three two thousand ninety one thirty six"
    assert facts(said, "voice") == [("trace_number", "200987413"), ("amount", "2091.36")]


def test_a_temperature_and_a_year_are_no_money() -> None:
    assert facts("my sugar is over six hundred and i'm dizzy", "voice") == []
    assert facts("the third of june nineteen hundred and forty one", "voice", "date_of_birth") == [
        ("date_of_birth", "1941-06-03")
    ]
    assert facts("we billed two oh six ten", "voice", "procedure_code") == [("procedure_code", "20610")]


@pytest.mark.parametrize(
    ("text", "expects", "said"),
    [
        ("fourteen january seventy two", "date_of_birth", [("date_of_birth", "1972-01-14")]),
        ("may day nineteen fifty six", "date_of_birth", [("date_of_birth", "1956-05-01")]),
        ("it was the day before my birthday so june seventh this would be twenty twenty six", "date_of_service",
         [("date_of_service", "2026-06-07")]),
        ("oh two twelve to oh two twenty twenty six", "date_of_service",
         [("date_of_service", {"start": "2026-02-12", "end": "2026-02-20"})]),
        ("is dorothy hahn eleven eighteen sixty one covered", None,
         [("person_name", "Dorothy Hahn"), ("date_of_birth", "1961-11-18")]),
        ("this'll be for hollis brandt b r a n d t ten nineteen forty seven", None,
         [("person_name", "Hollis Brandt"), ("date_of_birth", "1947-10-19")]),
        ("jerome pappas eight fourteen twenty six is that on file", None,
         [("person_name", "Jerome Pappas"), ("date_of_service", "2026-08-14")]),
        ("q w d double six oh nine one four march twenty five eighty three is she eligible", None,
         [("member_id", "QWD660914"), ("date_of_birth", "1983-03-25")]),
        ("is she active today birthday eleven twelve seventy eight", None, [("date_of_birth", "1978-11-12")]),
    ],
)  # fmt: skip
def test_days_said_as_bare_numbers_or_out_of_order(
    text: str, expects: str | None, said: list[tuple[str, object]]
) -> None:
    assert facts(text, "voice", expects) == said


def test_the_day_of_a_visit_that_was_appealed_is_its_day_of_service() -> None:
    assert facts("i appealed that 3/15/2026 visit ages ago") == [("date_of_service", "2026-03-15")]
    assert facts("we appealed on 3/15/2026") == []


@pytest.mark.parametrize(
    ("text", "expects", "name"),
    [
        ("my boy casimir lindholm has been in and out of there", None, "Casimir Lindholm"),
        ("came in february eleventh twenty twenty six orville tarrant has that processed", None, "Orville Tarrant"),
        ("can doctor gerard stolz talk to somebody", None, "Gerard Stolz"),
        ("it's catherine with a c dubinsky", None, "Catherine Dubinsky"),
        ("quigley bernard middle initial j but everybody calls me skip", "person_name", "Bernard Quigley"),
        ("patient last name farrow f a r r o w first lucinda", None, "Lucinda Farrow"),
        ("ya thats me ines valdez", "person_name", "Ines Valdez"),
        ("Minh Hoang, family name is Hoang", "person_name", "Minh Hoang"),
    ],
)
def test_names_as_people_say_them(text: str, expects: str | None, name: str) -> None:
    channel = "voice" if text.islower() else "chat"
    assert [value for kind, value in facts(text, channel, expects) if kind == "person_name"] == [name]


@pytest.mark.parametrize("text", ["what in the sam hill is that", "auth pt being dc'd", "It was Presidents Day"])
def test_sayings_and_holidays_are_nobody(text: str) -> None:
    assert [f for f in facts(text) if f[0] == "person_name"] == []


@pytest.mark.parametrize(
    ("text", "expects", "said"),
    [
        ("icn four one triple oh seven no four one double oh eight double two six five", None,
         ("claim_number", "410082265")),
        ("subscriber is tango quebec alpha triple three no double three oh six one eight four", None,
         ("member_id", "TQA3306184")),
        ("it ends eight eight three five so seven six two oh four one eight eight three five", None,
         ("claim_number", "7620418835")),
        ("k like kite d like dog b like boy seven hundred four three one", "member_id", ("member_id", "KDB700431")),
        ("that's three down the fourth is six one oh double four two double eight nine oh", None,
         ("claim_number", "6104428890")),
        ("papers on claim four one nine five double oh six i filled them out", None, ("claim_number", "4195006")),
    ],
)  # fmt: skip
def test_numbers_begun_again_and_told_in_groups(text: str, expects: str | None, said: tuple[str, str]) -> None:
    assert said in facts(text, "voice", expects)
    assert len([f for f in facts(text, "voice", expects) if f[0] == said[0]]) == 1


def test_for_between_a_code_and_an_id_is_no_digit() -> None:
    said = "patient responsibility on four five three eight five for b n e four four seven one nine double oh"
    assert facts(said, "voice") == [("procedure_code", "45385"), ("member_id", "BNE4471900")]


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("we billed nine nine two one three with two oh six one oh and got nothing",
         [("procedure_code", "99213"), ("procedure_code", "20610")]),
        ("look up a b five five one oh two seven and a b five five one oh two eight are they pending",
         [("claim_number", "AB551027"), ("claim_number", "AB551028")]),
        ("i'm three one oh double four eight two one seven am i covered", [("member_id", "310448217")]),
        ("set up a doctor to doctor she's at seven oh two five five five oh one four three", [("phone_number", "7025550143")]),
        ("what's my part on k double five oh nine two", [("claim_number", "K55092")]),
        ("just tell me where 5500218733 is at", [("claim_number", "5500218733")]),
    ],
)  # fmt: skip
def test_two_numbers_of_one_form_and_whose_a_number_is(line: str, told: list[tuple[str, str]]) -> None:
    assert [(f.name, f.value) for f in extract(line, channel="voice", today=TODAY)] == told


def test_a_whole_answer_leaves_its_parts_unsaid() -> None:
    tax = "eight three one one four five double five no wait double five is wrong it's six two seven "
    tax += "so eight three one one four five six two seven"
    assert [f.name for f in extract(tax, expects="tax_id", channel="voice", today=TODAY)] == ["tax_id"]
    day = "the last day of june so june thirtieth twenty twenty six"
    found = extract(day, expects="date_of_service", channel="voice", today=TODAY)
    assert [f.value for f in found] == ["2026-06-30"]


def test_a_visit_told_beside_it_does_not_hide_a_birth_date_after_the_name() -> None:
    line = "ignacio welk eight eight sixty two i need the january fifth twenty twenty six claim"
    assert ("date_of_birth", "1962-08-08") in [(f.name, f.value) for f in extract(line, channel="voice", today=TODAY)]


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("all you have on g k two two oh one eight five three that's the patient", [("member_id", "GK2201853")]),
        ("it's on auth five five two oh one eight three that's for two nine eight eight one",
         [("auth_number", "5520183"), ("procedure_code", "29881")]),
        ("claim five five one oh three three seven and oh my heart hurts", [("claim_number", "5510337")]),
        ("update my file i have medicare part b", []),
    ],
)  # fmt: skip
def test_a_number_ends_where_another_thing_is_said(line: str, told: list[tuple[str, str]]) -> None:
    assert [(f.name, f.value) for f in extract(line, channel="voice", today=TODAY)] == told
