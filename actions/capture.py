"""What is asked for to prove who calls, given piece by piece: pieces kept and put together, read back, begun anew. Pure.

A piece that takes an identifier further is progress, however many turns it takes. What a caller gave is read back to
them; what is on file never is.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from actions.capture_words import BEGIN_ANEW, ELEMENT_NAMED, ENDS_WITH, READ_BACK, SAYS_IT_IS_GIVEN, THAT_IS_ALL
from actions.heard import Heard
from actions.memory import Memory
from actions.steps import Say
from actions.wording import NUMBERS, day, joined, read_back

WHOLE = {"npi": 10, "tax_id": 9, "zip_code": 5, "phone_number": 10, "one_time_code": 6}
"""Digits of what has a fixed length."""
LAST_FIVE = 5
FIGURES_PUT_RIGHT = 2
"""More figures than these tell an identifier anew, or begin one."""
BEGUN = 3
"""Who says the first so many figures again says the same number again."""
SHORTEST_MEMBER_ID = 9
"""Fewer characters are the beginning of a member id, unless the caller says that they are all."""
NAMED = {
    "npi": "the NPI", "tax_id": "the last five of the tax ID", "member_id": "the member ID", "zip_code": "the ZIP code",
    "date_of_birth": "the date of birth", "date_of_service": "the date of service", "claim_number": "the claim number",
    "last_name": "the last name", "person_name": "the name",
}  # fmt: skip


_OF_THE_PATIENT = frozenset({"member_id", "date_of_birth", "person_name"})


def element_of(piece: dict[str, str]) -> str:
    """What is asked for that a piece belongs to."""
    return {"tax_id_last5": "tax_id", "zip": "zip_code", "claim_last4": "claim_number"}.get(
        piece["name"], piece["name"]
    )


def named_day(piece: dict[str, str]) -> bool:
    """Whether a piece is of a date: a year, or a month and day."""
    return piece["name"] == "date_of_birth"


def in_pieces(memory: Memory, heard: Heard) -> Heard:
    """The turn with a member id that is too short for one as a piece of it, and a piece called whole as the id."""
    heard = _said_again(memory, heard)
    if memory.expects == "npi" and (told := _tax_id_put_right(memory, heard)):
        return replace(heard, values={"tax_id": [told]}, piece=None)
    begun = heard.piece is not None and len(heard.piece["characters"]) == LAST_FIVE and memory.piece is None
    if memory.expects == "tax_id" and begun and BEGIN_ANEW.search(heard.text):
        return replace(heard, values={"tax_id": [(heard.piece or {})["characters"]]}, piece=None)
    if memory.expects != "member_id":
        return heard
    said = str(heard.one("member_id") or "")
    if said and len(said) < SHORTEST_MEMBER_ID and not THAT_IS_ALL.search(heard.text):
        values = {name: given for name, given in heard.values.items() if name != "member_id"}
        return replace(heard, values=values, piece={"name": "member_id", "characters": said})
    kept = memory.piece
    if kept and not heard.values and not heard.piece and THAT_IS_ALL.search(heard.text):
        return replace(heard, values={"member_id": [kept["characters"]]})
    return heard


def _said_again(memory: Memory, heard: Heard) -> Heard:
    """A proof of this patient, repeated as it was given, is no word of another patient."""
    of_patient = {name: heard.one(name) for name in ("member_id", "date_of_birth") if heard.values.get(name)}
    same = of_patient and all(value == getattr(memory, name) for name, value in of_patient.items())
    if not same or not heard.has("another_patient"):
        return heard
    return replace(heard, intents=tuple(one for one in heard.intents if one != "another_patient") or ("inform",))


def _tax_id_put_right(memory: Memory, heard: Heard) -> str | None:
    """The tax id after a refusal, where the line tells it anew or its end; None where it tells something else."""
    tried = memory.tried or {}
    before, said = str(tried.get("tax_id") or ""), (heard.piece or {}).get("characters", "")
    if not before or memory.piece is not None or set(heard.values) - {"procedure_code"}:
        return None
    if heard.has("correct_that") and tried.get("npi") and (end := _its_end(heard, said)):
        return before[: -len(end)] + end
    return said if _is_the_tax_id(before, str(tried.get("npi") or ""), said, heard) else None


def _is_the_tax_id(before: str, npi: str, said: str, heard: Heard) -> bool:
    """Whether digits are a tax id and no NPI: that has ten, begins with 1 or 2, and goes on as the one given."""
    if len(said) == WHOLE["tax_id"]:
        return len(before) == len(said) or said[:BEGUN] != npi[:BEGUN]
    begins_an_npi = said[:1] in ("1", "2") and not heard.has("correct_that")
    return len(said) == len(before) == LAST_FIVE and not begins_an_npi and not npi.startswith(said)


def _its_end(heard: Heard, said: str) -> str | None:
    """A figure or two at the end of a correction. An NPI that was tried passes its check digit: it was the tax id."""
    if said:
        return said if said.isdigit() and len(said) <= FIGURES_PUT_RIGHT else None
    told = ENDS_WITH.search(heard.text)
    if told is None or told[1].isdigit():
        return told[1] if told else None
    return str(NUMBERS.index(told[1].lower()))


def own_account(memory: Memory, heard: Heard, values: dict[str, Any]) -> None:
    """The practice's account number picks among the claims of who is proved; before that it is left aside."""
    account, proved = heard.one("account_number"), memory.proved_patient()
    if account is not None and proved is not None and values.get("member_id") in (None, proved):
        values.setdefault("claim_number", account)


def keep_piece(before: Memory, after: Memory, heard: Heard) -> None:
    """The piece of what is asked for, over turns that bring nothing; gone once the whole is there or something else asked."""
    asked = before.expects
    if heard.piece and asked == element_of(heard.piece):
        after.piece = heard.piece
    if after.piece and (
        asked != element_of(after.piece) or getattr(after, asked, None) != getattr(before, asked, None)
    ):
        after.piece = None


def goes_on(before: Memory, after: Memory) -> list[Say] | None:
    """What is said to a piece that takes the identifier further; None where it does not."""
    if after.piece is None or after.piece == before.piece or is_over(after.piece):
        return None
    asked, characters = element_of(after.piece), after.piece["characters"]
    if named_day(after.piece):
        return [Say("utter_piece_year" if characters.isdigit() else "utter_piece_day", {"piece": characters})]
    whole = LAST_FIVE if asked == "tax_id" and len(characters) < LAST_FIVE else WHOLE.get(asked)
    facts = {"piece": " ".join(characters)}
    if whole is None:
        return [Say("utter_piece_member_id" if asked == "member_id" else "utter_piece", facts)]
    left = whole - len(characters)
    of = f" of {NAMED[asked].removeprefix('the last five of ')}" if asked in NAMED else ""
    return [Say("utter_piece_left", facts | {"left": f"{NUMBERS[left].capitalize()} more digit{'s' * (left > 1)}{of}"})]


def is_over(piece: dict[str, str]) -> bool:
    """Whether a piece has all the characters there can be and is none for that: one of them is wrong."""
    whole = WHOLE.get(element_of(piece))
    return whole is not None and len(piece["characters"]) >= whole


def what_is_wrong(piece: dict[str, str]) -> Say:
    """Why what is as long as it can be is not taken."""
    asked, characters = element_of(piece), piece["characters"]
    if len(characters) > WHOLE[asked]:
        return Say(
            "utter_too_long",
            {"count": str(len(characters)), "asked": NAMED.get(asked, "it"), "whole": NUMBERS[WHOLE[asked]]},
        )
    return Say("utter_not_valid_npi" if asked == "npi" else f"utter_missed_{asked}_first")


def begins_anew(before: Memory, heard: Heard) -> bool:
    """ "Let me start over", said of a number half given: the number, not the talk."""
    return before.piece is not None and not heard.values and heard.piece is None and bool(BEGIN_ANEW.search(heard.text))


def asks_back(before: Memory, heard: Heard) -> Say | None:
    """ "Read that back", "did you get all that": what the caller gave last; what they did not give is not read out."""
    if (
        heard.values
        or heard.piece
        or before.claim is not None
        or before.expects not in NAMED
        or not READ_BACK.search(heard.text)
    ):
        return None
    named = next((name for name, words in ELEMENT_NAMED.items() if words.search(heard.text)), None)
    if before.piece and named in (None, element_of(before.piece)):
        so_far = before.piece["characters"]
        return Say("utter_piece_back", {"piece": so_far if named_day(before.piece) else read_back(so_far)})
    given = [name for name in reversed(before.filled) if named in (None, name) and getattr(before, name, None)]
    if not given or given[0] not in NAMED:
        return Say("utter_not_read_out")
    value = getattr(before, given[0])
    value = value[-LAST_FIVE:] if given[0] == "tax_id" else value
    return Say("utter_given_back", {"asked": NAMED[given[0]], "value": _told(value)})


def _told(value: Any) -> str:
    """A value in words: a day, or characters in groups."""
    iso = value["start"] if isinstance(value, dict) else str(value)
    return day(iso) if re.fullmatch(r"\d{4}-\d\d-\d\d", iso) else read_back(iso)


def still_needed(memory: Memory) -> str:
    """What is yet to be given before a claim can be looked up, first things first."""
    if memory.speaker == "provider":
        names = ["npi", "tax_id", "member_id", "date_of_birth", "date_of_service"]
        names[3:4] = ["person_name"] if "date_of_birth" in memory.dont_have else names[3:4]
        names[4:5] = ["claim_number"] if "date_of_service" in memory.dont_have or memory.claim_number else names[4:5]
    else:
        names = ["member_id", "date_of_birth", "last_name" if "zip_code" in memory.dont_have else "zip_code"]
    whose = {
        "provider": {
            "npi": "your NPI",
            "member_id": "the patient's member ID",
            "date_of_birth": "the patient's date of birth",
        }
    }
    own = {name: NAMED[name].replace("the ", "your ", 1) for name in names}
    words = (NAMED | whose["provider"]) if memory.speaker == "provider" else own
    missing = [words[name] for name in names if name == memory.expects or not _is_given(memory, name)]
    return f"{NUMBERS[len(missing)]} thing{'s' * (len(missing) != 1)}: {joined(missing)}" if missing else ""


def _is_given(memory: Memory, name: str) -> bool:
    return bool(memory.last_name if name == "person_name" else getattr(memory, name))


def not_given_yet(before: Memory, heard: Heard) -> Say | None:
    """ "You have my name", said of what was never given: it is told what is missing."""
    asked = str(before.expects)
    if heard.values or heard.piece or asked not in NAMED or asked in (before.tried or {}):
        return None
    if not SAYS_IT_IS_GIVEN.fullmatch(heard.text):
        return None
    whose = "the patient's" if before.speaker == "provider" and asked in _OF_THE_PATIENT else "your"
    return Say("utter_not_given_yet", {"asked": NAMED[asked].replace("the", whose, 1)})


def note_vague_date(memory: Memory) -> None:
    """The exact day is asked for once; who does not have it gives the claim number instead."""
    if "vague_date" in memory.told:
        memory.dont_have = [*memory.dont_have, "date_of_service"]
    else:
        memory.told = [*memory.told, "vague_date"]
