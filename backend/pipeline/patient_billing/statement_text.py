"""A statement in words a tired person can follow: grade six or below, kind, exact. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any

from backend.kit.clock import day_in_words
from backend.kit.money import ZERO, Money
from backend.kit.pages_pdf import PdfPages


@dataclass(frozen=True, slots=True)
class StatementFacts:
    """Everything a statement says. Amounts of a line are the ledger's."""

    number: str
    account_number: str
    kind: str
    """first · reminder · last_before_review."""
    issued_on: date
    pay_by: date
    patient: str
    address: tuple[str, ...]
    practice: str
    practice_phone: str
    balance: Money
    lines: Sequence[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Line:
    """One visit on the statement."""

    day: str
    number: str
    charge: Money
    plans_paid: Money
    taken_off: Money
    with_plans: Money
    patient_paid: Money
    owed: Money


_OPENINGS = {
    "first": "Your health plan has made its choice about this care. This bill shows the part that is left for you.",
    "reminder": "We wrote to you before about this bill. A part is still open. It may be that our letters crossed in the mail.",
    "last_before_review": "This is our last letter for now. If we do not hear from you, the practice will look at your "
    "bill and choose what to do next. Please call us first. We want to help.",
}
HELP = (
    "You can pay all of it now, or pay a bit each month. Call us and we will set it up with you.",
    "If you can not pay, tell us. You can ask for help with your bill. We will send you a short form.",
    "If you think the bill is wrong, tell us. We stop the letters until we have an answer for you.",
    "If you have a plan we do not know of, call us. We will send the bill to that plan first.",
)


def line_of(stored: dict[str, Any]) -> Line:
    """A line as the record has it."""
    first, last = date.fromisoformat(stored["service_from"]), date.fromisoformat(stored["service_to"])
    days = day_in_words(first) if first == last else f"{day_in_words(first)} to {day_in_words(last)}"
    amounts = (
        Money.of(stored[name]) for name in ("charge", "plans_paid", "taken_off", "with_plans", "patient_paid", "owed")
    )
    return Line(days, stored["number"], *amounts)


def sentences(line: Line) -> list[str]:
    """One visit, told from the charge to what is owed; each amount once, and they add up."""
    told = [f"You had care on {line.day}.", f"The charge was {line.charge.spoken}."]
    if line.plans_paid:
        told.append(f"Your health plan paid {line.plans_paid.spoken}.")
    if line.taken_off:
        told.append(f"We took off {line.taken_off.spoken}. You do not pay this part.")
    if line.with_plans:
        told.append(f"Your plan still looks at {line.with_plans.spoken}. You do not pay this part now.")
    if line.patient_paid:
        told.append(f"You paid {line.patient_paid.spoken}. Thank you.")
    told.append(f"You owe {line.owed.spoken}.")
    return told


def opening(kind: str) -> str:
    return _OPENINGS[kind]


def as_text(facts: StatementFacts) -> str:
    """The whole statement as plain text."""
    head = [
        facts.practice, f"Bill for {facts.patient}", f"Account {facts.account_number}",
        f"Date: {day_in_words(facts.issued_on)}", "",
        f"You owe {facts.balance.spoken}. Please pay by {day_in_words(facts.pay_by)}.", "", opening(facts.kind), "",
    ]  # fmt: skip
    body = [" ".join(sentences(line_of(one))) for one in facts.lines]
    tail = ["", f"In all you owe {facts.balance.spoken}.", "", *HELP, "", f"Call us at {phone(facts.practice_phone)}."]
    return "\n".join([*head, *body, *tail]) + "\n"


def phone(digits: str) -> str:
    """Ten digits as people write them; a line in words where none is on file."""
    return f"({digits[:3]}) {digits[3:6]}-{digits[6:]}" if len(digits) == 10 else "the number on your visit papers"


def as_pdf(facts: StatementFacts) -> bytes:
    """The statement on paper. The same facts make the same bytes."""
    at = datetime.combine(facts.issued_on, time(12), UTC)
    pages = PdfPages(f"Bill {facts.number}", f"{facts.practice} - account {facts.account_number}", at)
    pages.paragraph("\n".join((facts.patient, *facts.address)))
    pages.gap(6)
    pages.title(f"You owe {facts.balance.spoken}")
    pages.facts(
        (
            ("From", facts.practice),
            ("Account", facts.account_number),
            ("Date", day_in_words(facts.issued_on)),
            ("Please pay by", day_in_words(facts.pay_by)),
        )
    )
    pages.paragraph(opening(facts.kind))
    pages.heading("How we get to this amount")
    lines = [line_of(one) for one in facts.lines]
    heads, rows, total = table(lines, facts.balance)
    widths = (30, *(70 / (len(heads) - 1),) * (len(heads) - 1))
    pages.table(heads, rows, widths, numbers=range(1, len(heads)), total=total)
    pages.paragraph(
        "Charge, less what your plan paid, less what we took off, less what you paid, is what you owe.", small=True
    )
    pages.heading("What you can do")
    for one in HELP:
        pages.paragraph(one)
    pages.paragraph(
        f"Call us at {phone(facts.practice_phone)}. Have your account number at hand: {facts.account_number}."
    )
    return pages.finish()


def table(lines: Sequence[Line], balance: Money) -> tuple[list[str], list[list[str]], list[str]]:
    """Heads, rows and the sum. A column nobody has an amount in is left out."""
    columns = [
        ("Charge", "charge"), ("Plan paid", "plans_paid"), ("Taken off", "taken_off"), ("Still with plan", "with_plans"),
        ("You paid", "patient_paid"), ("You owe", "owed"),
    ]  # fmt: skip
    shown = [
        (head, name) for head, name in columns if name in ("charge", "owed") or any(getattr(one, name) for one in lines)
    ]
    rows = [[one.day, *(getattr(one, name).spoken for _, name in shown)] for one in lines]
    sums = [Money.total(getattr(one, name) for one in lines) for _, name in shown]
    assert sums[-1] == balance, "a statement adds up to its balance"
    assert all(
        one.charge - one.plans_paid - one.taken_off - one.with_plans - one.patient_paid - one.owed == ZERO
        for one in lines
    ), "a line adds up"
    return ["Day of care", *(head for head, _ in shown)], rows, ["In all", *(one.spoken for one in sums)]
