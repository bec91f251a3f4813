"""What answers of the learning loop look like."""

from __future__ import annotations

from backend.conversation.learning.schemas import ExampleInFull, ExampleShown, Likeness, Overview, RunShown
from backend.invented import CHAT_ID, SUPERVISOR, an_id, at

EXAMPLE = ExampleShown(
    id=an_id("training example"), state="proposed", text="why did you turn down claim 2026033104417",
    intent="ask_denial_reason", also=[], heard_intent="check_claim_status",
    entities=[{"name": "claim_number", "value": "2026033104417", "text_start": 28, "text_end": 41}], channel="chat", expects=None,
    replaced={"claim_number": 1}, kept_words=[], unknown=[], proposed_by=SUPERVISOR, proposed_at=at(3, 17, 15), decided_by=None,
    decided_at=None, refusal="", mine=False,
)  # fmt: skip
BEFORE = {
    "lines": 1180, "macro_f1": 0.962, "intent_accuracy": 0.968, "entities_exact": 0.981, "recall": {"ask_denial_reason": 0.97},
    "learned": 41, "learned_right": 40, "values_unread": 0,
}  # fmt: skip
RUN = RunShown(
    id=an_id("training run"), state="promoted", requested_by=SUPERVISOR, requested_at=at(3, 10, 18),
    started_at=at(3, 10, 18, 1), trained_at=at(3, 10, 18, 5), finished_at=at(3, 10, 18, 9), examples=4,
    archive="claimline-20260310.tar.gz",
    comparison={
        "before": BEFORE, "after": BEFORE | {"macro_f1": 0.964, "learned": 45, "learned_right": 45}, "new": 4,
    },
    reasons=[],
)  # fmt: skip

SHOWN = (
    EXAMPLE,
    Likeness(text=EXAMPLE.text, unknown=["qvornic"]),
    ExampleInFull(
        example=EXAMPLE, said="why did you turn down claim ••••", heard=["claim_number"], conversation_id=CHAT_ID, turn=5,
        change="+    - why did you turn down claim [2026033104417](claim_number)", problem=None,
    ),
    RUN,
    Overview(
        in_force="claimline-20260310.tar.gz", learned=45, examples=[EXAMPLE], runs=[RUN],
        intents=["ask_denial_reason", "check_claim_status"], values=["claim_number", "date_of_service"], may_go_back=True,
    ),
)  # fmt: skip
