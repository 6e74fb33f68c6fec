"""Sheets as centres print them: unit period, allowance, report."""

from lms.attendance.printing.allowance import allowance_workbook
from lms.attendance.printing.document import unit_document
from lms.attendance.printing.report import report_workbook
from lms.attendance.printing.workbook import unit_workbook

__all__ = ["allowance_workbook", "report_workbook", "unit_document", "unit_workbook"]
