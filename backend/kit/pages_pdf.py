"""Letter-size PDF pages: title, paragraphs, facts, tables, pictures, and a footer on each page. Same input, same bytes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from io import BytesIO

from fpdf import FPDF
from fpdf.enums import TableBordersLayout, XPos, YPos
from fpdf.fonts import FontFace
from fpdf.table import Row

_FONT = "Helvetica"
_LINE = 5.2
_HEADING = FontFace(emphasis="BOLD", color=(22, 33, 31), fill_color=(226, 241, 238))
_TOTAL = FontFace(emphasis="BOLD")
_REPLACED = str.maketrans(
    {"–": "-", "—": "-", "−": "-", "’": "'", "‘": "'", "“": '"', "”": '"', "…": "...", "≤": "<=", "≥": ">="}
)


def latin(text: str) -> str:
    """The built-in fonts know Latin-1; typographic signs get a plain one, anything else a question mark."""
    return text.translate(_REPLACED).encode("latin-1", "replace").decode("latin-1")


class PdfPages:
    """A document written from top to bottom; ``finish`` gives its bytes. Lengths are millimetres."""

    def __init__(self, title: str, footer: str, at: datetime, *, language: str = "en-US") -> None:
        self._pages = _Footed(latin(footer))
        self._pages.set_creation_date(at.astimezone(UTC))
        self._pages.set_title(title)
        self._pages.set_lang(language)
        self._pages.add_page()

    @property
    def width(self) -> float:
        """Width between the margins."""
        return self._pages.epw

    def page(self) -> None:
        """Go on at the top of a new page."""
        self._pages.add_page()

    def title(self, text: str) -> None:
        self._write(text, size=17, style="B", line=8)
        self.gap(1)

    def heading(self, text: str) -> None:
        """A heading, kept with at least two lines of what it heads."""
        if self._pages.will_page_break(9 + 3 * _LINE):
            self.page()
        self.gap(2)
        self._write(text, size=12.5, style="B", line=7)

    def caption(self, text: str, *, keep: float = 24) -> None:
        """The name of what comes next, on the same page as at least ``keep`` millimetres of it."""
        if self._pages.will_page_break(_LINE + keep):
            self.page()
        self._write(text, size=10, style="B", line=_LINE)
        self.gap(0.5)

    def paragraph(self, text: str, *, small: bool = False) -> None:
        self._write(text, size=8.5 if small else 10, line=4.2 if small else _LINE)
        self.gap(1)

    def gap(self, millimetres: float = 3) -> None:
        self._pages.ln(millimetres)

    def facts(self, pairs: Iterable[tuple[str, str]]) -> None:
        """Name and value, one pair a line."""
        pages = self._pages
        for name, value in pairs:
            pages.set_font(_FONT, size=10)
            pages.set_text_color(77, 91, 88)
            pages.cell(45, _LINE, latin(name))
            pages.set_text_color(22, 33, 31)
            pages.multi_cell(0, _LINE, latin(value), new_x=XPos.LMARGIN, new_y=YPos.NEXT)
        self.gap(1)

    def table(
        self,
        heads: Sequence[str],
        rows: Sequence[Sequence[str]],
        widths: Sequence[float],
        *,
        numbers: Sequence[int] = (),
        total: Sequence[str] | None = None,
    ) -> None:
        """A table whose head is repeated on each page. ``widths`` are shares, ``numbers`` the columns set right."""
        pages = self._pages
        pages.set_font(_FONT, size=9)
        align = ["RIGHT" if index in numbers else "LEFT" for index in range(len(heads))]
        layout = TableBordersLayout.HORIZONTAL_LINES
        with pages.table(
            col_widths=list(widths),
            text_align=align,
            line_height=4.8,
            borders_layout=layout,
            headings_style=_HEADING,
            padding=(0.6, 1.6),
        ) as table:
            for row in (heads, *rows):
                _fill(table.row(), row)
            if total is not None:
                _fill(table.row(style=_TOTAL), total)
        self.gap(2)

    def picture(self, png: bytes, alternative: str, *, width: float | None = None) -> None:
        """A picture and the text that stands for it where it is not seen."""
        self._pages.image(BytesIO(png), w=width or self.width, alt_text=latin(alternative))
        self.gap(2)

    def finish(self) -> bytes:
        return bytes(self._pages.output())

    def _write(self, text: str, *, size: float, line: float, style: str = "") -> None:
        self._pages.set_font(_FONT, style=style, size=size)
        self._pages.multi_cell(0, line, latin(text), align="L", new_x=XPos.LMARGIN, new_y=YPos.NEXT)


class _Footed(FPDF):
    def __init__(self, footer: str) -> None:
        super().__init__(format="Letter")
        self._footer = footer
        self.set_margins(15, 14, 15)
        self.set_auto_page_break(auto=True, margin=18)
        self.set_text_color(22, 33, 31)
        self.set_draw_color(213, 222, 219)

    def footer(self) -> None:
        self.set_y(-13)
        self.set_font(_FONT, size=8)
        self.cell(0, 5, f"{self._footer} - page {self.page_no()} of {{nb}}", align="C")


def _fill(row: Row, texts: Sequence[str]) -> None:
    for text in texts:
        row.cell(latin(text))
