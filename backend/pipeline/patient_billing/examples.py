"""What answers about patients' accounts look like: what the paid claim leaves to its patient, in a payment plan."""

from __future__ import annotations

from backend.invented import CLINIC, LISTED, PAID_ID, PAID_OURS, PATIENT, SUPERVISOR, an_id, at, on
from backend.pipeline.patient_billing.schemas import (
    AccountList,
    AccountListed,
    AccountShown,
    ApprovalList,
    ApprovalShown,
    ApproverList,
    ApproverShown,
    DisputeShown,
    HardshipShown,
    InstalmentShown,
    PaymentShown,
    PlanShown,
    StatementShown,
    Waiting,
)

NUMBER = "PA-100003"
APPROVAL = ApprovalShown(
    id=an_id("approval"), kind="write_off", subject_kind="patient_account", subject_id=an_id("another account"),
    number="PA-100005", payer="", practice=CLINIC, amount="30.00", threshold="250.00", above=False,
    reason="statements_unanswered", sentence="4 statements since November 3, 2025, none paid in full.",
    facts={"first": "2025-11-03", "last": "2026-02-02", "statements": 4}, recommended_by="system:patient_billing",
    recommended_on=on(3, 4), owner="supervisor", due=on(3, 11), state="open", decided_name="", decided_at=None,
    decision_reason="", posted="0.00",
)  # fmt: skip
DECIDED = {"state": "approved", "decided_name": SUPERVISOR, "decided_at": at(3, 10, 15, 5), "posted": "30.00"}

SHOWN = (
    AccountList(
        accounts=[
            AccountListed(
                id=an_id("account"), number=NUMBER, patient=LISTED, practice=CLINIC, state="plan", owner="system",
                next_date=on(4, 5), notices=1, open="27.00",
            )
        ]
    ),
    AccountShown(
        id=an_id("account"), number=NUMBER, patient=PATIENT, address=["4 Elm Row", "Denver, CO 80203"], practice=CLINIC,
        state="plan", owner="system", next_date=on(4, 5), notices=1, balance="27.00", waiting="0.00", credit="0.00",
        statements=[
            StatementShown(
                id=an_id("statement"), notice=1, kind="first", issued_on=on(2, 4), pay_by=on(3, 6), balance="42.00",
                returned_on=None,
                lines=[
                    {
                        "claim_id": str(PAID_ID), "number": PAID_OURS, "service_from": "2026-01-20",
                        "service_to": "2026-01-20", "charge": "145.00", "taken_off": "35.00", "plans_paid": "68.00",
                        "with_plans": "0.00", "patient_paid": "0.00", "owed": "42.00",
                    }
                ],
            )
        ],
        payments=[
            PaymentShown(
                id=an_id("payment"), amount="15.00", method="check", received_on=on(3, 5), reference="1042",
                kept_as_credit="0.00", takes_back=None, reason="", taken_back=False,
            )
        ],
        plan=PlanShown(
            state="active", total="42.00", agreed_on=on(2, 20), agreed_by=PATIENT, agreed_how="phone",
            instalments=[
                InstalmentShown(number=1, due=on(3, 5), amount="15.00", paid="15.00"),
                InstalmentShown(number=2, due=on(4, 5), amount="15.00", paid="0.00"),
                InstalmentShown(number=3, due=on(5, 5), amount="12.00", paid="0.00"),
            ],
        ),
        dispute=None,
        disputes=[
            DisputeShown(
                opened_on=on(2, 9), reason="I was not there that day.",
                answer="The visit is on the schedule; a copy was sent.", closed_on=on(2, 12),
            )
        ],
        hardship=None,
    ),
    HardshipShown(
        applied_on=on(3, 16), household=3, income="28000.00",
        documents=[{"document": "last tax return", "received_on": None}],
    ),
    APPROVAL.model_copy(update=DECIDED),
    ApprovalList(approvals=[APPROVAL], waiting=[Waiting(kind="write_off", count=1, amount="30.00")]),
    ApproverList(
        approvers=[
            ApproverShown(
                id=an_id("approver"), practice=CLINIC, name="Sam Reyes", most="1000.00", effective_from=on(1, 1),
                effective_to=None,
            )
        ]
    ),
)  # fmt: skip
