"""Boxes: notes, warnings, exercises, solutions, under the names that course authors use for them."""

from __future__ import annotations

TITLES: dict[str, tuple[str, str]] = {
    "note": ("참고", "Note"),
    "tip": ("팁", "Tip"),
    "important": ("중요", "Important"),
    "warning": ("주의", "Warning"),
    "caution": ("조심", "Caution"),
    "danger": ("위험", "Danger"),
    "info": ("안내", "Information"),
    "example": ("예시", "Example"),
    "question": ("질문", "Question"),
    "quote": ("인용", "Quote"),
    "success": ("완료", "Success"),
    "failure": ("실패", "Failure"),
    "abstract": ("요약", "Summary"),
    "challenge": ("도전 과제", "Challenge"),
    "exercise": ("연습 문제", "Exercise"),
    "solution": ("풀이", "Solution"),
    "hint": ("힌트", "Hint"),
    "callout": ("알아 두기", "Good to know"),
    "objectives": ("학습 목표", "Objectives"),
    "questions": ("이 단원의 질문", "Questions"),
    "keypoints": ("핵심 정리", "Key points"),
    "prereq": ("먼저 알아야 할 것", "Prerequisites"),
    "discussion": ("토론", "Discussion"),
    "checklist": ("점검 목록", "Checklist"),
    "testimonial": ("후기", "Testimonial"),
    "instructor": ("강사용 메모", "Instructor note"),
    "details": ("자세히", "Details"),
}
"""Kind of box: its title in Korean and in English."""

FOLDED = frozenset({"solution", "details", "hint", "instructor"})
"""Kinds that open on demand."""

_SYNONYMS = {
    "prerequisites": "prereq",
    "prerequisite": "prereq",
    "objective": "objectives",
    "goal": "objectives",
    "goals": "objectives",
    "spoiler": "details",
    "collapse": "details",
    "answer": "solution",
    "error": "danger",
    "attention": "warning",
    "bug": "failure",
    "fail": "failure",
    "check": "success",
    "done": "success",
    "todo": "checklist",
    "faq": "question",
    "help": "question",
    "summary": "abstract",
    "tldr": "abstract",
    "cite": "quote",
    "seealso": "info",
    "admonition": "note",
    "primary": "info",
    "secondary": "info",
    "alert": "warning",
    "try": "exercise",
    "practice": "exercise",
    "key-points": "keypoints",
    "instructor-note": "instructor",
    "callout-note": "note",
    "callout-tip": "tip",
    "callout-warning": "warning",
    "callout-important": "important",
    "callout-caution": "caution",
}


def kind_of(word: str) -> str:
    """The kind of box that a name stands for, ``""`` if it is no known one; several class names may be given."""
    for part in word.lower().split():
        name = part.strip(".{}")
        name = _SYNONYMS.get(name, name)
        if name in TITLES:
            return name
    return ""


def title_of(kind: str, language: str) -> str:
    """The title of a box without one of its own."""
    korean, english = TITLES[kind]
    return english if language == "en" else korean
