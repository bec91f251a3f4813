"""The weights of kinds are learned from lines with known answers."""

from __future__ import annotations

import json
from pathlib import Path

from assistant.identifiers.likely_kind import NO_KIND
from assistant.learn_kinds import cases, learn


def lines(folder: Path) -> Path:
    told = [
        ("is K4410927 approved", {"auth_number": "K4410927"}),
        ("was B7701244 approved", {"auth_number": "B7701244"}),
        ("did K4410927 pay", {"claim_number": "K4410927"}),
        ("did B7701244 pay yet", {"claim_number": "B7701244"}),
        ("room 40213 is cold", {}),
    ]
    path = folder / "lines.jsonl"
    rows = ({"text": text, "intent": "inform", "entities": entities} for text, entities in told)
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def test_each_number_met_is_a_case_of_the_kind_its_line_says(tmp_path: Path) -> None:
    assert [case.kind for case in cases([lines(tmp_path)])] == [
        "auth_number", "auth_number", "claim_number", "claim_number", NO_KIND,
    ]  # fmt: skip


def test_what_stands_with_a_kind_speaks_for_it_and_the_table_is_the_same_each_time(tmp_path: Path) -> None:
    known = cases([lines(tmp_path)])
    table = learn(known)
    assert table == learn(known)
    head, _, *rows = (row.split("\t") for row in table.splitlines())
    approved = dict(zip(head, next(row for row in rows if row[0] == "a1 approv"), strict=True))
    assert float(approved["auth_number"]) > 0 > float(approved["claim_number"] or -1)
