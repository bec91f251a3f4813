"""What stands on a letter, from the facts of its claims. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from backend.kit.pages_pdf import PdfPages

TITLES = {
    "status_letter": "Claim status letter",
    "remittance_copy": "Copy of a remittance",
    "eob_copy": "Copy of an explanation of benefits",
    "batch_results": "Results of your call",
    "news": "What is new on your claims",
}
FOOTER = "Confidential health information. If this reached you by mistake, call the number on the card and destroy it."
Facts = Mapping[str, Any]


def write(kind: str, reference: str, claims: Sequence[Facts], at: datetime) -> bytes:
    """The PDF: one claim in full, or a table of several."""
    pages = PdfPages(TITLES[kind], FOOTER, at)
    pages.title(TITLES[kind])
    pages.facts([("Reference", reference), ("Date", day(at.date().isoformat()))])
    if kind in ("batch_results", "news"):
        _table(pages, claims)
    else:
        for one in claims:
            _claim(pages, one)
    if kind == "eob_copy":
        pages.paragraph("This is not a bill. Your provider sends the bill for your share.")
    return pages.finish()


def day(iso: Any) -> str:
    """``2026-03-05`` → ``March 5, 2026``; nothing for nothing."""
    return f"{date.fromisoformat(str(iso)[:10]):%B %-d, %Y}" if iso else ""


def money(value: Any) -> str:
    return f"${value}" if value not in (None, "") else ""


def stands(facts: Facts) -> str:
    """Where the claim stands, in words."""
    return str(facts.get("stage") or "").replace("_", " ")


def _table(pages: PdfPages, claims: Sequence[Facts]) -> None:
    rows = [
        (
            str(one.get("claim_number") or one.get("last_four") or ""),
            str(one.get("patient") or one.get("patient_last") or ""),
            day(one.get("service_from")),
            stands(one),
            money(one.get("charge")),
            money(one.get("paid")),
            _next(one),
        )
        for one in claims
    ]
    heads = ("Claim", "Patient", "Service", "Status", "Billed", "Paid", "Next step and last day")
    pages.table(heads, rows, (20, 20, 20, 15, 14, 14, 40), numbers=(4, 5))


def _next(facts: Facts) -> str:
    if not facts.get("denied"):
        return _appeal(facts)
    if facts.get("appeal_number"):
        return f"{facts.get('denial_reason') or ''} Appeal {_appeal(facts)}.".strip()
    return f"{facts.get('denial_reason') or ''} {facts.get('denial_next_step') or ''}{_last_day(facts)}".strip()


def _last_day(facts: Facts) -> str:
    left, last = facts.get("denial_days_left"), facts.get("denial_deadline")
    if not last:
        return ""
    # the day may be that of another denial than the one whose next step is told
    to = " to appeal" if facts.get("denial_appealable") else ""
    if not isinstance(left, int) or left < 0:
        return f" The last day{to} was {day(last)}."
    return (
        f" Last day{to}: {day(last)}, {'today' if left == 0 else f'{left} day' + ('' if left == 1 else 's') + ' left'}."
    )


def _appeal(facts: Facts) -> str:
    if not facts.get("appeal_number"):
        return ""
    how = facts.get("appeal_outcome") or facts.get("appeal_state") or ""
    return f"{facts['appeal_number']}: {str(how).replace('_', ' ')}"


def _claim(pages: PdfPages, facts: Facts) -> None:
    named = (
        ("Claim number", str(facts.get("claim_number") or "")),
        ("Patient", str(facts.get("patient") or "")),
        ("Provider", str(facts.get("provider_name") or "")),
        ("Plan", str(facts.get("payer_name") or "")),
        ("Date of service", day(facts.get("service_from"))),
        ("Received", day(facts.get("received"))),
        ("Status", f"{stands(facts)}: {facts.get('status_text') or ''}".rstrip(": ")),
        ("Decided", day(facts.get("finalized"))),
        ("Billed", money(facts.get("charge"))),
        ("Allowed", money(facts.get("allowed"))),
        ("Paid", money(facts.get("paid"))),
        ("Patient's share", money(facts.get("patient_share"))),
        (
            "Payment",
            " ".join(str(facts.get(name) or "") for name in ("payment_method", "payment_trace_number")).strip(),
        ),
        ("Paid on", day(facts.get("payment_date"))),
        ("Appeal", _appeal(facts)),
    )
    pages.heading("The claim")
    pages.facts([(name, value) for name, value in named if value])
    if facts.get("denied"):
        pages.heading("Why it was not paid, and what can be done")
        pages.paragraph(_next(facts))
        left = facts.get("denial_days_left")
        if facts.get("denial_appealable") and (left is None or left >= 0):
            pages.paragraph(
                "You have the right to appeal. If waiting could harm the patient, ask for an urgent appeal."
            )
    _lines(pages, facts.get("lines") or [])


def _lines(pages: PdfPages, lines: Sequence[Facts]) -> None:
    if not lines:
        return
    pages.heading("Line by line")
    rows = [
        (
            str(one.get("number")),
            str(one.get("procedure") or ""),
            money(one.get("charge")),
            money(one.get("paid")),
            "; ".join(
                f"{a.get('group')}-{a.get('carc')} {money(a.get('amount'))}" for a in one.get("adjustments") or []
            ),
        )
        for one in lines
    ]
    pages.table(("Line", "Service", "Billed", "Paid", "Why not all"), rows, (8, 18, 15, 15, 44), numbers=(2, 3))
