"""Months whose claims are to be listed, days and names put right, names beside verbs and numbers; all made up."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.identifiers import extract

TODAY = date(2026, 11, 20)
SERVED, BORN, NAME = "date_of_service", "date_of_birth", "person_name"


def heard(text: str, kind: str, expects: str | None = None, channel: str = "voice") -> list[object]:
    return [f.value for f in extract(text, expects=expects, channel=channel, today=TODAY) if f.name == kind]


@pytest.mark.parametrize(
    ("text", "channel"),
    [
        ("what claims went through in june for my wife", "voice"),
        ("read me everything you have for june", "voice"),
        ("list everything from jun", "chat"),
        ("can you pull every denied claim in june for Tonya Brill", "chat"),
        ("need list of claims for TIN 391882057, Jun 2026", "chat"),
        ("all claims June 2026", "chat"),
        ("Denials for June?", "chat"),
        ("anything on file for june 2026 under Lena Moritz", "chat"),
        ("we had a lot of visits in the month of june can you look", "voice"),
        ("send me the e o bs for all his june visits", "voice"),
    ],
)
def test_a_month_of_what_is_to_be_listed(text: str, channel: str) -> None:
    assert heard(text, SERVED, channel=channel) == [{"start": "2026-06-01", "end": "2026-06-30"}]


@pytest.mark.parametrize(
    "text",
    [
        "i sent everything in june",
        "did you get everything i mailed in june",
        "how much did you pay me in june",
        "claims department told me something else in june",
        "my e o b came in june",
        "i put the claim forms in the mail tuesday",
        "dropped it off at the post office monday",
    ],
)
def test_no_day_of_service(text: str) -> None:
    assert heard(text, SERVED) == []


@pytest.mark.parametrize(
    ("text", "kind", "expects", "channel", "day"),
    [
        ("DOS should be 8/4/26, I typed 8/14", SERVED, None, "chat", "2026-08-04"),
        ("i didn't say june fourth i said june fifth", SERVED, SERVED, "voice", "2026-06-05"),
        ("2025 not 2026, april 9", SERVED, SERVED, "chat", "2025-04-09"),
        ("nineteen forty one not nineteen ninety one may second", BORN, BORN, "voice", "1941-05-02"),
        ("not nineteen twelve i said nineteen fifty two may second", BORN, BORN, "voice", "1952-05-02"),
        ("the oh eight oh four date of service was that paid", SERVED, None, "voice", "2026-08-04"),
        ("appeal sent on 5/6 dos claim, any news", SERVED, None, "chat", "2026-05-06"),
    ],
)
def test_a_day_put_right_or_called_so(text: str, kind: str, expects: str | None, channel: str, day: str) -> None:
    assert heard(text, kind, expects, channel) == [day]


@pytest.mark.parametrize(
    ("text", "expects", "channel", "name"),
    [
        ("no no it's thibault not tibault", None, "voice", "Thibault"),
        ("its Kaitlynn w two n's not Kaitlyn", None, "chat", "Kaitlynn"),
        ("i need Priya not Riya", None, "chat", "Priya"),
        ("why did the claim for marcus deny", None, "voice", "Marcus"),
        ("read me the file for my husband curtis since he fell", None, "voice", "Curtis"),
        ("did you reject rosa's flu shot", None, "voice", "Rosa"),
        ("Auth # for Tilda Marsh SNF admit?", None, "chat", "Tilda Marsh"),
        ("auth four four one nine two for beaux thibodeaux", None, "voice", "Beaux Thibodeaux"),
        ("callback 716-555-0182 x2, Denise", None, "chat", "Denise"),
        ("now check my husbands, Darnell", None, "chat", "Darnell"),
        ("Joana dos Anjos", NAME, "chat", "Joana dos Anjos"),
        ("Rita do Vale Pinto", NAME, "chat", "Rita do Vale Pinto"),
        ("pa kou yang", NAME, "chat", "Pa Kou Yang"),
    ],
)
def test_a_name(text: str, expects: str | None, channel: str, name: str) -> None:
    assert heard(text, NAME, expects, channel) == [name]


@pytest.mark.parametrize(
    ("text", "expects", "channel"),
    [
        ("subcriber id: 44120988", "member_id", "chat"),
        ("jesus take the wheel get me a person", None, "voice"),
        ("i'm one of your members a teacher from durham", None, "voice"),
        ("fax it to 716-555-0182, Buffalo", None, "chat"),
        ("it's lisinopril not losartan", None, "voice"),
    ],
)
def test_no_name(text: str, expects: str | None, channel: str) -> None:
    assert heard(text, NAME, expects, channel) == []
