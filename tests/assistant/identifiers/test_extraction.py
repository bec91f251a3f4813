"""Facts in lines as people say and type them."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.identifiers import Value, extract, listen

TODAY = date(2026, 11, 20)


def facts(text: str, expects: str | None = None, channel: str = "chat") -> list[tuple[str, Value]]:
    return [(f.name, f.value) for f in extract(text, expects=expects, channel=channel, today=TODAY)]


@pytest.mark.parametrize(
    ("text", "expects"),
    [
        ("one seven seven oh double oh two three one three", "npi"),
        ("npi is one seven seven oh double oh two three one three", None),
        ("one seven seven, oh oh oh, two three one three", "npi"),
        ("seventeen seventy double oh twenty three thirteen", "npi"),
        ("177-000-2313", "npi"),
        ("1770 002 313", "npi"),
        ("the n p i is one seven seven triple zero two three one three", None),
        ("one seven seven five double oh two three one three no the fourth is a zero", "npi"),
        ("one seven seven oh double oh two three one five sorry three not five", "npi"),
        ("one seven eight no seven oh double oh two three one three", "npi"),
        ("１７７０００２３１３", "npi"),
        ("1\u200b770002313", "npi"),
        ("1770002313 is our npi", None),
    ],
)
def test_an_npi_in_all_its_spoken_and_written_forms(text: str, expects: str | None) -> None:
    assert facts(text, expects, "voice") == [("npi", "1770002313")]


def test_an_npi_whose_check_digit_is_wrong_is_no_fact() -> None:
    heard = listen("1770002314", expects="npi", today=TODAY)
    assert heard.found == []
    assert heard.piece is not None
    assert heard.piece.characters == "1770002314"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("x as in x-ray q p nine oh four", "XQP904"),
        ("it's x as in xylophone q as in queen p papa nine zero four one two three four five six", "XQP904123456"),
        ("see q p nine oh four one two three four five six", "CQP904123456"),
        ("x q p nine oh four one two three four five six no five seven", "XQP904123457"),
        ("p like paul a like apple seven seven three oh one nine wait no seven seven three oh one eight", "PA773018"),
        ("one echo golf four tango echo five mike kilo seven three", "1EG4TE5MK73"),
        ("1EG4-TE5-MK73", "1EG4TE5MK73"),
        ("i eg4 te5 mk73", "1EG4TE5MK73"),
        ("w one two three four five six seven eight nine", "W123456789"),
        ("XQP 904123456", "XQP904123456"),
        ("eight q as in queen j x-ray november four c romeo one seven", None),
    ],
)
def test_a_member_id_with_letters_said_in_any_way(text: str, value: str | None) -> None:
    found = [v for n, v in facts(text, "member_id", "voice") if n == "member_id"]
    assert found == ([value] if value else found)
    assert all(n == "member_id" for n, _ in facts(text, "member_id", "voice"))


@pytest.mark.parametrize(
    ("text", "expects", "iso"),
    [
        ("march fifth nineteen eighty", "dob", "1980-03-05"),
        ("i was born march the fifth nineteen eighty", "dob", "1980-03-05"),
        ("the fifth of march nineteen eighty", "dob", "1980-03-05"),
        ("march five nineteen eighty", "date_of_birth", "1980-03-05"),
        ("three five nineteen eighty", "dob", "1980-03-05"),
        ("oh three oh five eighty", "dob", "1980-03-05"),
        ("oh three oh five one nine eight oh", "dob", "1980-03-05"),
        ("03051980", "dob", "1980-03-05"),
        ("3/5/80", "dob", "1980-03-05"),
        ("DOB 3-5-1980", None, "1980-03-05"),
        ("1980-03-05", "dob", "1980-03-05"),
        ("March 5, 1980", "dob", "1980-03-05"),
        ("march uh fifth nineteen eighty", "dob", "1980-03-05"),
        ("march third no fifth nineteen eighty", "dob", "1980-03-05"),
        ("three five seventy nine no eighty", "dob", "1980-03-05"),
        ("june ninth two thousand five", "dob", "2005-06-09"),
    ],
)
def test_a_date_of_birth_in_all_its_forms(text: str, expects: str | None, iso: str) -> None:
    assert facts(text, expects, "voice") == [("date_of_birth", iso)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("march third twenty twenty six", "2026-03-03"),
        ("december fifth", "2025-12-05"),
        ("last tuesday", "2026-11-17"),
        ("two weeks ago", "2026-11-06"),
        ("back to the one of march fifth twenty twenty six", "2026-03-05"),
        ("and the other one of March 5, what was paid", "2026-03-05"),
        ("3/1 to 3/5/2026", {"start": "2026-03-01", "end": "2026-03-05"}),
        ("between march first and march third", {"start": "2026-03-01", "end": "2026-03-03"}),
        ("march 1 through 5 2026", {"start": "2026-03-01", "end": "2026-03-05"}),
        ("from eight three twenty six to eight nine twenty six", {"start": "2026-08-03", "end": "2026-08-09"}),
        ("sometime in may", {"start": "2026-05-01", "end": "2026-05-31"}),
        ("09/2026", {"start": "2026-09-01", "end": "2026-09-30"}),
    ],
)
def test_a_date_of_service_is_the_most_recent_past_one_or_a_range(text: str, value: Value) -> None:
    assert facts(text, "date_of_service", "voice") == [("date_of_service", value)]


def test_a_block_pasted_from_a_practice_system_is_read_whole() -> None:
    block = (
        "NPI: 1770002313\nTIN: 12-3456789\nMBR: XQP904123456\nPT: Doe, Jane\n"
        "DOB: 03/05/1980\nDOS: 03/04/2026\nCLM: 2026031144712"
    )
    assert facts(block) == [
        ("npi", "1770002313"),
        ("tax_id", "123456789"),
        ("member_id", "XQP904123456"),
        ("person_name", "Jane Doe"),
        ("date_of_birth", "1980-03-05"),
        ("date_of_service", "2026-03-04"),
        ("claim_number", "2026031144712"),
    ]


def test_several_facts_in_one_spoken_line() -> None:
    line = (
        "next patient member x q p nine oh four one two three four five six born march fifth nineteen eighty "
        "date of service march fourth twenty twenty six"
    )
    assert facts(line, None, "voice") == [
        ("member_id", "XQP904123456"),
        ("date_of_birth", "1980-03-05"),
        ("date_of_service", "2026-03-04"),
    ]


@pytest.mark.parametrize(
    ("text", "expects", "fact"),
    [
        ("34567", "tax_id", ("tax_id_last5", "34567")),
        ("34567", "zip", ("zip", "34567")),
        ("last five is oh double seven one two", "tax_id", ("tax_id_last5", "07712")),
        ("last five of the TIN are 34567", None, ("tax_id_last5", "34567")),
        ("five five five oh one four three", "phone", ("phone_number", "5550143")),
        ("call me back at 312-555-0188", None, ("phone_number", "3125550188")),
        ("claim ending four four seven one", "which", ("claim_last4", "4471")),
        ("fifty a month", "payment_amount", ("amount", "50.00")),
        ("CLM614811004", "member_id", ("claim_number", "CLM614811004")),
        ("it's one ninety seven", "adjustment_code", ("adjustment_code", "197")),
        ("97", "adjustment_code", ("adjustment_code", "97")),
        ("c o forty five", "adjustment_code", ("adjustment_code", "CO-45")),
    ],
)
def test_what_was_asked_decides_what_a_bare_number_means(text: str, expects: str | None, fact: tuple[str, str]) -> None:
    assert facts(text, expects, "voice") == [fact]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("whats CO-197 w/ N54??", [("adjustment_code", "CO-197"), ("remark_code", "N54")]),
        ("what does c o one ninety seven mean", [("adjustment_code", "CO-197")]),
        ("p r two hundred four", [("adjustment_code", "PR-204")]),
        ("denied with code 97 and remark m a one thirty", [("adjustment_code", "97"), ("remark_code", "MA130")]),
        ("cpt 99213-25 denied", [("procedure_code", "99213")]),
        ("does 29881 need auth", [("procedure_code", "29881")]),
        ("one thousand two hundred thirty four dollars and fifty cents", [("amount", "1234.50")]),
        ("it should be $1,318.40 not 1,381.40", [("amount", "1318.40")]),
        ("check number 00884512", [("trace_number", "00884512")]),
        ("auth number A1234567 on file", [("auth_number", "A1234567")]),
    ],
)
def test_codes_sums_and_references(text: str, found: list[tuple[str, str]]) -> None:
    assert facts(text, None, "voice") == found


@pytest.mark.parametrize(
    ("text", "expects", "name"),
    [
        ("jane doe", "name", "Jane Doe"),
        ("last name d o e", "name", "Doe"),
        ("it's smith s m i t h", "last_name", "Smith"),
        ("first name Jane, last name Doe", "name", "Jane Doe"),
        ("the patient's name is Maria de la Cruz", None, "Maria de la Cruz"),
        ("next: Maria Lopez XQP904123456", None, "Maria Lopez"),
        ("Jun-ho Park is the patient", None, "Jun-ho Park"),
    ],
)
def test_names(text: str, expects: str | None, name: str) -> None:
    assert [v for n, v in facts(text, expects) if n == "person_name"] == [name]


@pytest.mark.parametrize(
    "text",
    [
        "did my claim go through yet?",
        "what's the patient responsibility",
        "this is unacceptable every rep tells me something else",
        "i called you last tuesday",
        "my letter dated march 3 2026",
        "can i get the check or EFT number and the date it went out",
        "i may have lost it",
        "are you open to the public",
        "Hi, I'm with the billing office of Lakeside Family Medicine.",
        "",
        "...",
        "🙂🙂🙂",
    ],
)
def test_lines_without_facts_have_none(text: str) -> None:
    assert facts(text) == []


def test_several_birth_dates_offered_at_choice_are_none() -> None:
    heard = listen("my birthday is either 03/05/1980 or 03/06/1980 or 4/5/80", expects="dob", today=TODAY)
    assert heard.ambiguous == ("date_of_birth",)
    assert all(f.confidence < 0.3 for f in heard.found)


def test_a_birth_date_said_again_replaces_the_first() -> None:
    assert facts("born 03/05/1980 sorry born 03/06/1980") == [("date_of_birth", "1980-03-06")]


def test_places_are_those_of_what_was_typed() -> None:
    text = "npi: 1\u200b770002313 thanks"
    (found,) = extract(text, today=TODAY)
    assert text[found.start : found.end] == "1\u200b770002313"


@pytest.mark.parametrize(
    ("text", "expects", "value"),
    [
        ("96694 no sorry 85583", "tax_id", "85583"),
        ("96694 no sorry 85583", "zip", "85583"),
        ("last one 989251381819", "claim_number", "989251381819"),
        ("january third nineteen eighty to", "date_of_birth", "1980-01-03"),
        ("as many as three fifteen twenty twenty six through", "date_of_service", "2026-03-15"),
    ],
)
def test_what_is_said_anew_or_breaks_off_is_read(text: str, expects: str, value: str) -> None:
    assert [found.value for found in extract(text, expects=expects, channel="voice", today=TODAY)] == [value]


@pytest.mark.parametrize(
    ("text", "expects", "channel", "facts"),
    [
        ("three hundred no sorry it's k t v six one oh double four", "member_id", "voice", [("member_id", "KTV61044")]),
        ("it's oduya o d u y a first name grace", "person_name", "voice", [("person_name", "Grace Oduya")]),
        ("my name is ruth feldman dear", None, "voice", [("person_name", "Ruth Feldman")]),
        ("the auth number's pa four four one two nine", None, "voice", [("auth_number", "PA44129")]),
        ("no not eight one it's one seven seven oh double oh two three one three", None, "voice", [("npi", "1770002313")]),
        ("we sent in a paper claim in june and hear nothing", None, "voice", []),
        ("i appealed on June 9", None, "chat", []),
        ("she has Aetna eff 2/1/26", None, "chat", []),
        ("can you book me an appointment for friday", None, "chat", []),
        ("frequency code seven on a corrected claim", None, "voice", []),
        ("remark m a oh seven", None, "voice", [("remark_code", "MA07")]),
        ("you paid ten dollars we expected two hundred", None, "voice", [("amount", "10.00"), ("amount", "200.00")]),
        ("it paid one cent", None, "voice", [("amount", "0.01")]),
        ("is victor lima six six two one nine active", None, "voice", [("member_id", "VL66219")]),
        ("elig for TQB3310922 born 7/4/1990", None, "chat", [("member_id", "TQB3310922"), ("date_of_birth", "1990-07-04")]),
        ("what did 99214 pay", None, "chat", [("procedure_code", "99214")]),
        ("99214 and 36415", "procedure_code", "chat", [("procedure_code", "99214"), ("procedure_code", "36415")]),
        ("my name is spelled Ewa Kowal", None, "chat", [("person_name", "Ewa Kowal")]),
        ("o b i is the last and chidi is the first", "person_name", "voice", [("person_name", "Chidi Obi")]),
        ("it's frederica but they all say rica last name moon", "person_name", "voice", [("person_name", "Frederica Moon")]),
        ("is my member even active", None, "chat", []),
        ("has 7304412298 been paid", None, "chat", [("claim_number", "7304412298")]),
        ("7304412298 is my cell", None, "chat", [("phone_number", "7304412298")]),
        ("do you take paper CMS-1500s", None, "chat", []),
        ("check seven seven oh two one four was lost", None, "voice", [("trace_number", "770214")]),
        ("dos 2/2/2026 $88.00 99203", "date_of_service", "chat",
         [("date_of_service", "2026-02-02"), ("amount", "88.00"), ("procedure_code", "99203")]),
        ("from the third through the sixth of may twenty twenty six", "date_of_service", "voice",
         [("date_of_service", {"start": "2026-05-03", "end": "2026-05-06"})]),
        ("two ten twenty six no sorry two twelve twenty six", "date_of_service", "voice", [("date_of_service", "2026-02-12")]),
        ("admitted 2/3/2026, discharged 2/6/2026", "date_of_service", "chat",
         [("date_of_service", {"start": "2026-02-03", "end": "2026-02-06"})]),
        ("new year's day twenty twenty six", "date_of_service", "voice", [("date_of_service", "2026-01-01")]),
        ("a strange one on two two oh eight one one seven six four three", None, "voice", [("claim_number", "2208117643")]),
    ],
)  # fmt: skip
def test_facts_as_other_people_say_them(
    text: str, expects: str | None, channel: str, facts: list[tuple[str, str]]
) -> None:
    found = extract(text, expects=expects, channel=channel, today=date(2026, 11, 20))
    assert [(f.name, f.value) for f in found] == facts
