"""A world: the same for the same seed, in balance to the cent, and of one mind with the published rules."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from backend.kit.ids import npi_is_valid
from backend.kit.money import Money
from backend.pipeline.denials.facts import AdjustmentFacts
from backend.pipeline.denials.triage import triage
from backend.world.causes import CAUSES, WEIGHTS, Cause
from backend.world.generate import generate
from backend.world.payers import PAYERS
from backend.world.regions import region
from backend.x12 import has_errors, read

AS_OF = date(2026, 3, 16)
OUTCOMES = {
    "received", "accepted", "rejected", "pended", "paid", "denied", "partly_paid", "patient_share", "no_payment",
    "reversed", "corrected",
}  # fmt: skip


def hashes(folder: Path) -> dict[str, str]:
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(folder.iterdir())}


def test_the_same_seed_and_day_give_the_same_bytes(tmp_path: Path) -> None:
    generate(11, 300, tmp_path / "one", AS_OF)
    generate(11, 300, tmp_path / "two", AS_OF)
    generate(12, 300, tmp_path / "other", AS_OF)
    assert hashes(tmp_path / "one") == hashes(tmp_path / "two")
    assert not set(hashes(tmp_path / "one").values()) & set(hashes(tmp_path / "other").values())


def test_what_it_writes_passes_our_own_check(tmp_path: Path) -> None:
    summary = generate(5, 500, tmp_path, AS_OF)
    kinds = set()
    for path in summary.files:
        reader = read(path)
        for transaction in reader:
            kinds.add(transaction.kind)
            wrong = [(record.first_segment, record.findings) for record in transaction.records() if record.held]
            assert not wrong, (path.name, wrong[:3])
            assert not has_errors(transaction.findings), (path.name, transaction.findings[:3])
        assert not has_errors(reader.findings)
    assert kinds == {"837P", "837I", "999", "277CA", "277", "271", "835"}


def test_every_line_and_claim_adds_up() -> None:
    for claim in region(3, 0, 1500, AS_OF):
        if claim.finalized is None or claim.outcome == "reversed":
            continue
        for line in claim.lines:
            assert line.charge - sum(one.cents for one in line.adjustments) == line.paid
            assert line.charge > 0
            assert line.paid >= 0
        assert (claim.paid > 0) == (claim.outcome in ("paid", "partly_paid", "corrected"))


def test_nothing_happens_after_the_day_of_the_world() -> None:
    for claim in region(3, 0, 1500, AS_OF):
        assert claim.service_from <= claim.service_to <= claim.submitted <= claim.received < AS_OF
        assert claim.finalized is None or claim.received < claim.finalized < AS_OF


def test_every_outcome_cause_plan_and_kind_of_person_is_met() -> None:
    claims = region(7, 0, 2000, AS_OF)
    assert {one.outcome for one in claims} == OUTCOMES
    assert {one.cause.root_cause for one in claims if one.cause} == set(WEIGHTS)
    assert {one.coverage.payer.plan_type for one in claims} == {one.plan_type for one in PAYERS}
    adults = [one for one in claims if (AS_OF - one.coverage.person.born).days > 19 * 366]
    assert len(claims) > len(adults) > 1000
    assert any(one.inpatient for one in claims)
    families = Counter(one.coverage.person.last for one in claims)
    assert max(families.values()) > 5
    per_practice = {one.practice.npi for one in claims}
    for npi in per_practice:
        members = {one.coverage.member_id for one in claims if one.practice.npi == npi}
        outcomes = {one.outcome for one in claims if one.practice.npi == npi}
        assert len(members) >= 3
        assert len(outcomes) >= 3
    assert all(map(npi_is_valid, per_practice))


def test_ids_are_never_given_twice() -> None:
    claims = [one for index in range(2) for one in region(7, index, 1500, AS_OF)]
    assert len({one.claim_number for one in claims}) == len(claims)
    assert len({(one.practice.npi, one.patient_control_number) for one in claims}) == len(claims)
    people = {(one.coverage.member_id, one.coverage.person.born, one.coverage.person.first) for one in claims}
    shared = Counter(member_id for member_id, _, _ in people)
    assert sum(1 for count in shared.values() if count > 1) < len(shared) * 0.03


@pytest.mark.parametrize(
    "cause", CAUSES, ids=lambda one: f"{one.root_cause}-{one.group}-{one.carc}-{'-'.join(one.remarks)}"
)
def test_triage_finds_the_cause_the_generator_chose(cause: Cause) -> None:
    for plan_type in cause.plan_types or tuple({one.plan_type for one in PAYERS}):
        for authorization in (True, False) if cause.authorization is None else (cause.authorization,):
            for other_plan in (True, False) if cause.other_plan is None else (cause.other_plan,):
                for status in ("1", "4"):
                    decision = triage(
                        AdjustmentFacts(
                            group=cause.group, carc=cause.carc, remarks=cause.remarks, amount=Money.of("100.00"),
                            charge=Money.of("100.00"), claim_status=status, plan_type=plan_type,
                            service_from=date(2025, 1, 10), remittance_date=date(2026, 2, 10),
                            authorization_on_file=authorization, other_plan_on_file=other_plan,
                        )
                    )  # fmt: skip
                    assert decision.root_cause == cause.root_cause
                    assert decision.is_denial


def test_truth_has_the_form_the_design_fixes(tmp_path: Path) -> None:
    generate(5, 200, tmp_path, AS_OF)
    records = [json.loads(line) for line in (tmp_path / "truth.jsonl").read_text().splitlines()]
    assert len(records) == 200
    for record in records:
        assert set(record) == {
            "claim_number", "patient_control_number", "payer", "plan_type", "member", "provider", "service_from",
            "service_to", "received", "finalized", "charge", "allowed", "paid", "patient_responsibility", "status",
            "payment", "lines", "denial",
        }  # fmt: skip
        assert Decimal(record["charge"]) == sum(Decimal(line["charge"]) for line in record["lines"])
        assert Decimal(record["paid"]) == sum(Decimal(line["paid"]) for line in record["lines"])
        assert record["member"]["phone"][3:8] == "55501"
