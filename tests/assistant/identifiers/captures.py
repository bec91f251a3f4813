"""Simulated captures: callers say identifiers, a poor line confuses characters, the identifiers are caught and repaired.

`python tests/assistant/identifiers/captures.py [COUNT] [SEED] [--json]` prints the rates for each kind
(`claimline bench identifiers`). A caller spells an identifier
of a claim of his; each character that sounds like another is heard as that other one in ten times. First try: what is
extracted, or the one of the provider's own claims it can only have been. It is read back; the caller, who knows what he
said, takes the right one and refuses a wrong one. Then he says it again, up to twice more, the last time by alphabet words.
"""

from __future__ import annotations

import json
import random
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

sys.path[:0] = [str(Path(__file__).resolve().parents[3]), str(Path(__file__).resolve().parent)]

import speaking  # noqa: E402

from assistant.identifiers import extract, repair  # noqa: E402

TODAY = date(2026, 11, 20)
CONFUSED_SHARE = 0.1
CLAIMS_OF_A_PROVIDER = 400
SOUNDS_LIKE = {
    c: [o for group in ("AHJK", "BCDEGPTVZ3", "FSX", "IY", "MN") if c in group for o in group if o != c]
    for c in "AHJKBCDEGPTVZ3FSXIYMN"
} | {"5": ["9"], "9": ["5"]}
TRIES = 3


@dataclass(slots=True)
class Rates:
    """Counts of one run. A wrong value proposed is refused by the caller, who hears it read back."""

    captures: Counter[str] = field(default_factory=Counter)
    first_try: Counter[str] = field(default_factory=Counter)
    after_repair: Counter[str] = field(default_factory=Counter)
    refused_by_caller: Counter[str] = field(default_factory=Counter)

    def share(self, counted: Counter[str]) -> float:
        return sum(counted.values()) / sum(self.captures.values())


def heard_badly(value: str, rng: random.Random) -> str:
    """The characters as a poor line gives them."""
    return "".join(
        rng.choice(SOUNDS_LIKE[c]) if c in SOUNDS_LIKE and rng.random() < CONFUSED_SHARE else c for c in value
    )


def caught(kind: str, heard: str, known: Sequence[str], hearings: list[str]) -> str | None:
    """What the assistant would read back: the value if it is one of the provider's own, else the one it can only have been."""
    found = [f for f in extract(heard, expects=kind, channel="voice", today=TODAY) if f.name == kind]
    if not found:
        return None
    value = str(found[0].value)
    hearings.append(value)
    return value if value in known else repair(hearings, known)


def run(count: int, seed: int) -> Rates:
    """Captures of member ids and claim numbers of verified providers."""
    rng = random.Random(seed)
    rates = Rates()
    makers = {"member_id": speaking.member_id, "claim_number": speaking.claim_number}
    own = {kind: sorted({make(rng) for _ in range(CLAIMS_OF_A_PROVIDER)}) for kind, make in makers.items()}
    for number in range(count):
        kind = "member_id" if number % 2 else "claim_number"
        capture(kind, rng.choice(own[kind]), own[kind], rng, rates)
    return rates


def capture(kind: str, value: str, known: Sequence[str], rng: random.Random, rates: Rates) -> None:
    """One capture with its repetitions."""
    rates.captures[kind] += 1
    hearings: list[str] = []
    for attempt in range(TRIES):
        by_words = attempt == TRIES - 1
        said = value if by_words else heard_badly(value, rng)
        proposed = caught(kind, speaking.spelled(said, rng, "nato" if by_words else "bare"), known, hearings)
        if proposed == value:
            rates.first_try[kind] += attempt == 0
            rates.after_repair[kind] += 1
            return
        if proposed is not None:
            rates.refused_by_caller[kind] += 1


def told(rates: Rates) -> str:
    """The rates as a table."""
    rows = []
    for kind, number in sorted(rates.captures.items()):
        first, after = rates.first_try[kind] / number, rates.after_repair[kind] / number
        refused = rates.refused_by_caller[kind]
        rows.append(f"{kind:14}{number:7} first try {first:.4f}  after repair {after:.4f}  refused {refused}")
    first, after = rates.share(rates.first_try), rates.share(rates.after_repair)
    rows.append(f"{'all':14}{sum(rates.captures.values()):7} first try {first:.4f}  after repair {after:.4f}")
    return "\n".join(rows)


def as_json(rates: Rates) -> str:
    """The rates for machines."""
    kinds = {
        kind: {
            "captures": number,
            "first_try": round(rates.first_try[kind] / number, 4),
            "after_repair": round(rates.after_repair[kind] / number, 4),
            "wrong_refused_by_the_caller": rates.refused_by_caller[kind],
        }
        for kind, number in sorted(rates.captures.items())
    }
    whole = {"first_try": rates.share(rates.first_try), "after_repair": rates.share(rates.after_repair)}
    return json.dumps({"captures": sum(rates.captures.values()), **whole, "kinds": kinds})


if __name__ == "__main__":
    numbers = [int(given) for given in sys.argv[1:] if given.isdigit()]
    measured = run(*(numbers + [10_000, 1][len(numbers) :]))
    print(as_json(measured) if "--json" in sys.argv else told(measured))
