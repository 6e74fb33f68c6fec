"""The order of a course in folders: stated by a file, or read from folders and names."""

from __future__ import annotations

from collections.abc import Callable
from posixpath import basename, dirname

from lms.courses.reading.addresses import Addresses, normalise
from lms.courses.reading.gathering import Gathered
from lms.courses.reading.layout.folders import Draft, plan_by_folders
from lms.courses.reading.layout.plan import Plan
from lms.courses.reading.layout.stated import STATED
from lms.courses.reading.text.decoding import decode
from lms.courses.reading.types import Outcome


def plan_of(gathered: Gathered) -> Plan:
    """The order that the course states, else the one its folders and names give."""
    for name, reader in STATED.items():
        for folder in _folders(name, gathered.language):
            path = gathered.files.base + folder + name
            if path not in gathered.files:
                continue
            text, _ = decode(gathered.files.read(path))
            plan = reader(text, _finder(gathered, path, folder))
            if plan and len(plan.lessons) >= 2:
                gathered.note(Outcome.KEPT, "order", path)
                return plan
    addresses = Addresses(gathered.files, gathered.keys)
    return plan_by_folders(_drafts(gathered), addresses.lesson)


def _folders(name: str, language: str) -> list[str]:
    return [f"{language}/", f"src/{language}/", f"docs/{language}/", ""] if name == "SUMMARY.md" else [""]


def _finder(gathered: Gathered, source: str, folder: str) -> Callable[[str], str | None]:
    top = (gathered.files.base + folder).rstrip("/")

    def find(path: str) -> str | None:
        for place in (dirname(source), top):
            name = gathered.files.find(normalise(f"{place}/{path}" if place else path))
            if name in gathered.keys and gathered.keys[name] in gathered.texts:
                return gathered.keys[name]
        return None

    return find


def _drafts(gathered: Gathered) -> dict[str, Draft]:
    """A translation into the asked-for language says that somebody holds the text for reading matter."""
    asked, own = gathered.language, gathered.own_language
    drafts = {}
    for key, versions in gathered.texts.items():
        text = gathered.first(key)
        translated = bool(own) and asked != own and asked in versions
        in_folder = basename(text.source) == basename(key)
        name = key if in_folder else text.source.removeprefix(gathered.files.base)
        drafts[key] = Draft(key, text.source, name, text.body, text.matter, asked=translated)
    return drafts
