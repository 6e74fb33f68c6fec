"""XML of course containers, read without entities and without fetching anything."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree import ElementTree

from lms.courses.reading.problems import Problem, Unreadable

NOTHING = "$@NULL@$"
"""How Moodle writes that there is no value."""


def parse_xml(data: bytes, name: str) -> ElementTree.Element:
    """The root element; Unreadable for what is no XML or declares a document type."""
    if data[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        data = data.decode("utf-16", "replace").replace("utf-16", "utf-8", 1).replace("UTF-16", "utf-8", 1).encode()
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
        raise Unreadable(Problem.BROKEN_MANIFEST, name, "document types are not read")
    try:
        root = ElementTree.fromstring(data)  # noqa: S314  # no document type, so no entities
    except (ElementTree.ParseError, ValueError, LookupError, RecursionError) as problem:
        raise Unreadable(Problem.BROKEN_MANIFEST, name, str(problem)) from problem
    for element in root.iter():
        if isinstance(element.tag, str):
            element.tag = element.tag.rpartition("}")[2]
    return root


def text_at(element: ElementTree.Element | None, path: str) -> str:
    """The text of the first element at ``path``, without white space around it; ``""`` for none."""
    found = element.find(path) if element is not None else None
    text = "".join(found.itertext()).strip() if found is not None else ""
    return "" if text == NOTHING else text


def texts_at(element: ElementTree.Element, path: str) -> list[str]:
    """The texts of all elements at ``path``."""
    return ["".join(found.itertext()).strip() for found in element.findall(path)]


def named(element: ElementTree.Element, tag: str) -> Iterator[ElementTree.Element]:
    """All elements of that name below."""
    yield from element.iter(tag)
