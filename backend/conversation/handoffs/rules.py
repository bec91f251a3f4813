"""Reasons, urgency and order of handoffs; what the packet recommends. Pure."""

from __future__ import annotations

import re
from datetime import date
from typing import Any, Literal
from uuid import UUID

Urgency = Literal["emergency", "urgent", "ordinary"]
RANK: dict[Urgency, int] = {"emergency": 0, "urgent": 1, "ordinary": 2}
NAMES: dict[int, Urgency] = {rank: name for name, rank in RANK.items()}

REASONS: dict[str, tuple[Urgency, str]] = {
    "asked": ("ordinary", "The caller asked for a person."),
    "failed_verification": ("ordinary", "The caller's identity could not be verified."),
    "dispute": ("ordinary", "The caller disputes a decision on a claim."),
    "medical_emergency": ("emergency", "The caller spoke of a medical emergency or of harm."),
    "no_understanding": ("ordinary", "The assistant did not understand the caller."),
    "silence": ("ordinary", "The caller did not answer."),
    "assistant_unavailable": ("ordinary", "The assistant did not answer."),
    "backend_down": ("ordinary", "The assistant could not reach the records."),
    "minor": ("ordinary", "The claim is a minor's."),
    "sensitive": ("ordinary", "The claim is of a class a person has to talk about."),
    "other_person": ("ordinary", "The caller asks about somebody else's claim."),
    "representative": ("ordinary", "The caller speaks for somebody else; consent has to be checked."),
    "fraud": ("urgent", "The caller reports suspected fraud."),
    "complaint": ("ordinary", "The caller makes a complaint."),
    "peer_to_peer": ("ordinary", "A physician wants to talk to a medical director."),
    "deadline": ("urgent", "The last day for the next step is near."),
    "language": ("ordinary", "The caller needs another language."),
    "legal": ("urgent", "The caller speaks of legal steps."),
    "distress": ("urgent", "The caller is in distress."),
    "urgent_care": ("urgent", "The caller says that care cannot wait."),
    "policy": ("ordinary", "The rules say a person has to answer."),
}
"""Reason code → urgency and sentence. An unknown code is worked as ``policy`` and shown as it came."""

DEADLINE_NEAR_DAYS = 5
REFERENCES = 9_000_000
_REFERENCE = re.compile(r"[Hh]?([1-9][0-9]{6})", re.ASCII)
HANDLING_MINUTES = 6
"""What one conversation takes an agent on average, for an honest word on the wait."""

LANGUAGES: dict[str, str] = {
    "en": "English", "es": "Spanish", "zh": "Chinese", "vi": "Vietnamese", "ko": "Korean", "ja": "Japanese", "tl": "Tagalog",
    "ru": "Russian", "uk": "Ukrainian", "ar": "Arabic", "ht": "Haitian Creole", "fr": "French", "pt": "Portuguese",
    "pl": "Polish", "de": "German", "it": "Italian", "el": "Greek", "tr": "Turkish", "fa": "Farsi", "he": "Hebrew",
    "hi": "Hindi", "ur": "Urdu", "gu": "Gujarati", "pa": "Punjabi", "bn": "Bengali", "ne": "Nepali", "my": "Burmese",
    "th": "Thai", "hmn": "Hmong", "so": "Somali", "sw": "Swahili", "am": "Amharic", "hy": "Armenian", "km": "Khmer",
    "lo": "Lao", "nv": "Navajo", "sgn": "sign language",
}  # fmt: skip
"""ISO 639 code → the name an agent knows it by."""

WRAP_UP_CODES: dict[str, str] = {
    "claim_status": "Claim status explained",
    "claim_denial": "Denial explained",
    "payment": "Payment, check or EFT explained",
    "eligibility": "Eligibility or coverage",
    "coordination_of_benefits": "Coordination of benefits",
    "authorization": "Authorization or referral",
    "appeal_started": "Appeal or dispute started",
    "corrected_claim": "Corrected claim advised",
    "documents": "Documents sent or received",
    "coding": "Coding question",
    "provider_enrollment": "Provider enrollment",
    "verification": "Identity verified by a person",
    "complaint": "Complaint taken",
    "fraud_report": "Fraud report taken",
    "medical_emergency": "Emergency: emergency services named",
    "callback": "Callback arranged",
    "caller_left": "The caller left",
    "caller_went_on": "The caller went on with the assistant",
    "wrong_number": "Not for us",
    "other": "Other; see the note",
}
"""After the categories of the CMS Standardized Provider Inquiry Chart, in our words."""


def reference_of(number: int) -> str:
    """The reference a caller is told, of a number below ``REFERENCES``."""
    return f"H{number + 1_000_000}"


def reference_said(words: str) -> str | None:
    """The reference somebody reads out: as it is written, without its letter, in groups; None: it is none of a handoff."""
    found = _REFERENCE.fullmatch(re.sub(r"[\s.-]+", "", words))
    return f"H{found.group(1)}" if found else None


def urgency_of(reason: str, asked: Urgency | None, days_to_deadline: int | None) -> Urgency:
    """The higher of the reason's, what was asked for, and what the deadline makes of it."""
    by_reason = REASONS.get(reason, REASONS["policy"])[0]
    near = days_to_deadline is not None and 0 <= days_to_deadline <= DEADLINE_NEAR_DAYS
    by_deadline: Urgency = "urgent" if near else "ordinary"
    return min((by_reason, asked or "ordinary", by_deadline), key=RANK.__getitem__)


def language_of(code: str, reason: str) -> str:
    """The language to speak with the caller in words; a code without a name is shown as it came."""
    if code == "en" and reason == "language":
        return "another language, not named yet"
    return LANGUAGES.get(code, code)


def is_held(state: str, agent_id: UUID | None, staff_id: UUID) -> bool:
    """Whether that person has the conversation of a handoff in hand."""
    return state == "accepted" and agent_id == staff_id


def sentence_of(reason: str) -> str:
    """The reason, for the agent."""
    return REASONS.get(reason, REASONS["policy"])[1]


def wait_minutes(position: int, agents_signed_in: int) -> int | None:
    """An honest estimate; None where nobody is there to wait for."""
    if agents_signed_in <= 0:
        return None
    return -(-position * HANDLING_MINUTES // agents_signed_in)


def recommended(reason: str, claim: dict[str, Any] | None, level: str, today: date | None = None) -> str:
    """What the agent may best do first; with ``today``, whether its last day is over."""
    if reason == "medical_emergency":
        return "Make sure the caller has called 911 or 988; stay with them until help is there."
    if reason == "urgent_care":
        return "Hear which care cannot wait, and verify the caller; an urgent appeal of a denial is decided within 72 hours."
    if level == "none":
        return "Verify the caller before anything about a claim is said."
    if claim and claim.get("denied"):
        route = str(claim.get("denial_route") or "human_review").replace("_", " ")
        day = date.fromisoformat(claim["denial_deadline"]) if claim.get("denial_deadline") else None
        to = " to appeal" if claim.get("denial_appealable") else ""
        last = f" Last day{to}: {day:%B %-d, %Y}." if day else ""
        if day and today and day < today:
            last = f" Its last day, {day:%B %-d, %Y}, is over: ask why it is late, and check for good cause or another way."
        return f"Claim ending {claim.get('last_four')}: {route}.{last}"
    return "Answer the open question; everything said so far is in the transcript."


def opening_line(agent_name: str | None, reason: str) -> str:
    """A first sentence the agent can send as it stands."""
    me = f"This is {agent_name}. " if agent_name else ""
    if reason == "medical_emergency":
        return f"{me}I am here with you. Are you safe right now?"
    return f"Hello, thank you for waiting. {me}I have read what you told us, so you need not repeat it."


def days_until(deadline: date | None, today: date) -> int | None:
    """Days left; negative when the day is past."""
    return (deadline - today).days if deadline else None
