"""Commands of attendance: ``flask attendance settle``."""

from __future__ import annotations

import json
import sys
from collections.abc import Collection
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import click
from flask.cli import AppGroup

from lms.attendance.cases import Answer, answer_file
from lms.attendance.rules import BadValueError
from lms.cohorts.holidays_decided import closed_days

commands = AppGroup("attendance", short_help="Attendance outside the web.")


class BadFile(click.ClickException):
    """A file that cannot be read, or a case in it."""

    exit_code = 2


@commands.command("settle", with_appcontext=False)
@click.option("--cases", "source", required=True, metavar="FILE", help="Cases to settle (JSON).")
@click.option("--json", "as_json", is_flag=True, help="Print a JSON list of {id, result}.")
def settle_cases(source: str, as_json: bool) -> None:
    """Settle the cases of a file by its policy: to try a policy out, and to check this program.

    Exit code 2: the file or one of its cases cannot be read. Without --json, 1: a result is not what the file expects.
    """
    try:
        answers = answer_file(_read(source), holidays=_public_holidays)
    except BadValueError as error:
        raise BadFile(f"{source}: {error}") from error
    click.echo(json.dumps([_plain(each) for each in answers], ensure_ascii=False) if as_json else _lines(answers))
    for answer in answers:
        if answer.error:
            click.echo(f"{source}: {answer.id}: {answer.error}", err=True)
    if any(answer.error for answer in answers):
        sys.exit(2)
    if not as_json and any(answer.differs for answer in answers):
        sys.exit(1)


def _read(source: str) -> Any:
    try:
        return json.loads(Path(source).read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise BadFile(f"{source}: {error.strerror or error}") from error
    except UnicodeDecodeError as error:
        raise BadFile(f"{source}: not UTF-8 text (byte {error.start})") from error
    except json.JSONDecodeError as error:
        raise BadFile(f"{source}: not JSON (line {error.lineno}: {error.msg})") from error
    except RecursionError as error:
        raise BadFile(f"{source}: nested too deeply") from error


def _public_holidays(first: date) -> Collection[date]:
    return closed_days(first, first + timedelta(days=120))


def _plain(answer: Answer) -> dict[str, Any]:
    return {"id": answer.id, "error": answer.error} if answer.error else {"id": answer.id, "result": answer.result}


def _lines(answers: list[Answer]) -> str:
    lines = []
    for answer in answers:
        sign = "BAD " if answer.error else "DIFF" if answer.differs else "ok  "
        values = answer.error or ", ".join(f"{key}={value}" for key, value in answer.result.items())
        lines.append(f"{sign} {answer.id}\t{values}")
    return "\n".join(lines)
