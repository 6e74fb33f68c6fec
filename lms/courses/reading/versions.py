"""One file in one language: its facts, and what a reader will find on the page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from lms.core.markdown import Converted, Options, bind, convert_safely
from lms.core.markdown.blocks.parser import parse
from lms.core.markdown.blocks.tree import Block, Kind
from lms.core.markdown.boxes import kind_of
from lms.courses.reading.addresses import Addresses
from lms.courses.reading.layout.names import clean_title
from lms.courses.reading.limits import Limits
from lms.courses.reading.text.frontmatter import number_of, text_of, texts_of
from lms.courses.reading.types import Image, Leads, Link, Version

TITLE_KEYS = ("title", "Title")
MINUTE_KEYS = ("minutes", "duration", "estimated_time", "time", "readingTime", "teaching_time")
OBJECTIVE_KEYS = ("objectives", "goals", "learning_objectives", "learningObjectives", "학습목표")


@dataclass(frozen=True, slots=True)
class Text:
    """A file as read: where it lies, its language, front matter and body, and notes about its bytes."""

    source: str
    language: str
    matter: Mapping[str, object]
    body: str
    notes: tuple[str, ...] = ()


def title_of(text: Text, converted: Converted | None, stated: str, limits: Limits) -> str:
    """Front matter, then the source of the order, then the first heading, then the file's name."""
    heading = converted.title if converted else ""
    title = text_of(text.matter, *TITLE_KEYS) or stated or heading or clean_title(text.source)
    title = " ".join(title.split())
    return title if len(title) <= limits.title_letters else title[: limits.title_letters - 1] + "…"


def minutes_of(matter: Mapping[str, object]) -> int | None:
    """Minutes, stated as such or as teaching and exercises (Carpentries)."""
    whole = number_of(matter, *MINUTE_KEYS)
    if whole is None:
        parts = [number for name in ("teaching", "exercises") if (number := number_of(matter, name)) is not None]
        whole = sum(parts) if parts else None
    return round(whole) if whole is not None and 0 <= whole < 10_000 else None


def objectives_of(text: Text) -> tuple[str, ...]:
    """Front matter, or the list in an ``objectives`` box."""
    stated = texts_of(text.matter, *OBJECTIVE_KEYS)
    if stated or ":::" not in text.body:
        return stated
    boxes = [block for block in parse(text.body, {}).children if block.kind is Kind.BOX]
    found = [item for block in boxes if kind_of(block.word) == "objectives" for item in _items(block)]
    return tuple(found)


def _items(block: Block) -> list[str]:
    lists = [child for child in block.children if child.kind is Kind.LIST]
    first = [item.children[0] for each in lists for item in each.children if item.children]
    return [" ".join(leaf.text.split()) for leaf in first if leaf.kind is Kind.PARAGRAPH]


def make_version(text: Text, addresses: Addresses, stated: str, limits: Limits) -> Version:
    """The version; its links and images in the order of their appearance."""
    converted = convert_safely(
        text.body, Options(language=text.language), budget_seconds=limits.render_seconds, max_bytes=limits.text_bytes
    )
    consumed = {*TITLE_KEYS, *MINUTE_KEYS[:1], *OBJECTIVE_KEYS[:1], "lang", "language", "visibility"}
    return Version(
        language=text.language,
        source=text.source,
        title=title_of(text, converted, stated, limits),
        body=text.body,
        minutes=minutes_of(text.matter),
        objectives=objectives_of(text),
        extra={key: value for key, value in text.matter.items() if key not in consumed},
        links=_links(text.source, converted, addresses),
        images=_images(text.source, converted, addresses),
        code_blocks=converted.counts.code_blocks if converted else 0,
        tables=converted.counts.tables if converted else 0,
    )


def _links(source: str, converted: Converted | None, addresses: Addresses) -> tuple[Link, ...]:
    if converted is None:
        return ()
    missing = set(bind(converted).missing_links)
    found = []
    for address in (*converted.links, *converted.refused_links):
        if address.startswith("#"):
            found.append(Link(address, Leads.BROKEN if address in missing else Leads.ANCHOR))
        else:
            found.append(addresses.link(source, address))
    return tuple(found)


def _images(source: str, converted: Converted | None, addresses: Addresses) -> tuple[Image, ...]:
    if converted is None:
        return ()
    return tuple(addresses.image(source, address) for address in (*converted.images, *converted.refused_images))
