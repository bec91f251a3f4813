"""Facts nobody announces: the words around a number say what it is, and what is said only beside it is none."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.identifiers import extract

TODAY = date(2026, 11, 20)
Facts = list[tuple[str, object]]


def facts(text: str, channel: str, expects: str | None = None) -> Facts:
    return [(f.name, f.value) for f in extract(text, expects=expects, channel=channel, today=TODAY)]


@pytest.mark.parametrize(
    ("text", "channel", "code"),
    [
        ("why is the nine nine two one three not paying", "voice", "99213"),
        ("two seven four four seven got kicked back what do i do", "voice", "27447"),
        ("what happened with the seven three seven two one on that visit", "voice", "73721"),
        ("tell me why the nine seven one one two was rejected", "voice", "97112"),
        ("did the knee mri get approved seven three seven two one for leonard fitch", "voice", "73721"),
        ("97530 x4 units, only 2 came back", "chat", "97530"),
        ("How many 90834 sessions does he have left?", "chat", "90834"),
        ("why did 20610 bounce", "chat", "20610"),
        ("you allowed 1 of 2 units of 97140", "chat", "97140"),
        ("J1885 x2 got tossed", "chat", "J1885"),
    ],
)
def test_a_procedure_spoken_of_without_the_word_code(text: str, channel: str, code: str) -> None:
    assert [f for f in facts(text, channel) if f[0] == "procedure_code"] == [("procedure_code", code)]


@pytest.mark.parametrize(
    ("text", "channel", "expects"),
    [
        ("i live in 30722", "chat", "zip"),
        ("i live at the corner zip is 60614", "chat", None),
        ("the last five of the tax id are 20938", "chat", None),
        ("my tax id ends in two oh nine three eight", "voice", None),
        ("it's nine nine two one three", "voice", "zip"),
    ],
)
def test_five_figures_of_another_kind_are_no_procedure(text: str, channel: str, expects: str | None) -> None:
    assert [f for f in facts(text, channel, expects) if f[0] == "procedure_code"] == []


@pytest.mark.parametrize(
    ("text", "channel", "claim"),
    [
        ("can you check five oh two two nine one eight seven for me", "voice", "50229187"),
        ("could you please check 50229187 for me", "chat", "50229187"),
        ("need to send the op notes for four one oh eight two seven seven three", "voice", "41082773"),
        ("what is six double oh three double one nine doing", "voice", "6003119"),
        ("scratch that it's not four four one nine oh two seven it's four four one nine two oh seven", "voice", "4419207"),
        ("no it's 4419207 not 4419027", "chat", "4419207"),
        ("clinicals for 8820417 ready 2 go, 88 pages. fax #?", "sms", "8820417"),
        ("Uploading the itemized bill for 60442871", "chat", "60442871"),
        ("where 2 fax the implant invoice 4 5567013", "sms", "5567013"),
        ("7719002: denied for notes we ALREADY sent. do i call or appeal?", "chat", "7719002"),
        ("four two eight one seven seven oh got hit with c o twenty nine", "voice", "4281770"),
        ("has the second level on eight double three oh six one two been decided if not i want someone on the phone",
         "voice", "8330612"),
        ("i have a question about three three oh nine two two eight five six one", "voice", "3309228561"),
        ("T25-880412 shows denied", "chat", "T25880412"),
        ("why was b d two oh two five one one oh three seven seven two denied", "voice", "BD2025110377 2"),
    ],
)  # fmt: skip
def test_a_claim_number_nobody_calls_so(text: str, channel: str, claim: str) -> None:
    heard = [f for f in facts(text, channel) if f[0] not in ("adjustment_code",)]
    assert heard == [("claim_number", claim.replace(" ", ""))]


def test_two_claims_named_at_once_are_both_heard() -> None:
    said = "Status of claims 60022918264 and 60022918271, both DOS 9/4/2026, please"
    assert [v for n, v in facts(said, "chat") if n == "claim_number"] == ["60022918264", "60022918271"]


@pytest.mark.parametrize(
    ("text", "channel"),
    [
        ("call me back at six one two five five five oh one seven one", "voice"),
        ("my cell is 612-555-0171", "chat"),
        ("fax it to 612-555-0171", "chat"),
        ("i was born oh three oh five one nine eight two", "voice"),
        ("my tax id is four five one one two oh nine eight three", "voice"),
        ("is member eight eight two oh four one nine covered", "voice"),
    ],
)
def test_a_number_of_another_kind_is_no_claim(text: str, channel: str) -> None:
    assert [f for f in facts(text, channel) if f[0] == "claim_number"] == []


@pytest.mark.parametrize(
    ("text", "channel", "member"),
    [
        ("q r d five five two eight oh one has aetna through his job now", "voice", "QRD552801"),
        ("Please initiate a reconsideration for CNF5520387, DOS 10/07/2025", "chat", "CNF5520387"),
    ],
)
def test_three_letters_before_the_figures_are_a_members(text: str, channel: str, member: str) -> None:
    assert ("member_id", member) in facts(text, channel)
    assert [f for f in facts(text, channel) if f[0] == "claim_number"] == []


@pytest.mark.parametrize(
    ("text", "channel", "expects", "number"),
    [
        ("PA-2025-118204", "chat", "auth_number", "PA2025118204"),
        ("AU-2025-118204", "chat", None, "AU2025118204"),
        ("do you have an authorization on file the number they gave me is a u four four nine oh one eight", "voice", None,
         "AU449018"),
        ("there's a referral in here the number i have is r x five five one oh two two", "voice", None, "RX551022"),
        ("is 820027734 the right auth for the second unit", "chat", None, "820027734"),
        ("my doctor gave me an approval number 5520187", "chat", None, "5520187"),
    ],
)  # fmt: skip
def test_letters_belong_to_the_authorization(text: str, channel: str, expects: str | None, number: str) -> None:
    assert facts(text, channel, expects) == [("auth_number", number)]


@pytest.mark.parametrize(
    ("text", "channel", "expects", "day"),
    [
        ("i was born april the twenty second nineteen hundred and forty one", "voice", "date_of_birth", "1941-04-22"),
        ("march third nineteen hundred and six", "voice", "date_of_birth", "1906-03-03"),
        ("14-SEP-1987", "chat", "date_of_birth", "1987-09-14"),
        ("3-Feb-71", "chat", "date_of_birth", "1971-02-03"),
        ("02/NOV/1960", "chat", "date_of_birth", "1960-11-02"),
        ("DEC-24-1955", "chat", "date_of_birth", "1955-12-24"),
        ("5JAN1990", "chat", "date_of_birth", "1990-01-05"),
        ("i'm a christmas baby nineteen sixty two", "voice", "date_of_birth", "1962-12-25"),
        ("i'm a fourth of july kid nineteen seventy one", "voice", "date_of_birth", "1971-07-04"),
        ("it was Thursday the 8th of October, 2026", "chat", "date_of_service", "2026-10-08"),
        ("10/5/26 i believe that was a monday", "sms", "date_of_service", "2026-10-05"),
        ("monday, october fifth", "voice", "date_of_service", "2026-10-05"),
        ("it was a tuesday, 10/6/26", "sms", "date_of_service", "2026-10-06"),
    ],
)
def test_one_day_in_many_words(text: str, channel: str, expects: str, day: str) -> None:
    assert facts(text, channel, expects) == [(expects, day)]


def test_a_weekday_of_its_own_is_a_second_day() -> None:
    said = facts("seen 10/5/26 and again last thursday", "chat", "date_of_service")
    assert said == [("date_of_service", "2026-10-05"), ("date_of_service", "2026-11-19")]


@pytest.mark.parametrize(
    ("text", "channel", "day"),
    [
        ("oops 7/22/26 not 7/20", "sms", "2026-07-22"),
        ("not 7/20/26, it was 7/22/26", "chat", "2026-07-22"),
        ("it's july the twenty second not the twentieth", "voice", "2026-07-22"),
    ],
)
def test_the_day_refused_is_not_told(text: str, channel: str, day: str) -> None:
    assert facts(text, channel) == [("date_of_service", day)]


@pytest.mark.parametrize(
    "text",
    [
        "i was in the hospital in july six days with my back did you get the bill",
        "she was there in may 3 nights, is it paid",
        "i started on medicare october first so put that down",
        "he got a new job september fifteenth with other insurance",
    ],
)
def test_a_stay_counted_in_days_and_the_start_of_something_else_are_no_day_of_service(text: str) -> None:
    assert [f for f in facts(text, "voice") if f[0].startswith("date_")] == []


@pytest.mark.parametrize(
    ("text", "expects", "amount"),
    [
        ("forty two dollars and a quarter", "amount", "42.25"),
        ("i can do sixty dollars and a half", "amount", "60.50"),
        ("they want nineteen dollars and three quarters", None, "19.75"),
        ("one hundred dollars and a dime", None, "100.10"),
        ("seven bucks and a penny", None, "7.01"),
    ],
)
def test_a_part_of_a_dollar_belongs_to_the_sum(text: str, expects: str | None, amount: str) -> None:
    assert facts(text, "voice", expects) == [("amount", amount)]


def test_a_sum_that_ends_its_sentence_needs_no_sign() -> None:
    assert facts("The remit shows paid 204.18. Is that right?", "chat") == [("amount", "204.18")]


@pytest.mark.parametrize(
    ("text", "channel", "name"),
    [
        ("verify coverage for wendolyn brask born may fifth seventy six", "voice", "Wendolyn Brask"),
        ("doctor ingrid vasquez would like to speak with your medical director", "voice", "Ingrid Vasquez"),
        ("Dr. Adam Lowry is furious over this denial", "chat", "Adam Lowry"),
        ("I saw Dr. Priya Venkat on 4/14/26, what's left", "chat", "Priya Venkat"),
        ("how many visits has leland thorpe used up", "voice", "Leland Thorpe"),
        ("Deshawn Marchetti was hurt at work, please add it", "sms", "Deshawn Marchetti"),
        ("Please call me back. Rosalyn Asante, 612.555.0143", "chat", "Rosalyn Asante"),
        ("FYI Gerald Osgood now has a Humana plan", "chat", "Gerald Osgood"),
        ("what do I owe for Beatrix Osgood's tonsil surgery?", "chat", "Beatrix Osgood"),
    ],
)
def test_a_person_named_in_passing(text: str, channel: str, name: str) -> None:
    assert [f for f in facts(text, channel) if f[0] == "person_name"] == [("person_name", name)]


@pytest.mark.parametrize(
    "text",
    [
        "1979-12-31, New Years Eve baby",
        "Prior Auth was denied at Mercy General",
        "Johns Hopkins is out of network",
        "Kind Regards, Billing",
        "Dr. Adam Lowry for member XQP904417 dob 3/4/1980",
    ],
)
def test_capitals_are_not_yet_a_person(text: str) -> None:
    assert [f for f in facts(text, "chat") if f[0] == "person_name"] == []


def test_a_misheard_figure_may_begin_what_was_asked_for() -> None:
    assert facts("free 1 to 0 ate", "voice", "zip") == [("zip", "31208")]
    assert facts("for one two three four", "voice", "zip") == []
