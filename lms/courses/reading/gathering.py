"""The texts of a course by lesson and language, and the account of its files."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from lms.courses.reading.layout import languages, names
from lms.courses.reading.limits import Limits
from lms.courses.reading.sources.files import Files
from lms.courses.reading.text.decoding import decode
from lms.courses.reading.text.frontmatter import Document, split, text_of
from lms.courses.reading.text.notebook import to_markdown
from lms.courses.reading.types import LossItem, Outcome
from lms.courses.reading.versions import Text

Progress = Callable[[int, int], None]
"""Told how many lessons of how many are read; may raise to stop."""

_HALF = 0.5


@dataclass
class Gathered:
    """Texts by key and language, the key of every Markdown file, and what became of every file."""

    files: Files
    limits: Limits
    progress: Progress
    texts: dict[str, dict[str, Text]] = field(default_factory=lambda: defaultdict(dict))
    keys: dict[str, str] = field(default_factory=dict)
    notes: dict[str, LossItem] = field(default_factory=dict)
    language: str = ""
    own_language: str = ""

    def note(self, outcome: Outcome, what: str, path: str, reason: str = "", detail: str = "") -> None:
        """Say what became of a file; the last word counts."""
        self.notes[path] = LossItem(outcome, what, path, reason, detail)

    def first(self, key: str) -> Text:
        """A text in the asked-for language, else in the course's own, else in any."""
        versions = self.texts[key]
        for code in (self.language, self.own_language, *languages.KEPT):
            if code in versions:
                return versions[code]
        return next(iter(versions.values()))

    def ordered(self, key: str) -> list[Text]:
        """All texts of a key: the first one, then the others by language."""
        first = self.first(key)
        others = sorted((code, text) for code, text in self.texts[key].items() if text is not first)
        return [first, *(text for _, text in others)]


def gather(
    files: Files,
    *,
    asked: str | None,
    limits: Limits,
    progress: Progress,
    places: Mapping[str, tuple[str, str]] | None = None,
) -> Gathered:
    """Read every Markdown file of the course once.

    ``asked`` is the language to put first, if one was asked for; ``places`` gives key and language of paths that are
    known already.
    """
    gathered = Gathered(files, limits, progress)
    paths = [path for path in files.sizes if path.startswith(files.base) and names.is_markdown(path)]
    tops = languages.language_folders([path.removeprefix(files.base) for path in paths])
    unnamed: list[tuple[str, Text]] = []
    for path in sorted(paths, key=names.natural):
        stated = (places or {}).get(path)
        place = languages.Place(*stated) if stated else languages.place_of(path.removeprefix(files.base), tops)
        gathered.keys[path] = place.key
        if not stated and place.language and place.language not in {*languages.KEPT, asked}:
            gathered.note(Outcome.DROPPED, "translation", path, "other_language", place.language)
            continue
        text = _read(files, path, place.language)
        if not text.language:
            unnamed.append((place.key, text))
        elif gathered.texts[place.key].setdefault(text.language, text) is not text:
            gathered.note(Outcome.DROPPED, "translation", path, "second_of_its_language", text.language)
    _name_languages(gathered, unnamed)
    gathered.language = asked or _usual_language(gathered)
    return gathered


def _read(files: Files, path: str, language: str) -> Text:
    content, encoding = decode(files.read(path))
    is_notebook = names.extension(path) == names.NOTEBOOK
    document = _of_notebook(content) if is_notebook else split(content)
    stated = languages.code_of(text_of(document.matter, "lang", "language"))
    notes = [f"encoding:{encoding}"] if encoding else []
    notes += ["notebook_to_markdown"] if is_notebook else ["front_matter_ignored"] if document.broken else []
    return Text(path, language or stated, document.matter, document.body, tuple(notes))


def _of_notebook(content: str) -> Document:
    try:
        return split(to_markdown(content))
    except ValueError:
        return Document({}, "", broken=True)


def _name_languages(gathered: Gathered, unnamed: list[tuple[str, Text]]) -> None:
    """Files whose path names no language share the one that most of them are written in."""
    weights: Counter[str] = Counter()
    for _, text in unnamed:
        weights[languages.language_of_text(text.body)] += min(len(text.body), 5_000)
    own = gathered.own_language = max(weights, key=lambda code: weights[code]) if weights else ""
    for key, text in unnamed:
        named = replace(text, language=own)
        if gathered.texts[key].setdefault(own, named) is not named:
            gathered.note(Outcome.DROPPED, "translation", text.source, "second_of_its_language", own)


def _usual_language(gathered: Gathered) -> str:
    """Korean if half of the texts exist in it, else the language of the unnamed files, else the most frequent."""
    told = [key for key in gathered.texts if not names.is_excluded(key)]
    korean = sum("ko" in gathered.texts[key] for key in told)
    if told and korean >= _HALF * len(told):
        return "ko"
    counted = Counter(code for versions in gathered.texts.values() for code in versions)
    return gathered.own_language or (counted.most_common(1)[0][0] if counted else "ko")
