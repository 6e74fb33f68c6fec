"""Commands of the courses: ``flask courses import`` and ``flask courses export``."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click
from flask.cli import AppGroup
from sqlalchemy.exc import DatabaseError

from lms.cohorts import queries as cohorts
from lms.core import clock
from lms.core.actor import SYSTEM
from lms.core.errors import Refused
from lms.courses import queries, services
from lms.courses.reading import Unreadable, read_course, report
from lms.courses.reading.types import CourseTree
from lms.courses.sentences import sentence
from lms.courses.types import CODE_LETTERS

commands = AppGroup("courses", short_help="Courses from files, and back.")


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
    if not dry_run and not code:
        raise click.UsageError("--course names the course to import into (or use --dry-run)")
    if len(code) > CODE_LETTERS:
        raise click.UsageError(f"--course takes at most {CODE_LETTERS} letters")
    try:
        tree = read_course(path, language=language)
    except Unreadable as problem:
        raise click.ClickException(f"{sentence(problem)} [{problem}]") from problem
    told = report(tree)
    if not dry_run:
        try:
            with context.obj.load_app().app_context():
                told["stored"] = _store(tree, code, centre, path)
        except DatabaseError as problem:
            raise click.ClickException(f"the database cannot be used (flask db upgrade?): {problem.orig}") from problem
    click.echo(json.dumps(told, ensure_ascii=False) if as_json else _lines(told))


@commands.command("export")
@click.option("--course", "code", required=True, help="Code of the course.")
@click.option("--centre", default="", help="Code of the centre, where there are several.")
@click.option("--revision", "number", type=int, default=None, help="Number of the revision; the newest without it.")
@click.argument("target", type=click.Path(dir_okay=False))
def export_course(code: str, centre: str, number: int | None, target: str) -> None:
    """Write a course to TARGET as a zip of Markdown with front matter, which ``import`` takes back."""
    course_id = queries.course_by_code(_centre(centre), code)
    if course_id is None:
        raise click.ClickException(f"there is no course {code}")
    revision = queries.revision_by_number(course_id, number) if number else None
    if number and revision is None:
        raise click.ClickException(f"{code} has no revision {number}")
    try:
        data = services.export_course(SYSTEM, course_id=course_id, revision_id=revision.id if revision else None)
    except Refused as refusal:
        raise click.ClickException(f"{code} has no content yet") from refusal
    Path(target).write_bytes(data)
    click.echo(f"{target}: {len(data)} bytes")


def _centre(code: str) -> int:
    known = [each for each in cohorts.centres() if not code or each.code == code]
    if len(known) != 1:
        names = ", ".join(each.code for each in cohorts.centres()) or "none yet: run flask setup"
        raise click.ClickException(f"--centre must name one centre (there are: {names})")
    return known[0].id


def _store(tree: CourseTree, code: str, centre: str, path: str) -> dict[str, Any]:
    """Store the course whole or not at all; the same content again changes nothing."""
    taken = services.take_in(
        SYSTEM,
        centre_id=_centre(centre),
        code=code,
        titles=services.titles_of(tree),
        draft=services.draft_of(tree, source=Path(path).resolve().name),
        now=clock.now(),
    )
    if taken.number is None:
        return {"changed": False, "course": code}
    return {"changed": True, "course": code, "revision": taken.number}


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
    lines += [
        f"  dropped: {item['what']} {item['name']} ({item['reason']})"
        for item in loss["items"]
        if item["outcome"] == "dropped" and item["what"] not in {"file", "page", "translation"}
    ]
    if stored := told.get("stored"):
        lines.append(
            f"stored {stored['course']} as revision {stored['revision']}" if stored["changed"] else "nothing new"
        )
    return "\n".join(lines)
