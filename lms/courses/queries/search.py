"""Searching lessons: one statement for the letter pairs, one for the texts of a page."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select

from lms.core.db import db
from lms.courses.models import Lesson, LessonText, SearchGram, SearchText
from lms.courses.search.grams import candidates, grams_of_term, nearest, score
from lms.courses.search.snippets import highlighted, snippet
from lms.courses.search.types import Bitmaps, Fields, Index, Piece

PAGE = 20
CHUNK = 30
MOST_SUGGESTIONS = 5
MayRead = Callable[[int, str, bool], bool]
"""Whether a reader may open a lesson: revision, key of the lesson, whether it is for staff."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A lesson that was found; ``anchor`` is the heading that holds a term, or empty."""

    lesson_id: int
    revision_id: int
    language: str
    title: tuple[Piece, ...]
    heading: tuple[Piece, ...]
    anchor: str
    text: tuple[Piece, ...]
    score: int


@dataclass(frozen=True, slots=True)
class Found:
    """A page of hits, whether more follow, and titles that come near if there are none."""

    hits: tuple[Hit, ...]
    has_more: bool
    suggestions: tuple[tuple[int, str], ...] = ()


def indexes(revision_ids: Iterable[int], terms: Iterable[str]) -> dict[int, Index]:
    """The part of the indexes that the terms need."""
    grams = {gram for term in terms for gram in grams_of_term(term)}
    rows = db.session.execute(
        select(
            SearchGram.revision_id, SearchGram.gram, SearchGram.titles, SearchGram.headings, SearchGram.bodies
        ).where(SearchGram.revision_id.in_(list(revision_ids)), SearchGram.gram.in_(grams))
    )
    found: dict[int, dict[str, Bitmaps]] = {}
    for revision_id, gram, *parts in rows:
        found.setdefault(revision_id, {})[gram] = Bitmaps(*(int.from_bytes(part, "little") for part in parts))
    return dict(found)


def search(revision_ids: Iterable[int], terms: list[str], *, language: str, page: int, may_read: MayRead) -> Found:
    """Lessons of these revisions that hold every term, each once (in the reader's language if that fits)."""
    found = indexes(revision_ids, terms)
    ranked = sorted(
        (
            (-each.score, revision_id, each.ordinal)
            for revision_id, index in found.items()
            for each in candidates(index, terms)
        )
    )
    wanted, seen = page * PAGE + 1, set()
    hits: list[tuple[_Row, int]] = []
    for start in range(0, len(ranked), CHUNK):
        chunk = ranked[start : start + CHUNK]
        rows = [(score(_fields(row), terms), row) for row in _rows([place for _score, *place in chunk])]
        for worth, row in sorted(rows, key=lambda pair: (-pair[0], pair[1].language != language)):
            if worth and row.lesson_id not in seen and may_read(row.revision_id, row.key, row.is_for_staff):
                seen.add(row.lesson_id)
                hits.append((row, worth))
        if len(hits) >= wanted:
            break
    shown = tuple(_hit(row, worth, terms) for row, worth in hits[(page - 1) * PAGE : page * PAGE])
    suggestions = () if hits else _suggestions(found, terms, may_read)
    return Found(shown, len(hits) >= wanted, suggestions)


@dataclass(frozen=True, slots=True)
class _Row:
    revision_id: int
    ordinal: int
    lesson_id: int
    language: str
    title: str
    headings: str
    body: str
    anchors: list[list[object]]
    key: str
    is_for_staff: bool


def _rows(places: Iterable[Sequence[int]]) -> list[_Row]:
    by_revision: dict[int, list[int]] = {}
    for revision_id, ordinal in places:
        by_revision.setdefault(revision_id, []).append(ordinal)
    found = []
    for revision_id, ordinals in by_revision.items():
        rows = db.session.execute(
            select(
                SearchText.revision_id,
                SearchText.ordinal,
                SearchText.lesson_id,
                SearchText.language,
                SearchText.title,
                SearchText.headings,
                SearchText.body,
                LessonText.headings,
                Lesson.key,
                Lesson.is_for_staff,
            )
            .join(Lesson, Lesson.id == SearchText.lesson_id)
            .join(LessonText, LessonText.id == SearchText.text_id)
            .where(SearchText.revision_id == revision_id, SearchText.ordinal.in_(ordinals))
            .order_by(SearchText.ordinal)
        )
        found += [_Row(*row) for row in rows]
    return found


def _fields(row: _Row) -> Fields:
    return Fields(row.title, row.headings, row.body)


def _hit(row: _Row, worth: int, terms: list[str]) -> Hit:
    heading, anchor = "", ""
    for _level, text, name in row.anchors:
        if any(piece.is_hit for piece in highlighted(str(text), terms)):
            heading, anchor = str(text), str(name)
            break
    return Hit(
        row.lesson_id,
        row.revision_id,
        row.language,
        tuple(highlighted(row.title, terms)),
        tuple(highlighted(heading, terms)),
        anchor,
        tuple(snippet(row.body, terms)),
        worth,
    )


def _suggestions(found: Mapping[int, Index], terms: list[str], may_read: MayRead) -> tuple[tuple[int, str], ...]:
    places = [
        (revision_id, ordinal)
        for revision_id, index in found.items()
        for ordinal in nearest(index, terms, most=MOST_SUGGESTIONS)
    ]
    rows = {row.lesson_id: row for row in _rows(places) if may_read(row.revision_id, row.key, row.is_for_staff)}
    return tuple((row.lesson_id, row.title) for row in list(rows.values())[:MOST_SUGGESTIONS])
