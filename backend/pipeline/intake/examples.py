"""What answers about files look like."""

from __future__ import annotations

from backend.invented import CLINIC, NPI, PAYER, an_id, at, on
from backend.pipeline.intake.endpoints import (
    FileList,
    FileShown,
    FileWhole,
    HeldAdviceShown,
    HeldLineShown,
    SegmentShown,
    Taken,
)

FILE = FileShown(
    id=an_id("file"), name="2026-03-11-835.x12", transaction_set="835", size_bytes=8495, state="read", sender="HARBORLIGHT",
    received_at=at(3, 11, 6, 55), read_at=at(3, 11, 7),
    report={
        "file": "2026-03-11-835.x12", "type": "835", "claims": 9, "service_lines": 25, "charge_total": "6420.45",
        "paid_total": "3918.20", "payment_amount": "3918.20", "provider_adjustments": "0.00", "posted": 8, "held": 1,
        "duplicate": False,
        "problems": [
            {
                "code": "no_claim_found", "severity": "warning", "segment": 41, "loop": "2100", "element": "CLP01",
                "text": "No claim on file fits this payment.",
            }
        ],
    },
)  # fmt: skip

SHOWN = (
    FILE,
    FileList(files=[FILE]),
    FileWhole(
        **dict(FILE),
        segments=[SegmentShown(number=41, text="CLP*E4037591*1*145*68*42*12*2026070100044*11*1")],
        work=["biller, by March 13, 2026: No claim on file fits this payment."],
    ),
    Taken(id=FILE.id, duplicate=False),
    HeldAdviceShown(
        id=an_id("held payment"), file_id=FILE.id, payer=PAYER, trace_number="EFT00912", paid_on=on(3, 11),
        payment_amount="3918.20", account_number="E4037591", payer_number="2026070100044", charge="145.00", paid="68.00",
        patient_share="42.00", why="No claim on file fits this payment.", matchable=True, payee=NPI, payee_name=CLINIC,
        lines=[
            HeldLineShown(
                number=1, procedure="99213", modifiers=[], service_date=on(2, 24), charge="145.00", paid="68.00",
            )
        ],
    ),
)  # fmt: skip
