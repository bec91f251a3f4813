"""What answers about encounters look like."""

from __future__ import annotations

from backend.invented import DENIED_OURS, NPI, PAID_OURS, an_id, at
from backend.pipeline.encounters.patterns import ADVICE
from backend.pipeline.encounters.rules import NOT_BILLED
from backend.pipeline.encounters.schemas import (
    CodingQueries,
    CodingQueryShown,
    DocumentationReport,
    EncountersTaken,
    EncounterTaken,
    LagShown,
    LeftOutShown,
    PatternShown,
    RowProblem,
)

SHOWN = (
    EncountersTaken(
        encounters=[
            EncounterTaken(number=DENIED_OURS, id=an_id("encounter"), state="queried", queries=1),
            EncounterTaken(number=PAID_OURS, id=an_id("earlier encounter"), state="already_billed", queries=0),
        ],
        problems=[RowProblem(row=3, field="documented_at", code="missing")],
    ),
    CodingQueries(
        queries=[
            CodingQueryShown(
                id=an_id("coding query"), encounter_id=an_id("encounter"), encounter_number=DENIED_OURS, physician_npi=NPI,
                service=1, gap="decision_making", missing="The level of medical decision making is not documented.",
                needed="The level of medical decision making for this visit.",
                choices=["straightforward", "low", "moderate", "high"], asked_at=at(3, 3, 16), due=at(3, 4, 16), state="open",
                answer=None,
            )
        ]
    ),
    DocumentationReport(
        patterns=[
            PatternShown(
                physician_npi=NPI, gap="decision_making", queries=6, encounters=40, percent=15, unanswered=1,
                hours_to_answer=5.5, advice=ADVICE["decision_making"],
            )
        ],
        left_out=[LeftOutShown(physician_npi=NPI, reason="minutes", services=2, why=NOT_BILLED["minutes"])],
        charge_lag=[LagShown(provider_npi=NPI, claims=38, median_days=2.0, ninety_percent_within_days=5)],
    ),
)  # fmt: skip
