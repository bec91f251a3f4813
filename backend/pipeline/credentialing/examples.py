"""What answers about enrolments look like."""

from __future__ import annotations

from backend.invented import NPI, PAYER, PAYER_CODE, an_id, on
from backend.pipeline.credentialing.schemas import ClaimsChecked, EnrolmentList, EnrolmentMade, EnrolmentShown

SHOWN = (
    EnrolmentMade(id=an_id("enrolment")),
    ClaimsChecked(ready=3, held=1),
    EnrolmentList(
        enrolments=[
            EnrolmentShown(
                id=an_id("enrolment"), npi=NPI, payer_identifier=PAYER_CODE, payer_name=PAYER, requested_on=on(3, 2),
                state="requested", effective_from=None, effective_to=None, owner="credentialing", next_date=on(4, 1),
            )
        ]
    ),
)  # fmt: skip
