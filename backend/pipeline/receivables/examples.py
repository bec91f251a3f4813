"""What answers about receivables look like."""

from __future__ import annotations

from backend.invented import BILLER, BILLER_EMAIL, CLINIC, DENIED, DENIED_ID, PAYER, PAYER_ID, an_id, at, on
from backend.pipeline.receivables.rules import BUCKETS, OUTCOMES, STEPS
from backend.pipeline.receivables.schemas import (
    AgedClaims,
    AgedClaimShown,
    AgeingRow,
    AgeingShown,
    Cell,
    ContactShown,
    FollowUpDetail,
    FollowUpList,
    FollowUpShown,
    OwnerShown,
    TakenOffShown,
)


def row(amounts: list[str], claims: list[int], total: str, *, patient: bool) -> AgeingRow:
    """A payer's row, a cell a bucket."""
    cells = [
        Cell(bucket=n, claims=count, amount=amount)
        for n, (count, amount) in enumerate(zip(claims, amounts, strict=True))
    ]
    return AgeingRow(payer_id=PAYER_ID, payer=PAYER, patient=patient, cells=cells, total=total)


CLAIM = FollowUpShown(
    claim_id=DENIED_ID, number=DENIED, payer=PAYER, provider=CLINIC, patient="Farrow", stage="denied", service_to=on(3, 3),
    age_days=14, step="denial", reason=STEPS["denial"], level="", owner=BILLER_EMAIL, next_date=on(3, 18),
    days_late=0, deadline=on(9, 8), days_to_deadline=175, recommendation="", amount="240.00", chosen=True,
)  # fmt: skip

SHOWN = (
    AgeingShown(
        snapshot_id=an_id("ageing"), as_of=on(3, 16), buckets=list(BUCKETS),
        rows=[
            row(["240.00", "310.00", "0.00", "0.00", "0.00"], [1, 2, 0, 0, 0], "550.00", patient=False),
            row(["0.00", "42.00", "0.00", "0.00", "0.00"], [0, 1, 0, 0, 0], "42.00", patient=True),
        ],
        totals=["240.00", "352.00", "0.00", "0.00", "0.00"], total="592.00", undecided="310.00",
        ledger={"receivable_denied": "240.00", "receivable_patient": "42.00"}, claims=4, reconciles=True,
        days=[on(3, 16), on(3, 9)],
    ),
    AgedClaims(
        claims=[
            AgedClaimShown(
                claim_id=DENIED_ID, number=DENIED, payer=PAYER, provider=CLINIC, account="receivable_denied", age_days=13,
                bucket=BUCKETS[0], amount="240.00", step="denial", owner=BILLER_EMAIL, next_date=on(3, 18),
            )
        ]
    ),
    FollowUpList(claims=[CLAIM], owners=[OwnerShown(owner=BILLER_EMAIL, claims=1, late=0, amount="240.00")]),
    FollowUpDetail(
        claim=CLAIM,
        contacts=[
            ContactShown(
                contact_on=on(3, 16), way="phone", spoke_with="Mr. Vale", reference="REF77", outcome="more_information",
                outcome_words=OUTCOMES["more_information"], note="They take the operative note by fax.",
                next_date=on(3, 18), owner=BILLER_EMAIL, by_name=BILLER, recorded_at=at(3, 16, 15, 20),
            )
        ],
    ),
    TakenOffShown(state="withdrawn", sentence="It is off its way."),
)  # fmt: skip
