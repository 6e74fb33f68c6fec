"""The order of a course in folders: stated by a file, or read from folders and names."""

from __future__ import annotations

from collections.abc import Iterator
from posixpath import basename, dirname, join

from lms.courses.reading.addresses import Addresses
from lms.courses.reading.finding import Finder
from lms.courses.reading.gathering import Gathered
from lms.courses.reading.layout.bookish import load
from lms.courses.reading.layout.folders import Draft, plan_by_folders
from lms.courses.reading.layout.plan import Plan
from lms.courses.reading.layout.stated import STATED, Reader
from lms.courses.reading.layout.summaries import from_summary
from lms.courses.reading.text.decoding import decode
from lms.courses.reading.types import Outcome

GITBOOK = ".gitbook.yaml"
CATEGORIES = frozenset({"_category_.json", "_category_.yml", "_category_.yaml"})
_FEWEST = 2


def plan_of(gathered: Gathered) -> Plan:
    """The order that the course states, else the one its folders and names give."""
    for path, folder, reader in _places(gathered):
        if path not in gathered.files:
            continue
        text, _ = decode(gathered.files.read(path))
        plan = reader(text, Finder(gathered, path, folder).find)
        if plan and len(plan.lessons) >= _FEWEST:
            gathered.note(Outcome.KEPT, "order", path)
            return plan
    addresses = Addresses(gathered.files, gathered.keys)
    return plan_by_folders(_drafts(gathered), addresses.lesson, _folder_facts(gathered))


def _folder_facts(gathered: Gathered) -> dict[str, dict[str, object]]:
    """``_category_.json`` of Docusaurus: a folder's label and position."""
    facts: dict[str, dict[str, object]] = {}
    for path in gathered.files.sizes:
        if basename(path) not in CATEGORIES or not path.startswith(gathered.files.base):
            continue
        stated = load(decode(gathered.files.read(path))[0])
        if isinstance(stated, dict):
            folder = dirname(path.removeprefix(gathered.files.base))
            facts[folder] = {"title": str(stated.get("label") or ""), "position": str(stated.get("position") or "")}
            gathered.note(Outcome.KEPT, "order", path)
    return facts


def _places(gathered: Gathered) -> Iterator[tuple[str, str, Reader]]:
    """Paths that may state the order, with the folder that addresses start from."""
    base = gathered.files.base
    if stated := _gitbook(gathered):
        yield base + stated, "", from_summary
    for name, reader in STATED.items():
        for folder in _folders(name, gathered.language):
            yield base + folder + name, folder, reader


def _gitbook(gathered: Gathered) -> str:
    path = gathered.files.base + GITBOOK
    config = load(decode(gathered.files.read(path))[0]) if path in gathered.files else None
    if not isinstance(config, dict):
        return ""
    structure = config.get("structure")
    summary = structure.get("summary") if isinstance(structure, dict) else None
    root = str(config.get("root") or "").removeprefix("./").strip("/")
    return join(root, str(summary or "SUMMARY.md").removeprefix("./"))


def _folders(name: str, language: str) -> list[str]:
    return [f"{language}/", f"src/{language}/", f"docs/{language}/", ""] if name == "SUMMARY.md" else [""]


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
