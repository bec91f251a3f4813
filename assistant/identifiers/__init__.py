"""Spoken and typed identifiers → normalised values. Pure: standard library only, today's date an argument."""

from assistant.identifiers.extraction import extract, listen
from assistant.identifiers.facts import Found, Heard, Piece, Value, canonical_slot
from assistant.identifiers.pieces import Merged, merge
from assistant.identifiers.readback import read_back
from assistant.identifiers.repair import confusable, repair
from assistant.identifiers.shapes import mbi, npi_is_valid

__all__ = [
    "Found",
    "Heard",
    "Merged",
    "Piece",
    "Value",
    "canonical_slot",
    "confusable",
    "extract",
    "listen",
    "mbi",
    "merge",
    "npi_is_valid",
    "read_back",
    "repair",
]
