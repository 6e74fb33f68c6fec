"""Numbers in addresses."""

from __future__ import annotations

from werkzeug.routing import IntegerConverter, Map

LARGEST = 2**31 - 1


class RowNumber(IntegerConverter):
    """A row's number as the databases can hold it; a larger one is an address that leads nowhere."""

    def __init__(self, map: Map, fixed_digits: int = 0) -> None:
        super().__init__(map, fixed_digits, min=0, max=LARGEST)
