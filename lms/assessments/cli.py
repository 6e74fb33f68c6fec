"""Commands of the assessments: ``flask assessments estimate``."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click
from flask.cli import AppGroup

from lms.assessments.grading import DEFAULT_STRATEGY, STRATEGIES, BadHistoryError
from lms.assessments.grading.scenario import Answer, estimate_scenario

commands = AppGroup("assessments", short_help="Peer grading outside the web.")


@commands.command("estimate", with_appcontext=False)
@click.option("--input", "source", required=True, metavar="FILE", help="A peer-grading scenario (JSON).")
@click.option("--strategy", type=click.Choice(STRATEGIES), default=DEFAULT_STRATEGY, show_default=True)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object in place of lines.")
def estimate_grades(source: str, strategy: str, as_json: bool) -> None:
    """Estimate the grades of a scenario, in the order of its submissions."""
    try:
        answer = estimate_scenario(_scenario(source), strategy)
    except BadHistoryError as bad:
        raise click.ClickException(f"{source}: {bad}") from bad
    click.echo(json.dumps(answer) if as_json else _lines(answer))


def _scenario(source: str) -> Any:
    try:
        return json.loads(Path(source).read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise click.ClickException(f"{source}: {error.strerror or error}") from error
    except UnicodeDecodeError as error:
        raise click.ClickException(f"{source}: not UTF-8 text (byte {error.start})") from error
    except json.JSONDecodeError as error:
        raise click.ClickException(f"{source}: not JSON (line {error.lineno}: {error.msg})") from error
    except RecursionError as error:
        raise click.ClickException(f"{source}: nested too deeply") from error


def _lines(answer: Answer) -> str:
    pairs = zip(answer["grades"], answer["sd"], strict=True)
    return "\n".join(f"{at}\t{grade:.1f}\t{sd:.1f}" for at, (grade, sd) in enumerate(pairs))
