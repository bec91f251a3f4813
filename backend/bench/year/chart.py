"""What the practices' own records say: where the simulated staff look things up. Truth of the practice, never of a payer."""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random
from typing import Any

from backend.pipeline.encounters.rules import code
from backend.pipeline.encounters.schemas import NewEncounter
from backend.pipeline.scrubbing.schemas import ClaimCorrection, LineCorrection
from backend.world.operation.notes import truth
from backend.world.operation.patients import Registered
from backend.world.operation.rates import Rates
from backend.world.operation.visits import Visit


@dataclass(slots=True)
class Charts:
    """Visits by their number (CLM01 of the first claim), and the patients behind them."""

    rates: Rates
    visits: dict[str, Visit] = field(default_factory=dict)

    def visit(self, account: str) -> Visit | None:
        """The visit a claim is about; a second claim of it carries a mark after its number."""
        return self.visits.get(account) or self.visits.get(account.split("-R")[0].removesuffix("-2").removesuffix("-3"))

    def insurance_told(self, visit: Visit, *, always: bool = False) -> bool:
        """Call the patient about the insurance: what is on file is right afterwards, if the patient is reached."""
        patient, rng = visit.patient, Random(f"{visit.number}:reach")
        if not always and rng.randrange(1000) >= self.rates.people.reached:
            return False
        cover = patient.cover(visit.day)
        if cover is None:
            return False
        first, second = cover, patient.second
        if patient.second_first and second is not None:
            first, second = second, cover
        patient.registered = Registered(first.payer, first.plan, first.member_id, second)
        return True

    def whole(self, visit: Visit) -> dict[str, Any]:
        """The encounter as it was, with the insurance on file today."""
        return truth(visit, visit.patient.registered)

    def correction(self, visit: Visit, lines: int, reason: str, *, authorization: bool = True) -> ClaimCorrection:
        """Everything on a claim of ``lines`` lines as the chart has it."""
        encounter = NewEncounter.model_validate(self.whole(visit))
        coded = code(encounter)
        assert coded is not None, "the truth can be coded"
        changes: list[LineCorrection] = []
        for number, line in enumerate(coded.lines, 1):
            if number <= lines:
                pointers = list(line.diagnoses) or None
                changes.append(
                    LineCorrection(
                        number=number, procedure=line.procedure or None, modifiers=list(line.modifiers), units=line.units,
                        charge=line.charge, pointers=pointers,
                    )
                )  # fmt: skip
        changes += [LineCorrection(number=number, remove=True) for number in range(len(coded.lines) + 1, lines + 1)]
        return ClaimCorrection(
            reason=reason, lines=changes, diagnoses=list(coded.diagnoses), place_of_service=encounter.place_of_service,
            member_id=encounter.insurance.member_id, patient_sex=encounter.patient.sex,
            authorization_number=(encounter.authorization_number or None) if authorization else None,
        )  # fmt: skip
