"""A line being read: how far it is indented, and what follows."""

from __future__ import annotations

TAB = 4


class Cursor:
    """The unread part of one line: ``indent`` columns of white space, then ``body``.

    Columns count from the line's start, so tabs reach to the next multiple of four wherever they stand.
    """

    __slots__ = ("body", "column", "indent", "raw")

    def __init__(self, line: str) -> None:
        self.raw = line
        self.column = 0
        self._read(line)

    def _read(self, text: str) -> None:
        column = self.column
        for place, letter in enumerate(text):
            if letter == " ":
                column += 1
            elif letter == "\t":
                column += TAB - column % TAB
            else:
                self.body = text[place:]
                break
        else:
            self.body = ""
        self.indent = column - self.column

    @property
    def blank(self) -> bool:
        """Whether nothing but white space is left."""
        return not self.body

    @property
    def rest(self) -> str:
        """All that is left, with its white space as spaces."""
        return " " * self.indent + self.body

    @property
    def untouched(self) -> bool:
        """Whether no container has taken anything from the line yet."""
        return self.column == 0

    def skip(self, columns: int) -> None:
        """Take up to so many columns of white space."""
        taken = min(columns, self.indent)
        self.indent -= taken
        self.column += taken

    def take(self, length: int) -> None:
        """Take the white space and the first letters of the body (a marker)."""
        self.column += self.indent + length
        self._read(self.body[length:])
