"""``flask demo``: load the demonstration centre into an empty database."""

from __future__ import annotations

import time

import click
from flask import Flask
from flask.cli import with_appcontext

from lms.core import clock
from lms.demo import course_life
from lms.demo.centre import ACCOUNTS, load_demo_centre


def register(app: Flask) -> None:
    """Add the command, and the accounts that the sign-in page of a demo shows."""
    app.cli.add_command(demo)
    app.config["LMS_DEMO_ACCOUNTS"] = ACCOUNTS


@click.command("demo")
@with_appcontext
def demo() -> None:
    """Load the demonstration centre. A database that has a centre already stays as it is."""
    started = time.perf_counter()
    loaded = load_demo_centre(now=clock.now())
    if loaded:
        course_life.improve_courses("instructor@example.org", now=clock.now())
    seconds = time.perf_counter() - started
    click.echo(f"demo centre loaded in {seconds:.1f} s" if loaded else "there is a centre already; nothing was changed")
