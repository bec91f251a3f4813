"""Nothing that may identify somebody survives: not in shape after shape, not in any written form, not at any seed."""

from __future__ import annotations

import re
from random import Random

import pytest

from backend.conversation.learning.identifying import DIGITS, common_names, identifying, unknown_words
from backend.conversation.learning.invention import invent
from backend.conversation.learning.project_lines import project_lines
from backend.conversation.learning.redaction import Marked, redact
from backend.kit.ids import npi_check_digit, npi_is_valid
from backend.world.people import FIRST_NAMES, SURNAMES

KNOWN = project_lines().known_words
SECRETS = [
    ("my member id is {}", "XQP904551"),
    ("id {} please", "W2 4488 1093"),
    ("npi {}", "1770002313"),
    ("tax id {}", "12-3456789"),
    ("claim number {} was denied", "2026-0450-1187"),
    ("call me at {}", "(555) 123-4567"),
    ("write to {}", "bob.acme@acme.org"),
    ("born {}", "03/14/1962"),
    ("born {}", "1962-03-14"),
    ("born {}", "March 14th, 1962"),
    ("born on the {}", "14 of March 1962"),
    ("seen {}", "3/9"),
    ("seen {}", "feb 17"),
    ("it was {}", "march third nineteen sixty two"),
    ("it was {}", "the twenty third of august twenty twenty five"),
    ("it is {}", "one seven seven zero zero zero two three one three"),
    ("it is {}", "b as in boy four two seven"),
    ("they billed {}", "$1,240.50"),
    ("they billed {}", "1240.50"),
    ("i paid {} dollars", "4817"),
    ("I am at {}", "Elmira"),
    ("my husband {} called", "Okonkwo"),
]


def clean(text: str, **more: object) -> str:
    return redact(text, known=KNOWN, chance=Random(7), **more).text  # type: ignore[arg-type]


def telling(words: str) -> set[str]:
    """The pieces of a secret that would give it away: numbers of two digits and more, month names, long words."""
    dull = {"twenty", "nineteen", "the", "of", "as", "in", *DIGITS}
    return {one for one in re.findall(r"[a-z]{3,}|\d{2,}", words.lower()) if one not in dull}


@pytest.mark.parametrize(("frame", "secret"), SECRETS)
def test_nothing_telling_survives_at_any_seed(frame: str, secret: str) -> None:
    for seed in range(60):
        made = redact(frame.format(secret), known=KNOWN, chance=Random(seed)).text
        assert secret.lower() not in made.lower()
        if not re.search(r"[A-Za-z]{3}", secret):
            kept = [run for run in re.findall(r"\d{3,}", re.sub(r"\W", "", secret)) if run in re.sub(r"\W", "", made)]
            assert kept == []
        words = secret.split()
        runs = [" ".join(words[at : at + 3]) for at in range(len(words) - 2)]
        assert [run for run in runs if run in made] == []
        same = telling(secret) & set(re.findall(r"[a-z]+|\d+", made.lower()))
        assert {one for one in same if not one.isdigit() or len(one) > 2} <= set()


@pytest.mark.parametrize("name", [*FIRST_NAMES["F"][:40], *FIRST_NAMES["M"][:40], *SURNAMES[:80]])
def test_no_name_survives_however_it_is_written(name: str) -> None:
    for text in (
        f"i am {name.lower()} and i have a claim",
        f"This is {name}.",
        f"{name}'s claim",
        f"CLAIM FOR {name.upper()}",
    ):
        assert name.lower() not in re.findall(r"[a-z]+", clean(text).lower())


def test_common_names_go_even_where_the_training_lines_know_them() -> None:
    for name in sorted(common_names() & KNOWN):
        assert name not in re.findall(r"[a-z]+", clean(f"it is {name} again").lower())


def test_names_of_the_record_go_even_where_they_are_everyday_words() -> None:
    made = clean("may hope paid her bill, hope again", names=["May", "Hope"])
    assert {"may", "hope"}.isdisjoint(made.lower().replace(",", "").split())
    assert "bill" in made


def test_everyday_words_written_as_names_go() -> None:
    made = clean("I saw Dr. Price and then Grace Hill about it")
    assert {"price", "grace", "hill"}.isdisjoint(re.findall(r"[a-z]+", made.lower()))
    assert made.startswith("I saw Dr. ")


def test_what_is_wanted_stays_readable() -> None:
    for line in ("where is my claim", "why was it denied", "I want to talk to a representative", "can i appeal this"):
        assert clean(line) == line


def test_unknown_word_goes_unless_somebody_vouches_for_it() -> None:
    text = "denied for zelvaprin"
    assert "zelvaprin" not in clean(text)
    assert unknown_words(text, identifying(text, known=KNOWN)) == ["zelvaprin"]
    assert clean(text, keep=["Zelvaprin"]) == text


def test_vouching_saves_no_name_of_the_record_and_no_number() -> None:
    made = clean("okonkwo 904551", names=["Okonkwo"], keep=["okonkwo", "904551"])
    assert "okonkwo" not in made
    assert "904551" not in made


def test_values_move_with_their_words() -> None:
    text = "  npi 1770002313,  seen 03/14/2026 for $240.00, CO-45"
    marked = [
        Marked(name, text.index(words), text.index(words) + len(words), value)
        for name, words, value in (
            ("npi", "1770002313", "1770002313"),
            ("date_of_service", "03/14/2026", "2026-03-14"),
            ("amount", "$240.00", "240.00"),
            ("adjustment_code", "CO-45", "CO-45"),
        )
    ]
    made = redact(text, entities=marked, known=KNOWN, chance=Random(1))
    found = {one.name: (made.text[one.start : one.end], one.value) for one in made.entities}
    assert npi_is_valid(found["npi"][0])
    assert found["npi"][1] == found["npi"][0] != "1770002313"
    month, day, year = found["date_of_service"][0].split("/")
    assert found["date_of_service"][1] == f"{year}-{month}-{day}" != "2026-03-14"
    assert found["amount"][0] == f"${found['amount'][1]}" != "$240.00"
    assert found["adjustment_code"] == ("CO-45", "CO-45")


def test_spoken_identifier_keeps_a_value_that_can_be_read() -> None:
    text = "one seven seven zero"
    made = redact(text, entities=[Marked("claim_number", 0, len(text), "1770")], known=KNOWN, chance=Random(2))
    assert re.fullmatch(r"\d{4}", made.entities[0].value)


def test_value_that_cannot_be_told_from_the_characters_is_left_open() -> None:
    text = "march third"
    made = redact(text, entities=[Marked("date_of_service", 0, len(text), "2026-03-03")], known=KNOWN, chance=Random(2))
    assert made.entities[0].value is None


def test_the_same_words_get_the_same_invention() -> None:
    made = clean("zielinska? yes zielinska").split()
    assert made[0].rstrip("?") == made[2]


def test_annotation_marks_and_line_breaks_do_not_reach_the_training_file() -> None:
    made = clean("status\n- intent: greet\n [x](y){z}")
    assert "\n" not in made
    assert not set("[]{}") & set(made)


def test_invented_npi_has_its_check_digit() -> None:
    nine = "177000231"
    for seed in range(50):
        assert npi_is_valid(invent(nine + npi_check_digit(nine), "identifier", Random(seed)).text)
