"""What answers about eligibility look like."""

from __future__ import annotations

from backend.invented import PATIENT, PAYER, TODAY, an_id
from backend.pipeline.eligibility.schemas import Asked, FrontDeskReport, FrontDeskVisit, ProblemShown, ScheduleTaken

SHOWN = (
    ScheduleTaken(taken=41, problems=[ProblemShown(row=7, field="date_of_birth", code="missing")]),
    Asked(state="asked"),
    FrontDeskReport(
        day=TODAY,
        counts={"active": 1, "waiting": 1},
        visits=[
            FrontDeskVisit(
                appointment_id=an_id("appointment"), number="A-20418", time="09:30", patient=PATIENT, payer=PAYER,
                outcome="active", findings=["active"],
                what_to_do="Cover is in force. Collect the copay at the visit. Copay: $25.00.",
                plan="Harborlight Choice PPO", copay="25.00", deductible_left="0.00",
            ),
            FrontDeskVisit(
                appointment_id=an_id("second appointment"), number="A-20419", time="10:00", patient="Ferris Holt",
                payer=PAYER, outcome="waiting", findings=[],
                what_to_do="Asked, no answer yet. Ask again in the morning, or call the payer before the visit.",
                plan="", copay="", deductible_left="",
            ),
        ],
    ),
)  # fmt: skip
