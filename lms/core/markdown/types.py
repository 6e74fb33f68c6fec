"""What rendering takes and gives: plain frozen values."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

Resolver = Callable[[str], str | None]
"""Turns an address as written into the one to show; ``None`` means that it leads nowhere."""


@dataclass(frozen=True, slots=True)
class Heading:
    """One line of the table of contents; ``anchor`` is the element's full id, prefix included."""

    level: int
    text: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Counts:
    """What a reader finds on the page, counted in the sanitised HTML."""

    images: int = 0
    links: int = 0
    code_blocks: int = 0
    tables: int = 0
    lists: int = 0


@dataclass(frozen=True, slots=True)
class Converted:
    """Sanitised HTML whose addresses still wait for a resolver.

    ``links`` and ``images`` hold the addresses as written, in order of appearance; ``marker`` is the word that
    stands for them in ``html``. ``refused_*`` are addresses with a scheme that is not allowed; ``title`` is the text
    of the first first-level heading.
    """

    html: str
    marker: str
    id_prefix: str
    links: tuple[str, ...] = ()
    images: tuple[str, ...] = ()
    headings: tuple[Heading, ...] = ()
    anchors: frozenset[str] = frozenset()
    counts: Counts = Counts()
    refused_links: tuple[str, ...] = ()
    refused_images: tuple[str, ...] = ()
    title: str = ""


@dataclass(frozen=True, slots=True)
class Rendered:
    """HTML that is safe to show, and what became of its addresses.

    ``missing_*`` are addresses for which the resolver had no answer, ``remote_images`` those on other hosts (shown
    as their description unless asked for). ``fallback`` is true when the text is shown escaped instead of rendered.
    """

    html: str
    headings: tuple[Heading, ...] = ()
    counts: Counts = Counts()
    internal_links: tuple[str, ...] = ()
    external_links: tuple[str, ...] = ()
    missing_links: tuple[str, ...] = ()
    shown_images: tuple[str, ...] = ()
    missing_images: tuple[str, ...] = ()
    remote_images: tuple[str, ...] = ()
    fallback: bool = False


@dataclass(frozen=True, slots=True)
class Options:
    """How a text is converted.

    ``language`` (``ko`` or ``en``) is the one of the box titles. Boxes whose kind is in ``hidden_boxes`` are left
    out with all they hold (instructors' notes inside a lesson).
    """

    id_prefix: str = "md-"
    language: str = "ko"
    hidden_boxes: frozenset[str] = frozenset()
    without_title: bool = False
