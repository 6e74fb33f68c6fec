"""Every service that changes rows leads to an audit entry: seen in the source, before any test runs it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ELSEWHERE = {
    "make_link": "its callers record the invitation or the reset",
    "undo_import": "cancelling each enrolment is recorded, and the import's own step at its end",
    "save_draft": "writes drafts only, which nobody else sees",
    "take_check": "takes a lease only",
    "write_policy": "terms.write records it",
    "write_completion_share": "terms.write records it",
    "tell_staff": "the notice and the mail are recorded where they are written",
    "change_tree": "writes drafts only; publishing is recorded",
    "save_text": "writes drafts only; publishing is recorded",
    "drop_text": "writes drafts only; publishing is recorded",
    "set_lesson": "writes drafts only; publishing is recorded",
    "keep_place": "writes where somebody stopped reading",
}
"""Services in which the entry cannot be seen, and why that is right."""


def calls_in(node: ast.AST) -> Iterator[str]:
    for each in ast.walk(node):
        if isinstance(each, ast.Call) and isinstance(each.func, ast.Name):
            yield each.func.id
        elif isinstance(each, ast.Call) and isinstance(each.func, ast.Attribute):
            owner = each.func.value
            yield f"{owner.id}.{each.func.attr}" if isinstance(owner, ast.Name) else each.func.attr


def silent_services(source: str) -> tuple[set[str], int]:
    """Public functions that open a transaction and reach neither an audit entry nor another service; and how many
    open one."""
    tree = ast.parse(source)
    functions = {each.name: each for each in tree.body if isinstance(each, ast.FunctionDef)}
    services = {
        name.asname or name.name
        for each in tree.body
        if isinstance(each, ast.ImportFrom) and "services" in (each.module or "")
        for name in each.names
    }

    def reached(name: str, seen: set[str]) -> set[str]:
        if name in seen or name not in functions:
            return set()
        seen.add(name)
        found = set(calls_in(functions[name]))
        return found.union(*(reached(each, seen) for each in found))

    changing = {name: reached(name, set()) for name in functions if not name.startswith("_")}
    changing = {name: found for name, found in changing.items() if "transaction" in found}
    silent = {
        name
        for name, found in changing.items()
        if "audit.record" not in found and not any(each.split(".")[0] in services for each in found)
    }
    return silent, len(changing)


def test_every_changing_service_leads_to_an_audit_entry() -> None:
    results = [silent_services(path.read_text(encoding="utf-8")) for path in ROOT.glob("lms/*/services/**/*.py")]
    assert sum(count for _silent, count in results) > 150
    assert set().union(*(silent for silent, _count in results)) - set(ELSEWHERE) == set()


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("    with transaction():\n        db.session.add(1)", {"change"}),
        ("    with transaction():\n        audit.record(1)", set()),
        ("    with transaction():\n        _inner()", set()),
        ("    return 1", set()),
    ],
)
def test_a_silent_service_is_noticed(body: str, expected: set[str]) -> None:
    assert silent_services(f"def change():\n{body}\n\ndef _inner():\n    audit.record(1)\n")[0] == expected
