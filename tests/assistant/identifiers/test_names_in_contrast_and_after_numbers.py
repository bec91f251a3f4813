"""One name for another, letters with their article, days behind numbers, dental codes, small sums owed; all made up."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.identifiers import extract

TODAY = date(2026, 11, 20)


def facts(text: str, expects: str | None = None, channel: str = "voice") -> list[tuple[str, object]]:
    return [(f.name, f.value) for f in extract(text, expects=expects, channel=channel, today=TODAY)]


@pytest.mark.parametrize(
    ("text", "channel", "name"),
    [
        ("it's carina not karen", "voice", "Carina"),
        ("Not Joelle. It is spelled Joella.", "chat", "Joella"),
        ("not wilson with an o it's willson w i l l", "voice", "Willson"),
        ("somebody put my name in wrong it's mendez with a z", "voice", "Mendez"),
        ("wrong child its Nora not Noah", "sms", "Nora"),
        ("smith s m i t h uh robert", "voice", "Robert Smith"),
    ],
)
def test_the_name_that_is_meant(text: str, channel: str, name: str) -> None:
    assert [v for kind, v in facts(text, channel=channel) if kind == "person_name"] == [name]


@pytest.mark.parametrize(
    "text",
    [
        "it's ozempic not humira",
        "it's medicare not medicaid",
        "it's approved not pending",
        "walter turn that music off",
    ],
)
def test_no_name_is_made_of_other_things(text: str) -> None:
    assert [v for kind, v in facts(text) if kind == "person_name"] == []


@pytest.mark.parametrize(
    ("text", "expects", "expected"),
    [
        ("it begins with a t then five five oh eight two", "claim_number", ("claim_number", "T55082")),
        ("the code's d two three nine two", None, ("procedure_code", "D2392")),
        ("what did nine nine two one three august ninth pay", None, ("date_of_service", "2026-08-09")),
        ("it's on the w nine five eight two two one four six zero seven", "tax_id", ("tax_id", "582214607")),
        ("so do i owe 85 or not", None, ("amount", "85.00")),
        ("the coinsurance thirty one fifty on here", None, ("amount", "31.50")),
    ],
)
def test_what_stands_beside_a_number_is_told_from_it(text: str, expects: str | None, expected: tuple[str, str]) -> None:
    assert expected in facts(text, expects)
