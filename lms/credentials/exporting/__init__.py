"""Files of the completion list."""

from lms.credentials.exporting.csv_file import csv_bytes
from lms.credentials.exporting.sheet import HEADINGS, cells
from lms.credentials.exporting.xlsx_file import xlsx_bytes

__all__ = ["HEADINGS", "cells", "csv_bytes", "xlsx_bytes"]
