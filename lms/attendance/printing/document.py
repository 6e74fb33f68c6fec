"""The unit sheet as PDF: A4 across, fifteen rows a page, Korean text in the product's own font."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

from reportlab.lib import colors
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Table, TableStyle

from lms.attendance.printing.columns import APPROVAL, LEGEND, ROWS_A_PAGE, SUMS, cells, headings, pages, subtitle
from lms.attendance.sheets import UnitSheet

FONTS = Path(__file__).resolve().parents[2] / "core/fonts"
PLAIN, BOLD = "PretendardGOV", "PretendardGOV-Bold"
WIDTH, HEIGHT = landscape(A4)
MARGIN = 10 * mm
LINE = 8.4 * mm


def unit_document(sheet: UnitSheet, *, digest: str = "") -> bytes:
    """The whole file. A closed unit's digest stands at the foot; the same sheet gives the same bytes."""
    _know_fonts()
    target = io.BytesIO()
    canvas = Canvas(target, pagesize=(WIDTH, HEIGHT), invariant=1)
    canvas.setTitle(f"{sheet.cohort} {sheet.number}차 단위기간 출석부")
    canvas.setAuthor(sheet.centre)
    every = pages(sheet.rows)
    for number, rows in enumerate(every, 1):
        _head(canvas, sheet)
        _table(
            canvas,
            [
                headings(sheet),
                *([str(cell) for cell in cells(serial, row, counts_hours=sheet.counts_hours)] for serial, row in rows),
            ],
            sheet,
        )
        _foot(canvas, f"{number} / {len(every)}", digest)
        canvas.showPage()
    canvas.save()
    return target.getvalue()


def _know_fonts() -> None:
    for name in (PLAIN, BOLD):
        if name not in pdfmetrics.getRegisteredFontNames():
            file = "PretendardGOV-Bold.ttf" if name == BOLD else "PretendardGOV-Regular.ttf"
            pdfmetrics.registerFont(TTFont(name, str(FONTS / file)))


def _head(canvas: Canvas, sheet: UnitSheet) -> None:
    canvas.setFont(BOLD, 16)
    canvas.drawString(MARGIN, HEIGHT - MARGIN - 14, "훈련생 출석부")
    canvas.setFont(PLAIN, 8)
    canvas.drawString(MARGIN, HEIGHT - MARGIN - 30, subtitle(sheet))
    box, top = 20 * mm, HEIGHT - MARGIN
    for at, who in enumerate(APPROVAL):
        left = WIDTH - MARGIN - (len(APPROVAL) - at) * box
        canvas.rect(left, top - 6 * mm, box, 6 * mm)
        canvas.rect(left, top - 20 * mm, box, 14 * mm)
        canvas.drawCentredString(left + box / 2, top - 4.3 * mm, who)


def _table(canvas: Canvas, lines: list[list[str]], sheet: UnitSheet) -> None:
    days = len(sheet.days)
    sums = [9 * mm] * (len(SUMS) - 2) + [13 * mm, 15 * mm]
    rest = WIDTH - 2 * MARGIN - 9 * mm - 20 * mm - sum(sums)
    widths = [9 * mm, 20 * mm, *([rest / days] * days if days else []), *sums]
    table = Table(lines, colWidths=widths, rowHeights=[LINE] * len(lines))
    table.setStyle(TableStyle(_looks(days)))
    _width, height = table.wrapOn(canvas, WIDTH, HEIGHT)
    table.drawOn(canvas, MARGIN, HEIGHT - MARGIN - 24 * mm - height)


def _looks(days: int) -> list[tuple[Any, ...]]:
    small = 5.5 if days > 18 else 6.5
    return [
        ("FONT", (0, 0), (-1, -1), PLAIN, 7),
        ("FONT", (0, 0), (-1, 0), BOLD, 6),
        ("FONT", (2, 0), (1 + days, -1), PLAIN, small),
        ("GRID", (0, 0), (-1, -1), 0.4, colors.HexColor("#5b6875")),
        ("BACKGROUND", (0, 0), (-1, 0), colors.HexColor("#e9f0fd")),
        ("ALIGN", (0, 0), (-1, -1), "CENTER"),
        ("ALIGN", (1, 1), (1, -1), "LEFT"),
        ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
        ("LEFTPADDING", (0, 0), (-1, -1), 1),
        ("RIGHTPADDING", (0, 0), (-1, -1), 1),
    ]


def _foot(canvas: Canvas, place: str, digest: str) -> None:
    canvas.setFont(PLAIN, 7)
    canvas.drawString(MARGIN, MARGIN - 2 * mm, LEGEND)
    note = f"SHA-256 {digest}  ·  {place}" if digest else place
    canvas.drawRightString(WIDTH - MARGIN, MARGIN - 2 * mm, note)


MOST_HEIGHT = 24 * mm + (ROWS_A_PAGE + 1) * LINE
"""What head and table take of a page at the most; it fits between the margins."""
