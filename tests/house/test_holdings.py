"""Every table that leads to a person is in the copy of their data, or is passed over with a reason."""

from __future__ import annotations

from flask import Flask

from lms.core import holdings
from lms.core.db import Base
from lms.core.holdings import is_person


def _leading_to_people() -> set[str]:
    """Tables with a column that holds a person, and every table whose foreign keys lead to one of them."""
    tables = Base.metadata.sorted_tables
    found = {"person"} | {table.name for table in tables if any(is_person(column) for column in table.columns)}
    while True:
        more = {
            table.name
            for table in tables
            if table.name not in found
            and any(key.column.table.name in found - ABOUT_THINGS for key in table.foreign_keys)
        }
        if not more:
            return found
        found |= more


ABOUT_THINGS = {
    "course",
    "course_revision",
    "delivery_plan",
    "quiz_edition",
    "rubric_version",
    "terms",
}
"""Tables that only note who made a thing: what hangs on them is about the thing."""


def test_every_table_about_people_is_held_or_passed_over(app: Flask) -> None:
    about = _leading_to_people()
    held = {table for package in holdings.registered() for each in package.held for table in each.tables}
    passed = {table for package in holdings.registered() for table in package.passed_over}
    assert len(about) > 60
    assert about - held - passed == set()
    assert (held | passed) - about == set()
    assert held & passed == set()


def test_every_reason_says_something(app: Flask) -> None:
    for package in holdings.registered():
        for table, reason in package.passed_over.items():
            assert len(reason) > 20, table


def test_no_table_is_held_by_two_packages(app: Flask) -> None:
    owners: dict[str, set[str]] = {}
    for package in holdings.registered():
        for each in package.held:
            for table in each.tables:
                owners.setdefault(table, set()).add(package.package)
    assert {table: names for table, names in owners.items() if len(names) > 1} == {}
