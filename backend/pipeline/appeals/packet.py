"""The appeal packet as one PDF: letter, claim, remittance and checklist with what is missing. Same facts, same bytes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from fpdf import FPDF
from fpdf.enums import XPos, YPos

from backend.codes import knowledge
from backend.kit.clock import day_in_words
from backend.pipeline.appeals.letter import LetterFacts


@dataclass(frozen=True, slots=True)
class PacketLine:
    """A service line with the payer's answer."""

    number: int
    procedure: str
    charge: str
    paid: str
    adjustments: str


@dataclass(frozen=True, slots=True)
class Enclosure:
    """A document of the checklist."""

    document: str
    on_hand: bool
    confirmed: bool


@dataclass(frozen=True, slots=True)
class Packet:
    """What goes into the PDF. ``signed_by`` is empty on a draft, which is then marked as one on every page."""

    facts: LetterFacts
    letter: str
    lines: tuple[PacketLine, ...]
    enclosures: tuple[Enclosure, ...]
    signed_by: str
    at: datetime


class _Pages(FPDF):
    def __init__(self, number: str, draft: bool) -> None:
        super().__init__(format="Letter")
        self.number, self.draft = number, draft
        self.set_auto_page_break(auto=True, margin=18)

    def footer(self) -> None:
        self.set_y(-14)
        self.set_font("Helvetica", size=8)
        state = "DRAFT, not signed - " if self.draft else ""
        self.cell(0, 6, f"{state}{self.number} - page {self.page_no()}", align="C")


def render(packet: Packet) -> bytes:
    """The packet as PDF bytes."""
    pages = _Pages(packet.facts.number, draft=not packet.signed_by)
    pages.set_creation_date(packet.at.astimezone(UTC))
    pages.set_title(f"Appeal {packet.facts.number}")
    pages.set_lang("en-US")
    _letter(pages, packet)
    _claim(pages, packet)
    _checklist(pages, packet.enclosures)
    return bytes(pages.output())


def _letter(pages: FPDF, packet: Packet) -> None:
    pages.add_page()
    pages.set_font("Helvetica", size=11)
    pages.multi_cell(0, 5.5, _plain(packet.letter), align="L", new_x=XPos.LMARGIN, new_y=YPos.NEXT)
    if packet.signed_by:
        pages.ln(4)
        signed = f"Signed by {packet.signed_by} on {day_in_words(packet.at.date())}"
        pages.multi_cell(0, 5.5, _plain(signed), new_x=XPos.LMARGIN, new_y=YPos.NEXT)


def _claim(pages: FPDF, packet: Packet) -> None:
    facts = packet.facts
    pages.add_page()
    _title(pages, "The claim and the payer's answer")
    for label, value in (
        ("Claim", facts.payer_claim_control_number),
        ("Account", facts.patient_control_number),
        ("Dates of service", f"{day_in_words(facts.service_from)} to {day_in_words(facts.service_to)}"),
        ("Remittance", f"{day_in_words(facts.remittance_date)}, trace number {facts.trace_number}"),
    ):
        pages.cell(0, 6, _plain(f"{label}: {value}"), new_x=XPos.LMARGIN, new_y=YPos.NEXT)
    pages.ln(3)
    rows = [(str(one.number), one.procedure, one.charge, one.paid, one.adjustments) for one in packet.lines]
    _table(pages, ("Line", "Procedure", "Charge", "Paid", "Adjustments"), rows, (12, 28, 28, 28, 94))
    meanings = _meanings(facts)
    if meanings:
        pages.ln(3)
        _table(pages, ("Code", "What it says"), meanings, (28, 162))


def _meanings(facts: LetterFacts) -> list[tuple[str, str]]:
    """Every adjustment and remark code of the denial with our words for it, each once."""
    reasons = {f"{one.group}-{one.carc}": knowledge.carc(one.carc) for one in facts.denied}
    remarks = {remark: knowledge.rarc(remark) for one in facts.denied for remark in one.remarks}
    return [(name, code.biller) for name, code in [*reasons.items(), *remarks.items()] if code is not None]


def _checklist(pages: FPDF, enclosures: Sequence[Enclosure]) -> None:
    pages.add_page()
    _title(pages, "Checklist")
    rows = [
        (
            "enclosed" if one.on_hand else "MISSING",
            one.document + ("" if one.confirmed else " (check with the payer whether it is wanted)"),
        )
        for one in enclosures
    ]
    _table(pages, ("State", "Document"), rows, (28, 162))
    absent = sum(not one.on_hand for one in enclosures)
    pages.ln(3)
    pages.cell(0, 6, f"{absent} of {len(enclosures)} documents are missing." if absent else "Nothing is missing.")


def _title(pages: FPDF, text: str) -> None:
    pages.set_font("Helvetica", style="B", size=13)
    pages.cell(0, 9, text, new_x=XPos.LMARGIN, new_y=YPos.NEXT)
    pages.set_font("Helvetica", size=10)


def _table(pages: FPDF, header: tuple[str, ...], rows: Sequence[tuple[str, ...]], widths: tuple[int, ...]) -> None:
    with pages.table(col_widths=widths, text_align="LEFT", line_height=5.5) as table:
        for row in (header, *rows):
            cells = table.row()
            for text in row:
                cells.cell(_plain(text))


def _plain(text: str) -> str:
    """The built-in fonts know Latin-1; anything else is shown as a question mark rather than refused."""
    return text.encode("latin-1", "replace").decode("latin-1")
