"""The monthly package on paper and for spreadsheets. Pure: the package in, bytes or text out."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence

from backend.kit.pages_pdf import PdfPages
from backend.pipeline.reporting import charts
from backend.pipeline.reporting.schemas import Figure, ListedClaim, Package, Section, Table

_FORMULA = re.compile(r"[=+@\t\r]|-(?![\d.,]+$)")
"""How a cell begins that a spreadsheet takes for a formula; a negative amount is none."""


def pdf(package: Package, version: int) -> bytes:
    """The package as a PDF; the same package gives the same bytes."""
    month = f"{package.month:%B %Y}"
    pages = PdfPages(
        f"{package.client_name}, {month}", f"{package.client_name} - {month} - version {version}", package.made_at
    )
    pages.title(f"Monthly report, {month}")
    pages.facts(
        [
            ("Client", f"{package.client_name} ({package.client.partition(':')[2]})"),
            ("Made", f"{package.made_at:%Y-%m-%d %H:%M} UTC, version {version}"),
            ("Ledger", "reconciles to the cent" if package.reconciliation.holds else "DOES NOT RECONCILE"),
        ]
    )
    _highlights(pages, package)
    for section in package.sections:
        _section(pages, section)
    _reconciliation(pages, package)
    _definitions(pages, package)
    return pages.finish()


def _figures(package: Package) -> dict[str, Figure]:
    return {one.key: one for section in package.sections for one in section.figures}


def _highlights(pages: PdfPages, package: Package) -> None:
    figures = _figures(package)
    rows = [
        (one.title, one.display, one.before or "-", one.change or "-", one.target or "-")
        for one in (figures[key] for key in package.highlights)
    ]
    pages.heading("At a glance")
    pages.table(
        ("Figure", "This month", "Month before", "Change", "Aim"), rows, (40, 20, 20, 20, 20), numbers=(1, 2, 3)
    )


def _section(pages: PdfPages, section: Section) -> None:
    pages.heading(section.title)
    rows = [
        (one.title, one.display, one.before or "-", one.not_measured or one.made_of) for one in section.figures
    ]  # fmt: skip
    pages.table(("Figure", "This month", "Month before", "Made of"), rows, (38, 20, 20, 62), numbers=(1, 2))
    if section.chart and section.chart.points:
        pages.caption(section.chart.title, keep=70)
        pages.picture(charts.png(section.chart), section.chart.alternative, width=min(pages.width, 150))
    for table in section.tables:
        _table(pages, table)


def _table(pages: PdfPages, table: Table) -> None:
    pages.caption(table.title)
    if not table.rows:
        pages.paragraph(table.empty, small=True)
        return
    narrow = 100 / (len(table.heads) + 2)
    widths = [narrow * 3 if place == 0 else narrow for place in range(len(table.heads))]
    total = table.total.cells if table.total else None
    pages.table(table.heads, [one.cells for one in table.rows], widths, numbers=table.numbers, total=total)
    if table.note:
        pages.paragraph(table.note, small=True)


def _reconciliation(pages: PdfPages, package: Package) -> None:
    pages.heading("Reconciliation with the ledger")
    for account in package.reconciliation.accounts:
        rows = [(one.name, one.amount) for one in (account.opening, *account.movements)]
        pages.caption(account.title)
        pages.table(
            ("What", "Amount"), rows, (80, 20), numbers=(1,), total=(account.closing.name, account.closing.amount)
        )
    checks = [(one.name, one.one, one.other, one.difference) for one in package.reconciliation.checks]
    pages.table(
        ("The same sum by two ways", "One way", "The other", "Difference"), checks, (60, 16, 16, 14), numbers=(1, 2, 3)
    )


def _definitions(pages: PdfPages, package: Package) -> None:
    pages.heading("What each figure means")
    rows = [(one.title, one.definition, one.source) for one in _figures(package).values()]
    pages.table(("Figure", "Definition", "Source"), rows, (24, 60, 40))


def table_csv(package: Package) -> str:
    """Every figure and every cell of every table, one a line."""
    rows: list[Sequence[str]] = []
    for section in package.sections:
        for one in section.figures:
            value = one.value if one.value is not None else "not measured"
            rows.append(
                (section.title, "figure", one.title, one.unit, value, one.before or "", one.made_of, one.source)
            )
        for table in section.tables:
            for row in [*table.rows, *([table.total] if table.total else [])]:
                rows += [
                    (section.title, table.title, row.cells[0], head, cell, "", "", "")
                    for head, cell in zip(table.heads[1:], row.cells[1:], strict=True)
                ]
    for account in package.reconciliation.accounts:
        moved = (account.opening, *account.movements, account.closing)
        rows += [("Reconciliation", account.title, one.name, "money", one.amount, "", "", "") for one in moved]
    for check in package.reconciliation.checks:
        rows.append(("Reconciliation", "check", check.name, "difference", check.difference, "", "", ""))
    return _csv(("section", "part", "name", "column", "value", "month before", "made of", "source"), rows)


def claims_csv(claims: Iterable[ListedClaim]) -> str:
    """The claims behind a figure."""
    heads = (
        "claim_id", "number", "payer", "service_from", "charge", "stage", "slice", "counts", "amount", "measure", "label",
    )  # fmt: skip
    rows = (
        (
            str(one.claim_id or ""), one.number, one.payer, str(one.service_from or ""), one.charge or "", one.stage, one.slice,
            "yes" if one.hit else "no", one.amount, one.measure or "", one.label,
        )
        for one in claims
    )  # fmt: skip
    return _csv(heads, rows)


def _csv(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    made = io.StringIO()
    writer = csv.writer(made, lineterminator="\r\n")
    writer.writerow(heads)
    writer.writerows([f"'{cell}" if _FORMULA.match(cell) else cell for cell in row] for row in rows)
    return made.getvalue()
