"""People of a world are treated for what people like them are treated for."""

from __future__ import annotations

from collections import Counter
from datetime import date

from backend.kit.money import Money
from backend.pipeline.scrubbing.edits import edits
from backend.pipeline.scrubbing.facts import Past, ScrubClaim, ScrubLine
from backend.pipeline.scrubbing.rules import scrub
from backend.world.records import WorldClaim, dollars
from backend.world.regions import region

AS_OF = date(2026, 3, 16)
PLANTED = {"filing-limit"}
"""Claims the world files late on purpose, so that payers deny them."""


def as_scrubbed(claim: WorldClaim) -> ScrubClaim:
    person, practice, payer = claim.coverage.person, claim.practice, claim.coverage.payer
    pointers = tuple(range(1, min(len(claim.diagnoses), 4) + 1))
    return ScrubClaim(
        payer_identifier=payer.identifier, payer_name=payer.name, plan_type=payer.plan_type,
        form="I" if claim.institutional else "P", frequency=claim.frequency, original_claim_number=claim.original_number,
        member_id=claim.coverage.member_id, patient_last=person.last, date_of_birth=person.born, sex=person.sex,
        billing_npi=practice.npi, billing_zip=practice.zip + "0100", tax_id=practice.tax_id,
        taxonomy=practice.specialty.taxonomy, rendering_npi=practice.rendering_npi, place=claim.place,
        diagnoses=claim.diagnoses, authorization_number=claim.authorization, service_from=claim.service_from,
        service_to=claim.service_to, charge=Money(dollars(claim.charge)),
        lines=tuple(
            ScrubLine(number, line.code, line.modifiers, line.units, "", line.day, Money(dollars(line.charge)), pointers)
            for number, line in enumerate(claim.lines, 1)
        ),
    )  # fmt: skip


def test_claims_of_a_world_are_clinically_sound() -> None:
    found: Counter[str] = Counter()
    claims = region(7, 0, 2700, AS_OF)
    for claim in claims:
        for one in scrub(as_scrubbed(claim), edits(), Past(), claim.submitted):
            if one.severity == "blocks" and one.edit not in PLANTED:
                found[one.edit] += 1
    assert not found, found
    assert len(claims) > 2500
