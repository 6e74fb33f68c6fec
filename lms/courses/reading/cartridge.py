"""Common Cartridge (``.imscc``), also as Canvas and Moodle write it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from posixpath import dirname, join
from urllib.parse import unquote
from xml.etree.ElementTree import Element

from lms.courses.reading.addresses import normalise
from lms.courses.reading.html_text import to_markdown
from lms.courses.reading.limits import Limits
from lms.courses.reading.prepared import Prepared, Shelf
from lms.courses.reading.problems import Problem, Unreadable
from lms.courses.reading.qti import read_assessment
from lms.courses.reading.questions import Quiz, QuizVersion
from lms.courses.reading.sources.files import Files
from lms.courses.reading.text.decoding import decode
from lms.courses.reading.types import LessonKind, Outcome
from lms.courses.reading.xml import named, parse_xml, text_at

MANIFEST = "imsmanifest.xml"

_BODY = re.compile(r"<body[^>]*>(.*?)</body>", re.S | re.I)
_TITLE = re.compile(r"<title[^>]*>(.*?)</title>", re.S | re.I)
_CANVAS_FILE = re.compile(
    r"\$(?:IMS-CC-FILEBASE|IMS_CC_FILEBASE|CANVAS_COURSE_REFERENCE\$/file_contents/course%20files)\$?/?"
)
_CANVAS_PAGE = re.compile(r"\$(?:CANVAS_OBJECT_REFERENCE|WIKI_REFERENCE)\$/[a-z_]+/([\w%-]+)")


@dataclass(frozen=True, slots=True)
class Resource:
    """A resource of the manifest."""

    ident: str
    kind: str
    href: str
    files: tuple[str, ...]
    depends: tuple[str, ...]


class Cartridge:
    """One cartridge while it is laid out."""

    def __init__(self, files: Files, limits: Limits) -> None:
        self.files = files
        self.root = parse_xml(files.read(MANIFEST), MANIFEST)
        self.resources = {found.ident: found for found in map(_resource, named(self.root, "resource"))}
        self.shelf = Shelf(files.name, limits)
        self.used: set[str] = {MANIFEST}
        self.pages: dict[str, str] = {}
        self.placed: dict[str, str] = {}

    def prepare(self) -> Prepared:
        """Lay everything out: the organization's items in their order, then what it does not name."""
        organization = next(named(self.root, "organization"), None)
        if organization is not None:
            for item in organization.findall("item"):
                self._top(item)
        self._rest()
        self._rewrite()
        self._account()
        title = text_at(self.root, "metadata/lom/general/title/string") or self.files.name
        return self.shelf.prepared(title)

    def _top(self, item: Element) -> None:
        """The root item holds modules; a module holds items."""
        children = item.findall("item")
        modules = [child for child in children if child.findall("item")]
        if not modules and any(child.get("identifierref") for child in children):
            self._module(item)
            return
        for child in children:
            if child.findall("item"):
                self._module(child)
            elif child.get("identifierref"):
                self._item(child)

    def _module(self, item: Element) -> None:
        self.shelf.module(text_at(item, "title"))
        for child in item.iter("item"):
            if child is not item:
                self._item(child)

    def _item(self, item: Element) -> None:
        title = text_at(item, "title")
        resource = self.resources.get(item.get("identifierref", ""))
        if resource is None:
            if item.get("identifierref"):
                self.shelf.note(Outcome.DROPPED, "item", title, "missing_resource")
            elif not item.findall("item"):
                self.shelf.note(Outcome.DROPPED, "header", title, "header")
            return
        self._resource(resource, title)

    def _rest(self) -> None:
        """Pages, assignments and quizzes that no module names."""
        left = [found for found in self.resources.values() if found.ident not in self.placed]
        wanted = [found for found in left if _is_page(found) or _is_quiz(found) or "assignment" in found.kind]
        if wanted and self.shelf.modules:
            self.shelf.module("")
        for resource in wanted:
            self._resource(resource, "")

    def _resource(self, resource: Resource, title: str) -> None:
        if resource.ident in self.placed:
            return
        self.placed[resource.ident] = ""
        if _is_quiz(resource):
            self._quiz(resource, title)
        elif "imswl" in resource.kind:
            self._link(resource, title)
        elif "imsdt" in resource.kind:
            self._topic(resource, title)
        elif "assignment" in resource.kind:
            self._assignment(resource, title)
        elif _is_page(resource) and resource.href in self.files:
            self._page(resource, title)
        elif "basiclti" in resource.kind:
            self._drop(resource, title, "external_tool")
        elif resource.href in self.files:
            self._file(resource, title)
        else:
            self._drop(resource, title, "missing_file")

    # kinds of resources -----------------------------------------------------------------------------------

    def _page(self, resource: Resource, title: str) -> None:
        html = self._text(resource.href)
        body = _BODY.search(html)
        found = _TITLE.search(html)
        name = title or (to_markdown(found[1]).strip() if found else "") or resource.href
        key = self._lesson(resource, name, body[1] if body else html, resource.href)
        self.pages[resource.href] = key
        self.pages[resource.ident] = key
        self.pages[unquote(resource.href.rpartition("/")[2]).removesuffix(".html")] = key

    def _assignment(self, resource: Resource, title: str) -> None:
        path = resource.href or (resource.files[0] if resource.files else "")
        if path.endswith(".html"):
            self._page(resource, title)
            return
        root = self._xml(path, resource, title)
        if root is not None:
            html = text_at(root, "text") or text_at(root, "instructor_text")
            name = title or text_at(root, "title")
            self._lesson(resource, name, html, path, kind=LessonKind.ASSIGNMENT)

    def _topic(self, resource: Resource, title: str) -> None:
        path = resource.href or (resource.files[0] if resource.files else "")
        root = self._xml(path, resource, title)
        if root is not None:
            name = title or text_at(root, "title")
            self._lesson(resource, name, text_at(root, "text"), path, reason="discussion_as_page")

    def _link(self, resource: Resource, title: str) -> None:
        path = resource.href or (resource.files[0] if resource.files else "")
        root = self._xml(path, resource, title)
        url = next(named(root, "url"), None) if root is not None else None
        if root is not None and url is not None:
            name = title or text_at(root, "title")
            address = url.get("href", "")
            self.shelf.lesson(name, f"[{name}](<{address}>)\n")
            self.shelf.note(Outcome.KEPT, "link", path)

    def _file(self, resource: Resource, title: str) -> None:
        name = title or resource.href.rpartition("/")[2]
        mark = "!" if resource.href.lower().endswith((".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp")) else ""
        self._keep(resource.href)
        self.shelf.lesson(name, f"{mark}[{name}](</{resource.href}>)\n")

    def _quiz(self, resource: Resource, title: str) -> None:
        """Canvas keeps a fuller copy of a quiz beside the standard one."""
        fuller = f"non_cc_assessments/{resource.ident}.xml.qti"
        path = fuller if fuller in self.files else resource.href or (resource.files[0] if resource.files else "")
        root = self._xml(path, resource, title)
        if root is None:
            return
        own, questions, items = read_assessment(root)
        self.shelf.items += items
        self.used.update(resource.files)
        key = f"quizzes/{resource.ident}"
        if questions:
            version = QuizVersion("", title or own, tuple(questions), path)
            self.shelf.quizzes.append(Quiz(key, (version,), self.shelf.last_lesson()))
        self.shelf.note(
            Outcome.KEPT if questions else Outcome.DROPPED, "quiz", path, "" if questions else "no_questions"
        )

    # pieces -----------------------------------------------------------------------------------------------

    def _lesson(
        self,
        resource: Resource,
        title: str,
        html: str,
        path: str,
        *,
        kind: LessonKind = LessonKind.LESSON,
        reason: str = "",
    ) -> str:
        body = to_markdown(html, lambda address: self._address(address, path))
        key = self.shelf.lesson(title, body, kind=kind)
        self.pages[resource.ident] = key
        self.placed[resource.ident] = key
        self.shelf.note(Outcome.CHANGED, kind.value, path, reason or "html_to_markdown")
        self.used.update((path, *resource.files))
        return key

    def _address(self, address: str, source: str) -> str:
        """An address of the cartridge as one of the course; pages get a mark that is replaced at the end."""
        address = address.replace("%24", "$")
        if match := _CANVAS_PAGE.match(address):
            return f"page:{unquote(match[1])}"
        if _CANVAS_FILE.match(address):
            path = unquote(_CANVAS_FILE.sub("", address).partition("?")[0])
            found = next((p for p in (f"web_resources/{path}", path) if p in self.files), None)
            return self._keep(found) if found else address
        if "://" in address or address.startswith(("#", "mailto:", "$")):
            return address
        path = normalise(join(dirname(source), unquote(address.partition("?")[0])))
        if path.endswith((".html", ".htm")) and path in self.files:
            return f"page:{path}"
        return self._keep(path) if path in self.files else address

    def _keep(self, path: str) -> str:
        self.shelf.file(path, self.files.read(path))
        if path not in self.used:
            self.shelf.note(Outcome.KEPT, "file", path)
        self.used.add(path)
        return f"/{path}"

    def _rewrite(self) -> None:
        """Put the lessons in the place of the page marks."""
        for key in self.shelf.titles:
            text = self.shelf.data[key].decode()
            done = re.sub(r"\(<page:([^>]*)>\)", lambda match: f"(</{self.pages.get(match[1], match[1])}>)", text)
            self.shelf.data[key] = done.encode()

    def _text(self, path: str) -> str:
        return decode(self.files.read(path))[0]

    def _xml(self, path: str, resource: Resource, title: str) -> Element | None:
        if path not in self.files:
            self._drop(resource, title, "missing_file")
            return None
        self.used.update((path, *resource.files))
        return parse_xml(self.files.read(path), path)

    def _drop(self, resource: Resource, title: str, reason: str) -> None:
        self.used.update(resource.files)
        self.shelf.note(Outcome.DROPPED, "item", title or resource.href or resource.ident, reason)

    def _account(self) -> None:
        """Every file that nothing used."""
        self.shelf.note(Outcome.KEPT, "order", MANIFEST)
        for path in self.files.sizes:
            if path not in self.used:
                reason = "settings" if path.startswith(("course_settings/", "non_cc_assessments/")) else "not_linked"
                self.shelf.note(Outcome.DROPPED, "file", path, reason)
        self.shelf.items += self.files.notes


def prepare_cartridge(files: Files, limits: Limits) -> Prepared:
    """Lay out a cartridge."""
    prepared = Cartridge(files, limits).prepare()
    if not prepared.plan.lessons and not prepared.quizzes:
        raise Unreadable(Problem.NO_LESSONS, files.name)
    return prepared


def _resource(element: Element) -> Resource:
    files = tuple(_path(file.attrib) for file in element.findall("file"))
    depends = tuple(found.get("identifierref", "") for found in element.findall("dependency"))
    return Resource(element.get("identifier", ""), element.get("type", ""), _path(element.attrib), files, depends)


def _path(attributes: Mapping[str, str]) -> str:
    path = normalise(unquote(attributes.get("href", "")))
    return "" if path.startswith("..") else path.lstrip("/")


def _is_quiz(resource: Resource) -> bool:
    return "imsqti" in resource.kind and "question-bank" not in resource.kind


def _is_page(resource: Resource) -> bool:
    return resource.kind == "webcontent" and resource.href.endswith((".html", ".htm")) and "_assoc" not in resource.href
