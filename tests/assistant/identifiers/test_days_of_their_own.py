"""Days told by holidays, by lists and by what was settled on, and numbers with what is said of them."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.identifiers.extraction import extract

TODAY = date(2026, 11, 23)
SERVED, BORN = "date_of_service", "date_of_birth"


def heard(text: str, name: str, *, expects: str | None = None, channel: str = "voice") -> list[object]:
    found = extract(text, expects=expects, channel=channel, today=TODAY)
    return [f.value for f in found if f.name == name]


@pytest.mark.parametrize(
    ("text", "expects", "days"),
    [
        pytest.param("election day in the morning", SERVED, ["2026-11-03"], id="election day"),
        pytest.param("it was black friday", SERVED, ["2025-11-28"], id="black friday"),
        pytest.param("april fools' day nineteen seventy two", BORN, ["1972-04-01"], id="an apostrophe at the end"),
        pytest.param("the day after christmas in fifty eight", BORN, ["1958-12-26"], id="beside a day of a year"),
        pytest.param("the monday before last", SERVED, ["2026-11-09"], id="the one before last"),
        pytest.param("i saw her the monday before last october twelfth", None, ["2026-10-12"], id="told exactly"),
        pytest.param("nineteen sixty three november four", BORN, ["1963-11-04"], id="the year before november"),
        pytest.param("the third of may forty one i'm eighty five years old", BORN, ["1941-05-03"], id="an age"),
        pytest.param("ten six i think or wait it was the eighth", SERVED, ["2026-10-08"], id="put right"),
        pytest.param(
            "i slipped on march the second and was seen on the fourth so put the fourth", SERVED, ["2026-03-04"], id="put"
        ),
        pytest.param("therapy in june the third and the tenth", None, ["2026-06-03", "2026-06-10"], id="listed after"),
        pytest.param("october fifth and the second visit", SERVED, ["2026-10-05"], id="a visit counted"),
        pytest.param(
            "june fourth and the ninth of july", SERVED, ["2026-06-04", "2026-07-09"], id="each of its month"
        ),
        pytest.param("the ambulance on new year's day eight hundred ten dollars", None, ["2026-01-01"], id="before a sum"),
        pytest.param("a letter about it came yesterday", None, [], id="the day a paper came"),
    ],
)  # fmt: skip
def test_a_day_by_its_name_or_its_neighbour(text: str, expects: str | None, days: list[str]) -> None:
    assert heard(text, expects or SERVED, expects=expects) == days


@pytest.mark.parametrize(
    ("text", "name", "expects", "values"),
    [
        pytest.param(
            "claim b as in boy six six oh two one four is the one i've got", "claim_number", None, ["B660214"], id="the one"
        ),
        pytest.param("the member i d is four four eight one two zero zero nine one and a check seven nine two zero one five",
            "member_id", None, ["448120091"], id="an article at the end"),
        pytest.param("four eight oh six two sorry i'm reading the wrong card it's seven seven one oh four four nine",
            "claim_number", "claim_number", ["7710449"], id="the wrong card"),
        pytest.param(
            "eight eight one two two two nine five the two is three times", "member_id", "member_id", ["88122295"], id="counted"
        ),
        pytest.param("four seven one one six two nine oh three oh sorry the last two are switched it ends three oh",
            "tax_id", "tax_id", ["471162930"], id="an outcry and two switched"),
        pytest.param("it's eight two one four four oh five five six wait the last two are switched",
            "tax_id", "tax_id", ["821440565"], id="switched after a correction"),
        pytest.param("i see code seven two one four eight for a scan in may", "procedure_code", None, ["72148"], id="for a"),
        pytest.param("my aunt has two claims on file six six oh three one eight and six six oh three one nine",
            "claim_number", None, ["660318", "660319"], id="two claims"),
        pytest.param(
            "is there an auth for the hospital bed we show k p eight eight two one", "auth_number", None, ["KP8821"], id="we show"
        ),
    ],
)  # fmt: skip
def test_a_number_and_what_is_said_of_it(text: str, name: str, expects: str | None, values: list[str]) -> None:
    assert heard(text, name, expects=expects) == values


@pytest.mark.parametrize(
    ("text", "name", "values"),
    [
        pytest.param("claim AB77120 denied 204 not covered", "adjustment_code", ["204"], id="denied"),
        pytest.param("they denied 30 days of it", "adjustment_code", [], id="days"),
        pytest.param("M86 on D1110 for Cora Lindqvist", "procedure_code", ["D1110"], id="beside a remark"),
    ],
)
def test_a_code_in_writing(text: str, name: str, values: list[str]) -> None:
    assert heard(text, name, channel="chat") == values


@pytest.mark.parametrize(
    ("text", "expects", "names"),
    [
        pytest.param("you're speaking with Odessa", "person_name", ["Odessa"], id="no name of yours"),
        pytest.param("mister hale o s c a r oscar hale", "person_name", ["Oscar Hale"], id="spelled and told"),
        pytest.param("marla t. its marla tomlin", "person_name", ["Marla Tomlin"], id="an initial first"),
        pytest.param("this is Ned, Ned Kowalski 3-2-61", None, ["Ned Kowalski"], id="told once more"),
    ],
)
def test_a_name_told_twice(text: str, expects: str | None, names: list[str]) -> None:
    assert heard(text, "person_name", expects=expects, channel="chat") == names
