"""Which paper a member can add to an appeal, by the reason of the denial. Data, not code."""

from __future__ import annotations

SHOWS_IT = {
    "eligibility": "a copy of your card, or a letter from your job",
    "coordination_of_benefits": "a letter from the other plan",
    "authorization": "the approval, if you have one",
    "timely_filing": "a paper that shows when the claim was sent",
}
"""Root cause → the paper that answers it; for all others a note from the doctor."""
