"""Lists of people as centres keep them in spreadsheets, read row by row: bytes in, drafts and problems out."""

from lms.admin.importing.reading import read_people
from lms.admin.importing.types import Draft, FileProblem, Problem, ReadList, RowProblem, Unreadable

__all__ = ["Draft", "FileProblem", "Problem", "ReadList", "RowProblem", "Unreadable", "read_people"]
