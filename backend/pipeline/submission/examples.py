"""What answers about batches look like."""

from __future__ import annotations

from backend.invented import PAYER, an_id, at, on
from backend.pipeline.submission.schemas import RatesShown, SubmissionList, SubmissionShown

SHOWN = (
    SubmissionList(
        submissions=[
            SubmissionShown(
                id=an_id("batch"), control_number=41, payer=PAYER, form="P", claims=212, charge="48210.00",
                submitted_at=at(3, 16, 19, 15), acknowledged="A", acknowledged_on=on(3, 16),
            )
        ]
    ),
    RatesShown(submitted=200, clean=192, clean_percent="96.0", accepted=188, accepted_percent="94.0"),
)  # fmt: skip
