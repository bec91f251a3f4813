"""What answers about decisions look like: the paid claim taken apart, and one that waits for a person."""

from __future__ import annotations

from backend.invented import CLINIC, MEMBER_ID, PAID, PAID_ID, PATIENT, PAYER, an_id, on
from backend.pipeline.adjudication.eob import APPEAL, NOT_A_BILL, OPENING
from backend.pipeline.adjudication.schemas import (
    AdjudicationList,
    AdjudicationShown,
    EobLineShown,
    EobNoteShown,
    EobShown,
    ExpectedShown,
    LineDecided,
    LoadedShown,
    PendShown,
    SumsShown,
    UnderpaymentList,
    UnderpaymentShown,
    YearShown,
)

PART = {
    "charge": "145.00", "discount": "35.00", "not_owed": "0.00", "other_plan": "0.00", "plan_paid": "68.00",
    "deductible": "0.00", "copay": "25.00", "coinsurance": "17.00", "not_covered": "0.00", "your_share": "42.00",
}  # fmt: skip
RATE = "choice-ppo-2026/99213"

SHOWN = (
    AdjudicationShown(
        id=an_id("adjudication"), claim_id=PAID_ID, state="paid", received=on(1, 22), due=on(2, 21), anew=False,
        decided_on=on(1, 29), decided_by="system", charge="145.00", allowed="110.00", paid="68.00", patient_share="42.00",
        deductible="0.00", coinsurance="17.00", copay="25.00", interest="0.00",
        pends=[
            PendShown(
                reason="conflicting_data", sentence="The claim names another plan than the member's file.", owner="biller",
                due=on(1, 27), opened_on=on(1, 22), outcome="released", settled_by="Bo Marsh",
            )
        ],
        lines=[
            LineDecided(
                number=1, procedure="99213", kind="office", day=on(1, 20), charge="145.00", allowed="110.00", paid="68.00",
                adjustments=[["CO", "45", "35.00"], ["PR", "3", "25.00"], ["PR", "2", "17.00"]], remarks=[],
            )
        ],
    ),
    AdjudicationList(
        adjudications=[
            AdjudicationShown(
                id=an_id("pended adjudication"), claim_id=an_id("pended claim"), state="pended", received=on(3, 12),
                due=on(4, 11), anew=False, decided_on=None, decided_by="", charge="12400.00", allowed="0.00", paid="0.00",
                patient_share="0.00", deductible="0.00", coinsurance="0.00", copay="0.00", interest="0.00",
                pends=[
                    PendShown(
                        reason="high_value", sentence="The charge is above $10,000.00.", owner="supervisor", due=on(3, 17),
                        opened_on=on(3, 12), outcome="", settled_by=None,
                    )
                ],
                lines=[],
            )
        ]
    ),
    EobShown(
        payer_name=PAYER, plan_name="Harborlight Choice PPO", phone="8005550124", patient=PATIENT, member_id=MEMBER_ID,
        provider_name=CLINIC, claim_number=PAID, service_from=on(1, 20), service_to=on(1, 20), decided=on(1, 29),
        paid_to="We paid $68.00 to your provider by bank transfer on January 30, 2026.", opening=[NOT_A_BILL, *OPENING],
        lines=[EobLineShown(number=1, service="Office visit", procedure="99213", day=on(1, 20), notes=["A", "B"], **PART)],
        total=SumsShown(**PART),
        notes=[
            EobNoteShown(
                letter="A", code="3",
                sentence="This is your copay. It is the set amount you pay for this kind of visit.",
            ),
            EobNoteShown(
                letter="B", code="2",
                sentence="This is your coinsurance. It is your share, a percent of the cost, under your plan.",
            ),
        ],
        year=YearShown(
            year="2026", deductible_used="500.00", deductible="500.00", out_of_pocket_used="542.00",
            out_of_pocket_max="4000.00",
        ),
        appeal=[APPEAL[0], "The last day to ask is July 28, 2026.", *APPEAL[1:]], appeal_last_day=on(7, 28),
    ),
    ExpectedShown(
        contract_id=an_id("contract"), expected="110.00",
        lines=[{"line": 1, "procedure": "99213", "charge": "145.00", "expected": "110.00", "rate": RATE}],
    ),
    UnderpaymentList(
        underpayments=[
            UnderpaymentShown(
                claim_id=an_id("underpaid claim"), patient_control_number="V-86950", payer="Lakeshore Mutual",
                contract_id=an_id("other contract"), expected="118.00", allowed="110.00", difference="8.00",
                paid_on=on(1, 30), found_on=on(1, 31),
                lines=[
                    {
                        "line": 1, "procedure": "99213", "charge": "145.00", "expected": "118.00", "allowed": "110.00",
                        "rate": "lakeshore-2026/99213", "method": "fee", "amount": "118.00", "percent": "100",
                        "since": "2026-01-01",
                    }
                ],
            )
        ]
    ),
    LoadedShown(payers=1, plans=2, contracts=3, rates=840, enrolments=12, authorizations=57),
)  # fmt: skip
