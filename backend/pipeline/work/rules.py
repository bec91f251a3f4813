"""When a piece of work may not be called done yet: its record still waits in the state the work is about. Pure."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Subject:
    """How the record stands that a piece of work is about; empty or False where it has no such part."""

    outgoing: str = ""
    """State of a claim of ours on its way out."""
    rejected: bool = False
    """Rejected by the payer, and no other claim took its place."""
    pended: bool = False
    """A claim we decide, held for a person."""
    asked: bool = False
    """A question to the physician is open."""
    owed: bool = False
    """A call was promised and is not made."""


_UNTIL = {
    "scrubbing": "the claim is corrected, a supervisor lets the finding pass, or it is taken off its way",
    "rejections": "the claim is corrected and sent again, or taken off its way",
    "credentialing": "the payer confirms the enrolment, or the claim is taken off its way",
    "adjudication": "the claim is released or denied",
    "coding_queries": "the physician's answer is entered",
    "callbacks": "the call is recorded in the callbacks of the agents' desk",
}


def closes_when(queue: str, subject: Subject) -> str:
    """What closes the work by itself; empty where a person may say that it is done.

    Work closed before its record moves on leaves the record with nobody: no other run looks at these states.
    """
    waits = {
        "scrubbing": subject.outgoing == "needs_correction",
        "rejections": subject.outgoing == "needs_correction" or (bool(subject.outgoing) and subject.rejected),
        "credentialing": subject.outgoing == "not_enrolled",
        "adjudication": subject.pended,
        "coding_queries": subject.asked,
        "callbacks": subject.owed,
    }
    return f"This closes when {_UNTIL[queue]}." if waits.get(queue, False) else ""
