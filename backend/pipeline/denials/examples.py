"""What answers about denials look like."""

from __future__ import annotations

from decimal import Decimal

from backend.invented import BILLER_EMAIL, CLINIC, CLINIC_ID, DENIED, DENIED_ID, PAYER, PAYER_ID, TODAY, an_id, on
from backend.pipeline.denials.schemas import DenialShown, Patterns, PatternShown, Queue, Waiting

RULE = "180 days from receipt of the denial notice; September 7, 2026 is no business day, so the next one counts"
SOURCE = "29 CFR 2560.503-1(h)(3)(i) and (i); 45 CFR 147.136(b)"
LAST_DAY = on(9, 8)
REASON = "The payer needs an attachment or records to decide. The remark code names them."

DENIAL = DenialShown(
    id=an_id("denial"), claim_id=DENIED_ID, line_number=1, procedure="11402", group_code="CO", carc="252", remarks=["M29"],
    amount=Decimal("240.00"), root_cause="documentation", route="send_records", appealable=True, responsible="provider",
    next_step="Send the records the payer asks for. Attach: medical records.", deadline=LAST_DAY, deadline_rule=RULE,
    deadline_source=SOURCE, deadline_unknown=None,
    checklist=[
        {"document": "copy of the remittance", "on_hand": True, "where": "remittance", "confirmed": True},
        {"document": "medical records", "on_hand": False, "where": "the practice", "confirmed": True},
    ],
    expected_value=Decimal("131.00"), priority=142, skill="billing", owner=BILLER_EMAIL, next_date=on(3, 18), state="open",
    outcome="", claim_number=DENIED, payer_name=PAYER, provider_name=CLINIC, reason=REASON,
    days_left=(LAST_DAY - TODAY).days,
)  # fmt: skip

SHOWN = (
    DENIAL,
    Queue(denials=[DENIAL], waiting=[Waiting(skill="billing", count=1, amount=Decimal("240.00"), late=0)]),
    Patterns(
        patterns=[
            PatternShown(
                id=an_id("pattern of denials"), month=on(3, 1), payer_id=PAYER_ID, provider_id=CLINIC_ID, payer_name=PAYER,
                provider_name=CLINIC, reason=REASON, root_cause="documentation", carc="252",
                scope="procedure", scope_value="11402", denied=9, billed=30, past_denied=3, past_billed=300,
                expected="0.30", p_value="1e-9", amount=Decimal("2160.00"),
                cause="Operative notes are not attached since February.", fixer="billing", state="open", fixed_on=None,
                after_denied=None, after_billed=None, worked=None,
            )
        ]
    ),
)  # fmt: skip
