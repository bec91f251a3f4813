"""Triage against a table of combinations written from the rules of the field (``combinations.jsonl``), and its laws."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.bench.denials import run
from backend.codes import knowledge
from backend.codes.knowledge import NOT_DENIALS
from backend.kit.money import Money
from backend.pipeline.denials.facts import AdjustmentFacts
from backend.pipeline.denials.lines import triage_line
from backend.pipeline.denials.service import triage_file
from backend.pipeline.denials.triage import triage

TABLE = [json.loads(line) for line in (Path(__file__).parent / "combinations.jsonl").read_text().splitlines()]
SECOND = [
    json.loads(line) for line in (Path(__file__).parent / "combinations_second_author.jsonl").read_text().splitlines()
]
SETTLED = {
    row["id"]: row for row in map(json.loads, (Path(__file__).parent / "settled.jsonl").read_text().splitlines())
}
Make = Callable[..., AdjustmentFacts]


def differences(rows: Iterable[tuple[dict[str, Any], dict[str, Any]]]) -> list[tuple[dict[str, Any], dict[str, Any]]]:
    return [
        (given, wrong)
        for given, expected in rows
        for answer in [triage_line(json.dumps(given))]
        if (wrong := {key: (answer[key], wanted) for key, wanted in expected.items() if answer[key] != wanted})
    ]


def test_every_combination_of_the_table_is_met() -> None:
    assert len(TABLE) >= 1200
    assert differences((row["given"], row["expected"]) for row in TABLE) == []


def test_a_second_author_expects_the_same() -> None:
    """Where the two authors did not agree, ``settled.jsonl`` says in writing which holds and why."""
    assert len(SECOND) >= 900
    assert all(row["why"] for row in SETTLED.values())
    assert set(SETTLED) <= {row["id"] for row in SECOND}
    rows = [
        ({**row, "expected": None}, row["expected"] | SETTLED.get(row["id"], {}).get("settled", {})) for row in SECOND
    ]
    assert differences(rows) == []


@pytest.mark.parametrize("code", [code.code for code in knowledge.all_carc()])
def test_every_code_gets_a_next_step_in_every_group(code: str, make_facts: Make) -> None:
    for group in ("CO", "PR", "OA", "PI"):
        decision = triage(make_facts(carc=code, group=group))
        assert decision.next_step.endswith(".")
        assert decision.is_denial == (decision.root_cause not in NOT_DENIALS)
        assert not (group == "CO" and decision.is_denial and decision.route == "bill_patient")


@given(
    group=st.sampled_from(["CO", "PR", "OA", "PI", "CR"]),
    carc=st.sampled_from([code.code for code in knowledge.all_carc()] + ["999", "ZZ"]),
    remarks=st.lists(st.sampled_from([code.code for code in knowledge.all_rarc()] or ["M1"]), max_size=4).map(tuple),
    cents=st.integers(-50_000, 900_000),
    status=st.sampled_from(["1", "2", "3", "4", "19", "20", "21", "22", "23", "25", ""]),
    plan=st.sampled_from(["commercial", "erisa", "medicare", "medicare_advantage", "medicaid", "unknown"]),
    authorization=st.sampled_from([True, False, None]),
    other=st.sampled_from([True, False, None]),
    frequency=st.sampled_from(["1", "7", "8"]),
)
def test_the_laws_of_triage(
    group: str,
    carc: str,
    remarks: tuple[str, ...],
    cents: int,
    status: str,
    plan: str,
    authorization: bool | None,
    other: bool | None,
    frequency: str,
) -> None:
    facts = AdjustmentFacts(
        group=group,
        carc=carc,
        remarks=remarks,
        amount=Money.of(f"{cents / 100:.2f}"),
        charge=Money.of("9000.00"),
        claim_status=status,
        plan_type=plan,
        service_from=date(2026, 3, 3),
        remittance_date=date(2026, 3, 20),
        frequency=frequency,
        authorization_on_file=authorization,
        other_plan_on_file=other,
    )
    decision = triage(facts)
    if not decision.is_denial:
        assert not decision.appealable
        assert decision.deadline is None
    if status == "22":
        assert not decision.is_denial
    if group == "CO" and decision.is_denial:
        assert decision.route != "bill_patient", "what is contractual is never billed to the patient"
    if "MA130" in remarks and decision.is_denial:
        assert (decision.appealable, decision.route) == (False, "correct_and_resubmit")
    if plan == "unknown" and decision.is_denial:
        assert decision.deadline is None
        assert decision.deadline_unknown
    if decision.deadline is not None:
        assert decision.deadline.rule
        assert decision.deadline.source
    assert decision == triage(facts)


def test_the_right_to_appeal_comes_with_its_last_day(make_facts: Make) -> None:
    decision = triage(make_facts(plan_type="medicare"))
    assert decision.appealable
    assert decision.deadline is not None
    assert decision.deadline.date == date(2026, 7, 23)


def test_without_an_appeal_right_the_last_day_is_that_of_the_claim(make_facts: Make) -> None:
    decision = triage(make_facts(carc="16", remarks=("MA130",), plan_type="medicare"))
    assert decision.deadline is not None
    assert decision.deadline.date == date(2027, 3, 3)


@pytest.mark.parametrize(
    "line",
    [
        "",
        "{",
        "[1]",
        "{" * 50_000,
        '{"id": "a"}',
        '{"id":"a","group":"XX","carc":"1","amount":"1","remittance_date":"2026-01-01"}',
        '{"id":"a","group":"CO","carc":"1","amount":"1.234","remittance_date":"2026-01-01"}',
        '{"id":"a","group":"CO","carc":"1","amount":"NaN","remittance_date":"2026-01-01"}',
        '{"id":"a","group":"CO","carc":"1","amount":"1","remittance_date":"yesterday"}',
        '{"id":"a","group":"CO","carc":"1","amount":"1","remittance_date":"9999-12-31"}',
        '{"id":"a","group":"CO","carc":"1","amount":"1","remittance_date":"2026-01-01","plan_type":"gold"}',
        '{"id":"a","group":"CO","carc":"1","amount":"1","remittance_date":"2026-01-01","remarks":"MA130"}',
        '{"id":"a","group":"CO","carc":"1","amount":"1","remittance_date":"2026-01-01","other_plan_on_file":"yes"}',
        '{"id":"a","group":"CO","carc":null,"amount":"1","remittance_date":"2026-01-01"}',
    ],
)
def test_a_bad_line_is_a_problem_and_never_a_traceback(line: str) -> None:
    assert set(triage_line(line)) == {"id", "problem"}


def test_the_file_is_answered_line_by_line(tmp_path: Path) -> None:
    path = tmp_path / "adjustments.jsonl"
    path.write_bytes(
        (json.dumps(TABLE[0]["given"]) + "\nnonsense \xff\n" + json.dumps(TABLE[1]["given"]) + "\n").encode("latin-1")
    )
    first, bad, last = triage_file(path)
    assert (first["id"], last["id"]) == ("k1", "k2")
    assert list(first) == [
        "id",
        "is_denial",
        "root_cause",
        "route",
        "appealable",
        "responsible",
        "next_step",
        "deadline",
    ]
    assert bad["problem"]


def test_a_remittance_of_a_hundred_thousand_is_triaged_in_seconds() -> None:
    measured = run(20_000)
    assert measured["seconds"] * 5 <= 20
