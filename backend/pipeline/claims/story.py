"""A claim's history as sentences a person can follow. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

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


def happening(kind: str, day: date, category: str, code: str, meaning: str, detail: Mapping[str, Any]) -> Happening:
    """Tell one claim event."""
    sentence = SENTENCES.get(kind, kind.replace("_", " ").capitalize() + ".")
    if kind == "acknowledged" and category in ("A3", "A6", "A7", "A8"):
        sentence = "The payer rejected it at the door; it was never decided on."
    amounts = [f"{name.replace('_', ' ')} ${detail[name]}" for name in ("paid", "patient_responsibility") if detail.get(name)]
    if amounts:
        sentence = sentence.removesuffix(".") + ": " + ", ".join(amounts) + "."
    return Happening(day, kind, sentence, "/".join(part for part in (category, code) if part), meaning)
