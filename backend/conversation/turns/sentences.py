"""The few sentences the backend itself says, when the assistant cannot or must not. Pure."""

from __future__ import annotations

APOLOGY = "I'm sorry, something is not working on our side. I'm getting a person to help you; please stay with me."
GREETING_WITHOUT_ASSISTANT = (
    "Hello. I am an automated assistant for health insurance claims, and I am a little slow to start today. "
    "Write what you would like to know; I will answer, or get a person."
)
SILENCE_TO_PERSON = "I can't hear you, so I'm getting a person who can help."
LOST_TO_PERSON = "I'm sorry, I keep misunderstanding you. I'm getting a person to help you."
SESSION_RENEWED = (
    "For your privacy I ended what we had open, because some time has passed. "
    "I will have to verify you again before I can talk about a claim."
)
CLOSED_BY_PERSON = "This conversation with our team is closed. If you need anything else, just write."
