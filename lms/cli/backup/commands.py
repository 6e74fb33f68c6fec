"""``flask backup`` and ``flask restore``."""

from __future__ import annotations

import time
from pathlib import Path

import click
from flask.cli import with_appcontext

from lms.cli.backup import BackupError, Manifest, restore, write_backup
from lms.core import clock

PREFIX = "baeum-"


@click.command("backup")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@click.option("--keep", type=click.IntRange(min=1), help="Keep only so many of the newest backups in the folder.")
@with_appcontext
def backup_command(folder: Path, keep: int | None) -> None:
    """Write one zip of all rows and files into FOLDER, while the centre works."""
    started, now = time.perf_counter(), clock.now()
    target = folder / f"{PREFIX}{now:%Y%m%d-%H%M%S}.zip"
    try:
        manifest = write_backup(target, now=now)
    except BackupError as problem:
        raise click.ClickException(str(problem)) from problem
    click.echo(f"{target} ({target.stat().st_size / 1_000_000:.1f} MB): {_contents(manifest)}")
    click.echo(f"written in {time.perf_counter() - started:.1f} s")
    for digest in manifest.missing_files:
        click.echo(f"warning: a file is named by a row but lies nowhere: {digest}", err=True)
    if keep:
        for old in sorted(folder.glob(f"{PREFIX}*.zip"))[:-keep]:
            old.unlink()
            click.echo(f"removed {old.name}")


@click.command("restore")
@click.argument("source", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@with_appcontext
def restore_command(source: Path) -> None:
    """Fill an empty database from the backup SOURCE and prove that every row arrived."""
    started = time.perf_counter()
    try:
        manifest = restore(source)
    except BackupError as problem:
        raise click.ClickException(str(problem)) from problem
    seconds = time.perf_counter() - started
    click.echo(f"restored and compared row by row in {seconds:.1f} s: {_contents(manifest)}")


def _contents(manifest: Manifest) -> str:
    rows = sum(part.rows for part in manifest.tables.values())
    return f"{rows:,} rows of {len(manifest.tables)} tables, {len(manifest.files):,} files"
