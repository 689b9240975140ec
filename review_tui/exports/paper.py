"""How a filled sheet is printed: A4 landscape as wide as the paper, header on every page, page numbers.

What the template says itself (paper, direction, margins, rows to repeat, footer, frozen panes) is kept.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from review_tui.exports.cells import Value, clean
from review_tui.exports.placeholders import names_in, substitute
from review_tui.exports.template import Frame

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

A4 = 9
PAGES = "第 &P 页，共 &N 页"


def set_paper(sheet: Worksheet, frame: Frame, values: Mapping[str, Value]) -> None:
    """Print area, fit to width, repeated rows, footer, page breaks, frozen header and filter of one filled sheet."""
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.pagebreak import Break
    from openpyxl.worksheet.properties import PageSetupProperties

    right = get_column_letter(_last_printed(sheet, frame.columns))
    setup = sheet.page_setup
    setup.paperSize = setup.paperSize or A4
    setup.orientation = setup.orientation or "landscape"
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    setup.fitToWidth, setup.fitToHeight = 1, 0
    sheet.print_area = f"A1:{right}{frame.bottom}"
    if not sheet.print_title_rows:
        sheet.print_title_rows = f"{frame.header}:{frame.header}"
    if not sheet.freeze_panes:
        sheet.freeze_panes = f"A{frame.first}"
    sheet.auto_filter.ref = f"A{frame.header}:{get_column_letter(frame.columns)}{frame.last}"
    for row in frame.breaks:
        sheet.row_breaks.append(Break(id=row))
    set_footer(sheet, values)


def set_footer(sheet: Worksheet, values: Mapping[str, Value]) -> None:
    """Fills the placeholders of headers and footers; a sheet without a footer gets page numbers."""
    lines = (sheet.oddHeader, sheet.oddFooter)
    # an ampersand begins a code there
    doubled = {key: clean(str(value or "")).replace("&", "&&") for key, value in values.items()}
    for line in lines:
        for part in (line.left, line.center, line.right):
            if names_in(part.text):
                part.text = substitute(part.text, doubled)
    footer = sheet.oddFooter
    if not any(part.text for part in (footer.left, footer.center, footer.right)):
        footer.center.text = PAGES


def _last_printed(sheet: Worksheet, columns: int) -> int:
    """The last column of the template's own print area, or of the table."""
    from openpyxl.utils import range_boundaries

    if not sheet.print_area:
        return columns
    area = sheet.print_area[0] if isinstance(sheet.print_area, list) else sheet.print_area
    return int(range_boundaries(area.rsplit("!", 1)[-1].replace("$", ""))[2])
