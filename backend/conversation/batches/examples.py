"""What actions are answered about batches of claims."""

from __future__ import annotations

from backend.conversation.batches.endpoints import BatchAnswer, FloorAnswer
from backend.conversation.callers.examples import PROVIDER

SHOWN = (
    BatchAnswer(session=PROVIDER, total=12, done=5, skipped=1, reference=None),
    FloorAnswer(session=PROVIDER, claims=8, amount="1240.50", undecided_claims=3, undecided_charge="612.00"),
)
