"""A region: some thousand claims with their own people and practices, made by itself, so that memory stays flat."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from random import Random

from backend.world.identifiers import trace_number
from backend.world.lives import Lives
from backend.world.payers import PAYERS
from backend.world.population import coverages, practices
from backend.world.records import Coverage, Practice, WorldClaim

REGION_CLAIMS = 4000
CLAIMS_PER_PRACTICE = 250
_NUMBERS_PER_REGION = 10_000


def regions(seed: int, claims: int, as_of: date) -> Iterator[list[WorldClaim]]:
    """The world, region by region; the last one smaller."""
    for index, start in enumerate(range(0, claims, REGION_CLAIMS)):
        yield region(seed, index, min(REGION_CLAIMS, claims - start), as_of)


def region(seed: int, index: int, count: int, as_of: date) -> list[WorldClaim]:
    """All claims of one region, each decided one with the number of the payment it came with."""
    rng = Random(f"{seed}:{index}")
    # seeds are apart in their numbers too, so that two worlds in one database are different people
    base = (seed * 7_919 % 9_000) * 100_000 + index * _NUMBERS_PER_REGION
    offices = practices(rng, base // 1000, index * 16 + seed * 31, max(6, count // CLAIMS_PER_PRACTICE))
    lives, made = Lives(rng, as_of, base), list[WorldClaim]()
    for coverage in coverages(rng, as_of, base):
        home, second = _offices(rng, coverage, offices, as_of)
        for visit in range(rng.choices((1, 2, 3, 4, 5, 6, 8), (22, 24, 20, 14, 10, 6, 4))[0]):
            claim = lives.claim(coverage, home if not visit or rng.random() < 0.6 else second)
            made.append(claim)
            if claim.outcome == "reversed":
                _taken_back(rng, lives, claim, made)
            if claim.finalized and not claim.first_finalized and claim.outcome == "paid" and rng.random() < 0.05:
                made.append(lives.twin(claim))
        if len(made) >= count:
            break
    made = made[:count]
    _assign_payments(seed, index, made)
    return made


def _taken_back(rng: Random, lives: Lives, claim: WorldClaim, made: list[WorldClaim]) -> None:
    """Why the payer took its decision back: a replacement, a void, or the payer's own reasons."""
    reason = rng.random()
    if reason < 0.4:
        made.append(lives.replacement(claim))
    elif reason < 0.7:
        claim.voided = True


def _offices(rng: Random, coverage: Coverage, offices: list[Practice], as_of: date) -> tuple[Practice, Practice]:
    child = (as_of - coverage.person.born).days < 18 * 365
    for_children = ("Pediatrics", "Family Medicine")
    fitting = [
        one for one in offices
        if (one.specialty.name in for_children or one.hospital if child else one.specialty.name != "Pediatrics")
        and (coverage.person.sex == "F" or one.specialty.name != "Obstetrics and Gynecology")
    ]  # fmt: skip
    # an institutional claim names no telephone of the patient, so everyone sees a practice first
    home = rng.choice([one for one in fitting if not one.hospital])
    others = [one for one in fitting if one is not home and one.hospital == (rng.random() < 0.5)]
    return home, rng.choice(others or fitting)


def _assign_payments(seed: int, index: int, claims: list[WorldClaim]) -> None:
    """One payment per payer, practice and pay day; some practices of a payer are paid by check."""
    numbers: dict[tuple[str, int, date], str] = {}

    def trace(claim: WorldClaim, day: date) -> str:
        payer = claim.coverage.payer
        key = (payer.identifier, claim.practice.number, day)
        if key not in numbers:
            number = (seed % 900) * 1_000_000 + index * 5_000 + len(numbers)
            numbers[key] = trace_number(PAYERS.index(payer), number, check=by_check(claim))
        return numbers[key]

    for claim in claims:
        if claim.finalized is not None:
            claim.trace_number = trace(claim, claim.finalized)
            claim.method = "CHK" if by_check(claim) else "EFT"
        if claim.first_finalized is not None:
            claim.first_trace_number = trace(claim, claim.first_finalized)


def by_check(claim: WorldClaim) -> bool:
    """Whether this payer pays this practice by check."""
    payer = claim.coverage.payer
    return (claim.practice.number * 37 + len(payer.name)) % 100 < payer.pays_by_check_percent
