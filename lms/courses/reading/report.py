"""What a course is and what was lost, as plain values for ``--json``."""

from __future__ import annotations

from typing import Any

from lms.courses.reading.types import CourseTree, ImageState, Leads, Lesson, LossReport, Outcome, Version

WITHOUT_MODULES = "(root)"
"""How a module without a title of its own is named here."""


def report(course: CourseTree) -> dict[str, Any]:
    """Course, modules, lessons, pages, quizzes and the loss report; counts are those of the first language."""
    lessons = [
        _lesson(lesson, module.title or WITHOUT_MODULES, number)
        for module in course.modules
        for number, lesson in enumerate(module.lessons, 1)
    ]
    return {
        "course": {
            "title": course.title,
            "language": course.language,
            "languages": sorted({version.language for lesson in course.lessons for version in lesson.versions}),
            "modules": len(course.modules),
            "lessons": len(lessons),
            "pages": len(course.pages),
            "quizzes": len(course.quizzes),
            "assets": len(course.assets),
            "asset_bytes": sum(len(asset.data) for asset in course.assets),
        },
        "modules": [
            {"title": module.title or WITHOUT_MODULES, "order": number, "lessons": len(module.lessons)}
            for number, module in enumerate(course.modules, 1)
        ],
        "lessons": lessons,
        "pages": [_lesson(page, page.beside, number) for number, page in enumerate(course.pages, 1)],
        "quizzes": [
            {
                "key": quiz.key,
                "title": quiz.title,
                "questions": len(quiz.questions),
                "languages": [version.language for version in quiz.versions],
            }
            for quiz in course.quizzes
        ],
        "loss": _loss(course.loss),
    }


def _lesson(lesson: Lesson, module: str, order: int) -> dict[str, Any]:
    main = lesson.main
    return {
        "module": module,
        "title": lesson.title,
        "order": order,
        "source": main.source,
        "language": main.language,
        "key": lesson.key,
        "kind": lesson.kind.value,
        "visibility": lesson.visibility.value,
        "minutes": main.minutes,
        "objectives": list(main.objectives),
        **_contents(main),
        "versions": [
            {"language": version.language, "source": version.source, "title": version.title, **_contents(version)}
            for version in lesson.versions[1:]
        ],
    }


def _contents(version: Version) -> dict[str, Any]:
    images = {state: version.images_that_are(state) for state in ImageState}
    return {
        "images": {
            "shown": images[ImageState.SHOWN],
            "missing": images[ImageState.MISSING],
            "remote": images[ImageState.REMOTE],
        },
        "code_blocks": version.code_blocks,
        "tables": version.tables,
        "links": {
            "internal": version.links_that_lead(Leads.LESSON, Leads.FILE, Leads.ANCHOR),
            "external": version.links_that_lead(Leads.EXTERNAL),
            "broken": version.links_that_lead(Leads.BROKEN),
        },
        "missing_images": _addresses(version, ImageState.MISSING),
        "remote_images": _addresses(version, ImageState.REMOTE),
        "wrong_case_images": sorted({image.address for image in version.images if image.case_differs}),
        "broken_links": sorted({link.address for link in version.links if link.leads is Leads.BROKEN}),
    }


def _addresses(version: Version, state: ImageState) -> list[str]:
    return sorted({image.address for image in version.images if image.state is state})


def _loss(loss: LossReport) -> dict[str, Any]:
    return {
        "kept": loss.count(Outcome.KEPT),
        "changed": loss.count(Outcome.CHANGED),
        "dropped": loss.count(Outcome.DROPPED),
        "total": loss.total,
        "items": [
            {
                "outcome": item.outcome.value,
                "what": item.what,
                "name": item.name,
                "reason": item.reason,
                "detail": item.detail,
            }
            for item in loss.items
        ],
    }
