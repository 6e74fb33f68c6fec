"""Commands of the courses: ``flask courses import``."""

from __future__ import annotations

import json
from typing import Any

import click
from flask.cli import AppGroup
from sqlalchemy import select

from lms.cohorts import queries as cohorts
from lms.core import clock
from lms.core.actor import SYSTEM
from lms.core.db import db
from lms.core.errors import Refused
from lms.core.transaction import transaction
from lms.courses import services
from lms.courses.models import Course
from lms.courses.reading import Unreadable, read_course, report
from lms.courses.reading.types import CourseTree
from lms.courses.types import WhyNot

commands = AppGroup("courses", short_help="Courses from files.")


@commands.command("import", with_appcontext=False)
@click.argument("path", type=click.Path())
@click.option("--course", "code", default="", help="Code of the course; it is created when there is none.")
@click.option("--centre", default="", help="Code of the centre, where there are several.")
@click.option("--lang", "language", default=None, help="The language to show first (ko, en).")
@click.option("--dry-run", is_flag=True, help="Only say what would be imported; nothing is stored.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@click.pass_context
def import_course(  # noqa: PLR0917 - click gives options by name
    context: click.Context, path: str, code: str, centre: str, language: str | None, dry_run: bool, as_json: bool
) -> None:
    """Read a course from PATH (folder, archive, git repository, cartridge, backup) and store it as a revision."""
    try:
        tree = read_course(path, language=language)
    except Unreadable as problem:
        raise click.ClickException(str(problem)) from problem
    told = report(tree)
    if not dry_run:
        if not code:
            raise click.UsageError("--course names the course to import into (or use --dry-run)")
        with context.obj.load_app().app_context():
            told["stored"] = _store(tree, code, centre, path)
    click.echo(json.dumps(told, ensure_ascii=False) if as_json else _lines(told))


def _store(tree: CourseTree, code: str, centre: str, path: str) -> dict[str, Any]:
    """Store the course whole or not at all; the same content again changes nothing."""
    known = [each for each in cohorts.centres() if not centre or each.code == centre]
    if len(known) != 1:
        names = ", ".join(each.code for each in cohorts.centres()) or "none yet: run flask setup"
        raise click.ClickException(f"--centre must name one centre (there are: {names})")
    centre_id, draft = known[0].id, services.draft_of(tree, source=path.rstrip("/").rsplit("/", 1)[-1])
    try:
        with transaction():
            course = db.session.scalar(select(Course).where(Course.centre_id == centre_id, Course.code == code))
            if course is None:
                title = {tree.language: tree.title}
                course = services.found_course(SYSTEM, centre_id=centre_id, code=code, title=title)
            revision = services.store_revision(SYSTEM, course_id=course.id, draft=draft, now=clock.now())
            return {"changed": True, "course": code, "revision": revision.number}
    except Refused as refusal:
        if refusal.reason is not WhyNot.NOTHING_NEW:
            raise
        return {"changed": False, "course": code}


def _lines(told: dict[str, Any]) -> str:
    lines = [f"{told['course']['title']} ({told['course']['language']})"]
    for module in told["modules"]:
        lines.append(f"{module['order']:3}. {module['title']}")
        lines += [
            f"       {lesson['order']:3}. {lesson['title']}"
            for lesson in told["lessons"]
            if lesson["module"] == module["title"]
        ]
    loss = told["loss"]
    lines.append(f"kept {loss['kept']}, changed {loss['changed']}, dropped {loss['dropped']} of {loss['total']}")
    return "\n".join(lines)
