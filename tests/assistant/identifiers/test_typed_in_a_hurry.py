"""Values typed in a hurry: in a row without labels, put right in half a sentence, with marks left out."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.identifiers.extraction import extract
from assistant.identifiers.facts import Value

TODAY = date(2026, 11, 23)


def heard(text: str, *, expects: str | None = None, channel: str = "chat") -> dict[str, list[Value]]:
    told: dict[str, list[Value]] = {}
    for fact in extract(text, expects=expects, channel=channel, today=TODAY):
        told.setdefault(fact.name, []).append(fact.value)
    return told


@pytest.mark.parametrize(
    ("text", "member"),
    [
        ("Dana Whitlock, 03/04/1971, RT5520981", "RT5520981"),
        ("Jorge Pinto 5/12/88 W220981734", "W220981734"),
        ("Corin Ashgrove, 02/17/1958, KV7730194", "KV7730194"),
        ("Dana Whitlock, dob 03/04/1971, 118203347", "118203347"),
    ],
)
def test_the_number_behind_a_name_and_a_birth_date(text: str, member: str) -> None:
    told = heard(text)
    assert told["member_id"] == [member]
    assert len(told["person_name"]) == len(told["date_of_birth"]) == 1
    assert "claim_number" not in told


def test_a_number_behind_a_birth_date_alone_is_no_members() -> None:
    assert "member_id" not in heard("Hello, 08/11/1963 QX3310087")


@pytest.mark.parametrize(
    ("text", "sums"),
    [
        ("charge isnt 220 its 250", ["250.00"]),
        ("billed amount isn't 1820, it's 1280", ["1280.00"]),
        ("the allowed is not 310 its 301", ["301.00"]),
        ("paid amt isnt 96.20 its 69.20", ["69.20"]),
        ("why was it reduced from 310 to 120.50", ["310.00", "120.50"]),
        ("allowed went from 210 to 180", ["210.00", "180.00"]),
        ("my copay changed from 20 to 45", ["20.00", "45.00"]),
        ("visits dropped from 12 to 10 visits", []),
        ("code changed from 97 to 45", []),
        ("code isnt 97 its 96", []),
    ],
)
def test_a_sum_put_right_or_changed(text: str, sums: list[str]) -> None:
    assert heard(text).get("amount", []) == sums


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("all March visits", {"start": "2026-03-01", "end": "2026-03-31"}),
        ("her May visits are unpaid", {"start": "2026-05-01", "end": "2026-05-31"}),
        ("list every April claim", {"start": "2026-04-01", "end": "2026-04-30"}),
        ("what claims were filed for Ana Reyes in June", {"start": "2026-06-01", "end": "2026-06-30"}),
        ("is Ana Reyes active on todays dos", "2026-11-23"),
        ("was she covered on today's DOS", "2026-11-23"),
        ("eligibility on yesterdays DOS", "2026-11-22"),
    ],
)
def test_the_time_of_a_service(text: str, day: Value) -> None:
    assert heard(text)["date_of_service"] == [day]


@pytest.mark.parametrize("text", ["she may visit tomorrow", "we filed in June", "today's date is on the form"])
def test_no_time_of_a_service(text: str) -> None:
    assert "date_of_service" not in heard(text)


@pytest.mark.parametrize("text", ["Feb 3rd, '91", "Feb 3, '91", "dob Feb 3rd, '91", "3 Feb '91"])
def test_a_year_behind_its_mark(text: str) -> None:
    assert heard(text, expects="date_of_birth")["date_of_birth"] == ["1991-02-03"]


@pytest.mark.parametrize(
    ("text", "expects", "names"),
    [
        ("last nm Ortega", "person_name", ["Ortega"]),
        ("lname Ortega", "person_name", ["Ortega"]),
        ("first nm Dana", "person_name", ["Dana"]),
        ("did u pay dr lee yet", None, []),
        ("should we bill Tom Reyes for this", None, ["Tom Reyes"]),
        ("can i bill mary wells for the pr3", None, ["Mary Wells"]),
        ("Bill Reyes called about his claim", None, ["Bill Reyes"]),
        ("is bellas claim done", None, ["Bella"]),
        ("noahs er bill", None, ["Noah"]),
        ("is lucas claim paid", None, []),
        ("is my moms claim paid", None, []),
        ("y did del rosario's labs deny", None, ["Del Rosario"]),
    ],
)
def test_names_in_a_hurry(text: str, expects: str | None, names: list[str]) -> None:
    assert heard(text, expects=expects).get("person_name", []) == names


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("the adj code is just 45, no group", "adjustment_code", "45"),
        ("reason code is only 97", "adjustment_code", "97"),
        ("adj reason just says 45", "adjustment_code", "45"),
        ("units left on PK-220318?", "auth_number", "PK220318"),
        ("units approved on MM-330118", "auth_number", "MM330118"),
        ("pd date & ck# for 77ZT1203?", "claim_number", "77ZT1203"),
        ("ck # amt and date for 22QX8871", "claim_number", "22QX8871"),
        ("check # for 22QX8871", "claim_number", "22QX8871"),
        ("ck# 22QX8871", "trace_number", "22QX8871"),
    ],
)
def test_numbers_and_codes_in_a_hurry(text: str, kind: str, value: str) -> None:
    assert heard(text) == {kind: [value]}


def test_digits_that_are_counted_are_no_code() -> None:
    assert heard("the code is just 5 digits") == {}


@pytest.mark.parametrize(
    ("text", "expects", "told"),
    [
        ("my poor harold fell in march", None, {"person_name": ["Harold"]}),
        ("my grace period is over", None, {}),
        (
            "i am born twelve of may one thousand nine hundred forty six",
            "date_of_birth",
            {"date_of_birth": ["1946-05-12"]},
        ),
        ("they denied march third as a duplicate", None, {"date_of_service": ["2026-03-03"]}),
        ("you processed it february eleventh", None, {}),
        ("you denied the e and m nine nine two one four", None, {"procedure_code": ["99214"]}),
    ],
)
def test_said_in_passing(text: str, expects: str | None, told: dict[str, list[Value]]) -> None:
    assert heard(text, expects=expects, channel="voice") == told


@pytest.mark.parametrize("text", ["I do the billing for Amber Brook Pediatrics", "calling for Silver Lake Dental"])
def test_the_name_of_a_house(text: str) -> None:
    assert heard(text) == {}
