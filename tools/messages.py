"""Catalogues of translations, one a package: ``update`` extracts texts, ``compile`` makes what programs read."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parents[1] / "lms"
METHODS = [("**.py", "python"), ("**/templates/**.html", "jinja2"), ("**/templates/**.txt", "jinja2")]
OPTIONS = {"**/templates/**.html": {"extensions": "jinja2.ext.do", "trimmed": "true"}}
LAID_OUT = datetime(2026, 1, 1, tzinfo=UTC)  # a date that moves would make every catalogue differ each time
KEYWORDS = {"_": None, "_l": None, "gettext": None, "lazy_gettext": None, "ngettext": (1, 2)}


def packages() -> list[Path]:
    """Packages that have texts."""
    return sorted(path for path in ROOT.iterdir() if (path / "__init__.py").exists())


def catalogue(package: Path) -> Path:
    """Where a package's Korean texts lie."""
    return package / "translations/ko/LC_MESSAGES/messages.po"


def extracted(package: Path) -> Catalog:
    """Every text of a package."""
    found = Catalog(project="Baeum", charset="utf-8", creation_date=LAID_OUT)
    for name, line, message, _comments, context in extract_from_dir(
        package, METHODS, OPTIONS, keywords=KEYWORDS, directory_filter=lambda path: "content" not in path
    ):
        found.add(message, locations=[(name, line)], context=context)
    return found


def known(package: Path) -> Catalog:
    """The package's Korean catalogue as it is."""
    file = catalogue(package)
    if not file.exists():
        return Catalog(locale="ko", project="Baeum", charset="utf-8")
    with file.open("rb") as stream:
        return read_po(stream, locale="ko")


def update() -> None:
    """Bring every catalogue up to date with the texts in the code."""
    for package in packages():
        template = extracted(package)
        if not len(template):
            continue
        current = known(package)
        current.update(template, no_fuzzy_matching=True)
        current.obsolete.clear()
        file = catalogue(package)
        file.parent.mkdir(parents=True, exist_ok=True)
        with file.open("wb") as stream:
            write_po(stream, current, width=120, omit_header=False, sort_output=True, include_lineno=False)


def compile_() -> None:
    """Make the .mo files."""
    for package in packages():
        if catalogue(package).exists():
            with catalogue(package).with_suffix(".mo").open("wb") as stream:
                write_mo(stream, known(package))


def untranslated() -> list[str]:
    """Texts without Korean, as ``package: text``."""
    missing = []
    for package in packages():
        current = known(package)
        for message in extracted(package):
            if not message.id:
                continue
            found = current.get(message.id, message.context)
            strings = found.string if found else ""
            if not (all(strings) if isinstance(strings, list | tuple) else strings):
                missing.append(f"{package.name}: {message.id}")
    return missing


if __name__ == "__main__":
    {"update": update, "compile": compile_, "missing": lambda: print("\n".join(untranslated()))}[sys.argv[1]]()
