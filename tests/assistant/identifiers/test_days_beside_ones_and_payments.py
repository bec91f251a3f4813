"""Birth years that end in "one", and days right after "paid": which day they are; made up."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.identifiers import extract

TODAY = date(2026, 11, 22)


def days(text: str, channel: str) -> dict[str, object]:
    found = extract(text, channel=channel, today=TODAY)
    return {f.name: f.value for f in found if f.name in ("date_of_birth", "date_of_service")}


@pytest.mark.parametrize(
    ("text", "born", "served"),
    [
        ("born june the fourth two thousand one on march third twenty twenty six", "2001-06-04", "2026-03-03"),
        ("birthday june fourth two thousand and one from march the third", "2001-06-04", "2026-03-03"),
        ("dob is may ninth two thousand one for the march third visit", "2001-05-09", "2026-03-03"),
        ("date of birth may ninth two thousand five on march third twenty twenty six", "2005-05-09", "2026-03-03"),
        ("she was born may ninth nineteen oh one on march third twenty twenty six", "1901-05-09", "2026-03-03"),
        ("born may ninth nineteen fifty one on march third twenty twenty six", "1951-05-09", "2026-03-03"),
    ],
)
def test_a_birth_year_that_ends_in_one_is_no_claim_pointed_at(text: str, born: str, served: str) -> None:
    assert days(text, "voice") == {"date_of_birth": born, "date_of_service": served}


@pytest.mark.parametrize(
    "text",
    ["the one on march third twenty twenty six", "and another one from march third", "no the other one on march third",
     "that one was on march third twenty twenty six", "i have one for march third", "which one, the one from march third"],
)  # fmt: skip
def test_the_one_on_a_day_still_names_that_day(text: str) -> None:
    assert days(text, "voice") == {"date_of_service": "2026-03-03"}


@pytest.mark.parametrize(
    "text",
    ["my dentist says you never paid 03/03/2026", "you paid March 3, 2026 and then you took it back",
     "why haven't you guys paid march 3 2026", "u still never paid 3/3/26", "first you guys paid 3/3/26, now it's reversed",
     "you paid 3/3/26, i was born 5/9/1951"],
)  # fmt: skip
def test_what_you_paid_or_never_paid_is_what_was_done_that_day(text: str) -> None:
    assert days(text, "chat")["date_of_service"] == "2026-03-03"


@pytest.mark.parametrize(
    "text",
    ["you paid on March 3, 2026", "claim paid 3/3/26", "it was paid march 3 2026", "you paid 3/3/26 by check",
     "you paid 3/3/26, check 5512094", "i never paid March 3, 2026", "my secondary paid March 3 2026",
     "the check you paid 3/3/26 never came", "I paid March 3, 2026 at the desk", "you paid 3/3/26 to the wrong doctor"],
)  # fmt: skip
def test_a_day_on_which_money_moved_is_no_day_of_service(text: str) -> None:
    assert days(text, "chat") == {}


def test_a_day_of_service_named_beside_a_payment_stands_alone() -> None:
    said = "you paid October 3 2026 for my visit of June 4 2026"
    assert days(said, "chat") == {"date_of_service": "2026-06-04"}
