"""Letter and packet: what the record holds and nothing else; the same facts give the same bytes."""

from __future__ import annotations

import re
import zlib
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from backend.kit.money import Money
from backend.pipeline.appeals.letter import DeniedService, LetterFacts, draft
from backend.pipeline.appeals.packet import Enclosure, Packet, PacketLine, render

DENIED = DeniedService(1, "99214", date(2026, 3, 3), Money.of("420.00"), Money.of("400.00"), "CO", "197", ("N54",))
FACTS = LetterFacts(
    number="AP-001001",
    level_title="internal appeal",
    today=date(2026, 3, 23),
    payer_name="Harbor Health Plan",
    provider_name="Tidewater Clinic",
    provider_npi="1234567893",
    provider_tax_id="123456789",
    patient_name="Odessa Farrow",
    member_id="M0001",
    patient_control_number="ACC1",
    payer_claim_control_number="ICN1",
    service_from=date(2026, 3, 3),
    service_to=date(2026, 3, 4),
    remittance_date=date(2026, 3, 20),
    trace_number="T1",
    root_cause="authorization",
    denied=(DENIED,),
    deadline=date(2026, 9, 16),
    deadline_source="29 CFR 2560.503-1(h)(3)(i)",
    authorization_number="A123",
    reason="",
    physician_statement="",
    enclosed=("copy of the remittance",),
)
PACKET = Packet(
    facts=FACTS,
    letter=draft(FACTS),
    lines=(PacketLine(1, "99214", "$420.00", "$20.00", "CO-197 400.00"),),
    enclosures=(Enclosure("copy of the remittance", True, True), Enclosure("medical records", False, True)),
    signed_by="",
    at=datetime(2026, 3, 23, 15, 0, tzinfo=UTC),
)


def shown(pdf: bytes) -> str:
    """The text drawn on the pages (core fonts, one string per drawing)."""
    pages = b"".join(
        zlib.decompress(part) for part in re.findall(rb"stream\n(.*?)\nendstream", pdf, re.DOTALL) if part[:1] == b"x"
    )
    return " ".join(text.decode("latin-1") for text in re.findall(rb"\((.*?)\) Tj", pages, re.DOTALL))


def test_the_letter_names_claim_codes_amount_and_rule() -> None:
    letter = draft(FACTS)
    for text in ("March 23, 2026", "$400.00 of $420.00", "CO-197 (No authorization)", "N54", "ICN1", "A123", "29 CFR"):
        assert text in letter
    assert "March 3, 2026 to March 4, 2026" in letter


@pytest.mark.parametrize("missing", ["reason", "physician_statement", "authorization_number"])
def test_what_is_not_in_the_record_is_not_in_the_letter(missing: str) -> None:
    words = {
        "reason": "Reason given",
        "physician_statement": "physician states",
        "authorization_number": "Authorization number",
    }
    assert words[missing] not in draft(replace(FACTS, **{missing: None if missing.endswith("number") else ""}))
    assert words[missing] in draft(replace(FACTS, **{missing: "Something said."}))


def test_without_a_known_last_day_none_is_claimed() -> None:
    assert "Last day" not in draft(replace(FACTS, deadline=None, deadline_source=None))


def test_the_packet_holds_letter_claim_codes_and_what_is_missing() -> None:
    text = shown(render(PACKET))
    for part in (
        "Harbor Health Plan",
        "CO-197 400.00",
        "MISSING",
        "medical records",
        "1 of 2 documents are missing",
        "DRAFT",
    ):
        assert part in text


def test_a_signed_packet_is_no_draft() -> None:
    text = shown(render(replace(PACKET, signed_by="Rosa Quill")))
    assert "DRAFT" not in text
    assert "Signed by Rosa Quill on March 23, 2026" in text


def test_same_facts_same_bytes() -> None:
    assert render(PACKET) == render(PACKET)


def test_names_beyond_latin_letters_do_not_break_the_packet() -> None:
    facts = replace(FACTS, patient_name="Łukasz 李", reason="naïve — “quoted” 🙂\n" * 200)
    assert render(replace(PACKET, facts=facts, letter=draft(facts))).startswith(b"%PDF-")
