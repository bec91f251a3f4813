"""The explanation of benefits on paper. Same facts, same bytes."""

from __future__ import annotations

from datetime import UTC, datetime, time

from backend.kit.clock import day_in_words
from backend.kit.money import Money
from backend.kit.pages_pdf import PdfPages
from backend.pipeline.adjudication.eob import Eob, Sums, phone_in_words

HEADS = (
    "Care", "Day", "Charge", "Discount", "You do not owe", "Other plan's part", "Your plan paid", "Your share", "See",
)  # fmt: skip
WIDTHS = (22, 18, 15, 15, 14, 14, 15, 15, 9)
SHARE_HEADS = ("Care", "Deductible", "Copay", "Coinsurance", "Not covered", "Your share")
SHARE_WIDTHS = (36, 18, 14, 18, 18, 18)


def eob_pdf(eob: Eob) -> bytes:
    """The document."""
    at = datetime.combine(eob.decided, time(), UTC)
    pages = PdfPages("Explanation of benefits", f"{eob.payer_name} - claim {eob.claim_number} - this is not a bill", at)
    pages.title("Explanation of benefits")
    pages.heading(eob.opening[0])
    pages.paragraph(" ".join(eob.opening[1:]))
    facts = [
        ("Plan", f"{eob.payer_name}{f', {eob.plan_name}' if eob.plan_name else ''}"),
        ("Patient", eob.patient),
        ("Member id", eob.member_id),
        ("Provider", eob.provider_name),
        ("Claim number", eob.claim_number),
        ("Date of care", _days(eob)),
        ("Decided on", day_in_words(eob.decided)),
        ("Questions", phone_in_words(eob.phone)),
    ]
    pages.facts([(name, value) for name, value in facts if value])
    pages.heading(f"Your share is {eob.total.your_share.spoken}")
    pages.paragraph(eob.paid_to)
    rows = [
        (one.service, f"{one.day:%m/%d/%Y}" if one.day else "", *_money(one.sums), ", ".join(one.notes))
        for one in eob.lines
    ]
    pages.table(HEADS, rows, WIDTHS, numbers=range(2, 8), total=("Total", "", *_money(eob.total), ""))
    pages.paragraph(
        "The charge is the sum of: discount, what you do not owe, other plans' part, what your plan paid, and your share.",
        small=True,
    )
    pages.heading("How your share is made")
    shares = [(one.service, *_share(one.sums)) for one in eob.lines]
    pages.table(SHARE_HEADS, shares, SHARE_WIDTHS, numbers=range(1, 6), total=("Total", *_share(eob.total)))
    if eob.notes:
        pages.heading("Why")
        pages.table(
            ("See", "Code", "What it means"), [(one.letter, one.code, one.sentence) for one in eob.notes], (7, 8, 85)
        )
    _year(pages, eob)
    pages.heading("If you do not agree")
    for sentence in eob.appeal:
        pages.paragraph(sentence)
    return pages.finish()


def _year(pages: PdfPages, eob: Eob) -> None:
    year = eob.year
    if year is None:
        return
    pages.heading(f"Your year so far ({year.year})")
    rows = [
        ("Deductible", year.deductible_used.spoken, year.deductible.spoken),
        ("Most you pay in the year", year.out_of_pocket_used.spoken, year.out_of_pocket_max.spoken),
    ]
    pages.table(("", "Used", "Limit"), rows, (50, 25, 25), numbers=(1, 2))


def _days(eob: Eob) -> str:
    first, last = day_in_words(eob.service_from), day_in_words(eob.service_to)
    return first if first == last else f"{first} to {last}"


def _money(one: Sums) -> tuple[str, ...]:
    shown = (one.charge, one.discount, one.not_owed, one.other_plan, one.plan_paid, one.your_share)
    return tuple(map(_spoken, shown))


def _share(one: Sums) -> tuple[str, ...]:
    return tuple(map(_spoken, (one.deductible, one.copay, one.coinsurance, one.not_covered, one.your_share)))


def _spoken(amount: Money) -> str:
    return amount.spoken
