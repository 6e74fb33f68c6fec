"""Jupyter notebooks as Markdown: texts as they are, code as code, printed output below it. Pictures stay behind."""

from __future__ import annotations

import json
import re
from typing import Any

_LONGEST_OUTPUT = 20_000
_RUN = re.compile(r"`{3,}")


def to_markdown(text: str) -> str:
    """The cells of a notebook (format 4) one after the other; ValueError if it is none."""
    try:
        notebook = json.loads(text)
    except RecursionError as problem:
        raise ValueError("too deep") from problem
    cells = notebook.get("cells") if isinstance(notebook, dict) else None
    if not isinstance(cells, list):
        raise ValueError("no cells")
    language = _language(notebook)
    parts = [part for cell in cells if isinstance(cell, dict) for part in _cell(cell, language)]
    return "\n\n".join(part.strip("\n") for part in parts if part.strip()) + "\n"


def _language(notebook: dict[str, Any]) -> str:
    metadata = notebook.get("metadata")
    for part in ("language_info", "kernelspec"):
        found = metadata.get(part) if isinstance(metadata, dict) else None
        name = (found.get("name") or found.get("language")) if isinstance(found, dict) else None
        if isinstance(name, str):
            return re.sub(r"[^\w+-]|\d+$", "", name)
    return "python"


def _cell(cell: dict[str, Any], language: str) -> list[str]:
    source, kind = _text(cell.get("source")), cell.get("cell_type")
    if kind == "markdown":
        return [source]
    if kind != "code" or not source.strip():
        return []
    outputs = cell.get("outputs")
    printed = [_output(output) for output in outputs if isinstance(output, dict)] if isinstance(outputs, list) else []
    shown = "".join(part if part.endswith("\n") else f"{part}\n" for part in printed if part)[:_LONGEST_OUTPUT]
    return [_fenced(source, language), _fenced(shown, "text") if shown.strip() else ""]


def _output(output: dict[str, Any]) -> str:
    data = output.get("data")
    return _text(output.get("text")) or (_text(data.get("text/plain")) if isinstance(data, dict) else "")


def _text(value: object) -> str:
    return "".join(str(line) for line in value) if isinstance(value, list) else value if isinstance(value, str) else ""


def _fenced(text: str, language: str) -> str:
    longest = max((len(run) for run in _RUN.findall(text)), default=2)
    fence = "`" * max(3, longest + 1)
    return f"{fence}{language}\n{text.rstrip()}\n{fence}"
