"""A claim's history as sentences a person can follow. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from backend.kit.money import Money
from backend.pipeline.claims.stage import REJECTED

SENTENCES: dict[str, str] = {
    "received": "The claim arrived.",
    "acknowledged": "The payer acknowledged it.",
    "status": "The payer answered where it stands.",
    "adjudicated": "The payer decided it.",
    "reversed": "The payer took its earlier decision back.",
    "replaced": "A corrected claim took its place.",
    "void_requested": "The provider asked to void it.",
    "held": "It was held for a person.",
    "released": "It was released.",
    "appealed": "An appeal was opened.",
    "built": "The claim was built from the coded encounter.",
    "scrubbed": "The claim was checked against the payer's edits.",
    "corrected": "The claim was corrected before it was sent.",
    "submitted": "The claim was sent to the payer.",
    "status_asked": "The payer was asked where it stands.",
    "file_rejected": "The file it was in was returned; it was never decided on.",
}


@dataclass(frozen=True, slots=True)
class Happening:
    """One step of the story: the day it counts for, a sentence, and the payer's own words for the status."""

    day: date
    kind: str
    sentence: str
    status: str
    """Category and status code (code sources 507 and 508), empty where none was given."""
    meaning: str


def happening(
    kind: str, day: date, status: str, meaning: str, *, paid: Money | None = None, share: Money | None = None
) -> Happening:
    """Tell one claim event; ``paid`` and the patient's ``share`` are the remittance's, where one decided."""
    sentence = SENTENCES.get(kind, kind.replace("_", " ").capitalize() + ".")
    if kind == "acknowledged" and status[:2] in REJECTED:
        sentence = "The payer rejected it at the door; it was never decided on."
    if kind == "adjudicated" and paid is not None and share is not None:
        sentence = f"The payer decided it: {paid.spoken} paid, {share.spoken} left to the patient."
    if kind == "reversed" and paid is not None:
        sentence = f"The payer took its earlier decision back: {paid.spoken}."
    return Happening(day, kind, sentence, status, meaning)
