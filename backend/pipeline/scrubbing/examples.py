"""What answers about claims before they leave look like."""

from __future__ import annotations

from backend.invented import BILLER, BORN, MEMBER_ID, PAYER, STOPPED_ID, STOPPED_OURS, an_id, at, on
from backend.pipeline.scrubbing.schemas import (
    Billed,
    BilledLine,
    FindingList,
    FindingShown,
    OutgoingList,
    OutgoingShown,
    ReplacementAsked,
    ReplacementRequested,
    Scrubbed,
)

SHOWN = (
    FindingList(
        findings=[
            FindingShown(
                id=an_id("finding"), edit="modifier-25", kind="modifier", severity="blocks", line_number=1, element="modifiers",
                sentence="A visit on the day of a minor procedure is paid only where it was separate and says so.",
                fix="If the note shows a separate visit, add modifier 25; else take the visit off.", owner="coder",
                source="NCCI Policy Manual, chapter 1, section D", correction=None, found_on=on(3, 13), state="open",
                accepted_by=None, accepted_reason=None,
            )
        ],
        state="needs_correction",
        possible=["correct", "take_off"],
        replaced_by=None,
        billed=Billed(
            member_id=MEMBER_ID, patient_first_name="Odessa", patient_last_name="Farrow", patient_date_of_birth=BORN,
            patient_sex="F", authorization_number="", referral_number="", place_of_service="11", diagnoses=["D225", "I10"],
            lines=[
                BilledLine(number=1, procedure="99213", modifiers=[], units="1", charge="145.00", pointers=["2"]),
                BilledLine(number=2, procedure="11402", modifiers=[], units="1", charge="240.00", pointers=["1"]),
            ],
        ),
        asked=None,
    ),
    ReplacementAsked(name=BILLER, way="phone", by=on(3, 24)),
    ReplacementRequested(claim_id=an_id("returned claim"), owner="biller", due=on(3, 24)),
    Scrubbed(claim_id=STOPPED_ID, state="scrubbed", blocking=0, warnings=1, corrected=1),
    OutgoingList(
        counts={"needs_correction": 1, "submitted": 212},
        claims=[
            OutgoingShown(
                claim_id=STOPPED_ID, patient_control_number=STOPPED_OURS, payer=PAYER, service_from=on(3, 12), charge="385.00",
                state="needs_correction", built_on=on(3, 13), changed_at=at(3, 13, 6, 30), attempts=0,
            )
        ],
    ),
)  # fmt: skip
