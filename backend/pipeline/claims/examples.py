"""What answers about claims look like: the denied one with everything known of it."""

from __future__ import annotations

from dataclasses import asdict

from backend.invented import BORN, CLINIC, DENIED, DENIED_ID, DENIED_OURS, MEMBER_ID, NPI, PAYER, TAX_ID, an_id, at, on
from backend.kit.money import ZERO, Money
from backend.pipeline.claims.endpoints import plain
from backend.pipeline.claims.schemas import ClaimList, ClaimListed, ClaimShown, HappeningShown
from backend.pipeline.claims.snapshot import (
    Adjustment,
    ClaimSnapshot,
    DenialSnapshot,
    Evidence,
    LineSnapshot,
    Share,
)

CHARGE = Money.of("240.00")
BILLED, ADVICE = f"claim {DENIED_ID}", f"remittance {an_id('remittance')}/CLP 3"
KNOWN = ClaimSnapshot(
    claim_id=DENIED_ID, payer_claim_control_number=DENIED, patient_control_number=DENIED_OURS, payer_name=PAYER,
    plan_type="commercial", member_id=MEMBER_ID, patient_first="Odessa", patient_last="Farrow", patient_dob=BORN,
    patient_zip="80203", patient_phone="3035550142", provider_name=CLINIC, provider_npi=NPI, provider_tax_id=TAX_ID,
    stage="denied", status_category="F2", status_code="1", service_from=on(3, 3), service_to=on(3, 3), received=on(3, 5),
    finalized=on(3, 11), charge=CHARGE, allowed=ZERO, paid=ZERO,
    share=Share(deductible=ZERO, coinsurance=ZERO, copay=ZERO, other=ZERO, total=ZERO), payment=None,
    lines=(
        LineSnapshot(
            number=1, procedure="11402", modifiers=(), service_date=on(3, 3), charge=CHARGE, paid=ZERO, allowed=ZERO,
            adjustments=(Adjustment("CO", "252", CHARGE, denied=True),), remarks=("M29",),
        ),
    ),
    denials=(
        DenialSnapshot(
            denial_id=an_id("denial"), root_cause="documentation", route="send_records", appealable=True,
            responsible="provider", next_step="Send the records the payer asks for. Attach: medical records.", amount=CHARGE,
            carc="252", group="CO", remarks=("M29",), deadline=on(9, 8),
            deadline_rule="180 days from receipt of the denial notice; September 7, 2026 is no business day, "
            "so the next one counts",
            deadline_source="29 CFR 2560.503-1(h)(3)(i) and (i); 45 CFR 147.136(b)",
        ),
    ),
    rejections=(), appeal=None, sensitive=False,
    evidence={
        "charge": Evidence(BILLED, "CLM02", at(3, 4, 6, 30)),
        "paid": Evidence(ADVICE, "CLP04", at(3, 11, 7)),
        "service_from": Evidence(BILLED, "DTP*472", at(3, 4, 6, 30)),
        "lines": Evidence(ADVICE, "2110", at(3, 11, 7)),
        "denials": Evidence(ADVICE, "CAS", at(3, 11, 7)),
    },
)  # fmt: skip

SHOWN = (
    ClaimList(
        claims=[
            ClaimListed(
                claim_id=DENIED_ID, payer_claim_control_number=DENIED, service_from=on(3, 3), service_to=on(3, 3),
                received=on(3, 5), stage="denied", charge="240.00", paid="0.00", patient_last="Farrow",
            )
        ]
    ),
    ClaimShown(
        claim=plain(asdict(KNOWN)),
        story=[
            HappeningShown(
                day=on(3, 5), kind="received", sentence="The claim arrived.", status="A2/20",
                meaning="The claim passed the front-end checks and is in process.",
            ),
            HappeningShown(
                day=on(3, 11), kind="adjudicated", sentence="The payer decided it.", status="F2/1",
                meaning="The remittance for this claim holds the fuller explanation.",
            ),
        ],
    ),
)  # fmt: skip
