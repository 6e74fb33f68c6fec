"""What the preview of an import shows, as plain values."""

from __future__ import annotations

from typing import Any

from lms.courses.reading import report
from lms.courses.reading.types import CourseTree, Lesson
from lms.courses.services.importing import titles_of

MOST_ITEMS = 5_000
MOST_ADDRESSES = 20


def outline_of(tree: CourseTree) -> dict[str, Any]:
    """Course, modules with their lessons, and the loss report; long lists are cut and their full length told."""
    told = report(tree)
    loss = told["loss"]
    loss["items"] = [
        [item["outcome"], item["what"], item["name"], item["reason"], item["detail"]]
        for item in loss["items"][:MOST_ITEMS]
    ]
    lessons = iter(told["lessons"])
    return {
        "course": told["course"],
        "titles": titles_of(tree),
        "modules": [
            {
                "title": module.title,
                "lessons": [_lesson(lesson, next(lessons)) for lesson in module.lessons],
            }
            for module in tree.modules
        ],
        "quizzes": told["quizzes"],
        "loss": loss,
    }


def _lesson(lesson: Lesson, told: dict[str, Any]) -> dict[str, Any]:
    return {
        "key": lesson.key,
        "title": lesson.title,
        "source": told["source"],
        "minutes": told["minutes"],
        "for_staff": told["visibility"] == "instructor",
        "languages": [version.language for version in lesson.versions],
        "images": told["images"],
        "links": told["links"],
        "code_blocks": told["code_blocks"],
        "missing": told["missing_images"][:MOST_ADDRESSES],
        "remote": told["remote_images"][:MOST_ADDRESSES],
        "wrong_case": told["wrong_case_images"][:MOST_ADDRESSES],
        "broken": told["broken_links"][:MOST_ADDRESSES],
    }
