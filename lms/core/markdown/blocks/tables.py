"""Tables with pipes: splitting rows into cells and reading the alignment."""

from __future__ import annotations

import re

from lms.core.markdown.blocks.starts import TABLE_RULE

_SPLIT = re.compile(r"(?<!\\)\|")


def cells(row: str) -> list[str]:
    """The cells of a row; an escaped pipe stays inside its cell."""
    parts = [part.replace("\\|", "|").strip() for part in _SPLIT.split(row.strip())]
    if parts and not parts[0]:
        parts = parts[1:]
    if parts and not parts[-1]:
        parts = parts[:-1]
    return parts


def is_table_head(header: str, rule: str) -> bool:
    """Whether the two lines open a table: a delimiter row under a row with as many cells."""
    if not TABLE_RULE.match(rule) or ("|" not in rule and ":" not in rule) or "|" not in header:
        return False
    return len(cells(header)) == len(cells(rule))


def alignments(rule: str) -> list[str]:
    """``left``, ``center``, ``right`` or ``""`` for every column."""
    names = {(True, True): "center", (True, False): "left", (False, True): "right", (False, False): ""}
    return [names[cell.startswith(":"), cell.endswith(":")] for cell in cells(rule)]
