"""Every code is known and told to both readers: plainly, kindly, in our own words."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
import textstat

from backend.codes import knowledge
from backend.codes.knowledge import NOT_DENIALS, Code, Group

GRADE_MAX = 6.0
SHARED = Path(__file__).resolve().parents[3] / "shared" / "codes"
LISTS: dict[str, Callable[[], tuple[Code, ...]]] = {
    "carc": knowledge.all_carc,
    "rarc": knowledge.all_rarc,
    "claim_status": knowledge.all_claim_status,
    "claim_status_category": knowledge.all_status_category,
    "place_of_service": knowledge.all_place_of_service,
}
LEAST = {"carc": 297, "rarc": 1137, "claim_status": 692, "claim_status_category": 45, "place_of_service": 52}
EVERY_LIST = pytest.mark.parametrize("name", sorted(LISTS))
PUBLISHED = pytest.mark.parametrize("name", sorted(LISTS) if SHARED.exists() else [])
PROMISE = re.compile(
    r"\b(we will pay|your plan will pay|the plan will pay|will be paid|guarantee|we promise|you will win|should get paid)\b",
    re.IGNORECASE,
)
ADVICE = re.compile(r"\b(you should|you must not|we advise|we recommend|see a doctor|ask a lawyer)\b", re.IGNORECASE)
BLAME = re.compile(r"\b(your fault|you failed|you forgot|you did not bother|careless|blame)\b", re.IGNORECASE)

A_PROOF = re.compile(
    r"\b(?:(?:member|medicare|id) (?:id|number)|your name|(?:patient|subscriber|insured|member)'?s? (?:\w+ )?"
    r"(?:name|id|identifier)|(?:birth ?date|date of birth)|zip(?: code)?|tax(?:payer)? (?:id|number|identifier)s?)\b",
    re.IGNORECASE,
)
FAILED = re.compile(
    r"n't\b|\b(?:not|wrong|incorrect|mismatch\w*|invalid|different from|failed|unable|cannot)\b", re.IGNORECASE
)


def texts() -> Iterator[tuple[str, str, str]]:
    for name, codes in LISTS.items():
        for code in codes():
            yield name, code.code, code.member


def published(name: str) -> list[dict[str, str]]:
    with (SHARED / f"{name}.csv").open(encoding="utf-8") as file:
        return [row for row in csv.DictReader(file) if row["code"].isalnum()]


def eight_words(text: str) -> set[str]:
    words = re.findall(r"[a-z0-9']+", text.lower())
    return {" ".join(words[place : place + 8]) for place in range(len(words) - 7)}


@EVERY_LIST
def test_every_current_code_speaks_to_biller_and_member(name: str) -> None:
    codes = LISTS[name]()
    assert sum(code.status == "current" for code in codes) >= LEAST[name]
    assert [code.code for code in codes if not code.biller.strip() or not code.member.strip()] == []


@EVERY_LIST
def test_no_member_text_is_above_sixth_grade(name: str) -> None:
    hard = [
        (code.code, grade, code.member)
        for code in LISTS[name]()
        if (grade := textstat.flesch_kincaid_grade(code.member)) > GRADE_MAX
    ]
    assert hard == []


def test_the_groups_are_plain_too() -> None:
    found = [knowledge.group(code) for code in ("CO", "PR", "OA", "PI", "CR")]
    assert all(isinstance(one, Group) and textstat.flesch_kincaid_grade(one.member) <= GRADE_MAX for one in found)


@pytest.mark.parametrize("wrong", [PROMISE, ADVICE, BLAME])
def test_members_hear_no_blame_no_promise_no_advice(wrong: re.Pattern[str]) -> None:
    assert [text for text in texts() if wrong.search(text[2])] == []


def test_no_title_is_longer_than_six_words() -> None:
    assert [code.code for code in knowledge.all_carc() if not 1 <= len(code.title.split()) <= 6] == []


@PUBLISHED
def test_our_texts_share_no_eight_words_in_a_row_with_the_published_lists(name: str) -> None:
    theirs = {
        run for every in LISTS for row in published(every) for value in row.values() for run in eight_words(value)
    }
    ours = [
        (code.code, run)
        for code in LISTS[name]()
        for text in (code.biller, code.member, getattr(code, "title", ""))
        for run in eight_words(text) & theirs
    ]
    assert ours == []


@PUBLISHED
def test_code_dates_and_status_are_those_of_the_published_list(name: str) -> None:
    ours = {code.code: code for code in LISTS[name]()}
    rows = published(name)
    assert {row["code"] for row in rows} == set(ours)
    for row in rows:
        code = ours[row["code"]]
        assert code.start == (date.fromisoformat(row["start"]) if row.get("start") else None)
        if name == "carc":
            assert code.stop == (date.fromisoformat(row["stop"]) if row["stop"] else None)
            assert code.status == row["status_2026_08"]


def test_what_is_no_denial_is_not_appealable_and_needs_nothing_sent() -> None:
    for code in knowledge.all_carc():
        if code.root_cause in NOT_DENIALS:
            assert not code.appealable
            assert code.route in {"none", "bill_patient", "call_payer"}, code.code
        assert set(code.responsible) == {"CO", "PR", "OA", "PI"}


def test_data_files_are_sorted_and_hold_each_code_once() -> None:
    folder = Path(knowledge.__file__).parent / "data"
    for name in LISTS:
        codes = [json.loads(line)["code"] for line in (folder / f"{name}.jsonl").read_text().splitlines()]
        assert len(codes) == len(set(codes))


@pytest.mark.parametrize("said", ["45", "CO-45", "co-45", "CO45", " 45 ", "045", "PR 45".replace(" ", "-")])
def test_a_code_is_found_however_it_is_written(said: str) -> None:
    found = knowledge.carc(said)
    assert found is not None
    assert found.code == "45"


@pytest.mark.parametrize("said", ["", "999", "CO", "CO-", "N1; DROP TABLE", "４５"])
def test_what_is_no_code_is_none(said: str) -> None:
    assert knowledge.carc(said) is None


def test_a_code_knows_when_it_was_in_force() -> None:
    authorization = knowledge.carc("15")
    assert authorization is not None
    assert authorization.in_force(date(2018, 4, 30))
    assert not authorization.in_force(date(2018, 5, 1))
    recent = knowledge.carc("307")
    assert recent is not None
    assert recent.in_force(date(2026, 1, 1))


def test_no_text_sounds_as_if_a_proof_the_caller_gave_had_failed() -> None:
    heard_so = [
        (name, code.code, sentence)
        for name, codes in LISTS.items()
        for code in codes()
        for text in (code.biller, code.member)
        for sentence in re.split(r"(?<=[.?!]) ", text)
        if A_PROOF.search(sentence) and FAILED.search(sentence)
    ]
    assert heard_so == []
