"""Learns how likely a number is of which kind: `python -m assistant.learn_kinds FILE…` writes `identifiers/likely_kind.tsv`.

The files are held-out lines with known answers (`tests/nlu/heldout_*.jsonl`, the shape of `assistant.evaluate`). Each number met
in them is a case: its marks, and the kind the answer gives it, or none.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from assistant.evaluate import ENTITY_KIN, canonical_value, read_lines
from assistant.identifiers.extraction import read
from assistant.identifiers.likely_kind import KINDS, NO_KIND, SHORTEST, WEIGHTS, marks
from assistant.identifiers.runs import best_match
from assistant.identifiers.segments import plain_characters

_OFTEN = 2
"""A mark seen once says nothing."""
_FIRMNESS = 2.0
_LEAST = 0.2
"""Weights smaller than this change no verdict and are left out."""


@dataclass(frozen=True, slots=True)
class Case:
    """One number of a line: its marks and its kind."""

    marks: dict[str, float]
    kind: str


def cases(paths: Iterable[Path]) -> list[Case]:
    """The numbers of all lines."""
    found: list[Case] = []
    for said in read_lines(paths):
        today = date.fromisoformat(said.today) if said.today else date(2026, 11, 20)
        channel = "voice" if said.channel == "phone" else said.channel
        line = read(said.text, expects=said.expects, channel=channel, today=today)
        answers = {(name, canonical_value(name, v)) for name, values in said.entities.items() for v in values}
        for run in {(run.first, run.last): run for run in line.runs}.values():
            characters = plain_characters(run)
            if len(characters) < SHORTEST:
                continue
            matches = ((kind, best_match(run, kind)) for kind in KINDS)
            kinds = (kind for kind, match in matches if match and _answer(match.shaped) in answers)
            found.append(Case(marks(line, run, characters), next(kinds, NO_KIND)))
    return found


def _answer(shaped: Any) -> tuple[str, str]:
    name = ENTITY_KIN.get(shaped.name, shaped.name)
    return name, canonical_value(name, shaped.value)


def learn(known: Sequence[Case]) -> str:
    """The weights as a table: a row for each mark, a column for each kind."""
    from sklearn.feature_extraction import DictVectorizer
    from sklearn.linear_model import LogisticRegression

    seen = Counter(mark for case in known for mark in case.marks)
    vectors = DictVectorizer()
    rows = vectors.fit_transform([{m: s for m, s in c.marks.items() if seen[m] >= _OFTEN} for c in known])
    model = LogisticRegression(C=_FIRMNESS, solver="liblinear", tol=1e-3, random_state=0)
    model.fit(rows, [case.kind for case in known])
    table = [["", *model.classes_], ["", *(f"{base:.2f}" for base in model.intercept_)]]
    for mark, column in sorted(zip(vectors.feature_names_, model.coef_.T, strict=True)):
        if max(abs(column)) >= _LEAST:
            table.append([mark, *(f"{weight:.2f}" if abs(weight) >= _LEAST else "" for weight in column)])
    return "".join("\t".join(row) + "\n" for row in table)


def main(arguments: Sequence[str] | None = None) -> int:
    """Writes the weights."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("files", type=Path, nargs="+")
    asked = parser.parse_args(arguments)
    known = cases(asked.files)
    WEIGHTS.write_text(learn(known), encoding="utf-8")
    sys.stdout.write(f"{len(known)} numbers, {sum(case.kind != NO_KIND for case in known)} of a kind\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
