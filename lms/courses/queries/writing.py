"""Reads of drafts: the row of an author, its texts over those of the revision it began from."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import select

from lms.core.db import db
from lms.courses.models import CourseDraftRow, DraftAsset, DraftText
from lms.courses.queries.drafts import draft_of_revision
from lms.courses.types import CourseDraft, KeptBytes, LessonDraft, ModuleDraft, Resource, TextDraft
from lms.courses.writing.tree import Leaf, Tree, from_values


def draft_row(course_id: int, person_id: int) -> CourseDraftRow | None:
    """An author's draft of a course."""
    return db.session.scalar(
        select(CourseDraftRow).where(CourseDraftRow.course_id == course_id, CourseDraftRow.person_id == person_id)
    )


def others_drafts(course_id: int, person_id: int) -> list[int]:
    """Who else has a draft of the course."""
    return list(
        db.session.scalars(
            select(CourseDraftRow.person_id).where(
                CourseDraftRow.course_id == course_id, CourseDraftRow.person_id != person_id
            )
        )
    )


def draft_texts(draft_id: int) -> dict[tuple[str, str], DraftText]:
    """The texts that the author changed, by lesson and language."""
    rows = db.session.scalars(select(DraftText).where(DraftText.draft_id == draft_id))
    return {(row.key, row.language): row for row in rows}


def draft_assets(draft_id: int) -> dict[str, DraftAsset]:
    """The files that the author added, by path."""
    rows = db.session.scalars(select(DraftAsset).where(DraftAsset.draft_id == draft_id))
    return {row.path: row for row in rows}


def base_of(row: CourseDraftRow) -> CourseDraft:
    """The revision that a draft began from, or an empty course."""
    return draft_of_revision(row.base_id) if row.base_id is not None else CourseDraft(())


def texts_of_lesson(row: CourseDraftRow, base: CourseDraft, key: str) -> dict[str, TextDraft]:
    """A lesson's texts as the draft has them, by language."""
    return _texts(key, _parts(base).get(key), draft_texts(row.id))


def composed(row: CourseDraftRow, base: CourseDraft, *, summary: str = "") -> CourseDraft:
    """What publishing the draft would store."""
    tree, parts, changed = from_values(row.tree), _parts(base), draft_texts(row.id)
    assets = {**base.assets, **{path: KeptBytes(asset.digest) for path, asset in draft_assets(row.id).items()}}
    return replace(
        base,
        modules=tuple(
            ModuleDraft(
                branch.titles,
                tuple(_lesson(leaf, parts.get(leaf.key), changed, tree) for leaf in branch.lessons),
                branch.key,
            )
            for branch in tree.modules
        ),
        assets=assets,
        language=tree.language,
        source="",
        report={},
        summary=summary,
    )


def _parts(base: CourseDraft) -> dict[str, LessonDraft]:
    return {part.key: part for module in base.modules for part in module.lessons}


def _lesson(leaf: Leaf, part: LessonDraft | None, changed: dict[tuple[str, str], DraftText], tree: Tree) -> LessonDraft:
    texts = _texts(leaf.key, part, changed)
    if not texts:
        language, title = next(iter(leaf.titles.items()), (tree.language, leaf.key))
        texts = {language: TextDraft(language, title, "")}
    first = texts.get(tree.language) or next(iter(texts.values()))
    return LessonDraft(
        key=leaf.key,
        texts=tuple(texts.values()),
        minutes=first.minutes or 0,
        is_for_staff=leaf.is_for_staff,
        is_listed=leaf.is_listed,
        kind=leaf.kind,
        beside=leaf.beside,
    )


def _texts(key: str, part: LessonDraft | None, changed: dict[tuple[str, str], DraftText]) -> dict[str, TextDraft]:
    texts = {text.language: text for text in part.texts} if part else {}
    for (name, language), row in sorted(changed.items()):
        if name != key:
            continue
        if row.is_gone:
            texts.pop(language, None)
            continue
        before = texts.get(language) or TextDraft(language, row.title, "")
        texts[language] = replace(
            before,
            title=row.title,
            body=row.body,
            minutes=row.minutes,
            objectives=tuple(row.objectives),
            resources=tuple(Resource(*pair) for pair in row.resources),
        )
    return texts
