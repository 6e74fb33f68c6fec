"""Moodle backups (``.mbz``): what teaches is kept, whoever took part is left out."""

from __future__ import annotations

import re
from collections import defaultdict
from urllib.parse import quote, unquote
from xml.etree.ElementTree import Element

from lms.courses.reading.html_text import to_markdown, to_plain
from lms.courses.reading.limits import Limits
from lms.courses.reading.moodle_questions import MoodleQuestions
from lms.courses.reading.prepared import Prepared, Shelf
from lms.courses.reading.questions import Question, Quiz, QuizVersion
from lms.courses.reading.sources.files import Files
from lms.courses.reading.types import LessonKind, Outcome
from lms.courses.reading.xml import named, parse_xml, text_at, texts_at

MANIFEST = "moodle_backup.xml"

PEOPLE = re.compile(
    r"(?:^|/)(?:users|roles|grades|grade_history|logs|logstores|completion|comments|enrolments|gradebook|groups|badges"
    r"|inforef|calendar|competencies|xapistate|completiondefaults)\.(?:xml|log)$"
)
_PLUGIN_FILE = "@@PLUGINFILE@@"
_VIEW = re.compile(r"\$@[A-Z]+VIEWBYID\*(\d+)@\$")
_USER_AREAS = frozenset(
    {"user", "assignsubmission_file", "assignsubmission_onlinetext", "assignfeedback_file", "mod_forum"}
)


class Backup:
    """One backup while it is laid out."""

    def __init__(self, files: Files, limits: Limits) -> None:
        self.files = files
        self.shelf = Shelf(files.name, limits)
        self.used: set[str] = set()
        self.areas = self._areas()
        self.keys: dict[str, str] = {}
        self.waiting: list[str] = []
        self.questions = MoodleQuestions(self._root("questions.xml"), self._markdown)

    def prepare(self) -> Prepared:
        """Sections become modules, activities lessons, in the order of each section."""
        information = self._root(MANIFEST)
        course = self._root("course/course.xml")
        title = text_at(course, "fullname") or text_at(information, "information/original_course_fullname")
        activities = self._activities(information)
        for section in self._sections(information):
            self._section(section, activities)
        self._rewrite()
        self._account()
        return self.shelf.prepared(title or self.files.name, _language(text_at(course, "lang")))

    def _root(self, path: str) -> Element | None:
        if path not in self.files:
            return None
        self.used.add(path)
        return parse_xml(self.files.read(path), path)

    def _areas(self) -> dict[tuple[str, str], dict[str, str]]:
        """Content hashes by context and area, then by name; nobody's own files."""
        found: defaultdict[tuple[str, str], dict[str, str]] = defaultdict(dict)
        root = self._root("files.xml")
        for file in named(root, "file") if root is not None else ():
            name, component = text_at(file, "filename"), text_at(file, "component")
            if name in {"", "."} or component in _USER_AREAS:
                continue
            area = (text_at(file, "contextid"), text_at(file, "filearea"))
            found[area][text_at(file, "filepath").strip("/") + "/" + name] = text_at(file, "contenthash")
        return found

    def _activities(self, information: Element | None) -> dict[str, tuple[str, str]]:
        """Folder and kind of every activity, by module id."""
        if information is None:
            return {}
        return {
            text_at(entry, "moduleid"): (text_at(entry, "directory"), text_at(entry, "modulename"))
            for entry in named(information, "activity")
        }

    def _sections(self, information: Element | None) -> list[Element]:
        paths = (
            [f"{folder}/section.xml" for folder in texts_at(information, ".//section/directory")]
            if information is not None
            else []
        )
        paths = paths or sorted(
            path for path in self.files.sizes if re.fullmatch(r"sections/section_\d+/section\.xml", path)
        )
        roots = [root for path in paths if (root := self._root(path)) is not None]
        return sorted(roots, key=lambda root: _whole(text_at(root, "number")))

    def _section(self, section: Element, activities: dict[str, tuple[str, str]]) -> None:
        number = text_at(section, "number")
        title = text_at(section, "name") or number
        self.shelf.module(to_plain(title))
        self.waiting = []
        summary = text_at(section, "summary")
        hidden = text_at(section, "visible") == "0"
        if to_plain(summary) or "<img" in summary:
            self.shelf.lesson(to_plain(title), self._markdown(summary, ""), hidden=hidden)
        for ident in text_at(section, "sequence").split(","):
            if ident in activities:
                folder, kind = activities[ident]
                self._activity(folder, kind, ident, hidden)
        self._flush_labels(hidden)
        self.shelf.note(Outcome.KEPT, "section", title)

    def _activity(self, folder: str, kind: str, ident: str, hidden: bool) -> None:
        root = self._root(f"{folder}/{kind}.xml")
        module = self._root(f"{folder}/module.xml")
        body = root.find(kind) if root is not None else None
        if root is None or body is None:
            self.shelf.note(Outcome.DROPPED, "activity", folder, "missing_file")
            return
        name = to_plain(text_at(body, "name")) or kind
        reader = _READERS.get(kind)
        if reader is None:
            self.shelf.note(Outcome.DROPPED, "activity", f"{kind}: {name}", "not_supported")
            return
        hidden = hidden or text_at(module, "visible") == "0"
        key = reader(self, body, root.get("contextid", ""), name, hidden)
        if key:
            self.keys[ident] = key
        changed = kind in {"label", "book", "resource", "folder", "url"}
        outcome, reason = (Outcome.CHANGED, "becomes_text") if changed else (Outcome.KEPT, "")
        self.shelf.note(outcome, "activity", f"{kind}: {name}", reason)

    # kinds of activities ----------------------------------------------------------------------------------

    def _add(self, title: str, body: str, hidden: bool, kind: LessonKind = LessonKind.LESSON) -> str:
        """A lesson, with the labels that stood above it in front."""
        text = "\n\n".join([*self.waiting, body])
        self.waiting = []
        return self.shelf.lesson(title, text, kind=kind, hidden=hidden)

    def _flush_labels(self, hidden: bool) -> None:
        if self.waiting and self.shelf.last_lesson():
            self.shelf.append(self.shelf.last_lesson(), "\n\n".join(self.waiting))
        elif self.waiting:
            self.shelf.lesson(to_plain(self.waiting[0])[:80], "\n\n".join(self.waiting), hidden=hidden)
        self.waiting = []

    def label(self, body: Element, context: str, _name: str, _hidden: bool) -> str:
        """A label is text between activities."""
        text = self._markdown(text_at(body, "intro"), context, "intro").strip()
        self.waiting += [text] if text else []
        return ""

    def page(self, body: Element, context: str, name: str, hidden: bool) -> str:
        """A page is a lesson."""
        intro = self._markdown(text_at(body, "intro"), context, "intro")
        content = self._markdown(text_at(body, "content"), context, "content")
        return self._add(name, f"{intro}\n{content}".strip() + "\n", hidden)

    def url(self, body: Element, context: str, name: str, hidden: bool) -> str:
        """A link is a lesson that holds it."""
        intro = self._markdown(text_at(body, "intro"), context, "intro")
        return self._add(name, f"{intro}\n[{name}](<{text_at(body, 'externalurl')}>)\n".lstrip(), hidden)

    def assignment(self, body: Element, context: str, name: str, hidden: bool) -> str:
        """An assignment's text; dates, submissions and grades stay behind."""
        intro = self._markdown(text_at(body, "intro"), context, "intro")
        return self._add(name, intro, hidden, LessonKind.ASSIGNMENT)

    def book(self, body: Element, context: str, name: str, hidden: bool) -> str:
        """A book is a lesson with its chapters as sections."""
        parts = [self._markdown(text_at(body, "intro"), context, "intro")]
        for chapter in named(body, "chapter"):
            if text_at(chapter, "hidden") != "1":
                title = to_plain(text_at(chapter, "title"))
                parts.append(f"## {title}\n\n{self._markdown(text_at(chapter, 'content'), context, 'chapter')}")
        return self._add(name, "\n\n".join(part.strip() for part in parts if part.strip()) + "\n", hidden)

    def resource(self, body: Element, context: str, name: str, hidden: bool) -> str:
        """Files are a lesson with a list of them."""
        intro = self._markdown(text_at(body, "intro"), context, "intro")
        links = [
            f"- [{path.rpartition('/')[2]}](<{self._file(context, 'content', path)}>)"
            for path in self.areas[context, "content"]
        ]
        return self._add(name, f"{intro}\n".lstrip() + "\n".join(links) + "\n", hidden)

    def quiz(self, body: Element, _context: str, name: str, _hidden: bool) -> str:
        """A quiz with the questions that it names."""
        questions: list[Question] = self.questions.of_quiz(body)
        self.shelf.items += self.questions.take_items()
        if questions:
            version = QuizVersion("", name, tuple(questions), f"quiz: {name}")
            key = f"quizzes/{len(self.shelf.quizzes) + 1:02d}"
            self.shelf.quizzes.append(Quiz(key, (version,), self.shelf.last_lesson()))
        return ""

    # pieces -----------------------------------------------------------------------------------------------

    def _markdown(self, html: str, context: str, area: str = "") -> str:
        def rewrite(address: str) -> str:
            if address.startswith(_PLUGIN_FILE):
                path = unquote(address.removeprefix(_PLUGIN_FILE).partition("?")[0]).lstrip("/")
                return self._file(context, area, path if "/" in path else f"/{path}")
            view = _VIEW.match(address)
            return f"view:{view[1]}" if view else address

        return to_markdown(html, rewrite)

    def _file(self, context: str, area: str, path: str) -> str:
        """Keep a file of an area and give its path in the course."""
        for (where, name), names in self.areas.items():
            digest = names.get(path) if where == context and (name == area or not area) else None
            stored = f"files/{digest[:2]}/{digest}" if digest else ""
            if stored in self.files:
                place = f"files/{context}/{path.lstrip('/')}"
                self.shelf.file(place, self.files.read(stored))
                if stored not in self.used:
                    self.shelf.note(Outcome.KEPT, "file", path.lstrip("/"))
                self.used.add(stored)
                return quote(f"/{place}")
        return path

    def _rewrite(self) -> None:
        """Links between activities lead to lessons."""
        for key in self.shelf.titles:
            text = self.shelf.data[key].decode()
            done = re.sub(
                r"\(<view:(\d+)>\)", lambda match: f"(</{self.keys.get(match[1], 'activity-' + match[1])}>)", text
            )
            self.shelf.data[key] = done.encode()

    def _account(self) -> None:
        """Everything else: people's data by its name, settings, files of nobody's lesson."""
        users = self._root("users.xml")
        for _ in named(users, "user") if users is not None else ():
            self.shelf.note(Outcome.DROPPED, "person", "", "people")
        self.used.discard("users.xml")
        for path in sorted(self.files.sizes):
            if PEOPLE.search(path):
                self.shelf.note(Outcome.DROPPED, "file", path, "people")
            elif path not in self.used:
                self.shelf.note(
                    Outcome.DROPPED, "file", path, "not_linked" if path.startswith("files/") else "settings"
                )
        self.shelf.items += self.files.notes


def _whole(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


def _language(code: str) -> str:
    return code[:2] if code[:2] in {"ko", "en"} else ""


_READERS = {
    "label": Backup.label,
    "page": Backup.page,
    "url": Backup.url,
    "assign": Backup.assignment,
    "book": Backup.book,
    "resource": Backup.resource,
    "folder": Backup.resource,
    "quiz": Backup.quiz,
}


def prepare_backup(files: Files, limits: Limits) -> Prepared:
    """Lay out a backup."""
    return Backup(files, limits).prepare()
