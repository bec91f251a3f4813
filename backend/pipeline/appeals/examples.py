"""What answers about appeals look like."""

from __future__ import annotations

from decimal import Decimal

from backend.invented import (
    CLINIC,
    DENIED,
    DENIED_ID,
    DENIED_OURS,
    MEMBER_ID,
    NPI,
    PATIENT,
    PAYER,
    PAYER_ID,
    TAX_ID,
    TODAY,
    an_id,
    on,
)
from backend.pipeline.appeals.schemas import AppealList, AppealListed, AppealShown, Rate, Rates

LAST_DAY = on(9, 8)
LETTER = f"""March 17, 2026

{PAYER}

Request for internal appeal
Our reference AP-001002

Patient: {PATIENT}, member ID {MEMBER_ID}
Provider: {CLINIC}, NPI {NPI}, tax ID {TAX_ID}
Claim: {DENIED} (our account {DENIED_OURS})
Date of service: March 3, 2026

We ask you to review the denial of 240.00 (CARC 252). The operative note you ask for is enclosed."""

SHOWN = (
    AppealShown(
        id=an_id("appeal"), number="AP-001002", claim_id=DENIED_ID, level="internal", state="draft",
        root_cause="documentation", carc="252", amount=Decimal("240.00"), opened=TODAY, owner="biller", next_date=on(3, 20),
        deadline=LAST_DAY,
        deadline_rule="180 days from receipt of the denial notice; September 7, 2026 is no business day, so the next one counts",
        deadline_source="29 CFR 2560.503-1(h)(3)(i) and (i); 45 CFR 147.136(b)", physician_due=None, physician_statement="",
        letter=LETTER, signed_by=None, sent_on=None, decision_due=None, outcome="", decided_on=None, recovered=None,
        level_title="internal appeal", clinical=False, claim_number=DENIED, payer_name=PAYER,
    ),
    AppealList(
        appeals=[
            AppealListed(
                id=an_id("appeal"), number="AP-001002", claim_id=DENIED_ID, claim_number=DENIED, payer_name=PAYER,
                level="internal", level_title="internal appeal", state="draft", root_cause="documentation",
                amount=Decimal("240.00"), owner="biller", next_date=on(3, 20), deadline=LAST_DAY, decision_due=None,
                outcome="", days_left=(LAST_DAY - TODAY).days,
            )
        ]
    ),
    Rates(
        rates=[
            Rate(payer_id=PAYER_ID, payer_name=PAYER, root_cause="documentation", level="internal", won=11, decided=14)
        ]
    ),
)  # fmt: skip
