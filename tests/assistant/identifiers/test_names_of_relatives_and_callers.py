"""A relative by the first name, names put right, who calls in writing, houses and famous people that are nobody's; made up."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.identifiers import extract

TODAY = date(2026, 11, 20)


def names(text: str, channel: str = "voice", expects: str | None = None) -> list[object]:
    return [f.value for f in extract(text, expects=expects, channel=channel, today=TODAY) if f.name == "person_name"]


@pytest.mark.parametrize(
    ("text", "channel", "wanted"),
    [
        ("did you pay for my daughter kaylee's stitches", "voice", ["Kaylee"]),
        ("i'm handling my late husband desmond's estate and a bill came", "voice", ["Desmond"]),
        ("it's for my kid brother dominic's physical therapy", "voice", ["Dominic"]),
        ("i need the e o b for my son oscar's tonsils", "voice", ["Oscar"]),
        ("the bill for mabel's ambulance ride came again", "voice", ["Mabel"]),
        ("how much is left to pay for otis", "voice", ["Otis"]),
        ("go through this statement with me for harold please", "voice", ["Harold"]),
        ("yes it's for my twins ava and mia", "voice", ["Ava", "Mia"]),
        ("patient is a child name of isaiah", "voice", ["Isaiah"]),
        ("my sister joy's claim was denied", "chat", ["Joy"]),
        ("was there a payment for dee marino and where did the check go", "voice", ["Dee Marino"]),
        ("see about vernell mae pettigrew's ambulance claim", "voice", ["Vernell Mae Pettigrew"]),
    ],
)
def test_a_relative_by_name(text: str, channel: str, wanted: list[str]) -> None:
    assert names(text, channel) == wanted


@pytest.mark.parametrize(
    ("text", "channel", "expects", "wanted"),
    [
        ("it's missus papadakis not papadopoulos", "voice", None, "Papadakis"),
        ("it's kowalski with a k not a c", "voice", None, "Kowalski"),
        ("it's thibodeaux with an x t h i b o d e a u x", "voice", None, "Thibodeaux"),
        ("no it's thibodeaux with an x t h i b o d e a u x", "voice", "person_name", "Thibodeaux"),
        ("i said rasheed not rashid", "voice", None, "Rasheed"),
        ("spelled wrong, it's Mikayla, m i k a y l a", "chat", None, "Mikayla"),
        ("my name ain't hobart it's gilbert hobart gilbert", "voice", None, "Hobart Gilbert"),
        ("that's my cousin's name i am hussein al jabari", "voice", None, "Hussein Al Jabari"),
        ("make sure its Saoirse", "chat", None, "Saoirse"),
        ("Thin Thin Hlaing", "chat", "person_name", "Thin Thin Hlaing"),
        ("different patient omar villarreal valentine's day sixty one", "voice", None, "Omar Villarreal"),
    ],
)
def test_a_name_put_right(text: str, channel: str, expects: str | None, wanted: str) -> None:
    assert names(text, channel, expects) == [wanted]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Tessa w/ Cedar Ridge Ortho. status of claim for pt Noel Vargas?", ["Tessa", "Noel Vargas"]),
        ("Hi, this is Bree w/ Lakeside Peds", ["Bree"]),
        ("Call me at 512-555-0177, ask for Ewelina", ["Ewelina"]),
        ("callback 720.555.0102 attn Merle", ["Merle"]),
        ("call 720.555.0102 ask for billing", []),
        ("I typed Nora Beck, you pulled up somebody named Norah", ["Nora Beck"]),
    ],
)
def test_who_calls_in_writing(text: str, wanted: list[str]) -> None:
    assert names(text, "chat") == wanted


@pytest.mark.parametrize(
    ("text", "channel"),
    [
        ("the baby drew on my card can i get a new one", "voice"),
        ("my son mark's on the other line", "voice"),
        ("i'm calling from doctor yamada's office about a denial", "voice"),
        ("TIN 83-4410022 for Cedar Valley Chiro", "chat"),
        ("how tall is michael jordan", "voice"),
        ("did dolly parton sing that", "voice"),
        ("it's prednisone not prednisolone", "voice"),
        ("is the bill for georgia", "voice"),
    ],
)
def test_nobody_is_named(text: str, channel: str) -> None:
    assert names(text, channel) == []
