"""PDF pages."""

from __future__ import annotations

from datetime import UTC, datetime

from backend.kit.pages_pdf import PdfPages, latin

AT = datetime(2026, 3, 4, tzinfo=UTC)


def made(rows: int) -> bytes:
    pages = PdfPages("Statement", "Cedar Clinic – 4", AT)
    pages.title("Statement")
    pages.facts([("Account", "4471")])
    pages.table(("Service", "Charge"), [("visit", "1.00")] * rows, (70, 30), numbers=(1,), total=("Total", "1.00"))
    return pages.finish()


def test_same_content_makes_the_same_bytes() -> None:
    assert made(3) == made(3)


def test_long_table_goes_on_over_pages() -> None:
    assert made(3).count(b"/Type /Page\n") == 1
    assert made(200).count(b"/Type /Page\n") > 3


def test_signs_the_font_lacks_never_stop_a_document() -> None:
    assert latin("“5 – 6” … ≤ Ríos 漢") == '"5 - 6" ... <= Ríos ?'
