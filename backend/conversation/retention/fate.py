"""What becomes of each table that hangs from a conversation, once its transcript's time is over.

Rows go where nothing else refers to them; elsewhere the words and names in them go and the row stays for the counts.
A new table that refers to a conversation needs its line here: tests/conversation/retention fails without one.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import null

GONE = (
    "disclosure_grant",
    "one_time_code",
    "conversation_event",
    "chat_session",
    "conversation_tag",
    "draft",
    "presence",
    "snooze",
    "notice",
    "call_leg",
)
"""Whole rows."""

EMPTIED: dict[str, dict[str, Any]] = {
    "turn": {
        "said": None,
        "messages": [],
        "answer_text": "",
        "rendered": None,
        "understood": null(),
        "actions": [],
        "evidence": [],
    },
    "handoff": {"packet": {}, "note": None},
    "handoff_note": {"text": ""},
    "consult_message": {"text": ""},
    "callback": {"number": "", "about": ""},
    "kept_place": {"number": None},
    "heard_speech": {"text": ""},
    "sms_thread": {"number": None},
    "text_message": {"number": "", "text": ""},
    "letter": {"pdf": None, "claim_ids": []},
    "verification": {"member_id": "", "date_of_birth": None, "first_name": None, "last_name": None},
    "review": {"note": ""},
    "review_reply": {"text": ""},
    "machine_score": {"remarks": []},
    "correction": {"understood": null(), "entities": null()},
    "amendment_note": {"asked": "", "answer": "", "disagreement": ""},
}
"""These columns."""

ABOUT_A_CONVERSATION: dict[str, dict[str, Any]] = {
    "work_item": {"facts": {}},
}
"""These columns of tables that name a conversation as their subject, by kind and id: what a caller asked for, and at which
number. What is still open stays open; its sentence and day say what it was."""

KEPT = {
    "consult": "who asked whom, and when",
    "sla_breach": "a clock and a time",
    "double_scoring": "who chose it",
    "promised_call": "a state and a time",
    "call_batch": "a provider's batch: how many, and its state",
    "batch_claim": "our own ids",
    "training_example": "an invented likeness; what was said never stood in it",
    "letter_link": "a hash",
    "news_told": "our own ids and a time",
    "legal_hold": "a hold is lifted, never forgotten",
    "emptied_conversation": "that it was emptied",
}
"""As they are, and why: nothing of what was said stands there."""
