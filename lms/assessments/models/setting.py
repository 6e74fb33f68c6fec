"""Tables round an assignment: rubrics to use again, teams, personal extensions, release of grades."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from lms.core.db import JsonValue, Model
from lms.core.ledger import LedgerRow


class ModuleAssignment(Model):
    """The module of a course to which an assignment belongs: the one that holds the lesson ``module_key`` names, in
    whatever revision a cohort follows. ``module_position`` is where it stood when it was chosen.
    """

    __tablename__ = "module_assignment"
    __table_args__ = (Index("ix_module_assignment_course", "course_id", "module_position"),)

    assignment_id: Mapped[int] = mapped_column(ForeignKey("assignment.id", ondelete="CASCADE"), primary_key=True)
    course_id: Mapped[int] = mapped_column(ForeignKey("course.id", ondelete="CASCADE"))
    module_position: Mapped[int] = mapped_column()
    module_key: Mapped[str] = mapped_column(String(300), default="", server_default="")


class RubricTemplate(Model):
    """A rubric that a centre keeps to use again. Assignments copy it; changing it changes no assignment."""

    __tablename__ = "rubric_template"
    __table_args__ = (UniqueConstraint("centre_id", "name"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    centre_id: Mapped[int] = mapped_column(ForeignKey("centre.id", ondelete="RESTRICT"))
    name: Mapped[str] = mapped_column(String(120))
    criteria: Mapped[list[Any]] = mapped_column(JsonValue)
    at: Mapped[datetime] = mapped_column()
    author_id: Mapped[int | None] = mapped_column()


class Team(Model):
    """Trainees who hand in one piece of work for an assignment."""

    __tablename__ = "team"
    __table_args__ = (UniqueConstraint("assignment_id", "name"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    assignment_id: Mapped[int] = mapped_column(ForeignKey("assignment.id", ondelete="RESTRICT"))
    name: Mapped[str] = mapped_column(String(60))


class TeamMember(Model):
    """Who is in a team; one team a person and assignment."""

    __tablename__ = "team_member"
    __table_args__ = (UniqueConstraint("assignment_id", "person_id"), Index("ix_team_member_team", "team_id"))

    id: Mapped[int] = mapped_column(primary_key=True)
    team_id: Mapped[int] = mapped_column(ForeignKey("team.id", ondelete="CASCADE"))
    assignment_id: Mapped[int] = mapped_column(ForeignKey("assignment.id", ondelete="RESTRICT"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="RESTRICT"))


class ExtensionEntry(LedgerRow, Model):
    """A later close for one person (or each member of a team), with its reason. The standing row counts; a row without
    ``closes_at`` takes the extension back.
    """

    __tablename__ = "extension_entry"
    __table_args__ = (
        Index("ix_extension_entry_assignment", "assignment_id", "person_id"),
        {"info": {"ledger": True}},
    )

    assignment_id: Mapped[int] = mapped_column(ForeignKey("assignment.id", ondelete="RESTRICT"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="RESTRICT"))
    closes_at: Mapped[datetime | None] = mapped_column()


class GradeRelease(LedgerRow, Model):
    """Grades of an assignment were shown to or hidden from everybody (no person) or one person. The newest row for the
    person counts, else the newest for everybody, else what the assignment says (``holds_grades``).
    """

    __tablename__ = "grade_release"
    __table_args__ = (Index("ix_grade_release_assignment", "assignment_id"), {"info": {"ledger": True}})

    assignment_id: Mapped[int] = mapped_column(ForeignKey("assignment.id", ondelete="RESTRICT"))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="RESTRICT"))
    is_open: Mapped[bool] = mapped_column()
