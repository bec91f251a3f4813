"""What the chat answers."""

from __future__ import annotations

from backend.conversation.channels.web_chat.schemas import (
    Answered,
    Explainable,
    Explained,
    ExplainedLine,
    ExplainedNote,
    Explanations,
    History,
    MessageShown,
    SessionOpened,
    Sums,
    TurnShown,
)
from backend.invented import CHAT_ID, CLINIC, PAID_ID, PATIENT, PAYER, SHOWN_ONCE, on

HELLO = MessageShown.model_validate(
    {"text": "Hello, I am an automated assistant. What can I do for you?", "buttons": [], "from": "assistant"}
)
WHY = MessageShown.model_validate(
    {
        "text": "Your claim was not paid. The plan needs a document or record before it can decide.",
        "buttons": [{"id": "q3Zt8LfWm1vA", "title": "What happens next?"}],
        "from": "assistant",
    }
)
PARTS = {
    "charge": "145.00", "discount": "35.00", "not_owed": "0.00", "other_plan": "0.00", "plan_paid": "68.00",
    "deductible": "0.00", "copay": "25.00", "coinsurance": "17.00", "not_covered": "0.00", "your_share": "42.00",
}  # fmt: skip

SHOWN = (
    SessionOpened(session_id=CHAT_ID, token=SHOWN_ONCE, messages=[HELLO]),
    Answered(turn=3, owner="assistant", messages=[WHY]),
    History(
        owner="assistant",
        agent=None,
        turns=[
            TurnShown(turn=1, said=None, messages=[HELLO]),
            TurnShown(turn=3, said="Why was my claim denied?", messages=[WHY]),
        ],
        last_event_id=0,
    ),
    Explanations(
        claims=[Explainable(claim_id=PAID_ID, last_four="0007", service_from=on(1, 20), provider_name=CLINIC)]
    ),
    Explained(
        payer_name=PAYER, plan_name="Harborlight Choice PPO", phone="8005550124", patient=PATIENT, member_id_ending="1177",
        provider_name=CLINIC, claim_number_ending="0007", service_from=on(1, 20), service_to=on(1, 20), decided=on(1, 29),
        paid_to="We paid $68.00 to your provider by bank transfer on January 30, 2026.",
        opening=["This is not a bill.", "It shows what your plan paid for your care, and what your share is."],
        lines=[
            ExplainedLine(
                number=1, service="Office visit", day=on(1, 20), notes=["A", "B"], procedure="99213", **PARTS,
            )
        ],
        total=Sums(**PARTS),
        notes=[
            ExplainedNote(
                letter="A", sentence="This is your copay. It is the set amount you pay for this kind of visit.",
            ),
            ExplainedNote(
                letter="B",
                sentence="This is your coinsurance. It is your share, a percent of the cost, under your plan.",
            ),
        ],
        appeal=[
            "Do you think we got it wrong? You can ask us to look again. This is called an appeal. It is free.",
            "The last day to ask is July 28, 2026.",
        ],
        appeal_last_day=on(7, 28),
    ),
)  # fmt: skip
