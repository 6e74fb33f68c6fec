"""What two drafts with the same content share."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from lms.courses.types import CourseDraft, KeptBytes, LessonDraft, TextDraft


def digest_of(draft: CourseDraft) -> str:
    """The SHA-256 of the content: modules and listed lessons in order, everything else by name."""
    content = {
        "modules": [
            [dict(module.titles), [_lesson(part) for part in module.lessons if part.is_listed]]
            for module in draft.modules
        ],
        "beside": sorted(
            [part.beside, *_lesson(part)] for module in draft.modules for part in module.lessons if not part.is_listed
        ),
        "assets": {path: _digest(data) for path, data in sorted(draft.assets.items())},
        "quizzes": list(draft.quizzes),
    }
    plain = json.dumps(content, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(plain.encode("utf-8", "surrogatepass")).hexdigest()


def _lesson(part: LessonDraft) -> list[Any]:
    return [part.key, part.kind, part.is_for_staff, sorted(_text(text) for text in part.texts)]


def _text(text: TextDraft) -> list[Any]:
    resources = [[resource.title, resource.address] for resource in text.resources]
    minutes = "" if text.minutes is None else str(text.minutes)
    extra = json.dumps(dict(text.extra), sort_keys=True, ensure_ascii=False)
    return [
        text.language,
        text.title,
        text.body.lstrip("\n").rstrip(),
        minutes,
        list(text.objectives),
        resources,
        extra,
    ]


def _digest(data: bytes | KeptBytes) -> str:
    return data.digest if isinstance(data, KeptBytes) else hashlib.sha256(data).hexdigest()
