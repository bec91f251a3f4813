"""Names behind titles and relations, one name put in another's place, who is to be called back; made up."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.identifiers import extract

TODAY = date(2026, 11, 23)


def names(text: str, expects: str | None = None, channel: str = "voice") -> list[object]:
    found = extract(text, expects=expects, channel=channel, today=TODAY)
    return [f.value for f in found if f.name == "person_name"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("can we do a peer to peer about mister lindqvist's stent", "Lindqvist"),
        ("mister hollis's hip replacement got denied", "Hollis"),
        ("why'd the stay deny for miss winifred crane and who do we ask", "Winifred Crane"),
        ("is mister yoder still active", "Yoder"),
        ("it's for mister and missus tolliver", "Tolliver"),
    ],
)
def test_behind_a_title(text: str, told: str) -> None:
    assert names(text) == [told]


@pytest.mark.parametrize(
    ("text", "channel"),
    [
        ("is mrs. okafor in today?", "chat"),
        ("mister yoder's office called", "voice"),
        ("did you miss may day", "voice"),
        ("my car insurance claim the hood one", "voice"),
    ],
)
def test_nobody_under_the_claim(text: str, channel: str) -> None:
    assert names(text, None, channel) == []


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("And my other kid, Corwin Brandle: was it paid?", "Corwin Brandle"),
        ("my twin, Anneke Prull: same question", "Anneke Prull"),
        ("someone call me back its Marisol 602-555-0177", "Marisol"),
        ("reach Noor at 602-555-0119 pls", "Noor"),
    ],
)
def test_written_beside_a_relation_or_a_number(text: str, told: str) -> None:
    assert names(text, None, "chat") == [told]


def test_who_is_to_be_called_back() -> None:
    assert names("have a rep call me it's denise eight one seven five five five oh one four four") == ["Denise"]
    assert names("call me back it's urgent eight one seven five five five oh one four four") == []


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("not tavita, TEVITA", ["Tevita"]),
        ("no not tina. Gina", ["Gina"]),
        ("tavita, shes my mom", ["Tavita"]),
        ("not sure, sorry", []),
        ("not today, thanks", []),
    ],
)
def test_answers_where_a_name_was_asked(text: str, told: list[str]) -> None:
    assert names(text, "person_name", "chat") == told
